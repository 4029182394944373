"""Scores and calibration on cases worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.stance.scoring import class_f1, expected_calibration_error, macro_f1, macro_f1_interval
from nlp.training.calibrate import abstention_threshold, softmax, temperature

LABELS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=40)


def test_f1_by_hand() -> None:
    truth, said = [0, 0, 0, 1, 1, 2], [0, 0, 1, 1, 0, 2]
    assert class_f1(truth, said).tolist() == pytest.approx([2 / 3, 1 / 2, 1, 0])
    assert macro_f1(truth, said) == pytest.approx((2 / 3 + 1 / 2 + 1) / 4)


@given(LABELS)
def test_macro_f1_is_a_share_and_its_interval_holds_order(pairs: list[tuple[int, int]]) -> None:
    truth, said = [one for one, _ in pairs], [other for _, other in pairs]
    low, high = macro_f1_interval(truth, said, draws=50)
    assert 0 <= low <= high <= 1
    assert 0 <= macro_f1(truth, said) <= 1
    assert macro_f1(truth, truth) == pytest.approx(len(set(truth)) / 4)


def test_calibration_error_by_hand() -> None:
    sure = np.array([[0.95, 0.05, 0, 0]] * 4)
    assert expected_calibration_error(sure, [0, 0, 0, 0]) == pytest.approx(0.05)
    assert expected_calibration_error(sure, [0, 0, 1, 1]) == pytest.approx(0.45)


def test_temperature_softens_what_is_too_sure() -> None:
    logits = np.array([[8.0, 0, 0, 0]] * 10)
    labels = [0] * 7 + [1] * 3
    found = temperature(logits, labels)
    assert found > 1
    assert softmax(logits / found).max(axis=1).mean() == pytest.approx(0.7, abs=0.05)


def test_threshold_silences_the_share_asked_for() -> None:
    probabilities = np.column_stack([np.linspace(0.3, 1, 101), 1 - np.linspace(0.3, 1, 101)])
    threshold = abstention_threshold(probabilities, share=0.2)
    assert (probabilities.max(axis=1) < threshold).mean() == pytest.approx(0.2, abs=0.02)
