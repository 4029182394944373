"""Claims of every kind: Perspectrum's test split (English) and C-STANCE's world events (Chinese), never trained on."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np

from domain.stance import STANCE_LABELS, Proposition, Statement
from nlp.stance.model import StanceModel
from nlp.training.data import Example
from nlp.training.perspectrum import read_perspectrum
from nlp.training.real import RealDataMissing, shared_data

_WORLD_EVENTS = Path(
    "stance", "c_stance", "c_stance_dataset", "subtaskB", "世界事件_world_event", "raw_val_all_onecol.csv"
)
_C_STANCE_LABELS = {"支持": "favor", "反对": "against", "中立": "neutral"}
#: Every so many rows are judged: the file holds five thousand, and C-STANCE is no goal of the product.
_EVERY = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class General:
    """Figures on claims of every kind: macro-F1 over the ``classes`` labels of the set, and accuracy."""

    name: str
    pairs: int
    classes: int
    macro_f1: float
    accuracy: float


def perspectrum(model: StanceModel) -> General:
    """Judge Perspectrum's test split by the larger of favor and against. Raises ``RealDataMissing``."""
    examples = read_perspectrum("test")
    scores = _scores(model, examples)[:, :2]
    return _figures("Perspectrum test", scores.argmax(1), [example.label_index for example in examples], classes=2)


def c_stance(model: StanceModel) -> General:
    """Judge a fifth of C-STANCE's world events; ``unrelated`` counts as neutral. Raises ``RealDataMissing``."""
    examples = _world_events()
    scores = _scores(model, examples)
    scores = np.column_stack([scores[:, :2], scores[:, 2:].sum(1)])
    return _figures("C-STANCE world events", scores.argmax(1), [example.label_index for example in examples], classes=3)


def _scores(model: StanceModel, examples: Sequence[Example]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    rows = []
    for _, group in groupby(examples, key=lambda example: example.batch):
        together = list(group)
        proposition = together[0].proposition
        assert proposition is not None
        stances = model.judge([example.statement for example in together], proposition)
        rows += [[stance.scores[label] for label in STANCE_LABELS] for stance in stances]
    return np.array(rows)


def _figures(name: str, said: np.ndarray[tuple[int], np.dtype[np.int64]], truth: list[int], *, classes: int) -> General:
    true = np.array(truth)
    f1 = []
    for label in range(classes):
        both, total = np.sum((true == label) & (said == label)), np.sum(true == label) + np.sum(said == label)
        f1.append(2 * both / total if total else 0.0)
    return General(
        name=name,
        pairs=len(truth),
        classes=classes,
        macro_f1=float(np.mean(f1)),
        accuracy=float((true == said).mean()),
    )


def _world_events() -> list[Example]:
    path = shared_data() / _WORLD_EVENTS
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except OSError as error:
        raise RealDataMissing(f"C-STANCE: cannot read {path} ({error.strerror}); set RACEWATCH_SHARED_DATA") from error
    rows = sorted((row for row in rows if row["Text"].strip()), key=lambda row: row["Target 1"])[::_EVERY]
    return [_example(number, row) for number, row in enumerate(rows)]


def _example(number: int, row: dict[str, str]) -> Example:
    target = row["Target 1"]
    return Example(
        id=f"c-stance-{number}",
        statement=Statement(text=row["Text"], voice="quote", language="zh"),
        label=_C_STANCE_LABELS[row["Stance 1"]],  # type: ignore[arg-type]
        batch=target,
        proposition=Proposition(id=f"c-stance-{target}", version=1, texts={"zh": target}),
    )
