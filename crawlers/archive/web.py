"""Web: WARC files read in place of the web; each URL answers as the archive last saw it."""

import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from http import HTTPStatus
from pathlib import Path
from typing import Any

from crawlers.archive.records import BrokenRecord, stretch_at, stretches
from crawlers.archive.response import Recorded, read_head
from crawlers.urls import canonical_url

#: As much of a response as is read to index it, in bytes.
_HEAD = 64 * 1024


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one response is, and what it is: ``page`` for HTML that was there."""

    fetched_at: datetime
    file: Path
    offset: int
    uri: str
    page: bool


class WarcWeb:
    """What ``files`` hold, until ``as_of`` (aware; None: all). The files are indexed when first asked for anything.

    ``index`` is a file that ``write_indexes`` of another web over the same files wrote, in place of looking through
    them; else ``processes`` files are looked through at a time.

    ``problems`` has one entry for every broken stretch or record; the rest of the file is served all the same. Raises
    OSError when a file cannot be read.
    """

    def __init__(
        self,
        files: Iterable[Path],
        *,
        as_of: datetime | None = None,
        index: Path | None = None,
        processes: int = 1,
    ) -> None:
        self.files = tuple(files)
        self._processes = processes
        self.as_of = as_of
        self._written = index
        self.problems: list[BrokenRecord] = []

    @property
    def size(self) -> int:
        """The number of addresses that have a response."""
        return len(self._index)

    def holds(self, url: str) -> bool:
        """Say whether there is a response of ``url``, of whatever time."""
        return canonical_url(url) in self._index

    def get(self, url: str) -> Recorded | None:
        """Return the newest response of ``url`` until ``as_of``, None when there is none."""
        for place in self._seen(canonical_url(url)):
            try:
                return _read(place)
            except ValueError as error:
                self.problems.append(BrokenRecord(place.file, place.offset, str(error)))
        return None

    def pages(self) -> Iterator[str]:
        """Yield every URL whose newest response until ``as_of`` is an HTML page, in the order of the files."""
        for url in self._index:
            newest = next(self._seen(url), None)
            if newest is not None and newest.page:
                yield newest.uri

    def write_indexes(self, files: Mapping[str, Path], owners: Callable[[str], Iterable[str]]) -> None:
        """Write where the responses of each URL are to the file of each of its ``owners``, and to all what is broken.

        Raises OSError.
        """
        with ExitStack() as stack:
            outs = {
                owner: stack.enter_context(path.open("w", encoding="utf-8", newline="\n"))
                for owner, path in files.items()
            }
            for broken in self.problems:
                row = {"file": str(broken.file), "offset": broken.offset, "reason": broken.reason}
                for out in outs.values():
                    out.write(json.dumps(row) + "\n")
            for url, places in self._index.items():
                wanted = [outs[owner] for owner in owners(url) if owner in outs]
                for place in places if wanted else ():
                    line = json.dumps(
                        [str(place.file), place.offset, place.uri, place.fetched_at.isoformat(), place.page]
                    )
                    for out in wanted:
                        out.write(line + "\n")

    def _read_index(self, path: Path) -> dict[str, list[_Place]]:
        index: dict[str, list[_Place]] = {}
        with path.open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if isinstance(row, dict):
                    self.problems.append(BrokenRecord(Path(row["file"]), row["offset"], row["reason"]))
                    continue
                file, offset, uri, fetched_at, page = row
                place = _Place(datetime.fromisoformat(fetched_at), Path(file), offset, uri, page=page)
                index.setdefault(canonical_url(uri) or uri, []).append(place)
        return index

    def _seen(self, url: str | None) -> Iterator[_Place]:
        """Yield the responses of ``url`` until ``as_of``, newest first."""
        places = self._index.get(url, []) if url else []
        for place in sorted(places, key=lambda place: place.fetched_at, reverse=True):
            if self.as_of is None or place.fetched_at <= self.as_of:
                yield place

    @cached_property
    def _index(self) -> dict[str, list[_Place]]:
        if self._written is not None:
            return self._read_index(self._written)
        index: dict[str, list[_Place]] = {}
        parts: Iterable[tuple[list[tuple[str, _Place]], list[BrokenRecord]]]
        with ExitStack() as stack:
            if (processes := min(self._processes, len(self.files))) > 1:
                parts = stack.enter_context(ProcessPoolExecutor(processes)).map(_look_through, self.files)
            else:
                parts = map(_look_through, self.files)
            for places, problems in parts:
                self.problems.extend(problems)
                for url, place in places:
                    index.setdefault(url, []).append(place)
        return index


def _look_through(file: Path) -> tuple[list[tuple[str, _Place]], list[BrokenRecord]]:
    """Return the responses of a file by canonical URL, in its order, and what of it is broken."""
    found: list[tuple[str, _Place]] = []
    problems: list[BrokenRecord] = []
    for stretch in stretches(file, on_problem=problems.append):
        try:
            for record in stretch.records():
                if (place := _place(file, stretch.start, record)) and (url := canonical_url(place.uri)):
                    found.append((url, place))  # noqa: PERF401 (what comes before a broken record counts)
        except ValueError as error:
            problems.append(BrokenRecord(file, stretch.start, str(error)))
    return found, problems


def read_response(file: Path, offset: int) -> Recorded | None:
    """Return the response whose record begins at byte ``offset`` of ``file``; None when there is none.

    Raises OSError, and ValueError when what is there is broken.
    """
    for record in stretch_at(file, offset).records():
        if record.rec_type == "response":
            return _read(_Place(_date(record), file, offset, _uri(record), page=True))
    return None


def _place(file: Path, offset: int, record: Any) -> _Place | None:
    """Return the place of a record that is a response of the web; raise ValueError for one that is broken."""
    if record.rec_type != "response":
        return None
    uri = _uri(record)
    if not uri.startswith(("http:", "https:")):
        return None
    start = record.raw_stream.read(_HEAD)
    head = read_head(start)
    if head.status == HTTPStatus.NOT_MODIFIED:
        return None
    kind = (head.first(b"content-type") or b"").lower()
    html = b"html" in kind or (not kind and b"<html" in start[head.size :].lower())
    return _Place(_date(record), file, offset, uri, page=html and head.status == HTTPStatus.OK)


def _read(place: _Place) -> Recorded:
    """Read the response at ``place``; raise ValueError when it is broken."""
    for record in stretch_at(place.file, place.offset).records():
        if record.rec_type != "response" or _uri(record) != place.uri or _date(record) != place.fetched_at:
            continue
        block = record.raw_stream.read()
        if len(block) < record.length:
            raise ValueError(f"expected {record.length} bytes, found {len(block)}")
        head = read_head(block)
        body = block[head.size :]
        headers = head.headers
        if (head.first(b"transfer-encoding") or b"").strip().lower() == b"chunked":
            from warcio.bufferedreaders import ChunkedDataReader

            reader = ChunkedDataReader(io.BytesIO(body), decomp_type=None)
            body = b"".join(iter(reader.read, b""))
            headers = tuple(header for header in headers if header[0].lower() != b"transfer-encoding")
        return Recorded(
            url=place.uri,
            status=head.status,
            headers=headers,
            body=body,
            fetched_at=place.fetched_at,
            protocol=head.protocol,
            ip=record.rec_headers.get_header("WARC-IP-Address"),
            truncated=record.rec_headers.get_header("WARC-Truncated") is not None,
            file=place.file,
            offset=place.offset,
        )
    raise ValueError(f"expected a response of {place.uri}")


def _uri(record: Any) -> str:
    return (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")


def _date(record: Any) -> datetime:
    written = record.rec_headers.get_header("WARC-Date")
    try:
        date = datetime.fromisoformat(written)
    except (TypeError, ValueError):
        raise ValueError(f"expected a WARC-Date, found {written!r}") from None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
