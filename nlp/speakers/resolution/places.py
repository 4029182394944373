"""Places: the country in which something is, and in which a text takes place, by the places that it names."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from nlp.resources import load
from nlp.speakers.sides import plain
from nlp.speakers.vocabulary import FILES

_WORD = re.compile(r"[A-Z][\w.’'-]*")
_POSSESSIVE = re.compile(r"[’']s?$")
_LONGEST = 4
#: A text takes place abroad where one country is named this often, and this many times as often as home.
_OFTEN, _MORE = 3, 3


@cache
def _countries() -> dict[str, str]:
    """Return the country of each name in Latin letters of a country, its people, its places and its bodies."""
    told = {name: code for code, names in load(FILES[4]).items() for name in names}
    cards = load(FILES[2])
    told |= {name: code for code, card in cards.items() for kind in ("bodies", "terms") for name in card[kind]["en"]}
    return told


def places_in(words: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and country of each name that tells one, the longest first, none inside another."""
    known = _countries()
    found = list(_WORD.finditer(words))
    at = 0
    while at < len(found):
        for length in range(min(_LONGEST, len(found) - at), 0, -1):
            name = words[found[at].start() : found[at + length - 1].end()]
            code = known.get(name) or known.get(_POSSESSIVE.sub("", name)) or known.get(name.rstrip("."))
            if code is not None:
                yield found[at].start(), code
                at += length - 1
                break
        at += 1


def country_of_place(words: str) -> str | None:
    """Return the country of the places that ``words`` name; none where they are of several."""
    told = {code for _, code in places_in(plain(words))}
    return told.pop() if len(told) == 1 else None


def country_before(text: str) -> str | None:
    """Return the country that a text names last."""
    told = [code for _, code in places_in(text)]
    return told[-1] if told else None


@lru_cache(maxsize=64)
def scene(text: str, home: str | None) -> str | None:
    """Return the country in which a text takes place: ``home``, unless it tells of another one alone, or far more."""
    told = Counter(code for _, code in places_in(text))
    if not told or home is None:
        return home
    (most, often), *others = told.most_common(2)
    next_often = max((n for _, n in others), default=0)
    abroad = often >= _OFTEN and often >= _MORE * told[home] and often > next_often
    return most if abroad else home


def is_place(name: str) -> bool:
    """Whether ``name`` is one of the places of a country below its capital."""
    return any(name in names for names in load(FILES[4]).values())
