"""Sentence spans of a text in Chinese, English or both: exact offsets, nothing but white space left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from domain.spans import Span
from nlp.han import HAN
from nlp.resources import load

RULES = Path(__file__).with_name("sentences.yaml")

_CLOSERS = "\"'”’」』»›）)\\]】》〉"
_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
#: Chinese terminators end a sentence by themselves; Latin ones need white space (or a Chinese character) after them.
_TERMINATOR = re.compile(
    f"(?P<wide>[。！？｡]+[。！？｡…!?]*|…{{2,}}|[!?]+(?=[{_CLOSERS}]*[{HAN}]))(?P<wide_closers>[{_CLOSERS}]*)"
    f"|(?P<narrow>[.!?…]+)(?P<closers>[{_CLOSERS}]*)(?=\\s|[{HAN}“「『]|$)"
)
_WORD_BEFORE = re.compile(r"[^\s\"'“”‘’(（\[—–]+$")
_NEXT = re.compile(r"\s*([\"'“‘«「『(（\[—–-]*)\s*(\S[\w'’]*)", re.UNICODE)
_INITIAL = re.compile(r"(?:[A-Z]\.)*[A-Z]")


@dataclass(frozen=True, slots=True)
class _Rules:
    never_final: frozenset[str]
    maybe_final: frozenset[str]
    openers: frozenset[str]
    attribution: re.Pattern[str]


@cache
def _rules() -> _Rules:
    data = load(RULES)
    verbs = "|".join(sorted(map(re.escape, data["attribution"]), key=len, reverse=True))
    reach = int(data["attribution_reach"])
    return _Rules(
        never_final=frozenset(data["never_final"]),
        maybe_final=frozenset(data["maybe_final"]),
        openers=frozenset(data["openers"]),
        attribution=re.compile(f"[{HAN}A-Za-z·. ]{{0,{reach}}}?(?:{verbs})[。，,：:]"),
    )


def split(text: str) -> list[Span]:
    """Return the sentences of ``text``: in order, apart from each other, and together all that is not white space.

    A line break always ends a sentence. A mark that closes a quotation stays with the sentence it closes.
    """
    return [span for paragraph in _PARAGRAPH.finditer(text) for span in _split_paragraph(text, *paragraph.span())]


def _split_paragraph(text: str, start: int, end: int) -> Iterator[Span]:
    begin = start
    for match in _TERMINATOR.finditer(text, start, end):
        if match.end() < end and _ends_sentence(text, match, begin, end):
            yield from _trimmed(text, begin, match.end())
            begin = match.end()
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    if stripped := piece.strip():
        start += len(piece) - len(piece.lstrip())
        yield Span(start, start + len(stripped))


def _ends_sentence(text: str, match: re.Match[str], begin: int, end: int) -> bool:
    rules = _rules()
    if match["wide"]:
        if match["wide_closers"] and rules.attribution.match(text, match.end(), end):
            return False
        return text[match.end()] not in "，、；：,;:。"
    following = _NEXT.match(text, match.end(), end)
    if following is None:
        return True
    opener, word = following.groups()
    if not (opener or not word[0].islower()):
        return False
    if opener and word[0].islower() and match["narrow"] != ".":
        return False
    if match["narrow"] != "." or match["closers"]:
        return not word[0].islower()
    before = _WORD_BEFORE.search(text, begin, match.start())
    if before is None:
        return True
    last = before.group()
    lowered = last.lower()
    if lowered in rules.never_final:
        # "No." and "v." are whole sentences too: what counts is the number or the name that follows.
        return lowered in ("no", "nos") and not word[0].isdigit()
    if lowered in rules.maybe_final or (_INITIAL.fullmatch(last) and "." in last):
        return word.lower() in rules.openers
    return not (_INITIAL.fullmatch(last) and last != "I") or word.lower() in rules.openers
