"""JsonList: articles listed by an API that answers in JSON."""

from zoneinfo import ZoneInfo

from crawlers.cards import Card
from crawlers.entries import Listed
from crawlers.extract import Page
from crawlers.json_lists import read_json_list, second_steps
from crawlers.sources import Source
from crawlers.visitor import Visitor


class JsonList(Visitor):
    """Visits what the card's JSON lists hold."""

    name = "json_list"

    @staticmethod
    def read(page: Page, source: Source, card: Card) -> Listed:
        """Read the items of the list, or where its second step leads to."""
        if source.ids is not None:
            further = second_steps(page.body, source=source, url=page.url, content_type=page.content_type)
            return Listed(further=tuple(further))
        entries = read_json_list(
            page.body,
            source=source,
            url=page.url,
            zone=ZoneInfo(card.timezone),
            content_type=page.content_type,
            now=page.fetched_at,
        )
        return Listed(entries=tuple(entries))
