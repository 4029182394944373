"""Hostile pages: whatever the bytes, there is a status and no exception, and a broken part spoils nothing else."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawlers.extract import Page, extract
from domain.article import READABLE
from tests.crawlers.made import read_hostile as _read

_ENGLISH = "".join(
    f"<p>This is sentence number {at} of an invented article, and it goes on for a while so that it is prose.</p>"
    for at in range(8)
)
_CHINESE = "".join(
    f"<p>这是一篇虚构文章的第{at}段，它要写得足够长，读起来才像是正文里的一段话。</p>" for at in range(8)
)
_WORDS = (
    "<p>",
    "</p>",
    "<div class=article>",
    "<",
    ">",
    "&amp;",
    "&#0;",
    "\0",
    "正文",
    "。",
    "text, ",
    "<script>",
    "-->",
    "<!--",
    '<script type="application/ld+json">',
    '{"@type":"NewsArticle","headline":',
    "]]>",
    "<table><tr><td>",
    "<br>",
    "2031-05-02",
)


@settings(max_examples=150)
@given(body=st.binary(max_size=2000), content_type=st.none() | st.text(max_size=60))
def test_any_bytes_give_a_status(body: bytes, content_type: str | None) -> None:
    _read(body, content_type)


@settings(max_examples=150)
@given(words=st.lists(st.sampled_from(_WORDS), max_size=120))
def test_any_markup_gives_a_status(words: list[str]) -> None:
    _read("".join(words).encode())


@pytest.mark.parametrize(
    ("name", "body", "status"),
    [
        ("nothing", b"", "empty"),
        ("white space", b" \n\t ", "empty"),
        ("NUL bytes", b"\0" * 5000, "empty"),
        ("no markup", b"hello", "empty"),
        ("an image", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "not_article"),
        ("a PDF", b"%PDF-1.7\n" + b"stream " * 1000, "not_article"),
        ("noise", bytes(range(256)) * 400, "not_article"),
        ("only a body tag", b"<html><body></body></html>", "empty"),
        ("comments without end", b"<!--" * 200_000, "empty"),
        ("scripts without end", b"<script>" * 100_000, "empty"),
    ],
)
def test_what_is_no_page_is_no_article(name: str, body: bytes, status: str) -> None:
    assert _read(body).status == status, name


def test_random_bytes_called_html_are_no_article() -> None:
    assert _read(os.urandom(100_000), "text/html; charset=utf-8").status == "not_article"


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "blockquote", "font color=red"])
def test_a_hundred_thousand_nested_tags_keep_the_text(tag: str) -> None:
    article = _read(f"<html><body>{f'<{tag}>' * 100_000}{_CHINESE}".encode())
    assert article.status == "ok"
    assert "第7段" in (article.text or "")


def test_a_page_of_thirty_megabytes_is_read_and_said_to_be_cut() -> None:
    body = (
        b"<html><body><article>" + (_ENGLISH.encode() + b"<p>%d</p>") * 10 + b"<p>filler words, again.</p>" * 1_200_000
    )
    assert len(body) > 30_000_000
    article = _read(body)
    assert article.status == "truncated"
    assert "sentence number 0" in (article.text or "")


def test_a_huge_body_in_linked_data_over_many_blocks_does_not_hold_up_the_run() -> None:
    told = "The same words again and again. " * 60_000
    data = f'<script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{told}"}}</script>'
    article = _read((data + "<p>other words here, unlike it</p>" * 30_000 + f"<p>{told}</p>").encode())
    assert article.status in READABLE


def test_scripts_do_not_count_towards_the_size() -> None:
    body = b"<html><head><script>" + b"var x = 1;" * 1_000_000 + b"</script></head><body>" + _ENGLISH.encode()
    assert _read(body).status == "ok"


@pytest.mark.parametrize(
    "data",
    [
        '[1, "x", [{"@type": "NewsArticle", "headline": ["Right", 2], "author": [[["X"]]]}]]',
        '{"@graph": [{"@type": ["Thing", "NewsArticle"], "headline": "Right", "author": {"@id": "#me"}}]}',
        '<!-- {"@type": "NewsArticle", "headline": "Right",} //-->',
        '{"@type": "NewsArticle", "headline": "Ri',
        "[" * 50_000,
        '{"mainEntity":' * 2_000 + "1" + "}" * 2_000,
        "[" + ",".join('{"@type": "Article", "headline": "Right"}' for _ in range(20_000)) + "]",
        '{"@type": "NewsArticle", "headline": null, "datePublished": 12, "author": {"name": {"name": []}}}',
        "not json at all",
    ],
)
def test_broken_linked_data_does_not_cost_the_article(data: str) -> None:
    head = f'<title>Right</title><script type="application/ld+json">{data}</script>'
    article = _read(f"<html><head>{head}</head><body>{_ENGLISH}</body></html>".encode())
    assert article.status == "ok"
    assert article.title == "Right"


@pytest.mark.parametrize(
    "url", ["", "x", "http://[", "http://x.example:99999/", "javascript:alert(1)", "http://例子.example/路"]
)
def test_any_address_will_do(url: str) -> None:
    assert extract(Page(url=url, body=_CHINESE.encode())).status == "ok"


def test_nul_bytes_inside_a_page_are_dropped() -> None:
    article = _read(_CHINESE.replace("文章", "文\0章").encode())
    assert "虚构文章" in (article.text or "")


def test_controls_that_stand_for_quotation_marks_are_read_as_these() -> None:
    article = _read(_ENGLISH.replace("an invented article", "an \x93invented\x94 art\x81icle \x97 this one").encode())
    assert "an “invented” article — this one" in (article.text or "")
