"""Stretches of a masked text: those in marks, those without the punctuation at their edges, and what bounds them."""

import re

from domain.spans import Span
from nlp.han import HAN
from nlp.quotes.mask import CLOSE, FILL, OPEN

_IN_MARKS = re.compile(f"{OPEN}[^{CLOSE}{OPEN}]*{CLOSE}*")
#: Punctuation that a source never reaches over, and the stronger kind that a description of it does not either.
HARD = re.compile(
    f"[，。;；:：!?！？—–―\u3000{OPEN}{FILL}{CLOSE}\n]|(?<=[{HAN}？！]) (?=[{HAN}])|•(?= )|,(?!\\d)|(?<= )--?(?= )"
)
EDGE = " \t\n\u3000,，;；:：—–―-…"
WORD = re.compile(r"[\w’'-]+")
LONGEST_TERM = 10
#: Speech in marks is whole when it ends with one of these, or one of the others follows it.
STOPS = tuple(".!?。！？…,，")
AFTER_STOP = (",", "，", ";", "；", "—", "–", "―", "(", "（")


def marks_in(masked: str, span: Span) -> list[Span]:
    """Return the stretches in marks, marks included, within ``span`` of a masked text."""
    return [Span(*match.span()) for match in _IN_MARKS.finditer(masked, *span)]


def trimmed(masked: str, span: Span) -> Span:
    """Return ``span`` without white space and joining punctuation at its edges."""
    start, end = span
    while start < end and masked[start] in EDGE:
        start += 1
    while end > start and masked[end - 1] in EDGE:
        end -= 1
    return Span(start, end)


def after_last(masked: str, pattern: re.Pattern[str], start: int, end: int) -> int:
    """Return where the last match of ``pattern`` between ``start`` and ``end`` ends; ``start`` where there is none."""
    position = start
    for match in pattern.finditer(masked, start, end):
        position = match.end()
    return position
