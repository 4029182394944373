"""Record: fetches from the live web, from public addresses only, and archives every response as it came."""

from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from crawlers.archive.response import Recorded
from crawlers.archive.web import read_response
from crawlers.crawl import crawl_of
from crawlers.handlers.heads import BoundedHeadFactory
from crawlers.handlers.replay import NOT_MODIFIED, answer_of
from crawlers.refusals import LeftDue, Refused
from crawlers.resolver import PublicResolver


class RecordingHandler(HTTP11DownloadHandler):
    """Scrapy's own handler with the archive behind it; ``request.meta["record"]`` says where the response lies."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._crawl = crawl_of(crawler)
        self._pool._factory = BoundedHeadFactory

    async def download_request(self, request: Request) -> Response:
        """Fetch ``request`` and archive the response; raise LeftDue when the crawl has no time left."""
        if self._crawl.problem or not self._crawl.seconds_left:
            raise LeftDue
        host = urlparse_cached(request).hostname or ""
        until = self._crawl.closed.get(host)
        if until is not None and until > datetime.now(UTC):
            raise Refused("due", f"{host} asks to wait until {until:%Y-%m-%dT%H:%M}Z", due_at=until)
        if self._crawl.pause:
            self._crawl.pause.begin(self._crawl.delay_of(host))
        response = await self._fetch(request)
        recorded = Recorded(
            url=request.meta.get("address", request.url),
            status=response.status,
            headers=tuple((name, value) for name, values in response.headers.items() for value in values),
            body=response.body,
            fetched_at=datetime.now(UTC),
            protocol=response.protocol or "HTTP/1.1",
            ip=str(response.ip_address) if response.ip_address else None,
            truncated="dataloss" in response.flags,
        )
        archive = self._crawl.archive
        assert archive is not None
        try:
            offset = archive.write(recorded)
        except OSError as error:
            self._crawl.problem = f"the archive cannot be written: {archive.name}: {error.strerror}"
            raise LeftDue from error
        request.meta["record"] = (recorded.fetched_at, archive.name, offset)
        stored = request.meta.get("stored")
        return self._stored(response, stored) if stored and response.status == HTTPStatus.NOT_MODIFIED else response

    def _stored(self, response: Response, place: tuple[str, int]) -> Response:
        """Return what the archive holds at ``place`` for a source that has not changed, ``response`` if nothing."""
        try:
            found = read_response(Path(self._crawl.plan.archive) / place[0], place[1])
        except (OSError, ValueError):
            return response
        if found is None:
            return response
        answer = answer_of(found, url=response.url)
        answer.flags.append(NOT_MODIFIED)
        return answer

    async def _fetch(self, request: Request) -> Response:
        try:
            return await super().download_request(request)
        except CannotResolveHostError:
            from twisted.internet import reactor

            resolver: Any = getattr(reactor, "nameResolver", None)
            host = urlparse_cached(request).hostname or ""
            if isinstance(resolver, PublicResolver) and (found := resolver.refused.get(host)):
                raise Refused(
                    "failed",
                    f"{host} leads to {found[0]}, which is no public address (RACEWATCH_ALLOWED_HOSTS allows it)"
                    if host != found[0]
                    else f"{host} is no public address (RACEWATCH_ALLOWED_HOSTS allows it)",
                ) from None
            raise
