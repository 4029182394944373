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
_COMMA = re.compile(rf"(?<=\w|\.),(?=\s{LEGAL_FORM[3:]})")


def without_nicknames(text: str, marks: Sequence[Marked]) -> tuple[list[Marked], list[Marked]]:
    """Return the stretches in marks that are no nicknames, and those that are."""
    nicknames = [marked for marked in marks if _is_nickname(text, marked)]
    return [marked for marked in marks if marked not in nicknames], nicknames


def as_name_words(masked: str, nicknames: Sequence[Marked]) -> str:
    """Return a masked text in which a nickname with its marks, and "Group," of a firm, are words of the name."""
    for marked in nicknames:
        start, end = marked.outer
        masked = f"{masked[:start]}X{'x' * (end - start - 1)}{masked[end:]}"
    return _COMMA.sub("x", masked)


def _is_nickname(text: str, marked: Marked) -> bool:
    start, end = marked.outer
    before = _BEFORE.search(text, max(0, start - _LONGEST_BEFORE), start)
    inside = _INSIDE.fullmatch(marked.inner.of(text))
    return (
        before is not None and is_given(before["given"]) and inside is not None and _BEHIND.match(text, end) is not None
    )
