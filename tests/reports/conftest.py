"""A trend with figures and one without; and the Postgres of the warehouse's tests."""

import pytest

from reports.trend import Trend
from tests.reports.made import full_trend, shaped
from tests.warehouse.conftest import conn, empty, new_database, server, template, url  # noqa: F401


@pytest.fixture(scope="session")
def trend() -> Trend:
    return full_trend()


@pytest.fixture(scope="session")
def no_data() -> Trend:
    return shaped([], [])
