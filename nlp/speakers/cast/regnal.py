"""Regnal names: kings, queens, princes and popes have no family name, and keep their title: "Queen Elizabeth II"."""

import re
from collections.abc import Sequence

from nlp.speakers.vocabulary import Vocabulary, given_names

_NUMERAL = re.compile("[IVX]+")


def is_regnal(words: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether ``words`` are a title of such people and given names only: "King Juan Carlos", "Pope Leo XIV"."""
    title, *names = words
    plain = [name for name in names if not _NUMERAL.fullmatch(name)]
    if title not in vocabulary.regnal or not plain or not vocabulary.organisation_words.isdisjoint(plain):
        return False
    alone = len(plain) == 1 or len(plain) < len(names)
    return plain[0][0].isupper() and (alone or all(name in given_names().gender for name in plain))


def regnal_parts(words: Sequence[str]) -> set[str]:
    """Return what such people are called for short: "Juan Carlos", "King Juan", "Juan"."""
    title, *names = words
    plain = [name for name in names if not _NUMERAL.fullmatch(name)]
    return {name.lower() for name in (*plain, f"{title} {names[0]}", " ".join(names), " ".join(plain))}
