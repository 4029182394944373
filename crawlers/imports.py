"""Imports: what WARC files from elsewhere hold of the outlets that have cards."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache
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
    processes: int = 1,
    on_problem: Callable[[BrokenRecord], None] = log.warning,
) -> Counter[str | None]:
    """Return the number of HTML pages of each outlet (None: of no card's hosts) in WARC ``files``.

    A crawl of an outlet with these files as ``replay`` reads its pages. With a folder ``indexes``, where these are goes
    to a file ``<outlet>.index`` there, so that no crawl has to look through the files again. ``processes`` files are
    looked through at a time. What cannot be read is told to ``on_problem``. Raises OSError.
    """
    web = WarcWeb(files, processes=processes)
    beside = _cards_by_host(cards)
    counts: Counter[str | None] = Counter()
    for url in web.pages():
        # Most pages of a public archive are of no card's hosts, and asking every card of each of them takes long.
        card = card_of(url, {outlet: cards[outlet] for outlet in beside(url)})
        counts[card.id if card else None] += 1
    for broken in web.problems:
        on_problem(broken)
    if indexes is not None:
        indexes.mkdir(parents=True, exist_ok=True)
        web.write_indexes({outlet: indexes / f"{outlet}.index" for outlet in filter(None, counts)}, beside)
    return counts


def _cards_by_host(cards: Mapping[str, Card]) -> Callable[[str], tuple[str, ...]]:
    """Return what gives the outlets on one of whose hosts a URL is, whatever its path, or on that of a source."""
    hosts = {
        outlet: {
            *(host.partition("/")[0] for host in card.hosts),
            *(host for source in card.sources if (host := urlsplit(source.url).hostname)),
        }
        for outlet, card in cards.items()
    }

    @cache
    def of_host(name: str) -> tuple[str, ...]:
        return tuple(outlet for outlet, named in hosts.items() if any(_names(host, name) for host in named))

    return lambda url: of_host((urlsplit(url).hostname or "").rstrip(".").removeprefix("www."))


def _names(host: str, name: str) -> bool:
    return name == host.removeprefix("www.") or f".{name}".endswith(host.removeprefix("*"))
