"""Export: one query of an analyst, as rows or as CSV; reads only, and ends after a while."""

from typing import Any, TextIO

import psycopg2

from warehouse.connection import Connection, WarehouseError


def run_query(conn: Connection, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Run one query and return its columns and rows. Raises ``WarehouseError`` with the server's reason.

    ``conn`` should be opened with ``role=ANALYST, readonly=True``.
    """
    try:
        with conn.cursor() as cursor:
            cursor.execute(_one_statement(sql))
            if cursor.description is None:
                return [], []
            return [column.name for column in cursor.description], cursor.fetchall()
    except psycopg2.Error as error:
        raise WarehouseError(_reason(error)) from None


def copy_csv(conn: Connection, sql: str, out: TextIO) -> None:
    """Write the rows of one query to ``out`` as Postgres writes CSV: a header, then values as they are.

    A value that begins with ``=``, ``+``, ``-`` or ``@`` is data here; a spreadsheet would take it for a formula.
    Raises ``WarehouseError`` with the server's reason.
    """
    try:
        with conn.cursor() as cursor:
            cursor.copy_expert(f"copy (\n{_one_statement(sql)}\n) to stdout with (format csv, header)", out)
    except psycopg2.Error as error:
        raise WarehouseError(_reason(error)) from None


def _one_statement(sql: str) -> str:
    statement = sql.strip().rstrip(";").strip()
    if not statement:
        raise WarehouseError("the query is empty")
    return statement


def _reason(error: psycopg2.Error) -> str:
    lines = (error.diag.message_primary or str(error)).strip().splitlines() or ["no reason given"]
    hint = f" ({error.diag.message_hint})" if error.diag.message_hint else ""
    return f"the query failed: {lines[0]}{hint}"
