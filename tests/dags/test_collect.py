"""The stage ``collect`` on a live web server of loopback: manners, ledger and alarms, down to the warehouse."""

import itertools
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from dags.settings import Settings
from dags.stages.collect import CrawlError, OutletAlarm, crawl_group, crawl_outlet, enabled_groups, run_name
from dags.stages.reparse import apply_readings, read_archive_again
from tests.crawlers.made import CARD, PAGES_ZH, Answer, Site, article_html, paged_html, rss
from warehouse.connection import Connection, connect
from warehouse.health import all_alarms, requeue, set_aside
from warehouse.load import hold_run, start_run
from warehouse.queries import query

NOW = datetime.now(UTC)
PROJECT = Path(__file__).resolve().parents[2]


@dataclass
class Newsroom:
    """A web server, an outlet's card that leads to it, and a warehouse."""

    site: Site
    settings: Settings
    conn: Connection

    def card(self, outlet: str = "mock_gazette", **fields: Any) -> None:
        source = {"kind": "feed", "url": self.site.url("/feed.xml")}
        card = {**CARD, "id": outlet, "sources": [source], "expected_daily": 10, **fields}
        self.settings.outlets.mkdir(exist_ok=True)
        (self.settings.outlets / f"{outlet}.yaml").write_text(yaml.safe_dump(card))

    def feed(self, *paths: str, at: datetime = NOW, path: str = "/feed.xml") -> None:
        items = (
            f"<title>{page}</title><link>{self.site.url(page)}</link><pubDate>{format_datetime(at)}</pubDate>"
            for page in paths
        )
        headers = {"Content-Type": "application/rss+xml", "ETag": f'"{hash(paths)}"'}
        self.site.answers[path] = Answer(rss(*items), headers=headers)

    def page(self, path: str, *paragraphs: str, title: str = "Ferries") -> None:
        stamp = NOW.isoformat(timespec="seconds")
        html = article_html(title, paragraphs=paragraphs) if paragraphs else article_html(title)
        self.site.answers[path] = Answer(html.replace("2031-03-04T10:00:00-05:00", stamp))

    def crawl(self, cause: str, **options: Any) -> dict[str, int]:
        return crawl_outlet(self.settings, outlet="mock_gazette", cause=cause, **options)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with self.conn, self.conn.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall()


@pytest.fixture
def newsroom(conn: Connection, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Newsroom]:
    monkeypatch.setenv("RACEWATCH_ALLOWED_HOSTS", "127.0.0.1")
    monkeypatch.setenv("RACEWATCH_ALLOWED_DELAY", "0.001")
    monkeypatch.setenv("RACEWATCH_CONTACT", "https://racewatch.example/contact")
    with conn, conn.cursor() as cursor:
        cursor.execute("truncate racewatch.outlets restart identity cascade")
    site = Site()
    settings = Settings(
        state=tmp_path / "state",
        database_url=url,
        outlets=tmp_path / "cards",
        archive=tmp_path / "archive",
        budget=60,
    )
    room = Newsroom(site, settings, conn)
    room.card()
    yield room
    site.close()


def test_edits_and_a_text_that_goes_back_are_seen_although_the_feed_has_not_changed(newsroom: Newsroom) -> None:
    first = "The harbour board of Port Calder voted on Tuesday to let a fleet of self-steering ferries cross the bay."
    second = "Dockworkers asked for a slower start. Their council wants a pilot on board until the storms are over."
    other = "The vote was put off by a week, the board said, because two of its members were at sea that evening."
    newsroom.feed("/news/1", "/news/2")
    newsroom.page("/news/2")
    wordings = [(first, second), (other, second), (first, second)]
    counts = []
    for number, wording in enumerate(wordings):
        newsroom.page("/news/1", *wording)
        counts.append(newsroom.crawl(f"edit {number}"))
    assert counts == [
        {"filtered": 1, "new": 2},
        {"unchanged": 2, "changed": 1},
        {"unchanged": 2, "changed": 1},
    ]
    assert newsroom.rows("select went_back, removed, added from marts.edits order by seen_at") == [
        (False, [first], [other]),
        (True, [other], [first]),
    ]
    assert newsroom.rows("select count(*) from racewatch.versions") == [(3,)]
    # The second and third time the server was asked only whether the feed had changed.
    asked = [headers for path, headers, _ in newsroom.site.requests if path == "/feed.xml"]
    assert ["if-none-match" in headers for headers in asked] == [False, True, True]


def test_patience_set_aside_and_requeue(newsroom: Newsroom) -> None:
    newsroom.feed("/news/1", "/news/2")
    newsroom.page("/news/1")
    later = (datetime.now(UTC) + timedelta(hours=2)).replace(microsecond=0)
    newsroom.site.answers["/news/2"] = Answer(
        "later", status=503, headers={"Retry-After": format_datetime(later, usegmt=True)}
    )
    newsroom.crawl("patience 1")
    assert newsroom.site.asked("/news/2") == 1
    (row,) = newsroom.rows("select last_outcome, next_try_at, failure from racewatch.ledger where url like '%/news/2'")
    assert row[:2] == ("failed", later) and row[2].startswith("HTTP 503, Retry-After: ")
    # The whole host is left alone until then.
    requests = len(newsroom.site.requests)
    assert newsroom.crawl("patience 2") == {"due": 1}
    assert len(newsroom.site.requests) == requests

    _age(newsroom, "/news/2", failures=10)
    url = newsroom.site.url("/news/2")
    assert [row["url"] for row in set_aside(newsroom.conn)] == [url]
    assert requeue(newsroom.conn, outlet="mock_gazette", url=url)
    assert not requeue(newsroom.conn, outlet="mock_gazette", url=url)
    newsroom.page("/news/2")
    assert newsroom.crawl("after the requeue")["new"] == 1
    assert set_aside(newsroom.conn) == []


def _age(newsroom: Newsroom, path: str, *, failures: int) -> None:
    """Make the failures of a page, and the patience its host asked for, things of the past."""
    with newsroom.conn, newsroom.conn.cursor() as cursor:
        cursor.execute("delete from racewatch.captures where outcome = 'due'")
        cursor.execute("update racewatch.captures set fetched_at = fetched_at - interval '3 days', due_at = null")
        for number in range(1, failures):
            cursor.execute(
                "insert into racewatch.runs (run_id, outlet, kind, started_at, finished_at) "
                "values (%s, 'mock_gazette', 'collect', now(), now())",
                (f"old {number}",),
            )
            cursor.execute(
                "insert into racewatch.captures (run_id, outlet, url, fetched_at, outcome, reason) "
                "values (%s, 'mock_gazette', %s, now() - interval '30 days', 'failed', 'timed out')",
                (f"old {number}", newsroom.site.url(path)),
            )


def test_silence_and_a_broken_parser_are_alarms(newsroom: Newsroom) -> None:
    newsroom.feed("/news/1", at=NOW - timedelta(days=30))
    newsroom.page("/news/1")
    newsroom.site.answers["/news/1"].body = str(newsroom.site.answers["/news/1"].body).replace(
        NOW.isoformat(timespec="seconds"), (NOW - timedelta(days=30)).isoformat(timespec="seconds")
    )
    with pytest.raises(OutletAlarm, match=r"mock_gazette: silent: the newest item is of .*, with 10.0 a day expected"):
        newsroom.crawl("silent")
    assert newsroom.rows("select status from racewatch.runs") == [("alarm",)]
    assert [alarm.outlet for alarm in all_alarms(newsroom.conn)] == ["mock_gazette"]

    pages = [f"/news/{number}" for number in range(10, 17)]
    newsroom.feed(*pages)
    newsroom.site.answers |= {page: Answer("<html><body><div id='app'></div></body></html>") for page in pages}
    with pytest.raises(OutletAlarm, match="not one of 7 pages could be read: no text on the page; broken parser"):
        newsroom.crawl("broken")

    newsroom.site.answers["/feed.xml"] = Answer("gone", status=404)
    with pytest.raises(OutletAlarm, match="not one of 1 sources could be read: HTTP 404"):
        newsroom.crawl("gone")


def test_outlets_of_one_host_family_take_turns(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RACEWATCH_ALLOWED_DELAY", "0.8")
    for outlet in ("morning", "evening"):
        newsroom.card(outlet, host_group="mock_house")
    newsroom.card("apart")
    assert enabled_groups(newsroom.settings) == [["apart"], ["evening", "morning"], ["mock_gazette"]]
    newsroom.feed("/news/1")
    newsroom.page("/news/1")
    crawl_group(newsroom.settings, outlets=["evening", "morning"], cause="house")
    times = [at for _, _, at in newsroom.site.requests]
    assert len(times) == 6
    assert min(after - before for before, after in itertools.pairwise(times)) > 0.6


def test_source_that_seldom_changes_rests(newsroom: Newsroom) -> None:
    newsroom.feed("/news/1")
    newsroom.page("/news/1")
    newsroom.crawl("first", only_due=True)
    requests = len(newsroom.site.requests)
    newsroom.crawl("a moment later", only_due=True)
    assert len(newsroom.site.requests) == requests
    with newsroom.conn, newsroom.conn.cursor() as cursor:
        cursor.execute("update racewatch.captures set fetched_at = fetched_at - interval '20 minutes'")
    newsroom.crawl("when it is due", only_due=True)
    assert newsroom.site.asked("/feed.xml") == 2
    (source,) = query(newsroom.conn, "sources_of", outlet="mock_gazette")
    assert source["n_steps"] == 1 and source["n_changes"] == 0


def test_killed_at_any_moment_nothing_is_lost_or_doubled(newsroom: Newsroom) -> None:
    paths = [f"/news/{number}" for number in range(20)]
    for path in paths:
        newsroom.page(path, title=path)
        newsroom.site.answers[path].wait = 0.03
    newsroom.feed(*paths)
    chance = random.Random(4)
    for attempt in range(3):
        child = subprocess.Popen(
            [sys.executable, "-c", _CRAWL, str(attempt // 2)],
            cwd=PROJECT,
            env={**os.environ, **newsroom.settings.environment()},
            start_new_session=True,
        )
        before = len(newsroom.site.requests)
        _wait_for(lambda before=before: len(newsroom.site.requests) > before + 3)
        time.sleep(chance.random() / 2)
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        # The feed moves on, and what it listed is not forgotten.
        newsroom.feed("/news/19")
    newsroom.crawl("the last")
    found = dict(newsroom.rows("select url, count(*) from racewatch.articles group by url"))
    assert found == {newsroom.site.url(path): 1 for path in paths}
    assert newsroom.rows("select count(*) from racewatch.versions") == [(len(paths),)]
    assert not list(newsroom.settings.archive.rglob("*.part"))


def test_run_that_is_at_work_is_not_taken_for_dead(newsroom: Newsroom) -> None:
    newsroom.feed("/news/1")
    newsroom.page("/news/1")
    newsroom.crawl("before")
    for run_id in ("at work", "dead"):
        start_run(newsroom.conn, run_id=run_id, kind="collect", outlet="mock_gazette")
    with closing(connect(newsroom.settings.database_url)) as other:
        assert hold_run(other, run_id="at work", outlet="mock_gazette")
        newsroom.crawl("beside it")
        states = dict(newsroom.rows("select run_id, status from racewatch.runs where run_id in ('at work', 'dead')"))
        assert states == {"at work": None, "dead": "failed"}
    newsroom.crawl("after it")
    assert newsroom.rows("select status from racewatch.runs where run_id = 'at work'") == [("failed",)]


def test_run_that_is_at_work_is_not_begun_twice(newsroom: Newsroom) -> None:
    newsroom.feed("/news/1")
    newsroom.page("/news/1")
    with closing(connect(newsroom.settings.database_url)) as other:
        assert hold_run(other, run_id=run_name("twice"), outlet="mock_gazette")
        with pytest.raises(CrawlError, match="is at work in another process"):
            newsroom.crawl("twice")
    assert newsroom.site.requests == [] and newsroom.rows("select count(*) from racewatch.runs") == [(0,)]
    assert newsroom.crawl("twice") == {"filtered": 1, "new": 1}


_CRAWL = """
import sys
from dags.settings import Settings
from dags.stages.collect import crawl_outlet
crawl_outlet(Settings.from_environment(), outlet="mock_gazette", cause=f"killed {sys.argv[1]}")
"""


def _wait_for(happened: Any) -> None:
    for _ in range(1500):
        if happened():
            return
        time.sleep(0.02)
    raise AssertionError("it did not happen within 30 seconds")


def test_archive_is_read_again(newsroom: Newsroom) -> None:
    newsroom.feed("/news/1", "/news/2")
    newsroom.page("/news/2")
    for number, path, following in ((1, "/news/1", "/news/1/2"), (2, "/news/1/2", "/news/1/3"), (3, "/news/1/3", None)):
        newsroom.site.answers[path] = Answer(paged_html("渡船将自行过湾", PAGES_ZH, number, following=following))
    assert newsroom.crawl("as it was") == {"filtered": 3, "new": 2}
    assert newsroom.rows("select text from marts.articles where url like '%/news/1'") == [("\n".join(PAGES_ZH),)]
    assert {reading.verdict for reading in read_archive_again(newsroom.settings)} == {"same"}
    # What an extraction of yesterday would have left.
    with newsroom.conn, newsroom.conn.cursor() as cursor:
        cursor.execute("update racewatch.versions set title = 'Menu', content_sha256 = 'x' where title like '渡船%'")
    requests = len(newsroom.site.requests)
    readings = list(read_archive_again(newsroom.settings, outlets=["mock_gazette"], processes=2))
    assert sorted((reading.verdict, reading.fields) for reading in readings) == [("changed", ("title",)), ("same", ())]
    assert newsroom.rows("select count(*) from racewatch.versions") == [(2,)]
    assert apply_readings(newsroom.settings, readings) == {"changed": 1}
    assert newsroom.rows("select title from marts.articles where url like '%/news/1'") == [("渡船将自行过湾",)]
    assert {reading.verdict for reading in read_archive_again(newsroom.settings)} == {"same"}
    assert list(read_archive_again(newsroom.settings, to_day=NOW.date() - timedelta(days=1))) == []
    assert len(newsroom.site.requests) == requests
    for file in newsroom.settings.archive.rglob("*.warc.gz"):
        file.write_bytes(file.read_bytes()[:200])
    assert {reading.verdict for reading in read_archive_again(newsroom.settings)} == {"missing"}
