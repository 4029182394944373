"""Queries: the ``.sql`` files of this folder by name; each says in a comment what its rows are."""

from functools import cache
from pathlib import Path
from typing import Any

import aiosql

from warehouse.connection import Connection


@cache
def queries() -> Any:
    """Return all queries: one method a ``-- name:``, called as ``queries().known_urls(conn, outlet=…)``."""
    return aiosql.from_path(Path(__file__).parent, "psycopg2")


def query(conn: Connection, name: str, **parameters: Any) -> list[dict[str, Any]]:
    """Run the query ``name`` and return its rows by column. Raises ``KeyError`` for a name that no file has."""
    if name not in queries().available_queries:
        raise KeyError(f"no query {name!r} in {Path(__file__).parent}")
    with getattr(queries(), f"{name}_cursor")(conn, **parameters) as cursor:
        columns = [column.name for column in cursor.description]
        return [dict(zip(columns, row, strict=True)) for row in cursor]
