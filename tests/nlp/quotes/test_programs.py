"""What a program printed is no quotation. Sentences and firms are invented."""

import pytest

from nlp.quotes import extract


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "“The island is an inseparable part of it,” the chatbot said."),
        ("en", "The firm’s newest bot said it used a “diverse set of texts”."),
        ("en", "We tried the chatbot. The English version said that the gap was small."),
        ("zh", "“差距正在缩小，这是事实。”聊天机器人说。"),
        ("zh", "澜川公司的聊天机器人回答说，差距正在缩小。"),
    ],
)
def test_printouts_are_no_quotations(language: str, text: str) -> None:
    assert extract(text, language=language) == []


def test_what_takes_a_printout_up_goes_with_it() -> None:
    assert extract("“We lead the field by far,” the chatbot said. “Ask me more,” it said.", language="en") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The company said its chatbot would be fixed."),
        ("en", "“We will fix the chatbot,” said Wei Chen."),
        ("zh", "澜川公司表示，聊天机器人将会修复。"),
    ],
)
def test_a_statement_about_a_program_stays(language: str, text: str) -> None:
    assert len(extract(text, language=language)) == 1
