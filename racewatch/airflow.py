"""Airflow on one machine: its environment, its processes in their own groups, and its REST API.

Airflow itself is only ever run as a program: no module of ``racewatch`` imports it.
"""

import json
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from dags.settings import PROJECT
from domain.problem import Problem

#: Arguments of each component, in start order. The scheduler's own log server would listen on every interface; on one
#: machine the API server reads the log files themselves.
COMPONENTS = {
    "api-server": ("api-server",),
    "scheduler": ("scheduler", "--skip-serve-logs"),
    "dag-processor": ("dag-processor",),
}
START_SECONDS = 120
ADMIN = "admin"


class AirflowError(Problem):
    """Airflow did not start, or a run did not end well; its text is one line that says where to look."""


def airflow_environment(home: Path, *, database_url: str, port: int) -> dict[str, str]:
    """Return what Airflow's processes need in their environment, making secrets and the password file at first use.

    ``home`` is AIRFLOW_HOME, ``database_url`` a ``postgresql://`` URL of Airflow's own database. Everything binds to
    loopback. Passwords stay in files of mode 0600 and in the environment of our own processes.
    """
    home.mkdir(parents=True, exist_ok=True)
    passwords = home / "passwords.json"
    if not passwords.exists():
        _write_private(passwords, json.dumps({ADMIN: secrets.token_urlsafe(12)}))
    return {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(PROJECT / "dags"),
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(PROJECT / "dags" / "plugins"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
        "AIRFLOW__CORE__PARALLELISM": str(max(4, 2 * (os.cpu_count() or 2))),
        "AIRFLOW__CORE__FERNET_KEY": _secret(home / "fernet.key", fernet=True),
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"http://127.0.0.1:{port}/execution/",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": f"{ADMIN}:admin",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(passwords),
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": database_url.replace("postgresql://", "postgresql+psycopg2://", 1),
        "AIRFLOW__API__HOST": "127.0.0.1",
        "AIRFLOW__API__PORT": str(port),
        "AIRFLOW__API__BASE_URL": f"http://127.0.0.1:{port}",
        "AIRFLOW__API__WORKERS": "1",
        "AIRFLOW__API__SECRET_KEY": _secret(home / "api.key"),
        "AIRFLOW__API_AUTH__JWT_SECRET": _secret(home / "jwt.key"),
        "AIRFLOW__LOGGING__BASE_LOG_FOLDER": str(home / "logs"),
        "AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL": "30",
        # The defaults poll every 5 s and 1 s: on one machine that is most of a short task's time (shared measurements).
        "AIRFLOW__WORKERS__MIN_HEARTBEAT_INTERVAL": "1",
        "AIRFLOW__SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME": "0.2",
        "AIRFLOW__USAGE_DATA_COLLECTION__ENABLED": "False",
        # With an API server of ours on loopback no request may take a way through a proxy.
        "NO_PROXY": ",".join(filter(None, (os.environ.get("NO_PROXY"), "127.0.0.1", "localhost"))),
        "PYTHONUNBUFFERED": "1",
        # Where it is set, every task and crawl would compile our modules anew.
        "PYTHONDONTWRITEBYTECODE": "",
    }


def admin_password(home: Path) -> str:
    """Return the password of the web pages' user ``admin``."""
    return str(json.loads((home / "passwords.json").read_text())[ADMIN])


@dataclass
class Processes:
    """Airflow's processes, each in a process group of its own with a log file under ``logs``."""

    environment: Mapping[str, str]
    logs: Path
    _running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def migrate(self) -> None:
        """Create or upgrade Airflow's tables. Raises ``AirflowError``."""
        self.logs.mkdir(parents=True, exist_ok=True)
        process = self._spawn("db-migrate", ("db", "migrate"))
        try:
            status = process.wait()
        except BaseException:
            _end([process], patience=2)
            raise
        if status != 0:
            raise AirflowError(f"Airflow's database could not be prepared (log: {self.logs / 'db-migrate.log'})")

    def start(self) -> None:
        """Start every component that does not run."""
        self.logs.mkdir(parents=True, exist_ok=True)
        for name, arguments in COMPONENTS.items():
            process = self._running.get(name)
            if process is None or process.poll() is not None:
                self._running[name] = self._spawn(name, arguments)

    def dead(self) -> list[str]:
        """Return the names of components that have ended."""
        return [name for name, process in self._running.items() if process.poll() is not None]

    def log(self, name: str) -> Path:
        """Return the log file of a component."""
        return self.logs / f"{name}.log"

    def stop(self) -> None:
        """End every component, the scheduler first: its running tasks still need the API server."""
        if (scheduler := self._running.pop("scheduler", None)) is not None:
            _end([scheduler], patience=8)
        _end([*self._running.values()], patience=4)
        self._running.clear()

    def _spawn(self, name: str, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
        with self.log(name).open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "airflow", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                cwd=PROJECT,
                env={**os.environ, **self.environment},
            )


def _end(processes: Sequence["subprocess.Popen[bytes]"], *, patience: float) -> None:
    """End processes together: SIGTERM, after ``patience`` seconds again, then SIGKILL for the rest of each group."""
    for wait in (patience, 2.0):
        for process in processes:
            if process.poll() is None:
                process.terminate()
        end = time.monotonic() + wait
        for process in processes:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, end - time.monotonic()))
    # Children that outlived their parent, and a parent that stayed.
    for process in processes:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


class AirflowApi:
    """The few calls of Airflow's REST API that running and watching DAGs needs."""

    def __init__(self, base_url: str, *, password: str) -> None:
        self._client = httpx.Client(base_url=base_url, timeout=30, trust_env=False)
        self._password = password
        self._token: str | None = None

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()

    def health(self) -> dict[str, str]:
        """Return each component's status; empty while nothing answers."""
        try:
            answer = self._client.get("/api/v2/monitor/health")
        except httpx.HTTPError:
            return {}
        if answer.status_code != 200:
            return {}
        return {name: part.get("status") or "" for name, part in answer.json().items()}

    def unpause(self, dag_id: str) -> bool:
        """Let a DAG run; false while it has not been parsed."""
        answer = self._request("PATCH", f"/api/v2/dags/{dag_id}", json={"is_paused": False}, missing=True)
        return answer is not None

    def trigger(self, dag_id: str, *, conf: Mapping[str, Any]) -> str:
        """Start a run of a DAG and return its run id."""
        run = self._request("POST", f"/api/v2/dags/{dag_id}/dagRuns", json={"logical_date": None, "conf": dict(conf)})
        assert run is not None
        return str(run["dag_run_id"])

    def run_state(self, dag_id: str, run_id: str) -> str:
        """Return ``queued``, ``running``, ``success`` or ``failed``."""
        run = self._request("GET", f"/api/v2/dags/{dag_id}/dagRuns/{run_id}")
        assert run is not None
        return str(run["state"])

    def runs_caused_by(self, dag_id: str, *, source_dag: str, source_run: str) -> list[tuple[str, str]]:
        """Return (run id, state) of the runs of ``dag_id`` that an asset event of ``source_run`` set off."""
        listed = self._request("GET", f"/api/v2/dags/{dag_id}/dagRuns", params={"order_by": "-id", "limit": 50})
        assert listed is not None
        caused = []
        for run in listed["dag_runs"]:
            run_id = run["dag_run_id"]
            events = self._request("GET", f"/api/v2/dags/{dag_id}/dagRuns/{run_id}/upstreamAssetEvents")
            assert events is not None
            if any(
                event["source_dag_id"] == source_dag and event["source_run_id"] == source_run
                for event in events["asset_events"]
            ):
                caused.append((run_id, run["state"]))
        return caused

    def failed_tasks(self, dag_id: str, run_id: str) -> list[str]:
        """Return ``task_id[map index]`` of the run's failed tasks."""
        path = f"/api/v2/dags/{dag_id}/dagRuns/{run_id}/taskInstances"
        listed = self._request("GET", path, params={"state": "failed"})
        assert listed is not None
        return [
            task["task_id"] + (f"[{task['map_index']}]" if task["map_index"] >= 0 else "")
            for task in listed["task_instances"]
        ]

    def _request(self, method: str, path: str, *, missing: bool = False, **arguments: Any) -> dict[str, Any] | None:
        if self._token is None:
            answer = self._client.post("/auth/token", json={"username": ADMIN, "password": self._password})
            answer.raise_for_status()
            self._token = answer.json()["access_token"]
        answer = self._client.request(method, path, headers={"Authorization": f"Bearer {self._token}"}, **arguments)
        if missing and answer.status_code == 404:
            return None
        answer.raise_for_status()
        result: dict[str, Any] = answer.json()
        return result


@contextmanager
def api_of(home: Path, *, port: int) -> Iterator[AirflowApi]:
    """Open the API of the Airflow whose AIRFLOW_HOME is ``home``."""
    api = AirflowApi(f"http://127.0.0.1:{port}", password=admin_password(home))
    try:
        yield api
    finally:
        api.close()


def wait_until_healthy(api: AirflowApi, processes: Processes, *, say: Callable[[str], None]) -> None:
    """Wait for every component. Raises ``AirflowError`` when one ends, or after two minutes."""
    needed = {"metadatabase", *(name.replace("-", "_") for name in COMPONENTS if name != "api-server")}
    end = time.monotonic() + START_SECONDS
    answered = False
    while time.monotonic() < end:
        if dead := processes.dead():
            raise AirflowError(f"Airflow's {dead[0]} ended at once (log: {processes.log(dead[0])})")
        health = api.health()
        if health and not answered:
            answered = True
            say("Airflow's API answers")
        if all(health.get(name) == "healthy" for name in needed):
            return
        time.sleep(0.2)
    sick = sorted(name for name in needed if api.health().get(name) != "healthy")
    raise AirflowError(f"Airflow did not become healthy: {', '.join(sick)} (logs: {processes.logs})")


def _write_private(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)


def _secret(path: Path, *, fernet: bool = False) -> str:
    """Return the secret kept in ``path``, made at first use.

    A Fernet key is 32 bytes in URL-safe base 64; the others are 64 bytes, as RFC 7518 wants for SHA-512.
    """
    if not path.exists():
        import base64

        _write_private(path, base64.urlsafe_b64encode(os.urandom(32)).decode() if fernet else secrets.token_urlsafe(64))
    return path.read_text().strip()
