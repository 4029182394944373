"""English: the extractor against labelled news articles. Run ``python -m benchmarks.quotes.english``.

Rules are tuned on the split ``dev``; of ``test`` only the figures are looked at.
"""

import argparse
import time

from benchmarks.quotes.labels import GOLD, GoldProblem, read
from benchmarks.quotes.score import score
from benchmarks.quotes.scoring import LOOSE
from nlp.annotate import attribute


def main() -> None:
    """Print the figures of one split."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quotes.english", description=__doc__)
    parser.add_argument("--split", choices=["dev", "test"], default="dev")
    parser.add_argument("--errors", action="store_true", help="print what was missed and what is extra (dev only)")
    options = parser.parse_args()
    if options.errors and options.split != "dev":
        parser.error("--errors would spoil the test split; use it with --split dev")
    try:
        texts = read(GOLD / "deepseek_en.jsonl", split=options.split)
    except GoldProblem as problem:
        raise SystemExit(f"skipped: {problem}") from None
    began = time.perf_counter()
    scores = score(texts, attribute)
    print(f"English, {options.split}, {time.perf_counter() - began:.1f} s")
    print("\n".join(scores.lines()))
    if options.errors:
        for text in texts:
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
