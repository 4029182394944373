"""Link lists: the links that the rules of a card select on an HTML page of the outlet."""

from collections.abc import Iterator

from parsel import Selector
from w3lib.html import get_base_url

from crawlers.entries import Entry
from crawlers.sources import Source
from crawlers.urls import canonical_url, join


def read_links(text: str, *, source: Source, url: str) -> Iterator[Entry]:
    """Yield the links that ``source.links`` select on the page ``text`` from ``url``, each with its words as title."""
    base = get_base_url(text, url)
    page = Selector(text=text)
    for rule in source.links:
        for node in (page.css if rule.language == "css" else page.xpath)(rule.expression):
            attributes = getattr(node, "attrib", {})
            address = attributes.get(rule.attribute or "href", "").strip()
            linked = join(base, address)
            if address and canonical_url(linked):  # neither mailto: nor javascript:
                title = " ".join((attributes.get("title") or node.xpath("string()").get("")).split())
                yield Entry(url=linked, title=title or None)
