"""Peer: a plain Scrapy spider that pipes every page of a feed through trafilatura into a JSON file.

``python -m benchmarks.collection.peer FEED_URL FILE`` with the settings of our own crawl as to concurrency and delay.
"""

import json
import sys

import feedparser
import scrapy
import trafilatura
from scrapy.crawler import CrawlerProcess

_SETTINGS = {
    "CONCURRENT_REQUESTS": 2,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "DOWNLOAD_DELAY": 0,
    "ROBOTSTXT_OBEY": True,
    "LOG_LEVEL": "WARNING",
}


class Peer(scrapy.Spider):
    """Reads the feed and every page that it lists."""

    name = "peer"

    def __init__(self, feed: str, out: str) -> None:
        super().__init__()
        self.start_urls = [feed]
        self._out = open(out, "w", encoding="utf-8")  # noqa: SIM115, PTH123 (closed with the spider)

    def parse(self, response):  # type: ignore[no-untyped-def]
        """Ask for every page that the feed lists."""
        for entry in feedparser.parse(response.body).entries:
            yield scrapy.Request(entry.link, self.parse_page)

    def parse_page(self, response) -> None:  # type: ignore[no-untyped-def]
        """Write what trafilatura makes of a page."""
        found = trafilatura.extract(response.body, url=response.url, output_format="json", with_metadata=True)
        self._out.write(json.dumps({"url": response.url, "article": found}, ensure_ascii=False) + "\n")

    def closed(self, _: str) -> None:
        """Close the file."""
        self._out.close()


if __name__ == "__main__":
    process = CrawlerProcess(_SETTINGS)
    process.crawl(Peer, feed=sys.argv[1], out=sys.argv[2])
    process.start()
