from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from warehouse.connection import Connection
from warehouse.doctor import doctor
from warehouse.migrate import MIGRATIONS, VIEWS, migrate


def rows(conn: Connection, sql: str) -> list[tuple]:
    with conn.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def test_every_file_is_applied_once(new_database: Callable[..., str]) -> None:
    url = new_database(empty=True)
    assert migrate(url) == [path.name for folder in (MIGRATIONS, VIEWS) for path in sorted(folder.glob("*.sql"))]
    assert migrate(url) == []
    assert {finding.level for finding in doctor(url)} == {"ok"}


def test_two_processes_may_migrate_at_once(new_database: Callable[..., str]) -> None:
    url = new_database(empty=True)
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(migrate, [url, url]))
    assert sorted(map(bool, done)) == [False, True]


def test_every_table_view_and_column_is_commented(conn: Connection) -> None:
    uncommented = rows(
        conn,
        """
        select c.oid::regclass::text, a.attname
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        cross join lateral (
            select '' as attname, 0 as attnum
            union all
            select attname, attnum from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped
        ) a
        where n.nspname in ('racewatch', 'marts') and c.relkind in ('r', 'v', 'm')
            and c.relname not like all (array['%yoyo%'])
            and col_description(c.oid, a.attnum) is null
            and (a.attnum > 0 or obj_description(c.oid) is null)
        """,
    )
    assert uncommented == []
    assert len(rows(conn, "select from pg_tables where schemaname = 'racewatch'")) > 15
