"""Writer: the responses of one crawl as they came, in one WARC file that is moved to its place when it is closed."""

import errno
import fcntl
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

from crawlers.archive.members import info_member, response_member
from crawlers.archive.records import stretches
from crawlers.archive.response import Recorded

_UNSAFE = re.compile(r"[^\w.+-]")
_PART = ".part"


class ArchiveWriter:
    """Writes one gzip member a record to ``<spool>/<name>.part``; ``close`` moves it to ``<root>/<name>``.

    ``name`` is ``<outlet>/<yyyy>/<mm>/<dd>/<run>.warc.gz`` of the crawl's start in UTC, with a number behind the run
    where that is taken. The lock on the file tells a crawl at work from a dead one. Raises OSError.
    """

    def __init__(self, *, root: Path, spool: Path, outlet: str, run_id: str, started: datetime) -> None:
        folder = f"{_UNSAFE.sub('_', outlet)}/{started.astimezone(UTC):%Y/%m/%d}"
        run = _UNSAFE.sub("_", run_id)
        self._root, self._spool = root, spool
        self.name = f"{folder}/{run}.warc.gz"
        attempt = 1
        while (root / self.name).exists() or self._part.exists():
            attempt += 1
            self.name = f"{folder}/{run}.{attempt}.warc.gz"
        (root / self.name).parent.mkdir(parents=True, exist_ok=True)
        self._part.parent.mkdir(parents=True, exist_ok=True)
        self._file = self._part.open("xb", buffering=0)
        fcntl.flock(self._file, fcntl.LOCK_EX)
        self._responses = 0
        self._append(info_member(self.name, run_id=run_id))

    @property
    def _part(self) -> Path:
        return self._spool / (self.name + _PART)

    def write(self, response: Recorded) -> int:
        """Write one response (a 304 as a revisit) and return the byte where its record begins."""
        offset = self._append(response_member(response))
        self._responses += 1
        return offset

    def close(self) -> Path | None:
        """Close the file and move it to its place; return that, or None when no response came."""
        with self._file:
            if not self._responses:
                self._part.unlink()
                return None
            place = self._root / self.name
            _move(self._part, place)
            return place

    def _append(self, member: bytes) -> int:
        offset = self._file.tell()
        left = memoryview(member)
        try:
            while left:
                left = left[self._file.write(left) :]
        except OSError:
            self._file.truncate(offset)  # what was written before stays a whole file
            raise
        return offset


def salvage(path: Path) -> int:
    """Cut the file that a dead crawl left behind its last whole record; return its bytes then. Raises OSError."""
    end = 0
    for stretch in stretches(path, on_problem=lambda _: None):
        if stretch.start != end:
            break
        end = stretch.end
    with path.open("rb+") as file:
        file.truncate(end)
    return end


def salvage_leftovers(*, root: Path, spool: Path, outlet: str) -> list[Path]:
    """Bring what dead crawls of ``outlet`` left in ``spool`` to its place; return the files there. Raises OSError."""
    saved = []
    folder = spool / _UNSAFE.sub("_", outlet)
    for part in sorted(folder.rglob(f"*{_PART}")) if folder.is_dir() else ():
        with part.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:  # a crawl is at work on it
                continue
            if salvage(part):
                place = root / str(part.relative_to(spool)).removesuffix(_PART)
                place.parent.mkdir(parents=True, exist_ok=True)
                _move(part, place)
                saved.append(place)
            else:
                part.unlink()
    return saved


def _move(source: Path, place: Path) -> None:
    """Move ``source`` to ``place``, which holds a whole file or none at any moment, across file systems too."""
    try:
        source.rename(place)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        copy = place.with_name(place.name + _PART)
        shutil.copyfile(source, copy)
        copy.rename(place)
        source.unlink()
