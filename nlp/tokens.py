"""Search tokens: the words under which full-text search finds a text, in both languages and both scripts."""

import re
from collections.abc import Iterator

from nlp.han import HAN, HAN_RUN, segmenter, simplify

#: A word of letters and digits; an apostrophe ends it, as it does for the parser of Postgres.
_WORD = re.compile(f"[^\\W_{HAN}]+")
#: A tsvector refuses lexemes beyond 2 KiB; nothing this long is a word.
_LONGEST = 80


def search_tokens(title: str, text: str) -> tuple[list[str], list[str]]:
    """Return the distinct tokens of title and of text, each in order of first appearance.

    Latin words: in lower case; the warehouse stems them with the dictionary that its queries use, for stemmers differ
    between versions. Han runs: the words and all pairs of neighbouring characters, as written and in Simplified
    characters, so that a query in either script finds both.
    """
    return list(dict.fromkeys(_tokens(title))), list(dict.fromkeys(_tokens(text)))


def _tokens(text: str) -> Iterator[str]:
    words = map(str.lower, dict.fromkeys(_WORD.findall(text)))
    yield from (word for word in words if len(word) <= _LONGEST)
    for match in HAN_RUN.finditer(text):
        run = match.group()
        simplified = simplify(run)
        for spelling in dict.fromkeys((run, simplified)):
            yield from (spelling[at : at + 2] for at in range(len(spelling) - 1))
            if len(spelling) == 1:
                yield spelling
        # The dictionary of the segmenter is Simplified: it finds the words of both spellings.
        start = 0
        for word in segmenter().cut(simplified):
            end = start + len(word)
            if end - start <= _LONGEST:
                yield run[start:end]
                yield simplified[start:end]
            start = end
