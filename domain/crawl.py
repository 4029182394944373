"""Crawl: what a spider is told before a run, and the one outcome it leaves for every URL."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from domain.article import Article

OutcomeKind = Literal["new", "changed", "unchanged", "duplicate", "filtered", "blocked", "paywalled", "failed"]


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownUrl:
    """A page fetched before, with what a conditional request needs; ``body_sha256`` is of the decoded body."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    body_sha256: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CrawlPlan:
    """All that one crawl of one outlet must know. It travels as a file of JSON lines (``crawlers.plan``).

    ``replay`` names WARC files that stand in for the web; ``as_of`` hides what they hold of later times.
    ``due`` are URLs to fetch although no source lists them. ``budget`` is in seconds.
    """

    run_id: str
    outlet: str
    archive: str
    budget: float
    known: tuple[KnownUrl, ...] = ()
    due: tuple[str, ...] = ()
    replay: tuple[str, ...] = ()
    as_of: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of one URL in one run.

    ``fetched_at`` is the time of the response (of the record, in a replay). ``warc_file`` is relative to the
    archive's root; ``warc_offset`` is the byte where the response record's gzip member begins. ``article`` is set
    when the page could be read. ``reason`` says why, in a word or a sentence, for every kind but ``new``.
    """

    kind: OutcomeKind
    run_id: str
    outlet: str
    url: str
    fetched_at: datetime
    reason: str | None = None
    status_code: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    body_sha256: str | None = None
    warc_file: str | None = None
    warc_offset: int | None = None
    article: Article | None = None
