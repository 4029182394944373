"""Sentences: ends that are ends, in both languages, with exact offsets for any text."""

import pytest
from hypothesis import given

from nlp.sentences import split

from .texts import newsy


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in split(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["Mr. Lee of Acme Inc. said no.", "He left."],
        ["The U.S. Senate met at 3 p.m. on Monday.", "It adjourned."],
        ["They work for Example Corp. The firm is new."[:27], "The firm is new."],
        ["J. R. Hale paid $3.5 billion.", "Shares fell 1.2 percent."],
        ["No. 5 is alive.", "He said no."],
        ["“It works.”", "He left."],
        ["“Really?” he said.", "Nobody knew."],
        ["Wait... what?", "Fine!"],
        ["He asked, “Why now?” and left.", "Nobody answered."],
        ["See example.org for details.", "Thanks."],
    ],
)
def test_english(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["他说：“差距在缩小。”", "美国落后了吗？", "没有！"],
        ["“是的！”他说。", "会议结束了。"],
        ["「落後了。」他說道。", "這是事實！"],
        ["这是……", "真的。"],
        ["训练费用为3.5亿元。", "GPT-4.5没有公布。"],
        ["OpenAI Inc.表示反对。", "其他公司没有回应。"],
        ["真的吗？！", "是。"],
    ],
)
def test_chinese(expected: list[str]) -> None:
    assert sentences("".join(expected)) == expected


def test_a_line_break_ends_a_sentence() -> None:
    assert sentences("Subhead\nIt began\r\n在北京\n\n") == ["Subhead", "It began", "在北京"]


@given(newsy)
def test_spans_are_ordered_apart_and_leave_out_white_space_only(text: str) -> None:
    position = 0
    for span in split(text):
        assert position <= span.start < span.end <= len(text)
        assert not text[position : span.start].strip()
        assert span.of(text) == span.of(text).strip()
        position = span.end
    assert not text[position:].strip()
