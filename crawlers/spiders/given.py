"""Given: pages that no source lists: those due for another try, and all pages of an archive without sources."""

from collections.abc import Iterator

from scrapy import Request

from crawlers.visit import Listing, Visit
from crawlers.visitor import Visitor


class Given(Visitor):
    """Visits the URLs that the plan or the archive gives."""

    name = "given"

    def begin(self) -> Iterator[Request | Visit]:
        """Ask for every page that is given."""
        return self.follow(Listing(url=url, at=self.crawl.now()) for url in self.crawl.given())
