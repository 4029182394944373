"""A crawl of a live web server: one outcome a URL, and an archive with the bytes as sent."""

import gzip
import hashlib
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawlers.archive.web import WarcWeb
from domain.crawl import KnownUrl, Outcome
from tests.crawlers.made import (
    PAGES_ZH,
    PARAGRAPHS,
    Answer,
    Site,
    article_html,
    crawl,
    paged_html,
    plan,
    rss,
    start_crawl,
)

GZIPPED = gzip.compress(article_html("Ferries without captains").encode(), mtime=0)
CHINESE = "港务局周二表决，允许一支自动驾驶渡船队穿越海湾。首批渡船停航检修已有十一个月。" * 6


class Crawled(NamedTuple):
    site: Site
    folder: Path
    all: list[Outcome]
    by_path: dict[str, Outcome]
    fields: dict[str, object]


@pytest.fixture(scope="module")
def crawled(sites: Callable[[], Site], tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    site, folder = sites(), tmp_path_factory.mktemp("live")
    html = {"Content-Type": "text/html; charset=utf-8"}
    gzipped = {**html, "Content-Encoding": "gzip", "X-Mock": "kept", "ETag": '"one"', "Last-Modified": "yesterday"}
    off_host = site.base.replace("127.0.0.1", "localhost") + "/news/elsewhere"
    items = {
        "/news/gzipped?utm_source=rss#top": Answer(),
        "/news/moved": Answer(status=301, headers={"Location": "/news/target"}),
        "/news/moved-to-listed": Answer(status=302, headers={"Location": "/news/gzipped"}),
        "/news/off-host": Answer(status=302, headers={"Location": off_host}),
        "/news/moved-home": Answer(status=302, headers={"Location": "/"}),
        "/news/round": Answer(status=302, headers={"Location": "/news/round"}),
        "/news/gone": Answer("gone", status=404),
        "/news/forbidden": Answer("no", status=403),
        "/news/crash": Answer("oops", status=500),
        "/news/cut": Answer(article_html("Cut"), cut=1000),
        "/news/dropped": Answer(drop=True),
        "/news/bad-gzip": Answer(b"not gzip at all", headers={**html, "Content-Encoding": "gzip"}),
        "/news/gbk": Answer(
            f"<html><head><meta charset='gb2312'><title>渡船将自行过湾</title></head><body><h1>渡船将自行过湾</h1>"
            f"<div><p>{CHINESE}</p><p>{CHINESE}</p></div></body></html>".encode("gbk"),
            headers={"Content-Type": "text/html"},
        ),
        "/news/not-modified": Answer(article_html("Not modified"), headers={**html, "ETag": '"same"'}),
        "/news/same-bytes": Answer(article_html("Same bytes")),
        "/news/edited": Answer(article_html("Edited")),
        "/news/shut/secret": Answer(article_html("Secret")),
        "/news/video/1": Answer(article_html("Video")),
        "/about": Answer("about"),
    }
    site.answers = {path.split("?")[0]: answer for path, answer in items.items()}
    site.answers["/news/gzipped"] = Answer(GZIPPED, headers=gzipped)
    site.answers["/"] = Answer("home")
    site.answers["/news/target"] = Answer(article_html("Moved here"))
    site.answers["/news/listed"] = Answer(article_html("From the list page"))
    site.answers["/news/due"] = Answer(article_html("Due for another try"))
    site.answers["/robots.txt"] = Answer(
        "User-agent: *\nDisallow: /news/shut/\n", headers={"Content-Type": "text/plain"}
    )
    site.answers["/feed.xml"] = Answer(
        rss(
            *(f"<title>{path}</title><link>{site.url(path)}</link>" for path in items),
            "<title>Elsewhere</title><link>https://other.example/news/1</link>",
        )
    )
    site.answers["/empty.xml"] = Answer(rss())
    site.answers["/broken.xml"] = Answer(b"\x00\xff not a feed")
    site.answers["/list"] = Answer(
        "<div id='l'><a href='news/listed'>Listed</a><a href='/news/gone'>again</a>"
        "<a href='mailto:x@y.example'>m</a></div><a href='/news/elsewhere'>not selected</a>"
    )
    fields: dict[str, object] = {
        "sources": [
            *(
                {"kind": "feed", "url": site.url(path)}
                for path in ("/feed.xml", "/empty.xml", "/broken.xml", "/lost.xml")
            ),
            {"kind": "list_page", "url": site.url("/list"), "links": ["css:#l a"]},
        ]
    }
    same = "c" * 64
    known = (
        KnownUrl(url=site.url("/news/not-modified"), etag='"same"', body_sha256=same),
        KnownUrl(
            url=site.url("/news/same-bytes"),
            body_sha256=hashlib.sha256(article_html("Same bytes").encode()).hexdigest(),
        ),
        KnownUrl(url=site.url("/news/edited"), body_sha256=same),
    )
    the_plan = plan(folder, known=known, due=(site.url("/news/due"), site.url("/about"), "nonsense"))
    outcomes = crawl(folder, the_plan, fields)
    return Crawled(site, folder, outcomes, {o.url.removeprefix(site.base): o for o in outcomes}, fields)


def test_every_url_has_exactly_one_outcome(crawled: Crawled) -> None:
    assert Counter(outcome.url for outcome in crawled.all).most_common(1)[0][1] == 1


@pytest.mark.parametrize(
    ("path", "kind", "reason"),
    [
        ("/news/gzipped", "new", None),
        ("/news/gbk", "new", None),
        ("/news/moved", "new", None),
        ("/news/listed", "new", None),
        ("/news/due", "new", None),
        ("/news/moved-to-listed", "duplicate", "redirects to"),
        ("/news/off-host", "filtered", "redirects off the outlet's hosts"),
        ("/news/moved-home", "filtered", "no article by its URL"),
        ("/news/round", "failed", "max redirections"),
        ("/news/gone", "failed", "HTTP 404"),
        ("/news/forbidden", "blocked", "HTTP 403"),
        ("/news/crash", "failed", "HTTP 500"),
        ("/news/cut", "failed", "broke off"),
        ("/news/dropped", "failed", ""),
        ("/news/bad-gzip", "failed", "gzip"),
        ("/news/not-modified", "unchanged", "not modified"),
        ("/news/same-bytes", "unchanged", "same bytes"),
        ("/news/edited", "changed", "other bytes"),
        ("/news/shut/secret", "filtered", "blocked by robots.txt"),
        ("/news/video/1", "filtered", "no article by its URL"),
        ("/about", "filtered", "no article by its URL"),
        ("https://other.example/news/1", "filtered", "not on the outlet's hosts"),
        ("nonsense", "filtered", "no address of the web"),
        ("/feed.xml", "filtered", "a source: lists 20"),
        ("/list", "filtered", "a source: lists 2"),
        ("/empty.xml", "failed", "lists nothing"),
        ("/broken.xml", "failed", "lists nothing"),
        ("/lost.xml", "failed", "HTTP 404"),
    ],
)
def test_outcome(crawled: Crawled, path: str, kind: str, reason: str | None) -> None:
    outcome = crawled.by_path[path]
    assert outcome.kind == kind
    assert outcome.reason is None if reason is None else reason in (outcome.reason or "")


def test_no_other_url_has_an_outcome(crawled: Crawled) -> None:
    assert len(crawled.all) == 28


def test_article_of_a_redirect_is_of_the_page_it_led_to(crawled: Crawled) -> None:
    article = crawled.by_path["/news/moved"].article
    assert article is not None
    assert (article.url, article.title) == (crawled.site.url("/news/target"), "Moved here")


def test_article_is_read(crawled: Crawled) -> None:
    outcome = crawled.by_path["/news/gzipped"]
    article = outcome.article
    assert article is not None and article.text is not None
    assert (article.outlet, article.title, article.language) == ("mock_gazette", "Ferries without captains", "en")
    assert all(paragraph in article.text.split("\n") for paragraph in PARAGRAPHS)
    assert (outcome.etag, outcome.last_modified, outcome.status_code) == ('"one"', "yesterday", 200)


def test_page_that_lies_about_its_charset_is_read(crawled: Crawled) -> None:
    article = crawled.by_path["/news/gbk"].article
    assert article is not None and article.title == "渡船将自行过湾" and CHINESE in (article.text or "")


def test_only_pages_that_were_read_have_an_article(crawled: Crawled) -> None:
    assert {outcome.kind for outcome in crawled.all if outcome.article} == {"new", "changed"}


def test_archive_holds_bytes_and_headers_as_sent(crawled: Crawled) -> None:
    outcome = crawled.by_path["/news/gzipped"]
    assert outcome.warc_file is not None
    with (crawled.folder / "archive" / outcome.warc_file).open("rb") as file:
        file.seek(outcome.warc_offset or 0)
        record = next(iter(ArchiveIterator(file)))
        assert record.rec_headers.get_header("WARC-Target-URI") == outcome.url
        assert datetime.fromisoformat(record.rec_headers.get_header("WARC-Date")) == outcome.fetched_at
        assert record.rec_headers.get_header("WARC-IP-Address") == "127.0.0.1"
        assert record.http_headers.get_header("Content-Encoding") == "gzip"
        assert record.http_headers.get_header("X-Mock") == "kept"
        assert record.raw_stream.read() == GZIPPED


def test_archive_holds_everything_that_was_answered(crawled: Crawled) -> None:
    files = list((crawled.folder / "archive").rglob("*.warc.gz"))
    today = datetime.now(UTC)
    assert [file.relative_to(crawled.folder / "archive").parts[0] for file in files] == ["mock_gazette"]
    assert files[0].name == "run-1.warc.gz" and str(today.year) in files[0].parts
    with files[0].open("rb") as file:
        records = [(r.rec_type, r.rec_headers.get_header("WARC-Target-URI")) for r in ArchiveIterator(file)]
    paths = Counter((kind, (uri or "").removeprefix(crawled.site.base)) for kind, uri in records)
    assert paths[("response", "/robots.txt")] == 1
    assert paths[("response", "/news/moved")] == 1
    assert paths[("response", "/news/gone")] == 1
    assert paths[("response", "/news/cut")] == 1
    assert paths[("revisit", "/news/not-modified")] == 1


def test_we_say_who_we_are_and_ask_conditionally(crawled: Crawled) -> None:
    headers = {path: headers for path, headers, _ in crawled.site.requests}
    assert headers["/robots.txt"]["user-agent"].startswith("Racewatch/")
    assert headers["/feed.xml"]["user-agent"].endswith("(+https://racewatch.example/contact)")
    assert headers["/news/not-modified"]["if-none-match"] == '"same"'
    assert "if-none-match" not in headers["/news/edited"]


def test_what_robots_and_card_forbid_is_not_asked_for(crawled: Crawled) -> None:
    for path in ("/news/shut/secret", "/news/video/1", "/about", "/news/elsewhere"):
        assert crawled.site.asked(path) == 0
    assert crawled.site.asked("/robots.txt") == 1


def test_replay_of_the_archive_gives_the_same_outcomes_without_the_web(crawled: Crawled, tmp_path: Path) -> None:
    asked = len(crawled.site.requests)
    files = tuple(str(file) for file in (crawled.folder / "archive").rglob("*.warc.gz"))
    replayed = crawl(tmp_path, plan(tmp_path, replay=files), crawled.fields)
    assert len(crawled.site.requests) == asked
    again = {outcome.url.removeprefix(crawled.site.base): outcome for outcome in replayed}
    # What never answered cannot be replayed; a 304 has no page; what was due is not in this plan.
    for path in ("/news/gzipped", "/news/moved", "/news/gbk", "/news/listed", "/news/edited"):
        live, replay = crawled.by_path[path], again[path]
        assert replay.article == live.article and replay.fetched_at == live.fetched_at
        assert (replay.body_sha256, replay.warc_offset) == (live.body_sha256, live.warc_offset)
    for path in (
        "/news/gone",
        "/news/forbidden",
        "/news/cut",
        "/news/moved-to-listed",
        "/news/shut/secret",
        "/empty.xml",
    ):
        assert (again[path].kind, again[path].reason) == (crawled.by_path[path].kind, crawled.by_path[path].reason)
    assert again["/news/dropped"].reason == "not in the archive"
    assert not (tmp_path / "archive").exists()


def test_second_crawl_of_an_unchanged_web_is_all_unchanged(crawled: Crawled, tmp_path: Path) -> None:
    known = tuple(
        KnownUrl(url=o.url, etag=o.etag, last_modified=o.last_modified, body_sha256=o.body_sha256)
        for o in crawled.all
        if o.article
    )
    again = crawl(tmp_path, plan(tmp_path, known=known), crawled.fields)
    kinds = {outcome.url: outcome.kind for outcome in again}
    due = crawled.site.url("/news/due")
    assert {kinds[entry.url] for entry in known if entry.url != due} == {"unchanged"}
    assert due not in kinds


@pytest.mark.parametrize(("contact", "warnings"), [("", 1), ("https://racewatch.example/contact", 0)])
def test_crawl_without_a_contact_is_warned_of(
    sites: Callable[[], Site], tmp_path: Path, contact: str, warnings: int
) -> None:
    status, errors = start_crawl(tmp_path, plan(tmp_path, due=(sites().url("/news/1"),)), {}, contact=contact).end()
    assert status == 0
    assert [line for line in errors.splitlines() if "RACEWATCH_CONTACT is not set: give a" in line] == (
        errors.splitlines()[:warnings]
    )
    assert errors.count("\n") == warnings


def test_delay_between_requests_is_kept(sites: Callable[[], Site], tmp_path: Path) -> None:
    site = sites()
    site.answers["/feed.xml"] = Answer(rss(f"<link>{site.url('/news/1')}</link>"))
    site.answers["/list"] = Answer("<a href='/news/2'>2</a>")
    site.answers["/news/1"] = site.answers["/news/2"] = Answer(article_html("One"))
    sources = [
        {"kind": "feed", "url": site.url("/feed.xml")},
        {"kind": "list_page", "url": site.url("/list"), "links": ["css:a"]},
    ]
    crawl(tmp_path, plan(tmp_path), {"sources": sources}, delay=0.3)
    times = [at for _, _, at in site.requests]
    assert len(times) == 5
    # one distance less would be .9
    assert times[-1] - times[0] > 1.0


def test_budget_leaves_the_rest_due(sites: Callable[[], Site], tmp_path: Path) -> None:
    site = sites()
    paths = [f"/news/{number}" for number in range(40)]
    site.answers = {path: Answer(article_html(path)) for path in paths}
    over = tmp_path / "over"
    site.answers["/news/20"] = Answer(article_html("/news/20"), touch=over)
    site.answers["/feed.xml"] = Answer(rss(*(f"<link>{site.url(path)}</link>" for path in paths)))
    fields = {"sources": [{"kind": "feed", "url": site.url("/feed.xml")}]}
    outcomes = crawl(tmp_path, plan(tmp_path), fields, over=over)
    assert Counter(outcome.url for outcome in outcomes) == Counter(map(site.url, [*paths, "/feed.xml"]))
    pages = [outcome for outcome in outcomes if outcome.kind == "new"]
    assert len(pages) == sum(map(site.asked, paths)) and 0 < len(pages) < 40
    rest = [outcome for outcome in outcomes if outcome.kind == "due"]
    assert len(rest) == 40 - len(pages) and all(outcome.due_at and not outcome.warc_file for outcome in rest)
    web = WarcWeb((tmp_path / "archive").rglob("*.warc.gz"))
    assert all(web.holds(outcome.url) for outcome in pages)


def test_budget_that_ends_between_the_pages_of_an_article_leaves_all_of_it_due(
    sites: Callable[[], Site], tmp_path: Path
) -> None:
    site, over = sites(), tmp_path / "over"
    paths = ("/news/zh.html", "/news/zh_2.html", "/news/zh_3.html")
    for number, path in enumerate(paths, 1):
        page = paged_html("渡船将自行过湾", PAGES_ZH, number, following=paths[number] if number < 3 else None)
        site.answers[path] = Answer(page, touch=over if number == 2 else None)
    site.answers["/feed.xml"] = Answer(rss(f"<link>{site.url(paths[0])}</link>"))
    fields = {
        "sources": [{"kind": "feed", "url": site.url("/feed.xml")}],
        "page": {"title": ["css:h1"], "body": ["css:.article p"]},
    }
    outcomes = crawl(tmp_path, plan(tmp_path), fields, over=over)
    assert [site.asked(path) for path in paths] == [1, 1, 0]
    assert [(outcome.url, outcome.kind) for outcome in outcomes if not outcome.is_source] == [
        (site.url(paths[0]), "due")
    ]
    # The same run again asks for all of it.
    (whole,) = (outcome for outcome in crawl(tmp_path, plan(tmp_path), fields) if outcome.article)
    assert whole.article is not None and (whole.kind, whole.article.status) == ("new", "ok")
    assert [line for line in (whole.article.text or "").split("\n") if line in PAGES_ZH] == list(PAGES_ZH)


def test_further_pages_are_asked_for_and_joined(sites: Callable[[], Site], tmp_path: Path) -> None:
    site = sites()

    def paged(title: str, texts: tuple[str, ...], *paths: str) -> None:
        for number, path in enumerate(paths, 1):
            following = paths[number] if number < len(paths) else None
            page = paged_html(title, texts, number, following=following)
            site.answers.setdefault(path, Answer(page))

    # A page that fails, one that robots.txt closes, one of another article, and comments, which have pages, too.
    site.answers["/news/half_2.html"] = Answer("oops", status=500)
    site.answers["/robots.txt"] = Answer(
        "User-agent: *\nDisallow: /news/shut_2", headers={"Content-Type": "text/plain"}
    )
    paged("渡船将自行过湾", PAGES_ZH, "/news/zh.html", "/news/zh_2.html", "/news/zh_3.html")
    paged("Ferries without captains", PARAGRAPHS, "/news/en", "/news/en?page=2", "/news/en?page=3", "/news/en?page=4")
    paged("半途而废的渡船", PAGES_ZH, "/news/half.html", "/news/half_2.html", "/news/half_3.html")
    paged("The closed ferry", PARAGRAPHS, "/news/shut.html", "/news/shut_2.html")
    paged("A ferry of today", PARAGRAPHS, "/news/7", "/news/8")
    site.answers["/news/8"] = Answer(article_html("Whales in the harbour"))
    paged("Much discussed", PARAGRAPHS[:1] * 9, *("/news/said", *(f"/news/said?page={n}" for n in range(2, 9))))
    firsts = ("/news/zh.html", "/news/en", "/news/half.html", "/news/shut.html", "/news/7", "/news/said")
    site.answers["/feed.xml"] = Answer(rss(*(f"<link>{site.url(path)}</link>" for path in firsts)))
    fields = {
        "sources": [{"kind": "feed", "url": site.url("/feed.xml")}],
        "page": {"title": ["css:h1"], "body": ["css:.article p"]},
    }
    outcomes = crawl(tmp_path / "1", plan(tmp_path), fields)
    assert Counter(outcome.url for outcome in outcomes).most_common(1)[0][1] == 1
    by_path = {outcome.url.removeprefix(site.base): outcome for outcome in outcomes}

    for path, texts in (("/news/zh.html", PAGES_ZH), ("/news/en", PARAGRAPHS)):
        whole = by_path[path]
        assert whole.article is not None and (whole.kind, whole.article.status) == ("new", "ok")
        assert [line for line in (whole.article.text or "").split("\n") if line in texts] == list(texts)
    for path, part in (("/news/zh_3.html", 3), ("/news/en?page=4", 4)):
        page = by_path[path]
        assert (page.kind, page.part, page.article) == ("filtered", part, None)
        assert (page.reason or "").startswith(f"page {part} of ") and page.warc_file and page.body_sha256

    half = by_path["/news/half.html"]
    assert (half.kind, half.reason) == ("failed", "page 2 of the article: HTTP 500")
    assert half.article is not None and half.article.status == "truncated" and half.body_sha256 is None
    assert (by_path["/news/half_2.html"].kind, by_path["/news/half_2.html"].part_of) == ("failed", half.url)
    shut = by_path["/news/shut.html"]
    assert (shut.kind, shut.reason) == ("new", "page 2 of the article: blocked by robots.txt")
    assert shut.article is not None and shut.article.status == "truncated"
    one = by_path["/news/7"]
    assert one.article is not None and (one.kind, one.article.status) == ("new", "ok")
    assert "Dockworkers" not in (one.article.text or "")
    assert (by_path["/news/8"].reason, by_path["/news/8"].part_of) == (f"no further page of {one.url}", None)
    assert site.asked("/news/said?page=2") == 1 and site.asked("/news/said?page=3") == 0

    # The same out of the archive, where every page is given and no source says which are articles, in two shares.
    files = tuple(str(file) for file in (tmp_path / "archive").rglob("*.warc.gz"))
    shares = [
        crawl(tmp_path / f"share {n}", plan(tmp_path, replay=files, shard=(n, 2)), {**fields, "sources": []})
        for n in range(2)
    ]
    again = {outcome.url.removeprefix(site.base): outcome for share in shares for outcome in share if outcome.article}
    assert {
        path: (o.article, o.warc_offset) for path, o in again.items() if path not in ("/news/half.html", "/news/8")
    } == {path: (o.article, o.warc_offset) for path, o in by_path.items() if o.article and path != "/news/half.html"}
    assert (again["/news/half.html"].kind, again["/news/8"].kind) == ("new", "new")
    # What is no further page of one article is given as an article of its own.
    assert sum(len(share) for share in shares) == len(outcomes) + 1
