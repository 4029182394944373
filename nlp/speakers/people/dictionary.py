"""Dictionary: what jieba says of words that may be Chinese names, and of where names and verbs begin."""

from functools import lru_cache

from nlp.han import segmenter
from nlp.speakers.people.contexts import NEVER_FIRST, NEVER_IN, NEVER_LAST, TIME
from nlp.speakers.vocabulary import vocabulary_for


def tagged(folded: str) -> tuple[dict[int, int], set[int]]:
    """Return where jieba sees names begin and end, and where verbs, adverbs and prepositions begin."""
    offset, names, acting = 0, dict[int, int](), set()
    for word, tag in segmenter().tag(folded):
        if tag.startswith("nr"):
            names[offset] = offset + len(word)
        elif tag.startswith(("v", "d", "p", "z")) and len(word) > 1:
            acting.add(offset)
        offset += len(word)
    return names, acting


def long_words(folded: str) -> dict[int, int]:
    """Return where words of three characters and more that are no names begin, and where each ends: 习以为常."""
    offset, found = 0, dict[int, int]()
    for word, tag in segmenter().tag(folded):
        if len(word) > 2 and not tag.startswith("nr") and is_plain_word(word):
            found[offset] = offset + len(word)
        offset += len(word)
    return found


def inside_words(folded: str) -> set[int]:
    """Return the offsets inside words of the dictionary that are no names: no name begins there, 工|程."""
    offset, inside = 0, set[int]()
    for word, tag in segmenter().tag(folded):
        if len(word) > 1 and not tag.startswith("nr") and is_plain_word(word):
            inside.update(range(offset + 1, offset + len(word)))
        offset += len(word)
    return inside


#: Family names that go on from another word more often than they begin a name (供应|商), and what ends a place's or a
#: body's name of three characters.
_RISKY_FIRST, _RISKY_LAST = "商由空东全时年常应", "镇社谷县乡村区市路街山河湖岛寺庙港湾上下笑队团组厂店馆院所局厅部室"


@lru_cache(maxsize=4096)
def is_plain_word(name: str) -> bool:
    """Whether the dictionary knows ``name`` as one word that is no name."""
    return len(segmenter().cut(name, hmm=False)) == 1 and not segmenter().tag(name)[0][1].startswith("nr")


@lru_cache(maxsize=4096)
def is_word(name: str) -> bool:
    """Whether ``name`` is a word of the dictionary, or one character beside such a word: it takes more to be a name."""
    known = segmenter().cut(name, hmm=False)
    beside = len(known) == 2 and len(name) > 2 and name[:2] not in vocabulary_for("zh").surnames
    return len(known) == 1 or (beside and not is_given_name(name[1:]))


@lru_cache(maxsize=4096)
def is_given_name(word: str) -> bool:
    """Whether the dictionary knows ``word`` as what people are called: 桂兰, 建军."""
    (_, tag), *others = segmenter().tag(word)
    return not others and tag.startswith("nr") and len(segmenter().cut(word, hmm=False)) == 1


@lru_cache(maxsize=4096)
def is_coined(name: str) -> bool:
    """Whether jieba, which knows no word in ``name``, still takes all three characters for a person's: 冼佩文."""
    alone = len(name) == 3 and len(segmenter().cut(name, hmm=False)) == 3
    return alone and is_tagged_name(name) and name[0] not in _RISKY_FIRST and name[-1] not in _RISKY_LAST


@lru_cache(maxsize=4096)
def is_common_word(name: str) -> bool:
    """Whether the dictionary knows ``name`` as a word that is no name, or as words of two characters and more."""
    words = segmenter().tag(name)
    if len(name) == 3 and name[-1] in "上里中内外下" and is_plain_word(name[:2]):
        # 房子|上
        return True
    if len(name) > 2 and name[:2] in vocabulary_for("zh").surnames:
        return len(words) == 1 and not words[0][1].startswith(("nr", "x"))
    if len(words) == 1:
        known = segmenter().cut(name, hmm=False)
        return len(known) == 1 and not words[0][1].startswith("nr")
    return all(len(word) > 1 for word, _ in words)


def is_coined_at(folded: str, start: int) -> bool:
    """Whether three characters from ``start`` on hold no word of the dictionary, as a name does: 农民|禚有田."""
    name = folded[start : start + 3]
    return len(name) == 3 and begins_name(name)


@lru_cache(maxsize=4096)
def is_place(name: str) -> bool:
    """Whether the dictionary knows ``name`` as that of a place, which people may be called by as well."""
    words = segmenter().tag(name)
    return len(words) == 1 and words[0][1] == "ns"


@lru_cache(maxsize=4096)
def is_tagged_name(name: str) -> bool:
    """Whether jieba takes all of ``name`` for a person's: 林远常 before 指出, though 常指 is a word."""
    (_, tag), *others = segmenter().tag(name)
    return not others and tag.startswith("nr")


def is_apart(folded: str, start: int, end: int) -> bool:
    """Whether words of the dictionary go up to the edges of a stretch, and not into it: 教授|林嘉禾|意见不同."""
    edges = (start - 1, start), (start, start + 1), (start + 1, end - 1), (end - 1, end)
    behind = segmenter().cut(folded[end : end + 2], hmm=False)
    return [len(word) for word in behind] == [2] and not any(
        is_plain_word(folded[first : last + 1]) for first, last in edges
    )


def begins_name(words: str) -> bool:
    """Whether no two characters of ``words`` are a word, and the first is none that joins or counts."""
    alone = all(len(word) == 1 for word in segmenter().cut(words, hmm=False))
    return alone and not (NEVER_FIRST.match(words) or NEVER_LAST.search(words) or NEVER_IN.search(words))


def straddles(folded: str, start: int, end: int) -> bool:
    """Whether a reading ends inside a word and begins with one: 安全概|念."""
    if end - start < 3 or end >= len(folded) or TIME.match(folded, end):
        return False
    cut = segmenter().cut
    return len(cut(folded[start : end - 1], hmm=False)) == 1 and len(cut(folded[end - 1 : end + 1], hmm=False)) == 1


def is_together(folded: str, name: str) -> bool:
    """Whether the three characters of ``name`` come several times, and the last two of them never by themselves."""
    often = folded.count(name)
    return (
        name[-1] not in _RISKY_LAST
        and len(name) == 3
        and often >= (2 if begins_name(name) else 3)
        and folded.count(name[1:]) == often
    )
