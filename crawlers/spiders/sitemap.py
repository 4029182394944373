"""Sitemap: articles listed by a news sitemap or sitemap, and by the sitemaps that an index names."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from crawlers.cards import Card
from crawlers.entries import Listed
from crawlers.extract import Page
from crawlers.sitemaps import read_sitemap
from crawlers.sources import Source
from crawlers.visitor import Visitor


class Sitemap(Visitor):
    """Visits what the card's sitemaps list."""

    name = "sitemap"

    @staticmethod
    def read(page: Page, source: Source, card: Card) -> Listed:
        """Read the entries of the last days, and the addresses of further sitemaps."""
        assert page.fetched_at is not None
        found = read_sitemap(
            page.body,
            url=page.url,
            zone=ZoneInfo(card.timezone),
            since=page.fetched_at - timedelta(days=source.days),
            languages=source.languages,
        )
        left_out = [f"{found.n_older} older than {source.days} days"] if found.n_older else []
        left_out += [f"{found.n_foreign} in other languages"] if found.n_foreign else []
        further = tuple(url for url in found.indexed if not source.follow or source.follow.search(url))
        return Listed(entries=found.entries, further=further, left_out=", ".join(left_out) or None)
