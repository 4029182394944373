"""Web servers on loopback for the tests of collection."""

from collections.abc import Callable, Iterator

import pytest

from tests.crawlers.made import Site


@pytest.fixture(scope="module")
def sites() -> Iterator[Callable[[], Site]]:
    """Start web servers; they end with the module's tests."""
    started: list[Site] = []

    def start() -> Site:
        started.append(Site())
        return started[-1]

    yield start
    for site in started:
        site.close()
