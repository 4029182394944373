"""Pagination: articles cut into pages: which address the next page has, and how the pages' texts are joined."""

import re
from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from crawlers.extract.page import Document
from crawlers.extract.titles import plain
from crawlers.urls import canonical_url

_NEXT = re.compile(r"\W*(?:下一?[页頁]|next(?: page)?)\W*", re.IGNORECASE)
#: The number of a page at the end of an address: story_2.html, story-2.shtml, ?page=2, /story/2.
_NUMBER = re.compile(r"(?:[_-]|(?:page|p|pn)[=/]|/)(?P<number>\d{1,3})(?=(?:\.\w{3,5})?/?$)", re.IGNORECASE)
_MOST_PAGES = 200


def next_of(document: Document, stated: Sequence[str] = ()) -> str | None:
    """Return the URL of the next page: the ``stated`` link, else a link that says so and counts one on.

    Links to the next article say the same words on some sites; they do not have this page's address.
    """
    if stated:
        return _absolute(document.url, stated[0])
    if document.root is None:
        return None
    links = [link for link in document.root.iter("link", "a") if link.get("href")]
    said = [link for link in links if link.get("rel") == "next" or _NEXT.fullmatch("".join(link.itertext()).strip())]
    for link in said:
        url = _absolute(document.url, link.get("href") or "")
        if url and _counts_on(document.url, url):
            return url
    return None


def joined(first: str, others: Sequence[str]) -> str:
    """Return the pages' texts in one; a paragraph that every page repeats stands once."""
    paragraphs = first.split("\n")
    seen = {plain(paragraph) for paragraph in paragraphs}
    for text in others[:_MOST_PAGES]:
        new = [paragraph for paragraph in text.split("\n") if plain(paragraph) not in seen]
        paragraphs += new
        seen.update(map(plain, new))
    return "\n".join(paragraphs)


def _absolute(base: str, link: str) -> str | None:
    try:
        return canonical_url(urljoin(base, link.strip()))
    except ValueError:
        return None


def _counts_on(here: str, there: str) -> bool:
    """Say whether two addresses are the same but for the number of the page, which goes up by one."""
    try:
        same_host = urlsplit(here).hostname == urlsplit(there).hostname
    except ValueError:
        return False
    stem, number = _numbered(there)
    if not same_host or number is None:
        return False
    own_stem, own_number = _numbered(here)
    if own_number is not None and own_stem == stem:
        return number == own_number + 1
    return number == 2 and stem == _bare(here)


def _numbered(url: str) -> tuple[str, int | None]:
    found = _NUMBER.search(url)
    return (_bare(url[: found.start()]), int(found["number"])) if found else (_bare(url), None)


def _bare(url: str) -> str:
    return re.sub(r"(?:\.\w{3,5})?[/?&]*$", "", url.partition("#")[0].partition("://")[2])
