"""Health: what is wrong with the collection of an outlet, and what was set aside for a person to look at."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from warehouse.connection import Connection
from warehouse.queries import queries, query

#: Pages of a run that have to fail before all of them failing is told of: one URL that fails again is no news.
_TELLING = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Alarm:
    """One thing that is wrong with one outlet, in one line."""

    outlet: str
    text: str

    def __str__(self) -> str:
        return f"{self.outlet}: {self.text}"


def outlet_alarms(conn: Connection, outlet: str, *, as_of: datetime) -> list[Alarm]:
    """Return what is wrong with ``outlet`` as of a time: silent sources, broken parsers, too few articles."""
    return [Alarm(outlet=outlet, text=text) for (text,) in queries().outlet_alarms(conn, outlet=outlet, as_of=as_of)]


def all_alarms(conn: Connection, *, as_of: datetime | None = None) -> list[Alarm]:
    """Return what is wrong with any outlet, as of now if ``as_of`` does not say otherwise."""
    rows = queries().all_alarms(conn, as_of=as_of or datetime.now(UTC))
    return [Alarm(outlet=outlet, text=text) for outlet, text in rows]


def run_alarms(conn: Connection, *, run_id: str, outlet: str) -> list[Alarm]:
    """Return what one run shows to be wrong: no source could be read, or not one of the pages that answered."""
    (run,) = query(conn, "run_outcomes", run_id=run_id, outlet=outlet)
    found = []
    if run["n_sources"] and not run["n_sources_read"]:
        found.append(f"not one of {run['n_sources']} sources could be read: {run['source_reason']}")
    if run["n_pages"] >= _TELLING and not run["n_pages_read"]:
        found.append(f"not one of {run['n_pages']} pages could be read: {run['page_reason']}")
    return [Alarm(outlet=outlet, text=text) for text in found]


def set_aside(conn: Connection, *, outlets: Iterable[str] = ()) -> list[dict[str, Any]]:
    """Return the URLs that failed too often to be tried again by themselves, of ``outlets`` only if any is named."""
    wanted = set(outlets)
    return [row for row in query(conn, "set_aside") if not wanted or row["outlet"] in wanted]


def requeue(conn: Connection, *, outlet: str, url: str) -> bool:
    """Make a URL that was set aside due again, its failures forgiven; false when it is not set aside."""
    with conn:
        return bool(queries().requeue(conn, outlet=outlet, url=url, requeued_at=datetime.now(UTC)))
