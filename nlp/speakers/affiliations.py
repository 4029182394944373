"""Affiliations: which organisation of the directory one names, and whether two of them are the same body."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from domain.speaker import Speaker
from nlp.han import simplify
from nlp.speakers.directory import by_name
from nlp.speakers.names import is_han, name_key, name_words
from nlp.speakers.pinyin import reads_as

_LEADING = re.compile(r"^(?:the|a|an|china[’']s|america[’']s|chinese|american|us|u\.s\.)\s+", re.IGNORECASE)
_LEGAL = frozenset(["inc", "corp", "co", "ltd", "llc", "plc", "company", "corporation", "limited", "group", "holdings"])
_COMMON_WORDS = Path(__file__).with_name("data") / "words_of_bodies.txt"


class Affiliations:
    """Compares affiliations with the help of the organisations of a directory."""

    def __init__(self, directory: Iterable[Speaker]) -> None:
        organisations = [speaker for speaker in directory if speaker.kind == "organisation"]
        self._bearers = by_name(organisations)
        self._words = {key: frozenset(key.split()) for key in self._bearers if not is_han(key)}
        self._keys: dict[str, str | None] = {}

    def key_of(self, affiliation: str | None) -> str | None:
        """Return the key of the organisation that ``affiliation`` names, else of the longest name that it holds."""
        if not affiliation:
            return None
        if affiliation not in self._keys:
            self._keys[affiliation] = self._find(affiliation)
        return self._keys[affiliation]

    def same(self, one: str | None, other: str | None) -> bool | None:
        """Whether two affiliations name one body; ``None`` where either is not known."""
        if not one or not other:
            return None
        known, known_other = self.key_of(one), self.key_of(other)
        if known and known_other:
            return known == known_other
        if is_han(one) != is_han(other):
            han, latin = (one, other) if is_han(one) else (other, one)
            return reads_as(han, _without_article(latin))
        if is_han(one):
            shorter, longer = sorted((simplify(one), simplify(other)), key=len)
            return len(shorter) > 1 and shorter in longer
        few, many = sorted((_telling_words(one), _telling_words(other)), key=len)
        return bool(few - _common_words()) and few <= many

    def _find(self, affiliation: str) -> str | None:
        for wording in (affiliation, _without_article(affiliation)):
            found = self._bearers.get(name_key(wording), [])
            if len(found) == 1:
                return found[0].key
        folded, words = simplify(affiliation), frozenset(name_words(affiliation))
        held = [key for key in self._bearers if is_han(key) and len(key) > 1 and key in folded]
        held += [key for key, own in self._words.items() if own <= words and own - _common_words() and len(key) > 2]
        longest = max((key for key in held if len(self._bearers[key]) == 1), key=len, default=None)
        return self._bearers[longest][0].key if longest else None


@cache
def _common_words() -> frozenset[str]:
    lines = _COMMON_WORDS.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def _without_article(affiliation: str) -> str:
    return _LEADING.sub("", affiliation)


def _telling_words(affiliation: str) -> frozenset[str]:
    return frozenset(name_words(_without_article(affiliation))) - _LEGAL - {"of", "the", "for", "and", "at"}
