"""Titles: the headline of the article, without the outlet's name behind it."""

import re

from lxml.html import HtmlElement

from crawlers.extract.blocks import squeeze
from crawlers.extract.linked_data import text_of
from crawlers.extract.page import Document

_SEPARATOR = re.compile(r"\s+[|\-–—·•»«:/]{1,2}\s+|\s?[|｜_»]\s?|\s?--+\s?|\s?—{2}\s?|(?<=[\u3400-\u9fff])-(?=[\u3400-\u9fff])|：(?=[^：]{2,12}$)")
_PLAIN = re.compile(r"[\W_]+")
_CUT = re.compile(r"\s*(?:\.\.\.|…)$")
_LONGEST = 500


def title_of(document: Document, *, stated: str | None = None, hinted: str | None = None) -> str | None:
    """Return the article's headline.

    A card's rule wins. Else the metadata's headline, cut at the outlet's name; a heading on the page replaces one that
    is cut short; the ``title`` element and the feed's title come last.
    """
    if stated:
        return clean_title(stated)
    headings = [text for heading in _headings(document.root) if (text := clean_title(heading))]
    tab = document.tab_title
    named = [text_of(document.article_data.get("headline")), document.first_meta("og:title", "twitter:title", "dc.title")]
    named += [document.first_meta("title", "headline", "articletitle", "parsely-title", "sailthru.title")]
    for candidate in named:
        title = clean_title(candidate)
        if not title or _is_site_name(title, document):
            continue
        title = without_outlet(title, headings, document)
        if _CUT.search(title):
            start = _CUT.sub("", title)
            title = next((heading for heading in headings if heading.startswith(start)), title)
        return title
    return _heading_in(tab, headings) or (without_outlet(tab, headings, document) if tab else None) or next(
        iter(headings), None) or clean_title(hinted)


def clean_title(text: str | None) -> str | None:
    """Return ``text`` on one line and of sane length, ``None`` when nothing is left."""
    return squeeze(text)[:_LONGEST].strip() or None if text else None


def without_outlet(title: str, headings: list[str], document: Document) -> str:
    """Cut from ``title`` what stands behind (or before) the headline: the part that a heading of the page confirms."""
    if heading := _heading_in(title, headings):
        return heading
    site = plain(document.first_meta("og:site_name", "application-name", "dc.publisher") or "")
    parts = [(match.start(), match.end()) for match in _SEPARATOR.finditer(title)]
    for start, end in parts:
        head, tail = title[:start], title[end:]
        if site and plain(tail) and (plain(tail) in site or site in plain(tail)) and len(plain(tail)) < len(plain(head)) + 12:
            return head.strip()
    if site and parts:
        start, end = parts[0]
        if plain(title[:start]) == site:
            return title[end:].strip()
    return title


def plain(text: str) -> str:
    """Return the letters and digits of ``text`` in lower case: what two writings of one title share."""
    return _PLAIN.sub("", text).lower()


def _heading_in(title: str | None, headings: list[str]) -> str | None:
    """Return the longest heading that ``title`` begins with (or ends with), if it makes up enough of it."""
    if not title:
        return None
    whole = plain(title)
    fitting = [
        heading
        for heading in headings
        if len(bare := plain(heading)) >= 4 and (whole.startswith(bare) or whole.endswith(bare)) and 3 * len(bare) >= len(whole)
    ]
    return max(fitting, key=len, default=None)


def _headings(root: HtmlElement | None) -> list[str]:
    if root is None:
        return []
    texts = [squeeze("".join(heading.itertext())) for heading in root.iter("h1", "h2")]
    return [text for text in texts if 4 <= len(text) <= _LONGEST]


def _is_site_name(title: str, document: Document) -> bool:
    site = document.first_meta("og:site_name", "application-name")
    return bool(site) and plain(title) == plain(site or "")
