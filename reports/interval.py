"""Interval: a share with its 95 % error bars, so that a small count never looks like a finding."""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

#: The standard normal quantile of a two-sided 95 % interval.
Z = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, kw_only=True, slots=True)
class Estimate:
    """A share (0 to 1) or a difference of shares (-1 to 1), with the ends of its 95 % interval."""

    value: float
    low: float
    high: float


def wilson(count: int, total: int) -> Estimate | None:
    """Return ``count / total`` with its Wilson score interval; ``None`` where there is nothing to share out.

    Raises ``ValueError`` unless ``0 <= count <= total``.
    """
    if not 0 <= count <= total:
        raise ValueError(f"a share needs 0 <= count <= total, not {count} of {total}")
    if total == 0:
        return None
    share = count / total
    scale = 1 + Z**2 / total
    centre = (share + Z**2 / (2 * total)) / scale
    reach = Z * sqrt(share * (1 - share) / total + Z**2 / (4 * total**2)) / scale
    # At the borders rounding may leave the interval beside the share that it is of.
    return Estimate(value=share, low=max(0.0, min(share, centre - reach)), high=min(1.0, max(share, centre + reach)))


def difference(now: Estimate | None, before: Estimate | None) -> Estimate | None:
    """Return ``now - before`` with Newcombe's interval (hybrid of the two Wilson ones); ``None`` if either is.

    Of the intervals for a difference in closed form it is the one that keeps its promise at small counts.
    """
    if now is None or before is None:
        return None
    value = now.value - before.value
    below = sqrt((now.value - now.low) ** 2 + (before.high - before.value) ** 2)
    above = sqrt((now.high - now.value) ** 2 + (before.value - before.low) ** 2)
    return Estimate(value=value, low=value - below, high=value + above)
