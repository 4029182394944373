"""Sections: the part of the outlet an article stands in."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from lxml import etree

from crawlers.extract.blocks import Block, squeeze
from crawlers.extract.data import lines
from crawlers.extract.junk import name_parts
from crawlers.extract.linked_data import text_of
from crawlers.extract.page import Document
from crawlers.extract.titles import plain

_LONGEST = 60
_LABEL = 24
#: Breadcrumbs stand in the first blocks of a page.
_TOP = 80
_STEP = re.compile(r"\s*[/>»›＞]+\s*")
_POSITION = re.compile(r"^.{0,6}(?:位置|您正在浏览|当前栏目)\s?[:：]|^You are here", re.IGNORECASE)
_BREADCRUMBS = etree.XPath(
    "(descendant::*/@class[contains(., 'crumb') or contains(., 'bread')]/.."
    " | descendant::*/@id[contains(., 'crumb')]/..)[position() <= 3]"
)
_FIELDS = (
    "article:section",
    "parsely-section",
    "sailthru.section",
    "section",
    "cxenseparse:section",
    "og:article:section",
)


def section_of(
    document: Document, *, header: Sequence[Block], stated: str | None = None, hinted: str | None = None
) -> str | None:
    """Return the section: by the card, metadata, the feed, the page's breadcrumb or the line over the title."""
    told = [stated, text_of(document.article_data.get("articleSection")), document.first_meta(*_FIELDS), hinted]
    # Some systems write all sections of an article in one string, main section first.
    names = (squeeze(each).split(",")[0] for each in chain(told, _shown(document, header)) if each)
    return next((name for name in names if name and _says_something(name)), None)


def _shown(document: Document, header: Sequence[Block]) -> Iterator[str]:
    """Yield what readers see of the section; looked for only where nothing else tells it."""
    yield from _breadcrumb(document)
    yield from _labels(header)


def _labels(header: Sequence[Block]) -> list[str]:
    """Return what short lines around the title say that are named as section labels."""
    names = frozenset(lines("section_names"))
    short = (block for block in header if len(block.text) <= _LABEL and not block.sentences)
    return [block.text for block in short if names & name_parts(block.element)]


def _breadcrumb(document: Document) -> list[str]:
    """Return the last link of the first breadcrumb: JSON-LD's, else the page's own."""
    for item in document.linked_data:
        if item.get("@type") == "BreadcrumbList" and isinstance(item.get("itemListElement"), list):
            names = [name for each in item["itemListElement"] if (name := text_of(each) or text_of(_item(each)))]
            if len(names) >= 2:
                return [names[1]]
    if document.root is None:
        return []
    named = (squeeze("".join(element.itertext())) for element in _BREADCRUMBS(document.root))
    told = (block.text for block in document.blocks[:_TOP] if _POSITION.search(block.text))
    steps = _STEP.split(next((text for text in (*named, *told) if _STEP.search(text)), ""))
    return [step for step in reversed(steps[1:]) if len(step) <= _LABEL][:3]


def _item(element: object) -> object:
    return element.get("item") if isinstance(element, dict) else None


def _says_something(name: str) -> bool:
    return len(name) <= _LONGEST and plain(name) not in {plain(each) for each in lines("empty_sections")}
