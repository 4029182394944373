"""Agreement of two annotators: Krippendorff's alpha by hand, and second labels that belong to statements."""

import json

import pytest

from benchmarks.stance.agreement import krippendorff_alpha
from domain.stance import STANCE_LABELS
from nlp.training.data import CORPUS, read_examples, training_files


def test_alpha_of_a_small_case() -> None:
    # Ten values, six a and four b; two units of five disagree: 1 - 4 / (48 / 9).
    pairs = [("a", "a"), ("a", "a"), ("b", "b"), ("a", "b"), ("a", "b")]
    assert krippendorff_alpha(pairs) == pytest.approx(1 - 4 / (48 / 9))
    assert krippendorff_alpha([("a", "a"), ("b", "b")]) == 1.0


def test_second_labels_are_of_training_statements() -> None:
    known = {example.id for example in read_examples(training_files())}
    rows = [json.loads(line) for line in (CORPUS / "second_labels.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(rows) >= 500
    assert len({row["id"] for row in rows}) == len(rows)
    assert {row["id"] for row in rows} <= known
    assert {row["label"] for row in rows} == set(STANCE_LABELS)
