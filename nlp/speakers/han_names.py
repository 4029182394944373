"""Personal names in Chinese text: Chinese ones by family name and what stands around them, foreign ones by their characters."""

import re
from collections import Counter
from functools import lru_cache

from nlp.han import HAN, simplify
from nlp.speakers.vocabulary import Vocabulary, vocabulary_for

_DOT = "·•‧・"
#: A name ends before one of these: punctuation, a verb of speech, an adverb, a preposition, a time.
_AFTER_NAME = re.compile(
    f"[^{HAN}]|$|说|道|表|称|认|指|坦|介|告|强|透|写|问|答|回|补|解|直|笑|提|谈|也|还|则|曾|在|对|向|就|于|等|和|与|及|的|是|将|又|把|从|为|以|让|当|今|昨|近|日|随|这|那|们|有|不|没|一|先|后|再|都|仍|正|已|被|给|跟|却|便|并|同|用|通|最|常|早|上|本|周|星|月|会|要|想|出|参|致|撰|发|宣|呼|警|批|反|分|预|总|看|拍|掰|站|坐|走|来|到|教授|先生|女士|博士|院士|所|接"
)
_CLAUSE_START = re.compile("(?:^|[，。；：！？、\n“”「」『』（）()\\s])")


@lru_cache(maxsize=8)
def person_names(text: str) -> frozenset[str]:
    """Return the personal names of a Chinese text, as they are written there.

    A Chinese name counts when it stands after a role or at the start of a clause, and ends where a name would.
    """
    vocabulary = vocabulary_for("zh")
    folded = simplify(text)
    found = {text[start:end] for start, end in _foreign(folded, vocabulary)}
    counts: Counter[str] = Counter()
    for place in _places(folded, vocabulary):
        end = _name_end(folded, place, vocabulary)
        if end is not None:
            counts[text[place:end]] += 1
    return frozenset(found | set(counts))


def _foreign(folded: str, vocabulary: Vocabulary) -> list[tuple[int, int]]:
    characters = f"[{vocabulary.foreign_characters}]"
    pattern = rf"{characters}{{1,7}}(?:[{_DOT}]{characters}{{1,8}})+(?:-{characters}{{1,6}})?"
    return [match.span() for match in re.finditer(pattern, folded)]


def _places(folded: str, vocabulary: Vocabulary) -> list[int]:
    """Return where a Chinese name may begin: after a role, or where a clause does and jieba sees a name."""
    import rjieba

    places = {match.end() for match in vocabulary.role.finditer(folded)}
    offset = 0
    for word, tag in rjieba.tag(folded):
        if tag.startswith("nr") and 2 <= len(word) <= 4:
            places.add(offset)
        offset += len(word)
    return sorted(places)


def _name_end(folded: str, start: int, vocabulary: Vocabulary) -> int | None:
    """Return where the name that begins at ``start`` ends; the longest that is followed by what follows names."""
    double = folded[start : start + 2] in vocabulary.surnames
    if not double and folded[start : start + 1] not in vocabulary.surnames:
        return None
    shortest = 3 if double else 2
    for length in (shortest + 1, shortest):
        name = folded[start : start + length]
        if not re.fullmatch(f"[{HAN}]{{{length}}}", name) or vocabulary.role.search(name) or name in vocabulary.common_words:
            continue
        if _AFTER_NAME.match(folded, start + length) and (length > shortest or not _AFTER_NAME.match(folded, start + 1)):
            return start + length
    return None
