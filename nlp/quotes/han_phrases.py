"""Whether a Chinese stretch can be one who speaks: a noun phrase, told by the tags of its first and last word."""

from functools import cache, lru_cache
from typing import Any

#: Tags (jieba's) of words that no noun phrase begins with: verbs, adverbs, prepositions, conjunctions, particles.
_NOT_FIRST = ("v", "d", "p", "c", "u", "y", "e", "f", "k")
_NOT_LAST = ("v", "d", "p", "c", "u", "y", "e", "a", "m", "q", "t", "z")
#: Verbal nouns and the like, whose tags begin like those above.
_NOMINAL = ("vn", "an", "ad", "eng", "dn")


@cache
def _jieba() -> Any:
    import rjieba

    return rjieba.Jieba()


@lru_cache(maxsize=4096)
def is_nominal(phrase: str) -> bool:
    """Whether ``phrase`` (Simplified) begins and ends as a noun phrase does."""
    tagged = [(word, tag) for word, tag in _jieba().tag(phrase) if word.strip()]
    if not tagged:
        return False
    (_, first), (_, last) = tagged[0], tagged[-1]
    begins = first in _NOMINAL or not first.startswith(_NOT_FIRST)
    # A clause attached by 的 may well begin with a verb: 负责算力枢纽的樊沐声.
    attached = any(word == "的" for word, _ in tagged[1:-1])
    return (begins or attached) and (last in _NOMINAL or not last.startswith(_NOT_LAST))
