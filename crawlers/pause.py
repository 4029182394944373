"""Pause: the distance between requests to one host family, kept from one crawl to the next as well."""

import fcntl
import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from domain.problem import Problem

#: Seconds between two looks at whether another crawl has ended.
_LOOK = 0.2


class BusyError(Problem):
    """Another crawl of the same hosts did not end in time."""


class Pause:
    """The file ``<folder>/<name>.pause``: locked while a crawl is at work, it holds when the next request may be sent.

    The lock ends with its process, however that ends. Raises OSError, and BusyError when another crawl holds the lock
    for longer than ``patience`` seconds.
    """

    def __init__(self, folder: Path, name: str, *, patience: float) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}.pause"
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        deadline = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                if time.monotonic() > deadline:
                    os.close(self._file)
                    raise BusyError(f"another crawl of {name} is at work; its lock is on {path}") from None
                time.sleep(_LOOK)

    def left(self) -> float:
        """Return the seconds until the next request may be sent, never below zero."""
        try:
            until = datetime.fromisoformat(os.pread(self._file, 64, 0).decode().strip())
            return max(0.0, (until - datetime.now(UTC)).total_seconds())
        except (ValueError, TypeError):
            return 0.0

    def begin(self, delay: float) -> None:
        """Take down that a request is sent now, and that the next one is not to be sent for ``delay`` seconds."""
        until = datetime.now(UTC) + timedelta(seconds=delay)
        os.pwrite(self._file, until.isoformat(timespec="microseconds").ljust(40).encode(), 0)

    def close(self) -> None:
        """Let the next crawl begin."""
        os.close(self._file)
