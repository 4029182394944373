"""Married names in Chinese text: a husband's family name before a woman's own, 罗陈阿桃, behind an age."""

import re

from nlp.han import HAN
from nlp.speakers.people.contexts import NEVER_IN, NEVER_LAST
from nlp.speakers.people.dictionary import is_common_word, is_plain_word
from nlp.speakers.vocabulary import Vocabulary

_AGED = re.compile(f"岁的(?P<name>[{HAN}]{{4}})")


def married(folded: str, vocabulary: Vocabulary) -> set[str]:
    """Return the names of four characters that begin with two family names."""
    return {
        name
        for name in (found["name"] for found in _AGED.finditer(folded))
        if name[0] in vocabulary.surnames and name[1] in vocabulary.surnames and name[0] != name[1]
        if not (NEVER_LAST.search(name) or NEVER_IN.search(name) or vocabulary.role.search(name))
        if not any(is_plain_word(name[at : at + 2]) for at in range(3)) and not is_common_word(name)
        if not any(is_common_word(name[at : at + 3]) for at in range(2))
    }
