"""The stage ``collect``: write what a spider must know, run it as a program, load the outcomes it leaves."""

import hashlib
import logging
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from time import monotonic

from crawlers.cards import Cards, load_card, load_cards
from crawlers.checks import is_enabled, read_checks
from crawlers.fork_server import Fork, ForkServer
from crawlers.imports import outlets_in
from crawlers.outcomes import read_outcomes, seen_beside
from crawlers.plan import write_plan
from dags.settings import PROJECT, Settings
from domain.crawl import CrawlPlan, Outcome
from domain.problem import Problem
from nlp.tokens import search_tokens
from warehouse.connection import Connection, connect
from warehouse.health import outlet_alarms, run_alarms
from warehouse.load import (
    finish_run,
    hold_run,
    leave_due,
    load_outcomes,
    loaded_bytes,
    release_run,
    start_run,
    upsert_outlets,
)
from warehouse.plan import closed_hosts, due_urls, known_urls, resting_sources, unfinished_runs, waiting_urls

log = logging.getLogger(__name__)

#: Seconds a crawl may take beyond its budget before it is taken for stuck: it ends after the page in hand.
GRACE = 120.0
LOAD_EVERY = 5.0
#: Pages of an archive that are worth a process of their own.
_WORTH_A_PROCESS = 100
#: A source that is due this soon is polled now: the next run may be an hour off.
SLACK = timedelta(minutes=5)


class CrawlError(Problem):
    """A crawl that ended badly; what it had found until then is loaded. The text is one line with its reason."""


class OutletAlarm(CrawlError):
    """A crawl that went its way and found that something is wrong with its outlet; a second try would find the same."""


def enabled_groups(settings: Settings) -> list[list[str]]:
    """Return the ids of the outlets that are enabled here, those of one host family together; log every broken card.

    The outlets of a family are crawled one after another, so that the delay between requests holds among them.
    """
    groups: dict[str, list[str]] = {}
    checks = read_checks(settings.checks)
    for card in _cards(settings).values():
        if is_enabled(card, checks):
            groups.setdefault(f"group {card.host_group}" if card.host_group else card.id, []).append(card.id)
    return list(groups.values())


def crawl_group(
    settings: Settings, *, outlets: Sequence[str], cause: str, as_of: str | None = None, only_due: bool = False
) -> dict[str, int]:
    """Crawl ``outlets`` one after another (``crawl_outlet``) and return the counts of all.

    What goes wrong with one does not keep the others from their turn: it is raised at the end, as ``OutletAlarm`` when
    there is nothing but alarms, else as ``CrawlError``.
    """
    counts: Counter[str] = Counter()
    problems: list[Problem] = []
    for outlet in outlets:
        try:
            counts.update(crawl_outlet(settings, outlet=outlet, cause=cause, as_of=as_of, only_due=only_due))
        except Problem as problem:
            problems.append(problem)
    if problems:
        kind = OutletAlarm if all(isinstance(problem, OutletAlarm) for problem in problems) else CrawlError
        raise kind("; ".join(map(str, problems)))
    return dict(counts)


def outlets_held(settings: Settings, *, indexes: Path | None = None, processes: int = 1) -> dict[str, int]:
    """Return the outlets of which ``settings.replay`` holds pages, in order, with the number of these.

    Disabled cards count too: what is switched off is asking the web. The rest is as for ``outlets_in``.
    """
    cards = _cards(settings)
    held = outlets_in(settings.replay, cards, indexes=indexes, processes=processes)
    return {outlet: held[outlet] for outlet in cards if held[outlet]}


def crawl_outlet(
    settings: Settings,
    *,
    outlet: str,
    cause: str,
    as_of: str | None = None,
    only_due: bool = False,
    shard: tuple[int, int] = (0, 1),
    index: Path | None = None,
    forks: ForkServer | None = None,
    on_load: Callable[[Counter[str]], None] = lambda _: None,
) -> dict[str, int]:
    """Crawl one outlet and load the outcomes, during the crawl and at its end; return counts by kind of outcome.

    ``cause`` names what asked for the crawl (an Airflow run id): the same cause again continues the same run. ``as_of``
    is the last day that a replay shows, else the settings' own. With ``only_due`` sources rest as long as they seldom
    change; without, all are polled. ``shard`` and ``index`` are those of a replay that several processes share
    (``CrawlPlan``); ``forks`` starts the spider, in place of a program of its own; ``on_load`` is told the outcomes of
    each load by kind. What an earlier crawl of the outlet left behind when it died is loaded first. Raises
    ``CardError``, ``CrawlError`` when the spider fails or another process is at this run, and ``OutletAlarm`` when the
    outlet is silent or cannot be read.
    """
    card = load_card(settings.outlets / f"{outlet}.yaml")
    run_id = run_name(cause if shard == (0, 1) else f"{cause}, part {shard[0] + 1} of {shard[1]}")
    folder = settings.crawls / run_id
    folder.mkdir(parents=True, exist_ok=True)
    plan_file, outcome_file, log_file = (folder / f"{outlet}.{kind}" for kind in ("plan", "outcomes", "log"))
    day = date.fromisoformat(as_of) if as_of else settings.as_of
    now = datetime.combine(day, time.max, UTC) if day else datetime.now(UTC)
    with closing(connect(settings.database_url)) as conn:
        upsert_outlets(conn, [replace(card.outlet(), expected_daily=card.expected_daily)])
        if not hold_run(conn, run_id=run_id, outlet=outlet):
            raise CrawlError(f"{outlet}: the run {run_id} is at work in another process")
        _load_dead_runs(conn, settings, outlet=outlet, run_id=run_id)
        start_run(conn, run_id=run_id, kind="collect", outlet=outlet)
        begun = outcome_file.exists()
        _load_new_outcomes(conn, outcome_file, run_id=run_id, outlet=outlet)
        _leave_rest_due(conn, outcome_file)
        plan = CrawlPlan(
            run_id=run_id,
            outlet=outlet,
            archive=str(settings.archive),
            budget=settings.budget,
            known=tuple(known_urls(conn, outlet)),
            due=tuple(due_urls(conn, outlet, now)),
            replay=tuple(map(str, settings.replay)),
            as_of=now if day else None,
            resting=tuple(resting_sources(conn, outlet, now + SLACK)) if only_due and not begun else (),
            waiting=() if settings.replay else tuple(waiting_urls(conn, outlet, now)),
            closed=() if settings.replay else tuple(closed_hosts(conn, outlet, now)),
            shard=shard,
            index=str(index) if index else None,
        )
        write_plan(plan_file, plan)
        counts: Counter[str] = Counter()

        def load() -> None:
            loaded = _load_new_outcomes(conn, outcome_file, run_id=run_id, outlet=outlet)
            counts.update(loaded)
            on_load(loaded)

        status = _run_spider(plan_file, outcome_file, log_file, settings=settings, load=load, forks=forks)
        message = None
        if status != 0:
            lines = log_file.read_text(errors="replace").strip().splitlines()
            message = f"the crawl of {outlet} ended with status {status}: {lines[-1] if lines else 'no message'}"
        _leave_rest_due(conn, outcome_file)
        if message:
            finish_run(conn, run_id=run_id, outlet=outlet, status="failed", message=message)
            raise CrawlError(message)
        alarms = run_alarms(conn, run_id=run_id, outlet=outlet)
        # An archive has no present: how old its newest item is says something only as of a day.
        if day or not settings.replay:
            alarms += outlet_alarms(conn, outlet, as_of=now if day else datetime.now(UTC))
        message = "; ".join(alarm.text for alarm in alarms) or None
        finish_run(conn, run_id=run_id, outlet=outlet, status="alarm" if message else "done", message=message)
    if message:
        raise OutletAlarm(f"{outlet}: {message}")
    return dict(counts)


def _load_dead_runs(conn: Connection, settings: Settings, *, outlet: str, run_id: str) -> None:
    """Load what crawls of the outlet that died had found, so that nothing waits for them to be started again."""
    for dead in unfinished_runs(conn, outlet, kind="collect"):
        # One that is held is at work: another share of an archive, or an import beside a crawl.
        if dead == run_id or not hold_run(conn, run_id=dead, outlet=outlet):
            continue
        outcomes = settings.crawls / dead / f"{outlet}.outcomes"
        found = _load_new_outcomes(conn, outcomes, run_id=dead, outlet=outlet)
        left = _leave_rest_due(conn, outcomes)
        log.warning("%s: the run %s died; %s outcomes of it loaded, %s URLs due", outlet, dead, found.total(), left)
        finish_run(conn, run_id=dead, outlet=outlet, status="failed", message="died; loaded by a later run")
        release_run(conn, run_id=dead, outlet=outlet)


def _leave_rest_due(conn: Connection, outcomes: Path) -> int:
    """Note what the crawl behind ``outcomes`` has seen and has no outcome of as due; return the number."""
    seen = seen_beside(outcomes)
    return leave_due(conn, (outcome for outcome, _ in read_outcomes(seen))) if seen.exists() else 0


def import_archives(
    settings: Settings,
    *,
    outlets: Mapping[str, int],
    processes: int,
    indexes: Path,
    on_load: Callable[[str, Counter[str]], None] = lambda *_: None,
) -> Iterator[tuple[str, dict[str, int] | Problem]]:
    """Crawl the archives ``settings.replay`` for ``outlets`` (with their numbers of pages), ``processes`` at a time.

    Yields each outlet with its counts by kind of outcome, or with what went wrong, when it is done. An outlet with many
    pages is shared among processes. The same archives again go on where an import was broken off.
    """
    cause = cause_of_import(settings.replay)
    shards = {outlet: max(1, min(processes, pages // _WORTH_A_PROCESS)) for outlet, pages in outlets.items()}
    with ForkServer() as forks, ThreadPoolExecutor(max_workers=processes) as pool:
        parts: dict[str, list[Future[dict[str, int]]]] = {
            outlet: [
                pool.submit(
                    crawl_outlet,
                    settings,
                    outlet=outlet,
                    cause=cause,
                    shard=(number, of),
                    index=indexes / f"{outlet}.index",
                    forks=forks,
                    on_load=partial(on_load, outlet),
                )
                for number in range(of)
            ]
            for outlet, of in shards.items()
        }
        for outlet, futures in parts.items():
            counts: Counter[str] = Counter()
            problem: Problem | None = None
            for future in futures:
                try:
                    counts.update(future.result())
                except Problem as error:
                    problem = problem or error
            yield outlet, problem or dict(counts)


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


def _run_spider(
    plan: Path,
    outcomes: Path,
    spider_log: Path,
    *,
    settings: Settings,
    load: Callable[[], None],
    forks: ForkServer | None = None,
) -> int:
    """Run the spider as a program, calling ``load`` while it runs and once it has ended; return its exit status.

    Its standard output, the progress, goes to our log; its standard error to ``spider_log``.
    """
    arguments = [str(plan), "--outcomes", str(outcomes), "--cards", str(settings.outlets)]
    with ExitStack() as stack:
        spider: subprocess.Popen[str] | Fork
        if forks is not None:
            spider = forks.start(arguments, errors=spider_log)
        else:
            # Own process group: a crawl that outlives its task would hold the outlet's delay against the next one.
            spider = subprocess.Popen(
                [sys.executable, "-m", "crawlers", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=stack.enter_context(spider_log.open("ab")),
                cwd=PROJECT,
                text=True,
            )
            stack.enter_context(ThreadPoolExecutor(max_workers=1)).submit(_pass_on, spider)
        try:
            deadline = monotonic() + settings.budget + GRACE
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
    assert spider.returncode is not None
    return spider.returncode


def _pass_on(spider: "subprocess.Popen[str]") -> None:
    for line in spider.stdout or ():
        log.info("%s", line.rstrip())
