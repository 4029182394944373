"""The figures: macro-F1 with its interval, classes, codebook rules, calibration and abstention."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from domain.stance import STANCE_LABELS, Stance
from nlp.propositions import DEFAULT, load_proposition
from nlp.stance.model import StanceModel
from nlp.stance.model_input import statement_language
from nlp.stance.scoring import class_f1, expected_calibration_error, macro_f1, macro_f1_interval
from nlp.training.data import CORPUS, Example, read_examples
from nlp.training.real import read_real, real_files

#: The share of statements, the most certain first, for which accuracy is given apart.
_COVERAGE = 0.8


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """The figures of one set of statements.

    ``f1`` and ``support`` are by label, ``rules`` by codebook rule: (right, all). ``false_alarms`` is the share of the
    statements that are neither favor nor against but were taken for one.
    """

    name: str
    statements: int
    macro_f1: float
    interval: tuple[float, float]
    f1: dict[str, float]
    support: dict[str, int]
    accuracy: float
    accuracy_most_certain: float
    calibration_error: float
    abstained: float
    accuracy_not_abstained: float
    false_alarms: float
    rules: dict[int, tuple[int, int]]


def real() -> dict[str, list[Example]]:
    """Return the real statements of the test documents by source. Raises ``RealDataMissing`` without their texts."""
    return {path.stem: read_real([path], split="test") for path in real_files()}


def held_out() -> list[Example]:
    """Return the statements that are kept from training, in both languages."""
    return read_examples(sorted(CORPUS.glob("heldout_*.jsonl")))


def judge(model: StanceModel, examples: Sequence[Example]) -> list[Stance]:
    """Return the verdicts of ``model`` on the proposition that it is made for."""
    return model.judge([example.statement for example in examples], load_proposition(DEFAULT))


def figures(examples: Sequence[Example], stances: Sequence[Stance]) -> list[Figures]:
    """Return the figures of each language, by name of the language."""
    languages = [statement_language(example.statement) for example in examples]
    found = []
    for language in sorted(set(languages)):
        here = [index for index, other in enumerate(languages) if other == language]
        found.append(figures_of(language, [examples[index] for index in here], [stances[index] for index in here]))
    return found


def figures_of(name: str, examples: Sequence[Example], stances: Sequence[Stance]) -> Figures:
    """Return the figures of one set of statements."""
    truth = [example.label_index for example in examples]
    said = [STANCE_LABELS.index(stance.label) for stance in stances]
    probabilities = np.array([[stance.scores[label] for label in STANCE_LABELS] for stance in stances])
    right = np.equal(truth, said)
    surest = np.argsort(-probabilities.max(axis=1), kind="stable")[: round(len(truth) * _COVERAGE)]
    spoke = np.array([not stance.abstained for stance in stances])
    rules: dict[int, tuple[int, int]] = {}
    for example, hit in zip(examples, right.tolist(), strict=True):
        for rule in example.rules:
            hits, total = rules.get(rule, (0, 0))
            rules[rule] = hits + hit, total + 1
    return Figures(
        name=name,
        statements=len(truth),
        macro_f1=macro_f1(truth, said),
        interval=macro_f1_interval(truth, said),
        f1=dict(zip(STANCE_LABELS, class_f1(truth, said).tolist(), strict=True)),
        support=dict(Counter(example.label for example in examples)),
        accuracy=float(right.mean()),
        accuracy_most_certain=float(right[surest].mean()),
        calibration_error=expected_calibration_error(probabilities, truth),
        abstained=float(1 - spoke.mean()),
        accuracy_not_abstained=float(right[spoke].mean()) if spoke.any() else 0.0,
        false_alarms=_false_alarms(truth, said),
        rules=dict(sorted(rules.items())),
    )


def _false_alarms(truth: Sequence[int], said: Sequence[int]) -> float:
    sides = {STANCE_LABELS.index("favor"), STANCE_LABELS.index("against")}
    calm = [verdict in sides for label, verdict in zip(truth, said, strict=True) if label not in sides]
    return sum(calm) / len(calm) if calm else 0.0
