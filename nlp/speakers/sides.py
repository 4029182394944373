"""Sides: the country whose side a speaker stands for, told from names and descriptions."""

import re
from functools import cache

from nlp.han import simplify
from nlp.resources import load
from nlp.speakers.vocabulary import FILES, whole_words

_TELLING = re.compile("zh|x|q(?!u)|[iu]ang|ong|ao|ou|(?<!q)u[aoi]|[jy]ue|ian(?!$)|(?!^)[ae]i", re.IGNORECASE)

#: The peoples of America that are called so are of no country of Asia.
_NATIVE = re.compile(
    r"\bAmerican\s+Indian\b|\bIndian\s+(?:Treaty|Affairs|Reservation|Health\s+Service|Country|Tribes?|Nations?)\b"
)
#: Where an envoy is sent is not whom they stand for.
_SENT_TO = re.compile(r"\b((?:envoy|ambassador|emissary|delegate)s?) (?:to|for) (?:the )?[A-Z]\w+(?: [A-Z]\w+)*")
#: Parties of many countries whose names hold that of an American one.
_NOT_AMERICAN = re.compile(r"\b(?:Social|Christian|Free|Liberal)\s+Democrat(?:s|ic)?\b")

#: By what foreign firms call their arm in China, and what may stand behind that.
_ARMS = ("中国", "大中华")
_ENDS_ARM = re.compile("(?:区|方面|公司|分公司|有限公司|[首业相研市高总副董][^，。]{0,14})?(?: |$)")


@cache
def _names(kind: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern for all words of one kind, the longest first, and the country of each in lower case."""
    codes = {
        word.lower(): code for code, card in load(FILES[2]).items() for words in card[kind].values() for word in words
    }
    spellings = [word for card in load(FILES[2]).values() for words in card[kind].values() for word in words]
    return whole_words(spellings, spaced=False), codes


def plain(description: str) -> str:
    """Return a description without the words that name a country for another reason than that it is theirs."""
    return _SENT_TO.sub(r"\1", _NATIVE.sub("", _NOT_AMERICAN.sub("", description)))


def country_of(description: str, *, nearest_last: bool = False) -> str | None:
    """Return the country that a description names, else the one that a body named in it acts for.

    Of two countries the first counts: whom one stands for precedes where one is sent ("Chinese ambassador to the United
    States"); with ``nearest_last`` the last, for words that lead up to a name. Bodies of two countries decide nothing.
    """
    folded = plain(simplify(description))
    pattern, codes = _names("terms")
    if named := list(pattern.finditer(folded)):
        if (of := _owner_of_arm(folded, named[0])) is not None:
            return of
        return codes[re.sub(r"\s+", " ", named[-1 if nearest_last else 0].group().lower())]
    pattern, codes = _names("bodies")
    acting = {codes[re.sub(r"\s+", " ", found.group().lower())] for found in pattern.finditer(folded)}
    return acting.pop() if len(acting) == 1 else None


def _owner_of_arm(folded: str, country: re.Match[str]) -> str | None:
    """Return the country of a firm whose arm is named after another: 高通|中国 is American."""
    if country.group() not in _ARMS or not _ENDS_ARM.match(folded, country.end()):
        return None
    pattern, codes = _names("bodies")
    owner = max(pattern.finditer(folded, 0, country.start()), key=lambda found: found.end(), default=None)
    return codes[owner.group().lower()] if owner is not None and owner.end() == country.start() else None


def is_body(name: str) -> bool:
    """Whether ``name`` is one of the bodies that the data know, and nothing more."""
    pattern, _ = _names("bodies")
    return pattern.fullmatch(simplify(name)) is not None


def bodies_in(words: str) -> list[str]:
    """Return the bodies that the data know, as ``words`` name them, in order."""
    pattern, _ = _names("bodies")
    return [found.group() for found in pattern.finditer(words)]


@cache
def _syllables() -> re.Pattern[str]:
    initial = "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    final = "(?:[iu]?ang|iong|[ei]ng|ong|[iu]a[in]?|iao|[ae]i|[ao][uo]|[aeiu]n|i[eu]|u[eio]|er|[aeiou])"
    return re.compile(f"(?:{initial}{final}){{1,4}}", re.IGNORECASE)


def is_pinyin(word: str, *, surely: bool = False) -> bool:
    """Whether a word in Latin letters is made of Chinese syllables, as names of people and firms of China are.

    ``surely`` asks for a sound that other languages spell otherwise: "Toyota" is made of Chinese syllables too.
    """
    if len(word) < 2 or _syllables().fullmatch(word) is None:
        return False
    return not surely or _TELLING.search(word) is not None
