import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.interval import difference, wilson

totals = st.integers(1, 10_000)


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    # Published values: Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_agrees_with_the_published_values(count: int, total: int, low: float, high: float) -> None:
    share = wilson(count, total)
    assert share is not None
    assert share.value == pytest.approx(count / total)
    assert (share.low, share.high) == pytest.approx((low, high), abs=5e-5)


def test_a_difference_agrees_with_the_published_value() -> None:
    # Newcombe 1998, "Interval estimation for the difference between independent proportions", table II, method 10.
    change = difference(wilson(56, 70), wilson(48, 80))
    assert change is not None
    assert (change.value, change.low, change.high) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)


def test_nothing_to_share_out_is_no_data_and_not_zero() -> None:
    assert wilson(0, 0) is None
    assert difference(wilson(0, 0), wilson(1, 2)) is None
    assert difference(wilson(1, 2), None) is None


@pytest.mark.parametrize(("count", "total"), [(-1, 4), (5, 4), (1, 0)])
def test_counts_that_cannot_be_are_refused(count: int, total: int) -> None:
    with pytest.raises(ValueError, match=f"not {count} of {total}"):
        wilson(count, total)


@given(totals.flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_the_interval_holds_its_share_and_mirrors(pair: tuple[int, int]) -> None:
    count, total = pair
    share, rest = wilson(count, total), wilson(total - count, total)
    assert share is not None and rest is not None
    assert 0 <= share.low <= share.value <= share.high <= 1
    assert (share.low, share.high) == pytest.approx((1 - rest.high, 1 - rest.low))
