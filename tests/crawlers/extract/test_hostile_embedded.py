"""Hostile state, JSON pages, linked data and forums: a status and no exception, and the article beside them is kept."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.article import READABLE, Article
from tests.crawlers.made import card, read_hostile

_ENGLISH = [
    f"This is sentence number {at} of an invented article, and it goes on for a while so that it is prose."
    for at in range(8)
]
_CHINESE = [f"这是一篇虚构文章的第{at}段，它要写得足够长，读起来才像是正文里的一段话。" for at in range(16)]
_PARAGRAPHS = "".join(f"<p>{line}</p>" for line in _ENGLISH)
_FORUM = (
    "<div class=post>",
    "</div>",
    "<p>2031-05-02 10:20</p>",
    "发表于 2031-5-2 10:20:31",
    "<br>",
    "<table><tr><td>",
    "</table>",
    "<blockquote>",
    "楼主",
    f"<p>{_CHINESE[0]}</p>",
    f"<p>{_ENGLISH[0]}</p>",
)
_TEXTS = {"en": "\n".join(_ENGLISH), "zh": "\n".join(_CHINESE)}
_CARD = card(
    hosts=["www.invented.example"],
    page={
        "title": ["next:...headline", "state:article.title", "json:...title", "ld:headline", "ldraw:...name"],
        "body": ["next:...content", "state:article.body[0]", "json:...content", "ld:articleBody", "css:.article"],
        "published": ["next:...date", "state:...time", "json:...time", "ld:datePublished"],
        "byline": ["ld:author[Person].name", "json:...author.name"],
    },
)
_KEYS = st.sampled_from(
    [
        "content",
        "body",
        "children",
        "type",
        "text",
        "@graph",
        "@id",
        "@type",
        "author",
        "name",
        "headline",
        "data",
        "articleBody",
        "title",
        "date",
        "article",
        "mainEntity",
        "time",
        "datePublished",
        "url",
        "\0",
        "内容",
    ]
)
_LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(
        [_TEXTS["en"], _TEXTS["zh"], "NewsArticle", "#me", "p", "2031-05-02", "\ud800", "<p>", "&lt;p&gt;"]
    )
    | st.text(max_size=20)
)
_VALUES = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=4),
    max_leaves=25,
)


def _read(body: str | bytes, *, by_card: bool = False, content_type: str | None = None) -> Article:
    return read_hostile(body, content_type, by=_CARD if by_card else None)


@settings(max_examples=60)
@given(
    value=_VALUES, kind=st.sampled_from(["ld", "next", "json", "state"]), by_card=st.booleans(), cut=st.integers(0, 40)
)
def test_any_value_in_a_script_does_not_cost_the_article(value: Any, kind: str, by_card: bool, cut: int) -> None:
    written = json.dumps(value).replace("</", "<\\/")
    written = written[: len(written) - cut] if cut < 10 else written
    script = {
        "ld": f'<script type="application/ld+json">{written}</script>',
        "next": f'<script id="__NEXT_DATA__" type="application/json">{written}</script>',
        "json": f'<script type="application/json">{written}</script>',
        "state": f"<script>window.__STATE__ = {written};</script>",
    }[kind]
    article = _read(
        f"<html><head><title>Right</title>{script}</head><body>{_PARAGRAPHS}</body></html>", by_card=by_card
    )
    assert article.status in READABLE


@settings(max_examples=60)
@given(value=_VALUES, by_card=st.booleans(), end=st.sampled_from(["", "}", "]]]", "\n{}", "\0", "<p>"]))
def test_any_page_of_json_gives_a_status(value: Any, by_card: bool, end: str) -> None:
    _read(json.dumps(value, ensure_ascii=False) + end, by_card=by_card, content_type="application/json")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("make", [lambda text: text, lambda text: text.replace("\n", "</p><p>").join(("<p>", "</p>"))])
def test_article_in_a_page_of_json_is_read(language: str, make: Any) -> None:
    page = json.dumps({"code": 0, "data": {"title": "Right", "content": make(_TEXTS[language]), "time": "2031-05-02"}})
    for by_card in (False, True):
        article = _read(page, by_card=by_card, content_type="application/json; charset=utf-8")
        assert article.status == "ok" and article.text == _TEXTS[language]


def test_two_halves_of_a_character_become_one_and_a_lone_half_is_none() -> None:
    text = "".join(f"<p>{line} \\ud83d\\ude00 and \\ud800 alone.</p>" for line in _ENGLISH)
    for script in (f"var page = {{body: '{text}'}};", f'window.__STATE__ = {{"article": {{"content": "{text}"}}}};'):
        article = _read(f"<html><body><div id=app></div><script>{script}</script></body></html>")
        assert article.status == "ok" and "\N{GRINNING FACE}" in (article.text or "")


@pytest.mark.parametrize("opening", ["[", '{"author":', '{"headline":', '{"articleBody":[', '{"@graph":', '{"name":'])
@pytest.mark.parametrize("depth", [300, 900, 100_000])
def test_nesting_does_not_cost_the_article(opening: str, depth: int) -> None:
    closing = "".join({"[": "]", "{": "}"}[bracket] for bracket in reversed(opening) if bracket in "[{")
    nested = opening * depth + '"x"' + closing * depth
    data = f'{{"@type": "NewsArticle", "headline": {nested}, "author": {nested}, "articleBody": {nested}}}'
    scripts = f"<script type='application/ld+json'>{data}</script><script>window.__S__ = {data}</script>"
    for by_card in (False, True):
        assert _read(f"<title>Right</title>{scripts}{_PARAGRAPHS}", by_card=by_card).status == "ok"


@pytest.mark.parametrize("leaf", ['{"text": 1}', json.dumps({"text": " ".join(_ENGLISH)})])
def test_trees_in_trees_do_not_hold_up_the_run(leaf: str) -> None:
    leaves = ",".join([leaf] * (60_000 if len(leaf) < 20 else 1_000))
    nested = '{"children":[' * 150 + leaves + "]}" * 150
    assert _read(f"<script>window.__S__ = [{nested}]</script>{_PARAGRAPHS}").status in READABLE


def test_linked_data_of_two_megabytes_and_many_scripts_does_not_hold_up_the_run() -> None:
    people = [{"@id": f"#{at}", "@type": "Person", "name": f"P{at}"} for at in range(20_000)]
    graph = {"@graph": [*people, {"@type": "NewsArticle", "headline": "Right", "author": [{"@id": "#1"}] * 20_000}]}
    scripts = f"<script type='application/ld+json'>{json.dumps(graph)}</script>"
    scripts += "<script type='application/ld+json'>[{</script>" * 3_000
    assert _read(f"<title>Right</title>{scripts}{_PARAGRAPHS}").status == "ok"


@settings(max_examples=40)
@given(parts=st.lists(st.sampled_from(_FORUM), max_size=60))
def test_any_forum_gives_a_status(parts: list[str]) -> None:
    _read("<html><body>" + "".join(parts))


def test_three_thousand_posts_do_not_hold_up_the_run() -> None:
    posts = "".join(
        f"<div class=post><span>发表于 2031-05-02 10:20:31</span><div>{_CHINESE[at % 16]}</div></div>"
        for at in range(3_000)
    )
    article = _read(f"<html><body><h1>第一个帖子</h1>{posts}</body></html>")
    assert article.status in READABLE
