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
        entries = read_feed(page.body, url=page.url, zone=ZoneInfo(card.timezone), content_type=page.content_type)
        return Listed(entries=tuple(entries))
