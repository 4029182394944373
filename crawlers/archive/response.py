"""Response: one answer of the web as the archive keeps it, to and from the bytes of an HTTP message."""

import re
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from pathlib import Path

_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_STATUS_LINE = re.compile(rb"(?P<protocol>HTTP/\d(?:\.\d)?)\s+(?P<status>\d{3})\b")


@dataclass(frozen=True, kw_only=True, slots=True)
class Recorded:
    """One response: ``headers`` and ``body`` as sent, ``fetched_at`` aware, ``truncated`` when it broke off.

    The chunks of a chunked body are joined, and the headers of the connection itself left out. ``file`` and ``offset``
    say where a record was read.
    """

    url: str
    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    fetched_at: datetime
    protocol: str = "HTTP/1.1"
    ip: str | None = None
    truncated: bool = False
    file: Path | None = None
    offset: int | None = None


def http_head(response: Recorded) -> bytes:
    """Return status line and headers with the empty line behind them."""
    try:
        phrase = HTTPStatus(response.status).phrase
    except ValueError:
        phrase = "Unknown"
    status_line = f"{response.protocol} {response.status} {phrase}".encode()
    return b"\r\n".join([status_line, *(b"%s: %s" % header for header in response.headers), b"", b""])


@dataclass(frozen=True, kw_only=True, slots=True)
class HttpHead:
    """The head of an HTTP response; the body begins at ``size`` bytes."""

    protocol: str
    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    size: int

    def first(self, name: bytes) -> bytes | None:
        """Return the first value of the header ``name`` (lower case)."""
        return next((value for found, value in self.headers if found.lower() == name), None)


def read_head(block: bytes) -> HttpHead:
    """Read the head of an HTTP response; raise ValueError when ``block`` does not begin with one."""
    status_line = _STATUS_LINE.match(block)
    if status_line is None:
        raise ValueError(f"expected an HTTP response, found {block[:40]!r}")
    end = _END_OF_HEAD.search(block)
    lines = block[: end.start() if end else len(block)].split(b"\n")[1:]
    headers: list[tuple[bytes, bytes]] = []
    for line in (line.removesuffix(b"\r") for line in lines):
        name, colon, value = line.partition(b":")
        if line[:1] in (b" ", b"\t") and headers:
            headers[-1] = (headers[-1][0], headers[-1][1] + b" " + line.strip())
        elif colon and name.strip():
            headers.append((name.strip(), value.strip()))
    return HttpHead(
        protocol=status_line["protocol"].decode(),
        status=int(status_line["status"]),
        headers=tuple(headers),
        size=end.end() if end else len(block),
    )
