"""Articles as statements: the lead that is judged with the headline, and where evidence is looked for."""

import dataclasses
from collections.abc import Iterator, Sequence

from domain.spans import Span
from domain.stance import Statement
from nlp.sentences import split

#: A lead ends with the sentence that reaches either bound.
_LEAD_SENTENCES = 3
_LEAD_CHARACTERS = 450
#: Beyond the lead, sentences are read in portions until one carries the label; this many at most.
_PORTION = 12
_LAST = 60


def sentences(text: str) -> tuple[Span, ...]:
    """Return the spans of the sentences of ``text`` that may be read for a verdict."""
    return tuple(split(text)[:_LAST])


def lead_length(spans: Sequence[Span]) -> int:
    """Return how many of the sentences make the lead; at least one, where there is one."""
    for count, span in enumerate(spans[:_LEAD_SENTENCES], 1):
        if span.end - spans[0].start >= _LEAD_CHARACTERS:
            return count
    return min(len(spans), _LEAD_SENTENCES)


def headline_and_lead(statement: Statement, spans: Sequence[Span]) -> Statement:
    """Return the article cut down to its title and lead."""
    lead = spans[: lead_length(spans)]
    text = statement.text[lead[0].start : lead[-1].end] if lead else statement.text
    return dataclasses.replace(statement, text=text)


def search_order(lead: int, total: int) -> Iterator[tuple[int, int]]:
    """Yield ranges of sentences in the order in which evidence is looked for: the lead, then portion by portion."""
    yield 0, lead
    for start in range(lead, total, _PORTION):
        yield start, min(start + _PORTION, total)


def as_statements(statement: Statement, spans: Sequence[Span], start: int, end: int) -> list[Statement]:
    """Return sentences ``start`` to ``end`` in the outlet's voice, each with the sentence before it as context."""
    text = statement.text
    return [
        dataclasses.replace(
            statement,
            text=spans[index].of(text),
            voice="outlet",
            title=None,
            context=spans[index - 1].of(text) if index else statement.title,
        )
        for index in range(start, end)
    ]
