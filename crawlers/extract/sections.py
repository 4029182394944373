"""Sections: the part of the outlet an article stands in."""

import re

from lxml import etree

from crawlers.extract.blocks import squeeze
from crawlers.extract.data import lines
from crawlers.extract.linked_data import text_of
from crawlers.extract.page import Document
from crawlers.extract.titles import plain

_LONGEST = 60
_POSITION = re.compile(r"^.{0,6}(?:位置|您正在浏览|当前栏目)\s?[:：]|^You are here", re.IGNORECASE)
_BREADCRUMB_LINKS = etree.XPath(
    "(.//*[contains(@class, 'crumb') or contains(@id, 'crumb') or @id = 'rwb_navpath'])[1]//a"
)
_FIELDS = (
    "article:section",
    "parsely-section",
    "sailthru.section",
    "section",
    "cxenseparse:section",
    "og:article:section",
)


def section_of(document: Document, *, stated: str | None = None, hinted: str | None = None) -> str | None:
    """Return the section: by the card, by metadata, by the feed, by the page's breadcrumb."""
    candidates = [stated, text_of(document.article_data.get("articleSection")), document.first_meta(*_FIELDS), hinted]
    candidates += _breadcrumb(document)
    # Some systems write all sections of an article in one string, main section first.
    names = (squeeze(each).split(",")[0] for each in candidates if each)
    return next((name for name in names if name and _says_something(name)), None)


def _breadcrumb(document: Document) -> list[str]:
    """Return the last link of the first breadcrumb: JSON-LD's, else the page's own."""
    for item in document.linked_data:
        if item.get("@type") == "BreadcrumbList" and isinstance(item.get("itemListElement"), list):
            names = [name for each in item["itemListElement"] if (name := text_of(each) or text_of(_item(each)))]
            if len(names) >= 2:
                return [names[1]]
    if document.root is None:
        return []
    links = _BREADCRUMB_LINKS(document.root) or [
        link for block in document.blocks[:80] if _POSITION.search(block.text) for link in block.element.iter("a")
    ]
    names = [squeeze("".join(link.itertext())) for link in links]
    return [name for name in reversed(names) if name][:1]


def _item(element: object) -> object:
    return element.get("item") if isinstance(element, dict) else None


def _says_something(name: str) -> bool:
    return len(name) <= _LONGEST and plain(name) not in {plain(each) for each in lines("empty_sections")}
