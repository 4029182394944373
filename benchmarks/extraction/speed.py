"""Speed: pages a second of one core, ours by card rules and without, against trafilatura on the same pages.

``python -m benchmarks.extraction.speed`` prints seconds of processor time as rates and their ratios.
"""

import logging
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.extraction.pages import RealPage, cwced, fundus, newspaper4k, scrapinghub, shared_data
from benchmarks.extraction.peers import read_all
from crawlers.cards import card_of, load_cards
from crawlers.extract import Page, extract
from domain.article import Article

_OUTLETS = Path(__file__).resolve().parents[2] / "crawlers" / "outlets"


def main() -> None:
    """Print the measurement."""
    logging.disable(logging.CRITICAL)
    data = shared_data()
    cards = load_cards(_OUTLETS)
    real = [*fundus(data), *newspaper4k(data)]
    carded = [(page, card) for page in real if page.url and (card := card_of(page.url, cards))]
    carded = [(page, card) for page, card in carded if extract(_page(page), card=card).method == "card"]
    groups: tuple[tuple[str, str, list[RealPage], Callable[[int], Article]], ...] = (
        ("by card rules", "en", [p for p, _ in carded], lambda at: extract(_page(carded[at][0]), card=carded[at][1])),
        ("generic, English", "en", english := list(scrapinghub(data)), lambda at: extract(_page(english[at]))),
        ("generic, Chinese", "zh", chinese := list(cwced(data)), lambda at: extract(_page(chinese[at]))),
    )
    for name, language, pages, read in groups:
        own = _rate(pages, read)
        readings = read_all("trafilatura", pages, language=language, decoded=language == "zh")
        theirs = len(pages) / sum(reading.seconds for reading in readings)
        print(
            f"{name:18} {len(pages):4} pages  racewatch {own:6.1f}/s  trafilatura {theirs:6.1f}/s"
            f"  ratio {own / theirs:.2f}"
        )


def _page(page: RealPage) -> Page:
    return Page(url=page.url or "https://unknown.example/page", body=page.body, fetched_at=page.fetched_at)


def _rate(pages: Sequence[RealPage], read: Callable[[int], Article]) -> float:
    read(0)  # the first page also pays for reading the word lists
    started = time.process_time()
    for at in range(len(pages)):
        read(at)
    return len(pages) / (time.process_time() - started)


if __name__ == "__main__":
    main()
