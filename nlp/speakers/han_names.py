"""Personal names in Chinese text: Chinese ones by family name and place, foreign ones by their characters."""

import re
from functools import lru_cache

from nlp.han import HAN, segmenter, simplify
from nlp.speakers.vocabulary import Vocabulary, vocabulary_for

_DOTS = "·•‧・．"
#: What stands between the parts of a foreign name.
DOT = re.compile(f"[{_DOTS}]")
_HYPHEN = "[-‐－–]"
#: A name ends before one of these: punctuation, a verb of speech, an adverb, a preposition, a time.
_AFTER_NAME = re.compile(
    f"[^{HAN}]|$|说|道|表|称|认|指|坦|介|告|强|透|写|问|答|回|补|解|直|笑|提|谈|也|还|则|曾|在|对|向|就|于|等|和|与|及|的|是|将|又|把|从|为|以|让|当|今|昨|近|日|随|这|那|们|有|不|没|一|先|后|再|都|仍|正|已|被|给|跟|却|便|并|同|用|通|最|常|早|上|本|周|星|月|会|要|想|出|参|致|撰|发|宣|呼|警|批|反|分|预|总|看|拍|掰|站|坐|走|来|到|教授|先生|女士|博士|院士|所|接"
)
_CLAUSE_START = re.compile("(?:^|[，。；：！？、\n“”「」『』\ue000-\ue004（）()\\s])")


#: What follows a name where nothing but its place says that it is one.
_SPEAKS = re.compile(
    "说|道|表示|称|认为|指出|坦言|介绍|告诉|强调|透露|写道|问|回应|补充|解释|直言|笑|也|还|则|曾|在|对|向|就|，"
)
#: Characters that foreign names end in, and the words that begin with them ("…塔尔本周").
_NOT_LAST = re.compile(
    "坦(?=[言承诚率陈])|特(?=[别意])|通(?=过)|加(?=[入强])|第(?=[一二三四五六七八九十百\\d])|本(?=[周月人年届次轮报])|今|明(?=[天年日])|日(?=前)|赛(?=[后前])|提(?=[出醒交到供议名示问])"
)


#: Countries whose names are written with characters of foreign names: 加拿大|保罗·某某.
_COUNTRY = re.compile("(?:加拿大|意大利|澳大利亚|希腊|伊朗|埃及)(?=[^·•‧・．])")
#: Verbs, particles and adverbs that the longer reading of a name may have swallowed.
_NEVER_LAST = "说称问答道将就还也都则曾充旨是的地得了着过在对向把被跌设采"


#: A foreign name of two characters counts where a text has it so often: 总统|普京.
_OFTEN = 3


@lru_cache(maxsize=8)
def person_names(text: str) -> frozenset[str]:
    """Return the personal names of a Chinese text, as they are written there.

    A Chinese name counts when it stands after a role or at the start of a clause, and ends where a name would.
    """
    vocabulary = vocabulary_for("zh")
    folded = simplify(text)
    foreign = _foreign(folded, vocabulary)
    parts = {part for start, end in foreign for part in DOT.split(folded[start:end])}
    spans = [
        (place, end)
        for place, sure in _places(folded, vocabulary)
        if (end := _name_end(folded, place, sure, vocabulary))
    ]
    # "布兰德沃尔" is no 沃尔: what ends a foreign name is no Chinese one.
    chinese = [(start, end) for start, end in spans if not any(part.endswith(folded[start:end]) for part in parts)]
    return frozenset(text[start:end] for start, end in foreign + chinese)


def _foreign(folded: str, vocabulary: Vocabulary) -> list[tuple[int, int]]:
    characters = f"[{vocabulary.foreign_characters}]"
    dotted = f"[{vocabulary.foreign_characters}{vocabulary.foreign_characters_beside_dot}]"
    # "让-皮埃尔·某某", "玛丽·杜邦-拉罗什"
    pattern = re.compile(
        rf"(?:{dotted}{{1,5}}{_HYPHEN})?{dotted}{{1,7}}(?:[{_DOTS}]{dotted}{{1,8}})+(?:{_HYPHEN}{dotted}{{1,6}})?"
    )
    spans = []
    for match in pattern.finditer(folded):
        start, end = match.span()
        if country := _COUNTRY.match(folded, start, end):
            start = country.end()
        # "经理卡罗琳·韦斯特": a role ends inside what looks like the name.
        for role in vocabulary.role.finditer(folded, max(0, start - 8), end):
            if start < role.end() < end:
                start = role.end()
        while folded[start] in vocabulary.foreign_characters_beside_dot and _ends_word(folded, start):
            start += 1
        while _NOT_LAST.match(folded, end - 1) or (
            folded[end - 1] in vocabulary.foreign_characters_beside_dot and _begins_word(folded, end - 1, match.start())
        ):
            end -= 1
        spans.append((start, end))
    # "参议员惠特洛克": after a role a foreign family name stands by itself.
    alone = re.compile(rf"{characters}{{2,6}}")
    for role in vocabulary.role.finditer(folded):
        found = alone.match(folded, role.end())
        if found and folded[found.end() : found.end() + 1] not in _DOTS and not vocabulary.role.search(found.group()):
            end = found.end()
            while end > found.start() and (_NOT_LAST.match(folded, end - 1) or folded[end - 1] in _NEVER_LAST):
                end -= 1
            short = 2 if folded.count(folded[found.start() : end]) >= _OFTEN else 3
            name = folded[found.start() : end]
            if len(name) >= short and _AFTER_NAME.match(folded, end) and not _is_word(name, places=len(name) > 2):
                spans.append((found.start(), end))
    return spans


def _begins_word(folded: str, at: int, least: int) -> bool:
    """Whether the character at ``at`` begins a word that goes on behind a foreign name: 史密斯|强调."""
    inside = at - 1 > least and folded[at - 1] not in _DOTS
    word = folded[at : at + 2]
    return inside and re.fullmatch(f"[{HAN}]{{2}}", word) is not None and len(segmenter().cut(word, hmm=False)) == 1


def _ends_word(folded: str, at: int) -> bool:
    """Whether the character at ``at`` ends a word that began before a foreign name: 昨天|莎拉·某某."""
    word = folded[max(0, at - 1) : at + 1]
    inside = folded[at + 1 : at + 2] not in ("", *_DOTS)
    return inside and re.fullmatch(f"[{HAN}]{{2}}", word) is not None and len(segmenter().cut(word, hmm=False)) == 1


def _places(folded: str, vocabulary: Vocabulary) -> list[tuple[int, bool]]:
    """Return where a Chinese name may begin, and whether a role or jieba says so, not only the start of a clause."""
    sure = {match.end() for match in vocabulary.role.finditer(folded)}
    offset = 0
    for word, tag in segmenter().tag(folded):
        if tag.startswith("nr") and 2 <= len(word) <= 4:
            sure.add(offset)
        offset += len(word)
    starts = {match.end() for match in _CLAUSE_START.finditer(folded)} - sure
    return sorted([(place, True) for place in sure] + [(place, False) for place in starts])


def _name_end(folded: str, start: int, sure: bool, vocabulary: Vocabulary) -> int | None:
    """Return where the name that begins at ``start`` ends; the longest that is followed by what follows names."""
    double = folded[start : start + 2] in vocabulary.surnames
    if not double and folded[start : start + 1] not in vocabulary.surnames:
        return None
    shortest = 3 if double else 2
    for length in (shortest + 1, shortest) if sure else (shortest + 1,):
        name = folded[start : start + length]
        if not re.fullmatch(f"[{HAN}]{{{length}}}", name) or vocabulary.role.search(name) or _is_word(name):
            continue
        if name[-1] in _NEVER_LAST or not (_AFTER_NAME if sure else _SPEAKS).match(folded, start + length):
            continue
        if length > shortest or not _AFTER_NAME.match(folded, start + 1):
            return start + length
    return None


def _is_word(name: str, *, places: bool = True) -> bool:
    """Whether the dictionary knows ``name`` as something other than a name (of ``places`` too), or as two words."""
    tagged = segmenter().tag(name)
    if len(tagged) == 1:
        return not tagged[0][1].startswith(("nr", "x") if places else ("nr", "ns", "nz", "x"))
    return all(len(word) > 1 for word, _ in tagged) or any(
        tag in ("uv", "ud", "uz", "ul", "c", "y") for _, tag in tagged
    )
