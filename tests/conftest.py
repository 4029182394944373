"""A real Postgres for the tests: one server a session, one migrated database a test module."""

import itertools
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import settings

from racewatch.postgres import EmbeddedPostgres
from warehouse.connection import Connection, connect
from warehouse.migrate import migrate

# No test is timed: a machine with other work would fail it.
settings.register_profile("racewatch", deadline=None)
settings.load_profile("racewatch")

TEMPLATE = "racewatch_template"
#: Files that take minutes start first, so that no worker is left alone with one of them at the end.
LONGEST = ["test_demo.py", "test_real_input.py"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.name, len(LONGEST)))


@pytest.fixture(scope="session")
def server() -> Iterator[EmbeddedPostgres]:
    # Not pytest's own temporary folder: root's is closed to the user that runs the server.
    state = Path(tempfile.mkdtemp(prefix="rw-tests-", dir="/tmp"))
    state.chmod(0o755)
    try:
        with EmbeddedPostgres(state, fsync=False).running() as running:
            yield running
    finally:
        shutil.rmtree(state)


@pytest.fixture(scope="session")
def template(server: EmbeddedPostgres) -> str:
    server.create_database(TEMPLATE)
    migrate(server.url(TEMPLATE))
    return TEMPLATE


@pytest.fixture(scope="session")
def new_database(server: EmbeddedPostgres, template: str) -> Callable[..., str]:
    """Return a function that makes a database (migrated unless ``empty``) and returns its URL."""
    numbers = itertools.count(1)

    def create(*, empty: bool = False) -> str:
        name = f"racewatch_{next(numbers)}"
        with closing(connect(server.url("postgres"))) as conn, conn.cursor() as cursor:
            cursor.execute(f"create database {name} template {'template0' if empty else template}")
        return server.url(name)

    return create


@pytest.fixture(scope="module")
def url(new_database: Callable[..., str]) -> str:
    return new_database()


@pytest.fixture(scope="module")
def conn(url: str) -> Iterator[Connection]:
    """A connection to the module's database."""
    with closing(connect(url)) as connection:
        yield connection


@pytest.fixture
def empty(conn: Connection) -> Connection:
    """The module's connection, to a database in which nothing is stored."""
    with conn.cursor() as cursor:
        cursor.execute(
            "truncate racewatch.outlets, racewatch.speakers, racewatch.propositions, racewatch.revisions, "
            "racewatch.digests, racewatch.speaker_decisions restart identity cascade"
        )
    return conn
