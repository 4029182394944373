"""``python -m benchmarks.stance.agreement``: how far a second annotator agrees with the labels of the corpus."""

import json
from collections import Counter
from collections.abc import Sequence
from itertools import chain

from nlp.training.data import CORPUS, read_examples, training_files


def krippendorff_alpha(pairs: Sequence[tuple[str, str]]) -> float:
    """Return Krippendorff's alpha for nominal labels, two of them a unit and none missing; 1.0 where all are alike."""
    counts = Counter(chain.from_iterable(pairs))
    values = sum(counts.values())
    disagreed = sum(first != second for first, second in pairs) * 2
    expected = sum(count * (values - count) for count in counts.values()) / (values - 1)
    return 1 - disagreed / expected if expected else 1.0


def main() -> None:
    """Print for each language agreement, alpha, and the statements that are labelled differently."""
    first = {example.id: example for example in read_examples(training_files())}
    with (CORPUS / "second_labels.jsonl").open(encoding="utf-8") as lines:
        second = [json.loads(line) for line in lines]
    for language in ("en", "zh"):
        here = [row for row in second if first[row["id"]].statement.language == language]
        pairs = [(first[row["id"]].label, row["label"]) for row in here]
        agreed = sum(one == other for one, other in pairs)
        print(
            f"{language}: {agreed} of {len(pairs)} ({agreed / len(pairs):.3f}), alpha {krippendorff_alpha(pairs):.3f}"
        )
        for row, (one, other) in zip(here, pairs, strict=True):
            if one != other:
                print(f"  {row['id']}: {one}, then {other}")


if __name__ == "__main__":
    main()
