"""Verbatim by construction: whatever the text, every span of a quotation is a stretch of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.quotation import Quotation
from nlp.quotes import extract
from tests.nlp.texts import newsy


def assert_verbatim(text: str, quotations: list[Quotation]) -> None:
    starts = [quotation.spans[0].start for quotation in quotations]
    assert starts == sorted(starts)
    for quotation in quotations:
        assert quotation.content
        position = 0
        for span, content in zip(quotation.spans, quotation.content, strict=True):
            assert position <= span.start < span.end <= len(text)
            assert content == text[span.start : span.end]
            assert content.strip()
            position = span.end
        for span, words in ((quotation.cue_span, quotation.cue), (quotation.source_span, quotation.source)):
            assert (span is None) == (words is None)
            assert span is None or words == text[span.start : span.end] != ""
        for name in (quotation.speaker, quotation.affiliation, quotation.role, quotation.side):
            assert name != ""
        assert (quotation.speaker is None) == (quotation.speaker_score is None)
        assert 0 <= quotation.score <= 1


@settings(max_examples=300)
@given(newsy, st.sampled_from(["en", "zh", None]))
def test_any_text(text: str, language: str | None) -> None:
    assert_verbatim(text, extract(text, language=language))


@pytest.mark.parametrize("text", ["", " ", "\ufeff", "“", "\ue000“\ue001”\ue002", "a" * 5000, "“" * 500, "说" * 500])
def test_odd_texts(text: str) -> None:
    for language in ("en", "zh"):
        assert_verbatim(text, extract(text, language=language))


@pytest.mark.parametrize(
    ("clause", "told"),
    [("Odette Farrow said the plan failed, and ", "the plan failed"), ("厉知行说，这个计划失败了，", "这个计划失败了")],
)
def test_a_text_without_stops_is_read_to_its_end(clause: str, told: str) -> None:
    # Such "sentences" are cut, for the time that one takes grows with the square of its length.
    found = extract(clause * 300)
    assert found[-1].spans[0].start > 299 * len(clause) - len(told)
    assert sum(told in quotation.content[0] for quotation in found) > 290


def test_speech_in_marks_is_not_cut_however_long() -> None:
    speech = "We will build it here, and nowhere else, " * 60 + "and soon"
    (found,) = extract(f"“{speech},” said Odette Farrow, who runs the plant.")
    assert found.type == "direct" and found.content[0].rstrip(",") == speech and found.speaker == "Odette Farrow"
