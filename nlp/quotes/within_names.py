"""Marks and commas within an English name, which part nothing: Dana “Ace” Hale; Example Group, Inc."""

import re
from collections.abc import Sequence

from nlp.quotes.marks import Marked
from nlp.speakers.latin_names import LEGAL_FORM
from nlp.speakers.vocabulary import is_given

_BEFORE = re.compile(r"(?P<given>[A-Z][\w-]+) (?:[A-Z]\. )?$")
_INSIDE = re.compile(r"[A-Z][\w-]*(?: [A-Z][\w-]*)?")
_BEHIND = re.compile(r" [A-Z][a-z]")
_LONGEST_BEFORE = 30
_COMMA = re.compile(rf"(?<=\w|\.),(?=\s{LEGAL_FORM})")


def without_nicknames(text: str, marks: Sequence[Marked]) -> tuple[list[Marked], list[Marked]]:
    """Return the stretches in marks that are no nicknames, and those that are."""
    others: list[Marked] = []
    nicknames: list[Marked] = []
    for marked in marks:
        (nicknames if _is_nickname(text, marked) else others).append(marked)
    return others, nicknames


def as_name_words(masked: str, nicknames: Sequence[Marked]) -> str:
    """Return a masked text in which a nickname with its marks, and "Group," of a firm, are words of the name."""
    pieces: list[str] = []
    position = 0
    for marked in nicknames:
        start, end = marked.outer
        pieces += [masked[position:start], "X", "x" * (end - start - 1)]
        position = end
    return _COMMA.sub("x", "".join([*pieces, masked[position:]]))


def _is_nickname(text: str, marked: Marked) -> bool:
    start, end = marked.outer
    before = _BEFORE.search(text, max(0, start - _LONGEST_BEFORE), start)
    inside = _INSIDE.fullmatch(marked.inner.of(text))
    return (
        before is not None and is_given(before["given"]) and inside is not None and _BEHIND.match(text, end) is not None
    )
