"""Crawls as forks: what one says, how it ends, and that nothing waits for a server that is gone."""

from pathlib import Path

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
