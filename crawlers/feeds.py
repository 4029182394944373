"""Feeds: the items of an RSS or Atom feed, from its bytes; what can be read of an ill-formed one is kept."""

import io
import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.article import Precision

_TAG = re.compile(r"<[^<>]*>")
_ZONE_NAME = re.compile(r"\b[A-Z]{2,5}$")
_SECONDS = re.compile(r"\d:\d\d:\d\d")
_MINUTES = re.compile(r"\d:\d\d")


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedItem:
    """One entry. ``url`` is absolute, ``title`` plain, ``published`` aware, ``content`` HTML."""

    url: str
    title: str | None = None
    published: datetime | None = None
    published_precision: Precision | None = None
    byline: tuple[str, ...] = ()
    content: str | None = None


def read_feed(body: bytes, *, url: str, zone: ZoneInfo, content_type: str | None = None) -> list[FeedItem]:
    """Return the entries of a feed that have an address, in its order; an empty list when there is none.

    ``zone`` is that of times without one. No entity of the feed's own is expanded and nothing else is fetched.
    """
    import feedparser

    headers = {"content-location": url}
    if content_type:
        headers["content-type"] = content_type
    feed = feedparser.parse(io.BytesIO(body), response_headers=headers, sanitize_html=False)
    return [_item(entry, zone) for entry in feed.entries if entry.get("link")]


def _item(entry: Any, zone: ZoneInfo) -> FeedItem:
    written = entry.get("published") or entry.get("updated")
    published = _time(written.strip(), zone) if written else None
    bodies = [part.get("value") for part in entry.get("content", ()) if "html" in part.get("type", "")]
    return FeedItem(
        url=entry["link"],
        title=_plain(entry.get("title")),
        published=published,
        published_precision=_precision(written) if published and written else None,
        byline=tuple(name for author in entry.get("authors", ()) if (name := _plain(author.get("name")))),
        content=max(filter(None, bodies), key=len, default=None),
    )


def _plain(markup: str | None) -> str | None:
    return " ".join(_TAG.sub("", markup or "").split()) or None


def _time(written: str, zone: ZoneInfo) -> datetime | None:
    """Read a time with the zone it is written in; feedparser's own reading is in UTC, and a guess where it must be."""
    time = _written_time(written)
    if time is None:
        return None
    local = time.replace(tzinfo=zone)
    name = _ZONE_NAME.search(written)
    # "CST" is Chicago's to an American and Shanghai's to a Chinese outlet.
    if time.tzinfo is None or (name and name[0] == local.tzname()):
        return local
    return time


def _written_time(written: str) -> datetime | None:
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(written)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _precision(written: str) -> Precision:
    if _SECONDS.search(written):
        return "second"
    return "minute" if _MINUTES.search(written) else "day"
