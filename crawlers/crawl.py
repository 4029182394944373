"""Crawl: what the parts of one crawl of one outlet share while it runs."""

import sys
import time
import zlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from crawlers.addresses import Allowed
from crawlers.archive.web import WarcWeb
from crawlers.archive.writer import ArchiveWriter
from crawlers.cards import Card
from crawlers.extract.pagination import further_pages
from crawlers.outcomes import OutcomeWriter
from crawlers.pause import Pause
from crawlers.sources import Source
from crawlers.urls import canonical_url
from domain.crawl import CrawlPlan, KnownUrl, Outcome, WaitingUrl

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawlers.visit import Visit


@dataclass(kw_only=True)
class Crawl:
    """One run over one outlet. Either ``archive`` is set (the live web) or ``web`` (a replay).

    ``robots`` holds what the spiders of the run have learned of robots.txt, ``delays`` the distance between two
    requests to a host that it led to (seconds); ``pause`` keeps that distance to the crawls before and after. ``own``
    are the operator's own hosts, which may be asked every ``own_delay`` seconds. ``problem`` is the reason to stop at
    once, ``faults`` the number of URLs that were lost to a fault of the program, ``pages`` how many pages may still be
    asked for (None: all).

    ``seen`` takes down what a source lists for the first time before it is fetched, so that a crawl that is killed
    loses no URL; ``pending`` are the URLs taken that have no outcome yet. ``closed`` are hosts that asked for patience,
    each with the end of it.
    """

    plan: CrawlPlan
    card: Card
    outcomes: OutcomeWriter
    archive: ArchiveWriter | None = None
    web: WarcWeb | None = None
    counts: Counter[str] = field(default_factory=Counter)
    robots: dict[str, Any] = field(default_factory=dict)
    delays: dict[str, float] = field(default_factory=dict)
    pause: Pause | None = None
    own: Allowed = field(default_factory=Allowed)
    own_delay: float | None = None
    problem: str | None = None
    faults: int = 0
    pages: int | None = None
    seen: OutcomeWriter | None = None
    pending: "dict[str, Visit]" = field(default_factory=dict)
    closed: dict[str, datetime] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._deadline = time.monotonic() + self.plan.budget
        self._known = {url: known for known in self.plan.known if (url := canonical_url(known.url))}
        now = (self.plan.as_of if self.plan.replay else None) or datetime.now(UTC)
        today = now.astimezone(ZoneInfo(self.card.timezone)).date()
        self._sources = [on_a_day for source in self.card.sources for on_a_day in source.on(today)]
        self._taken = {url for source in self._sources if (url := canonical_url(source.address))}
        self._waiting = {waiting.url: waiting for waiting in self.plan.waiting}
        self.closed.update({closed.host: closed.until for closed in self.plan.closed})

    @property
    def seconds_left(self) -> float:
        """What is left of the time budget, never below zero."""
        return max(0.0, self._deadline - time.monotonic())

    def sources(self, kind: str) -> list[Source]:
        """Return the card's sources of ``kind`` that are to be polled; none when a replay has no source page at all."""
        if self.without_sources:
            return []
        return [source for source in self._sources if source.kind == kind and source.address not in self.plan.resting]

    @property
    def without_sources(self) -> bool:
        """Whether this replays files that hold articles only, as public archives do."""
        return self.web is not None and not any(self.web.holds(source.address) for source in self._sources)

    def given(self) -> list[str]:
        """Return the URLs to visit although no source lists them.

        What can be a further page of another one comes when nothing else is left: its article takes it before.
        """
        urls = [*self.plan.due, *self._archived]
        left = [url for url in urls if not self.is_taken(self.card.address_of(url) or url) and self.is_ours(url)]
        return [url for url in left if (self.card.address_of(url) or url) not in self._firsts] or left

    def take(self, url: str) -> bool:
        """Claim a canonical URL for this run; false when it is claimed already or is a source."""
        if url in self._taken:
            return False
        self._taken.add(url)
        return True

    def spare_page(self) -> bool:
        """Count one page more; false when the run may ask for no further one, whose URL then stays due."""
        if self.pages is not None:
            self.pages -= 1
        return self.pages is None or self.pages >= 0

    def is_ours(self, url: str) -> bool:
        """Say whether a URL belongs to this one of the crawls that share a replay; pages of one article do together."""
        number, of = self.plan.shard
        if of == 1:
            return True
        address = self.card.address_of(url) or url
        return zlib.crc32(self._firsts.get(address, address).encode(errors="replace")) % of == number

    @cached_property
    def _archived(self) -> list[str]:
        """The outlet's pages in an archive that holds no source."""
        pages = self.web.pages() if self.web and self.without_sources else ()
        return [page for page in pages if self.card.owns(page)]

    @cached_property
    def _firsts(self) -> dict[str, str]:
        """The first page of each archived page that can be a further one, by their addresses."""
        return further_pages(self.card.address_of(url) or url for url in self._archived)

    def waiting(self, url: str) -> WaitingUrl | None:
        """Return what is known of a canonical URL that is not to be tried yet."""
        return self._waiting.get(url)

    def is_taken(self, url: str) -> bool:
        """Say whether a canonical URL is claimed."""
        return url in self._taken

    def known(self, url: str) -> KnownUrl | None:
        """Return what an earlier run left of a canonical URL."""
        return self._known.get(url)

    def delay_of(self, host: str) -> float:
        """Return the seconds between two requests to ``host``: what robots.txt led to, else what the card says."""
        least = self.own_delay if self.own_delay is not None and self.own.names(host) else self.card.delay
        return max(least, self.delays.get(host, 0.0))

    def now(self) -> datetime:
        """The time of things that have no response: of a replay, the last that it shows."""
        return (self.plan.as_of if self.web else None) or datetime.now(UTC)

    def archived_name(self, file: Path) -> str:
        """Return the name of a replayed ``file`` in an outcome: relative to the archive where it lies there."""
        file = file.absolute()
        root = Path(self.plan.archive).absolute()
        return str(file.relative_to(root)) if file.is_relative_to(root) else str(file)

    def note(self, visit: "Visit") -> None:
        """Keep in mind that the URL of ``visit`` has been seen and has no outcome yet."""
        self.pending[visit.url] = visit
        if self.seen and visit.known is None:
            self.seen.write(self._due(visit, "seen, and not fetched yet"))

    def leave_the_rest_due(self) -> None:
        """Give every URL that the crawl did not come to its outcome: it is due at once."""
        try:
            while self.pending:
                url = next(iter(self.pending))
                self.outcomes.write(self._due(self.pending[url], "not reached in this run"))
                del self.pending[url]
                self.counts["due"] += 1
        except OSError as error:
            self.problem = self.problem or f"{self.outcomes.path}: outcomes cannot be written: {error.strerror}"

    def _due(self, visit: "Visit", reason: str) -> Outcome:
        now = self.now()
        return Outcome(
            kind="due",
            run_id=self.plan.run_id,
            outlet=self.card.id,
            url=visit.url,
            fetched_at=now,
            reason=reason,
            due_at=now,
        )

    def say(self, text: str) -> None:
        """Write one line of progress to standard output."""
        sys.stdout.write(f"{self.card.id}: {text}\n")
        sys.stdout.flush()


def crawl_of(crawler: "Crawler") -> Crawl:
    """Return the crawl that a part of Scrapy's machinery works for."""
    crawl: Crawl = getattr(crawler.spider, "crawl")  # noqa: B009 (only our spiders have it)
    return crawl
