"""Plan: what the next crawl of an outlet must know, derived from the captures of those before."""

from datetime import datetime

from domain.crawl import ClosedHost, KnownUrl, WaitingUrl
from warehouse.connection import Connection
from warehouse.queries import queries


def unfinished_runs(conn: Connection, outlet: str, *, kind: str) -> list[str]:
    """Return the ids of the runs of ``outlet`` that died, or are still at work, the oldest first."""
    return [run_id for (run_id,) in queries().unfinished_runs(conn, outlet=outlet, kind=kind)]


def known_urls(conn: Connection, outlet: str) -> list[KnownUrl]:
    """Return the pages and sources of ``outlet`` that were fetched before, in order of their URLs."""
    rows = queries().known_urls(conn, outlet=outlet)
    return [
        KnownUrl(
            url=url,
            etag=etag,
            last_modified=last_modified,
            body_sha256=body_sha256,
            warc_file=warc_file,
            warc_offset=warc_offset,
        )
        for url, etag, last_modified, body_sha256, warc_file, warc_offset in rows
    ]


def due_urls(conn: Connection, outlet: str, now: datetime) -> list[str]:
    """Return the URLs of ``outlet`` that failed or were left over and are due at ``now``, the longest waiting first.

    The wait is a quarter of an hour after one failure and doubles with each in a row, up to a day; after ten failures,
    or three refusals (blocked), the URL is set aside. A host that asked for patience is waited for.
    """
    return [url for (url,) in queries().due_urls(conn, outlet=outlet, now=now)]


def waiting_urls(conn: Connection, outlet: str, now: datetime) -> list[WaitingUrl]:
    """Return the URLs of ``outlet`` that failed and are not to be tried at ``now``, those set aside among them."""
    rows = queries().waiting_urls(conn, outlet=outlet, now=now)
    return [WaitingUrl(url=url, failures=failures, due_at=due_at) for url, failures, due_at in rows]


def resting_sources(conn: Connection, outlet: str, now: datetime) -> list[str]:
    """Return the sources of ``outlet`` that are not to be polled at ``now``, by how often each really changes."""
    return [url for (url,) in queries().resting_sources(conn, outlet=outlet, now=now)]


def closed_hosts(conn: Connection, outlet: str, now: datetime) -> list[ClosedHost]:
    """Return the hosts that have told a crawl of ``outlet`` to stay away beyond ``now``."""
    return [ClosedHost(host=host, until=until) for host, until in queries().closed_hosts(conn, outlet=outlet, now=now)]
