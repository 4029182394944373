"""Imports: what WARC files from elsewhere hold of the outlets that have cards."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from crawlers.archive.web import WarcWeb
from crawlers.cards import Card, card_of


def outlets_in(files: Iterable[Path], cards: Mapping[str, Card]) -> Counter[str | None]:
    """Return the number of HTML pages of each outlet (None: of no card's hosts) in WARC ``files``.

    A crawl of an outlet with these files as ``replay`` reads its pages. Raises OSError.
    """
    owners = (card_of(url, cards) for url in WarcWeb(files).pages())
    return Counter(card.id if card else None for card in owners)
