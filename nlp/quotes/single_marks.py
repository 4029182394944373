"""Single quotation marks: which of them opens, which closes, and which is an apostrophe."""

import re
from collections.abc import Sequence

from nlp.han import HAN

#: Opening single mark to those that close it. Writers mix curly and straight ones.
CLOSING = {"‘": "’'", "'": "'’"}

_LETTER = re.compile(f"[^\\W\\d_{HAN}]")
#: What may stand before a straight mark that opens, and what may follow it.
_OPENS_AFTER = re.compile(r"[\s([{—–\-/“\"：:，,。、]")
_OPENS_BEFORE = re.compile(f'[^\\W_{HAN}]|[“"(\\[£$€¥¡¿#@]|[.…]{{2,}}|…')
#: Words that lost their beginning: ’tis, ’90s, rock ’n’ roll. Programs set them with the mark that opens.
_ELIDED = re.compile(r"(?:tis|twas|twere|twill|em|til|till|n|\d\ds?)(?![\w-])|n[’']", re.IGNORECASE)
_SELDOM_ELIDED = re.compile(r"(?:cause|bout|round|cos|coz|cuz|neath|burbs?|hood|fraid|nother)(?![\w-])", re.IGNORECASE)
_AND = re.compile(r"\s[‘’']n$", re.IGNORECASE)
#: Words that lost their end: goin’, ol’, o’ the.
_CUT = re.compile(r"(?:[a-z]{2,}in|an|o|ol|th|wi|mo|lil|tha)$", re.IGNORECASE)
#: After these nothing is owned or cut: the mark closes.
_STOPS = frozenset('.,?!…;:)]—–-”"')
#: A plural that owns something has a noun after it, and none of these words.
_NO_NOUN = re.compile(
    r"\s(?:and|or|but|nor|in|of|to|for|on|at|by|from|with|as|is|are|was|were|has|have|had|will|would|can|could|should|"
    r"may|might|must|do|does|did|said|says|he|she|it|they|we|I|you|that|this|these|those|who|which|whose|when|where|"
    r"while|because|if|than|so|after|before|about|into|over|under|through|during|since|until|against|among|within|"
    r"without|the|an?|his|her|its|their|our|my|your|not|yesterday|today|tomorrow|again|too)\b"
)
#: Two plurals so near each other may both stand within the marks: ‘workers’ rights’.
_NEAR = 24
#: So many marks further on is as far as one looks for what closes another.
_REACH = 60
_STOPPED = re.compile(r"[.,?!…][’'](?!\w)")
_STOPPED_DOUBLE = re.compile(r"[.,?!…][”\"]")


def prints_singles(text: str) -> bool:
    """Whether the house style of ``text`` puts speech in single marks: more of it ends in them than in double ones."""
    return len(_STOPPED.findall(text)) > len(_STOPPED_DOUBLE.findall(text))


def opens(text: str, place: int, start: int, end: int) -> bool:
    """Whether the single mark at ``place`` opens a stretch, in the paragraph from ``start`` to ``end``."""
    before = text[place - 1] if place > start else ""
    if place + 1 >= end or text[place] == "’" or text[place + 1].isspace() or _ELIDED.match(text, place + 1, end):
        return False
    if text[place] == "‘":
        return not _LETTER.match(before)
    return (before == "" or _OPENS_AFTER.match(before) is not None) and (
        _OPENS_BEFORE.match(text, place + 1, end) is not None
    )


def begins_speech(text: str, place: int, start: int) -> bool:
    """Whether speech may begin at ``place``: at the start of the paragraph, or after a stop, comma or colon."""
    before = text[max(start, place - 8) : place].rstrip()
    return not before or before[-1] in ".,:?!…—–"


def closer(text: str, tokens: Sequence[re.Match[str]], position: int, mark: str, start: int, end: int) -> int | None:
    """Return the index of the token that closes a single ``mark``, opened just before ``tokens[position]``.

    A mark that cannot be an apostrophe closes. One after a plural or a cut word ("the workers’", "goin’") may be one:
    it closes when no better comes before the next mark that opens. What double marks hold inside is passed over.
    """
    doubtful: list[int] = []
    depth = 0
    index = position
    while index < len(tokens):
        token = tokens[index]
        found = token.group()
        if (double := _double_closer(tokens, index)) is not None:
            index = double + 1
            continue
        if found == "”":
            break
        if found == mark and opens(text, token.start(), start, end):
            if doubtful:
                break
            if _closers(text, tokens[index + 1 : index + _REACH], mark, end) > 1:
                depth += 1
            elif not _SELDOM_ELIDED.match(text, token.end()):
                break
        elif found in CLOSING[mark] or found in ("''", "’’"):
            kind = _kind(text, token, end)
            if kind == "closes" and depth <= (found == "’’"):
                return index
            if kind == "closes":
                depth -= 1
            elif kind == "doubtful" and depth == 0:
                doubtful.append(index)
        index += 1
    if not doubtful:
        return None
    last = doubtful[0]
    for following in doubtful[1:]:
        if tokens[following].start() - tokens[last].end() > _NEAR:
            break
        last = following
    return last


def _double_closer(tokens: Sequence[re.Match[str]], index: int) -> int | None:
    """Return the index of the token that closes the double mark at ``index``, if one opens there and one closes it."""
    mark = tokens[index].group()
    if mark not in ("“", '"'):
        return None
    closing = "”" if mark == "“" else '"'
    return next(
        (place for place in range(index + 1, min(len(tokens), index + _REACH)) if tokens[place].group() == closing),
        None,
    )


def _closers(text: str, tokens: Sequence[re.Match[str]], mark: str, end: int) -> int:
    """Return how many marks surely close before the next one that opens."""
    count = 0
    for token in tokens:
        if token.group() == "’’":
            count += 2
        elif token.group() in CLOSING[mark] and _kind(text, token, end) == "closes":
            count += 1
        elif token.group() == "‘":
            break
    return count


def _kind(text: str, token: re.Match[str], end: int) -> str:
    """Return what a mark that may close does: "closes", "apostrophe", or "doubtful"."""
    before = text[token.start() - 1]
    after = text[token.end()] if token.end() < end else ""
    if before in _STOPS:
        return "apostrophe" if text.startswith("s ", token.end()) else "closes"
    if before.isspace() and after and not after.isspace():
        return "apostrophe"
    if _LETTER.match(after) or after.isdigit() or _AND.search(text, max(0, token.start() - 3), token.start()):
        return "apostrophe"
    if after == " " and before in "sS" and not _NO_NOUN.match(text, token.end(), end):
        return "doubtful"
    if after == " " and (cut := _CUT.search(text, max(0, token.start() - 12), token.start())) is not None:
        whole = not text[cut.start() - 1 : cut.start()].isalpha()
        return "doubtful" if whole or cut.group().endswith("in") else "closes"
    return "closes"
