"""``racewatch sql``: psql on the warehouse, or one query; as the read-only role ``analyst``."""

import os
import shutil
import subprocess
import sys
from contextlib import closing
from urllib.parse import unquote, urlsplit

import click

from racewatch.commands.service import demo_option, settings_of
from racewatch.database import database
from racewatch.postgres import wheel_folder
from warehouse.connection import ANALYST


@click.command()
@click.option("-c", "--command", "query", help="Run this one query, print its rows and end.")
@click.option("--csv", is_flag=True, help="With -c: print the rows as CSV.")
@demo_option
def sql(query: str | None, csv: bool, demo: bool) -> None:
    """Query the warehouse: opens psql, or runs one query with -c. Reads only; start with the schema marts."""
    if csv and query is None:
        raise click.UsageError("--csv goes with -c QUERY")
    with database(settings_of(demo)) as settings:
        if query is not None:
            _run(settings.database_url, query, csv=csv)
            return
        status = subprocess.run([_psql()], env=_psql_environment(settings.database_url), check=False).returncode
    sys.exit(0 if status == 0 else 1)


def _run(url: str, query: str, *, csv: bool) -> None:
    from warehouse.connection import connect
    from warehouse.export import copy_csv, run_query

    with closing(connect(url, role=ANALYST, readonly=True)) as conn:
        if csv:
            copy_csv(conn, query, sys.stdout)
            return
        columns, rows = run_query(conn, query)
    click.echo(_table(columns, rows))


def _table(columns: list[str], rows: list[tuple[object, ...]]) -> str:
    """Return the rows by the column, as wide as the widest value, cut at 80 columns; a null is an empty cell."""
    from reports.typeset import one_line, pad, width

    lines = [columns, *(["" if value is None else one_line(str(value)) for value in row] for row in rows)]
    widths = [min(80, max(width(line[place]) for line in lines)) for place in range(len(columns))]
    shown = ["  ".join(map(pad, line, widths)).rstrip() for line in lines]
    shown.insert(1, "  ".join("─" * columns for columns in widths))
    return "\n".join([*shown, f"({len(rows)} rows)"])


def _psql() -> str:
    """The psql on the PATH, else the one that comes with the embedded server."""
    return shutil.which("psql") or str(wheel_folder() / "bin" / "psql")


def _psql_environment(url: str) -> dict[str, str]:
    """Return psql's environment: the password stays off the command line, where every user could read it."""
    parts = urlsplit(url)
    wanted = {
        "PGHOST": parts.hostname or "",
        "PGPORT": str(parts.port or ""),
        "PGUSER": unquote(parts.username or ""),
        "PGPASSWORD": unquote(parts.password or ""),
        "PGDATABASE": parts.path.lstrip("/"),
        "PGOPTIONS": f"-c role={ANALYST} -c default_transaction_read_only=on",
        "PGAPPNAME": "racewatch sql",
    }
    return {**os.environ, **{name: value for name, value in wanted.items() if value}}
