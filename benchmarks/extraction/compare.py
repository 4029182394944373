"""Comparison: F1 of the text we read against trafilatura's, on the same pages in the same run.

``python -m benchmarks.extraction.compare [--set NAME] [--worst N]`` prints for each set F1, precision and recall as
scrapinghub's benchmark counts them (English: runs of four words) or macro F1 over multisets of characters (Chinese),
a paired bootstrap of the difference, and pages a second on one core. No cards are used. trafilatura reads the bytes as
sent, and again the text that our charset detection made of them.
"""

import argparse
import logging
import random
import time
from collections.abc import Callable, Sequence
from itertools import islice
from statistics import mean, quantiles

from benchmarks.extraction.pages import RealPage, cwced, fundus, newspaper4k, scrapinghub, shared_data
from benchmarks.extraction.scores import Overlap, characters, corpus_f1, shingles
from crawlers.extract import Page, extract
from crawlers.extract.charset import decode

_DRAWS = 1000
_CHINESE = ("chinese_article", "chinese_article_001", "People_")


def chinese_pages() -> list[RealPage]:
    """Return the Chinese pages of all sets."""
    data = shared_data()
    others = (page for page in (*fundus(data), *newspaper4k(data)) if page.name.split("/")[1].startswith(_CHINESE))
    return [*cwced(data), *others]


SETS: dict[str, tuple[Callable[[], list[RealPage]], Callable[[str, str], Overlap]]] = {
    "scrapinghub_aeb": (lambda: list(scrapinghub(shared_data())), shingles),
    "fundus": (lambda: [page for page in fundus(shared_data()) if "People" not in page.name], shingles),
    "cwced_zh": (lambda: list(cwced(shared_data())), characters),
    "chinese": (chinese_pages, characters),
}


def ours(page: RealPage) -> str:
    """Return the text we read from the bytes as sent."""
    return extract(Page(url=page.url or "https://unknown.example/page", body=page.body)).text or ""


def trafilatura_as_sent(page: RealPage) -> str:
    """Return what trafilatura reads from the bytes as sent."""
    import trafilatura

    return trafilatura.extract(page.body, include_comments=False) or ""


def trafilatura_decoded(page: RealPage) -> str:
    """Return what trafilatura reads from the text after our charset detection."""
    import trafilatura

    return trafilatura.extract(decode(page.body).text, include_comments=False) or ""


READERS: dict[str, Callable[[RealPage], str]] = {
    "racewatch": ours,
    "trafilatura as sent": trafilatura_as_sent,
    "trafilatura decoded": trafilatura_decoded,
}


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
    load, measure = SETS[name]
    pages = load()
    scored: dict[str, list[Overlap]] = {}
    print(f"\n{name}: {len(pages)} pages")
    for reader, read in READERS.items():
        started = time.perf_counter()
        texts = [read(page) for page in pages]
        speed = len(pages) / (time.perf_counter() - started)
        scored[reader] = [measure(page.truth_text or "", text) for page, text in zip(pages, texts, strict=True)]
        f1, precision, recall = corpus_f1(scored[reader])
        macro = mean(each.f1 for each in scored[reader])
        print(
            f"  {reader:20} F1 {f1:.4f}  P {precision:.4f}  R {recall:.4f}  macro F1 {macro:.4f}  {speed:5.1f} pages/s"
        )
    for peer in islice(READERS, 1, None):
        low, high = _bootstrap(scored["racewatch"], scored[peer])
        print(f"  racewatch - {peer}: macro F1 95 % interval [{low:+.4f}, {high:+.4f}]")
    for overlap, page in sorted(zip(scored["racewatch"], pages, strict=True), key=lambda pair: pair[0].f1)[:worst]:
        print(f"    {page.name:40} P {overlap.precision:.2f} R {overlap.recall:.2f}")


def _bootstrap(first: Sequence[Overlap], second: Sequence[Overlap]) -> tuple[float, float]:
    """Return the 95 % interval of the difference of two macro F1, pages drawn in pairs."""
    draw = random.Random(1)
    apart = [one.f1 - other.f1 for one, other in zip(first, second, strict=True)]
    means = [mean(draw.choices(apart, k=len(apart))) for _ in range(_DRAWS)]
    cuts = quantiles(means, n=40)
    return cuts[0], cuts[-1]


if __name__ == "__main__":
    main()
