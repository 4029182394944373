"""Stretches in quotation marks: curly, straight, angled and corner marks, nested, unclosed or over paragraphs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.spans import Span
from nlp.han import HAN
from nlp.quotes import single_marks

#: Opening mark to the marks that may close it. Writers mix curly and straight double marks.
_CLOSING = {
    "“": ("”", '"', "’’"),
    '"': '"”“',
    "''": ("''", '"', "”"),
    "``": ("''", '"'),
    "＂": "＂",
    "«": "»",
    "「": "」",
    "『": "』",
    "﹁": "﹂",
    "﹃": "﹄",
    "〝": "〞〟",
    "„": "“”",
}
#: So many marks further on is as far as one looks for what closes others.
_REACH = 200
#: Of three single marks behind a word the first closes what stands within the others.
#: “ may be closed by two single marks: “…,’’ she said.
_MARK = re.compile(r"(?<=\S)'(?=''(?!'))|``|''|’’|[“”‘’«»「」『』﹁﹂﹃﹄〝〞〟„\"＂']")
#: What stands before a mark that opens, and the letters that a mark between them does not part.
_LEADS = re.compile(r"[\s：:，,、（(—–]")
_LATIN = re.compile(f"[^\\W_{HAN}]")
_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
_SENTENCE_ENDS = (".", "!", "?", "…")
_LINE_BREAK = re.compile(r"[\n\r\u2028\u2029]")


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
    next paragraph opens with the same mark, it goes on there. Single marks are left open only in a text whose speech
    stands in them.
    """
    found: list[Marked] = []
    singles = single_marks.prints_singles(text)
    for paragraph in _PARAGRAPH.finditer(text):
        for marked in _in_paragraph(text, *paragraph.span(), singles=singles):
            previous = found[-1] if found else None
            if previous is not None and _goes_on(text, previous, marked):
                outer = Span(previous.outer.start, marked.outer.end)
                found[-1] = Marked(outer, previous.parts + marked.parts, marked.mark, marked.closed)
            else:
                found.append(marked)
    return found


def _goes_on(text: str, previous: Marked, marked: Marked) -> bool:
    """Whether ``marked`` opens the paragraph after one that ``previous`` left open, or would if it were printed so."""
    between = text[previous.outer.end : marked.outer.start]
    if previous.closed or previous.mark != marked.mark or between.strip():
        return False
    return _LINE_BREAK.search(between) is not None or text[previous.outer.end - 1] in _SENTENCE_ENDS


def _in_paragraph(text: str, start: int, end: int, *, singles: bool) -> Iterator[Marked]:
    tokens = list(_MARK.finditer(text, start, end))
    position = 0
    while position < len(tokens):
        token = tokens[position]
        mark = token.group()
        position += 1
        begin = token.end()
        if _opens(text, token, start, end):
            if _opens_twice(text, tokens, position - 1, end):
                begin = tokens[position].end()
                position += 1
            closer = _closer(text, tokens, position, mark, start, end)
            if closer is None and _closes_wrongly(text, tokens, position, mark, end):
                closer = position
        elif _opens_wrongly(text, tokens, position - 1, start):
            closer = position
        else:
            continue
        if closer is not None:
            stop, outer_end, closed = tokens[closer].start(), tokens[closer].end(), True
            position = closer + 1
        elif mark in single_marks.CLOSING and not (singles and single_marks.begins_speech(text, token.start(), start)):
            continue
        else:
            # Nothing closes it: up to the next mark that opens like it, else to the end of the paragraph.
            while position < len(tokens) and not (
                tokens[position].group() == mark and _opens(text, tokens[position], start, end)
            ):
                position += 1
            stop = outer_end = tokens[position].start() if position < len(tokens) else end
            closed = False
        inner = _trim(text, begin, stop)
        if inner is not None:
            yield Marked(Span(token.start(), outer_end if closed else inner.end), (inner,), mark, closed)


def _trim(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    if not (stripped := piece.strip()):
        return None
    start += len(piece) - len(piece.lstrip())
    return Span(start, start + len(stripped))


def _opens(text: str, token: re.Match[str], start: int, end: int) -> bool:
    mark = token.group()
    before = text[token.start() - 1] if token.start() > start else ""
    after = text[token.end()] if token.end() < end else ""
    if not after:
        return False
    if mark in single_marks.CLOSING:
        return single_marks.opens(text, token.start(), start, end)
    if mark in ('"', "''", "＂"):
        # 6'3" and 19" measure.
        return not before.isdigit() and (before == "" or not after.isspace() or _opens_apart(text, token, start, end))
    return mark in _CLOSING


def _opens_twice(text: str, tokens: list[re.Match[str]], position: int, end: int) -> bool:
    """Whether a program closed at once what opens, and what is said stands behind both marks: “”This is unfair.”"""
    pair = "".join(token.group() for token in tokens[position : position + 3])
    after = tokens[position].end() + 1
    adjacent = pair == "“””" and tokens[position + 1].start() == tokens[position].end()
    return adjacent and after < end and text[after].isalpha()


def _opens_apart(text: str, token: re.Match[str], start: int, end: int) -> bool:
    """Whether a straight mark between spaces opens: behind a sentence, and before one that the same mark closes."""
    mark = token.group()
    closing = text.find(mark, token.end(), end)
    return (
        text[max(start, token.start() - 2) : token.start()] in (". ", "? ", "! ")
        and text[token.end() + 1 : token.end() + 2].isupper()
        and closing > 0
        and not text[closing - 1].isspace()
    )


def _closer(text: str, tokens: list[re.Match[str]], position: int, mark: str, start: int, end: int) -> int | None:
    """Return the index of the token that closes ``mark``, opened just before ``tokens[position]``."""
    if mark in single_marks.CLOSING:
        return single_marks.closer(text, tokens, position, mark, start, end)
    closing = _CLOSING[mark]
    proper = closing[0]
    depth = curly = straight = 0
    fallback: int | None = None
    for index in range(position, len(tokens)):
        found = tokens[index].group()
        if found == mark == '"' and _opens_next(text, tokens, index, end):
            return fallback
        if mark == "“" and found == '"':
            if not _opens_word(text, tokens[index], end):
                if straight > 0:
                    straight -= 1
                elif fallback is None and depth == 0:
                    fallback = index
            elif fallback is not None:
                # “It is," she said. "It was.”
                return fallback
            else:
                straight += 1
            continue
        if found == mark == "“" and depth == 0 and _ends_word(text, tokens[index], end):
            # “It is,“ she said.
            return index
        if found == "“" and mark == '"' and _opens_word(text, tokens[index], end):
            if fallback is not None:
                return fallback
            curly += 1
        elif found == "”" and curly > 0:
            curly -= 1
        elif found == proper:
            if depth == 0:
                return index if curly == 0 or fallback is None else fallback
            depth -= 1
        elif found in closing and fallback is None and depth == 0 and not _opens_word(text, tokens[index], end):
            fallback = index
        elif found == mark:
            # The same mark again is nested only when the rest of the paragraph closes both.
            rest = [token.group() for token in tokens[index : index + _REACH]]
            if rest.count(proper) <= rest.count(mark):
                return fallback
            depth += 1
    return fallback


def _opens_next(text: str, tokens: list[re.Match[str]], index: int, end: int) -> bool:
    """Whether a straight mark opens what was the next paragraph of speech before breaks were lost: "… it. "They …"."""
    start = tokens[index].start()
    return (
        index + 1 < len(tokens)
        and text[start - 2 : start - 1] in _SENTENCE_ENDS
        and _opens_word(text, tokens[index], end)
        and text[tokens[index].end()].isupper()
    )


def _closes_wrongly(text: str, tokens: list[re.Match[str]], position: int, mark: str, end: int) -> bool:
    """Whether a mark that opens was typed where one should close: “…“, all that follow being such pairs."""
    rest = tokens[position : position + _REACH]
    if mark != "“" or (len(tokens) - position) % 2 == 0 or any(token.group() != mark for token in rest):
        return False
    before, after = text[rest[0].start() - 1], text[rest[0].end() : min(end, rest[0].end() + 1)]
    return _LEADS.match(before) is None and (_LATIN.match(before) is None or _LATIN.match(after) is None)


def _opens_wrongly(text: str, tokens: list[re.Match[str]], position: int, start: int) -> bool:
    """Whether a mark that closes was typed where one should open: ”…”, in pairs up to one that opens."""
    run = 0
    for token in tokens[position : position + _REACH]:
        if token.group() != "”":
            break
        run += 1
    if run == 0 or run % 2:
        return False
    token = tokens[position]
    before = text[token.start() - 1] if token.start() > start else " "
    after = text[token.end()]
    return not before.isdigit() and not after.isspace() and _LATIN.match(before) is None


def _opens_word(text: str, token: re.Match[str], end: int) -> bool:
    before, after = text[token.start() - 1], text[token.end()] if token.end() < end else " "
    return before.isspace() and not after.isspace()


def _ends_word(text: str, token: re.Match[str], end: int) -> bool:
    before, after = text[token.start() - 1], text[token.end()] if token.end() < end else " "
    return not before.isspace() and (after.isspace() or after in ",.;:!?")
