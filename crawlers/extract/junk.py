"""Junk: the elements of a page whose names or markup say that they are not the article."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from lxml.html import HtmlElement

from crawlers.extract.blocks import Block
from crawlers.extract.data import lines, table

#: A word whose elements hold more of the page's prose than this does not mean junk on that page.
_MOST = 0.3
#: Nor does any word when less prose than this (in Latin letters) would be left.
_LEFT = 100
#: Names with more parts are sentences made into an id.
_SLUG = 6
_NAMES = ("class", "id", "role", "data-component", "data-testid", "data-type", "data-module")
_PARTS = re.compile(r"[^A-Za-z]+|(?<=[a-z])(?=[A-Z])")
_INVISIBLE = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
_NEVER = frozenset({"html", "body", "article", "main", "h1"})
_ALWAYS = frozenset({"footer", "aside", "figcaption"})
_LINES = frozenset(table("elements")["line"])


def junk_of(root: HtmlElement, blocks: Sequence[Block]) -> set[HtmlElement]:
    """Return the elements to pass over; ``blocks`` are those of the whole page."""
    prose: Counter[HtmlElement] = Counter()
    for block in blocks:
        if is_prose(block):
            prose[block.element] += block.size
            for ancestor in block.element.iterancestors():
                prose[ancestor] += block.size
    total = prose[root]
    by_word: dict[str, list[HtmlElement]] = {}
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag not in _NEVER:
            for word in _reasons(element):
                by_word.setdefault(word, []).append(element)
    strong = _words("strong")
    junk: set[HtmlElement] = set()
    left = total
    for word, elements in sorted(by_word.items(), key=lambda item: (item[0] not in strong, item[0])):
        elements = [each for each in elements if not (prose[each] > _MOST * total and _named_article(each))]
        reached = [each for each in elements if junk.isdisjoint((each, *each.iterancestors()))]
        outermost = set(reached)
        gone = sum(prose[each] for each in reached if outermost.isdisjoint(each.iterancestors()))
        if left - gone >= min(_LEFT, total) and (word in strong or gone <= _MOST * total):
            junk.update(elements)
            left -= gone
        else:
            junk.update(each for each in elements if not prose[each])
    return junk


def is_prose(block: Block) -> bool:
    """Say whether a block reads like a paragraph: sentences, or length, and few links (fewest in list items)."""
    most_links = 0.15 if block.tag == "li" else 0.35
    return block.link < most_links and ((block.sentences > 0 and block.size >= 40) or block.size >= 120)


def name_parts(element: HtmlElement) -> frozenset[str]:
    """Return the words that an element's class, id and role are made of, in lower case."""
    names = " ".join(value for name in _NAMES if (value := element.get(name)))
    return _parts(names) if names else frozenset()


@lru_cache(maxsize=20_000)
def _parts(names: str) -> frozenset[str]:
    found: set[str] = set()
    for value in names.split():
        parts = [part.lower() for part in _PARTS.split(value) if part]
        if len(parts) <= _SLUG:
            found.update(parts)
    return frozenset(found)


def _reasons(element: HtmlElement) -> list[str]:
    """Return the words that make an element suspect: of its names, or its tag, or that it is invisible."""
    if element.tag in _ALWAYS:
        return [str(element.tag)]
    if not element.attrib and element.tag != "form":
        return []
    # Single paragraphs are hidden by metering scripts, whole boxes because they are none of the reader's business.
    if element.tag != "p" and _is_invisible(element):
        return ["invisible"]
    if element.tag == "form" and element.find(".//textarea") is not None:
        return ["form"]
    return sorted(name_parts(element) & (_words("line") if element.tag in _LINES else _words("all")))


def _is_invisible(element: HtmlElement) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return bool(_INVISIBLE.search(element.get("style") or ""))


def _named_article(element: HtmlElement) -> bool:
    return not name_parts(element).isdisjoint(lines("article_tokens"))


@cache
def _words(kind: str) -> frozenset[str]:
    names = table("junk_names")
    if kind == "all":
        return frozenset(word for words in names.values() for word in words)
    return frozenset(names[kind]) | ({"footer", "form"} if kind == "strong" else set())
