"""Outlet cards: what is read, and one clear line for everything that is wrong."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from crawlers.cards import Card, CardError, card_of, load_card, load_cards
from crawlers.page_rules import Rule
from crawlers.sources import Source
from domain.outlet import Outlet

PROJECT = Path(__file__).resolve().parents[2]
FIELDS: dict[str, Any] = {
    "id": "mock_gazette",
    "name": "The Mock Gazette",
    "country": "US",
    "languages": ["en"],
    "timezone": "America/New_York",
    "status": "drafted",
    "hosts": ["www.mock.example"],
}
JSON: dict[str, Any] = {
    "kind": "json_list",
    "url": "https://api.mock.example/list",
    "items": "data.list",
    "fields": {"url": "url"},
}


def write(folder: Path, fields: Mapping[str, Any], *, name: str = "mock_gazette.yaml") -> Path:
    path = folder / name
    path.write_text(yaml.safe_dump(dict(fields), allow_unicode=True), encoding="utf-8")
    return path


def test_card_has_defaults_and_gives_its_outlet(tmp_path: Path) -> None:
    card = load_card(write(tmp_path, FIELDS))
    assert (card.policy, card.delay, card.enabled, card.invented) == ("pages", 5, True, False)
    assert card.outlet() == Outlet(
        id="mock_gazette",
        name="The Mock Gazette",
        country="US",
        languages=("en",),
        timezone="America/New_York",
    )


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("css:.time@datetime", Rule("css", ".time", "datetime")),
        ("css: h1 > a[href^='/x'] ", Rule("css", "h1 > a[href^='/x']")),
        ("xpath://div[@id='a']/@title", Rule("xpath", "//div[@id='a']/@title")),
        ("meta:og:title", Rule("meta", "og:title")),
        ("ld:author.name", Rule("ld", "author.name")),
        ("url:path[0]", Rule("url", "path[0]")),
        ("const:Mock: a wire", Rule("const", "Mock: a wire")),
        (r"text:/来源：\s*(\S+)/", Rule("text", r"来源：\s*(\S+)")),
    ],
)
def test_rule_is_read(written: str, rule: Rule) -> None:
    assert Rule.parse(written) == rule


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"name": None}, "name: expected a valid string, found None"),
        ({"country": "usa"}, "country: expected a text to match pattern '^[A-Z]{2}$', found 'usa'"),
        ({"timezone": "Mars/Base"}, "timezone: expected an IANA time zone such as Asia/Shanghai, found 'Mars/Base'"),
        ({"status": "maybe"}, "status: expected 'proven' or 'drafted', found 'maybe'"),
        ({"delay": 1}, "delay: expected greater than or equal to 5, found 1"),
        ({"hosts": ["https://x.example"]}, "hosts.0: expected a host such as"),
        ({"charset": "klingon"}, "charset: expected a charset that Python knows, such as gb18030, found 'klingon'"),
        ({"colour": "red"}, "colour: expected only known fields, found this one"),
        ({"languages": []}, "languages: "),
        ({"sources": [{"kind": "feed", "url": "ftp://x.example"}]}, "sources.0.url: expected a URL with http or https"),
        ({"sources": [{"kind": "list_page", "url": "https://x.example"}]}, "sources.0: expected links"),
        (
            {"sources": [{"kind": "podcast", "url": "https://x.example"}]},
            "sources.0.kind: expected 'feed', 'list_page'",
        ),
        (
            {"sources": [{"kind": "feed", "url": "https://x.example", "follow": "news"}]},
            "sources.0: expected follow for a sitemap only, found",
        ),
        (
            {"sources": [{"kind": "sitemap", "url": "https://x.example/{year}"}]},
            "sources.0.url: expected only {yyyy}, {yy}, {mm}, {m}, {dd}, {d} in braces, not {year}, found",
        ),
        ({"sources": [{**JSON, "items": None}]}, "sources.0: expected items and fields for a json_list, found"),
        ({"sources": [{**JSON, "items": "data["}]}, "sources.0.items: expected a JMESPath expression such as"),
        ({"sources": [{**JSON, "fields": {"url": "/a/{b[}"}}]}, "sources.0.fields.url: expected a JMESPath expression"),
        ({"sources": [{**JSON, "fields": {"url": "a", "link": "b"}}]}, "sources.0.fields.link: expected only known"),
        ({"sources": [{**JSON, "body": "a=b"}]}, "sources.0: expected method: POST for a body, found"),
        ({"sources": [{**JSON, "headers": {"Cookie": "a"}}]}, "sources.0.headers: expected headers such as Referer"),
        ({"sources": [{**JSON, "headers": {"X-A": "a\nb"}}]}, "sources.0.headers.X-A: expected a value of printable"),
        ({"sources": [{**JSON, "ids": "(a)"}]}, "sources.0: expected ids and then, with {id} in then, or neither"),
        ({"article_url": {"rewrite": [{"match": "(a)", "to": r"\2"}]}}, "article_url.rewrite.0: expected only groups"),
        ({"article_url": {"examples": ["x"]}}, "article_url.examples.0: expected a URL with http or https, found 'x'"),
        ({"article_url": {"allow": ["("]}}, "article_url.allow.0: expected a regular expression (missing ),"),
        ({"page": {"title": ["css:h1", "h1"]}}, "page.title.1: expected a rule that begins with one of css:, xpath:"),
        ({"page": {"body": ["css:div["]}}, "page.body.0: expected a CSS selector"),
        ({"page": {"body": ["xpath://div["]}}, "page.body.0: expected an XPath expression"),
        ({"page": {"section": ["url:path0]"]}}, "page.section.0: expected groups of article_url"),
        ({"page": {"section": ["url:desk"]}}, "card: expected page.section to name groups of one pattern of allow"),
        ({"page": {"published": ["url:{y}-{m}"]}}, "card: expected page.published to name groups of one pattern"),
        ({"page": {"title": [{"rule": "css:p", "path": "a..b"}]}}, "page.title.0: expected path to be one in JSON"),
        ({"page": {"title": ["next:a..b"]}}, "page.title.0: expected a path such as article.authors[].name"),
        ({"page": {"title": ["feed:colour"]}}, "page.title.0: expected one of title, pubDate"),
        ({"page": {"title": [{"rule": "css:h1", "taken": "x"}]}}, "page.title.0: expected only rule, path, take"),
        ({"page": {"title": [{"rule": "css:h1", "take": "("}]}}, "page.title.0: expected a regular expression"),
        ({"page": {"updated": [{"rule": "css:i", "zone": "Mars"}]}}, "page.updated.0: expected zone to be an IANA"),
        ({"page": {"drop": ["meta:x"]}}, "page: expected drop to have css: or xpath: rules only"),
        ({"page": {"versions": [{"title": ["css:h1"]}]}}, "page.versions.0: expected since, until or evidence"),
        ({"page": {"colour": []}}, "page.colour: expected only known fields, found this one"),
        ({"id": "other"}, "id: expected the file's name 'mock_gazette', found 'other'"),
    ],
)
def test_mistake_gives_one_line(change: dict[str, Any], line: str, tmp_path: Path) -> None:
    path = write(tmp_path, {**FIELDS, **change})
    with pytest.raises(CardError) as caught:
        load_card(path)
    assert len(caught.value.problems) == 1
    assert caught.value.problems[0].startswith(f"{path}: {line}")
    assert "\n" not in caught.value.problems[0]


@pytest.mark.parametrize(
    "text",
    [
        "id: [",
        "- a\n- b",
        "",
        "id: a\nid: b",
        "id: \xff",
        "a: !!python/object/apply:os.system ['true']",
        "? {a: 1}\n: 2",
    ],
)
def test_file_that_is_no_card_gives_one_line(text: str, tmp_path: Path) -> None:
    path = tmp_path / "mock_gazette.yaml"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(CardError) as caught:
        load_card(path)
    assert len(caught.value.problems) == 1 and "\n" not in str(caught.value)
    assert str(caught.value).startswith(f"{path}: expected ")


def test_broken_card_does_not_stop_the_others(tmp_path: Path) -> None:
    write(tmp_path, FIELDS)
    broken = write(tmp_path, {**FIELDS, "id": "broken", "country": 1, "colour": 2}, name="broken.yaml")
    (tmp_path / "notes.txt").write_text("no card")
    cards = load_cards(tmp_path, tmp_path / "missing")
    assert list(cards) == ["mock_gazette"]
    assert [problem.partition(": ")[0] for problem in cards.problems] == [str(broken)] * 2 + [str(tmp_path / "missing")]


def test_id_that_two_folders_have_is_a_problem(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write(tmp_path / name, {**FIELDS, "name": name})
    cards = load_cards(tmp_path / "one", tmp_path / "two")
    assert cards["mock_gazette"].name == "one"
    assert len(cards.problems) == 1


@pytest.mark.parametrize(
    ("hosts", "url", "owned"),
    [
        (["www.mock.example"], "https://www.mock.example/a", True),
        (["www.mock.example"], "https://mock.example:8080/a", True),
        (["mock.example"], "https://www.mock.example/a", True),
        (["www.mock.example"], "https://news.mock.example/a", False),
        (["www.mock.example"], "https://www.mock.example.evil.example/a", False),
        (["www.mock.example"], "https://evil.example/www.mock.example", False),
        (["www.mock.example"], "https://www.mock.example@evil.example/", False),
        (["*.mock.example"], "https://a.b.mock.example/a", True),
        (["*.mock.example"], "https://badmock.example/a", False),
        (["www.mock.example/zh"], "https://www.mock.example/zh/1", True),
        (["www.mock.example/zh"], "https://www.mock.example/zh", True),
        (["www.mock.example"], "https://[broken/", False),
        (["www.mock.example"], "not a url", False),
    ],
)
def test_own_hosts(hosts: list[str], url: str, owned: bool) -> None:
    assert Card.model_validate({**FIELDS, "hosts": hosts}).owns(url) is owned


def test_path_of_a_host_ends_at_a_slash() -> None:
    card = Card.model_validate({**FIELDS, "hosts": ["www.mock.example/zh"]})
    assert not card.owns("https://www.mock.example/zhuhai")
    assert not card.owns("https://www.mock.example/en/zh")


def test_card_of_a_url_is_the_closest() -> None:
    def card(name: str, *hosts: str, allow: str = "") -> Card:
        return Card.model_validate(
            {**FIELDS, "id": name, "hosts": list(hosts), "article_url": {"allow": [allow] if allow else []}}
        )

    cards = {
        card.id: card
        for card in (
            card("all", "*.mock.example"),
            card("english", "www.mock.example"),
            card("chinese", "www.mock.example/zh"),
            card("one", "shared.example", allow="/one/"),
            card("two", "shared.example", allow="/two/"),
        )
    }
    urls = {
        "https://finance.mock.example/": "all",
        "https://www.mock.example/1": "english",
        "https://www.mock.example/zh/1": "chinese",
        "https://shared.example/two/1": "two",
        "https://shared.example/": "one",
    }
    for url, expected in urls.items():
        found = card_of(url, cards)
        assert found is not None and found.id == expected
    assert card_of("https://elsewhere.example/", cards) is None


def test_article_urls_are_allowed_and_not_denied() -> None:
    card = Card.model_validate({**FIELDS, "article_url": {"allow": [r"/\d{4}/"], "deny": ["/video/"]}})
    assert card.is_article("https://www.mock.example/2031/a")
    assert not card.is_article("https://www.mock.example/about")
    assert not card.is_article("https://www.mock.example/video/2031/a")
    assert not card.is_article("https://other.example/2031/a")


def test_address_is_rewritten_to_its_one_form() -> None:
    rewrite = [
        {"match": r"^https?://m\.mock\.example/detail/(\d+)", "to": r"https://www.mock.example/news_\1"},
        {"match": r"/index\.html$", "to": ""},
    ]
    card = Card.model_validate({**FIELDS, "article_url": {"rewrite": rewrite}})
    assert card.address_of("http://m.mock.example/detail/7?utm_source=rss#top") == "https://www.mock.example/news_7"
    assert card.address_of("https://www.mock.example/a/index.html") == "https://www.mock.example/a"
    assert card.address_of("https://www.mock.example/a") == "https://www.mock.example/a"
    assert card.address_of("javascript:void(0)") is None


def test_source_of_a_day_is_asked_for_each_of_the_last_days() -> None:
    url = "https://www.mock.example/map.xml?y={yyyy}&m={mm}&d={d}"
    source = Source.model_validate({"kind": "sitemap", "url": url, "days": 2})
    assert [each.url for each in source.on(date(2031, 3, 1))] == [
        "https://www.mock.example/map.xml?y=2031&m=03&d=1",
        "https://www.mock.example/map.xml?y=2031&m=02&d=28",
    ]
    monthly = Source.model_validate({"kind": "sitemap", "url": "https://www.mock.example/{yyyy}-{mm}.xml", "days": 5})
    assert [each.url for each in monthly.on(date(2031, 3, 10))] == ["https://www.mock.example/2031-03.xml"]
    assert Source.model_validate(JSON).on(date(2031, 3, 1)) == [Source.model_validate(JSON)]


def test_posts_to_one_url_are_several_sources() -> None:
    posts = [{**JSON, "method": "POST", "body": {"channelId": channel}} for channel in ("1", "2")]
    card = Card.model_validate({**FIELDS, "sources": posts})
    assert [source.address for source in card.sources] == [
        "https://api.mock.example/list?__wb_method=POST&channelId=1",
        "https://api.mock.example/list?__wb_method=POST&channelId=2",
    ]
    with pytest.raises(ValueError, match="expected every source URL once"):
        Card.model_validate({**FIELDS, "sources": [posts[0], posts[0]]})


def test_every_card_of_the_project_is_sound() -> None:
    folders = [
        folder for folder in (PROJECT / "crawlers" / "outlets", PROJECT / "samples" / "outlets") if folder.is_dir()
    ]
    cards = load_cards(*folders)
    assert cards.problems == ()
    assert len(cards) >= 8
    for card in cards.values():
        assert not card.sources or card.status
        assert card.invented == all(host.endswith(".example") for host in card.hosts)
