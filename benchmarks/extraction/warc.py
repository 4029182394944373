"""WARC of real pages: what a crawler would have archived, had it fetched the pages of the public data sets."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from benchmarks.extraction.pages import RealPage, fundus, newspaper4k

#: The sets do not keep headers; a charset in one would be our guess.
_HEADERS = [("Content-Type", "text/html")]


def build_real_warc(shared: Path, destination: Path) -> list[RealPage]:
    """Write the pages of Fundus and newspaper4k that have an address to the WARC file ``destination``.

    ``shared`` is the folder of public data. Returns the pages written, one an address: of two pages with one address
    the first is kept. ``addressless`` tells which pages had to be left out.
    """
    written: dict[str, RealPage] = {}
    for page in (*fundus(shared), *newspaper4k(shared)):
        if page.url is not None:
            written.setdefault(page.url, page)
    with destination.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for url, page in written.items():
            record = writer.create_warc_record(
                url,
                "response",
                payload=BytesIO(page.body),
                http_headers=StatusAndHeaders("200 OK", _HEADERS, protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Date": _fetched(page).strftime("%Y-%m-%dT%H:%M:%SZ")},
            )
            writer.write_record(record)
    return list(written.values())


def addressless(shared: Path) -> list[RealPage]:
    """Return the pages that say no address of their own, so that no crawler could have found them."""
    return [page for page in (*fundus(shared), *newspaper4k(shared)) if page.url is None]


def _fetched(page: RealPage) -> datetime:
    return page.fetched_at or datetime(2024, 1, 1, tzinfo=UTC)
