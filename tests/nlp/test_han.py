"""Chinese characters: folding a script moves no offset."""

from hypothesis import given

from nlp.han import simplify

from .texts import newsy


def test_traditional_characters_become_simplified() -> None:
    assert simplify("美國的 AI 競賽，誰領先？") == "美国的 AI 竞赛，谁领先？"


@given(newsy)
def test_the_length_stays(text: str) -> None:
    assert len(simplify(text)) == len(text)
    assert simplify(simplify(text)) == simplify(text)
