"""English: the extractor against labelled news articles. Run ``python -m benchmarks.quotes.english``.

Real articles and invented ones are scored apart; the invented, by a writer who did not see the rules, are ``test``
only. Rules are tuned on the split ``dev``; of ``test`` only the figures are looked at.
"""

import argparse
import time

from benchmarks.quotes.labels import GOLD, GoldProblem, Labelled, read
from benchmarks.quotes.score import score
from benchmarks.quotes.scoring import LOOSE
from nlp.annotate import attribute

SETS = {"real": "deepseek_en.jsonl", "written, fresh": "fresh_en.jsonl"}


def main() -> None:
    """Print the figures of one split."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quotes.english", description=__doc__)
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
        scores = score(texts, attribute)
        print(f"English, {name}, {options.split}, {time.perf_counter() - began:.1f} s")
        print("\n".join(scores.lines()))
        if options.errors:
            for text in texts:
                _print_errors(text)


def _print_errors(text: Labelled) -> None:
    alone = score([text], attribute)
    hit = alone.quotations["all", LOOSE].matched
    found = {item.text for item, _ in hit}
    wanted = {item.text for _, item in hit}
    name = text.document.rsplit("/", 1)[-1]
    for label in text.quotations:
        content = " ## ".join(span.of(text.text) for span in label.spans)
        if content not in wanted:
            print(f"MISSED {name}: {label.type} {label.speakers[:1]} {content}")
    for quotation in attribute(text.text):
        if " ## ".join(quotation.content) not in found:
            print(f"EXTRA  {name}: {quotation.type} {quotation.speaker!r} {' ## '.join(quotation.content)}")


if __name__ == "__main__":
    main()
