"""Frequent names in Chinese text: three characters that begin clause after clause, whatever goes on behind them."""

import re
from collections import defaultdict

from nlp.han import HAN, segmenter
from nlp.speakers.people.contexts import CLAUSE_START, NEVER_IN, NEVER_LAST
from nlp.speakers.people.dictionary import is_common_word, is_plain_word
from nlp.speakers.vocabulary import Vocabulary

#: How many clauses begin with a name, at least, and how many words go on behind it.
_CLAUSES, _BEHIND = 3, 3


def frequent(folded: str, vocabulary: Vocabulary) -> set[str]:
    """Return the readings that begin clauses where the dictionary knows their last two characters: 焦|桂兰."""
    behind: defaultdict[str, list[str]] = defaultdict(list)
    for match in re.finditer(f"[{HAN}]{{3,}}", folded):
        name = match.group()[:3]
        if name[0] in vocabulary.surnames and CLAUSE_START.search(folded[max(0, match.start() - 2) : match.start()]):
            behind[name].append(folded[match.start() + 3 : match.start() + 4])
    often = (name for name, after in behind.items() if len(after) >= _CLAUSES and len(set(after)) >= _BEHIND)
    return {name for name in often if _is_name(name, behind[name], vocabulary)}


def _is_name(name: str, behind: list[str], vocabulary: Vocabulary) -> bool:
    never = NEVER_LAST.search(name) or NEVER_IN.search(name) or vocabulary.role.search(name)
    if never or is_common_word(name) or len(segmenter().cut(name[:2], hmm=False)) == 1:
        return False
    return not any(after and is_plain_word(name[-1] + after) for after in behind)
