"""`racewatch demo` as its user runs it: twice in a row, in a path with a space, with its usual ports taken."""

import email
import email.policy
import hashlib
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import NamedTuple

import httpx
import psutil
import pytest
from lxml import html

from racewatch.demonstration import EDITIONS
from racewatch.postgres import EmbeddedPostgres
from tests.browser import browser
from warehouse.connection import connect

PROJECT = Path(__file__).resolve().parent.parent
#: Tables that a second run adds rows to, and nothing else.
GROWING = {"runs", "captures"}


class Run(NamedTuple):
    """One run of the demonstration: what it printed, and what the warehouse held after it."""

    output: str
    tables: dict[str, tuple[int, str]]


def command(state: Path) -> tuple[list[str], dict[str, str]]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("RACEWATCH_", "AIRFLOW"))}
    return [sys.executable, "-m", "racewatch", "demo"], {**kept, "RACEWATCH_STATE": str(state)}


def left_behind(state: Path) -> list[str]:
    """The processes that still work for the state folder."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if any(str(state) in value for value in process.environ().values()):
                found.append(" ".join(process.cmdline()))
    return [line for line in found if "pytest" not in line]


def tables_of(state: Path) -> dict[str, tuple[int, str]]:
    """Rows and a digest of the rows of every table and mart, in an order of their own."""
    tables: dict[str, tuple[int, str]] = {}
    server = EmbeddedPostgres(state / "demo")
    with server.running(), closing(connect(server.url("racewatch"))) as conn, conn.cursor() as cursor:
        cursor.execute(
            "select schemaname, tablename from pg_tables where schemaname = 'racewatch' "
            "union all select schemaname, viewname from pg_views where schemaname = 'marts' "
            "union all select schemaname, matviewname from pg_matviews where schemaname = 'marts'"
        )
        for schema, table in cursor.fetchall():
            cursor.execute(f'select t::text from {schema}."{table}" t order by 1')
            rows = [row[0] for row in cursor.fetchall()]
            name = table if schema == "racewatch" else f"{schema}.{table}"
            tables[name] = len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return tables


def without_figures(text: str) -> str:
    """The text without figures and bars: processors round differently, and a statement at the threshold may flip."""
    words = " ".join(re.sub("█", "", text).split())
    return re.sub(r"\d+% of \d+|–(?!\d)|\d+|─+", "#", words)


def headline(text: str) -> tuple[int, int]:
    """The number of statements that speak to the proposition, and the percentage that supports it."""
    found = re.search(r"Of (\d+) statements.*?(\d+)% support it", text, re.DOTALL)
    assert found
    return int(found[1]), int(found[2])


@pytest.fixture(scope="module")
def state() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="race watch ", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder) / "state"


@pytest.fixture(scope="module")
def runs(state: Path) -> list[Run]:
    results = []
    with ExitStack() as taken:
        for port in (5432, 8080):
            listener = taken.enter_context(socket.socket())
            with suppress(OSError):
                listener.bind(("127.0.0.1", port))
                listener.listen()
        for _ in range(2):
            arguments, environment = command(state)
            done = subprocess.run(
                arguments, cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=600, check=False
            )
            assert done.returncode == 0, done.stdout + done.stderr
            assert left_behind(state) == []
            results.append(Run(done.stdout, tables_of(state)))
    return results


def test_it_ends_with_the_trend_and_says_where_things_are(runs: list[Run], state: Path) -> None:
    output = runs[0].output
    assert "2031-03-12" in output
    assert "make up DEMO=1" in output
    assert "racewatch sql --demo" in output
    shown = re.search(r"^```text\n(.*?)^```", (PROJECT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert shown
    said = without_figures(output)
    assert [part for part in shown[1].split("\n\n") if without_figures(part) not in said] == [], "the README is not so"
    (n, support), (n_shown, support_shown) = headline(output), headline(shown[1])
    assert abs(n - n_shown) <= n_shown / 10
    assert abs(support - support_shown) <= 10
    for label in ("Trend report:", "Daily mail:"):
        path = next(line for line in output.splitlines() if line.startswith(label)).split(maxsplit=2)[2]
        assert Path(path.removesuffix(" (CSV beside it)")).is_file()


def test_the_whole_flow_left_its_rows(runs: list[Run]) -> None:
    counts = {name: n for name, (n, _) in runs[0].tables.items()}
    assert counts["outlets"] == 8
    assert counts["articles"] >= 40
    assert counts["versions"] > counts["articles"], "the revised article has two versions"
    assert counts["captures"] >= counts["versions"]
    assert counts["quotations"] >= 100
    assert counts["stances"] >= 100
    assert counts["tones"] > 0
    assert counts["digests"] == len(EDITIONS)
    assert counts["marts.stance_daily"] > 0


def test_a_second_run_adds_only_runs_and_captures(runs: list[Run]) -> None:
    first, second = runs[0].tables, runs[1].tables
    assert first.keys() == second.keys()
    for name, (n, digest) in first.items():
        if name in GROWING:
            assert second[name][0] > n
        else:
            assert second[name] == (n, digest), f"{name} changed"


def test_the_mail_is_a_whole_message(runs: list[Run], state: Path) -> None:
    mails = sorted((state / "demo" / "outbox").glob("*.eml"))
    assert len(mails) == len(EDITIONS)
    message = email.message_from_bytes(mails[-1].read_bytes(), policy=email.policy.default)
    kinds = {part.get_content_type() for part in message.walk()}
    assert {"text/plain", "text/html", "image/png"} <= kinds
    assert message["List-Id"]
    body = message.get_body(("plain",))
    assert body is not None
    assert "invented" in body.get_content().lower()


def test_the_report_is_one_page_that_loads_nothing(runs: list[Run], state: Path) -> None:
    page = html.document_fromstring((sorted((state / "demo" / "reports").glob("*.html"))[-1]).read_text("utf-8"))
    assert not page.xpath("//script")
    assert all(not src.startswith(("http:", "https:", "//")) for src in page.xpath("//@src"))
    assert "invented" in page.text_content().lower()


def test_ctrl_c_leaves_no_process(runs: list[Run], state: Path) -> None:
    arguments, environment = command(state)
    process = subprocess.Popen(
        arguments, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout is not None
    for line in process.stdout:
        if "collect:" in line:
            break
    # As a terminal does it: to the whole foreground group, and once more by an impatient hand.
    os.killpg(process.pid, signal.SIGINT)
    time.sleep(0.5)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGINT)
    process.communicate(timeout=120)
    assert process.returncode != 0
    assert left_behind(state) == []


def test_the_run_can_be_browsed_in_airflow(runs: list[Run], state: Path) -> None:
    program, environment = command(state)

    def racewatch(*arguments: str) -> str:
        done = subprocess.run(
            [*program[:3], *arguments, "--demo"],
            cwd=PROJECT,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    told = racewatch("up")
    try:
        address = re.search(r"http://127\.0\.0\.1:\d+", told)
        password = re.search(r"password (\S+)\)", told)
        assert address and password
        assert "healthy" in racewatch("status")
        page = f"{address[0]}/racewatch/"
        with httpx.Client(timeout=60) as http:
            assert http.get(page).status_code == 401, "the trend is for people who are signed in"
            answer = http.post(f"{address[0]}/auth/token", json={"username": "admin", "password": password[1]})
            token = answer.json()["access_token"]
            shown = http.get(page, headers={"Authorization": f"Bearer {token}"})
        assert shown.status_code == 200
        assert "default-src 'none'" in shown.headers["content-security-policy"]
        with browser() as tab:
            tab.call("Network.setCookie", name="_token", value=token, url=address[0], httpOnly=True)
            tab.open(f"{address[0]}/plugin/racewatch-trend")
            frame = "document.querySelector('iframe')?.contentDocument?.body?.innerText"
            assert "losing ground to China" in tab.wait_for(frame)
            tab.open(f"{address[0]}/dags")
            listed = tab.wait_for("document.body.innerText.includes('annotate') && document.body.innerText")
            assert all(dag in listed for dag in ("collect", "annotate", "report"))
    finally:
        racewatch("down")
    assert left_behind(state) == []
