"""Entries: what one source says of one article, in one form for feeds, sitemaps, link lists and JSON lists."""

import re
from dataclasses import dataclass
from datetime import datetime, tzinfo
from email.utils import parsedate_to_datetime

from crawlers.extract.when import read_moment
from domain.article import Precision

_ZONE_NAME = re.compile(r"\b[A-Z]{2,5}$")
_SECONDS = re.compile(r"\d:\d\d:\d\d")
_MINUTES = re.compile(r"\d:\d\d")
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One line of a source. ``url`` is absolute, ``title`` plain, ``published`` aware.

    ``content`` is HTML: the whole text of the article, where the source carries it.
    """

    url: str
    title: str | None = None
    published: datetime | None = None
    published_precision: Precision | None = None
    byline: tuple[str, ...] = ()
    section: str | None = None
    content: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """What one answer of a source lists: ``entries``, and ``further`` addresses where it goes on.

    ``left_out`` says in words what else it holds, None for nothing.
    """

    entries: tuple[Entry, ...] = ()
    further: tuple[str, ...] = ()
    left_out: str | None = None


def plain(markup: object) -> str | None:
    """Return ``markup`` without its tags, on one line; None when nothing is left or it is no text."""
    return " ".join(_TAG.sub("", markup).split()) or None if isinstance(markup, str) else None


def read_time(
    written: str, *, zone: tzinfo, now: datetime | None = None
) -> tuple[datetime, Precision] | tuple[None, None]:
    """Return the time that ``written`` names, in the zone it is written in, else in ``zone``, and its precision.

    ``now`` is what a relative time ("3小时前") refers to; without it such a time is unknown.
    """
    written = written.strip()
    time = _exact_time(written)
    if time is None:
        moment = read_moment(written, zone=zone, now=now)
        return (moment.at, moment.precision) if moment else (None, None)
    local = time.replace(tzinfo=zone)
    name = _ZONE_NAME.search(written)
    # "CST" is Chicago's to an American and Shanghai's to a Chinese outlet.
    if time.tzinfo is None or (name and name[0] == local.tzname()):
        time = local
    return time, _precision(written)


def _exact_time(written: str) -> datetime | None:
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
