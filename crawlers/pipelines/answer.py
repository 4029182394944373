"""Answer: what status and redirects alone say of a visit."""

from http import HTTPStatus

from scrapy.crawler import Crawler

from crawlers.crawl import Crawl, crawl_of
from crawlers.visit import Visit

_BLOCKED = frozenset(
    {
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.PAYMENT_REQUIRED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS,
    }
)


class AnswerPipeline:
    """Ends the visits that brought no page: not modified, refused, not found, broken off, led elsewhere."""

    def __init__(self, crawl: Crawl) -> None:
        self._crawl = crawl

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "AnswerPipeline":
        """Make the step of one crawl."""
        return cls(crawl_of(crawler))

    def process_item(self, item: Visit) -> Visit:
        """Set the outcome of ``item`` when its answer is one."""
        item = answered(item)
        led_to = item.final_url
        elsewhere = item.kind is None and item.status_code is not None and led_to not in (None, item.url)
        if elsewhere and not self._crawl.card.is_article(led_to or ""):
            return item.end("filtered", f"redirects to {led_to}, no article by its URL")
        return item


def answered(item: Visit) -> Visit:
    """Set the outcome of ``item`` when the status of its answer is one."""
    status = item.status_code
    if item.kind is not None or status is None:
        return item
    if status == HTTPStatus.NOT_MODIFIED:
        if item.known:
            item.body_sha256 = item.known.body_sha256
            item.etag = item.etag or item.known.etag
            item.last_modified = item.last_modified or item.known.last_modified
        return item.end("unchanged", "not modified since")
    if status in _BLOCKED:
        return item.end("blocked", f"HTTP {status}")
    if not 200 <= status < 300:
        return item.end("failed", f"HTTP {status}")
    if item.truncated:
        return item.end("failed", "the response broke off")
    return item
