"""Run: one crawl of one outlet from its plan to its outcome file, in a process of its own."""

from collections import Counter
from contextlib import ExitStack
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from crawlers.archive.web import WarcWeb
from crawlers.archive.writer import ArchiveWriter, salvage_leftovers
from crawlers.cards import Card
from crawlers.crawl import Crawl
from crawlers.outcomes import OutcomeWriter
from domain.crawl import CrawlPlan, Outcome
from domain.problem import Problem

#: The spiders in the order they run, each a module and a class of ``crawlers.spiders``.
SPIDERS = {"feed": "Feed", "list_page": "ListPage", "given": "Given"}
#: Where a crawl writes its archive file before it is whole, under the archive's root.
SPOOL = ".spool"


class CrawlError(Problem):
    """A crawl that ended before its time; what it had found is in the outcome file. The text is one line."""


def run_crawl(plan: CrawlPlan, card: Card, *, outcomes: Path, spool: Path | None = None) -> Counter[str]:
    """Crawl ``card`` as ``plan`` says, append to the file ``outcomes``, and return the number of outcomes by kind.

    The archive's file is written in ``spool`` (a local folder). A Twisted reactor runs once in a process, and so does
    this. Raises CrawlError, and OSError for a file that cannot be used.
    """
    with ExitStack() as stack:
        writer = stack.enter_context(OutcomeWriter(outcomes))
        root = Path(plan.archive)
        spool = spool or root / SPOOL
        web = archive = None
        if plan.replay:
            web = WarcWeb(map(Path, plan.replay), as_of=plan.as_of)
        else:
            for saved in salvage_leftovers(root=root, spool=spool, outlet=card.id):
                stack.callback(lambda: None)
            archive = ArchiveWriter(
                root=root, spool=spool, outlet=card.id, run_id=plan.run_id, started=datetime.now(UTC)
            )
            stack.callback(archive.close)
        crawl = Crawl(plan=plan, card=card, outcomes=writer, archive=archive, web=web)
        _run_spiders(crawl)
        _record_problems(crawl)
        if crawl.problem:
            raise CrawlError(crawl.problem)
    crawl.say(", ".join(f"{count} {kind}" for kind, count in sorted(crawl.counts.items())) or "nothing to do")
    return crawl.counts


def _run_spiders(crawl: Crawl) -> None:
    """Run the spiders that have something to do, one after the other, so that the delay of a host holds."""
    from scrapy.crawler import CrawlerProcess
