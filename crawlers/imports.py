"""Imports: what WARC files from elsewhere hold of the outlets that have cards."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from crawlers.archive.records import BrokenRecord
from crawlers.archive.web import WarcWeb
from crawlers.cards import Card, card_of

log = logging.getLogger(__name__)


def outlets_in(
    files: Iterable[Path],
    cards: Mapping[str, Card],
    *,
    indexes: Path | None = None,
    on_problem: Callable[[BrokenRecord], None] = log.warning,
) -> Counter[str | None]:
    """Return the number of HTML pages of each outlet (None: of no card's hosts) in WARC ``files``.

    A crawl of an outlet with these files as ``replay`` reads its pages. With a folder ``indexes``, where these are goes
    to a file ``<outlet>.index`` there, so that no crawl has to look through the files again. What cannot be read is
    told to ``on_problem``. Raises OSError.
    """
    web = WarcWeb(files)
    owners = [card_of(url, cards) for url in web.pages()]
    for broken in web.problems:
        on_problem(broken)
    counts = Counter(card.id if card else None for card in owners)
    if indexes is not None:
        indexes.mkdir(parents=True, exist_ok=True)
        for outlet in filter(None, counts):
            web.write_index(indexes / f"{outlet}.index", _on_hosts_of(cards[outlet]))
    return counts


def _on_hosts_of(card: Card) -> Callable[[str], bool]:
    """Return what says whether a URL is on a host of ``card``, whatever its path, or on that of one of its sources."""
    hosts = [host.partition("/")[0] for host in card.hosts]
    hosts += [host for source in card.sources if (host := urlsplit(source.url).hostname)]

    def wanted(url: str) -> bool:
        name = (urlsplit(url).hostname or "").removeprefix("www.")
        return any(name == host.removeprefix("www.") or f".{name}".endswith(host.removeprefix("*")) for host in hosts)

    return wanted
