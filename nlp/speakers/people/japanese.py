"""Japanese names in Chinese text: a listed family name and the likeliest given name behind it."""

import re
from collections import Counter, defaultdict

from nlp.han import HAN
from nlp.speakers.people.contexts import CLAUSE_START, FOLLOWS, LINK, NEVER_LAST, PERSON_NOUN, SPEAKS
from nlp.speakers.people.dictionary import tagged
from nlp.speakers.vocabulary import Vocabulary

_ABOUT_JAPAN = re.compile("日本|东京|大阪|日[企商媒方]")
#: What given names of three characters end in.
_LONG_GIVEN = re.compile("[郎子美介夫雄太助香彦树奈代衣]$")


def surname_of(name: str, vocabulary: Vocabulary) -> str | None:
    """Return the Japanese family name that a name (Simplified) begins with, if anything stands behind it."""
    return next(
        (name[:length] for length in (3, 2) if len(name) > length and name[:length] in vocabulary.japanese_surnames),
        None,
    )


def japanese_names(folded: str, vocabulary: Vocabulary) -> set[str]:
    """Return the Japanese names: a family name where a name may begin, and the likeliest given name behind it.

    There are none in a text that is not about Japan.
    """
    if not _ABOUT_JAPAN.search(folded):
        return set()
    surnames = "|".join(sorted(vocabulary.japanese_surnames, key=len, reverse=True))
    roles = {match.end() for match in vocabulary.role.finditer(folded)}
    _, acting = tagged(folded)
    readings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for match in re.finditer(f"(?:{surnames})", folded):
        before = folded[max(0, match.start() - 4) : match.start()]
        placed = match.start() in roles or CLAUSE_START.search(before) or PERSON_NOUN.search(before)
        if not placed and not LINK.search(before):
            continue
        for length in (3, 2, 1):
            end = match.end() + length
            given = folded[match.end() : end]
            if (
                re.fullmatch(f"[{HAN}]{{{length}}}", given) is None
                or NEVER_LAST.search(given)
                or (length == 3 and not _LONG_GIVEN.search(given))
                or not (end in acting or SPEAKS.match(folded, end) or FOLLOWS.match(folded, end))
                or (length < 3 and SPEAKS.match(folded, match.end()))
            ):
                continue
            readings[match.group()][match.group() + given] += 1 + (match.start() in roles)
            break
    return {max(names, key=lambda name: (names[name], len(name))) for names in readings.values()}
