"""Patience: a host that says when to come back (429, 503 with Retry-After) is left alone until then."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from time import monotonic

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from crawlers.crawl import crawl_of
from crawlers.refusals import Refused

#: A wait up to this is sat out in the run; beyond it the host is left alone and its URLs stay due. In seconds.
SHORT = 60.0
#: What a 429 without a time asks for, in seconds.
UNTOLD = 300.0
#: No host is believed that wants to be left alone for longer, in seconds.
LONGEST = 7 * 86_400.0


class PatienceMiddleware:
    """Keeps away from hosts that ask for it, robots.txt included; a short wait is kept and the request sent again."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._crawl = crawl_of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "PatienceMiddleware":
        """Make the middleware of one crawl."""
        return cls(crawler)

    def process_request(self, request: Request, spider: Spider | None = None) -> None:
        """Let ``request`` pass, or raise Refused when its host is to be left alone."""
        host = urlparse_cached(request).hostname or ""
        until = self._crawl.closed.get(host)
        if until is not None and self._crawl.web is None and until > datetime.now(UTC):
            raise Refused("due", f"{host} asks to wait until {until:%Y-%m-%dT%H:%M}Z", due_at=until)

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Return ``response``, or the request again after a short wait; raise Refused when the wait is long."""
        if self._crawl.web is not None or response.status not in (
            HTTPStatus.TOO_MANY_REQUESTS,
            HTTPStatus.SERVICE_UNAVAILABLE,
        ):
            return response
        now = datetime.now(UTC)
        written = (response.headers.get("Retry-After") or b"").decode("latin-1")
        asked = retry_after(written, now=now)
        if asked is None and response.status == HTTPStatus.SERVICE_UNAVAILABLE:
            return response
        wait = UNTOLD if asked is None else asked
        if wait <= min(SHORT, self._crawl.seconds_left) and not request.meta.get("waited"):
            self._hold(request, wait)
            again = request.copy()
            again.meta["waited"] = True
            again.dont_filter = True
            return again
        until = now + timedelta(seconds=wait)
        self._crawl.closed[urlparse_cached(request).hostname or ""] = until
        told = f"Retry-After: {written}" if asked is not None else "no Retry-After"
        raise Refused("failed", f"HTTP {response.status}, {told}"[:200], due_at=until, status_code=response.status)

    def _hold(self, request: Request, wait: float) -> None:
        """Keep every request to the host of ``request`` back for ``wait`` seconds."""
        downloader = self._crawler.engine.downloader
        slot = downloader.slots.get(downloader.get_slot_key(request))
        if slot is not None:
            slot.lastseen = monotonic() + wait - slot.delay
            slot.delay = max(slot.delay, 0.001)  # without a delay Scrapy does not look at the time


def retry_after(written: str, *, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header (RFC 9110: seconds or a date) asks for; None when it says neither.

    Never negative, and never more than ``LONGEST``.
    """
    written = written.strip()
    if written.isascii() and written.isdigit():
        return min(float(written[:12]), LONGEST)
    try:
        until = parsedate_to_datetime(written)
    except (ValueError, IndexError, OverflowError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return min(max(0.0, (until - now).total_seconds()), LONGEST)
