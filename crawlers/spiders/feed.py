"""Feed: articles listed by an RSS or Atom feed."""

from zoneinfo import ZoneInfo

from crawlers.cards import Card
from crawlers.entries import Listed
from crawlers.extract import Page
from crawlers.feeds import read_feed
from crawlers.sources import Source
from crawlers.visitor import Visitor


class Feed(Visitor):
    """Visits what the card's feeds list."""

    name = "feed"

    @staticmethod
    def read(page: Page, source: Source, card: Card) -> Listed:
        """Read the entries of a feed."""
        feed = read_feed(page.body, url=page.url, zone=ZoneInfo(card.timezone), content_type=page.content_type)
        left_out = f"{feed.n_without_address} without an address" if feed.n_without_address else None
        return Listed(entries=feed.entries, left_out=left_out)
