"""The database of a command: the one the settings name, else the embedded server's, migrated and ready."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from dags.settings import Settings
from racewatch.postgres import EmbeddedPostgres
from warehouse.migrate import migrate

WAREHOUSE = "racewatch"


@contextmanager
def database(settings: Settings) -> Iterator[Settings]:
    """Yield settings whose ``database_url`` can be used, with every migration applied.

    The embedded server runs for as long as someone uses it. Raises ``PostgresError`` or ``WarehouseError``.
    """
    if settings.database_url:
        migrate(settings.database_url)
        yield settings
        return
    with EmbeddedPostgres(settings.state).running() as server:
        server.create_database(WAREHOUSE)
        url = server.url(WAREHOUSE)
        migrate(url)
        yield replace(settings, database_url=url)
