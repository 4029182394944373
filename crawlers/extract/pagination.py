"""Pagination: articles cut into pages: which address the next page has, and how the pages are joined."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile
from urllib.parse import urljoin, urlsplit

from crawlers.extract.page import Document
from crawlers.extract.titles import plain
from crawlers.urls import canonical_url
from domain.article import Article, ExtractionStatus

_NEXT = re.compile(r"\W*(?:下一?[页頁]|next(?: page)?)\W*", re.IGNORECASE)
#: The number of a page at the end of an address: story_2.html, story-2.shtml, ?page=2, /story/2.
_NUMBER = re.compile(r"(?:[_-]|(?:page|p|pn)[=/]|/)(?P<number>\d{1,3})(?=(?:\.\w{3,5})?/?$)", re.IGNORECASE)
#: No more pages than these are taken for one article.
MOST_PAGES = 30
#: Titles of the pages of one article begin with the same letters, for at least this share of the shorter one.
_SAME_TITLE = 0.7


def next_of(document: Document, stated: Sequence[str] = ()) -> str | None:
    """Return the URL of the next page: the ``stated`` link, else a link that says so and counts one on.

    Links to the next article say the same words on some sites; they do not have this page's address.
    """
    if stated:
        return _absolute(document.url, stated[0])
    if document.root is None:
        return None
    _, number = _numbered(document.url)
    numbers = "2" if number is None else f"2|{number + 1}"
    wanted = re.compile(numbers)
    # It stands by itself, unless the digits beside it are escapes (%30 is a 0).
    alone = re.compile(rf"(?<![1-9])(?:{numbers})(?!\d)|%3\d")
    for link in document.root.iter("link", "a"):
        href = link.get("href")
        # The address first: it rules a link out sooner than its words do.
        if not href or not wanted.search(href) or not alone.search(href):
            continue
        if link.get("rel") == "next" or _NEXT.fullmatch("".join(link.itertext()).strip()):
            url = _absolute(document.url, href)
            if url and _counts_on(document.url, url):
                return url
    return None


def further_pages(urls: Iterable[str]) -> dict[str, str]:
    """Return the first page of every URL that can be a further page of another one of ``urls``, by their addresses."""
    places = {url: _numbered(url) for url in urls}
    firsts = {stem: url for url, (stem, number) in places.items() if number in (None, 1)}
    return {
        url: firsts[stem]
        for url, (stem, number) in places.items()
        if number is not None and number > 1 and stem in firsts
    }


def continues(first: Article, other: Article) -> bool:
    """Say whether ``other`` can be a further page of ``first``: it has its address or its title, but for a number.

    What some sites call the next page is the next article.
    """
    if other.canonical_url is not None and other.canonical_url == first.canonical_url:
        return True
    one, two = plain(first.title or ""), plain(other.title or "")
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, two, strict=False)))
    return same >= _SAME_TITLE * min(len(one), len(two))


def joined_article(first: Article, others: Sequence[Article], *, whole: bool = True) -> Article:
    """Return an article out of its pages, in order; one that is not ``whole`` lacks further ones and is truncated.

    Text and status are those of all pages; byline and origin may stand on any, the rest is the first page's. A first
    page without text stays as it is.
    """
    if first.text is None or (whole and not others):
        return first
    pages = (first, *others)
    status: ExtractionStatus = "ok"
    if any(page.status == "paywalled" for page in pages):
        status = "paywalled"
    # What a page that is not the last says of its end ("continued on the next page") no longer holds.
    elif not whole or pages[-1].status != "ok" or any(page.text is None for page in pages):
        status = "truncated"
    return replace(
        first,
        status=status,
        text=joined(first.text, [page.text for page in others if page.text]),
        byline=next((page.byline for page in pages if page.byline), ()),
        origin=next((page.origin for page in pages if page.origin), None),
    )


def joined(first: str, others: Sequence[str]) -> str:
    """Return the pages' texts in one; a paragraph that every page repeats stands once."""
    paragraphs = first.split("\n")
    seen = {plain(paragraph) for paragraph in paragraphs}
    for text in others[:MOST_PAGES]:
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
