"""Search vectors: tokens of a version as the ``tsvector`` that Postgres makes its own of, within that type's limits."""

from collections.abc import Sequence
from itertools import chain, repeat
from typing import TypeAlias

#: Lexemes of the title and of the text, each in order: English words as they are written, for Postgres stems them, by
#: the rules by which it reads a query; Chinese words and pairs of characters, in every script they shall be found in.
SearchTokens: TypeAlias = tuple[Sequence[str], Sequence[str]]

#: Limits of Postgres: bytes of a lexeme, the greatest position, positions of one lexeme, bytes of a vector.
_LEXEME_BYTES = 2046
_LAST_POSITION = 16_383
_POSITIONS = 255
_VECTOR_BYTES = 2**20 - 2**12


def search_vector(tokens: SearchTokens) -> str:
    """Return the ``tsvector`` literal of ``tokens``: the title weighs A, the text D.

    A lexeme beyond Postgres' 2 KiB is left out; so is every new one once the vector is full (1 MiB).
    """
    title, text = tokens
    places: dict[str, list[str]] = {}
    size = 0
    weighted = chain(zip(title, repeat("A"), strict=False), zip(text, repeat(""), strict=False))
    for position, (lexeme, weight) in enumerate(weighted, start=1):
        known = places.get(lexeme)
        if known is None:
            bytes_of_lexeme = len(lexeme) if lexeme.isascii() else len(lexeme.encode("utf-8", errors="surrogatepass"))
            # A lexeme lies on an even byte, behind it the number of its positions and the first of them.
            more = bytes_of_lexeme + 1 + 4
            if not lexeme or bytes_of_lexeme > _LEXEME_BYTES or size + more > _VECTOR_BYTES:
                continue
            size += more
            places[lexeme] = known = []
        elif len(known) == _POSITIONS or size + 2 > _VECTOR_BYTES:
            continue
        else:
            size += 2
        known.append(f"{position if position < _LAST_POSITION else _LAST_POSITION}{weight}")
    return " ".join([f"{_quoted(lexeme)}:{','.join(found)}" for lexeme, found in places.items()])


def _quoted(lexeme: str) -> str:
    if not lexeme.isalnum():
        lexeme = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{lexeme}'"
