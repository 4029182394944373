"""Nicknames in Chinese text: in marks behind a role, and 老 or 小 with a family name."""

import re

from nlp.han import HAN
from nlp.speakers.people.contexts import FOLLOWS, SPEAKS
from nlp.speakers.people.dictionary import is_plain_word
from nlp.speakers.vocabulary import Vocabulary

#: Somebody called by a nickname in marks behind a role: 留学生“小满”.
_NICKNAME = f"[“「『‘](?P<name>[{HAN}]{{2,4}})[”」』’]"
#: 老魏, told twice and more.
_OLD_NAME = "(?<![长古])老(?P<surname>[{surnames}])(?![{han}]?(?:街|城|镇|村|路|站|区|牌|品牌))"


def nicknames(folded: str, vocabulary: Vocabulary) -> set[str]:
    """Return whom a text calls by a nickname in marks behind a role, by 老 and a family name, and by an alias."""
    marked = re.compile(_NICKNAME)
    found = {match["name"] for role in vocabulary.role.finditer(folded) if (match := marked.match(folded, role.end()))}
    singles = "".join(name for name in vocabulary.surnames if len(name) == 1)
    old = {
        match.group()
        for match in re.finditer(_OLD_NAME.format(surnames=singles, han=HAN), folded)
        if SPEAKS.match(folded, match.end()) or FOLLOWS.match(folded, match.end())
    }
    familiar = re.compile(f"[小老阿][{singles}]")
    for role in vocabulary.role.finditer(folded):
        match = familiar.match(folded, role.end())
        if match and (SPEAKS.match(folded, match.end()) or FOLLOWS.match(folded, match.end())):
            found |= {match.group()} if not is_plain_word(match.group()) else set()
    alias = re.compile(f"(?P<name>[小老阿][{HAN}]|[{singles}][{HAN}]{{1,2}})(?:（|\\()化名")
    found |= {match["name"] for match in alias.finditer(folded)}
    return found | {name for name in old if folded.count(name) > 1 and not is_plain_word(name)}
