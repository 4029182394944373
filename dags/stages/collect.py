"""The stage ``collect``: write what a spider must know, run it as a program, load the outcomes it leaves."""

import hashlib
import logging
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, date, datetime, time
from pathlib import Path
from time import monotonic

from crawlers.cards import Cards, load_card, load_cards
from crawlers.checks import is_enabled, read_checks
from crawlers.imports import outlets_in
from crawlers.outcomes import read_outcomes
from crawlers.plan import write_plan
from dags.settings import PROJECT, Settings
from domain.crawl import CrawlPlan, Outcome
from domain.problem import Problem
from nlp.tokens import search_tokens
from warehouse.connection import Connection, connect
from warehouse.load import finish_run, load_outcomes, loaded_bytes, start_run, upsert_outlets
from warehouse.plan import due_urls, known_urls

log = logging.getLogger(__name__)

#: Seconds a crawl may take beyond its budget before it is taken for stuck: it ends after the page in hand.
GRACE = 120.0
LOAD_EVERY = 5.0


class CrawlError(Problem):
    """A crawl that ended badly; what it had found until then is loaded. The text is one line with its reason."""


def enabled_outlets(settings: Settings) -> list[str]:
    """Return the ids of the outlets that are enabled here, in order; log one line for every broken card."""
    checks = read_checks(settings.checks)
    return [card.id for card in _cards(settings).values() if is_enabled(card, checks)]


def outlets_held(settings: Settings) -> dict[str, int]:
    """Return the outlets of which ``settings.replay`` holds pages, in order, with the number of these.

    Disabled cards count too: what is switched off is asking the web.
    """
    cards = _cards(settings)
    held = outlets_in(settings.replay, cards)
    return {outlet: held[outlet] for outlet in cards if held[outlet]}


def crawl_outlet(settings: Settings, *, outlet: str, cause: str, as_of: str | None = None) -> dict[str, int]:
    """Crawl one outlet and load the outcomes, during the crawl and at its end; return counts by kind of outcome.

    ``cause`` names what asked for the crawl (an Airflow run id): the same cause again continues the same run. ``as_of``
    is the last day that a replay shows, else the settings' own. Raises ``CardError``, and ``CrawlError`` when the
    spider fails.
    """
    card = load_card(settings.outlets / f"{outlet}.yaml")
    run_id = run_name(cause)
    folder = settings.crawls / run_id
    folder.mkdir(parents=True, exist_ok=True)
    plan_file, outcome_file, log_file = (folder / f"{outlet}.{kind}" for kind in ("plan", "outcomes", "log"))
    day = date.fromisoformat(as_of) if as_of else settings.as_of
    now = datetime.combine(day, time.max, UTC) if day else datetime.now(UTC)
    with closing(connect(settings.database_url)) as conn:
        upsert_outlets(conn, [card.outlet()])
        start_run(conn, run_id=run_id, kind="collect", outlet=outlet)
        plan = CrawlPlan(
            run_id=run_id,
            outlet=outlet,
            archive=str(settings.archive),
            budget=settings.budget,
            known=tuple(known_urls(conn, outlet)),
            due=tuple(due_urls(conn, outlet, now)),
            replay=tuple(map(str, settings.replay)),
            as_of=now if day else None,
        )
        write_plan(plan_file, plan)
        counts: Counter[str] = Counter()

        def load() -> None:
            counts.update(_load_new_outcomes(conn, outcome_file, run_id=run_id, outlet=outlet))

        status = _run_spider(plan_file, outcome_file, log_file, settings=settings, load=load)
        message = None
        if status != 0:
            lines = log_file.read_text(errors="replace").strip().splitlines()
            message = f"the crawl of {outlet} ended with status {status}: {lines[-1] if lines else 'no message'}"
        finish_run(conn, run_id=run_id, outlet=outlet, status="failed" if message else "done", message=message)
    if message:
        raise CrawlError(message)
    return dict(counts)


def run_name(cause: str) -> str:
    """Return the run id that stands for ``cause`` in tables and file names: letters, digits and a hyphen only."""
    return f"run-{hashlib.sha256(cause.encode()).hexdigest()[:16]}"


def cause_of_import(files: Sequence[Path]) -> str:
    """Return what names an import of archives, by their bytes: the same archives again are the same run."""
    digest = hashlib.sha256()
    for file in files:
        with file.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return f"import {digest.hexdigest()}"


def _load_new_outcomes(conn: Connection, path: Path, *, run_id: str, outlet: str) -> Counter[str]:
    """Load what ``path`` holds behind the last byte loaded; return counts by kind of outcome."""
    counts: Counter[str] = Counter()
    if not path.exists():
        return counts

    def counted() -> Iterator[tuple[Outcome, int]]:
        for outcome, end in read_outcomes(path, offset=loaded_bytes(conn, run_id=run_id, outlet=outlet)):
            counts[outcome.kind] += 1
            yield outcome, end

    load_outcomes(conn, counted(), search_tokens=search_tokens)
    return counts


def _cards(settings: Settings) -> Cards:
    cards = load_cards(settings.outlets)
    for problem in cards.problems:
        log.error("outlet card: %s", problem)
    return cards


def _run_spider(plan: Path, outcomes: Path, spider_log: Path, *, settings: Settings, load: Callable[[], None]) -> int:
    """Run the spider as a program, calling ``load`` while it runs and once it has ended; return its exit status.

    Its standard output, the progress, goes to our log; its standard error to ``spider_log``.
    """
    command = [sys.executable, "-m", "crawlers", str(plan), "--outcomes", str(outcomes)]
    command += ["--cards", str(settings.outlets)]
    with spider_log.open("ab") as errors:
        # Own process group: a crawl that outlives its task would hold the outlet's delay against the next one.
        spider = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, cwd=PROJECT, text=True
        )
        try:
            deadline = monotonic() + settings.budget + GRACE
            with ThreadPoolExecutor(max_workers=1) as reader:
                reader.submit(_pass_on, spider)
                while spider.poll() is None and monotonic() < deadline:
                    try:
                        spider.wait(LOAD_EVERY)
                    except subprocess.TimeoutExpired:
                        load()
                if spider.poll() is None:
                    spider.terminate()
                    spider.wait(GRACE)
        finally:
            if spider.poll() is None:
                spider.kill()
                spider.wait()
    load()
    return spider.returncode


def _pass_on(spider: "subprocess.Popen[str]") -> None:
    for line in spider.stdout or ():
        log.info("%s", line.rstrip())
