"""Readings: how a Chinese personal name may be written in Latin letters, and which names in Latin letters read so.

Pinyin comes from pypinyin; family names that are read otherwise than the character usually is stand in the data.
"""

from functools import cache, lru_cache
from itertools import product
from pathlib import Path

from nlp.han import simplify
from nlp.resources import load
from nlp.speakers.names import name_words
from nlp.speakers.sides import is_pinyin

_SURNAMES = Path(__file__).with_name("data") / "surname_readings.yaml"
#: pypinyin writes v for ü; passports and papers write u, yu or v.
_U_UMLAUT = {"lv": ("lu", "lyu", "lv"), "nv": ("nu", "nyu", "nv"), "lve": ("lue", "lve"), "nve": ("nue", "nve")}
_UMLAUT_SPELLINGS = frozenset(spelling for spellings in _U_UMLAUT.values() for spelling in spellings)
#: More readings than this, and the name tells nothing.
_MOST = 64


@lru_cache(maxsize=65536)
def readings(name: str) -> frozenset[tuple[str, str]]:
    """Return the readings of a name in Chinese characters as (family name, given name), without tones; none for others.

    单志广 reads (shan, zhiguang), never (dan, zhiguang); 欧阳自远 reads (ouyang, ziyuan).
    """
    folded = simplify(name)
    surnames = load(_SURNAMES)
    length = 2 if folded[:2] in surnames and len(folded) > 2 else 1
    family, given = folded[:length], folded[length:]
    if not 1 <= len(given) <= 2 or len(folded) > 4:
        return frozenset()
    families = surnames.get(family) or (_syllables(family) if length == 1 else [])
    syllables = [_syllables(character) for character in given]
    if not all(syllables):
        return frozenset()
    joined = ["".join(parts) for parts in product(*syllables)]
    pairs = frozenset(product(families, joined))
    return pairs if len(pairs) <= _MOST else frozenset()


@lru_cache(maxsize=65536)
def latin_readings(name: str) -> frozenset[tuple[str, str]]:
    """Return what a name in Latin letters may be as (family name, given name): the family name first or last.

    None when it holds what is no Chinese syllable, or is not of two words.
    """
    words = name_words(name)
    if len(words) != 2 or not all(is_pinyin(word) or word in _UMLAUT_SPELLINGS for word in words):
        return frozenset()
    return frozenset([(words[0], words[1]), (words[1], words[0])])


def reads_as(han: str, latin: str) -> bool:
    """Whether the first characters of a firm's name read as its first word: 星槎智能, Xingcha Intelligence."""
    folded = simplify(han)
    word = (name_words(latin) or [""])[0]
    for length in (2, 3, 4):
        syllables = [_syllables(character) for character in folded[:length]]
        if len(syllables) == length and all(syllables) and word in {"".join(parts) for parts in product(*syllables)}:
            return True
    return False


@cache
def _syllables(character: str) -> tuple[str, ...]:
    from pypinyin import Style, pinyin

    (found,) = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore") or [[]]
    return tuple(spelling for syllable in found for spelling in _U_UMLAUT.get(syllable, (syllable,)))
