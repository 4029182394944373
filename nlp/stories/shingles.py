"""Shingles: the overlapping stretches by which two texts are compared."""

import re

from nlp.han import HAN, simplify

_LATIN_WORDS = 5
_HAN_CHARACTERS = 5
_UNIT = re.compile(f"[{HAN}]|[^\\W_{HAN}]+")
_HAN_CHARACTER = re.compile(f"[{HAN}]")


def shingles(text: str) -> frozenset[str]:
    """Return the five-grams of ``text``: of words, or of characters in a text that is mostly Chinese.

    Case, punctuation and script do not count. A text of fewer than five units is one shingle.
    """
    units = _UNIT.findall(simplify(text).lower())
    chinese = sum(1 for unit in units if _HAN_CHARACTER.fullmatch(unit)) * 2 > len(units)
    size = _HAN_CHARACTERS if chinese else _LATIN_WORDS
    joint = "" if chinese else " "
    if len(units) <= size:
        return frozenset([joint.join(units)] if units else [])
    return frozenset(joint.join(units[at : at + size]) for at in range(len(units) - size + 1))
