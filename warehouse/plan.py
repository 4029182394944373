"""Plan: what the next crawl of an outlet must know, derived from the captures of those before."""

from datetime import datetime

from domain.crawl import KnownUrl
from warehouse.connection import Connection
from warehouse.queries import queries


def known_urls(conn: Connection, outlet: str) -> list[KnownUrl]:
    """Return the pages of ``outlet`` that were fetched before, in order of their URLs."""
    rows = queries().known_urls(conn, outlet=outlet)
    return [
        KnownUrl(url=url, etag=etag, last_modified=last_modified, body_sha256=body_sha256)
        for url, etag, last_modified, body_sha256 in rows
    ]


def due_urls(conn: Connection, outlet: str, now: datetime) -> list[str]:
    """Return the URLs of ``outlet`` that failed and are due again at ``now``, the longest waiting first.

    The wait is a quarter of an hour after one failure and doubles with each in a row, up to a day; after eight the
    URL is given up.
    """
    return [url for (url,) in queries().due_urls(conn, outlet=outlet, now=now)]
