"""Crawl: what a spider is told before a run, and the one outcome it leaves for every URL."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from domain.article import Article

OutcomeKind = Literal["new", "changed", "unchanged", "duplicate", "filtered", "blocked", "paywalled", "failed", "due"]


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownUrl:
    """A page or source fetched before, with what a conditional request needs; ``body_sha256`` is of the decoded body.

    Of a source, ``warc_file`` and ``warc_offset`` say where the body is that "not modified" means.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None
    body_sha256: str | None = None
    warc_file: str | None = None
    warc_offset: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class WaitingUrl:
    """A URL that failed ``failures`` times in a row and is not to be tried before ``due_at``; never when that is None.

    A URL that is never tried is set aside until somebody requeues it.
    """

    url: str
    failures: int
    due_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ClosedHost:
    """A host that has asked for patience until ``until``."""

    host: str
    until: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class CrawlPlan:
    """All that one crawl of one outlet must know. It travels as a file of JSON lines (``crawlers.plan``).

    ``replay`` names WARC files that stand in for the web; ``as_of`` hides what they hold of later times.
    ``due`` are URLs to fetch although no source lists them; ``waiting`` ones are not fetched although one does.
    ``resting`` are sources that are not polled this time, ``closed`` hosts that are not asked. ``budget`` is in
    seconds. ``shard`` (k, n) is the k-th of n crawls that share the pages of a replay, from
    0; ``index`` is a file that says where in the replay the outlet's responses are (None: it is looked through).
    """

    run_id: str
    outlet: str
    archive: str
    budget: float
    known: tuple[KnownUrl, ...] = ()
    due: tuple[str, ...] = ()
    replay: tuple[str, ...] = ()
    as_of: datetime | None = None
    resting: tuple[str, ...] = ()
    waiting: tuple[WaitingUrl, ...] = ()
    closed: tuple[ClosedHost, ...] = ()
    shard: tuple[int, int] = (0, 1)
    index: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of one URL in one run.

    ``fetched_at`` is the time of the response (of the record, in a replay). ``warc_file`` is relative to the
    archive's root; ``warc_offset`` is the byte where the response record's gzip member begins. ``article`` is set
    when the page could be read. ``reason`` says why, in a word or a sentence, for every kind but ``new``.
    ``due_at`` is the time before which the URL is not to be asked for again, as far as the crawl knows one.

    Of a source (``is_source``), ``body_sha256`` is that of the URLs it lists, ``n_listed`` their number and
    ``newest_at`` the latest time of publication that it gives.

    Of a further page of an article, ``part_of`` is the URL of the first page and ``part`` its number, from 2; it is
    ``filtered`` when it was read, as it is no article of its own.
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
    due_at: datetime | None = None
    is_source: bool = False
    n_listed: int | None = None
    newest_at: datetime | None = None
    part_of: str | None = None
    part: int | None = None
