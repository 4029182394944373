"""Search tokens: the lexemes under which full-text search finds a text, in both languages and both scripts."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from nlp.han import HAN, HAN_RUN, simplify

_STOP_WORDS = Path(__file__).with_name("stop_words_en.txt")
#: A word of letters and digits; an apostrophe ends it, as it does for the parser of Postgres.
_WORD = re.compile(f"[^\\W_{HAN}]+")
#: A tsvector refuses lexemes beyond 2 KiB; nothing this long is a word.
_LONGEST = 80


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(_STOP_WORDS.read_text(encoding="utf-8").split())


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@cache
def _segmenter() -> Any:
    import rjieba

    return rjieba.Jieba()


def search_tokens(title: str, text: str, language: str) -> tuple[list[str], list[str]]:
    """Return the distinct lexemes of title and of text, each in order of first appearance.

    Latin words: lower case, without the stop words of Postgres' ``english`` configuration, as stems of its stemmer
    (as they stand when ``language`` is neither English nor Chinese). Han runs: the words and all pairs of
    neighbouring characters, as written and in Simplified characters, so that a query in either script finds both.
    """
    stem = language in ("en", "zh")
    return list(dict.fromkeys(_lexemes(title, stem=stem))), list(dict.fromkeys(_lexemes(text, stem=stem)))


def _lexemes(text: str, *, stem: bool) -> Iterator[str]:
    for match in _WORD.finditer(text):
        word = match.group().lower()
        if len(word) <= _LONGEST and word not in _stop_words():
            yield _stemmer().stemWord(word) if stem else word
    for match in HAN_RUN.finditer(text):
        run = match.group()
        simplified = simplify(run)
        for spelling in dict.fromkeys((run, simplified)):
            yield from (spelling[at : at + 2] for at in range(len(spelling) - 1))
            if len(spelling) == 1:
                yield spelling
        # The dictionary of the segmenter is Simplified: it finds the words of both spellings.
        start = 0
        for word in _segmenter().cut(simplified):
            end = start + len(word)
            if end - start <= _LONGEST:
                yield run[start:end]
                yield simplified[start:end]
            start = end
