"""Calibration: for each language a temperature, and the confidence below which the model abstains."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_TEMPERATURES = np.geomspace(0.3, 5.0, 141)


def softmax(logits: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return probabilities along the last axis."""
    shifted = np.exp(np.asarray(logits, float) - np.max(logits, axis=-1, keepdims=True))
    probabilities: NDArray[np.float64] = shifted / shifted.sum(axis=-1, keepdims=True)
    return probabilities


def temperature(logits: NDArray[np.floating], labels: Sequence[int]) -> float:
    """Return the divisor of the logits under which the labels are most likely."""
    chosen = np.arange(len(labels)), np.asarray(labels)
    losses = [-np.log(softmax(logits / t)[chosen] + 1e-12).mean() for t in _TEMPERATURES]
    return float(_TEMPERATURES[int(np.argmin(losses))])


def abstention_threshold(probabilities: NDArray[np.floating], *, share: float) -> float:
    """Return the confidence that ``share`` of the statements do not reach."""
    return float(np.quantile(probabilities.max(axis=-1), share))
