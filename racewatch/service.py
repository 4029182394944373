"""The service: Postgres and Airflow together, in the foreground of one process that starts and ends both."""

import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from dags.settings import Settings
from domain.problem import Problem
from racewatch.airflow import (
    AirflowApi,
    Processes,
    admin_password,
    airflow_environment,
    api_of,
    wait_until_healthy,
)
from racewatch.database import database
from racewatch.postgres import EmbeddedPostgres

DEFAULT_PORT = 8080
METADATA = "airflow"
DAGS = ("collect", "annotate", "report")


class ServiceError(Problem):
    """The service cannot run as asked."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Service:
    """A running service: its settings with a usable ``database_url``, and a way to ask and tell Airflow."""

    settings: Settings
    port: int
    api: AirflowApi
    processes: Processes

    @property
    def url(self) -> str:
        """The address of Airflow's pages."""
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def running(settings: Settings, *, say: Callable[[str], None]) -> Iterator[Service]:
    """Start everything, yield when Airflow is healthy and its DAGs may run, and stop everything on leaving.

    Airflow's metadata live in a database of their own: ``RACEWATCH_AIRFLOW_DATABASE_URL``, else on the embedded server,
    also when the warehouse is elsewhere. Raises ``Problem`` when something cannot start.
    """
    port = choose_port(os.environ.get("RACEWATCH_PORT"))
    home = settings.state / "airflow"
    with EmbeddedPostgres(settings.state).running() as server, database(settings) as ready:
        say("Postgres answers, the warehouse is migrated")
        metadata = os.environ.get("RACEWATCH_AIRFLOW_DATABASE_URL", "")
        # Airflow takes five seconds to find that there is nothing to migrate.
        migrated = home / "migrated"
        current = False
        if not metadata:
            current = not server.create_database(METADATA) and _holds(migrated, version("apache-airflow"))
            metadata = server.url(METADATA)
        environment = {**airflow_environment(home, database_url=metadata, port=port), **ready.environment()}
        processes = Processes(environment, home / "processes")
        try:
            if not current:
                processes.migrate()
                migrated.write_text(version("apache-airflow"))
                say("Airflow's database is migrated")
            processes.start()
            with api_of(home, port=port) as api:
                wait_until_healthy(api, processes, say=say)
                for dag_id in DAGS:
                    _unpause(api, dag_id, processes)
                say("Airflow is healthy, its DAGs are parsed")
                yield Service(settings=ready, port=port, api=api, processes=processes)
        finally:
            processes.stop()


def choose_port(wanted: str | None) -> int:
    """Return the port for Airflow's pages: the one asked for, else 8080, else a free one.

    Raises ``ServiceError`` when the one asked for is taken or is no port.
    """
    if wanted:
        if not wanted.isdigit() or not 0 < int(wanted) < 65536:
            raise ServiceError(f"RACEWATCH_PORT={wanted!r} is not a port number")
        if not _is_free(int(wanted)):
            raise ServiceError(f"port {wanted} is taken; free it, or set RACEWATCH_PORT to another")
        return int(wanted)
    if _is_free(DEFAULT_PORT):
        return DEFAULT_PORT
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True, kw_only=True, slots=True)
class Whereabouts:
    """The note a background service leaves in its state folder for ``status`` and ``down``."""

    pid: int
    port: int

    @staticmethod
    def path(settings: Settings) -> Path:
        """Return the note's place."""
        return settings.state / "service.json"

    @classmethod
    def read(cls, settings: Settings) -> "Whereabouts | None":
        """Return the note of a service that lives, else ``None``."""
        try:
            note = json.loads(cls.path(settings).read_text())
        except (OSError, ValueError):
            return None
        there = cls(pid=note["pid"], port=note["port"])
        return there if there.alive() else None

    def alive(self) -> bool:
        """Say whether the process lives: it has not ended, and its pid has not been given to another program."""
        import psutil

        try:
            return "racewatch" in " ".join(psutil.Process(self.pid).cmdline())
        except psutil.Error:
            return False

    def write(self, settings: Settings) -> None:
        """Leave the note."""
        partial = self.path(settings).with_suffix(".new")
        partial.write_text(json.dumps({"pid": self.pid, "port": self.port}))
        partial.replace(self.path(settings))


def describe(settings: Settings, *, port: int) -> list[str]:
    """Return the lines that tell a person where the pages are and how to sign in."""
    home = settings.state / "airflow"
    return [
        f"Airflow's pages: http://127.0.0.1:{port}  (user admin, password {admin_password(home)})",
        f"State folder:    {settings.state}",
    ]


def _holds(note: Path, text: str) -> bool:
    return note.exists() and note.read_text() == text


def _unpause(api: AirflowApi, dag_id: str, processes: Processes) -> None:
    end = time.monotonic() + 60
    while not api.unpause(dag_id):
        if time.monotonic() > end:
            raise ServiceError(f"Airflow has not parsed the DAG {dag_id} (log: {processes.log('dag-processor')})")
        time.sleep(0.2)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
