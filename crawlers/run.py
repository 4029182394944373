"""Run: one crawl of one outlet from its plan to its outcome file, in a process of its own."""

import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from crawlers.addresses import Allowed
from crawlers.archive.web import WarcWeb
from crawlers.archive.writer import ArchiveWriter, salvage_leftovers
from crawlers.cards import Card
from crawlers.crawl import Crawl
from crawlers.outcomes import OutcomeWriter, read_outcomes, seen_beside
from crawlers.pause import Pause
from domain.crawl import CrawlPlan, Outcome
from domain.problem import Problem

log = logging.getLogger(__name__)

#: The spiders in the order they run: module and class in ``crawlers.spiders``.
SPIDERS = {"feed": "Feed", "sitemap": "Sitemap", "json_list": "JsonList", "list_page": "ListPage", "given": "Given"}
#: Where a crawl writes its archive file until it is whole, under the archive's root.
SPOOL = ".spool"

_REPLAY_SETTINGS = {
    "DOWNLOAD_HANDLERS_BASE": {scheme: "crawlers.handlers.replay.ReplayHandler" for scheme in ("http", "https")},
    "DOWNLOAD_DELAY": 0,
    "CONCURRENT_REQUESTS": 8,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
    "RETRY_ENABLED": False,
}


class CrawlError(Problem):
    """A crawl that ended before its time; what it had found is in the outcome file. The text is one line."""


def run_crawl(
    plan: CrawlPlan, card: Card, *, outcomes: Path, spool: Path | None = None, pages: int | None = None
) -> Counter[str]:
    """Crawl ``card`` as ``plan`` says, append to the file ``outcomes``, and return the number of outcomes by kind.

    The archive's file is written in ``spool``, a local folder. With ``pages``, no more than so many pages are asked for
    beside the sources. Runs once in a process, as a Twisted reactor does.
    Raises CrawlError, and OSError for a file that cannot be used.
    """
    with ExitStack() as stack:
        writer = stack.enter_context(OutcomeWriter(outcomes))
        root = Path(plan.archive)
        spool = spool or root / SPOOL
        crawl = Crawl(plan=plan, card=card, outcomes=writer, pages=pages)
        for url in _done(outcomes):
            crawl.take(url)
        if plan.replay:
            crawl.web = WarcWeb(
                map(Path, plan.replay), as_of=plan.as_of, index=Path(plan.index) if plan.index else None
            )
            try:
                addresses = crawl.web.size
            except OSError as error:
                raise CrawlError(f"{error.filename}: expected a WARC file to replay ({error.strerror})") from None
            crawl.say(f"replays {len(plan.replay)} WARC files, {addresses} addresses")
        else:
            crawl.pause = Pause(spool, card.host_group or card.id, patience=crawl.seconds_left)
            stack.callback(crawl.pause.close)
            for saved in salvage_leftovers(root=root, spool=spool, outlet=card.id):
                crawl.say(f"saved what a crawl that died had archived: {saved}")
            crawl.archive = ArchiveWriter(
                root=root, spool=spool, outlet=card.id, run_id=plan.run_id, started=datetime.now(UTC)
            )
            stack.callback(crawl.archive.close)
            crawl.seen = stack.enter_context(OutcomeWriter(seen_beside(outcomes)))
        _run_spiders(crawl)
        _record_broken_records(crawl)
        crawl.leave_the_rest_due()
        if crawl.problem:
            raise CrawlError(crawl.problem)
        if crawl.faults:
            raise CrawlError(f"{crawl.faults} URLs met a fault of the program, which is in the log above")
    crawl.say(", ".join(f"{count} {kind}" for kind, count in sorted(crawl.counts.items())) or "nothing to do")
    return crawl.counts


def _done(outcomes: Path) -> Iterator[str]:
    """Yield the URLs that an earlier attempt at this crawl was done with.

    A failed one and a source are asked again; a further page goes with its article.
    """
    for outcome, _ in read_outcomes(outcomes) if outcomes.is_file() else ():
        if outcome.kind not in ("failed", "due") and not outcome.is_source and outcome.part_of is None:
            yield outcome.url


def _run_spiders(crawl: Crawl) -> None:
    """Run the spiders that have something to do, one after the other, so that a host's delay holds between them."""
    from scrapy import signals
    from scrapy.crawler import CrawlerProcess
    from scrapy.settings import Settings
    from twisted.internet.defer import Deferred

    settings = Settings()
    settings.setmodule("crawlers.settings", priority="project")
    settings.setdict(_REPLAY_SETTINGS if crawl.web else {"DOWNLOAD_DELAY": crawl.card.delay}, priority="cmdline")
    crawl.own = Allowed.parse(settings["ALLOWED_HOSTS"])
    crawl.own_delay = settings.getfloat("ALLOWED_DELAY") if settings["ALLOWED_DELAY"] else None
    if crawl.own_delay is not None:
        own = {host: {"delay": crawl.own_delay, "jitter": 0} for host in crawl.own.single()}
        settings.set("DOWNLOAD_SLOTS", own, priority="cmdline")
    process = CrawlerProcess(settings)
    if crawl.archive and not settings["CONTACT"]:
        log.warning("RACEWATCH_CONTACT is not set: give a web page or mail address where outlets can reach you")
    # Once more for pages of an archive that no article has taken for one of its own.
    waiting = [*SPIDERS, "given"]

    def run_next(_: Any = None) -> "Deferred[None] | None":
        while waiting and crawl.seconds_left and not crawl.problem:
            module = waiting.pop(0)
            if not (crawl.given() if module == "given" else crawl.sources(module)):
                continue
            spider = getattr(import_module(f"crawlers.spiders.{module}"), SPIDERS[module])
            crawler = process.create_crawler(spider)
            for fault in (signals.spider_error, signals.item_error):
                crawler.signals.connect(note_fault, fault, weak=False)
            crawler.settings.set("CLOSESPIDER_TIMEOUT", crawl.seconds_left, priority="cmdline")
            pause = crawl.pause.left() if crawl.pause else 0.0
            return process.crawl(crawler, crawl=crawl, pause=pause).addCallback(run_next)
        return None

    def note_fault(**_: Any) -> None:
        crawl.faults += 1

    failures: list[Any] = []
    first = run_next()
    if first is not None:
        first.addErrback(failures.append)
        process.start()
    for failure in failures:
        failure.raiseException()


def _record_broken_records(crawl: Crawl) -> None:
    """Leave one outcome for every record of the replayed files that could not be read."""
    for broken in crawl.web.problems if crawl.web and crawl.plan.shard[0] == 0 else ():
        url = f"{broken.file.absolute().as_uri()}#{broken.offset}"
        if not crawl.take(url):
            continue
        crawl.outcomes.write(
            Outcome(
                kind="failed",
                run_id=crawl.plan.run_id,
                outlet=crawl.card.id,
                url=url,
                fetched_at=crawl.now(),
                reason=broken.reason,
                warc_file=crawl.archived_name(broken.file),
                warc_offset=broken.offset,
            )
        )
        crawl.counts["failed"] += 1
