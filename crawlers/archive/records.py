"""Records: the whole records of a WARC file with their places, whatever else is broken in it."""

import contextlib
import errno
import io
import mmap
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from isal import isal_zlib

#: A record larger than this, decompressed, is a problem and not a page. In bytes.
MAX_RECORD = 128 * 1024 * 1024
_CHUNK = 64 * 1024
_GZIP = b"\x1f\x8b\x08"
_PLAIN_START = re.compile(rb"\r?\n\r?\n(?=WARC/\d)")
_PLAIN_HEAD = re.compile(rb"WARC/\d[^\x00]{0,65536}?\r?\n\r?\n")
_PLAIN_LENGTH = re.compile(rb"\ncontent-length:\s*(\d{1,18})\s*?\r?\n", re.IGNORECASE)


class _BrokenStretchError(Exception):
    """A stretch of a file that holds no whole record."""


@dataclass(frozen=True, slots=True)
class BrokenRecord:
    """What was found in place of a record at byte ``offset`` of ``file``."""

    file: Path
    offset: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: byte {self.offset}: {self.reason}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """Bytes ``start`` to ``end`` of a file, decompressed in ``data``: one record (a gzip member may hold more)."""

    start: int
    end: int
    data: bytes

    def records(self) -> Iterator[Any]:
        """Yield warcio's records with their blocks unparsed; raises ValueError for what is no WARC record."""
        from warcio.archiveiterator import WARCIterator
        from warcio.exceptions import ArchiveLoadFailed

        try:
            yield from WARCIterator(io.BytesIO(self.data), no_record_parse=True)
        except ArchiveLoadFailed as error:
            raise ValueError(f"expected a WARC record ({error})") from None


def stretches(path: Path, *, on_problem: Callable[[BrokenRecord], None]) -> Iterator[Stretch]:
    """Yield the whole records of a ``.warc`` or ``.warc.gz`` file in order.

    A broken stretch is told to ``on_problem`` once and passed over. Raises OSError when the file cannot be read.
    """
    with _mapped(path) as data:
        position, broken_since = 0, None
        while position < len(data):
            try:
                stretch = _stretch(data, position)
            except _BrokenStretchError as error:
                if broken_since is None:
                    broken_since = position
                    on_problem(BrokenRecord(path, position, str(error)))
                position = _next_start(data, position + 1)
                continue
            broken_since = None
            yield stretch
            position = stretch.end


def stretch_at(path: Path, offset: int) -> Stretch:
    """Return the record that begins at byte ``offset``; raises ValueError when there is no whole one."""
    with _mapped(path) as data:
        try:
            return _stretch(data, offset)
        except _BrokenStretchError as error:
            raise ValueError(str(error)) from None


def _next_start(data: "mmap.mmap | bytes", position: int) -> int:
    """Return where a record may begin at or behind ``position``, the end of the file when nowhere."""
    plain = _PLAIN_START.search(data, position)
    packed = data.find(_GZIP, position)
    return min(plain.end() if plain else len(data), packed if packed >= 0 else len(data))


@contextlib.contextmanager
def _mapped(path: Path) -> "Iterator[mmap.mmap | bytes]":
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "not a file", str(path))
    with path.open("rb") as file:
        try:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError:  # an empty file cannot be mapped
            yield b""
            return
        with mapped:
            yield mapped


def _stretch(data: "mmap.mmap | bytes", start: int) -> Stretch:
    stretch = _member(data, start) if data[start : start + 2] == _GZIP[:2] else _plain(data, start)
    if not stretch.data.startswith(b"WARC/"):
        raise _BrokenStretchError("expected a WARC record")
    return stretch


def _member(data: "mmap.mmap | bytes", start: int) -> Stretch:
    decompressor = isal_zlib.decompressobj(16 + isal_zlib.MAX_WBITS)
    parts: list[bytes] = []
    size = 0
    position = start
    try:
        while not decompressor.eof:
            chunk = decompressor.unconsumed_tail
            if not chunk:
                chunk = data[position : position + _CHUNK]
                position += len(chunk)
                if not chunk:
                    raise _BrokenStretchError("the file ends inside a record")
            parts.append(decompressor.decompress(chunk, MAX_RECORD - size + 1))
            size += len(parts[-1])
            if size > MAX_RECORD:
                raise _BrokenStretchError(f"expected a gzip member of at most {MAX_RECORD} bytes")
    except isal_zlib.IsalError as error:  # type: ignore[misc]  # its stub shows an instance in place of the class
        raise _BrokenStretchError(f"expected a gzip member ({error})") from None
    return Stretch(start=start, end=position - len(decompressor.unused_data), data=b"".join(parts))


def _plain(data: "mmap.mmap | bytes", start: int) -> Stretch:
    head = _PLAIN_HEAD.match(data, start)
    length = _PLAIN_LENGTH.search(head[0]) if head else None
    if head is None or length is None:
        raise _BrokenStretchError("expected a WARC record with its length")
    end = head.end() + int(length[1])
    if int(length[1]) > MAX_RECORD:
        raise _BrokenStretchError(f"expected a record of at most {MAX_RECORD} bytes")
    if end > len(data):
        raise _BrokenStretchError("the file ends inside a record")
    while data[end : end + 1] in (b"\r", b"\n"):
        end += 1
    return Stretch(start=start, end=end, data=bytes(data[start:end]))
