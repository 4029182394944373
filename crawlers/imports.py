"""Imports: what WARC files from elsewhere hold of the outlets that have cards."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from crawlers.archive.records import BrokenRecord
from crawlers.archive.web import WarcWeb
from crawlers.cards import Card, card_of

log = logging.getLogger(__name__)


def outlets_in(
    files: Iterable[Path], cards: Mapping[str, Card], *, on_problem: Callable[[BrokenRecord], None] = log.warning
) -> Counter[str | None]:
    """Return the number of HTML pages of each outlet (None: of no card's hosts) in WARC ``files``.

    A crawl of an outlet with these files as ``replay`` reads its pages. What cannot be read is told to ``on_problem``.
    Raises OSError.
    """
    web = WarcWeb(files)
    owners = [card_of(url, cards) for url in web.pages()]
    for broken in web.problems:
        on_problem(broken)
    return Counter(card.id if card else None for card in owners)
