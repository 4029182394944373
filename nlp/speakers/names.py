"""Names as they are compared: spellings of one name have one key, whatever their case, order and script."""

import re
import unicodedata
from functools import cache
from typing import Any

from nlp.han import HAN, simplify
from nlp.speakers.sides import is_pinyin
from nlp.speakers.vocabulary import vocabulary_for

_HAN = re.compile(f"[{HAN}]")
_BESIDE_LETTERS = re.compile(f"[^\\w{HAN}]+|_")
_HAN_HONORIFIC = re.compile("(?:先生|女士|小姐|太太|教授|博士|院士|老师)$")


def is_han(name: str) -> bool:
    """Whether a name is written in Chinese characters."""
    return _HAN.search(name) is not None


def language_of(name: str) -> str:
    """Return ``zh`` for a name in Chinese characters, else ``en``."""
    return "zh" if is_han(name) else "en"


def script_of(name: str) -> str:
    """Return ISO 15924: ``Latn``; ``Hans`` or ``Hant`` where the characters tell, ``Hani`` where both write them so."""
    if not is_han(name):
        return "Latn"
    if simplify(name) != name:
        return "Hant"
    return "Hans" if traditional(name) != name else "Hani"


def traditional(name: str) -> str:
    """Return a Simplified name as Taiwan writes it, by OpenCC; no good where a character stands for several."""
    converted: str = _to_traditional().convert(name)
    return converted


def name_key(name: str) -> str:
    """Return what spellings of one name have in common: case, honorific, accents, order of the parts and script go.

    "Dr. Wei Chen", "CHEN Wei" and "Chen Wei" have one key, 陳偉 and 陈伟 another. Initials inside a name go as well
    ("Donald J. Trump"), and syllables of a Chinese given name are joined ("Ren Zheng-fei").
    """
    if is_han(name):
        plain = _BESIDE_LETTERS.sub("", simplify(name)).lower()
        without = _HAN_HONORIFIC.sub("", plain)
        return without if len(without) > 1 else plain
    return " ".join(sorted(name_words(name))) or name.lower()


def name_words(name: str) -> list[str]:
    """Return the words of a name in Latin letters in their order, as ``name_key`` compares them."""
    decomposed = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c)).lower().replace("’", "'")
    words = [_joined(word) for word in re.sub("[‐‑]", "-", plain).split()]
    words = [piece for word in words for piece in _BESIDE_LETTERS.sub(" ", word).split()]
    honorifics = vocabulary_for("en").honorifics
    kept = [word for word in words if word not in honorifics or len(words) == 1]
    if len(kept) > 2:
        kept = [word for place, word in enumerate(kept) if len(word) > 1 or place in (0, len(kept) - 1)]
    return _given_name_joined(kept)


def initials_of(name: str) -> frozenset[str]:
    """Return the initials that stand inside a name in Latin letters: ``j`` of "Donald J. Trump"."""
    words = _BESIDE_LETTERS.sub(" ", name.lower()).split()
    return frozenset(word for word in words[1:-1] if len(word) == 1)


def _joined(word: str) -> str:
    """Join what a hyphen or an apostrophe parts in a name of Chinese syllables: Zheng-fei, Xiao'ou."""
    parts = re.split("[-']", word)
    return "".join(parts) if len(parts) > 1 and all(is_pinyin(part) for part in parts) else word


def _given_name_joined(words: list[str]) -> list[str]:
    """Join a given name written in two words, of three Chinese syllables: Ren Zheng Fei, Zheng Fei Ren."""
    if len(words) != 3 or not all(is_pinyin(word) for word in words):
        return words
    surnames = {surname.lower() for surname in vocabulary_for("en").pinyin_surnames}
    if words[0] in surnames:
        return [words[0], words[1] + words[2]]
    return [words[0] + words[1], words[2]] if words[2] in surnames else words


@cache
def _to_traditional() -> Any:
    import opencc

    return opencc.OpenCC("s2tw")
