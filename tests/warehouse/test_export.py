import csv
from collections.abc import Iterator
from contextlib import closing
from io import StringIO

import pytest

from tests.warehouse.made import article, load, outcome, prepare
from warehouse.connection import ANALYST, Connection, WarehouseError, connect
from warehouse.export import copy_csv, run_query


@pytest.fixture(scope="module")
def reader(conn: Connection, url: str) -> Iterator[Connection]:
    prepare(conn)
    load(conn, [outcome(article(title='=cmd("x"), "芯片"', section="@SUM(1)"))])
    with closing(connect(url, role=ANALYST, readonly=True)) as opened:
        yield opened


def test_a_query_gives_columns_and_rows(reader: Connection) -> None:
    assert run_query(reader, " select outlet, 1 + 1 as two from marts.articles ; ") == (
        ["outlet", "two"],
        [("ledger_example", 2)],
    )
    assert run_query(reader, "set search_path to marts") == ([], [])


def test_csv_comes_as_postgres_writes_it(reader: Connection) -> None:
    out = StringIO()
    copy_csv(reader, "select title, section, text, null as none from marts.articles -- all of them", out)
    header, row = csv.reader(StringIO(out.getvalue(), newline=""))
    assert header == ["title", "section", "text", "none"]
    assert row == ['=cmd("x"), "芯片"', "@SUM(1)", article().text, ""]


@pytest.mark.parametrize("sql", ["", " ; ", "select nothing_such", "select (", "drop table racewatch.articles"])
def test_a_query_that_fails_is_one_line(reader: Connection, sql: str) -> None:
    for run in (lambda: run_query(reader, sql), lambda: copy_csv(reader, sql, StringIO())):
        with pytest.raises(WarehouseError, match="query") as raised:
            run()
        assert "\n" not in str(raised.value)
    assert run_query(reader, "select count(*) from marts.articles")[1] == [(1,)]


def test_a_query_that_takes_too_long_is_ended(reader: Connection) -> None:
    run_query(reader, "set statement_timeout to 50")
    with pytest.raises(WarehouseError, match="statement timeout"):
        run_query(reader, "select pg_sleep(60)")
