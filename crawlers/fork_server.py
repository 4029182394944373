"""Fork server: crawls as forks of one process that has imported everything; a start costs what dozens of pages do.

A Twisted reactor runs once in a process, so each crawl needs one, and an archive may hold some pages of each of many
outlets. The server itself never starts a reactor, and forks before anything of a crawl has begun.
"""

import contextlib
import gc
import json
import logging
import os
import selectors
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from types import TracebackType

log = logging.getLogger(__name__)

#: What the lines about forks begin with; all others are progress, which begins with an outlet's id.
_MARK = "fork\t"
_PROJECT = Path(__file__).resolve().parents[1]
#: Read before the first fork, so that word lists are read and patterns compiled once and not in each.
_FIRST_PAGE = """<html lang="en"><head><title>A page</title></head><body><article><h1>A page</h1><p>By A. Writer</p>
<p>{}</p></article></body></html>"""
_FIRST_TEXTS = (
    "This is what the server reads before it forks, and nobody will see it again, for it says nothing. " * 3,
    "服务器在分叉之前先读这一页，以后谁也不会再看到它，因为它什么也没有说。" * 5,
)


class Fork:
    """One crawl at work, with as much of ``subprocess.Popen`` as a crawl needs."""

    def __init__(self) -> None:
        self.returncode: int | None = None
        self._pid: int | None = None
        self._ended = threading.Event()

    def poll(self) -> int | None:
        """Return the exit status, None while the crawl is at work."""
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Return the exit status when there is one; raises ``subprocess.TimeoutExpired`` after ``timeout`` seconds."""
        if not self._ended.wait(timeout):
            raise subprocess.TimeoutExpired("a crawl", timeout or 0.0)
        assert self.returncode is not None
        return self.returncode

    def terminate(self) -> None:
        """Ask the crawl to end."""
        self._send(signal.SIGTERM)

    def kill(self) -> None:
        """End the crawl."""
        self._send(signal.SIGKILL)

    def began(self, pid: int) -> None:
        """Note the process of the crawl."""
        self._pid = pid

    def ended(self, status: int) -> None:
        """Note the exit status; a crawl that has one keeps it."""
        if self.returncode is None:
            self.returncode = status
        self._ended.set()

    def _send(self, number: signal.Signals) -> None:
        if self._pid is not None and self.returncode is None:
            os.kill(self._pid, number)


class ForkServer:
    """A server that starts with the first crawl and ends with the ``with`` block; several threads may ask it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._forks: list[Fork] = []
        self._server: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None

    def start(self, arguments: Sequence[str], *, errors: Path) -> Fork:
        """Start ``python -m crawlers`` with ``arguments``; its standard error is appended to the file ``errors``."""
        fork = Fork()
        with self._lock:
            server = self._running()
            number = len(self._forks)
            self._forks.append(fork)
            assert server.stdin is not None
            try:
                server.stdin.write(json.dumps([number, list(arguments), str(errors.absolute())]) + "\n")
                server.stdin.flush()
            except OSError:
                fork.ended(1)
        return fork

    def __enter__(self) -> "ForkServer":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is None or self._reader is None:
            return
        assert self._server.stdin is not None
        with contextlib.suppress(OSError):  # of a server that is gone already
            self._server.stdin.close()
        self._server.wait()
        self._reader.join()

    def _running(self) -> "subprocess.Popen[str]":
        if self._server is None:
            self._server = subprocess.Popen(
                [sys.executable, "-m", "crawlers.fork_server"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=_PROJECT,
                text=True,
            )
            self._reader = threading.Thread(target=self._read, args=(self._server,), daemon=True)
            self._reader.start()
        return self._server

    def _read(self, server: "subprocess.Popen[str]") -> None:
        for line in server.stdout or ():
            if not line.startswith(_MARK):
                log.info("%s", line.rstrip())
                continue
            number, what, value = line.removeprefix(_MARK).split()
            fork = self._forks[int(number)]
            if what == "began":
                fork.began(int(value))
            else:
                fork.ended(int(value))
        # Without its server nobody tells what became of a crawl.
        for fork in list(self._forks):
            fork.ended(1)


def serve() -> None:
    """Fork a crawl for each line of standard input (number, arguments, file for errors) until that ends.

    Whoever asked has waited for its crawls before it closes its end, or it was killed: crawls still at work then are
    told to end, or they would fill files that the next import is reading.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is for the crawls, which end in order
    _get_ready()
    # No collection of a fork has to look through what the server brought, nor copy its pages of memory to do so.
    gc.collect()
    gc.freeze()
    forks: dict[int, tuple[int, int]] = {}
    left = b""
    with selectors.DefaultSelector() as waiting:
        waiting.register(0, selectors.EVENT_READ)
        is_open = True
        while is_open or forks:
            for key, _ in waiting.select():
                if key.fd != 0:
                    waiting.unregister(key.fd)
                    os.close(key.fd)
                    number, pid = forks.pop(key.fd)
                    _, status = os.waitpid(pid, 0)
                    _say(number, "ended", os.waitstatus_to_exitcode(status))
                    continue
                read = os.read(0, 65_536)
                *lines, left = (left + read).split(b"\n")
                if not read:
                    waiting.unregister(0)
                    is_open = False
                    for _, pid in forks.values():
                        os.kill(pid, signal.SIGTERM)
                for number, arguments, errors in map(json.loads, lines):
                    alive, pid = _fork(arguments, errors)
                    forks[alive] = number, pid
                    waiting.register(alive, selectors.EVENT_READ)
                    _say(number, "began", pid)


def _fork(arguments: list[str], errors: str) -> tuple[int, int]:
    """Start one crawl; return what can be read when it has ended, and its process."""
    alive, end = os.pipe()
    pid = os.fork()
    if pid:
        os.close(end)
        return alive, pid
    status = 1
    try:
        os.close(alive)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(os.open(errors, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666), 2)
        status = import_module("crawlers.__main__").main(arguments)
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else 1
    except BaseException:
        logging.exception("a crawl met a fault of the program")
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _get_ready() -> None:
    """Import what a crawl of an archive needs, short of starting a reactor."""
    from crawlers import settings
    from crawlers.extract import Page, extract

    parts = (*settings.ITEM_PIPELINES, *settings.DOWNLOADER_MIDDLEWARES_BASE, *settings.EXTENSIONS_BASE)
    modules = [part.rpartition(".")[0] for part in parts]
    modules += ["crawlers.__main__", "crawlers.handlers.replay", "crawlers.spiders.given", "scrapy.crawler"]
    for module in [*modules, "twisted.internet.asyncioreactor", "warcio.archiveiterator"]:
        import_module(module)
    for text in _FIRST_TEXTS:
        extract(Page(url="https://first.example/", body=_FIRST_PAGE.format(text).encode()))


def _say(number: int, what: str, value: int) -> None:
    with contextlib.suppress(BrokenPipeError):  # of somebody who was killed
        os.write(1, f"{_MARK}{number} {what} {value}\n".encode())


if __name__ == "__main__":
    serve()
