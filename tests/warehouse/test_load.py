from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.article import Origin
from domain.crawl import Outcome
from tests.warehouse.made import (
    BEIJING,
    LEDGER,
    MORNING,
    NOON,
    article,
    chinese_article,
    contents,
    load,
    outcome,
    prepare,
    rows,
    tokens,
)
from warehouse.checks import run_checks
from warehouse.connection import Connection, WarehouseError, connect
from warehouse.load import LoadCounts, finish_run, load_outcomes, loaded_bytes


@pytest.fixture
def conn(empty: Connection) -> Connection:
    prepare(empty, "run-1", "run-2", "run-3")
    return empty


def test_an_article_becomes_one_row_of_each_kind(conn: Connection) -> None:
    page = article(
        updated=NOON,
        canonical_url="https://ledger.example/chips",
        section="Tech",
        origin=Origin(kind="wire", name="Invented Wire", evidence="(Invented Wire)"),
    )
    assert load(conn, [outcome(page)]) == LoadCounts(outcomes=1, articles=1, versions=1)
    (row,) = rows(
        conn,
        "select outlet, url, title, byline, published_at, published_zone, day, day_source, side, origin_name, invented "
        "from marts.articles",
    )
    assert row == (
        "ledger_example",
        "https://ledger.example/chips",
        "Chip makers worry",
        ["Ada Pell"],
        page.published,
        "-05:00",
        page.published.date(),
        "published",
        "US",
        "Invented Wire",
        True,
    )
    captured = rows(
        conn, "select outcome, status_code, warc_file, warc_offset, etag, version_id from racewatch.captures"
    )
    assert captured == [("new", 200, "ledger_example/2031/03/10/run-1.warc.gz", 7, '"a"', 1)]


def test_crawls_that_meet_the_same_articles_in_different_orders_both_load(conn: Connection, url: str) -> None:
    urls = [f"https://www.ledger.example/{number}" for number in range(60)]
    with closing(connect(url)) as other, ThreadPoolExecutor() as pool:
        one = [outcome(article(canonical_url=each), url=each, run_id="run-1") for each in urls]
        two = [outcome(article(canonical_url=each), url=each, run_id="run-2") for each in reversed(urls)]
        counts = list(pool.map(load, (conn, other), (one, two)))
    assert sum(count.articles for count in counts) == len(urls)
    assert sum(count.outcomes for count in counts) == 2 * len(urls)


def test_loading_again_changes_nothing(conn: Connection) -> None:
    outcomes = [
        outcome(article()),
        outcome(chinese_article()),
        outcome(None, url="https://www.ledger.example/gone", kind="failed", status_code=404, reason="not found"),
    ]
    load(conn, outcomes)
    before = contents(conn, without=())
    assert load(conn, outcomes) == LoadCounts(outcomes=3, known=3)
    assert contents(conn, without=()) == before


def test_another_run_of_the_same_pages_adds_only_captures(conn: Connection) -> None:
    pages = [article(), chinese_article()]
    load(conn, [outcome(page) for page in pages])
    before = contents(conn)
    load(
        conn, [outcome(page, run_id="run-2", kind="unchanged", fetched_at=NOON + timedelta(hours=1)) for page in pages]
    )
    load(conn, [outcome(None, url=page.url, outlet=page.outlet, run_id="run-3", kind="unchanged") for page in pages])
    assert contents(conn) == before
    assert rows(conn, "select count(*) from racewatch.captures") == [(6,)]


def test_a_text_that_goes_back_is_seen(conn: Connection) -> None:
    first, second = article(), article(text="Corrected. " + article().text)
    for hours, (run_id, page) in enumerate([("run-1", first), ("run-2", second), ("run-3", first)]):
        load(conn, [outcome(page, run_id=run_id, kind="changed", fetched_at=NOON + timedelta(hours=hours))])
        assert rows(conn, "select text from marts.articles") == [(page.text,)]
    assert rows(conn, "select count(*), count(distinct version_id) from racewatch.captures") == [(3, 2)]
    assert rows(conn, "select first_seen_at from marts.articles") == [(NOON,)]


def test_an_older_archive_loaded_late_changes_no_current_text(conn: Connection) -> None:
    load(conn, [outcome(article())])
    older = article(text="A first draft of the text about chips, a day earlier.", section="Old")
    load(conn, [outcome(older, run_id="run-2", fetched_at=NOON - timedelta(days=1))])
    load(conn, [outcome(article(section="Older"), run_id="run-3", fetched_at=NOON - timedelta(days=2))])
    assert rows(conn, "select text, section, first_seen_at from marts.articles") == [
        (article().text, None, NOON - timedelta(days=2))
    ]


def test_a_run_broken_off_and_continued_keeps_what_it_brought(conn: Connection) -> None:
    load(conn, [outcome(article())])
    load(conn, [outcome(None, kind="unchanged", fetched_at=NOON + timedelta(minutes=5))])
    elsewhere = article(text="Other words.", canonical_url="https://www.ledger.example/elsewhere")
    load(conn, [outcome(elsewhere, kind="changed", fetched_at=NOON + timedelta(minutes=9))])
    assert rows(conn, "select outcome, version_id is not null from racewatch.captures") == [("new", True)]
    assert rows(conn, "select count(*) from marts.articles") == [(1,)]


def test_a_failure_is_replaced_by_the_success_of_the_same_run(conn: Connection) -> None:
    outcomes = [outcome(None, kind="failed", reason="timeout"), outcome(article())]
    load(conn, outcomes)
    before = contents(conn, without=())
    load(conn, outcomes)
    assert contents(conn, without=()) == before
    assert rows(conn, "select outcome, reason from racewatch.captures") == [("new", None)]


@pytest.mark.parametrize("status", ["blocked", "not_article", "empty"])
def test_what_is_no_article_leaves_only_a_capture(conn: Connection, status: str) -> None:
    load(conn, [outcome(article(status=status), kind="filtered", reason=status)])
    assert rows(conn, "select outcome, reason, version_id from racewatch.captures") == [("filtered", status, None)]
    assert rows(conn, "select count(*) from racewatch.articles") == [(0,)]


def test_metadata_are_those_of_the_newest_capture(conn: Connection) -> None:
    hour = timedelta(hours=1)
    load(conn, [outcome(article(section="First"))])
    load(conn, [outcome(article(section="Second"), run_id="run-2", fetched_at=NOON + 2 * hour)])
    load(conn, [outcome(article(section="Between"), run_id="run-3", fetched_at=NOON + hour)])
    assert rows(conn, "select section from marts.articles") == [("Second",)]


def test_two_addresses_of_one_article_are_one_article(conn: Connection) -> None:
    own = "https://www.ledger.example/chips"
    pages = [article(url=f"{own}?from={place}", canonical_url=own) for place in ("home", "feed")]
    assert load(conn, [outcome(page) for page in pages]) == LoadCounts(outcomes=2, articles=1, versions=1)
    assert rows(conn, "select url from marts.articles") == [(own,)]
    assert rows(conn, "select count(*), count(distinct version_id) from racewatch.captures") == [(2, 1)]


def test_a_day_without_an_hour_is_the_day_on_the_page(conn: Connection) -> None:
    midnight = datetime(2031, 3, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
    load(
        conn,
        [
            outcome(chinese_article(published=midnight, published_precision="day")),
            outcome(
                chinese_article(url="https://www.morning.example/b", published=midnight, published_precision="minute")
            ),
            outcome(chinese_article(url="https://www.morning.example/c", published=None, published_precision=None)),
        ],
    )
    assert rows(conn, "select day::text, day_source, published_zone from marts.articles order by article_id") == [
        ("2031-03-10", "published", "+08:00"),
        ("2031-03-09", "published", "+08:00"),
        ("2031-03-10", "first_seen", None),
    ]


def test_what_postgres_cannot_hold_is_replaced_and_counted(conn: Connection) -> None:
    hostile = article(
        title="Chip\0 makers", text="A\0B \ud83d end of a text that goes on", byline=("Ada\0",), section="\0"
    )
    load(conn, [outcome(hostile, reason="\0", etag="\0")])
    assert rows(conn, "select title, text, byline, replaced from racewatch.versions") == [
        ("Chip\ufffd makers", "A\ufffdB \ufffd end of a text that goes on", ["Ada\ufffd"], 3)
    ]


def test_one_bad_outcome_is_recorded_and_the_rest_goes_on(conn: Connection) -> None:
    bad = [
        outcome(article(url="https://www.ledger.example/1", published=NOON.replace(tzinfo=None))),
        outcome(article(url="https://www.ledger.example/2", published=datetime(1, 1, 1, tzinfo=BEIJING))),
        outcome(article(url="https://www.ledger.example/3", origin=Origin(kind="rumour"))),
        outcome(article(url="https://www.ledger.example/" + "".join(map(chr, range(0x4E00, 0x5300))))),
    ]
    assert load(conn, [*bad, outcome(article())]) == LoadCounts(outcomes=5, refused=4, articles=1, versions=1)
    reasons = dict(rows(conn, "select right(url, 1), reason from racewatch.captures where outcome = 'failed'"))
    assert set(reasons) == {"1", "2", "3"}
    assert "has no zone" in reasons["1"]
    assert "outside the calendar" in reasons["2"]
    assert "origin_kind" in reasons["3"]


def test_the_place_in_the_file_is_kept_with_the_run(conn: Connection) -> None:
    assert loaded_bytes(conn, run_id="run-1", outlet=LEDGER.id) == 0
    outcomes = [outcome(article(url=f"https://www.ledger.example/{n}")) for n in range(450)]
    load(conn, outcomes)
    assert loaded_bytes(conn, run_id="run-1", outlet=LEDGER.id) == 45_000
    assert loaded_bytes(conn, run_id="run-1", outlet=MORNING.id) == 0
    assert loaded_bytes(conn, run_id="unknown", outlet=LEDGER.id) == 0


def test_a_load_that_dies_keeps_whole_batches_and_their_place(conn: Connection) -> None:
    def dying() -> Iterator[tuple[Outcome, int]]:
        for n in range(300):
            yield outcome(article(url=f"https://www.ledger.example/{n}")), n + 1
        raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        load_outcomes(conn, dying(), search_tokens=tokens)
    (loaded,) = rows(conn, "select count(*) from racewatch.captures")[0]
    assert loaded == loaded_bytes(conn, run_id="run-1", outlet=LEDGER.id) == 200


def test_an_outlet_or_run_not_stored_is_one_clear_line(conn: Connection) -> None:
    with pytest.raises(WarehouseError, match=r"run no-run of the outlet ledger_example is not in the warehouse"):
        load(conn, [outcome(article(), run_id="no-run")])
    with pytest.raises(WarehouseError, match=r"never started"):
        finish_run(conn, run_id="no-run", outlet=LEDGER.id)


def test_checks_pass_on_what_was_loaded(conn: Connection) -> None:
    load(conn, [outcome(article()), outcome(chinese_article())])
    assert {check.name: check.rows for check in run_checks(conn) if not check.passed} == {}
