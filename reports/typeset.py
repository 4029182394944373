"""Typeset: plain text by the column, where a Chinese character takes two; the same words, only cut or folded."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

#: Marks that may not begin a line of Chinese, so that a line breaks before the character they close.
CLOSING = frozenset("。，、；：？！）》」』】〕”’…·,.;:?!)]}%")
#: Marks that may not end one.
OPENING = frozenset("（《「『【〔“‘([{")
SENTENCE_END = re.compile(r"""[.!?]["'”’)\]]*(?=\s)|[。！？；]["”’」』）]*""")
CLAUSE_END = re.compile(r"[，、：]|\s")
CUT = " […]"

#: Controls that are no blanks, lone surrogates, and the marks that turn the direction of what stands beside them.
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)


def one_line(text: str) -> str:
    """Return ``text`` with runs of blanks as one space and without controls and direction marks; words unchanged."""
    return " ".join(_HIDDEN.sub("", text).split())


def width(text: str) -> int:
    """Return the columns of a terminal or a mail in fixed pitch that ``text`` takes."""
    return sum(map(_columns, text))


@cache
def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """Return ``text`` in exactly ``columns`` columns: filled with spaces (in front if ``right``), cut with ``…``."""
    if width(text) > columns:
        text = _head(text, columns - 1) + "…"
    fill = " " * (columns - width(text))
    return fill + text if right else text + fill


def columns(headings: Sequence[str], rows: Sequence[Sequence[object]], *, most: int = 60) -> str:
    """Return a table of values as text, each column as wide as it must be and ``most`` columns of text at most.

    Numbers stand to the right; ``None`` is empty; whatever a value holds, it stays on its line.
    """
    cells = [[one_line("" if value is None else str(value)) for value in row] for row in rows]
    numeric = [
        bool(rows) and all(value is None or isinstance(value, (int, float, Decimal)) for value in column)
        for column in zip(*rows, strict=True)
    ] or [False] * len(headings)
    widths = [
        min(most, max(width(one_line(heading)), *(width(row[index]) for row in cells), 0))
        for index, heading in enumerate(headings)
    ]
    lines = [[one_line(heading) for heading in headings], ["─" * wide for wide in widths], *cells]
    return "\n".join(
        "  ".join(
            pad(cell, wide, right=right) for cell, wide, right in zip(line, widths, numeric, strict=True)
        ).rstrip()
        for line in lines
    )


def _head(text: str, columns: int) -> str:
    used = 0
    for index, character in enumerate(text):
        used += _columns(character)
        if used > columns:
            return text[:index]
    return text


def fold(text: str, *, columns: int = 78, first: str = "", rest: str = "") -> str:
    """Return one paragraph as lines of at most ``columns`` columns, led by ``first`` and then ``rest``.

    A web address is never broken, for it would no longer work: one that is too long has a line to itself.
    """
    lines: list[str] = []
    line, used, empty = first, width(first), True
    indent = width(rest)
    for piece, taken, spaced in _pieces(one_line(text), columns - max(used, indent)):
        gap = " " if spaced and not empty else ""
        if not empty and used + len(gap) + taken > columns:
            lines.append(line)
            line, used, gap = rest, indent, ""
        line, used, empty = line + gap + piece, used + len(gap) + taken, False
    return "\n".join([*lines, line])


def _pieces(text: str, columns: int) -> Iterator[tuple[str, int, bool]]:
    """Split a line into what may not be broken: each with its columns, and whether a space stood before it."""
    for word in text.split(" "):
        if word.startswith(("http://", "https://")):
            yield word, width(word), True
            continue
        start, used, spaced = 0, 0, True
        for index, character in enumerate(word):
            taken = _columns(character)
            if index > start and (_may_break(word[index - 1], character) or used + taken > columns):
                yield word[start:index], used, spaced
                start, used, spaced = index, 0, False
            used += taken
        yield word[start:], used, spaced


def _may_break(before: str, after: str) -> bool:
    wide = _columns(before) == 2 or _columns(after) == 2
    return wide and before not in OPENING and after not in CLOSING and _columns(after) > 0


def excerpt(text: str, *, limit: int = 280) -> str:
    """Return the words of ``text``, from their beginning, in at most ``limit`` characters.

    What is too long is cut after a sentence, else after a clause or a word, and says so with ``[…]``; nothing is
    ever rephrased.
    """
    line = one_line(text)
    if len(line) <= limit:
        return line
    room = line[: limit - len(CUT) + 1]
    longest = limit - len(CUT)
    sentences = [match.end() for match in SENTENCE_END.finditer(room) if match.end() <= longest]
    if sentences and sentences[-1] >= longest // 3:
        return line[: sentences[-1]] + CUT
    clauses = [match.end() for match in CLAUSE_END.finditer(room) if match.end() <= longest + 1]
    end = clauses[-1] if clauses and clauses[-1] >= longest // 3 else longest
    while end > 1 and _columns(line[end]) == 0:
        end -= 1
    return line[:end].rstrip()[:longest] + CUT
