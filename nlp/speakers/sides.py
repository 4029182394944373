"""Sides: the country whose side a speaker stands for, told from names and descriptions."""

import re
from dataclasses import dataclass
from functools import cache

from nlp.han import simplify
from nlp.resources import load
from nlp.speakers.vocabulary import FILES, whole_words


@dataclass(frozen=True, slots=True)
class _Country:
    terms: re.Pattern[str]
    bodies: re.Pattern[str]


@cache
def _countries() -> dict[str, _Country]:
    def pattern(words: dict[str, list[str]]) -> re.Pattern[str]:
        return whole_words([*words["en"], *words["zh"]], spaced=False)

    return {code: _Country(pattern(card["terms"]), pattern(card["bodies"])) for code, card in load(FILES[2]).items()}


def country_of(description: str) -> str | None:
    """Return the one country that a description names, or acts for; ``None`` when it is none or several.

    A body that belongs to a country ("White House", 外交部) counts unless another country is named beside it.
    """
    folded = simplify(description)
    named = {code for code, country in _countries().items() if country.terms.search(folded)}
    if len(named) == 1:
        return named.pop()
    if len(named) > 1:
        return _first_named(folded, named)
    acting = {code for code, country in _countries().items() if country.bodies.search(folded)}
    return acting.pop() if len(acting) == 1 else None


def _first_named(folded: str, named: set[str]) -> str | None:
    """Of "Chinese ambassador to the United States" the first: whom one stands for precedes where one is sent."""
    first = {code: found.start() for code in named if (found := _countries()[code].terms.search(folded))}
    return min(first, key=lambda code: first[code])


@cache
def _syllables() -> re.Pattern[str]:
    initial = "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    final = (
        "(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ue|ui|uo|er|a|o|e|i|u)"
    )
    return re.compile(f"(?:{initial}{final}){{1,4}}", re.IGNORECASE)


def is_pinyin(word: str) -> bool:
    """Whether a word in Latin letters is made of Chinese syllables, as names of people and firms of China are."""
    return len(word) > 1 and _syllables().fullmatch(word) is not None
