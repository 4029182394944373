"""Owners: the body that "its" takes up where a title in an English text is told as its."""

import re

from nlp.speakers.cast import Cast
from nlp.speakers.vocabulary import Vocabulary

#: How a sentence begins that is about a body without a name: "The nurses’ union in Ohio wants …".
_THE_BODY = re.compile(r"(?:(?<=[.!?”\"’]\s)|(?<=\n)|\A)The(?P<words>(?:\s+[\w’'-]+){1,4})")
_REACH_OF_OWNER = 400
_SENTENCE_START = re.compile(r"(?:\n|[.!?”\"’]\s)(?:The\s|[A-Z][\w-]*[’']s\s)?$")
_LONGEST_START = 20


def owner_before(text: str, place: int, cast: Cast, vocabulary: Vocabulary) -> str | None:
    """Return the body that "its" takes up: the last that begins a sentence, named or "the union"; else the last."""
    start = max(0, place - _REACH_OF_OWNER)
    called, at = None, -1
    for found in _THE_BODY.finditer(text, start, place):
        words = found["words"].split()
        noun = next((n for n, word in enumerate(words) if word in vocabulary.organisation_nouns), None)
        if noun is not None and words[noun] in vocabulary.public_nouns:
            called, at = " ".join(["The", *words[: noun + 1]]), found.start()
    leading = leading_organisation(text, cast, start, place)
    if leading is not None and leading[0] > at:
        return leading[1]
    last = cast.last_organisation(place) if called is None else None
    return called or (last.name if last else None)


def leading_organisation(text: str, cast: Cast, start: int, place: int) -> tuple[int, str] | None:
    """Return where the last organisation stands that begins a sentence between two offsets, with its name."""
    leading = [
        (where, entity.name)
        for entity in cast.entities.values()
        if entity.organisation and not entity.person
        for where in entity.places
        if start <= where < place
        and (
            where == 0
            or _SENTENCE_START.search(
                ("\n" + text[:where])[-_LONGEST_START:]
                if where < _LONGEST_START
                else text[where - _LONGEST_START : where]
            )
        )
        and entity.name.split()[-1] not in cast.pronouns
    ]
    return max(leading, default=None)
