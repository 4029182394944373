"""Sources of every kind in one crawl of a live web server, in both languages, and the same again out of its archive."""

import gzip
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from domain.crawl import Outcome
from tests.crawlers.made import Answer, Site, article_html, crawl, plan, rss

XML, JSON = {"Content-Type": "application/xml"}, {"Content-Type": "application/json; charset=utf-8"}
CHINESE = "港务局周二表决，允许一支自动驾驶渡船队穿越海湾。首批渡船停航检修已有十一个月，船员要求放慢步伐。"
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def chinese_html(title: str) -> str:
    text = "".join(f"<p>{CHINESE}第{number}段。</p>" for number in range(5))
    head = f"<html lang='zh'><head><meta charset='utf-8'><title>{title}</title></head>"
    return f"{head}<body><h1>{title}</h1>{text}</body></html>"


class Crawled(NamedTuple):
    site: Site
    folder: Path
    fields: dict[str, Any]
    by_path: dict[str, Outcome]


@pytest.fixture(scope="module")
def crawled(sites: Callable[[], Site], tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    site, folder = sites(), tmp_path_factory.mktemp("sources")
    now = datetime.now(UTC)

    def row(path: str, age: timedelta, language: str = "zh") -> str:
        return (
            f"<url><loc>{site.url(path)}</loc><news:news><news:publication><news:language>{language}</news:language>"
            f"</news:publication><news:publication_date>{(now - age).isoformat()}</news:publication_date>"
            f"<news:title>渡船 {path}</news:title></news:news></url>"
        )

    hour, week = timedelta(hours=1), timedelta(days=7)
    leaf = f"<urlset {NEWS}>{row('/news/zh-1', hour)}{row('/news/zh-old', week)}{row('/news/fr', hour, 'fr')}</urlset>"
    index = "".join(f"<sitemap><loc>{site.url(path)}</loc></sitemap>" for path in ("/news.xml.gz", "/video.xml"))
    day = now.strftime("/%Y/%m/%d.xml")
    posts = {channel: {"data": {"list": [{"contId": 10 + int(channel), "name": f"频道{channel}"}]}} for channel in "12"}
    site.answers = {
        "/index.xml": Answer(f"<sitemapindex>{index}</sitemapindex>", headers=XML),
        "/news.xml.gz": Answer(gzip.compress(leaf.encode()), headers={"Content-Type": "application/octet-stream"}),
        day: Answer(f"<urlset><url><loc>{site.url('/news/daily')}</loc></url></urlset>", headers=XML),
        "/page.htm": Answer("<ul class='wz-list' data='datasource:0a1b,page:1'></ul>"),
        "/ds_0a1b.json": Answer(json.dumps({"datasource": [{"publishUrl": "news/two-steps"}]}), headers=JSON),
        "/error": Answer('{"code": 99998}', headers=JSON),
        "/get?callback=cb": Answer('cb({"items": [{"HTTP_URL": "/m/7"}]})', headers=JSON),
        **{f'/api {{"channelId": "{c}"}}': Answer(json.dumps(found), headers=JSON) for c, found in posts.items()},
        "/news/zh-1": Answer(chinese_html("渡船将自行过湾")),
        **{f"/news/{path}": Answer(article_html(path)) for path in ("daily", "two-steps", "c_11", "c_12", "7")},
    }
    api = {"kind": "json_list", "url": site.url("/api"), "method": "POST", "items": "data.list"}
    mapped = {"url": site.url("/news/c_{contId}"), "title": "name"}
    fields: dict[str, Any] = {
        "languages": ["en", "zh"],
        "timezone": "UTC",
        "sources": [
            {"kind": "sitemap", "url": site.url("/index.xml"), "follow": "news", "languages": ["en", "zh"]},
            {"kind": "sitemap", "url": site.url("/{yyyy}/{mm}/{dd}.xml"), "days": 2},
            {
                "kind": "json_list",
                "url": site.url("/page.htm"),
                "ids": "datasource:([0-9a-f]+)",
                "then": site.url("/ds_{id}.json"),
                "items": "datasource",
                "fields": {"url": "publishUrl"},
            },
            *({**api, "body": {"channelId": channel}, "fields": mapped, "section": "科技"} for channel in "12"),
            {"kind": "json_list", "url": site.url("/error"), "items": "data", "fields": {"url": "url"}},
            {
                "kind": "json_list",
                "url": site.url("/get?callback=cb"),
                "headers": {"Referer": site.url("/")},
                "items": "items",
                "fields": {"url": "HTTP_URL"},
            },
        ],
        "article_url": {"allow": ["/news/"], "rewrite": [{"match": r"/m/(\d+)$", "to": r"/news/\1"}]},
    }
    outcomes = crawl(folder, plan(folder), fields)
    by_path = {outcome.url.removeprefix(site.base): outcome for outcome in outcomes}
    assert len(by_path) == len(outcomes), "a URL has two outcomes"
    return Crawled(site, folder, fields, by_path)


@pytest.mark.parametrize(
    ("path", "kind", "reason"),
    [
        ("/index.xml", "filtered", "a source: lists 0 and 1 further sources"),
        ("/news.xml.gz", "filtered", "a source: lists 1 (1 older than 3 days, 1 in other languages)"),
        ("/page.htm", "filtered", "a source: lists 0 and 1 further sources"),
        ("/ds_0a1b.json", "filtered", "a source: lists 1"),
        ("/api?__wb_method=POST&channelId=1", "filtered", "a source: lists 1"),
        ("/api?__wb_method=POST&channelId=2", "filtered", "a source: lists 1"),
        ("/get?callback=cb", "filtered", "a source: lists 1"),
        ("/error", "failed", "the source has no list at data, but code"),
        ("/news/zh-1", "new", None),
        ("/news/daily", "new", None),
        ("/news/two-steps", "new", None),
        ("/news/c_11", "new", None),
        ("/news/c_12", "new", None),
        ("/news/7", "new", None),
    ],
)
def test_outcome(crawled: Crawled, path: str, kind: str, reason: str | None) -> None:
    outcome = crawled.by_path[path]
    assert (outcome.kind, outcome.reason) == (kind, reason)


def test_day_without_a_sitemap_is_one_outcome(crawled: Crawled) -> None:
    days = [path for path in crawled.by_path if path.startswith("/20")]
    assert sorted(crawled.by_path[day].reason or "" for day in days) == ["HTTP 404", "a source: lists 1"]


def test_nothing_else_is_asked_for(crawled: Crawled) -> None:
    assert len(crawled.by_path) == 16
    for path in ("/video.xml", "/news/fr", "/news/zh-old", "/m/7"):
        assert crawled.site.asked(path) == 0


def test_hints_of_the_list_reach_the_article(crawled: Crawled) -> None:
    chinese, mapped = crawled.by_path["/news/zh-1"].article, crawled.by_path["/news/c_11"].article
    assert chinese is not None and (chinese.language, chinese.published_source) == ("zh", "feed")
    assert mapped is not None and mapped.section == "科技"


def test_headers_and_body_are_sent_as_the_card_says(crawled: Crawled) -> None:
    headers = {asked: headers for asked, headers, _ in crawled.site.requests}
    assert headers['/api {"channelId": "1"}']["content-type"] == "application/json"
    assert headers["/get?callback=cb"]["referer"] == crawled.site.url("/")
    assert headers["/get?callback=cb"]["user-agent"].startswith("Racewatch/")


def test_replay_gives_the_same_outcomes(crawled: Crawled, tmp_path: Path) -> None:
    asked = len(crawled.site.requests)
    files = tuple(str(file) for file in (crawled.folder / "archive").rglob("*.warc.gz"))
    replayed = crawl(tmp_path, plan(tmp_path, replay=files, as_of=datetime.now(UTC)), crawled.fields)
    assert len(crawled.site.requests) == asked
    again = {outcome.url.removeprefix(crawled.site.base): outcome for outcome in replayed}
    assert set(again) == set(crawled.by_path)
    for path, outcome in crawled.by_path.items():
        assert (again[path].kind, again[path].reason) == (outcome.kind, outcome.reason)


def test_metadata_only_takes_title_time_and_language_of_a_news_sitemap(
    sites: Callable[[], Site], tmp_path: Path
) -> None:
    site = sites()
    now = datetime.now(UTC).replace(microsecond=0)
    rows = "".join(
        f"<url><loc>{site.url(f'/news/{number}')}</loc><news:news><news:publication_date>{now.isoformat()}"
        f"</news:publication_date><news:title>{title}</news:title></news:news></url>"
        for number, title in enumerate(
            ("港务局表决允许自动驾驶渡船穿越海湾", "Harbour board lets ferries without captains cross")
        )
    )
    site.answers["/news.xml"] = Answer(f"<urlset {NEWS}>{rows}</urlset>", headers=XML)
    fields = {
        "policy": "metadata_only",
        "languages": ["en", "zh"],
        "sources": [{"kind": "sitemap", "url": site.url("/news.xml")}],
    }
    found = {outcome.url: outcome for outcome in crawl(tmp_path, plan(tmp_path), fields)}
    articles = [found[site.url(f"/news/{number}")].article for number in range(2)]
    assert [(each.language, each.published, each.text) for each in articles if each] == [
        ("zh", now, None),
        ("en", now, None),
    ]
    assert not site.asked("/news/0")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_feed_text_first_makes_the_article_of_whole_texts_only(
    sites: Callable[[], Site], tmp_path: Path, language: str
) -> None:
    site = sites()
    english = "The harbour board voted to let ferries without captains cross the bay. "
    paragraph = CHINESE if language == "zh" else english
    whole = "".join(f"<p>{paragraph * (2 if language == 'zh' else 4)}</p>" for _ in range(4))
    title = "渡船将自行过湾" if language == "zh" else "Ferries without captains"
    ends = {"whole": "", "cut": "<p>点击查看全文 […]</p>" if language == "zh" else "<p>Continue reading</p>"}
    items = [
        f"<title>{title}</title><link>{site.url(f'/news/{name}')}</link>"
        f"<description><![CDATA[{whole}{end}]]></description>"
        "<pubDate>2026-01-05 10:00:00  +0800</pubDate><author>林晓岚</author>"
        for name, end in ends.items()
    ]
    teaser = f"<title>{title}</title><link>{site.url('/news/teaser')}</link><description>{paragraph}</description>"
    site.answers["/feed.xml"] = Answer(rss(*items, teaser), headers=XML)
    for name in ("cut", "teaser"):
        site.answers[f"/news/{name}"] = Answer(chinese_html(title) if language == "zh" else article_html(title))
    fields = {
        "policy": "feed_text_first",
        "languages": [language],
        "timezone": "Asia/Shanghai",
        "sources": [{"kind": "feed", "url": site.url("/feed.xml")}],
    }
    found = {outcome.url: outcome for outcome in crawl(tmp_path, plan(tmp_path), fields)}
    article = found[site.url("/news/whole")].article
    assert article is not None and article.text is not None
    assert article.text.count(paragraph.strip()) >= 4
    assert (article.title, article.language, article.byline) == (title, language, ("林晓岚",))
    assert article.published == datetime(2026, 1, 5, 2, tzinfo=UTC)
    assert (article.published_source, article.published_precision) == ("feed", "second")
    assert [site.asked(f"/news/{name}") for name in ("whole", "cut", "teaser")] == [0, 1, 1]
