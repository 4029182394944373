"""What the quotation benchmarks of both languages do: score sets of labelled texts, and print what is wrong."""

import argparse
import time
from collections.abc import Callable, Mapping, Sequence

from benchmarks.quotes.labels import GOLD, GoldProblem, Labelled, read
from benchmarks.quotes.score import Extractor, score
from benchmarks.quotes.scoring import LOOSE

#: Makes the extractor for some texts.
ExtractorOf = Callable[[Sequence[Labelled]], Extractor]


def measure(language: str, sets: Mapping[str, str], extractor: ExtractorOf, *, description: str | None) -> None:
    """Read the command line and print the figures of one split of ``sets`` (name -> gold file)."""
    parser = argparse.ArgumentParser(prog=f"python -m benchmarks.quotes.{language.lower()}", description=description)
    parser.add_argument("--split", choices=["dev", "test"], default="dev")
    parser.add_argument("--errors", action="store_true", help="print what was missed and what is extra (dev only)")
    options = parser.parse_args()
    if options.errors and options.split != "dev":
        parser.error("--errors would spoil the test split; use it with --split dev")
    for name, file in sets.items():
        try:
            texts = read(GOLD / file, split=options.split)
        except GoldProblem as problem:
            print(f"skipped {name}: {problem}")
            continue
        if not texts:
            continue
        began = time.perf_counter()
        scores = score(texts, extractor(texts))
        print(f"{language}, {name}, {options.split}, {time.perf_counter() - began:.1f} s")
        print("\n".join(scores.lines()))
        if options.errors:
            for text in texts:
                _print_errors(text, extractor([text]))


def _print_errors(text: Labelled, attribute: Extractor) -> None:
    hit = score([text], attribute).quotations["all", LOOSE].matched
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
