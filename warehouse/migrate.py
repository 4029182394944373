"""Migrations: bring a database up to the schema of this checkout, one process at a time, and say what is missing."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import psycopg2

from warehouse.connection import Connection, WarehouseError, connect, connection_settings

_HERE = Path(__file__).parent
MIGRATIONS = _HERE / "migrations"
VIEWS = _HERE / "views"
GRANTS = _HERE / "grants.sql"

MINIMUM_VERSION = 15
EXTENSIONS = ("pg_trgm", "vector")
#: Any number will do that nobody else locks in the same database.
_LOCK = 7_224_837_651


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One thing that ``doctor`` looked at: ``advice`` says what to do unless ``level`` is ``ok``."""

    level: Literal["ok", "warn", "fail"]
    what: str
    advice: str | None = None


def migrate(url: str) -> list[str]:
    """Apply what is not applied yet, and return the names of those files; a second call does nothing.

    Each migration is one transaction together with the note that it was applied; the views are another. Whoever comes
    second waits for the first. Raises ``WarehouseError`` when the server is too old, lacks an extension, or when a
    migration fails (nothing of it stays).
    """
    with _locked(url) as conn:
        problems = [f for f in [_server_version(conn), *_extensions(conn)] if f.level == "fail"]
        if problems:
            raise WarehouseError("; ".join(f"{f.what}: {f.advice}" for f in problems))
        try:
            with conn, conn.cursor() as cursor:
                cursor.execute("create schema if not exists racewatch")
            return _apply_migrations(url) + _apply_views(conn)
        except psycopg2.Error as error:
            raise WarehouseError(f"the database could not be migrated: {str(error).strip().splitlines()[0]}") from error


def doctor(url: str) -> list[Finding]:
    """Look at the database at ``url`` and return what is well and what is not; changes nothing."""
    try:
        conn = connect(url, readonly=True)
    except WarehouseError as error:
        return [Finding(level="fail", what="database", advice=str(error))]
    try:
        return [
            Finding(level="ok", what="the database answers"),
            _server_version(conn),
            *_extensions(conn),
            _pending_migrations(conn),
            _analyst(conn),
        ]
    finally:
        conn.close()


@contextmanager
def _locked(url: str) -> Iterator[Connection]:
    conn = connect(url)
    try:
        with conn.cursor() as cursor:
            cursor.execute("select pg_advisory_lock(%s)", (_LOCK,))
        yield conn
    finally:
        conn.close()


def _apply_migrations(url: str) -> list[str]:
    import yoyo

    applied = []
    with _backend(url) as backend:
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
    backend = PostgresqlBackend(uri, default_migration_table)
    with backend:
        backend.init_database()
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


def _server_version(conn: Connection) -> Finding:
    major = conn.server_version // 10_000
    what = f"PostgreSQL {major}"
    if major >= MINIMUM_VERSION:
        return Finding(level="ok", what=what)
    return Finding(level="fail", what=what, advice=f"Racewatch needs PostgreSQL {MINIMUM_VERSION} or later")


def _extensions(conn: Connection) -> list[Finding]:
    with conn.cursor() as cursor:
        cursor.execute(
            "select name, installed_version is not null from pg_available_extensions where name = any(%s)",
            (list(EXTENSIONS),),
        )
        installed = dict(cursor.fetchall())
        cursor.execute(
            "select e.name, rolsuper or (e.trusted and has_database_privilege(current_database(), 'create')) "
            "from pg_roles, pg_available_extension_versions e "
            "where rolname = current_user and e.name = any(%s)",
            (list(EXTENSIONS),),
        )
        may_create = dict(cursor.fetchall())
    return [_extension(name, installed=installed, may_create=may_create) for name in EXTENSIONS]


def _extension(name: str, *, installed: dict[str, bool], may_create: dict[str, bool]) -> Finding:
    what = f"extension {name}"
    if name not in installed:
        package = {"vector": "pgvector", "pg_trgm": "postgresql-contrib"}[name]
        return Finding(level="fail", what=what, advice=f"not on the server; its administrator must install {package}")
    if not installed[name] and not may_create[name]:
        advice = f"an administrator must run: create extension {name} with schema public"
        return Finding(level="fail", what=what, advice=advice)
    return Finding(level="ok", what=what)


def _pending_migrations(conn: Connection) -> Finding:
    expected = sorted(path.stem for path in MIGRATIONS.glob("*.sql"))
    with conn.cursor() as cursor:
        cursor.execute("select to_regclass('racewatch._yoyo_migration') is not null")
        (migrated,) = cursor.fetchone() or (False,)
        applied: set[str] = set()
        if migrated:
            cursor.execute("select migration_id from racewatch._yoyo_migration")
            applied = {name for (name,) in cursor.fetchall()}
    missing = [name for name in expected if name not in applied]
    unknown = sorted(applied - set(expected))
    if missing:
        advice = f"not applied: {', '.join(missing)}; any command that opens the warehouse applies them"
        return Finding(level="warn", what="migrations", advice=advice)
    if unknown:
        advice = f"the database is newer than this checkout ({', '.join(unknown)}); update the checkout"
        return Finding(level="fail", what="migrations", advice=advice)
    return Finding(level="ok", what=f"{len(expected)} migrations applied")


def _analyst(conn: Connection) -> Finding:
    with conn.cursor() as cursor:
        cursor.execute("select pg_has_role(current_user, oid, 'member') from pg_roles where rolname = 'analyst'")
        row = cursor.fetchone()
    if row is None:
        advice = "missing; an administrator may run: create role analyst nologin"
        return Finding(level="warn", what="role analyst", advice=advice)
    if not row[0]:
        advice = "this user may not act as analyst; an administrator may run: grant analyst to this user"
        return Finding(level="warn", what="role analyst", advice=advice)
    return Finding(level="ok", what="role analyst")
