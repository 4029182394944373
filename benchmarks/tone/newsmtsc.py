"""NewsMTSC: the lexicon's tone against human labels on sentences of English news that name a target.

Run ``python -m benchmarks.tone.newsmtsc``. Its targets are mostly people; the lexicon knows China and the United
States, so "China" is put in the place of each target. The sentences are read here and enter nothing.
"""

import json
import os
from collections import Counter
from pathlib import Path

from domain.stance import TONE_LABELS, Statement, ToneLabel
from nlp.tone import tone

_SHARED = Path(os.environ.get("RACEWATCH_SHARED_DATA") or Path(__file__).parents[3] / "shared" / "data")
_CORPUS = _SHARED / "stance" / "newsmtsc"
_STAND_IN = "China"


def main() -> None:
    """Print accuracy and macro-F1 on every part of the corpus that is there."""
    parts = sorted(_CORPUS.rglob("*.jsonl"))
    if not parts:
        raise SystemExit(f"skipped: no corpus at {_CORPUS}; set RACEWATCH_SHARED_DATA")
    for part in parts:
        lines = part.read_text(encoding="utf-8").splitlines()
        pairs = [pair for line in lines for pair in _judged(line)]
        right = sum(gold == found for gold, found in pairs)
        counts = Counter(gold for gold, _ in pairs)
        majority = max(counts.values()) / len(pairs)
        print(f"{part.name}: accuracy {right / len(pairs):.3f} (always the most frequent label: {majority:.3f})")
        print(f"{part.name}: macro-F1 {_macro_f1(pairs):.3f}, {len(pairs)} targets")


def _judged(line: str) -> list[tuple[ToneLabel, ToneLabel]]:
    row = json.loads(line)
    pairs = []
    for target in row["targets"]:
        text = row["sentence_normalized"]
        replaced = text[: target["from"]] + _STAND_IN + text[target["to"] :]
        gold = _label(float(target["polarity"]))
        pairs.append((gold, tone(Statement(text=replaced, language="en"), "CN").label))
    return pairs


def _label(polarity: float) -> ToneLabel:
    return "negative" if polarity < 4 else "positive" if polarity > 4 else "neutral"


def _macro_f1(pairs: list[tuple[ToneLabel, ToneLabel]]) -> float:
    scores = []
    for label in TONE_LABELS:
        both = sum(gold == found == label for gold, found in pairs)
        either = sum((gold == label) + (found == label) for gold, found in pairs)
        scores.append(2 * both / either if either else 0.0)
    return sum(scores) / len(scores)


if __name__ == "__main__":
    main()
