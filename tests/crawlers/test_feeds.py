"""Feeds: what is read of sound ones, ill-formed ones and hostile ones."""

import os
import signal
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.sources import feeds as feeds_in
from crawlers import feeds
from crawlers.entries import Entry
from crawlers.feeds import read_feed
from tests.crawlers.made import rss

BEIJING = ZoneInfo("Asia/Shanghai")
NEW_YORK = ZoneInfo("America/New_York")
URL = "https://www.mock.example/feed.xml"
SHARED = Path(os.environ.get("RACEWATCH_SHARED_DATA") or Path(__file__).resolve().parents[2].parent / "shared" / "data")


def read(body: bytes | str, *, zone: ZoneInfo = BEIJING, content_type: str | None = None) -> list[Entry]:
    body = body if isinstance(body, bytes) else body.encode()
    return [*read_feed(body, url=URL, zone=zone, content_type=content_type).entries]


def test_rss_item_is_read() -> None:
    item = "<title>&lt;b&gt;Ferries&lt;/b&gt; &amp;amp; pilots</title><link>/news/1</link><author>O. Brandrake</author>"
    long = f"<p>{'The ferries have no captains. ' * 30}</p>"
    content = f"<content:encoded><![CDATA[{long}]]></content:encoded>"
    found = read(rss(item + content + "<pubDate>Tue, 04 Mar 2031 10:00:00 -0500</pubDate>"))
    assert found == [
        Entry(
            url="https://www.mock.example/news/1",
            title="Ferries &amp; pilots",
            published=datetime(2031, 3, 4, 10, tzinfo=timezone(timedelta(hours=-5))),
            published_precision="second",
            byline=("O. Brandrake",),
            content=long,
        )
    ]


def test_atom_entry_is_read() -> None:
    entry = (
        "<entry><title>渡船将自行过湾</title><link rel='alternate' href='https://www.mock.example/1'/>"
        "<link rel='enclosure' href='https://www.mock.example/a.mp3'/><updated>2031-03-04T10:00:00+08:00</updated></entry>"
    )
    (found,) = read(f"<feed xmlns='http://www.w3.org/2005/Atom'>{entry}</feed>")
    assert (found.url, found.title) == ("https://www.mock.example/1", "渡船将自行过湾")
    assert found.published == datetime(2031, 3, 4, 10, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("written", "zone", "expected", "precision"),
    [
        ("2031-03-04 10:00:00", BEIJING, datetime(2031, 3, 4, 10, tzinfo=BEIJING), "second"),
        ("2031-03-04 10:00", NEW_YORK, datetime(2031, 3, 4, 10, tzinfo=NEW_YORK), "minute"),
        ("2031-03-04", BEIJING, datetime(2031, 3, 4, tzinfo=BEIJING), "day"),
        ("2031-03-04T02:00:00Z", BEIJING, datetime(2031, 3, 4, 2, tzinfo=UTC), "second"),
        ("Tue, 04 Mar 2031 10:00:00 CST", BEIJING, datetime(2031, 3, 4, 10, tzinfo=BEIJING), "second"),
        ("Tue, 04 Mar 2031 10:00:00 CST", NEW_YORK, datetime(2031, 3, 4, 16, tzinfo=UTC), "second"),
        ("Tue, 04 Mar 2031 10:00:00 EST", NEW_YORK, datetime(2031, 3, 4, 10, tzinfo=NEW_YORK), "second"),
        ("Tue, 04 Mar 2031 10:00:00 GMT", BEIJING, datetime(2031, 3, 4, 10, tzinfo=UTC), "second"),
        ("soon", BEIJING, None, None),
        ("9999-99-99T99:99:99", BEIJING, None, None),
    ],
)
def test_time_keeps_its_zone(written: str, zone: ZoneInfo, expected: datetime | None, precision: str | None) -> None:
    (found,) = read(rss(f"<link>/1</link><pubDate>{written}</pubDate>"), zone=zone)
    assert found.published == expected
    assert found.published_precision == precision
    assert found.published is None or found.published.tzinfo is not None


def test_charset_of_the_declaration_is_kept() -> None:
    feed = rss("<title>渡船</title><link>/1</link>").decode().replace("?>", " encoding='gb2312'?>", 1)
    assert [item.title for item in read(feed.encode("gb2312"))] == ["渡船"]


@pytest.mark.parametrize(
    "body",
    [
        rss("<title>One</title><link>/1</link>")[:-20],
        rss("<title>One & only</title><link>/1</link>"),
        rss("<title>One</title><link>/1</link>", "<title>Two"),
        b"\n\n" + rss("<title>One</title><link>/1</link>"),
        b"\xef\xbb\xbf" + rss("<title>One \x01</title><link>/1</link>"),
    ],
)
def test_ill_formed_feed_gives_what_can_be_read(body: bytes) -> None:
    assert "https://www.mock.example/1" in [item.url for item in read(body)]


def test_entry_without_an_address_is_left_out() -> None:
    assert [item.url for item in read(rss("<title>None</title>", "<link>/1</link>"))] == ["https://www.mock.example/1"]


def test_no_entity_of_the_feeds_own_is_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret words")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha " * 10}">' for n in range(10))
    body = (
        f"<?xml version='1.0'?><!DOCTYPE rss [{laughs}<!ENTITY file SYSTEM '{secret.as_uri()}'>]>"
        "<rss version='2.0'><channel><item><title>&l9; &file;</title><link>/1</link></item></channel></rss>"
    )
    for item in read(body):
        assert len(item.title or "") < 1000 and "secret words" not in (item.title or "")


@pytest.mark.parametrize(
    "body", [b"", b"http://www.mock.example/", b"/etc/passwd", b"<html><body>no feed</body></html>"]
)
def test_what_is_no_feed_lists_nothing(body: bytes) -> None:
    assert read(body) == []


@given(
    body=st.binary(max_size=300)
    | st.text("<>/&;!?[]='\" abitemlnk\x00\ud83d", max_size=200).map(
        lambda text: b"<rss><channel><item>" + text.encode(errors="replace")
    )
)
@settings(max_examples=100)
def test_no_bytes_break_the_reader(body: bytes) -> None:
    for item in read(body):
        assert item.url


def test_text_that_is_long_by_its_entities_alone_is_not_expanded() -> None:
    body = f"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a '{'a' * 50_000}'>]><rss version='2.0'><channel><item>"
    for item in read(f"{body}<link>/1</link><title>{'&a;' * 2_000}</title></item></channel></rss>"):
        assert len(item.title or "") < 100_000


@pytest.mark.parametrize("body", [b"<rss><channel>" + b"<a>" * 200_000])
def test_feed_that_takes_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch, body: bytes) -> None:
    monkeypatch.setattr(feeds, "MOST_SECONDS", 0.3)
    with pytest.raises(ValueError, match=r"takes more than 0\.3 s to read"):
        read(body)
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)


def test_feed_of_many_items_is_read_whole() -> None:
    items = [f"<title>渡船{number}</title><link>/news/{number}</link>" for number in range(3_000)]
    assert [item.url for item in read(rss(*items))] == [f"https://www.mock.example/news/{n}" for n in range(3_000)]


def test_every_item_of_every_well_formed_real_feed_comes_out() -> None:
    folder = SHARED / "infra" / "feedparser"
    if not folder.is_dir():
        pytest.skip(f"no feeds at {folder}: set RACEWATCH_SHARED_DATA")
    counted = [feeds_in.count(path.read_bytes()) for path in feeds_in.files(folder)]
    assert len(counted) == 2107
    well_formed = [each for each in counted if each.n_items is not None]
    assert len(well_formed) == 1830
    assert all(each.n_entries + each.n_without_address >= (each.n_items or 0) for each in well_formed)
    assert sum(each.n_items or 0 for each in well_formed) == 1192
    assert sum(each.n_entries for each in well_formed) >= 103
