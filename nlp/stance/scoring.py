"""Scoring: macro-F1 and its bootstrap interval, for training and for the benchmark."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from domain.stance import STANCE_LABELS


def class_f1(truth: ArrayLike, predicted: ArrayLike) -> NDArray[np.float64]:
    """Return F1 of each label of ``STANCE_LABELS``, given label indices; 0 where a label never occurs."""
    true, said = np.asarray(truth), np.asarray(predicted)
    scores = np.zeros(len(STANCE_LABELS))
    for label in range(len(STANCE_LABELS)):
        both = np.sum((true == label) & (said == label))
        total = np.sum(true == label) + np.sum(said == label)
        scores[label] = 2 * both / total if total else 0.0
    return scores


def macro_f1(truth: ArrayLike, predicted: ArrayLike) -> float:
    """Return the mean F1 over the four labels."""
    return float(class_f1(truth, predicted).mean())


def macro_f1_interval(
    truth: Sequence[int], predicted: Sequence[int], *, draws: int = 1000, level: float = 0.95, seed: int = 0
) -> tuple[float, float]:
    """Return the bootstrap interval of macro-F1 over statements drawn with replacement."""
    true, said = np.asarray(truth), np.asarray(predicted)
    picks = np.random.default_rng(seed).integers(0, len(true), size=(draws, len(true)))
    values = [macro_f1(true[pick], said[pick]) for pick in picks]
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def expected_calibration_error(
    probabilities: NDArray[np.floating[Any]], labels: Sequence[int], *, bins: int = 10
) -> float:
    """Return the mean distance of confidence and accuracy over ``bins`` equal bins of confidence."""
    confidence = probabilities.max(axis=-1)
    right = probabilities.argmax(axis=-1) == np.asarray(labels)
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    errors = [
        abs(confidence[place == b].mean() - right[place == b].mean()) * (place == b).mean()
        for b in range(bins)
        if (place == b).any()
    ]
    return float(sum(errors))
