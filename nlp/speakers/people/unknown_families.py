"""Chinese names of families that are not listed: three characters that follow a role and speak."""

import re
from collections import defaultdict

from nlp.han import HAN, segmenter
from nlp.speakers.people.contexts import (
    CLAUSE_START,
    FOLLOWS,
    NEVER_FIRST,
    NEVER_IN,
    NEVER_LAST,
    SPEAKS,
    starts,
)
from nlp.speakers.people.dictionary import straddles
from nlp.speakers.vocabulary import Vocabulary


def of_unknown_families(folded: str, known: set[str], vocabulary: Vocabulary) -> set[str]:
    """Return the names of three characters that follow a role and speak, though their family name is not listed."""
    names: defaultdict[str, float] = defaultdict(float)
    for role in vocabulary.role.finditer(folded):
        start, end = role.end(), role.end() + 3
        name = folded[start:end]
        if (
            re.fullmatch(f"[{HAN}]{{3}}", name) is None
            or name[0] in vocabulary.surnames
            or name[:2] in vocabulary.surnames
            or (NEVER_FIRST.match(name) and not _is_family_all_the_same(folded, name))
            or NEVER_LAST.search(name)
            or NEVER_IN.search(name)
            or vocabulary.role.search(folded, start, end + 1)
            or len(segmenter().cut(name, hmm=False)[0]) > 1
            or straddles(folded, start, end)
            or len(segmenter().cut(folded[end - 1 : end + 1], hmm=False)) == 1 < len(folded[end - 1 : end + 1])
        ):
            continue
        names[name] += 2 if SPEAKS.match(folded, end) else 0.5 if FOLLOWS.match(folded, end) else 0
    for name in names:
        names[name] += sum(
            1 if SPEAKS.match(folded, at + 3) else 0.5 if FOLLOWS.match(folded, at + 3) else 0
            for at in starts(folded, name)
            if CLAUSE_START.search(folded[max(0, at - 4) : at])
        )
    return {name for name, weight in names.items() if weight >= 1 and not any(other in name for other in known)}


def _is_family_all_the_same(folded: str, name: str) -> bool:
    """Whether 都 begins a name: it comes twice, and no word of the dictionary is behind it."""
    return name[0] == "都" and folded.count(name) > 1 and len(segmenter().cut(name[1:], hmm=False)) == 2
