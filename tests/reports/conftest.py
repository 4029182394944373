"""A trend with figures and one without."""

import pytest

from reports.trend import Trend
from tests.reports.made import full_trend, shaped


@pytest.fixture(scope="session")
def trend() -> Trend:
    return full_trend()


@pytest.fixture(scope="session")
def no_data() -> Trend:
    return shaped([], [])
