"""Crawls as forks: what one says, how it ends, and that nothing waits for a server that is gone."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from crawlers.fork_server import ForkServer


def test_forks_end_with_their_status_and_message(tmp_path: Path) -> None:
    with ForkServer() as forks:
        started = [
            forks.start(
                [str(tmp_path / f"none {n}"), "--outcomes", str(tmp_path / "out"), "--cards", str(tmp_path)],
                errors=tmp_path / f"{n}.log",
            )
            for n in range(2)
        ]
        wrong = forks.start(["--no-such-option"], errors=tmp_path / "wrong.log")
        assert [fork.wait() for fork in started] == [1, 1] and wrong.wait() == 2
        assert all(fork.poll() is not None for fork in started)
        for n in range(2):
            assert (tmp_path / f"{n}.log").read_text().startswith(f"crawlers: {tmp_path}/none {n}: ")
        assert "arguments are required" in (tmp_path / "wrong.log").read_text()


def test_server_that_is_gone_is_waited_for_by_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A server that ends at once, as one that the system killed.
    monkeypatch.setattr("sys.executable", "/bin/true")
    with ForkServer() as forks:
        fork = forks.start(["plan"], errors=tmp_path / "log")
        assert fork.wait() == 1


def test_crawls_end_when_whoever_asked_for_them_is_killed(tmp_path: Path) -> None:
    # A plan that nobody writes: the crawl waits for it.
    os.mkfifo(tmp_path / "plan")
    asking = f"""
import sys, time
from pathlib import Path
from crawlers.fork_server import ForkServer
with ForkServer() as forks:
    arguments = [{str(tmp_path / "plan")!r}, "--outcomes", {str(tmp_path / "out")!r}, "--cards", {str(tmp_path)!r}]
    fork = forks.start(arguments, errors=Path({str(tmp_path / "log")!r}))
    print("asked", flush=True)
    fork.wait()
"""
    with subprocess.Popen([sys.executable, "-c", asking], stdout=subprocess.PIPE, text=True) as asker:
        assert asker.stdout is not None and asker.stdout.readline() == "asked\n"
        (server,) = psutil.Process(asker.pid).children()
        # The crawl opens the pipe to read its plan: only then is it there.
        with (tmp_path / "plan").open("wb"):
            (crawl,) = server.children()
            os.kill(asker.pid, signal.SIGKILL)
            assert not psutil.wait_procs([crawl, server], timeout=60)[1]
