import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from racewatch.postgres import EmbeddedPostgres
from tests.warehouse.made import rows
from warehouse.connection import Connection, WarehouseError, connect
from warehouse.doctor import doctor
from warehouse.migrate import MIGRATIONS, VIEWS, migrate


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


def test_a_migration_that_fails_leaves_nothing(
    new_database: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "0001.good.sql").write_text("create table racewatch.good ();")
    (tmp_path / "0002.bad.sql").write_text("create table racewatch.bad (); select 1 / 0;")
    monkeypatch.setattr("warehouse.migrate.MIGRATIONS", tmp_path)
    url = new_database(empty=True)
    for _ in range(2):
        with pytest.raises(WarehouseError, match="could not be migrated: division by zero"):
            migrate(url)
    with closing(connect(url)) as conn:
        assert rows(conn, "select tablename from pg_tables where schemaname = 'racewatch' and tablename !~ 'yoyo'") == [
            ("good",)
        ]


def test_a_changed_view_is_run_again_with_all_behind_it(
    new_database: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = new_database()
    folder = tmp_path / "views"
    shutil.copytree(VIEWS, folder)
    monkeypatch.setattr("warehouse.migrate.VIEWS", folder)
    assert migrate(url) == []
    changed = folder / "50_stances.sql"
    changed.write_text(changed.read_text() + "\ncomment on view marts.stances is 'One row per test.';\n")
    assert migrate(url) == [path.name for path in sorted(folder.glob("*.sql")) if path.name >= "50_stances.sql"]
    narrowed = folder / "52_stories.sql"
    narrowed.write_text(narrowed.read_text().replace("    articles.url\n", "    articles.url as link\n"))
    with pytest.raises(WarehouseError, match="cannot change name of view column"):
        migrate(url)


def test_an_owner_without_superpowers_is_told_what_an_administrator_must_do(
    server: EmbeddedPostgres, new_database: Callable[..., str]
) -> None:
    url = new_database(empty=True)
    name = url.rpartition("/")[2]
    owner = f"owner_of_{name}"
    with closing(connect(url)) as conn:
        rows(conn, f"create role {owner} login password 'invented'; alter database {name} owner to {owner}; select")
        parts = urlsplit(url)
        own = parts._replace(netloc=f"{owner}:invented@{parts.hostname}:{parts.port}").geturl()
        with pytest.raises(WarehouseError, match="vector: an administrator must run: create extension vector"):
            migrate(own)
        assert [finding.what for finding in doctor(own) if not finding.ok] == ["extension vector"]
        rows(conn, "create extension vector with schema public; select")
        migrate(own)
        assert {finding.what: finding.level for finding in doctor(own)}["role analyst"] in ("ok", "warn")
        assert [finding for finding in doctor(own) if not finding.ok] == []
        assert rows(conn, "select has_table_privilege('analyst', 'marts.articles', 'select')") == [(True,)]


def test_doctor_sees_what_is_not_applied(new_database: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    levels = {finding.what: finding for finding in doctor(new_database(empty=True))}
    assert levels["migrations"].level == "warn"
    assert "0001.schemas" in levels["migrations"].line
    url = new_database()
    monkeypatch.setattr("warehouse.doctor.MIGRATIONS", MIGRATIONS.parent / "views")
    assert "not applied" in {finding.what: finding.line for finding in doctor(url)}["migrations"]
