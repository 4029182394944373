"""Comparison: the text we read against the peers', on the same pages in the same run.

``python -m benchmarks.extraction.compare [--set NAME] [--worst N]`` prints for each set F1, precision and recall as
scrapinghub's benchmark counts them (English: runs of four words) or macro F1 over multisets of characters (Chinese),
and a paired bootstrap of the difference to each peer. Cards are used on the set ``fundus_cards`` alone, the pages of
Fundus whose outlet has one; there we also stand beside ourselves without cards. Peers run in locked environments of
their own; on the Chinese sets they read the bytes as sent, and again the text that our charset detection made of them.
"""

import argparse
import logging
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import mean, quantiles

from benchmarks.extraction.pages import RealPage, cwced, fundus, newspaper4k, scrapinghub, shared_data
from benchmarks.extraction.peers import PEERS, read_all
from benchmarks.extraction.scores import Overlap, characters, corpus_f1, shingles
from crawlers.cards import Card, card_of, load_cards
from crawlers.extract import Page, extract

_OUTLETS = Path(__file__).resolve().parents[2] / "crawlers" / "outlets"
_DRAWS = 1000
_CHINESE = ("chinese_article", "chinese_article_001", "People_")


def is_chinese(page: RealPage) -> bool:
    """Say whether a page of any set is Chinese."""
    folder, name = page.name.split("/")
    return folder == "cwced_zh" or name.startswith(_CHINESE)


def chinese_pages() -> list[RealPage]:
    """Return the Chinese pages of all sets that have a text to compare with."""
    data = shared_data()
    others = (page for page in (*fundus(data), *newspaper4k(data)) if is_chinese(page) and page.truth_text)
    return [*cwced(data), *others]


def english_fundus() -> list[RealPage]:
    """Return the pages of US and UK publishers of Fundus."""
    return [page for page in fundus(shared_data()) if not is_chinese(page)]


@cache
def outlet_cards() -> Mapping[str, Card]:
    """Return the cards of the project."""
    return load_cards(_OUTLETS)


def english_fundus_with_cards() -> list[RealPage]:
    """Return those of them whose outlet has a card."""
    return [page for page in english_fundus() if page.url and card_of(page.url, outlet_cards())]


@dataclass(frozen=True, kw_only=True, slots=True)
class PageSet:
    """Pages of one language, how texts of it are compared, and the cards that we read them by."""

    language: str
    load: Callable[[], list[RealPage]]
    measure: Callable[[str, str], Overlap]
    cards: Callable[[], Mapping[str, Card]] = dict

    def figure(self, overlaps: Sequence[Overlap]) -> float:
        """Return the one figure of the set: scrapinghub's F1 for English, macro F1 for Chinese."""
        return mean(each.f1 for each in overlaps) if self.measure is characters else corpus_f1(overlaps)[0]


SETS = {
    "scrapinghub_aeb": PageSet(language="en", load=lambda: list(scrapinghub(shared_data())), measure=shingles),
    "fundus": PageSet(language="en", load=english_fundus, measure=shingles),
    "fundus_cards": PageSet(language="en", load=english_fundus_with_cards, measure=shingles, cards=outlet_cards),
    "cwced_zh": PageSet(language="zh", load=lambda: list(cwced(shared_data())), measure=characters),
    "chinese": PageSet(language="zh", load=chinese_pages, measure=characters),
}


def ours(page: RealPage, cards: Mapping[str, Card]) -> str:
    """Return the text we read from the bytes as sent, by the card of ``cards`` that owns the page."""
    url = page.url or "https://unknown.example/page"
    sent = Page(url=url, body=page.body, fetched_at=page.fetched_at)
    return extract(sent, card=card_of(url, cards)).text or ""


def main() -> None:
    """Print the comparison."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--set", choices=SETS, help="only this set")
    options.add_argument("--worst", type=int, default=0, help="also name our N worst pages of each set")
    chosen = options.parse_args()
    logging.disable(logging.CRITICAL)
    for name in (chosen.set,) if chosen.set else SETS:
        _compare(name, chosen.worst)


def _compare(name: str, worst: int) -> None:
    pages_of = SETS[name]
    pages = pages_of.load()
    print(f"\n{name}: {len(pages)} pages")
    cards = pages_of.cards()
    own = _scored(pages_of, pages, [ours(page, cards) for page in pages])
    _print("racewatch by cards" if cards else "racewatch", pages_of, own)
    halves = pages_of.figure(own[::2]), pages_of.figure(own[1::2])
    print("      pages by turns: {:.4f} and {:.4f}".format(*halves))
    if cards:
        without = _scored(pages_of, pages, [ours(page, {}) for page in pages])
        _print("racewatch without cards", pages_of, without)
        _print_apart("racewatch without cards", pages_of, own, without)
    for peer in PEERS:
        for decoded in (False, True) if pages_of.language == "zh" else (False,):
            readings = read_all(peer, pages, language=pages_of.language, decoded=decoded)
            label = f"{peer} {'decoded' if decoded else 'as sent'}"
            scored = _scored(pages_of, pages, [reading.text for reading in readings])
            failed = sum(reading.error is not None for reading in readings)
            _print(label, pages_of, scored, failed)
            _print_apart(label, pages_of, own, scored)
    for overlap, page in sorted(zip(own, pages, strict=True), key=lambda pair: pair[0].f1)[:worst]:
        print(f"    {page.name:40} P {overlap.precision:.2f} R {overlap.recall:.2f}")


def _scored(pages_of: PageSet, pages: Sequence[RealPage], texts: Sequence[str]) -> list[Overlap]:
    return [pages_of.measure(page.truth_text or "", text) for page, text in zip(pages, texts, strict=True)]


def _print(label: str, pages_of: PageSet, overlaps: Sequence[Overlap], failed: int = 0) -> None:
    f1, precision, recall = corpus_f1(overlaps)
    macro = mean(each.f1 for each in overlaps)
    errors = f"  failed on {failed}" if failed else ""
    counted = "macro F1" if pages_of.measure is characters else "F1"
    print(
        f"  {label:26} {counted} {pages_of.figure(overlaps):.4f}  (F1 {f1:.4f}  P {precision:.4f}  R {recall:.4f}"
        f"  macro {macro:.4f}){errors}"
    )


def _print_apart(label: str, pages_of: PageSet, own: Sequence[Overlap], other: Sequence[Overlap]) -> None:
    low, high = bootstrap(pages_of.figure, own, other)
    print(
        f"      {'racewatch by cards' if pages_of.cards() else 'racewatch'} - {label}: "
        f"95 % interval [{low:+.4f}, {high:+.4f}]"
    )


def bootstrap(
    figure: Callable[[Sequence[Overlap]], float], first: Sequence[Overlap], second: Sequence[Overlap]
) -> tuple[float, float]:
    """Return the 95 % interval of the difference of a figure of two readers, pages drawn in pairs."""
    draw = random.Random(1)
    apart = []
    for _ in range(_DRAWS):
        drawn = draw.choices(range(len(first)), k=len(first))
        apart.append(figure([first[at] for at in drawn]) - figure([second[at] for at in drawn]))
    cuts = quantiles(apart, n=40)
    return cuts[0], cuts[-1]


if __name__ == "__main__":
    main()
