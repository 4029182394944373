"""Further: the further pages of an article are asked for, one after another, and joined to the first."""

import hashlib
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawlers.crawl import Crawl, crawl_of
from crawlers.extract import read
from crawlers.extract.pagination import MOST_PAGES, continues, joined_article
from crawlers.pipelines.answer import answered
from crawlers.pipelines.read import page_of
from crawlers.refusals import LeftDue
from crawlers.visit import Visit
from crawlers.visitor import Visitor
from domain.article import Article


class FurtherPipeline:
    """Follows an article from page to page, on its own host and as robots.txt, delay and the card's ``deny`` allow.

    Each page is archived and told as a visit of its own. An article that lacks one is stored as truncated; on the web
    it has failed then, and all of it is tried again later.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._crawl: Crawl = crawl_of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "FurtherPipeline":
        """Make the step of one crawl."""
        return cls(crawler)

    async def process_item(self, item: Visit) -> Visit:
        """Join the further pages to the article of ``item``; drop it, so that its URL stays due, when time runs out."""
        if item.next_page is None or item.article is None:
            return item
        try:
            pages = await self._follow(item)
        except LeftDue:
            raise DropItem("no time left for the further pages", log_level="DEBUG") from None
        missing = next((visit for visit in item.further if not _is_read(visit)), None)
        item.article = joined_article(item.article, pages, whole=missing is None)
        if missing is not None:
            reason = f"page {missing.part} of the article: {missing.reason}"[:300]
            if missing.kind == "filtered" or self._crawl.web is not None:
                assert item.kind is not None
                return item.end(item.kind, reason)
            item.body_sha256 = None  # the same bytes are to be read again
            return item.end("failed", reason, due_at=missing.due_at)
        if item.article.status == "paywalled":
            return item.end("paywalled", "the pages show a part of the article")
        return item

    async def _follow(self, item: Visit) -> list[Article]:
        """Return what the further pages say, in order; put their visits into ``item``."""
        first = item.article
        assert first is not None
        pages: list[Article] = []
        asked = {item.url, item.final_url}
        url = item.next_page
        while url is not None and url not in asked:
            asked.add(url)
            part = len(pages) + 2
            if reason := self._refusal(url, item) or (part > MOST_PAGES and f"beyond {MOST_PAGES} pages"):
                at = self._crawl.now()
                item.further.append(
                    Visit(url=url, fetched_at=at, part_of=item.url, part=part).end("filtered", str(reason))
                )
                break
            spider = self._crawler.spider
            assert isinstance(spider, Visitor)
            visit = answered(await spider.further_page(url, of=item, part=part))
            item.further.append(visit)
            if visit.kind is not None:
                break
            asked.add(visit.final_url)
            page, url = self._read(visit, item)
            if visit.kind is not None:
                break
            if not continues(first, page):
                # Nothing is known of it then: what lists it later may ask for it.
                visit.part_of = visit.part = visit.body_sha256 = visit.etag = visit.last_modified = None
                visit.end("filtered", f"no further page of {item.url}")
                break
            self._crawl.take(visit.url)
            visit.end("filtered", f"page {part} of {item.url}")
            if joined_article(first, [*pages, page]).text == joined_article(first, pages).text:
                break  # comments under the article, and lists that begin anew, have pages as well
            pages.append(page)
        return pages

    def _read(self, visit: Visit, item: Visit) -> tuple[Article, str | None]:
        """Read one further page; end its visit when it gives no text."""
        page, following = read(page_of(visit), card=self._crawl.card, hint=item.hint, further=True)
        if page.method == "failed":
            visit.end("failed", "extraction failed; see the crawl's log")
        elif page.status == "blocked":
            visit.end("blocked", "a block or consent page")
        elif page.text is None:
            visit.end("failed", "no text on the page")
        else:
            visit.body_sha256 = hashlib.sha256(visit.body or b"").hexdigest()
        return page, following

    def _refusal(self, url: str, item: Visit) -> str | None:
        """Return why a further page is not to be asked for."""
        if urlsplit(url).hostname != urlsplit(item.final_url or item.url).hostname:
            return "on another host"
        if not self._crawl.card.may_be_page(url):
            return "denied by its URL"
        if self._crawl.is_taken(url):
            return "taken for an article of its own"
        return None


def _is_read(visit: Visit) -> bool:
    return visit.kind == "filtered" and visit.warc_file is not None
