from datetime import timedelta

import pytest

from domain.crawl import KnownUrl
from tests.warehouse.made import LEDGER, MORNING, NOON, article, load, outcome, prepare
from warehouse.connection import Connection
from warehouse.load import start_run
from warehouse.plan import due_urls, known_urls

URL = "https://www.ledger.example/chips"


@pytest.fixture
def conn(empty: Connection) -> Connection:
    prepare(empty, "run-1", "run-2", "run-3")
    return empty


def test_known_is_what_a_conditional_request_needs(conn: Connection) -> None:
    old, new = "01" * 32, "02" * 32
    later = NOON + timedelta(hours=1)
    load(
        conn,
        [
            outcome(article(), etag='"1"', body_sha256=old, last_modified="Mon, 10 Mar 2031 12:00:00 GMT"),
            outcome(article(text="Changed words."), run_id="run-2", etag='"2"', body_sha256=new, fetched_at=later),
            outcome(None, run_id="run-3", kind="failed", reason="timeout", fetched_at=later + timedelta(hours=1)),
            outcome(None, url="https://www.ledger.example/b", kind="blocked", reason="robots", etag=None),
            outcome(None, url="https://www.ledger.example/c", kind="filtered", reason="not_article", etag='"c"'),
        ],
    )
    assert known_urls(conn, LEDGER.id) == [
        KnownUrl(url="https://www.ledger.example/c", etag='"c"', body_sha256="00" * 32),
        KnownUrl(url=URL, etag='"2"', body_sha256=new),
    ]
    assert known_urls(conn, MORNING.id) == []


def test_a_failed_url_waits_twice_as_long_each_time_and_is_given_up(conn: Connection) -> None:
    waits = []
    at = NOON
    for attempt in range(11):
        start_run(conn, run_id=f"try-{attempt}", kind="collect", outlet=LEDGER.id, started_at=at)
        load(conn, [outcome(None, run_id=f"try-{attempt}", kind="failed", reason="timeout", fetched_at=at)])
        minutes = (minute for minute in range(0, 2880, 15) if due_urls(conn, LEDGER.id, at + timedelta(minutes=minute)))
        waits.append(next(minutes, None))
        at += timedelta(hours=1)
    assert waits == [15, 30, 60, 120, 240, 480, 960, 1440, 1440, None, None]
    load(conn, [outcome(article(), fetched_at=at)])
    start_run(conn, run_id="again", kind="collect", outlet=LEDGER.id)
    assert due_urls(conn, LEDGER.id, at + timedelta(days=9)) == []
    at += timedelta(hours=1)
    load(conn, [outcome(None, run_id="again", kind="failed", reason="timeout", fetched_at=at)])
    assert due_urls(conn, LEDGER.id, at + timedelta(minutes=14)) == []
    assert due_urls(conn, LEDGER.id, at + timedelta(minutes=15)) == [URL]
    assert due_urls(conn, MORNING.id, at + timedelta(days=9)) == []
