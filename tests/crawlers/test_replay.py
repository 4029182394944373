"""Replay: WARC files in place of the web, by day, without source pages, and broken."""

import gzip
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from crawlers.archive.records import BrokenRecord
from crawlers.archive.response import Recorded
from crawlers.archive.writer import ArchiveWriter
from crawlers.imports import outlets_in
from domain.crawl import KnownUrl, Outcome
from tests.crawlers.made import Answer, Site, article_html, card, crawl, plan, rss

BASE = "http://127.0.0.1:9"
DAY = datetime(2031, 3, 4, 22, tzinfo=UTC)
HTML = ((b"Content-Type", b"text/html; charset=utf-8"),)
FEED = {"sources": [{"kind": "feed", "url": f"{BASE}/feed.xml", "section": "Harbour"}]}


def page(path: str, body: str | bytes, *, day: int = 0, status: int = 200, **more: Any) -> Recorded:
    return Recorded(
        url=BASE + path,
        status=status,
        headers=more.get("headers", HTML),
        body=body.encode() if isinstance(body, str) else body,
        fetched_at=DAY + timedelta(days=day),
        truncated=more.get("truncated", False),
    )


def listing(*paths: str) -> bytes:
    return rss(*(f"<title>{path}</title><link>{BASE}{path}</link>" for path in paths))


def archive(folder: Path, *responses: Recorded) -> str:
    writer = ArchiveWriter(root=folder / "elsewhere", spool=folder / "spool", outlet="mock", run_id="mock", started=DAY)
    for response in responses:
        writer.write(response)
    place = writer.close()
    assert place is not None
    return str(place)


def by_path(outcomes: list[Outcome]) -> dict[str, Outcome]:
    return {outcome.url.removeprefix(BASE): outcome for outcome in outcomes}


def test_page_archived_under_an_address_that_the_card_rewrites_is_found_in_every_share(tmp_path: Path) -> None:
    pages = [page(f"/m/{number}", article_html(f"Story {number}")) for number in range(6)]
    file = archive(tmp_path, *pages)
    fields = {"sources": [], "article_url": {"rewrite": [{"match": r"/m/(\d+)$", "to": r"/news/\1"}]}}
    shares = [
        crawl(tmp_path / str(number), plan(tmp_path, replay=(file,), shard=(number, 2)), fields) for number in range(2)
    ]
    outcomes = [outcome for share in shares for outcome in share]
    assert {outcome.kind for outcome in outcomes} == {"new"}
    assert sorted(outcome.url for outcome in outcomes) == [f"{BASE}/news/{number}" for number in range(6)]
    assert all(outcome.warc_file == file for outcome in outcomes)


def test_web_is_shown_as_it_was_on_the_day(tmp_path: Path) -> None:
    file = archive(
        tmp_path,
        page("/feed.xml", listing("/news/1")),
        page("/news/1", article_html("First words")),
        page("/feed.xml", listing("/news/1", "/news/2"), day=1),
        page("/news/1", article_html("Second words"), day=1),
        page("/news/2", article_html("Another story"), day=1),
    )
    first = by_path(crawl(tmp_path / "1", plan(tmp_path, replay=(file,), as_of=DAY), FEED))
    assert set(first) == {"/feed.xml", "/news/1"}
    one = first["/news/1"]
    assert one.article is not None and one.article.title == "First words"
    assert one.fetched_at == DAY and one.warc_file == file and one.kind == "new"

    known = (KnownUrl(url=one.url, body_sha256=one.body_sha256),)
    later = plan(tmp_path, replay=(file,), as_of=DAY + timedelta(days=1), known=known)
    second = by_path(crawl(tmp_path / "2", later, FEED))
    assert {path: outcome.kind for path, outcome in second.items()} == {
        "/feed.xml": "filtered",
        "/news/1": "changed",
        "/news/2": "new",
    }
    assert second["/news/1"].fetched_at == DAY + timedelta(days=1)


def test_replay_is_repeatable(tmp_path: Path) -> None:
    file = archive(tmp_path, page("/feed.xml", listing("/news/1", "/x")), page("/news/1", article_html("Words")))
    the_plan = plan(tmp_path, replay=(file,), as_of=DAY)
    assert crawl(tmp_path / "1", the_plan, FEED) == crawl(tmp_path / "2", the_plan, FEED)


def test_archive_without_source_pages_gives_every_page_of_the_hosts(tmp_path: Path) -> None:
    other = Recorded(
        url="https://other.example/news/1",
        status=200,
        headers=HTML,
        body=article_html("Other").encode(),
        fetched_at=DAY,
    )
    file = archive(
        tmp_path,
        page("/news/1", article_html("Words")),
        page("/news/2", "gone", status=404),
        page("/news/3.jpg", b"\xff\xd8", headers=((b"Content-Type", b"image/jpeg"),)),
        page("/news/video/4", article_html("Video")),
        page(
            "/news/5", gzip.compress(article_html("Packed").encode()), headers=(*HTML, (b"Content-Encoding", b"gzip"))
        ),
        other,
    )
    found = by_path(crawl(tmp_path / "1", plan(tmp_path, replay=(file,)), FEED))
    assert {path: outcome.kind for path, outcome in found.items()} == {
        "/news/1": "new",
        "/news/video/4": "filtered",
        "/news/5": "new",
    }
    packed = found["/news/5"].article
    assert packed is not None and packed.title == "Packed"


def test_outlets_of_an_archive_are_counted(tmp_path: Path) -> None:
    elsewhere = Recorded(url="https://other.example/", status=200, headers=HTML, body=b"<html>", fetched_at=DAY)
    file = archive(tmp_path, page("/news/1", "<html>"), page("/2", "<html>"), page("/3", "", status=404), elsewhere)
    cards = {"mock_gazette": card()}
    problems: list[BrokenRecord] = []
    assert outlets_in([Path(file)], cards, on_problem=problems.append) == {"mock_gazette": 2, None: 1}
    assert problems == []
    Path(file).write_bytes(Path(file).read_bytes()[:-20])
    assert outlets_in([Path(file)], cards, on_problem=problems.append) == {"mock_gazette": 2}
    assert [problem.reason for problem in problems] == ["the file ends inside a record"]


def test_files_looked_through_side_by_side_give_the_same(tmp_path: Path) -> None:
    files = [
        Path(archive(tmp_path / name, page(f"/news/{name}", "<html>"), page("/news/both", "<html>"))) for name in "ab"
    ]
    files[0].write_bytes(files[0].read_bytes()[:-20])
    written, told = [], []
    for processes in (1, 2):
        problems: list[BrokenRecord] = []
        indexes = tmp_path / str(processes)
        counts = outlets_in(
            files, {"mock_gazette": card()}, indexes=indexes, processes=processes, on_problem=problems.append
        )
        written.append((counts, (indexes / "mock_gazette.index").read_text()))
        told.append(problems)
    assert written[0] == written[1] and written[0][0] == {"mock_gazette": 3} and len(written[0][1].splitlines()) == 4
    assert told[0] == told[1] and len(told[0]) == 1


def test_what_the_archive_lacks_is_said_and_the_rest_goes_on(tmp_path: Path) -> None:
    file = archive(
        tmp_path,
        page("/robots.txt", "User-agent: *\nDisallow: /news/shut", headers=((b"Content-Type", b"text/plain"),)),
        page("/feed.xml", listing("/news/1", "/news/2", "/news/shut", "/news/cut")),
        page("/news/1", article_html("Words")),
        page("/news/shut", article_html("Shut")),
        page("/news/cut", article_html("Cut"), truncated=True),
    )
    sources = {"sources": [*FEED["sources"], {"kind": "feed", "url": f"{BASE}/second.xml"}]}
    found = by_path(crawl(tmp_path / "1", plan(tmp_path, replay=(file,)), sources))
    assert {path: (outcome.kind, outcome.reason) for path, outcome in found.items()} == {
        "/feed.xml": ("filtered", "a source: lists 4"),
        "/second.xml": ("failed", "not in the archive"),
        "/news/1": ("new", None),
        "/news/2": ("failed", "not in the archive"),
        "/news/shut": ("filtered", "blocked by robots.txt"),
        "/news/cut": ("failed", "the response broke off"),
    }


def test_replay_never_asks_the_web(sites: Callable[[], Site], tmp_path: Path) -> None:
    site = sites()
    site.answers["/feed.xml"] = Answer(rss(f"<link>{site.url('/news/1')}</link>"))
    empty = archive(tmp_path, page("/news/1", article_html("Words")))
    fields = {"sources": [{"kind": "feed", "url": site.url("/feed.xml")}]}
    crawl(tmp_path / "1", plan(tmp_path, replay=(empty,), due=(site.url("/news/1"),)), fields)
    assert site.requests == []


def test_broken_record_has_an_outcome_and_the_rest_goes_on(tmp_path: Path) -> None:
    file = Path(archive(tmp_path, page("/feed.xml", listing("/news/1")), page("/news/1", article_html("Words") * 3)))
    whole = file.read_bytes()
    file.write_bytes(whole[:-30])
    found = by_path(crawl(tmp_path / "1", plan(tmp_path, replay=(str(file),)), FEED))
    assert found["/news/1"].reason == "not in the archive"
    (broken,) = (outcome for outcome in found.values() if outcome.url.startswith("file:"))
    assert broken.kind == "failed" and broken.reason == "the file ends inside a record"
    assert broken.warc_file == str(file) and broken.warc_offset == whole.rindex(b"\x1f\x8b\x08")


def test_metadata_only_takes_the_article_from_the_feed(tmp_path: Path) -> None:
    items = rss(
        f"<title>Ferries</title><link>{BASE}/news/1</link><pubDate>Tue, 04 Mar 2031 10:00 -0500</pubDate>"
        "<author>O. Brandrake</author>",
        f"<link>{BASE}/news/2</link>",
    )
    file = archive(tmp_path, page("/feed.xml", items), page("/news/1", article_html("The page")))
    the_plan = plan(tmp_path, replay=(file,))
    fields = {**FEED, "policy": "metadata_only"}
    found = by_path(crawl(tmp_path / "1", the_plan, fields))
    one = found["/news/1"]
    assert one.kind == "paywalled" and one.article is not None
    assert (one.article.status, one.article.title, one.article.text) == ("paywalled", "Ferries", None)
    assert (one.article.published_source, one.article.published_precision) == ("feed", "minute")
    assert (one.article.byline, one.article.section, one.article.method) == (("O. Brandrake",), "Harbour", "feed")
    assert found["/news/2"].kind == "failed"
    again = plan(tmp_path, replay=(file,), known=(KnownUrl(url=one.url, body_sha256=one.body_sha256),))
    assert by_path(crawl(tmp_path / "2", again, fields))["/news/1"].kind == "unchanged"


def test_metadata_only_keeps_no_text_of_a_page_in_an_archive(tmp_path: Path) -> None:
    file = archive(tmp_path, page("/news/1", article_html("Ferries")))
    fields = {**FEED, "policy": "metadata_only"}
    (one,) = crawl(tmp_path / "1", plan(tmp_path, replay=(file,)), fields)
    assert (one.kind, one.reason) == ("paywalled", "metadata only, by the card")
    assert one.article is not None
    assert (one.article.status, one.article.title, one.article.text) == ("paywalled", "Ferries", None)


def test_feed_text_first_reads_the_feeds_own_text(tmp_path: Path) -> None:
    text = article_html("x").partition("</h1>")[2].partition("</article>")[0]
    items = rss(
        f"<title>Ferries</title><link>{BASE}/news/1</link><content:encoded><![CDATA[{text}]]></content:encoded>",
        f"<title>Short</title><link>{BASE}/news/2</link><content:encoded><![CDATA[<p>Short.</p>]]></content:encoded>",
    )
    file = archive(tmp_path, page("/feed.xml", items), page("/news/2", article_html("The page")))
    found = by_path(crawl(tmp_path / "1", plan(tmp_path, replay=(file,)), {**FEED, "policy": "feed_text_first"}))
    from_feed, from_page = found["/news/1"].article, found["/news/2"].article
    assert from_feed is not None and from_page is not None
    assert "The first crossing without a pilot" in (from_feed.text or "")
    assert (from_feed.title, from_page.title) == ("Ferries", "The page")
