"""Robots: robots.txt by RFC 9309, with its Crawl-delay kept."""

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.defer import Deferred

from crawlers.crawl import crawl_of
from crawlers.refusals import LeftDue, Refused

#: What is read of a robots.txt, in bytes: the least that RFC 9309 asks for.
MAX_SIZE = 500 * 1024
#: Why a page is not asked for while the robots.txt of its host cannot be had; it is tried again like any failure.
UNREACHABLE = "robots.txt unreachable"


class _Unread(RobotParser):
    """Stands for a robots.txt that could not be read; ``refusal`` is raised for every page of its host."""

    def __init__(self, refusal: IgnoreRequest) -> None:
        self.refusal = refusal

    @classmethod
    def from_crawler(cls, crawler: Crawler, robotstxt_body: bytes) -> "_Unread":
        return cls(Refused("failed", UNREACHABLE))

    def allowed(self, url: str | bytes, user_agent: str | bytes) -> bool:
        return False


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's middleware with the RFC's rule for failures, which it lacks.

    4xx allows everything; 5xx, a time-out, a refusal or a body that broke off mean that no page of the host is asked
    for in this run, and that each is tried again in a later one. The spiders of one crawl share what was learned.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._crawl = crawl_of(crawler)
        self._parsers = self._crawl.robots

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Let ``request`` pass, its host's delay set, or raise the reason why not."""
        assert rp is not None
        if isinstance(rp, _Unread):
            raise rp.refusal
        agent = self._robotstxt_useragent or self._default_useragent
        if not rp.allowed(request.url, agent):
            raise Refused("filtered", "blocked by robots.txt")
        if self._crawl.web is None:
            self._keep_delay(urlparse_cached(request).hostname or "", rp.crawl_delay(agent) or 0)

    def _keep_delay(self, host: str, crawl_delay: float) -> None:
        downloader = self.crawler.engine.downloader
        self._crawl.delays[host] = crawl_delay
        delay = self._crawl.delay_of(host)
        # A slot that was idle is dropped and made anew from these settings.
        downloader.per_slot_settings[host] = {"delay": delay, "jitter": 0}
        if host in downloader.slots:
            downloader.slots[host].delay = delay

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if 400 <= response.status < 500:
            response = response.replace(body=b"")
        elif not 200 <= response.status < 300 or "dataloss" in response.flags:
            return self._robots_error(IgnoreRequest(f"HTTP {response.status}"), netloc)
        await super()._parse_robots(response.replace(body=response.body[:MAX_SIZE]), netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        waiting = self._parsers[netloc]
        assert isinstance(waiting, Deferred)
        known = isinstance(exc, LeftDue | Refused)
        unread = _Unread(exc if known else Refused("failed", UNREACHABLE))  # type: ignore[arg-type]
        self._parsers[netloc] = unread
        waiting.callback(unread)
