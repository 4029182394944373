"""Status: whether a page is an article at all, and whether all of it was there to read."""

import re
from collections.abc import Sequence
from functools import cache
from urllib.parse import urlsplit

from crawlers.extract.data import table
from crawlers.extract.junk import is_prose
from crawlers.extract.page import Document
from domain.article import ExtractionStatus

#: Challenge and consent pages say little else: markers count on pages with at most this much prose.
_LITTLE = 2_500
#: A text of this size (Latin letters; Han count three) is a whole article, whatever a paywall's banner says.
_WHOLE = 3_000
#: The longest teaser of an outlet's first page, in the same measure.
_TEASER = 1_000
#: Notices of a paywall are short.
_NOTICE = 300
_FRONT = re.compile(r"/?(?:index\.\w{3,5}|default\.\w{3,5})?")
#: Less than this is no article, in the same measure.
_LEAST = 100


def is_blocked(document: Document) -> bool:
    """Say whether the page is a challenge, an error or a consent form in an article's place."""
    markers = table("status")
    title = document.tab_title or ""
    if _any(tuple(markers["blocked_title"])).search(title[:200]):
        return True
    prose = 0
    for block in document.blocks:
        if is_prose(block):
            prose += block.size
            if prose > _LITTLE:
                return False
    if any(marker in document.markup[:200_000] for marker in markers["blocked_markup"]):
        return prose < _LITTLE / 5
    visible = "\n".join(block.text for block in document.blocks[:60])[:6_000]
    return bool(_any(tuple(markers["blocked_text"])).search(visible))


def status_of(document: Document, *, text: str | None, size: int, behind: Sequence[str]) -> ExtractionStatus:
    """Return the status of a page that is not blocked.

    ``text`` is what was read from it, ``size`` its length in Latin letters, ``behind`` the lines that follow it: where
    a gate stands, it stands there.
    """
    if not text or (size < _TEASER and _is_front_page(document)):
        return "not_article"
    if size < _LEAST and not document.article_data and "article:published_time" not in document.meta:
        return "not_article"
    markers = table("status")
    if size < _WHOLE:
        gate = "\n".join(line for line in (*text.split("\n")[-2:], *behind) if len(line) < _NOTICE)
        if _is_locked(document) or _any(tuple(markers["paywall_text"])).search(gate):
            return "paywalled"
    end = "\n".join(text.split("\n")[-2:])[-400:]
    if document.is_cut or _any(tuple(markers["truncated_end"])).search(end):
        return "truncated"
    return "ok"


def _is_front_page(document: Document) -> bool:
    """Say whether the page is an outlet's first page: by its address, and because most of it leads elsewhere."""
    try:
        parts = urlsplit(document.url)
    except ValueError:
        return False
    if parts.query or not _FRONT.fullmatch(parts.path) or document.article_data:
        return False
    linked = sum(block.size for block in document.blocks if block.link > 0.5)
    return linked > 0.5 * sum(block.size for block in document.blocks)


def _is_locked(document: Document) -> bool:
    free = document.article_data.get("isAccessibleForFree")
    if isinstance(free, str):
        free = free.strip().lower() not in ("false", "no", "0")
    tier = (document.first_meta("article:content_tier", "content_tier") or "").lower()
    return free is False or tier in ("locked", "premium", "metered_locked")


@cache
def _any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)
