"""The embedded Postgres: starts anywhere, lives as long as its users, and says in a line what is wrong."""

import os
import pwd
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from racewatch.postgres import EmbeddedPostgres, PostgresError
from warehouse.connection import WarehouseError, connect


@pytest.fixture
def state() -> Iterator[Path]:
    """A state folder with a space in its name that any user can reach (pytest's own are closed to others)."""
    with tempfile.TemporaryDirectory(prefix="race watch ") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder) / "state of a test"


def answer(url: str, query: str) -> object:
    conn = connect(url)
    try:
        with conn.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchone()[0]
    finally:
        conn.close()


def test_starts_keeps_its_data_and_stops(state: Path) -> None:
    server = EmbeddedPostgres(state, fsync=False)
    with server.running():
        server.create_database("first")
        server.create_database("first")
        url = server.url("first")
        assert answer(url, "SELECT current_database()") == "first"
        assert answer(url, "SELECT datcollate FROM pg_database WHERE datname = 'first'") == "C.UTF-8"
        assert answer(url, "SHOW listen_addresses") == "127.0.0.1"
        sockets = Path(str(answer(url, "SHOW unix_socket_directories")))
        assert len(str(sockets)) < 40
        assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
    assert not sockets.exists()
    with pytest.raises(WarehouseError):
        connect(url)
    with server.running():
        assert answer(server.url("first"), "SELECT 1") == 1


def test_the_password_is_needed_and_kept_private(state: Path) -> None:
    server = EmbeddedPostgres(state, fsync=False)
    with server.running():
        assert stat.S_IMODE((state / "postgres.password").stat().st_mode) == 0o600
        wrong = server.url("postgres").replace(":" + (state / "postgres.password").read_text(), ":guess")
        with pytest.raises(WarehouseError, match="password"):
            connect(wrong)


def test_it_outlives_one_of_two_users(state: Path) -> None:
    first, second = EmbeddedPostgres(state, fsync=False), EmbeddedPostgres(state, fsync=False)
    with first.running():
        with second.running():
            url = second.url("postgres")
        assert answer(url, "SELECT 1") == 1
    with pytest.raises(WarehouseError):
        connect(url)


def test_an_interrupted_first_start_is_begun_again(state: Path) -> None:
    (state / "postgres.new").mkdir(parents=True)
    (state / "postgres.new" / "PG_VERSION").write_text("18")
    server = EmbeddedPostgres(state, fsync=False)
    with server.running():
        assert answer(server.url("postgres"), "SELECT 1") == 1


def test_data_of_another_major_version_are_refused(state: Path) -> None:
    server = EmbeddedPostgres(state, fsync=False)
    with server.running():
        pass
    (state / "postgres" / "PG_VERSION").write_text("14\n")
    with pytest.raises(PostgresError, match="of PostgreSQL 14, the server is 18"), server.running():
        pass


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has an unprivileged user run the server")
def test_root_is_told_which_folder_the_unprivileged_user_cannot_enter(state: Path) -> None:
    closed = state.parent / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(PostgresError, match=r"cannot enter .*closed"), EmbeddedPostgres(closed / "state").running():
        pass


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_works_for_an_ordinary_user(state: Path) -> None:
    import subprocess
    import sys

    user = pwd.getpwnam("nobody")
    state.mkdir()
    os.chown(state, user.pw_uid, user.pw_gid)
    program = (
        "from pathlib import Path; from racewatch.postgres import EmbeddedPostgres\n"
        f"server = EmbeddedPostgres(Path({str(state)!r}), fsync=False)\n"
        "with server.running(): server.create_database('mine'); print('served')"
    )
    try:
        subprocess.run(
            [sys.executable, "-c", "import racewatch.postgres"],
            user=user.pw_uid,
            group=user.pw_gid,
            cwd="/",
            check=True,
        )
    except (PermissionError, subprocess.CalledProcessError):
        pytest.skip("this Python, or the project, cannot be read by another user")
    done = subprocess.run(
        [sys.executable, "-c", program],
        user=user.pw_uid,
        group=user.pw_gid,
        extra_groups=[],
        cwd="/",
        env={"PATH": os.defpath},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "served\n", done.stderr
