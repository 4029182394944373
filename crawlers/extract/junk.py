"""Junk: the elements of a page whose names or markup say that they are not the article."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from lxml.html import HtmlElement

from crawlers.extract.blocks import Block
from crawlers.extract.data import lines

#: What holds more of the page's prose than this is no junk, whatever it is called.
_MOST = 0.4
_NAMES = ("class", "id", "role", "data-component", "data-testid", "data-type", "data-module")
_PARTS = re.compile(r"[^A-Za-z]+|(?<=[a-z])(?=[A-Z])")
_INVISIBLE = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
_NEVER = frozenset({"html", "body", "article", "main", "h1"})
_ALWAYS = frozenset({"footer", "aside", "figcaption"})


def junk_of(root: HtmlElement, blocks: Sequence[Block]) -> set[HtmlElement]:
    """Return the elements to pass over; ``blocks`` are those of the whole page."""
    prose = sum(block.size for block in blocks if is_prose(block)) or 1
    share: Counter[HtmlElement] = Counter()
    for block in blocks:
        if is_prose(block):
            share[block.element] += block.size
            for ancestor in block.element.iterancestors():
                share[ancestor] += block.size
    return {
        element
        for element in root.iter()
        if isinstance(element.tag, str) and element.tag not in _NEVER and _named_junk(element) and share[element] < _MOST * prose
    }


def is_prose(block: Block) -> bool:
    """Say whether a block reads like a paragraph: sentences, or length, and few links."""
    return block.link < 0.35 and ((block.sentences > 0 and block.size >= 40) or block.size >= 120)


def name_parts(element: HtmlElement) -> set[str]:
    """Return the words that an element's class, id and role are made of, in lower case."""
    names = " ".join(value for name in _NAMES if (value := element.get(name)))
    return {part.lower() for part in _PARTS.split(names) if part} if names else set()


def _named_junk(element: HtmlElement) -> bool:
    if element.tag in _ALWAYS or element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if (style := element.get("style")) and _INVISIBLE.search(style):
        return True
    return not _words().isdisjoint(name_parts(element))


@cache
def _words() -> frozenset[str]:
    return frozenset(lines("junk_tokens"))
