"""Card rules: every kind of rule on an invented page, and what happens where a rule finds nothing."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from crawlers.cards import Card
from crawlers.extract import Hint, Page, extract, read
from crawlers.extract.pagination import joined_article
from crawlers.extract.paths import values_at
from domain.article import Article

_URL = "https://www.lintel.example/science/2031/05/02/story-77.html"
_PAGE = """<html><head><title>Wrong title - Lintel</title>
<meta name="dek" content="From a meta element"><meta property="article:published_time" content="2031-05-01">
<script type="application/ld+json">
{"@type":"NewsArticle","headline":"From linked data","author":[{"name":"Odile Brandvold"}]}</script>
</head><body>
<h1 class="head">From a heading</h1><span class="when" data-at="2031-05-02T03:04:05Z">yesterday</span>
<p id="credit">Filed by Casimir Oyelaran in the science room | Source: Harbor Wire</p>
<div class="copy"><p>The first paragraph of the story is long enough to be taken for prose by anybody who reads it.</p>
<div class="promo"><p>Buy the paper today and get the weekend edition at half the price, with supplements.</p></div>
<p>The second paragraph says more about the matter, and it names nobody in particular at this point.</p>
<p class="end">***</p><p>After the end mark there is only what other desks want readers to see next.</p></div>
</body></html>"""


def _card(page: dict[str, Any]) -> Card:
    return Card.model_validate(
        {
            "id": "lintel",
            "name": "Lintel",
            "country": "US",
            "languages": ["en"],
            "timezone": "America/New_York",
            "invented": True,
            "status": "drafted",
            "hosts": ["www.lintel.example"],
            "article_url": {"allow": [r"/(?P<desk>[a-z]+)/(?P<y>\\d{4})/".replace("\\\\", "\\")]},
            "page": page,
        }
    )


def _read(page: dict[str, Any], hint: Hint | None = None) -> Article:
    return extract(
        Page(url=_URL, body=_PAGE.encode(), fetched_at=datetime(2031, 5, 3, tzinfo=UTC)), card=_card(page), hint=hint
    )


@pytest.mark.parametrize(
    ("rules", "title"),
    [
        (["css:h1.head"], "From a heading"),
        (["xpath://h1[@class='head']"], "From a heading"),
        (["xpath:string(//h1)"], "From a heading"),
        (["meta:DEK"], "From a meta element"),
        (["ld:headline"], "From linked data"),
        (["const:From the card"], "From the card"),
        (["text:/Filed by (\\w+ \\w+)/"], "Casimir Oyelaran"),
        (["css:.nothing", "meta:nothing", "ld:no.such.path", "css:h1"], "From a heading"),
    ],
)
def test_a_rule_of_each_kind_gives_the_title(rules: list[str], title: str) -> None:
    assert _read({"title": rules}).title == title


def test_body_drop_and_stop() -> None:
    article = _read({"body": ["css:.missing", "css:.copy"], "drop": ["css:.promo"], "stop": ["css:.end"]})
    assert article.method == "card"
    assert (article.text or "").split("\n") == [
        "The first paragraph of the story is long enough to be taken for prose by anybody who reads it.",
        "The second paragraph says more about the matter, and it names nobody in particular at this point.",
    ]


def test_rules_that_find_too_little_leave_the_text_to_the_page() -> None:
    article = _read({"body": ["css:#credit"]})
    assert article.method == "density"
    assert "The second paragraph" in (article.text or "")


def test_the_other_fields() -> None:
    article = _read(
        {
            "published": ["css:.nothing@datetime", "css:.when@data-at"],
            "byline": ["text:/Filed by (\\w+ \\w+)/"],
            "section": ["url:desk"],
            "origin": ["text:/Source: (\\w+ \\w+)/"],
        }
    )
    assert article.outlet == "lintel"
    assert article.published == datetime(2031, 5, 2, 3, 4, 5, tzinfo=UTC)
    assert (article.published_precision, article.published_source) == ("second", "html")
    assert article.byline == ("Casimir Oyelaran",)
    assert article.section == "science"
    assert article.origin is not None
    assert (article.origin.kind, article.origin.name) == ("republication", "Harbor Wire")


def test_url_parts_by_position() -> None:
    assert _read({"section": ["url:path[0]"]}).section == "science"
    assert _read({"section": ["url:path[9]", "const:desk"]}).section == "desk"


def test_the_outlets_zone_counts_where_the_page_gives_none_and_its_source_is_said() -> None:
    article = _read({})
    assert article.published is not None
    assert article.published.isoformat() == "2031-05-01T00:00:00-04:00"
    assert (article.published_precision, article.published_source) == ("day", "meta")


def test_the_feed_completes_what_the_page_leaves_open() -> None:
    bare = "<html><body>" + _PAGE[_PAGE.index('<div class="copy">') :]
    hint = Hint(
        title="From the feed",
        published=datetime(2031, 5, 2, 9, 30, tzinfo=UTC),
        section="Science",
        byline=("Noor Halvorsen",),
    )
    article = extract(Page(url="https://www.lintel.example/x", body=bare.encode()), hint=hint)
    assert (article.title, article.section, article.byline) == ("From the feed", "Science", ("Noor Halvorsen",))
    assert (article.published, article.published_source) == (hint.published, "feed")


_STATE = {
    "props": {
        "detail": {
            "name": "From page state",
            "time": "03.05.2031 09:15",
            "writers": [{"name": "文：祝清河、闻人秋"}],
            "body": "<p>The first paragraph stands in the state of the page, and it is long enough for prose.</p>"
            "<div class='promo'><p>Buy the paper today and get the weekend edition at half the price.</p></div>"
            "<p>The second paragraph stands there too, and it says more about the very same matter than that.</p>",
            "tree": [
                {
                    "type": "p",
                    "children": [{"type": "text", "data": "A tree of nodes holds the first paragraph. " * 3}],
                },
                {"type": "script", "children": [{"type": "text", "data": "var x = 1;"}]},
                {"type": "p", "children": [{"type": "b", "children": ["And it holds the second one. " * 4]}]},
            ],
        }
    }
}
_STATE_PAGE = f"""<html><head><title>x</title><script id="__NEXT_DATA__" type="application/json">{json.dumps(_STATE)}
</script><script type="application/ld+json">{{"name": "untyped", "deck": "In raw linked data"}}</script>
<script>window.__DATA__ = {{"a": [{{"kind": 1}}, {{"__typename": "Story", "head": "From a script"}}]}};</script>
</head><body><div id="root">Loading</div></body></html>"""


def _read_state(page: dict[str, Any], body: str = _STATE_PAGE, **more: Any) -> Article:
    return extract(Page(url=_URL, body=body.encode(), **more), card=_card(page))


@pytest.mark.parametrize(
    ("rules", "title"),
    [
        (["next:props.detail.name"], "From page state"),
        (["next:...detail.name"], "From page state"),
        (["next:...no.name", "ldraw:deck"], "In raw linked data"),
        (["state:a[Story].head"], "From a script"),
        (["state:a[-1].head"], "From a script"),
        (["state:a[].head"], "From a script"),
        (["json:a.head", "const:none"], "none"),
        ([{"rule": "next:...detail.name", "take": "From (.+)"}], "page state"),
        ([{"rule": "next:...detail.name", "take": "nowhere"}, "const:none"], "none"),
        ([{"rule": "next:...detail.name", "remove": "^From "}], "page state"),
    ],
)
def test_rules_reach_into_page_state(rules: list[Any], title: str) -> None:
    assert _read_state({"title": rules}).title == title


_NAMES = """<html><head><script type="application/ld+json">
{"@type": "NewsArticle", "author": [{"name": "Odile Brandvold"}, {"name": ["Noor Halvorsen", "Casimir Oyelaran"]}]}
</script></head><body><div id="main" data-json='[{"kind": 3, "content": "A film"}, {"kind": 0, "content": "<p>%s</p>"},
{"kind": 0, "content": "<p>%s</p>"}]'></div>
<span data-by='{"people": [["Odile Brandvold", "Noor Halvorsen"]]}'>x</span><b data-by="no JSON">x</b></body></html>"""
_NAMES %= (
    "The first part stands in an attribute of the page, as JSON, and it is long enough to be prose.",
    "The second part stands there too, and it says more about the very same matter than the first.",
)


@pytest.mark.parametrize(
    ("rules", "byline"),
    [
        (["ld:author"], ("Odile Brandvold", "Noor Halvorsen", "Casimir Oyelaran")),
        (["ld:author[0].name"], ("Odile Brandvold",)),
        ([{"rule": "css:span@data-by", "path": "people"}], ("Odile Brandvold", "Noor Halvorsen")),
        ([{"rule": "css:b@data-by", "path": "people"}, "ld:author[0]"], ("Odile Brandvold",)),
    ],
)
def test_each_name_of_a_list_counts(rules: list[Any], byline: tuple[str, ...]) -> None:
    assert _read_state({"byline": rules}, _NAMES).byline == byline


def test_parts_of_a_kind_in_an_attribute_that_is_json() -> None:
    article = _read_state({"body": [{"rule": "css:#main@data-json", "path": "[kind=0].content"}]}, _NAMES)
    assert article.method == "card"
    assert [line[:12] for line in (article.text or "").split("\n")] == ["The first pa", "The second p"]


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("a[kind=2].b", ["y", "z"]),
        ("a[kind=9].b", []),
        ("c[1].d", [5]),
        ("...d", [4]),
    ],
)
def test_paths_choose_items_by_a_field(path: str, found: list[Any]) -> None:
    held = {"a": [{"kind": 1, "b": "x"}, {"kind": 2, "b": "y"}, {"kind": "2", "b": "z"}, 7], "c": [{"d": 4}, {"d": 5}]}
    assert values_at(path, held) == found
    assert values_at("[1].kind", held["a"]) == [2]
    assert values_at("[kind=1].b", held["a"]) == ["x"]


def test_paragraphs_inside_a_node_of_a_tree_are_lines_of_their_own() -> None:
    nodes = [{"type": "p", "children": [{"type": "text", "data": f"Paragraph {n} of the tree. " * 4}]} for n in "123"]
    state = json.dumps({"body": {"type": "div", "children": nodes}})
    page = f"<script id='__NEXT_DATA__'>{state}</script><p>x</p>"
    lines = (_read_state({"body": ["next:body"]}, page).text or "").split("\n")
    assert [line[:11] for line in lines] == ["Paragraph 1", "Paragraph 2", "Paragraph 3"]


def test_groups_of_the_address_make_a_date() -> None:
    body = _PAGE.replace("2031-05-01", "").encode()
    url = "https://www.lintel.example/article/05/02/2031/harbour"
    card = Card.model_validate(
        _card({}).model_dump(include={"id", "name", "country", "languages", "timezone"})
        | {
            "status": "drafted",
            "hosts": ["www.lintel.example"],
            "article_url": {"allow": [r"/article/(?P<m>\d\d)/(?P<d>\d\d)/(?P<y>\d{4})/"]},
            "page": {"published": ["url:{y}-{m}-{d}"]},
        }
    )
    article = extract(Page(url=url, body=body), card=card)
    assert article.published is not None and article.published.isoformat() == "2031-05-02T00:00:00-04:00"
    assert (article.published_precision, article.published_source) == ("day", "url")


def test_html_in_state_is_read_with_the_drop_rules() -> None:
    article = _read_state({"body": ["next:...detail.body"], "drop": ["css:.promo"]})
    assert (article.status, article.method) == ("ok", "card")
    assert [line[:13] for line in (article.text or "").split("\n")] == ["The first par", "The second pa"]


def test_a_tree_of_nodes_is_read_paragraph_by_paragraph() -> None:
    article = _read_state({"body": ["next:...tree"]})
    assert [line[:12] for line in (article.text or "").split("\n")] == ["A tree of no", "And it holds"]


def test_a_page_that_is_json() -> None:
    card = {"title": ["json:props.detail.name"], "body": ["json:props.detail.body"], "drop": ["css:.promo"]}
    article = _read_state(card, json.dumps(_STATE), content_type="application/json")
    assert (article.status, article.title) == ("ok", "From page state")
    assert "Buy the paper" not in (article.text or "")


def test_dates_have_their_own_layout_and_zone_and_names_are_split() -> None:
    article = _read_state(
        {
            "published": [{"rule": "next:...detail.time", "format": "%d.%m.%Y %H:%M", "zone": "Asia/Shanghai"}],
            "byline": [{"rule": "next:...writers[].name", "remove": "^文：", "split": "、"}],
            "body": ["next:...detail.body"],
        }
    )
    assert article.published is not None
    assert article.published.isoformat() == "2031-05-03T09:15:00+08:00"
    assert (article.published_precision, article.published_source) == ("minute", "html")
    assert article.byline == ("祝清河", "闻人秋")


def test_what_the_feed_said_can_come_first() -> None:
    hint = Hint(title="From the feed", byline=("Noor Halvorsen",))
    article = _read({"title": ["feed:title"], "byline": ["feed:dc:creator"]}, hint)
    assert (article.title, article.byline) == ("From the feed", ("Noor Halvorsen",))


_VERSIONS = {
    "title": ["const:old"],
    "section": ["const:kept"],
    "versions": [
        {"since": "2031-05-01", "evidence": ["css:.redesigned"], "title": ["const:newest"]},
        {"since": "2031-04-01", "title": ["const:newer"]},
    ],
}


@pytest.mark.parametrize(
    ("fetched", "body", "title"),
    [
        (datetime(2031, 3, 1, tzinfo=UTC), _PAGE, "old"),
        (datetime(2031, 4, 1, tzinfo=UTC), _PAGE, "newer"),
        (datetime(2031, 6, 1, tzinfo=UTC), _PAGE, "newer"),
        (datetime(2031, 6, 1, tzinfo=UTC), _PAGE.replace('"head"', '"redesigned"'), "newest"),
        (datetime(2031, 4, 2, tzinfo=UTC), _PAGE.replace('"head"', '"redesigned"'), "newer"),
        (None, _PAGE.replace('"head"', '"redesigned"'), "newest"),
    ],
)
def test_a_redesign_overrides_only_what_it_names(fetched: datetime | None, body: str, title: str) -> None:
    article = extract(Page(url=_URL, body=body.encode(), fetched_at=fetched), card=_card(_VERSIONS))
    assert (article.title, article.section) == (title, "kept")


def test_markers_say_that_a_page_is_blocked_or_paywalled() -> None:
    assert _read({"blocked": ["css:#credit"]}).status == "blocked"
    assert _read({"blocked": ["css:#nothing"]}).status == "ok"
    assert _read({"not_article": ["css:.promo"]}).status == "not_article"
    assert _read({"paywalled": ["css:.promo"]}).status == "paywalled"


_PAGED = "<html><body><h1>某事的第一回</h1><div>{}</div>{}</body></html>"


@pytest.mark.parametrize(
    ("url", "link", "following"),
    [
        ("https://www.lintel.example/a/s.html", "s_2.html", "https://www.lintel.example/a/s_2.html"),
        ("https://www.lintel.example/a/s_2.html", "s_3.html", "https://www.lintel.example/a/s_3.html"),
        ("https://www.lintel.example/a/s.html", "/b/another.html", None),
        ("https://www.lintel.example/a/s_2.html", "s_9.html", None),
        ("https://www.lintel.example/a/s.html", "https://other.example/a/s_2.html", None),
    ],
)
def test_the_next_page_has_the_same_address_and_the_next_number(url: str, link: str, following: str | None) -> None:
    text = "<p>第一页说的是事情怎样开始，谁先发现了问题，后来又怎样报告给了值班的工程师，大家连夜开会。</p>" * 2
    body = _PAGED.format(text, f'<a href="{link}">下一页</a>')
    assert read(Page(url=url, body=body.encode()))[1] == following


def test_pages_of_one_article_are_joined_without_what_they_repeat() -> None:
    lead = "<p>每一页都有的导语，说的是这件事的来龙去脉，一共有四十多个字，读者在每一页的上方都能够看到这一段话。</p>"
    pages = [
        Page(url=f"https://www.lintel.example/a/s_{n}.html", body=_PAGED.format(lead + f"<p>{text}</p>", "").encode())
        for n, text in enumerate(
            (
                "第一页说的是事情怎样开始，谁先发现了问题，后来又怎样报告给了值班的工程师，大家连夜开会。",
                "第二页说的是事情怎样结束，哪些设备换了新的，哪些规程重新写过，以及明年还要做的几件事情。",
            ),
            1,
        )
    ]
    first, other = read(pages[0])[0], read(pages[1], further=True)[0]
    text = joined_article(first, [other]).text or ""
    assert [line[:3] for line in text.split("\n")] == ["每一页", "第一页", "第二页"]
