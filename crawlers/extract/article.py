"""Article: one page to one ``domain`` article; never raises, always says what became of the page."""

import logging
import re
from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from crawlers.extract.address import addresses, site_of
from crawlers.extract.blocks import size_of
from crawlers.extract.body import body_of
from crawlers.extract.byline import byline_of, bylines_written, marked_authors
from crawlers.extract.dates import Dated, published, updated, zone_of
from crawlers.extract.embedded import state_body
from crawlers.extract.language import language_of
from crawlers.extract.origin import origin_of
from crawlers.extract.page import Document, Hint, Page
from crawlers.extract.pagination import next_of
from crawlers.extract.rules import Ruled, moment_of, ruled, texts
from crawlers.extract.sections import section_of
from crawlers.extract.status import is_blocked, status_of
from crawlers.extract.titles import clean_title, title_of
from domain.article import READABLE, Article, TimeSource

if TYPE_CHECKING:
    from crawlers.cards import Card
    from crawlers.page_rules import Rule

_log = logging.getLogger(__name__)
#: Where a rule's date stands, in the words of ``published_source``: page state is part of the page's HTML.
_SOURCES: dict[str, TimeSource] = {
    "ld": "json_ld",
    "ldraw": "json_ld",
    "meta": "meta",
    "css": "html",
    "xpath": "html",
    "next": "html",
    "state": "html",
    "json": "html",
    "feed": "feed",
    "news": "feed",
    "url": "url",
    "text": "text",
    "const": "text",
}


def extract(page: Page, *, card: "Card | None" = None, hint: Hint | None = None) -> Article:
    """Read one page. ``card`` is that of the outlet whose hosts the URL belongs to, ``hint`` what the feed said.

    Whatever the bytes are, the answer is an article with a status: ``ok``, ``paywalled`` and ``truncated`` hold (part
    of) a text, ``blocked``, ``not_article`` and ``empty`` hold none.
    """
    article, _ = read(page, card=card, hint=hint)
    return article


def read(
    page: Page, *, card: "Card | None" = None, hint: Hint | None = None, further: bool = False
) -> tuple[Article, str | None]:
    """Read one page as ``extract`` does; return its article and the URL of the next page where that goes on.

    A ``further`` page of an article may be shorter than any article; ``joined_article`` puts it behind its first one.
    """
    try:
        return _read(page, card, hint or Hint(), further=further)
    except Exception:
        # The web is hostile and parsers have bugs: one page must not end a run. The log keeps the trace.
        _log.exception("could not read %s", page.url)
        failed = Article(status="not_article", url=page.url, outlet=card.id if card else None, method="failed")
        return failed, None


def _read(page: Page, card: "Card | None", hint: Hint, *, further: bool) -> tuple[Article, str | None]:
    document = Document(page, expected_charset=card.charset if card else None)
    outlet = card.id if card else None
    if not document.is_text:
        return Article(status="not_article", url=page.url, outlet=outlet), None
    if not (document.blocks or document.article_data or state_body(document)) and document.json is None:
        return Article(status="empty", url=page.url, outlet=outlet), None
    asked = ruled(document, card, hint, page.fetched_at) if card else None
    if is_blocked(document) or texts_of("blocked", asked):
        return Article(status="blocked", url=page.url, outlet=outlet), None
    if texts_of("not_article", asked):
        return Article(status="not_article", url=page.url, outlet=outlet), None
    title = title_of(document, stated=_first("title", asked), hinted=hint.title)
    body = body_of(document, title=title, page=asked)
    behind = [*body.notes, *(block.text for block in body.footer)]
    status = status_of(document, text=body.text, size=size_of(body.text or ""), behind=behind)
    if further and status == "not_article" and body.text:
        status = "ok"
    if status in READABLE and texts_of("paywalled", asked):
        status = "paywalled"
    canonical, off_site = addresses(document, card.owns if card else _same_site(page.url))
    text = body.text if status in READABLE else None
    language = language_of(text or title or "", declared=document.declared_language)
    zone = zone_of(page.url, card.timezone if card else None, language=language)
    dated = published(
        document,
        zone=zone,
        now=page.fetched_at,
        header=body.header,
        footer=body.footer,
        stated=_dates("published", asked, zone, page.fetched_at),
        hinted=hint.published,
    )
    changed = updated(
        document,
        zone=zone,
        now=page.fetched_at,
        header=body.header,
        stated=_dates("updated", asked, zone, page.fetched_at),
    )
    marked = marked_authors(document)
    article = Article(
        status=status,
        url=page.url,
        outlet=outlet,
        title=title,
        text=text,
        published=dated.moment.at if dated else None,
        published_precision=dated.moment.precision if dated else None,
        published_source=dated.source if dated else None,
        updated=changed if changed and not (dated and changed <= dated.moment.at) else None,
        byline=byline_of(
            document,
            header=body.header,
            footer=body.footer,
            text=body.text,
            marked=marked,
            notes=body.notes,
            stated=texts_of("byline", asked),
            hinted=hint.byline,
        ),
        language=language,
        section=section_of(document, header=body.header, stated=_first("section", asked), hinted=hint.section),
        canonical_url=canonical,
        origin=origin_of(
            document,
            text=text,
            notes=body.notes,
            header=body.header,
            footer=body.footer,
            names=bylines_written(document, body.header, marked),
            own_names=_own_names(document, card),
            own_host=document.host,
            off_site=off_site,
            stated=texts_of("origin", asked),
        ),
        method=body.method,
    )
    return article, next_of(document, texts_of("next_page", asked)) if text else None


def texts_of(field: str, page: Ruled | None) -> list[str]:
    """Return what the rules of one field find; nothing where there is no card."""
    return texts(getattr(page.rules, field), page) if page else []


def _first(field: str, page: Ruled | None) -> str | None:
    return next((text for found in texts_of(field, page) if (text := clean_title(found))), None)


def _dates(field: str, page: Ruled | None, zone: tzinfo, now: datetime | None) -> list[Dated]:
    """Return what each of the card's date rules finds, in their order."""
    if page is None:
        return []
    rules: tuple[Rule, ...] = getattr(page.rules, field)
    found = []
    for rule in rules:
        for written in texts([rule], page)[:3]:
            if moment := moment_of(written, rule, zone=zone, now=now):
                found.append(Dated(moment=moment, source=_SOURCES[rule.language]))
                break
    return found


def _own_names(document: Document, card: "Card | None") -> tuple[str, ...]:
    site = [name for field in ("og:site_name", "application-name") for name in document.meta.get(field, ())[:1]]
    tail = re.split(r"[-_|｜–—]+", document.tab_title or "")[1:]
    return (*site, *(part.strip() for part in tail), *((card.name, card.id.replace("_", " ")) if card else ()))


def _same_site(own: str) -> Callable[[str], bool]:
    return lambda url: site_of(url) == site_of(own)
