"""Feed: articles listed by an RSS or Atom feed."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from scrapy.http import Response

from crawlers.cards import Source
from crawlers.extract import Hint
from crawlers.feeds import read_feed
from crawlers.visit import Listing
from crawlers.visitor import Visitor, header


class Feed(Visitor):
    """Visits what the card's feeds list."""

    name = "feed"

    def listings(self, response: Response, source: Source) -> Iterator[Listing]:
        """Yield the entries of a feed."""
        content_type = header(response, "Content-Type")
        zone = ZoneInfo(self.crawl.card.timezone)
        at = response.meta["record"][0]
        for item in read_feed(response.body, url=response.url, zone=zone, content_type=content_type):
            hint = Hint(title=item.title, published=item.published, section=source.section, byline=item.byline)
            yield Listing(
                url=item.url,
                at=at,
                hint=hint,
                published_precision=item.published_precision,
                content=item.content,
            )
