from contextlib import closing

import psycopg2
import pytest

from tests.warehouse.made import rows
from warehouse.connection import ANALYST, Connection, WarehouseError, connect
from warehouse.doctor import doctor
from warehouse.migrate import migrate


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense secret",
        "mysql://me:secret@127.0.0.1/racewatch",
        "postgresql://me:secret@127.0.0.1:1",
        "postgresql://me:secret@[::1/racewatch",
        "postgresql://me:secret@127.0.0.1:1/racewatch?unheard=of",
    ],
)
def test_a_url_that_cannot_be_read_is_one_line_without_the_password(url: str) -> None:
    with pytest.raises(WarehouseError) as raised:
        connect(url)
    assert "\n" not in str(raised.value)
    assert "secret" not in str(raised.value)
    assert "RACEWATCH_DATABASE_URL" in str(raised.value)


def test_a_database_that_does_not_answer_is_one_line(url: str) -> None:
    with pytest.raises(WarehouseError, match=r"^no database at 127\.0\.0\.1:1/racewatch: .*refused"):
        connect("postgresql://me:secret@127.0.0.1:1/racewatch")
    with pytest.raises(WarehouseError, match="password authentication failed") as raised:
        connect(url.replace(url.split(":")[2].split("@")[0], "wrong"))
    assert "\n" not in str(raised.value)
    assert [finding.level for finding in doctor("postgresql://me:secret@127.0.0.1:1/racewatch")] == ["fail"]


def test_a_database_that_is_not_there_says_so(url: str) -> None:
    missing = url.rpartition("/")[0] + "/nowhere"
    with pytest.raises(WarehouseError, match='database "nowhere" does not exist'):
        migrate(missing)


def test_times_are_utc_and_text_is_unicode(conn: Connection) -> None:
    assert rows(conn, "show timezone") == [("UTC",)]
    assert rows(conn, "select '芯片🚀'") == [("芯片🚀",)]


def test_an_analyst_reads_the_marts_and_nothing_else(url: str) -> None:
    with closing(connect(url, role=ANALYST, readonly=True)) as conn:
        assert rows(conn, "select count(*) from marts.articles") == [(0,)]
        assert rows(conn, "select count(*) from marts.stance_daily") == [(0,)]
        assert rows(conn, "select title from marts.articles where search @@ marts.search_query('軍備 race')") == []
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            rows(conn, "select * from racewatch.articles")
        with pytest.raises(psycopg2.errors.ReadOnlySqlTransaction):
            rows(conn, "create temporary table t ()")
    with closing(connect(url, role=ANALYST)) as conn, pytest.raises(psycopg2.errors.InsufficientPrivilege):
        rows(conn, "create table marts.mine ()")


def test_a_role_that_is_not_there_says_so(url: str) -> None:
    with pytest.raises(WarehouseError, match='role "nobody_here" does not exist'):
        connect(url, role="nobody_here")
