"""Serial: articles and outcomes as JSON objects, and back."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any, get_args

from domain.article import Article, ExtractionStatus, Origin, OriginKind, Precision, TimeSource
from domain.crawl import Outcome, OutcomeKind

#: The keys of an article in the order of ``racewatch extract``.
ARTICLE_KEYS = (
    "status",
    "outlet",
    "title",
    "text",
    "published",
    "updated",
    "published_precision",
    "published_source",
    "byline",
    "language",
    "section",
    "canonical_url",
    "origin",
    "method",
    "url",
)
_ORIGIN_KEYS = ("kind", "name", "url", "evidence")
_OUTCOME_KEYS = tuple(field.name for field in fields(Outcome))
#: What files of earlier versions lack.
_LATER_KEYS = {
    "due_at": None,
    "is_source": False,
    "n_listed": None,
    "newest_at": None,
    "part_of": None,
    "part": None,
}


def article_to_json(article: Article) -> dict[str, Any]:
    """Return ``article`` as ``racewatch extract`` prints it: times in ISO 8601, unknown as null."""
    row = {key: getattr(article, key) for key in ARTICLE_KEYS}
    row["published"] = _written(article.published)
    row["updated"] = _written(article.updated)
    row["byline"] = list(article.byline)
    row["origin"] = article.origin and {key: getattr(article.origin, key) for key in _ORIGIN_KEYS}
    return row


def article_from_json(row: Mapping[str, Any]) -> Article:
    """Read what ``article_to_json`` wrote; raise ValueError saying which key was wrong."""
    _expect_keys(row, ARTICLE_KEYS, "article")
    values = {key: _text(row, key) for key in ARTICLE_KEYS if key not in ("published", "updated", "byline", "origin")}
    byline = row["byline"]
    if not isinstance(byline, list) or not all(isinstance(name, str) for name in byline):
        raise ValueError(f"byline: expected a list of names, found {byline!r}")
    return Article(
        **{
            **values,
            "status": _one_of(row, "status", ExtractionStatus),
            "published_precision": _one_of(row, "published_precision", Precision, optional=True),
            "published_source": _one_of(row, "published_source", TimeSource, optional=True),
            "published": _time(row, "published"),
            "updated": _time(row, "updated"),
            "byline": tuple(byline),
            "origin": _origin(row["origin"]),
        }
    )


def outcome_to_json(outcome: Outcome) -> dict[str, Any]:
    """Return ``outcome`` as one object, its article (if any) as ``article_to_json`` gives it."""
    row = {key: getattr(outcome, key) for key in _OUTCOME_KEYS}
    for key in ("fetched_at", "due_at", "newest_at"):
        row[key] = _written(row[key])
    row["article"] = outcome.article and article_to_json(outcome.article)
    return row


def outcome_from_json(row: object) -> Outcome:
    """Read what ``outcome_to_json`` wrote; raise ValueError saying which key was wrong."""
    if isinstance(row, Mapping):
        row = {**_LATER_KEYS, **row}
    _expect_keys(row, _OUTCOME_KEYS, "outcome")
    assert isinstance(row, Mapping)
    fetched_at = _time(row, "fetched_at")
    if fetched_at is None:
        raise ValueError("fetched_at: expected a time, found None")
    texts = {key: _text(row, key) for key in ("reason", "etag", "last_modified", "body_sha256", "warc_file", "part_of")}
    numbers = {key: _count(row, key) for key in ("status_code", "warc_offset", "n_listed", "part")}
    article, is_source = row["article"], row["is_source"]
    if not isinstance(is_source, bool):
        raise ValueError(f"is_source: expected true or false, found {is_source!r}")
    return Outcome(
        kind=_one_of(row, "kind", OutcomeKind),
        run_id=_text(row, "run_id", optional=False),
        outlet=_text(row, "outlet", optional=False),
        url=_text(row, "url", optional=False),
        fetched_at=fetched_at,
        due_at=_time(row, "due_at"),
        newest_at=_time(row, "newest_at"),
        is_source=is_source,
        article=None if article is None else article_from_json(article),
        **texts,
        **numbers,
    )


def _origin(row: Any) -> Origin | None:
    if row is None:
        return None
    _expect_keys(row, _ORIGIN_KEYS, "origin")
    return Origin(
        kind=_one_of(row, "kind", OriginKind), **{key: _text(row, key) for key in ("name", "url", "evidence")}
    )


def _expect_keys(row: Any, keys: tuple[str, ...], what: str) -> None:
    if not isinstance(row, Mapping) or set(row) != set(keys):
        found = sorted(row) if isinstance(row, Mapping) else type(row).__name__
        raise ValueError(f"{what}: expected the keys {', '.join(keys)}, found {found}")


def _text(row: Mapping[str, Any], key: str, *, optional: bool = True) -> Any:
    value = row[key]
    if not (isinstance(value, str) or (value is None and optional)):
        raise ValueError(f"{key}: expected a text, found {value!r}")
    return value


def _count(row: Mapping[str, Any], key: str) -> Any:
    value = row[key]
    if not (value is None or (type(value) is int and value >= 0)):
        raise ValueError(f"{key}: expected a whole number, found {value!r}")
    return value


def _one_of(row: Mapping[str, Any], key: str, words: Any, *, optional: bool = False) -> Any:
    value = row[key]
    if value not in get_args(words) and not (value is None and optional):
        raise ValueError(f"{key}: expected one of {', '.join(get_args(words))}, found {value!r}")
    return value


def _time(row: Mapping[str, Any], key: str) -> datetime | None:
    value = row[key]
    if value is None:
        return None
    try:
        time = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError(f"{key}: expected a time in ISO 8601, found {value!r}") from None
    if time.tzinfo is None:
        raise ValueError(f"{key}: expected a time with its zone, found {value!r}")
    return time


def _written(time: datetime | None) -> str | None:
    return None if time is None else time.isoformat()
