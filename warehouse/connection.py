"""Connections: the one way in which Racewatch opens its warehouse, and the error that users see when it cannot."""

from typing import TypeAlias
from urllib.parse import urlsplit

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import connection, make_dsn, parse_dsn

from domain.problem import Problem

Connection: TypeAlias = connection

#: The role that reads schema ``marts`` and nothing else.
ANALYST = "analyst"
#: Seconds after which a connection attempt to a silent host is given up.
CONNECT_TIMEOUT = 10
#: Milliseconds that a reader's statement may take before the server ends it.
READER_TIMEOUT = 120_000


class WarehouseError(Problem):
    """The warehouse cannot do what was asked; the text is one line that says what to do, and holds no password."""


def connect(url: str, *, role: str | None = None, readonly: bool = False) -> Connection:
    """Open the warehouse at ``url``: in autocommit, ``with connection:`` is one transaction; all times are UTC.

    ``role`` is taken on for the whole connection. ``readonly`` refuses writes and ends a statement after
    ``READER_TIMEOUT``. Raises ``WarehouseError`` when the URL is no connection URL, or when nobody answers.
    """
    settings = connection_settings(url)
    try:
        opened = psycopg2.connect(make_dsn(**settings))
    except psycopg2.OperationalError as error:
        raise WarehouseError(f"no database at {_place(settings)}: {_first_line(error)}") from None
    try:
        opened.set_session(readonly=readonly, autocommit=True)
        with opened.cursor() as cursor:
            cursor.execute("set timezone to 'UTC'")
            if readonly:
                cursor.execute("set statement_timeout to %s", (READER_TIMEOUT,))
            if role is not None:
                cursor.execute(sql.SQL("set role to {}").format(sql.Identifier(role)))
    except psycopg2.Error as error:
        opened.close()
        raise WarehouseError(f"cannot use the database at {_place(settings)}: {_first_line(error)}") from None
    return opened


def connection_settings(url: str) -> dict[str, str]:
    """Return the connection parameters that ``url`` stands for. Raises ``WarehouseError``."""
    hint = "RACEWATCH_DATABASE_URL should look like postgresql://user:password@host:5432/racewatch"
    try:
        scheme = urlsplit(url).scheme
        settings: dict[str, str] = parse_dsn(url)
    except (psycopg2.ProgrammingError, ValueError):
        # The driver's own message would repeat the URL, and with it the password.
        raise WarehouseError(f"the database URL cannot be read; {hint}") from None
    if scheme not in ("postgresql", "postgres") or not settings.get("dbname"):
        raise WarehouseError(f"the database URL does not name a Postgres database; {hint}")
    return {
        "connect_timeout": str(CONNECT_TIMEOUT),
        "application_name": "racewatch",
        "client_encoding": "UTF8",
    } | settings


def _place(settings: dict[str, str]) -> str:
    host, port = settings.get("host", "the local socket"), settings.get("port", "5432")
    return f"{host}:{port}/{settings['dbname']}"


def _first_line(error: psycopg2.Error) -> str:
    lines = str(error).strip().splitlines() or [type(error).__name__]
    # libpq opens with "connection to server at …, port … failed: FATAL:  …", and the place is named already.
    return lines[0].rpartition("failed: ")[2].removeprefix("FATAL:").removeprefix("ERROR:").strip()
