"""Outcomes: the file a crawl leaves, one flushed line an outcome, read by byte offset during or after the run."""

import json
import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from crawlers.serial import outcome_from_json, outcome_to_json
from domain.crawl import Outcome

log = logging.getLogger(__name__)


class OutcomeWriter:
    """Appends outcomes to a file. A torn last line that an earlier writer left is cut off first.

    Raises OSError when the file cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: BinaryIO = path.open("ab", buffering=0)
        if path.is_file():
            os.truncate(path, _whole_lines(path))

    def write(self, outcome: Outcome) -> None:
        """Append one line; when this returns it is with the operating system."""
        written = json.dumps(outcome_to_json(outcome), ensure_ascii=False)
        # a page can hold half a surrogate pair, which no file in UTF-8 can
        line = memoryview(written.encode(errors="replace") + b"\n")
        while line:
            line = line[self._file.write(line) :]

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def __enter__(self) -> "OutcomeWriter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def read_outcomes(
    path: Path, *, offset: int = 0, on_problem: Callable[[str], None] = log.warning
) -> Iterator[tuple[Outcome, int]]:
    """Yield each outcome behind byte ``offset`` with the offset behind its line, from which a later call goes on.

    A torn last line is left for later. A whole line that is broken is told to ``on_problem`` and passed over.
    """
    with path.open("rb") as file:
        file.seek(offset)
        for line in file:
            if not line.endswith(b"\n"):
                return
            start, offset = offset, offset + len(line)
            try:
                outcome = outcome_from_json(json.loads(line))
            except (ValueError, RecursionError) as error:
                on_problem(f"{path}: byte {start}: {error}")
                continue
            yield outcome, offset


def seen_beside(outcomes: Path) -> Path:
    """Return the file beside ``outcomes`` that holds what was seen before it was fetched, as outcomes of kind due."""
    return outcomes.with_name(f"{outcomes.name}.seen")


def _whole_lines(path: Path) -> int:
    """Return the number of bytes up to the end of the last whole line."""
    with path.open("rb") as file:
        end = file.seek(0, os.SEEK_END)
        while end > 0:
            start = max(0, end - 65536)
            file.seek(start)
            last = file.read(end - start).rfind(b"\n")
            if last >= 0:
                return start + last + 1
            end = start
    return 0
