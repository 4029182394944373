"""ListPage: articles linked by an HTML page of the outlet."""

from collections.abc import Iterator

from scrapy.http import Response, TextResponse
from w3lib.html import get_base_url

from crawlers.cards import Source
from crawlers.extract import Hint
from crawlers.urls import canonical_url, join
from crawlers.visit import Listing
from crawlers.visitor import Visitor, header


class ListPage(Visitor):
    """Visits what the links of the card's list pages lead to."""

    name = "list_page"

    def listings(self, response: Response, source: Source) -> Iterator[Listing]:
        """Yield the links that the source's rules select, each with its words as title."""
        if not isinstance(response, TextResponse):
            raise ValueError(f"is no HTML but {header(response, 'Content-Type') or 'bytes'}")
        at = response.meta["record"][0]
        base = get_base_url(response.text, response.url, response.encoding)
        for rule in source.links:
            select = response.css if rule.language == "css" else response.xpath
            for node in select(rule.expression):
                attributes = getattr(node, "attrib", {})
                address = attributes.get(rule.attribute or "href", "").strip()
                url = join(base, address)
                if address and canonical_url(url):  # neither mailto: nor javascript:
                    title = " ".join((attributes.get("title") or node.xpath("string()").get("")).split())
                    yield Listing(url=url, at=at, hint=Hint(title=title or None, section=source.section))
