"""Read: a page becomes an article."""

from dataclasses import replace

from scrapy.crawler import Crawler

from crawlers.crawl import Crawl, crawl_of
from crawlers.extract import Page, read
from crawlers.visit import Visit
from domain.article import READABLE, Article


class ReadPipeline:
    """Runs extraction and ends every visit that is left by what came out."""

    def __init__(self, crawl: Crawl) -> None:
        self._crawl = crawl

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "ReadPipeline":
        """Make the step of one crawl."""
        return cls(crawl_of(crawler))

    def process_item(self, item: Visit) -> Visit:
        """Set article and outcome of ``item``."""
        if item.kind is not None:
            return item
        article = item.article or self._read(item)
        if article.status == "paywalled":
            item.next_page = None
        if article.method == "failed":
            item.body_sha256 = None  # the same bytes are to be read again
            return item.end("failed", "extraction failed; see the crawl's log")
        item.article = article if article.status in READABLE else None
        if article.status == "paywalled":
            kept = "metadata only, by the card" if article.text is None else "the page shows a part of the article"
            return item.end("paywalled", kept)
        if article.status == "blocked":
            item.body_sha256 = None
            return item.end("blocked", "a block or consent page")
        if article.status == "not_article":
            return item.end("filtered", "no article on the page")
        if article.status == "empty":
            return item.end("failed", "no text on the page")
        if item.known and item.known.body_sha256:
            return item.end("changed", "other bytes than before")
        return item.end("new")

    def _read(self, item: Visit) -> Article:
        article, item.next_page = read(page_of(item), card=self._crawl.card, hint=item.hint)
        if self._crawl.card.policy == "metadata_only" and article.status in READABLE:
            # Out of an archive: the page is at hand, and the outlet's text is still not ours to keep.
            return replace(article, status="paywalled", text=None)
        return article


def page_of(item: Visit) -> Page:
    """Return the answer of a visit as what extraction reads."""
    return Page(
        url=item.final_url or item.url,
        body=item.body or b"",
        content_type=item.content_type,
        fetched_at=item.fetched_at,
    )
