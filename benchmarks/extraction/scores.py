"""Scores of an extracted text against its truth: scrapinghub's shingles, and multisets of characters."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import mean
from typing import NamedTuple

_WORD = re.compile(r"\w+")
_SHINGLE = 4


class Overlap(NamedTuple):
    """How many items were found rightly, found wrongly, and missed; as shares of their sum."""

    right: float
    wrong: float
    missed: float

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 when truth and prediction are both empty."""
        found = self.right + self.wrong
        return self.right / found if found else float(self.missed == 0)

    @property
    def recall(self) -> float:
        """Share of the truth that was found; 1 when truth and prediction are both empty."""
        true = self.right + self.missed
        return self.right / true if true else float(self.wrong == 0)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def shingles(truth: str, found: str) -> Overlap:
    """Return the overlap of runs of four words, as scrapinghub's article extraction benchmark counts it."""
    return _overlap(_shingles_of(truth), _shingles_of(found))


def characters(truth: str, found: str) -> Overlap:
    """Return the overlap of the two multisets of characters; white space does not count."""
    return _overlap("".join(truth.split()), "".join(found.split()))


def corpus_f1(overlaps: Sequence[Overlap]) -> tuple[float, float, float]:
    """Return F1, precision and recall as scrapinghub reports them: F1 of the two means over pages."""
    precision = mean(each.precision for each in overlaps if each.right + each.wrong > 0)
    recall = mean(each.recall for each in overlaps if each.right + each.missed > 0)
    return 2 * precision * recall / (precision + recall), precision, recall


def _shingles_of(text: str) -> list[tuple[str, ...]]:
    words = _WORD.findall(text)
    return [tuple(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1)) if words]


def _overlap(truth: Iterable[object], found: Iterable[object]) -> Overlap:
    true_counts, found_counts = Counter(truth), Counter(found)
    right = (true_counts & found_counts).total()
    wrong, missed = found_counts.total() - right, true_counts.total() - right
    total = right + wrong + missed
    return Overlap(right / total, wrong / total, missed / total) if total else Overlap(0.0, 0.0, 0.0)
