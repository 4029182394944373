"""Matching of quotations found against gold: one to one, greedy by the overlap of characters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

STRICT, LOOSE = 0.8, 0.3
_EDGE = " \t\n\r\u3000\"'“”‘’«»「」『』`.,;:!?…—–-。，；：！？、()（）"


@dataclass(frozen=True, slots=True)
class Item:
    """A quotation as characters: ``characters`` are the offsets of its content, marks and edge punctuation left out."""

    characters: frozenset[int]
    kind: str = ""
    speaker: str | None = None
    source: frozenset[int] = frozenset()
    side: str | None = None
    text: str = ""


@dataclass(slots=True)
class Counts:
    """Right, found and wanted quotations, added up over texts."""

    right: int = 0
    found: int = 0
    gold: int = 0
    matched: list[tuple[Item, Item]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what was wanted that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0

    def __str__(self) -> str:
        """Return the figures on one line."""
        figures = f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f}"
        return f"{figures} (gold {self.gold}, found {self.found})"


def characters(text: str, spans: Iterable[Sequence[int]]) -> frozenset[int]:
    """Return the offsets that ``spans`` cover, without white space and without marks and punctuation at the edges."""
    kept: set[int] = set()
    for start, end in spans:
        while start < end and text[start] in _EDGE:
            start += 1
        while end > start and text[end - 1] in _EDGE:
            end -= 1
        kept.update(offset for offset in range(start, end) if not text[offset].isspace())
    return frozenset(kept)


def overlap(left: frozenset[int], right: frozenset[int]) -> float:
    """Return intersection over union."""
    union = len(left | right)
    return len(left & right) / union if union else 0.0


def match(found: Sequence[Item], gold: Sequence[Item], *, least: float) -> list[tuple[Item, Item]]:
    """Return pairs (found, gold), each item used once, best overlap first."""
    pairs = [
        (score, f, g)
        for f, left in enumerate(found)
        for g, right in enumerate(gold)
        if (score := overlap(left.characters, right.characters)) >= least
    ]
    used_found: set[int] = set()
    used_gold: set[int] = set()
    matched = []
    for _, f, g in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if f not in used_found and g not in used_gold:
            used_found.add(f)
            used_gold.add(g)
            matched.append((found[f], gold[g]))
    return matched


def add(counts: Counts, found: Sequence[Item], gold: Sequence[Item], *, least: float) -> list[tuple[Item, Item]]:
    """Add one text to ``counts`` and return its pairs."""
    pairs = match(found, gold, least=least)
    counts.right += len(pairs)
    counts.found += len(found)
    counts.gold += len(gold)
    counts.matched += pairs
    return pairs
