"""Members: what a crawl archives as gzip members of a WARC file, one record each, in warcio's writing."""

import gzip
import io
from datetime import UTC
from http import HTTPStatus
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.timeutils import datetime_to_iso_date
from warcio.warcwriter import WARCWriter

from crawlers.archive.response import Recorded, http_head

_VERSION = "1.1"
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
#: warcio itself packs with 9: three times the work for an eighth less.
_LEVEL = 1


def info_member(name: str, *, run_id: str) -> bytes:
    """Return the member that a file begins with: its ``name`` and the crawl that made it."""
    info = {"software": "Racewatch", "format": "WARC File Format 1.1", "isPartOf": run_id}
    out, writer = _writer()
    return _member(out, writer, writer.create_warcinfo_record(name, info))


def response_member(response: Recorded) -> bytes:
    """Return the member of one response; of a 304, which has no body, a revisit."""
    time = response.fetched_at.astimezone(UTC).replace(tzinfo=None)
    fields = {"WARC-Date": datetime_to_iso_date(time, use_micros=True)}
    if response.ip:
        fields["WARC-IP-Address"] = response.ip
    if response.truncated:
        fields["WARC-Truncated"] = "disconnect"
    unmodified = response.status == HTTPStatus.NOT_MODIFIED
    if unmodified:
        fields["WARC-Profile"] = _NOT_MODIFIED
    out, writer = _writer()
    record = writer.create_warc_record(
        response.url,
        "revisit" if unmodified else "response",
        payload=io.BytesIO(b"" if unmodified else response.body),
        length=0 if unmodified else len(response.body),
        http_headers=_HeadAsSent(response),
        warc_headers_dict=fields,
    )
    return _member(out, writer, record)


class _HeadAsSent(StatusAndHeaders):  # type: ignore[misc]
    """The head of a response, byte for byte; warcio by itself percent-encodes what is not ASCII."""

    def __init__(self, response: Recorded) -> None:
        super().__init__(str(response.status), response.headers, protocol=response.protocol)
        self._head = http_head(response)

    def compute_headers_buffer(self, header_filter: Any = None) -> None:
        self.headers_buff = self._head


def _writer() -> tuple[io.BytesIO, WARCWriter]:
    out = io.BytesIO()
    return out, WARCWriter(out, gzip=False, warc_version=_VERSION)


def _member(out: io.BytesIO, writer: WARCWriter, record: Any) -> bytes:
    writer.write_record(record)
    return gzip.compress(out.getbuffer(), _LEVEL, mtime=0)
