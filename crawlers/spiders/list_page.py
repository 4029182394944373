"""ListPage: articles linked by an HTML page of the outlet."""

from crawlers.cards import Card
from crawlers.entries import Listed
from crawlers.extract import Page
from crawlers.extract.charset import decode
from crawlers.extract.page import is_text
from crawlers.link_lists import read_links
from crawlers.sources import Source
from crawlers.visitor import Visitor


class ListPage(Visitor):
    """Visits what the links of the card's list pages lead to."""

    name = "list_page"

    @staticmethod
    def read(page: Page, source: Source, card: Card) -> Listed:
        """Read the links that the source's rules select."""
        if not is_text(page.body, page.content_type):
            raise ValueError(f"is no HTML but {page.content_type or 'bytes'}")
        text = decode(page.body, page.content_type, expected=card.charset).text
        return Listed(entries=tuple(read_links(text, source=source, url=page.url)))
