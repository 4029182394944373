"""Drafts: what a new card takes from a home page, a feed, a sitemap, an article and robots.txt, in both languages."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.extraction.pages import shared_data
from crawlers.cards import Card
from crawlers.draft import draft_card, id_of, shapes
from crawlers.drafting import DraftError, draft_from_file
from crawlers.extract import Page
from tests.crawlers.made import article_html, rss

TODAY = date(2031, 3, 4)
HOME = "https://www.yunhai.example/"
CHINESE = "港务局周二表决，允许一支自动驾驶渡船队穿越海湾。首批渡船停航检修已有十一个月，船员要求放慢步伐。"


def page(url: str, body: str | bytes) -> Page:
    return Page(url=url, body=body if isinstance(body, bytes) else body.encode())


def drafted(*pages: Page, url: str = HOME, **options: Any) -> tuple[Card, dict[str, Any]]:
    fields = draft_card(url, pages, today=TODAY, **options)
    return Card.model_validate(fields), fields


def chinese_feed() -> bytes:
    item = (
        "<title>渡船将自行过湾，港务局周二表决</title><link>https://www.yunhai.example/kj/203103/0{n}/c{n}{n}.html</link>"
        "<pubDate>2031-03-0{n} 18:00:00 +0800</pubDate><description><![CDATA[<p>{text}</p>]]></description>"
    )
    return rss(*(item.format(n=number, text=CHINESE * 6) for number in range(1, 5)))


def test_home_page_names_feeds_and_robots_names_sitemaps() -> None:
    home = (
        "<html lang='zh'><head><meta charset='utf-8'><meta property='og:site_name' content='云海报'>"
        "<link rel='alternate' type='application/rss+xml' href='/rss.xml'>"
        "<link rel='alternate' type='application/json' href='/feed.json'></head><body><h1>云海报</h1></body></html>"
    )
    robots = "User-agent: *\nCrawl-delay: 12\nSitemap: https://www.yunhai.example/all.xml\nSitemap: /news.xml\n"
    card, _ = drafted(page(HOME, home), robots=robots)
    assert (card.id, card.name, card.delay) == ("yunhai", "云海报", 12)
    assert [(source.kind, source.url) for source in card.sources] == [
        ("feed", "https://www.yunhai.example/rss.xml"),
        ("sitemap", "https://www.yunhai.example/news.xml"),
        ("sitemap", "https://www.yunhai.example/all.xml"),
    ]


def test_feed_tells_language_zone_policy_and_addresses() -> None:
    card, fields = drafted(page(f"{HOME}rss.xml", chinese_feed()))
    assert (card.languages, card.timezone, card.country) == (("zh",), "Asia/Shanghai", "CN")
    assert card.policy == "feed_text_first"
    assert [pattern.pattern for pattern in card.article_url.allow] == [
        r"^https?://www\.yunhai\.example/kj/\d{6}/\d{2}/[\w%.-]+\.html$"
    ]
    assert all(map(card.is_article, card.article_url.examples)) and len(card.article_url.examples) == 3
    assert not card.is_article("https://www.yunhai.example/about.html")
    assert fields["confidence"]["timezone"] == "4 of 4 times are written with +8 h"


def test_article_page_tells_zone_and_language() -> None:
    url = "https://www.gazette.example/news/2031/ferries"
    card, _ = drafted(page(url, article_html("Ferries without captains cross the bay")), url=url)
    assert (card.languages, card.timezone, card.country) == (("en",), "America/New_York", "US")
    assert [source.kind for source in card.sources] == ["list_page"]


def test_draft_is_disabled_and_names_every_guess() -> None:
    card, fields = drafted(page(f"{HOME}rss.xml", chinese_feed()))
    assert (card.status, card.enabled, card.expected_daily) == ("drafted", False, None)
    assert set(card.guessed) >= {"languages", "timezone", "country", "policy", "sources.0", "article_url.allow.0"}
    assert fields["confidence"].keys() >= {"languages", "timezone", "policy", "article_url", "sources"}


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("www.daily.example", "daily"),
        ("english.yunhai.example", "english_yunhai"),
        ("news.yunhai.com.cn", "news_yunhai"),
        ("36kr.example", "outlet_36kr"),
        ("xn--fiqs8s.example", "xn_fiqs8s"),
        ("localhost", "localhost"),
    ],
)
def test_id_comes_from_the_host(host: str, expected: str) -> None:
    assert id_of(host) == expected


def test_shapes_of_addresses() -> None:
    addresses = [f"https://a.example/2031/03/0{n}/one-of-{n}/" for n in range(1, 8)]
    addresses += [f"https://a.example/video/{n}?id=1" for n in range(2)]
    assert shapes(addresses) == [
        r"^https?://a\.example/\d{4}/\d{2}/\d{2}/[\w%.-]+/$",
        r"^https?://a\.example/video/\d+\?",
    ]
    assert shapes([]) == []


SEGMENTS = st.lists(st.sampled_from(["", "2031", "03", "a-b", "7.html", "x.y", "%E4", "kj"]), max_size=4)


@given(st.lists(SEGMENTS.map(lambda parts: "https://a.example/" + "/".join(parts)), max_size=12))
@settings(max_examples=100)
def test_shapes_find_the_addresses_they_are_made_of(addresses: list[str]) -> None:
    patterns = [re.compile(pattern) for pattern in shapes(addresses)]
    for pattern in patterns:
        assert any(pattern.search(address) for address in addresses)


def test_file_says_where_it_came_from(tmp_path: Path) -> None:
    saved = tmp_path / "saved.html"
    saved.write_text(
        article_html("Ferries").replace("<head>", "<head><link rel='canonical' href='https://g.example/a/1'>")
    )
    assert draft_from_file(saved, today=TODAY)["hosts"] == ["g.example"]
    saved.write_bytes(chinese_feed().replace(b"<title>Mock", b"<link>https://www.yunhai.example/</link><title>Mock"))
    assert draft_from_file(saved, today=TODAY)["id"] == "yunhai"
    saved.write_text("<html><body>nothing</body></html>")
    with pytest.raises(DraftError, match="give its address with --url"):
        draft_from_file(saved, today=TODAY)
    assert draft_from_file(saved, url="https://x.example/", today=TODAY, id="mine")["id"] == "mine"


@given(st.binary(max_size=200) | st.text(max_size=80).map(lambda text: f"<rss><title>{text}".encode(errors="replace")))
@settings(max_examples=60)
def test_no_bytes_break_a_draft(body: bytes) -> None:
    drafted(page(HOME, body), robots=body.decode("latin-1"))


def test_real_robots_are_read() -> None:
    folder = shared_data() / "infra" / "robots"
    if not folder.is_dir():
        pytest.skip(f"no robots.txt at {folder}: set RACEWATCH_SHARED_DATA")
    files = sorted(folder.glob("*.txt"))
    assert len(files) == 18
    delays, n_sitemaps = {}, 0
    for file in files:
        url = f"https://{file.stem}/"
        card, _ = drafted(
            page(url, "<html></html>"), url=url, robots=file.read_text(encoding="utf-8", errors="replace")
        )
        delays[file.stem] = card.delay
        n_sitemaps += sum(source.kind == "sitemap" for source in card.sources)
    assert delays["www.scmp.com"] == 10
    assert n_sitemaps >= 10
