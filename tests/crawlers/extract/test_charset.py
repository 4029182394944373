"""Charset: Chinese in both scripts comes out right, whatever header and meta claim."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crawlers.extract.charset import decode

_SIMPLIFIED = (
    "公司表示，这项技术已经在全国多个城市使用。",
    "专家认为，我们应当看到问题，也要看到希望。",
    "他说，这不是一个国家的事情，而是大家的事。",
    "记者从会上了解到，今年的目标没有改变。",
)
_TRADITIONAL = (
    "公司表示，這項技術已經在全國多個城市使用。",
    "專家認為，我們應當看到問題，也要看到希望。",
    "他說，這不是一個國家的事情，而是大家的事。",
    "記者從會上瞭解到，今年的目標沒有改變。",
)
_CLAIMS = (None, "text/html", "text/html; charset=utf-8", "text/html; charset=gb2312", "text/html; charset=big5")
_LATE = "<!-- " + "x" * 5000 + " -->"


@st.composite
def _chinese(draw: st.DrawFn, sentences: tuple[str, ...]) -> str:
    chosen = draw(st.lists(st.sampled_from(sentences), min_size=1, max_size=6))
    latin = draw(st.sampled_from(("", "AI ", "GPT-9 (beta) ", "<b>2031</b> ")))
    return "".join(f"<p>{latin}{sentence}</p>\n" for sentence in chosen)


@given(
    text=_chinese(_SIMPLIFIED),
    encoding=st.sampled_from(("utf-8", "gbk", "gb2312", "gb18030")),
    claim=st.sampled_from(_CLAIMS),
)
def test_simplified_text_survives_every_claim(text: str, encoding: str, claim: str | None) -> None:
    assert decode(text.encode(encoding), claim).text == text


@given(text=_chinese(_TRADITIONAL), encoding=st.sampled_from(("utf-8", "big5", "gbk")), claim=st.sampled_from(_CLAIMS))
def test_traditional_text_survives_every_claim(text: str, encoding: str, claim: str | None) -> None:
    assert decode(text.encode(encoding), claim).text == text


@given(text=st.text(alphabet=st.characters(codec="gb18030", exclude_characters="\0"), min_size=1))
def test_utf8_with_a_bom_is_utf8(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode(), "text/html; charset=gbk").text == text


@given(body=st.binary(max_size=3000), claim=st.sampled_from((*_CLAIMS, "text/html; charset=nonsense", "charset=;;=")))
@example(body=b"\xff\xfe", claim=None)
@example(body=b"\x81", claim="text/html; charset=shift_jis")
def test_any_bytes_become_text_without_nul(body: bytes, claim: str | None) -> None:
    assert "\0" not in decode(body, claim).text


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_a_late_meta_is_found_and_a_wrong_one_is_not_believed(encoding: str) -> None:
    text = f'<html>{_LATE}<meta charset="gb2312"><p>{"".join(_SIMPLIFIED)}</p>'
    assert decode(text.encode(encoding)).text == text


def test_it_says_what_the_choice_rests_on() -> None:
    text = "".join(_SIMPLIFIED)
    believed = decode(text.encode("gbk"), "text/html; charset=gb2312")
    assert (believed.encoding, believed.evidence) == ("gb18030", "header")
    lied_to = decode(text.encode("gbk"), "text/html; charset=utf-8")
    assert (lied_to.encoding, lied_to.evidence) == ("gb18030", "bytes")
    usual = decode(text.encode("gbk"), expected="gbk")
    assert (usual.encoding, usual.evidence) == ("gb18030", "outlet")


def test_utf16_without_a_bom_is_told_by_its_markup() -> None:
    text = f"<html><body><p>{_SIMPLIFIED[0]}</p></body></html>"
    assert decode(text.encode("utf-16-le")).text == text
    assert decode(text.encode("utf-16-be")).text == text


def test_a_declared_western_charset_is_kept_where_it_fits() -> None:
    text = '<meta charset="windows-1251"><p>Новости дня: договор подписан.</p>'
    assert decode(text.encode("cp1251")).text == text
    assert decode("<p>café déjà vu</p>".encode("cp1252"), "text/html; charset=iso-8859-1").text == "<p>café déjà vu</p>"


def test_a_line_in_another_charset_is_read_in_that_charset() -> None:
    gbk, utf8 = _SIMPLIFIED[0] * 3, _SIMPLIFIED[1] * 3
    mixed = gbk.encode("gbk") + b"\n" + utf8.encode() + b"\n" + gbk.encode("gbk")
    assert decode(mixed, "text/html; charset=gbk").text.split("\n") == [gbk, utf8, gbk]


def test_a_page_cut_within_a_character_keeps_the_rest() -> None:
    text = "".join(_SIMPLIFIED)
    assert decode(text.encode()[:-1]).text.startswith(text[:-1])
