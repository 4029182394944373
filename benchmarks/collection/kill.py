"""Kill: a crawl is killed at random moments and run again; nothing may be lost or doubled.

``python -m benchmarks.collection.kill [KILLS] [PAGES]`` prints a line a kill, then what the last run leaves in the
warehouse beside what a crawl that nobody disturbs leaves there. Crawl and loading die together (SIGKILL to their
process group); the crawl is started again as the same run once, and then as a new one, as Airflow would.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from benchmarks.collection.newsroom import ENVIRONMENT, OUTLET, newsroom, write_card
from crawlers.archive.web import WarcWeb
from dags.settings import PROJECT, Settings
from racewatch.database import database
from warehouse.connection import connect

_CRAWL = f"""
import sys
from dags.settings import Settings
from dags.stages.collect import crawl_outlet
crawl_outlet(Settings.from_environment(), outlet="{OUTLET}", cause=sys.argv[1])
"""
_WORDS = ("ferry", "harbour", "pilot", "board", "winter", "storm", "council", "vote", "crossing", "insurer", "repair")


def main() -> None:
    """Print the table; end with status 1 when anything is lost or doubled."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    number = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    os.environ.update(ENVIRONMENT)
    chance = random.Random(20)
    pages = {f"/news/{n}.html": _page(n, chance) for n in range(number)}
    with tempfile.TemporaryDirectory(prefix="racewatch-", dir="/tmp") as name, newsroom(pages, wait=0.02) as base:
        folder = Path(name)
        folder.chmod(0o755)
        write_card(folder / "cards", base)
        settings = Settings(
            state=folder / "state", database_url="", outlets=folder / "cards", archive=folder / "archive", budget=600
        )
        with database(settings) as ready:
            length = _timed(ready, "undisturbed")
            expected = _found(ready, base)
            _forget(ready)
            ready = replace(ready, state=folder / "killed", archive=folder / "killed-archive")
            for kill in range(kills):
                child = _start(ready, f"killed {kill // 2}")
                after = chance.uniform(0.1, 0.9) * length
                time.sleep(after)
                ended = child.poll() is not None
                if not ended:
                    os.killpg(child.pid, signal.SIGKILL)
                child.wait()
                print(f"{kill + 1:2}  after {after:4.1f} s  {'had ended' if ended else 'killed'}", flush=True)
            _timed(ready, "the last")
            found = _found(ready, base)
            broken = sum(len(_problems(file)) for file in ready.archive.rglob("*.warc.gz"))
    lost = expected.keys() - found.keys()
    doubled = [url for url, (articles, versions, _) in found.items() if (articles, versions) != (1, 1)]
    other = [url for url in expected.keys() & found.keys() if found[url][2] != expected[url][2]]
    print(f"{number} pages, {kills} kills, then one run: {len(found)} articles beside {len(expected)} undisturbed")
    print(f"lost {len(lost)}, doubled {len(doubled)}, with another text {len(other)}, broken archive records {broken}")
    sys.exit(1 if lost or doubled or other or broken else 0)


def _page(number: int, chance: random.Random) -> bytes:
    text = "".join(f"<p>The {' '.join(chance.choices(_WORDS, k=40))}.</p>" for _ in range(6))
    return f"<html><head><title>Page {number}</title></head><body><article>{text}</article></body></html>".encode()


def _start(settings: Settings, cause: str) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, **settings.environment()}
    command = [sys.executable, "-c", _CRAWL, cause]
    return subprocess.Popen(command, cwd=PROJECT, env=environment, start_new_session=True, stderr=subprocess.DEVNULL)


def _timed(settings: Settings, cause: str) -> float:
    start = time.monotonic()
    if status := _start(settings, cause).wait():
        sys.exit(f"the crawl {cause!r} ended with status {status}")
    return time.monotonic() - start


def _found(settings: Settings, base: str) -> dict[str, tuple[int, int, str]]:
    """Return by URL the number of its articles and versions, and the hash of its text."""
    with closing(connect(settings.database_url, readonly=True)) as conn, conn.cursor() as cursor:
        cursor.execute(
            "select url, count(distinct article_id), count(*), max(content_sha256) "
            "from racewatch.articles join racewatch.versions using (article_id) group by url"
        )
        return {url.removeprefix(base): (articles, versions, text) for url, articles, versions, text in cursor}


def _forget(settings: Settings) -> None:
    with closing(connect(settings.database_url)) as conn, conn, conn.cursor() as cursor:
        cursor.execute("truncate racewatch.outlets cascade")


def _problems(file: Path) -> list[object]:
    web = WarcWeb([file])
    return [*web.problems] if web.size else []


if __name__ == "__main__":
    main()
