"""Migrations: bring a database up to the schema of this checkout, one process at a time, and say what is missing."""

import hashlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg2

from warehouse.connection import Connection, WarehouseError, connect, connection_settings
from warehouse.requirements import extensions, server_version

_HERE = Path(__file__).parent
MIGRATIONS = _HERE / "migrations"
VIEWS = _HERE / "views"
GRANTS = _HERE / "grants.sql"

#: Any number will do that nobody else locks in the same database.
_LOCK = 7_224_837_651
#: Milliseconds to wait for whoever migrates, or reads a view that has changed.
_PATIENCE = 60_000


def migrate(url: str) -> list[str]:
    """Apply what is not applied yet, and return the names of those files; a second call does nothing.

    Each migration is one transaction together with the note that it was applied; the views are another. Whoever comes
    second waits for the first. Raises ``WarehouseError`` when the server is too old, lacks an extension, or when a
    migration fails (nothing of it stays).
    """
    with _locked(url) as conn:
        problems = [finding.line for finding in [server_version(conn), *extensions(conn)] if not finding.ok]
        if problems:
            raise WarehouseError("; ".join(problems))
        try:
            with conn, conn.cursor() as cursor:
                cursor.execute("create schema if not exists racewatch")
            return _apply_migrations(url) + _apply_views(conn)
        except psycopg2.Error as error:
            raise WarehouseError(f"the database could not be migrated: {str(error).strip().splitlines()[0]}") from error


@contextmanager
def _locked(url: str) -> Iterator[Connection]:
    with closing(connect(url)) as conn:
        try:
            with conn.cursor() as cursor:
                cursor.execute("set lock_timeout to %s", (_PATIENCE,))
                cursor.execute("select pg_advisory_lock(%s)", (_LOCK,))
        except psycopg2.errors.LockNotAvailable:
            raise WarehouseError("another process has been migrating the database for a minute; wait for it") from None
        yield conn


def _apply_migrations(url: str) -> list[str]:
    import yoyo

    applied = []
    with _backend(url) as backend:
        if backend.lock_table not in backend.list_tables():
            backend.create_lock_table()
        # We hold the lock of our own, which dies with its process: a row that a killed one left behind is stale.
        backend.break_lock()
        for migration in backend.to_apply(yoyo.read_migrations(str(MIGRATIONS))):
            # Yoyo's own apply_one notes the migration in a later transaction, which a crash can lose.
            with backend.transaction():
                migration.process_steps(backend, "apply")
                backend.mark_one(migration, log=False)
            applied.append(f"{migration.id}.sql")
    return applied


@contextmanager
def _backend(url: str) -> Iterator[Any]:
    from yoyo.backends.core.postgresql import PostgresqlBackend
    from yoyo.connections import DatabaseURI
    from yoyo.migrations import default_migration_table

    # Yoyo reads fewer forms of URL than libpq does, so it gets the parsed parameters. Its tables go to our schema.
    settings: dict[str, Any] = connection_settings(url)
    database = settings.pop("dbname")
    uri = DatabaseURI(
        scheme="postgresql",
        username=settings.pop("user", None),
        password=settings.pop("password", None),
        hostname=None,
        port=None,
        database=database,
        args={**settings, "schema": "racewatch"},
    )
    with PostgresqlBackend(uri, default_migration_table) as backend:
        yield backend


def _apply_views(conn: Connection) -> list[str]:
    """Run the files of views that changed, and all behind the first of them, which may build on it."""
    files = {path.name: path.read_text(encoding="utf-8") for path in sorted(VIEWS.glob("*.sql"))}
    digests = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in files.items()}
    with conn, conn.cursor() as cursor:
        cursor.execute("select file, sha256 from racewatch.view_files")
        known = dict(cursor.fetchall())
        names = list(files)
        stale = next((at for at, name in enumerate(names) if known.get(name) != digests[name]), len(names))
        for name in names[stale:]:
            cursor.execute(files[name])
            cursor.execute(
                "insert into racewatch.view_files (file, sha256) values (%s, %s) "
                "on conflict (file) do update set sha256 = excluded.sha256",
                (name, digests[name]),
            )
        cursor.execute(GRANTS.read_text(encoding="utf-8"))
    return names[stale:]
