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


def headline_length(statement: Statement, spans: Sequence[Span]) -> int:
    """Return how many sentences at the head of the text repeat the title; 0 where the text has no title in it."""
    title = (statement.title or "").strip()
    if not title or not statement.text.lstrip().startswith(title):
        return 0
    end = len(statement.text) - len(statement.text.lstrip()) + len(title)
    return sum(span.end <= end for span in spans)


def lead_length(statement: Statement, spans: Sequence[Span]) -> int:
    """Return how many of the sentences make the lead, a repeated headline included; at least one, if there is one."""
    start = headline_length(statement, spans)
    body = spans[start : start + _LEAD_SENTENCES]
    for count, span in enumerate(body, 1):
        if span.end - body[0].start >= _LEAD_CHARACTERS:
            return start + count
    return start + len(body)


def headline_and_lead(statement: Statement, spans: Sequence[Span]) -> Statement:
    """Return the article cut down to its title and lead, the title standing in ``title`` alone."""
    lead = spans[headline_length(statement, spans) : lead_length(statement, spans)]
    if not lead:
        return dataclasses.replace(statement, title=None)
    return dataclasses.replace(statement, text=statement.text[lead[0].start : lead[-1].end])


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
