"""Stretches in quotation marks: curly, straight, angled and corner marks, nested, unclosed or over paragraphs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.spans import Span
from nlp.han import HAN

#: Opening mark to the marks that may close it.
_CLOSING = {"“": "”", "‘": "’", "«": "»", "「": "」", "『": "』", "﹁": "﹂", "﹃": "﹄", "〝": "〞〟", "„": "“”"}
_STRAIGHT = {'"': '"', "＂": "＂", "'": "'"}
_MARK = re.compile("[“”‘’«»「」『』﹁﹂﹃﹄〝〞〟„\"＂']|``|''")
_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
_LETTER = re.compile(f"[^\\W_{HAN}]")
#: What may stand before a straight mark that opens: nothing, white space, a dash, a bracket, another mark.
_OPENS_AFTER = re.compile(r"[\s([{—–\-/“‘\"'：:，,。、>]")


@dataclass(frozen=True, slots=True)
class Marked:
    """One outermost stretch in marks.

    ``outer`` includes the marks; ``parts`` are the stretches inside them, one a paragraph, without edge white space.
    """

    outer: Span
    parts: tuple[Span, ...]
    mark: str
    closed: bool

    @property
    def inner(self) -> Span:
        """From the first character inside the marks to the last."""
        return Span(self.parts[0].start, self.parts[-1].end)


def find_marks(text: str) -> list[Marked]:
    """Return the outermost stretches in quotation marks, in text order, none of them empty.

    Apostrophes and inch marks are not quotation marks. A stretch that is not closed ends with its paragraph; when the
    next paragraph opens with the same mark, it goes on there.
    """
    found: list[Marked] = []
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(text) if match.group().strip()]
    for start, end in paragraphs:
        for marked in _in_paragraph(text, start, end):
            previous = found[-1] if found else None
            if previous is not None and _goes_on(text, previous, marked, start):
                found[-1] = Marked(
                    Span(previous.outer.start, marked.outer.end),
                    previous.parts + marked.parts,
                    marked.mark,
                    marked.closed,
                )
            else:
                found.append(marked)
    return found


def _goes_on(text: str, previous: Marked, marked: Marked, paragraph: int) -> bool:
    """Whether ``marked``, the first of its paragraph, takes up a stretch left open at the end of the one before."""
    return (
        not previous.closed
        and previous.mark == marked.mark
        and not text[paragraph : marked.outer.start].strip()
        and not text[previous.outer.end : paragraph].strip()
        and previous.outer.end <= paragraph
    )


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Marked]:
    tokens = [match for match in _MARK.finditer(text, start, end)]
    position = 0
    while position < len(tokens):
        token = tokens[position]
        mark = token.group()
        position += 1
        if not _opens(text, token, start, end):
            continue
        closer = _closing(text, tokens, position, mark, start, end)
        if closer is not None:
            inner = _trim(text, token.end(), tokens[closer].start())
            position = closer + 1
            if inner:
                yield Marked(Span(token.start(), tokens[closer].end()), (inner,), mark, True)
        elif mark not in ("'", "‘"):
            # An opening mark that nothing closes: up to the next opening mark of its kind, else to the paragraph's end.
            stop = next((t.start() for t in tokens[position:] if t.group() == mark and _opens(text, t, start, end)), end)
            inner = _trim(text, token.end(), stop)
            while position < len(tokens) and tokens[position].start() < stop:
                position += 1
            if inner:
                yield Marked(Span(token.start(), inner.end), (inner,), mark, False)


def _trim(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    stripped = piece.strip()
    if not stripped:
        return None
    start += len(piece) - len(piece.lstrip())
    return Span(start, start + len(stripped))


def _opens(text: str, token: re.Match[str], start: int, end: int) -> bool:
    mark = token.group()
    before = text[token.start() - 1] if token.start() > start else ""
    after = text[token.end()] if token.end() < end else ""
    if not after:
        return False
    if mark == "‘":
        return not _LETTER.match(before) and not after.isspace()
    if mark in _CLOSING or mark == "``":
        return True
    if mark in ('"', "＂"):
        if before.isdigit():
            return False
        return not after.isspace() or before == ""
    if mark == "'":
        return (before == "" or _OPENS_AFTER.match(before) is not None) and not after.isspace() and not after.isdigit()
    return False


def _closing(
    text: str, tokens: list[re.Match[str]], position: int, mark: str, start: int, end: int
) -> int | None:
    """Return the index of the token that closes ``mark``, opened just before ``tokens[position]``."""
    if mark == "``":
        return next((i for i in range(position, len(tokens)) if tokens[i].group() in ("''", '"')), None)
    if mark == "'" or mark == "‘":
        return _closing_single(text, tokens, position, "’" if mark == "‘" else "'", end)
    if mark in _STRAIGHT:
        return next((i for i in range(position, len(tokens)) if tokens[i].group() == mark), None)
    closing = _CLOSING[mark]
    depth = 0
    for index in range(position, len(tokens)):
        found = tokens[index].group()
        if found in closing:
            if depth == 0:
                return index
            depth -= 1
        elif found == mark:
            # The same mark again is nested only when the rest of the paragraph closes both.
            rest = [token.group() for token in tokens[index:]]
            if sum(rest.count(c) for c in closing) <= rest.count(mark):
                return None
            depth += 1
    return None


def _closing_single(text: str, tokens: list[re.Match[str]], position: int, closing: str, end: int) -> int | None:
    """A closing single mark looks like an apostrophe: between letters it is one, after a plural's s it may be."""
    possessive: int | None = None
    for index in range(position, len(tokens)):
        token = tokens[index]
        if token.group() in ("“", '"', "”"):
            if token.group() == "”":
                break
            continue
        if token.group() != closing:
            continue
        after = text[token.end()] if token.end() < end else ""
        if _LETTER.match(after) or after.isdigit():
            continue
        if text[token.start() - 1] == "s" and after == " " and possessive is None:
            possessive = index
            continue
        return index
    return possessive
