"""Load: the outcomes of a crawl into articles, versions and captures; the same outcomes again change nothing."""

import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from itertools import islice
from typing import Any, TypeAlias

import psycopg2
from psycopg2 import errors

from domain.article import READABLE, Article
from domain.crawl import Outcome
from domain.outlet import Outlet
from warehouse.connection import Connection, WarehouseError
from warehouse.queries import queries
from warehouse.search import SearchTokens, search_vector
from warehouse.storable import day_of, storable, storable_values, utc, zone_of

log = logging.getLogger(__name__)

#: Makes the search tokens of a version out of its title and its text.
Tokenizer: TypeAlias = Callable[[str, str], SearchTokens]

#: Outcomes a transaction holds: what a crash during a load does again.
_BATCH = 200
#: What bad values raise: one outcome is then recorded as failed, and the rest goes on.
_BAD_VALUES = (ValueError, psycopg2.DataError, errors.CheckViolation, errors.ProgramLimitExceeded)


@dataclass(frozen=True, kw_only=True, slots=True)
class LoadCounts:
    """What a load did. ``known`` outcomes were loaded before, ``refused`` ones could not be (each is in the log)."""

    outcomes: int = 0
    known: int = 0
    refused: int = 0
    articles: int = 0
    versions: int = 0

    def __add__(self, other: "LoadCounts") -> "LoadCounts":
        return LoadCounts(**{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)})


def upsert_outlets(conn: Connection, outlets: Iterable[Outlet]) -> None:
    """Store outlets as their cards describe them now."""
    with conn:
        for outlet in outlets:
            queries().upsert_outlet(
                conn,
                outlet=outlet.id,
                name=outlet.name,
                country=outlet.country,
                languages=list(outlet.languages),
                timezone=outlet.timezone,
                ownership=outlet.ownership,
                invented=outlet.invented,
                expected_daily=outlet.expected_daily,
            )


def start_run(
    conn: Connection, *, run_id: str, kind: str, outlet: str | None = None, started_at: datetime | None = None
) -> None:
    """Note that a run begins; the same ``run_id`` and ``outlet`` again continues that run.

    Raises ``WarehouseError`` when the outlet is not stored yet.
    """
    with conn, _known_outlet(outlet):
        queries().start_run(conn, run_id=run_id, outlet=outlet, kind=kind, started_at=started_at or datetime.now(UTC))


def hold_run(conn: Connection, *, run_id: str, outlet: str) -> bool:
    """Hold a run until ``conn`` ends, so that nobody takes it for dead; false when somebody who lives holds it.

    The server of a process that was killed may need a moment to see that: it is given a second.
    """
    try:
        with conn:
            queries().hold_run(conn, run_id=run_id, outlet=outlet)
    except errors.LockNotAvailable:
        return False
    return True


def release_run(conn: Connection, *, run_id: str, outlet: str) -> None:
    """Give back a run that ``conn`` holds."""
    queries().release_run(conn, run_id=run_id, outlet=outlet)


def finish_run(
    conn: Connection,
    *,
    run_id: str,
    outlet: str | None = None,
    status: str = "done",
    message: str | None = None,
    finished_at: datetime | None = None,
) -> None:
    """Note how a run ended. Raises ``WarehouseError`` when it was never started."""
    with conn:
        found = queries().finish_run(
            conn,
            run_id=run_id,
            outlet=outlet,
            finished_at=finished_at or datetime.now(UTC),
            **storable_values({"status": status, "message": message}),
        )
    if not found:
        raise WarehouseError(f"the run {run_id} of {outlet or 'no outlet'} was never started")


def loaded_bytes(conn: Connection, *, run_id: str, outlet: str) -> int:
    """Return the byte of a run's outcome file behind which nothing is loaded yet; 0 for a run not known."""
    return queries().loaded_bytes(conn, run_id=run_id, outlet=outlet) or 0


def load_outcomes(conn: Connection, outcomes: Iterable[tuple[Outcome, int]], *, search_tokens: Tokenizer) -> LoadCounts:
    """Load outcomes, each with the byte of its file at which the next one begins, and return what was done.

    That byte is remembered with the run in the transaction that loads the outcome (``loaded_bytes``). Only articles
    that can be read are stored; whatever became of a URL, its capture is. Of several outcomes of a URL in one run the
    first that shows a version stays; without one, the newest. An article is named by its ``canonical_url``, which
    extraction takes from the outlet's own hosts only, else by the URL that was asked for. Raises ``WarehouseError``
    when the run is not stored.
    """
    counts = LoadCounts()
    rest = iter(outcomes)
    while batch := list(islice(rest, _BATCH)):
        with conn:
            # Crawls that share an archive meet the same articles in different orders, and would wait for each other.
            for outlet in sorted({outcome.outlet for outcome, _ in batch}):
                queries().lock_outlet(conn, outlet=outlet)
            reached: dict[tuple[str, str], int] = {}
            for outcome, end in batch:
                counts += _load(conn, outcome, search_tokens=search_tokens)
                reached[outcome.run_id, outcome.outlet] = end
            for (run_id, outlet), end in reached.items():
                queries().advance_run(conn, run_id=run_id, outlet=outlet, loaded_bytes=end)
    return counts


def load_again(conn: Connection, capture_id: int, article: Article, *, search_tokens: Tokenizer) -> None:
    """Let a capture show ``article``, what reading its page again has given; the version that it showed before stays.

    Raises ``WarehouseError`` when there is no such capture, and ValueError or psycopg2's errors of data for an article
    that cannot be stored; nothing is changed then.
    """
    row = queries().capture_row(conn, capture_id=capture_id)
    if row is None:
        raise WarehouseError(f"there is no capture {capture_id}")
    run_id, outlet, url, fetched_at, status_code, etag, last_modified, body_sha256, warc_file, warc_offset, *state = row
    lacks_pages, reason, due_at = state
    outcome = Outcome(
        # An article whose further pages failed is tried again all the same.
        kind="failed" if lacks_pages else "paywalled" if article.status == "paywalled" else "new",
        run_id=run_id,
        outlet=outlet,
        url=url,
        fetched_at=fetched_at,
        reason=reason if lacks_pages else "read again",
        due_at=due_at if lacks_pages else None,
        status_code=status_code,
        etag=etag,
        last_modified=last_modified,
        body_sha256=body_sha256,
        warc_file=warc_file,
        warc_offset=warc_offset,
        article=article,
    )
    with conn:
        _store_article(conn, outcome, article, search_tokens=search_tokens)


def leave_due(conn: Connection, outcomes: Iterable[Outcome]) -> int:
    """Note what a run has seen and has no outcome of as due, and return the number of these URLs.

    ``outcomes`` (of kind ``due``) are what the crawl took down before it fetched anything. A URL that the run has any
    other outcome of keeps that.
    """
    left = 0
    with conn:
        for outcome in outcomes:
            left += queries().leave_due(
                conn,
                fetched_at=utc(outcome.fetched_at),
                due_at=outcome.due_at and utc(outcome.due_at),
                **storable_values(
                    {
                        "run_id": outcome.run_id,
                        "outlet": outcome.outlet,
                        "url": outcome.url,
                        "reason": "not reached in this run",
                    }
                ),
            )
    return left


def _load(conn: Connection, outcome: Outcome, *, search_tokens: Tokenizer) -> LoadCounts:
    with _known_run(outcome):
        try:
            with _savepoint(conn):
                return _load_whole(conn, outcome, search_tokens=search_tokens)
        except _BAD_VALUES as error:
            reason = f"not loaded: {str(error).strip().splitlines()[0]}"
            log.error("outcome of %s refused: %s: %s", outcome.outlet, outcome.url, reason)
        try:
            with _savepoint(conn):
                _store_capture(conn, outcome, outcome_kind="failed", reason=reason, version_id=None)
        except _BAD_VALUES as error:
            log.error("its capture, too: %s", str(error).strip())
    return LoadCounts(outcomes=1, refused=1)


def _load_whole(conn: Connection, outcome: Outcome, *, search_tokens: Tokenizer) -> LoadCounts:
    article = outcome.article
    readable = article is not None and article.status in READABLE and bool(article.title or article.text)
    if _is_loaded(conn, outcome):
        return LoadCounts(outcomes=1, known=1)
    if article is None or not readable:
        _store_capture(conn, outcome, outcome_kind=outcome.kind, reason=outcome.reason, version_id=None)
        return LoadCounts(outcomes=1)
    return _store_article(conn, outcome, article, search_tokens=search_tokens)


def _store_article(conn: Connection, outcome: Outcome, article: Article, *, search_tokens: Tokenizer) -> LoadCounts:
    url = storable(article.canonical_url or outcome.url)[0]
    article_id, article_is_new = _article(conn, outlet=outcome.outlet, url=url, first_seen_at=utc(outcome.fetched_at))
    version_id, version_is_new = _version(
        conn, article_id, article, fetched_at=utc(outcome.fetched_at), search_tokens=search_tokens
    )
    _store_capture(conn, outcome, outcome_kind=outcome.kind, reason=outcome.reason, version_id=version_id)
    queries().derive_article(conn, article_id=article_id)
    return LoadCounts(outcomes=1, articles=int(article_is_new), versions=int(version_is_new))


def _is_loaded(conn: Connection, outcome: Outcome) -> bool:
    row = queries().capture(
        conn, **storable_values({"run_id": outcome.run_id, "outlet": outcome.outlet, "url": outcome.url})
    )
    if row is None:
        return False
    fetched_at, kind, body_sha256, version_id = row
    # A run that was broken off asks again for what it had: "unchanged" must not hide the version that it brought.
    if version_id is not None:
        return bool(kind != "failed" or outcome.kind == "failed")
    same = (kind, body_sha256) == (outcome.kind, outcome.body_sha256)
    return bool(fetched_at > outcome.fetched_at or (fetched_at == outcome.fetched_at and same))


def _article(conn: Connection, *, outlet: str, url: str, first_seen_at: datetime) -> tuple[int, bool]:
    known = queries().article(conn, outlet=outlet, url=url)
    if known is not None:
        return known, False
    inserted = queries().insert_article(conn, outlet=outlet, url=url, first_seen_at=first_seen_at)
    return inserted or queries().article(conn, outlet=outlet, url=url), inserted is not None


def _version(
    conn: Connection, article_id: int, article: Article, *, fetched_at: datetime, search_tokens: Tokenizer
) -> tuple[int, bool]:
    title, in_title = storable(article.title or "")
    text, in_text = storable(article.text or "")
    digest = hashlib.sha256(f"{title}\0{text}".encode()).hexdigest()
    metadata = storable_values(_metadata(article))
    known = queries().version(conn, article_id=article_id, content_sha256=digest)
    if known is not None:
        queries().describe_version(conn, version_id=known, fetched_at=fetched_at, **metadata)
        return known, False
    inserted = queries().insert_version(
        conn,
        article_id=article_id,
        content_sha256=digest,
        title=title or None,
        text=text or None,
        replaced=in_title + in_text,
        search=storable(search_vector(search_tokens(title, text)))[0],
        **metadata,
    )
    if inserted is not None:
        return inserted, True
    return queries().version(conn, article_id=article_id, content_sha256=digest), False


def _metadata(article: Article) -> dict[str, Any]:
    published, origin = article.published, article.origin
    return {
        "status": article.status,
        "language": article.language,
        "byline": list(article.byline),
        "section": article.section,
        "published_at": published and utc(published),
        "published_zone": published and zone_of(published),
        "published_day": published and day_of(published, precision=article.published_precision),
        "published_precision": published and article.published_precision,
        "published_source": published and article.published_source,
        "revised_at": article.updated and utc(article.updated),
        "origin_kind": origin and origin.kind,
        "origin_name": origin and origin.name,
        "origin_url": origin and origin.url,
        "origin_evidence": origin and origin.evidence,
        "method": article.method,
    }


def _store_capture(
    conn: Connection, outcome: Outcome, *, outcome_kind: str, reason: str | None, version_id: int | None
) -> None:
    queries().upsert_capture(
        conn,
        fetched_at=utc(outcome.fetched_at),
        status_code=outcome.status_code,
        version_id=version_id,
        warc_offset=outcome.warc_offset,
        due_at=outcome.due_at and utc(outcome.due_at),
        is_source=outcome.is_source,
        n_listed=outcome.n_listed,
        newest_at=outcome.newest_at and utc(outcome.newest_at),
        part=outcome.part,
        **storable_values(
            {
                "run_id": outcome.run_id,
                "outlet": outcome.outlet,
                "url": outcome.url,
                "outcome": outcome_kind,
                "reason": reason,
                "warc_file": outcome.warc_file,
                "etag": outcome.etag,
                "last_modified": outcome.last_modified,
                "body_sha256": outcome.body_sha256,
                "part_of": outcome.part_of,
            }
        ),
    )


@contextmanager
def _savepoint(conn: Connection) -> Iterator[None]:
    with conn.cursor() as cursor:
        cursor.execute("savepoint outcome")
        try:
            yield
        except _BAD_VALUES:
            cursor.execute("rollback to savepoint outcome")
            raise
        cursor.execute("release savepoint outcome")


@contextmanager
def _known_outlet(outlet: str | None) -> Iterator[None]:
    try:
        yield
    except errors.ForeignKeyViolation:
        raise WarehouseError(f"the outlet {outlet} is not in the warehouse; store its card first") from None


@contextmanager
def _known_run(outcome: Outcome) -> Iterator[None]:
    try:
        yield
    except errors.ForeignKeyViolation:
        raise WarehouseError(
            f"the run {outcome.run_id} of the outlet {outcome.outlet} is not in the warehouse; start it first"
        ) from None
