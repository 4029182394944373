"""Chinese: the extractor against labelled news. Run ``python -m benchmarks.quotes.chinese``.

Broadcast news (CCTV, mostly indirect speech) and written news (invented, mostly direct) are scored apart; of the
written, the fresh pieces were labelled before the extractor saw them and are ``test`` only. Rules are
tuned on the split ``dev``; of ``test`` only the figures are looked at.
"""

import argparse
import time
from collections.abc import Sequence

from benchmarks.quotes.labels import GOLD, GoldProblem, Labelled, read
from benchmarks.quotes.score import Extractor, score
from benchmarks.quotes.scoring import LOOSE
from domain.quotation import Quotation
from nlp.quotes import extract

SETS = {"broadcast": "cctv.jsonl", "written": "written_zh.jsonl", "written, fresh": "fresh_zh.jsonl"}


def main() -> None:
    """Print the figures of one split."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quotes.chinese", description=__doc__)
    parser.add_argument("--split", choices=["dev", "test"], default="dev")
    parser.add_argument("--errors", action="store_true", help="print what was missed and what is extra (dev only)")
    options = parser.parse_args()
    if options.errors and options.split != "dev":
        parser.error("--errors would spoil the test split; use it with --split dev")
    for name, file in SETS.items():
        try:
            texts = read(GOLD / file, split=options.split)
        except GoldProblem as problem:
            print(f"skipped {name}: {problem}")
            continue
        if not texts:
            continue
        began = time.perf_counter()
        scores = score(texts, extractor(texts))
        print(f"Chinese, {name}, {options.split}, {time.perf_counter() - began:.1f} s")
        print("\n".join(scores.lines()))
        if options.errors:
            for text in texts:
                _print_errors(text)


def extractor(texts: Sequence[Labelled]) -> Extractor:
    """Return the extractor, told where each text was printed, as the project's cards tell it."""
    homes = {text.text: text.home for text in texts}

    def attribute(text: str) -> list[Quotation]:
        return extract(text, home=homes[text])

    return attribute


def _print_errors(text: Labelled) -> None:
    attribute = extractor([text])
    hit = score([text], attribute).quotations["all", LOOSE].matched
    found = {item.text for item, _ in hit}
    wanted = {item.text for _, item in hit}
    for label in text.quotations:
        content = " ## ".join(span.of(text.text) for span in label.spans)
        if content not in wanted:
            print(f"MISSED {text.document}: {label.type} {label.speakers[:1]} {content}")
    for quotation in attribute(text.text):
        if " ## ".join(quotation.content) not in found:
            print(f"EXTRA  {text.document}: {quotation.type} {quotation.speaker!r} {' ## '.join(quotation.content)}")


if __name__ == "__main__":
    main()
