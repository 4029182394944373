"""The stage ``reparse``: today's extraction over a stretch of the archive: what it would change, and the change."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from crawlers.again import read_again
from crawlers.cards import Card, load_cards
from crawlers.extract import Hint
from dags.settings import Settings
from domain.article import READABLE, Article
from nlp.tokens import search_tokens
from warehouse.connection import connect
from warehouse.load import load_again
from warehouse.queries import query

#: ``same``: nothing differs. ``changed``: some field does. ``readable``: an article where there was none. ``lost``: no
#: article where there was one; it is left as it is. ``missing``: the page is not in the archive, or its outlet no card.
Verdict = Literal["same", "changed", "readable", "lost", "missing"]

#: Pages that one process reads before it hands back what it found.
_BATCH = 50
#: Fields that are compared, in the order in which they are told.
_FIELDS = ("title", "text", "published", "byline", "language", "section", "status")


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What reading one captured page again gives; ``fields`` are those that differ, ``reason`` says why it failed."""

    capture_id: int
    outlet: str
    url: str
    verdict: Verdict
    fields: tuple[str, ...] = ()
    reason: str | None = None
    article: Article | None = None


def read_archive_again(
    settings: Settings,
    *,
    outlets: Sequence[str] = (),
    from_day: date | None = None,
    to_day: date | None = None,
    run_id: str | None = None,
    processes: int = 1,
) -> Iterator[Reading]:
    """Read every captured page of a stretch of the archive again, in ``processes``; the warehouse is not changed.

    A stretch is that of ``outlets`` (none: all), from one UTC day of fetching to another, of one run. What a feed said
    of a page is not read again: its time and section stay what they were where the page says nothing.
    """
    with closing(connect(settings.database_url, readonly=True)) as conn:
        rows = query(conn, "archived_pages", outlets=list(outlets), from_day=from_day, to_day=to_day, run_id=run_id)
    read = partial(_read_batch, cards=dict(load_cards(settings.outlets)), root=settings.archive)
    batches = _batched(rows)
    if processes <= 1:
        for batch in batches:
            yield from read(batch)
        return
    with ProcessPoolExecutor(processes) as pool:
        for found in pool.map(read, batches):
            yield from found


def apply_readings(settings: Settings, readings: Iterable[Reading]) -> Counter[str]:
    """Store what is ``changed`` or ``readable``; return the number by verdict of what was stored."""
    stored: Counter[str] = Counter()
    with closing(connect(settings.database_url)) as conn:
        for reading in readings:
            if reading.verdict in ("changed", "readable") and reading.article is not None:
                load_again(conn, reading.capture_id, reading.article, search_tokens=search_tokens)
                stored[reading.verdict] += 1
    return stored


def _batched(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    rest = iter(rows)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def _read_batch(rows: list[dict[str, Any]], *, cards: dict[str, Card], root: Path) -> list[Reading]:
    return [_read(row, cards.get(row["outlet"]), root) for row in rows]


def _read(row: dict[str, Any], card: Card | None, root: Path) -> Reading:
    known = {key: row[key] for key in ("capture_id", "outlet", "url")}
    if card is None:
        return Reading(**known, verdict="missing", reason="its outlet has no card")
    stated = row["published_at"] if row["published_source"] == "feed" else None
    try:
        hint = Hint(published=stated, section=row["section"])
        further = zip(row["further_files"], row["further_offsets"], strict=True)
        places = [(row["warc_file"], row["warc_offset"]), *further]
        article = read_again(root, places, card=card, hint=hint, whole=row["whole"])
    except (OSError, ValueError) as error:
        return Reading(**known, verdict="missing", reason=getattr(error, "strerror", None) or str(error))
    if card.policy == "metadata_only" and article.status in READABLE:
        article = replace(article, status="paywalled", text=None)
    if article.status not in READABLE or article.method == "failed":
        was = row["status"] is not None
        return Reading(**known, verdict="lost" if was else "same", reason=f"{article.status} today" if was else None)
    if row["status"] is None:
        return Reading(**known, verdict="readable", article=article)
    fields = tuple(name for name in _FIELDS if _now(article, name) != _then(row, name))
    return Reading(**known, verdict="changed" if fields else "same", fields=fields, article=article if fields else None)


def _now(article: Article, name: str) -> object:
    value = getattr(article, name)
    return list(value) if name == "byline" else value or None


def _then(row: dict[str, Any], name: str) -> object:
    return row["published_at" if name == "published" else name]
