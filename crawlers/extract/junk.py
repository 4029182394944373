"""Junk: the elements of a page whose names or markup say that they are not the article."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache

from lxml.html import HtmlElement

from crawlers.extract.blocks import Block, Outline
from crawlers.extract.data import lines, table

#: A word whose elements hold more of the page's prose than this does not mean junk on that page.
_MOST = 0.3
#: Nor does any word when less prose than this (in Latin letters) would be left.
_LEFT = 100
#: Names with more parts are sentences made into an id.
_SLUG = 6
_NAMES = frozenset({"class", "id", "role", "data-component", "data-testid", "data-type", "data-module"})
_PARTS = re.compile(r"[^A-Za-z]+|(?<=[a-z])(?=[A-Z])")
_INVISIBLE = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
#: Attributes that can make an element invisible, with what says whether their value does.
_HIDES: Mapping[str, Callable[[str], bool]] = {
    "hidden": lambda _: True,
    "aria-hidden": lambda value: value == "true",
    "style": lambda value: _INVISIBLE.search(value) is not None,
}
_NEVER = frozenset({"html", "body", "article", "main", "h1"})
_ALWAYS = frozenset({"footer", "aside", "figcaption"})
_LINES = frozenset(table("elements")["line"])


def junk_of(outline: Outline, blocks: Sequence[Block]) -> set[HtmlElement]:
    """Return the elements to pass over; ``blocks`` are those of the whole page."""
    sizes = [(block.element, block.size) for block in blocks if is_prose(block)]
    prose = outline.totals(sizes)
    total = sum(size for _, size in sizes)
    by_word: dict[str, list[HtmlElement]] = {}
    for element in outline.elements:
        for word in _reasons(element):
            by_word.setdefault(word, []).append(element)
    strong = _words("strong")
    junk: set[HtmlElement] = set()
    covered = bytearray(len(outline.elements))
    left = total
    for word, elements in sorted(by_word.items(), key=lambda item: (item[0] not in strong, item[0])):
        elements = [each for each in elements if not (prose(each) > _MOST * total and _named_article(each))]
        gone = behind = 0
        for each, (place, end) in zip(elements, outline.spans(elements), strict=True):
            if place >= behind and not covered[place]:
                gone += prose(each)
                behind = end
        if not (left - gone >= min(_LEFT, total) and (word in strong or gone <= _MOST * total)):
            elements = [each for each in elements if not prose(each)]
        else:
            left -= gone
        for place, end in outline.spans(elements):
            covered[place:end] = b"\1" * (end - place)
        junk.update(elements)
    return junk


def is_prose(block: Block) -> bool:
    """Say whether a block reads like a paragraph: sentences, or length, and few links (fewest in list items)."""
    if not ((block.sentences > 0 and block.size >= 40) or block.size >= 120):
        return False
    return block.link < 0.15 or (block.link < 0.35 and block.tag != "li")


def name_parts(element: HtmlElement) -> frozenset[str]:
    """Return the words that an element's class, id and role are made of, in lower case."""
    return _parts(_names(element.items()))


def _names(attributes: Sequence[tuple[str, str]]) -> str:
    return " ".join([value for name, value in attributes if name in _NAMES])


@lru_cache(maxsize=20_000)
def _parts(names: str) -> frozenset[str]:
    found: set[str] = set()
    for value in names.split():
        parts = [part.lower() for part in _PARTS.split(value) if part]
        if len(parts) <= _SLUG:
            found.update(parts)
    return frozenset(found)


def _reasons(element: HtmlElement) -> Sequence[str]:
    """Return the words that make an element suspect: of its names, or its tag, or that it is invisible."""
    tag = element.tag
    if tag in _NEVER:
        return ()
    if tag in _ALWAYS:
        return (tag,)
    attributes = element.items()
    if not attributes and tag != "form":
        return ()
    # Single paragraphs are hidden by metering scripts, whole boxes because they are none of the reader's business.
    if tag != "p" and any(_HIDES[name](value) for name, value in attributes if name in _HIDES):
        return ("invisible",)
    if tag == "form" and element.find(".//textarea") is not None:
        return ("form",)
    names = _names(attributes)
    return _suspicions(names, "line" if tag in _LINES else "all") if names else ()


@lru_cache(maxsize=20_000)
def _suspicions(names: str, kind: str) -> tuple[str, ...]:
    return tuple(sorted(_parts(names) & _words(kind)))


def _named_article(element: HtmlElement) -> bool:
    return not name_parts(element).isdisjoint(lines("article_tokens"))


@cache
def _words(kind: str) -> frozenset[str]:
    names = table("junk_names")
    if kind == "all":
        return frozenset(word for words in names.values() for word in words)
    return frozenset(names[kind]) | ({"footer", "form"} if kind == "strong" else set())
