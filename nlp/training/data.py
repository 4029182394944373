"""Training data: the written corpus, on the proposition and on claims of every kind, split by writing batch."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from domain.stance import STANCE_LABELS, Proposition, StanceLabel, Statement
from nlp.stance.lines import statement_of

CORPUS = Path(__file__).parents[1] / "stance" / "corpus"


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """One labelled statement.

    ``batch`` is the writing batch, shared by the languages; ``rules`` the codebook rules that decide the label.
    ``proposition`` is None for the one that the model is made for.
    """

    id: str
    statement: Statement
    label: StanceLabel
    batch: str
    rules: tuple[int, ...] = ()
    proposition: Proposition | None = None

    @property
    def label_index(self) -> int:
        """The label's place in ``STANCE_LABELS``."""
        return STANCE_LABELS.index(self.label)


def read_examples(paths: Iterable[Path]) -> list[Example]:
    """Return the labelled statements of JSON-lines files. Raises ``ValueError`` naming file and line."""
    examples = []
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    examples.append(_example(json.loads(line)))
                except (ValueError, KeyError) as error:
                    raise ValueError(f"{path.name}, line {number}: {error}") from error
    return examples


def training_files() -> list[Path]:
    """Return the corpus files that may train; the held-out ones never do."""
    return sorted(CORPUS.glob("train_*.jsonl"))


def claim_files() -> list[Path]:
    """Return the corpus files of statements on claims of their own, one a language, which may train."""
    return sorted(CORPUS.glob("claims_*.jsonl"))


def _example(row: dict[str, object]) -> Example:
    label = row["label"]
    if label not in STANCE_LABELS:
        raise ValueError(f"label is {label!r}, expected one of {', '.join(STANCE_LABELS)}")
    batch = str(row.get("batch", "")).partition("-")[2]
    return Example(
        id=str(row["id"]),
        statement=statement_of(row),
        label=label,
        batch=batch,
        rules=_rules(row.get("rule")),
        proposition=_claim(row),
    )


def _claim(row: dict[str, object]) -> Proposition | None:
    claim = row.get("claim")
    if claim is None:
        return None
    if not isinstance(claim, str) or not claim.strip():
        raise ValueError("claim: expected a string that is not empty")
    return Proposition(id=str(row["id"]), version=1, texts={str(row["language"]): claim})


def _rules(value: object) -> tuple[int, ...]:
    numbers = value if isinstance(value, list) else [] if value is None else [value]
    if not all(isinstance(number, int) for number in numbers):
        raise ValueError("rule: expected a number, a list of numbers or null")
    return tuple(numbers)
