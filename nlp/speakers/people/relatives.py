"""Relatives by name in Chinese text: whoever stands behind a word for kin with a family name of the text."""

import re
from collections.abc import Iterable

from nlp.han import HAN, segmenter
from nlp.speakers.people.contexts import NEVER_IN, NEVER_LAST
from nlp.speakers.people.dictionary import is_common_word, is_plain_word
from nlp.speakers.vocabulary import Vocabulary

#: Kin who have the same family name, most of the time.
SAME_FAMILY = (
    "(?:[哥姐弟妹]{2}|[堂胞长大二三小][哥姐兄弟妹]|[儿长次幼独养继]子|[女长次幼独养继]女|女儿|[父母]亲|爸爸|祖父|爷爷|[侄孙][子女]|"
    "叔叔|伯父|姑姑|姑妈|其[父兄弟姐妹子女])"
)
#: 林某某的姐姐林某某: both have the family name.
_BOTH = (
    "(?<![{han}])(?P<owner>(?P<family>[{singles}])[{han}]{{1,2}})的(?:[大二三小]?(?:哥哥?|姐姐?|弟弟?|妹妹?)|[堂胞][哥姐兄弟妹]|儿子|女儿|父亲|爸爸|爷爷|[侄孙][子女])"
    "(?P<relative>(?P=family)[{han}]{{2}})"
)


def relatives(folded: str, known: Iterable[str], vocabulary: Vocabulary) -> set[str]:
    """Return the names behind a word for kin with the family name of somebody ``known``: 林长庚…弟弟|林远小他三岁."""
    families = {name[:2] if name[:2] in vocabulary.surnames else name[0] for name in known if 1 < len(name) < 5}
    families &= vocabulary.surnames
    singles = "".join(name for name in vocabulary.surnames if len(name) == 1)
    found = set()
    for match in re.finditer(_BOTH.format(singles=singles, han=HAN), folded):
        found |= {name for name in (match["owner"], match["relative"]) if _is_name(name, vocabulary)}
    if not families:
        return found
    family = "|".join(sorted(families, key=len, reverse=True))
    for match in re.finditer(f"{SAME_FAMILY}(?P<name>(?:{family})[{HAN}]{{1,2}})", folded):
        long, short = match["name"], match["name"][:-1]
        end = match.end("name")
        if _is_name(long, vocabulary) and not is_plain_word(folded[end - 1 : end + 1]):
            found.add(long)
        elif len(short) > 1 and _is_name(short, vocabulary) and is_plain_word(folded[end - 1 : end + 1]):
            found.add(short)
    return found


def _is_name(name: str, vocabulary: Vocabulary) -> bool:
    """Whether nothing tells that what stands behind a word for kin is no name."""
    never = NEVER_LAST.search(name) or NEVER_IN.search(name) or vocabulary.role.search(name)
    return not never and not is_common_word(name) and len(segmenter().cut(name[:2], hmm=False)) > 1
