"""Blocks: a page's visible text as a flat list of paragraphs, each with what is needed to judge it."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawlers.extract.data import table

BLOCK_TAGS = frozenset(table("elements")["block"])
UNREAD_TAGS = frozenset(table("elements")["unread"])
#: No page for readers has more; what lies behind is not read.
MOST_BLOCKS = 50_000
#: What no text for readers holds, and no tree of markup can: control characters, halves of pairs.
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SPACE = re.compile(r"[ \t\r\n\f\v\xa0\u200b\u200c\u2028\u2029\ufeff\xad\u2002\u2003\u2009]+")
_WIDE_SPACE = re.compile(r" ?\u3000[ \u3000]*")
_WIDE = r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"
_WRAPPED = re.compile(rf"(?<={_WIDE})[ \t\r]*\n[ \t\r]*(?={_WIDE})")
#: A wide indentation begins a paragraph where it stands behind the end of a line or a sentence.
_INDENTED = re.compile(r"(?:\n[ \t\r]*|(?<=[。！？…”』」])[ \t\xa0]*)\u3000[\u3000\xa0 ]+")
#: In preformatted text empty lines and any indentation do.
_INDENTED_LINES = re.compile(r"\n[ \t\r]*\n\s*|\n(?:[ \t]{2,}|\u3000+)\s*")
_HAN = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]")
_SENTENCE = re.compile(r"[。！？；，：、…]|[.!?,;:](?:[\s\"'”’)]|$)")


@dataclass(slots=True, eq=False)
class Block:
    """One paragraph-like stretch of visible text.

    ``element`` is the nearest block-level element around it, ``link`` the share of its characters inside links,
    ``size`` its length in Latin-letter equivalents (a Han character counts three), ``sentences`` the number of marks
    that prose has.
    """

    text: str
    element: HtmlElement
    link: float
    size: int
    sentences: int

    @property
    def tag(self) -> str:
        """Name of the block-level element around the text."""
        return str(self.element.tag)

    @property
    def is_heading(self) -> bool:
        """Whether the text stands in h1 to h6."""
        return len(self.tag) == 2 and self.tag[0] == "h" and self.tag[1].isdigit()


def blocks_of(root: HtmlElement, unread: Collection[HtmlElement] = frozenset()) -> list[Block]:
    """Return the blocks below ``root`` in document order; elements in ``unread`` are passed over with all they hold."""
    found: list[Block] = []
    parts: list[str] = []
    linked = 0
    in_link = 0
    in_pre = 0

    def flush(element: HtmlElement) -> None:
        nonlocal linked
        if not parts:
            return
        text = squeeze("".join(parts))
        if text:
            link = min(1.0, linked / len(text))
            found.append(Block(text, element, link, size_of(text), len(_SENTENCE.findall(text))))
        parts.clear()
        linked = 0

    def read(text: str | None, holder: HtmlElement) -> None:
        if not text:
            return
        if in_pre or "\u3000" in text:
            *ended, text = (_INDENTED_LINES if in_pre else _INDENTED).split(text)
            for paragraph in ended:
                add(paragraph)
                flush(holder)
        add(text)

    def add(text: str) -> None:
        nonlocal linked
        parts.append(_unwrapped(text))
        linked += len(text.strip()) if in_link else 0

    # An explicit stack: hostile pages nest deeper than Python recurses.
    stack: list[tuple[HtmlElement, HtmlElement, bool]] = [(root, root, False)]
    while stack and len(found) < MOST_BLOCKS:
        element, holder, leaving = stack.pop()
        tag = element.tag
        if leaving:
            if tag in BLOCK_TAGS:
                flush(element)
            elif tag == "a":
                in_link -= 1
            in_pre -= tag == "pre"
            if element is not root:
                read(element.tail, holder)
            continue
        if not isinstance(tag, str) or tag in UNREAD_TAGS or element in unread:
            if element is not root:
                read(element.tail, holder)
            continue
        inner = holder
        if tag in BLOCK_TAGS:
            flush(holder)
            inner = element
        elif tag == "br":
            flush(holder)
        elif tag == "a":
            in_link += 1
        in_pre += tag == "pre"
        read(element.text, inner)
        stack.append((element, inner, True))
        stack.extend((child, inner, False) for child in reversed(element))
    flush(root)
    return found


def size_of(text: str) -> int:
    """Return the length of ``text`` in Latin letters: Han characters, kana and Hangul say as much as three."""
    return len(text) if text.isascii() else len(text) + 2 * len(_HAN.findall(text))


def squeeze(text: str) -> str:
    """Return ``text`` on one line: white space of every kind becomes one space, a wide one where it was wide."""
    text = _SPACE.sub(" ", text)
    return (_WIDE_SPACE.sub("\u3000", text) if "\u3000" in text else text).strip()


def _unwrapped(text: str) -> str:
    """Join lines that were broken inside Chinese text, which has no spaces between words."""
    return _WRAPPED.sub("", text) if "\n" in text else text
