"""Speed: pages a second from a loopback server to the warehouse, with the share of each step, beside a peer.

``python -m benchmarks.collection.speed [PAGES] [ROUNDS]`` serves real pages of the shared data folder. The peer is the
plain spider of ``benchmarks.collection.peer``, run in turns with ours; both times are of whole programs.
"""

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path

from benchmarks.collection.newsroom import ENVIRONMENT, OUTLET, newsroom, write_card
from benchmarks.extraction.pages import fundus, newspaper4k, shared_data
from crawlers.archive.members import response_member
from crawlers.archive.response import Recorded
from crawlers.cards import load_card
from crawlers.extract import Page, extract
from crawlers.outcomes import read_outcomes
from dags.settings import PROJECT, Settings
from dags.stages.collect import OutletAlarm, crawl_outlet, run_name
from nlp.tokens import search_tokens
from racewatch.database import database
from warehouse.connection import connect
from warehouse.load import load_outcomes, start_run
from warehouse.migrate import migrate


def main() -> None:
    """Print the measurement."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    os.environ.update(ENVIRONMENT)
    bodies = [page.body for page in (*fundus(shared_data()), *newspaper4k(shared_data()))]
    pages = {f"/news/{n}.html": body for n, body in enumerate(islice(cycle(bodies), number))}
    with tempfile.TemporaryDirectory(prefix="racewatch-", dir="/tmp") as name, newsroom(pages) as base:
        folder = Path(name)
        folder.chmod(0o755)
        write_card(folder / "cards", base)
        settings = Settings(
            state=folder / "state",
            database_url="",
            outlets=folder / "cards",
            archive=folder / "archive",
            budget=3000,
        )
        with database(settings) as ready:
            ours, theirs = [], []
            for turn in range(rounds):
                # A round begins with nothing known: its own outlet-less warehouse rows.
                _forget(ready)
                start = time.perf_counter()
                try:
                    crawl_outlet(ready, outlet=OUTLET, cause=f"speed {turn}")
                except OutletAlarm as alarm:
                    print(f"(alarm: {alarm})")
                ours.append(time.perf_counter() - start)
                start = time.perf_counter()
                subprocess.run(
                    [sys.executable, "-m", "benchmarks.collection.peer", f"{base}/feed.xml", str(folder / "peer")],
                    cwd=PROJECT,
                    check=True,
                )
                theirs.append(time.perf_counter() - start)
                print(f"round {turn + 1}: ours {number / ours[-1]:.1f} pages/s, peer {number / theirs[-1]:.1f} pages/s")
            shares = _shares(ready, run_name(f"speed {rounds - 1}"), list(pages.values()), base, ours[-1])
    ratios = [their / our for our, their in zip(ours, theirs, strict=True)]
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(f"ratio ours/peer: {statistics.median(ratios):.2f} (rounds: {', '.join(f'{r:.2f}' for r in ratios)})")
    print("seconds of one core by step, as shares of our time: " + ", ".join(f"{k} {v:.0%}" for k, v in shares.items()))


def _forget(settings: Settings) -> None:
    migrate(settings.database_url)
    with closing(connect(settings.database_url)) as conn, conn, conn.cursor() as cursor:
        cursor.execute("truncate racewatch.outlets cascade")


def _shares(settings: Settings, run_id: str, bodies: list[bytes], base: str, whole: float) -> dict[str, float]:
    """Do each step once more by itself, and return what part of ``whole`` seconds it takes; the rest is fetching."""
    card = load_card(settings.outlets / f"{OUTLET}.yaml")
    now = datetime.now(UTC)
    start = time.process_time()
    for body in bodies:
        extract(Page(url=f"{base}/news/1.html", body=body, content_type="text/html", fetched_at=now), card=card)
    extraction = time.process_time() - start
    start = time.process_time()
    for body in bodies:
        response_member(Recorded(url=f"{base}/news/1.html", status=200, headers=(), body=body, fetched_at=now))
    archive = time.process_time() - start
    outcomes = [outcome for outcome, _ in read_outcomes(settings.crawls / run_id / f"{OUTLET}.outcomes")]
    with closing(connect(settings.database_url)) as conn:
        start_run(conn, run_id="again", kind="collect", outlet=OUTLET)
        with conn, conn.cursor() as cursor:
            cursor.execute("delete from racewatch.articles")
        again = [(replace(outcome, run_id="again"), number) for number, outcome in enumerate(outcomes)]
        start = time.perf_counter()
        load_outcomes(conn, again, search_tokens=search_tokens)
        load = time.perf_counter() - start
    steps = {"extraction": extraction, "archive": archive, "load": load}
    shares = {name: seconds / whole for name, seconds in steps.items()}
    return {**shares, "fetching, starting and the rest": max(0.0, 1 - sum(shares.values()))}


if __name__ == "__main__":
    main()
