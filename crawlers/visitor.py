"""Visitor: what the spiders have in common: from listings to requests, from responses to visits."""

import asyncio
import hashlib
import html
import json
import logging
from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from scrapy import Request, Spider
from scrapy.exceptions import (
    CannotResolveHostError,
    CloseSpider,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import Response
from twisted.python.failure import Failure

from crawlers.cards import Card
from crawlers.crawl import Crawl
from crawlers.entries import Listed
from crawlers.extract import Page
from crawlers.extract.language import language_of
from crawlers.handlers.replay import NOT_ARCHIVED, NOT_MODIFIED
from crawlers.refusals import LeftDue, Refused
from crawlers.sources import Source
from crawlers.urls import canonical_url, join
from crawlers.visit import Listing, Visit
from domain.article import Article
from domain.crawl import KnownUrl, WaitingUrl

log = logging.getLogger(__name__)

#: Longer addresses are no article's, and no index takes them. In characters.
MAX_URL = 2000
#: An index may name thousands of sitemaps, and a hostile one has no end.
MOST_FURTHER = 100
#: New pages go before pages that may have changed.
_NEW, _KNOWN = 10, 0
_AHEAD = timedelta(days=1)
_REASONS = {
    CannotResolveHostError: "host not found",
    DownloadConnectionRefusedError: "connection refused",
    DownloadTimeoutError: "timed out",
    DownloadCancelledError: "larger than the limit",
}


class Visitor(Spider):
    """Visits the pages that ``listings`` gives for each source of its kind; every URL taken ends as one visit."""

    def __init__(self, *, crawl: Crawl, pause: float = 0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.crawl = crawl
        self._pause = pause
        self._further = 0

    async def start(self) -> AsyncIterator[Request | Visit]:
        """Begin; ``pause`` seconds keep the distance to another spider's last request."""
        await asyncio.sleep(self._pause)
        for way in self.begin():
            yield way

    def begin(self) -> Iterator[Request | Visit]:
        """Ask for every source of the card that is of the spider's kind."""
        for source in self.crawl.sources(self.name):
            yield self.ask(source)

    def ask(self, source: Source) -> Request:
        """Ask for a source as its card says."""
        headers, body = dict(source.headers), source.body
        if body is not None:
            kind = "application/x-www-form-urlencoded" if isinstance(body, str) else "application/json"
            headers = {"Content-Type": kind, **headers}
        known = self._source_visit(source).known
        meta: dict[str, Any] = {"address": source.address} if source.method == "POST" else {}
        if known and known.warc_file:
            headers |= self._conditions(known)
            meta["stored"] = known.warc_file, known.warc_offset
        return Request(
            source.url,
            self.read_source,
            errback=self.source_failed,
            method=source.method,
            headers=headers,
            body=body if isinstance(body, str) else json.dumps(body, ensure_ascii=False) if body else None,
            cb_kwargs={"source": source},
            meta=meta,
            priority=_NEW + 1,
            dont_filter=True,
        )

    @staticmethod
    def read(page: Page, source: Source, card: Card) -> Listed:
        """Return what a source's answer lists, in its order; raise ValueError with the reason when it is no such list.

        A pure function, which ``racewatch outlets check`` calls, too.
        """
        raise NotImplementedError

    def read_source(self, response: Response, source: Source) -> Iterator[Request | Visit]:
        """Turn a source's response into requests for its pages, and into a visit of the source itself."""
        visit = self._visit(response, source.address, self._source_visit(source))
        if response.status != HTTPStatus.OK:
            visit.body = None
            yield visit if visit.kind or not 200 <= response.status < 300 else visit.end("failed", "an empty answer")
            return
        try:
            page = Page(
                url=response.url,
                body=response.body,
                content_type=header(response, "Content-Type"),
                fetched_at=visit.fetched_at,
            )
            listed = self.read(page, source, self.crawl.card)
            left_out = f" ({listed.left_out})" if listed.left_out else ""
            if not listed.entries and not listed.further:
                raise ValueError(f"lists nothing{left_out}")
        except ValueError as error:
            yield visit.end("failed", f"the source {error}")
            return
        except Exception as error:  # whatever a hostile source does to its parser ends this source and no other
            log.exception("%s cannot be read", source.url)
            yield visit.end("failed", f"the source cannot be read ({type(error).__name__})")
            return
        listings = [Listing.of(entry, at=visit.fetched_at, section=source.section) for entry in listed.entries]
        ways = list(self.follow(listings))
        pages = sum(isinstance(way, Request) for way in ways)
        self.crawl.say(f"{source.address} lists {len(listings)}, {pages} to fetch")
        visit.n_listed, visit.newest_at = len(listings), _newest(listings, until=self.crawl.now())
        # An index may stay as it is while what it leads to changes: without a hash it never rests.
        visit.body_sha256 = None if listed.further else _sha256_of(listings)
        sources = f" and {len(listed.further)} further sources" if listed.further else ""
        says = f"lists {len(listings)}{sources}{left_out}"
        if NOT_MODIFIED in response.flags:
            yield visit.end("unchanged", f"a source, not modified: {says}")
        else:
            yield visit.end("filtered", f"a source: {says}")
        yield from ways
        yield from self._go_on(source, listed.further)

    def _go_on(self, source: Source, addresses: Iterable[str]) -> Iterator[Request | Visit]:
        """Ask for the sources that ``source`` leads to, each once and no more than so many of them in a run."""
        for address in addresses:
            web_url = canonical_url(join(source.url, address))
            if not self.crawl.take(web_url or address):
                continue
            if web_url is None or len(web_url) > MAX_URL:
                at = self.crawl.now()
                yield Visit(url=address[:MAX_URL], fetched_at=at).end("filtered", "no address of the web")
            elif self._further >= MOST_FURTHER:
                at = self.crawl.now()
                yield Visit(url=web_url, fetched_at=at).end("filtered", f"beyond {MOST_FURTHER} further sources a run")
            else:
                self._further += 1
                yield self.ask(source.further(web_url))

    def follow(self, listings: Iterable[Listing]) -> Iterator[Request | Visit]:
        """Give each URL not yet taken its request, or its visit at once when there is nothing to fetch."""
        card = self.crawl.card
        for listing in listings:
            web_url = card.address_of(listing.url)
            url = web_url or listing.url
            if not self.crawl.is_ours(url) or not self.crawl.take(url):
                continue
            visit = Visit(url=url, fetched_at=listing.at, known=self.crawl.known(url), hint=listing.hint)
            if web_url is None:
                visit.url = url[:MAX_URL]
                yield visit.end("filtered", "no address of the web")
            elif len(url) > MAX_URL:
                visit.url = url[:MAX_URL]
                yield visit.end("filtered", f"a URL of {len(url)} characters")
            elif not card.owns(url):
                yield visit.end("filtered", "not on the outlet's hosts")
            elif not card.is_article(url):
                yield visit.end("filtered", "no article by its URL")
            elif waiting := self.crawl.waiting(url):
                yield visit.end("due", _waits(waiting), due_at=waiting.due_at)
            elif card.policy == "metadata_only" and not (self.crawl.plan.replay and visit.hint is None):
                yield self._from_listing(visit, listing)
            elif card.policy == "feed_text_first" and listing.content:
                yield self._from_content(visit, listing.content)
            elif self.crawl.spare_page():
                self.crawl.note(visit)
                yield self._request(visit, listed=listing.url)

    def read_page(self, response: Response, visit: Visit) -> Visit:
        """Turn a page's response into its visit."""
        return self._visit(response, visit.url, visit)

    def page_failed(self, failure: Failure, visit: Visit | None = None) -> Visit:
        """Turn what went wrong with a page into its visit; stop the spider when it was the time or the disk."""
        error, request = failure.value, _request_of(failure)
        if visit is None:
            visit = request.cb_kwargs["visit"]
        if isinstance(error, LeftDue):
            raise CloseSpider("problem" if self.crawl.problem else "budget")
        assert error is not None
        return self._failed(error, request, visit)

    async def further_page(self, url: str, *, of: Visit, part: int) -> Visit:
        """Ask for page ``part`` of the article ``of`` and return what came; raise LeftDue when no time was left."""
        visit = Visit(url=url, fetched_at=self.crawl.now(), part_of=of.url, part=part)
        request = self._request(visit, listed=url)
        try:
            response = await self.crawler.engine.download_async(request)
        except LeftDue:
            raise
        except Exception as error:  # whatever the network does, as for any other page
            return self._failed(error, request, visit)
        return self._visit(response, url, visit)

    def _failed(self, error: BaseException, request: Request, visit: Visit) -> Visit:
        if record := request.meta.get("record"):
            visit.fetched_at, visit.warc_file, visit.warc_offset = record
        elif self.crawl.web is None:
            visit.fetched_at = self.crawl.now()
        if isinstance(error, Refused):
            visit.status_code = error.status_code
            return visit.end(error.kind, error.reason, due_at=error.due_at)
        reason = next((words for kind, words in _REASONS.items() if isinstance(error, kind)), None)
        words = str(error) if isinstance(error, IgnoreRequest) else f"{type(error).__name__}: {error}"
        return visit.end("failed", reason or " ".join(words.split())[:200])

    def source_failed(self, failure: Failure) -> Visit:
        """Turn what went wrong with a source into a visit of it."""
        source: Source = _request_of(failure).cb_kwargs["source"]
        return self.page_failed(failure, self._source_visit(source))

    def closed(self, reason: str) -> None:
        """Take note when it was a signal that ended the spider."""
        if reason == "shutdown":
            self.crawl.problem = "the crawl was interrupted; what it had not reached stays due"

    def _source_visit(self, source: Source) -> Visit:
        known = self.crawl.known(canonical_url(source.address) or source.address)
        return Visit(url=source.address, fetched_at=self.crawl.now(), known=known, is_source=True)

    def _conditions(self, known: KnownUrl | None) -> dict[str, str]:
        """Return the headers that ask for a page only if it has changed."""
        headers = {}
        if known and known.body_sha256 and self.crawl.web is None:
            if known.etag:
                headers["If-None-Match"] = known.etag
            if known.last_modified:
                headers["If-Modified-Since"] = known.last_modified
        return headers

    def _request(self, visit: Visit, *, listed: str) -> Request:
        known, web = visit.known, self.crawl.web
        meta = {"page": visit.url}
        # An archive may hold the page under the address that the card rewrites.
        if web is not None and not web.holds(visit.url):
            meta["address"] = listed
        return Request(
            visit.url,
            self.read_page,
            errback=self.page_failed,
            cb_kwargs={"visit": visit},
            headers=self._conditions(known),
            meta=meta,
            priority=_KNOWN if known else _NEW,
            dont_filter=True,
        )

    def _visit(self, response: Response, url: str, visit: Visit | None = None) -> Visit:
        """Put what ``response`` says into ``visit``; a new one without it."""
        if visit is None:
            visit = Visit(url=url, fetched_at=self.crawl.now())
        if record := response.meta.get("record"):
            visit.fetched_at, visit.warc_file, visit.warc_offset = record
        visit.status_code = response.status
        visit.final_url = response.url
        visit.content_type = header(response, "Content-Type")
        visit.etag = header(response, "ETag")
        visit.last_modified = header(response, "Last-Modified")
        visit.truncated = "dataloss" in response.flags
        visit.body = response.body
        if NOT_ARCHIVED in response.flags:
            visit.status_code = None
            visit.end("failed", NOT_ARCHIVED)
        return visit

    def _from_listing(self, visit: Visit, listing: Listing) -> Visit:
        """Make the article of an outlet whose pages are not fetched from what its source says."""
        hint, card = visit.hint, self.crawl.card
        if hint is None or not hint.title:
            return visit.end("failed", "the source gives no title, and pages of this outlet are not fetched")
        visit.body = _bytes(f"{hint.title}\n{hint.published}")
        visit.article = Article(
            status="paywalled",
            url=visit.url,
            outlet=card.id,
            title=hint.title,
            published=hint.published,
            published_precision=listing.published_precision,
            published_source="feed" if hint.published else None,
            byline=hint.byline,
            language=card.languages[0] if len(card.languages) == 1 else language_of(hint.title),
            section=hint.section,
            canonical_url=visit.url,
            method=self.name,
        )
        return visit

    def _from_content(self, visit: Visit, content: str) -> Visit:
        """Read the text that the feed itself carries as if it were the page."""
        title = html.escape(visit.hint.title or "") if visit.hint else ""
        page = f"<html><head><title>{title}</title></head><body><article>{content}</article></body></html>"
        visit.body = _bytes(page)
        visit.content_type = "text/html; charset=utf-8"
        return visit


def header(response: Response, name: str) -> str | None:
    """Return the first value of a header, None without one."""
    value = response.headers.get(name)
    return value.decode("latin-1").strip()[:1000] or None if value else None


def _newest(listings: Iterable[Listing], *, until: datetime) -> datetime | None:
    """Return the latest time of publication; one that is more than a day ahead is a mistake of the source."""
    times = [listing.hint.published for listing in listings if listing.hint and listing.hint.published]
    return max((time for time in times if time <= until + _AHEAD), default=None)


def _sha256_of(listings: Iterable[Listing]) -> str:
    """Return the hash of what is listed, whatever its order."""
    urls = sorted({canonical_url(listing.url) or listing.url for listing in listings})
    return hashlib.sha256("\n".join(urls).encode(errors="replace")).hexdigest()


def _waits(waiting: WaitingUrl) -> str:
    if waiting.due_at is None:
        return f"set aside after {waiting.failures} failures; racewatch requeue brings it back"
    return f"failed {waiting.failures} times, due again at {waiting.due_at:%Y-%m-%dT%H:%M}Z"


def _bytes(text: str) -> bytes:
    return text.encode(errors="replace")  # a feed can hold half a surrogate pair


def _request_of(failure: Failure) -> Request:
    request: Request = getattr(failure, "request")  # noqa: B009 (Scrapy adds it)
    return request
