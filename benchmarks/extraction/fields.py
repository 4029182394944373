"""Fields: titles, dates and bylines that we and the peers read, English and Chinese apart, in the same run.

``python -m benchmarks.extraction.fields [--worst]`` prints the share of pages on which each field is right. A title is
right when it is the truth's but for marks and the outlet's name; a day when it is the truth's day; a minute, where
the truth knows it, when it is that minute in some zone (the truths of two sets have none); a byline when its names
are the truth's names, all and no other.
"""

import argparse
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from benchmarks.extraction.compare import is_chinese
from benchmarks.extraction.pages import RealPage, cwced, fundus, newspaper4k, shared_data
from benchmarks.extraction.peers import DATE_PEERS, PEERS, read_all
from benchmarks.extraction.whole import title_is_right
from crawlers.extract import Page, extract
from crawlers.extract.titles import plain
from crawlers.extract.when import read_moment

#: Their date labels are wrong by the set's own description.
_WRONG_DATES = frozenset({"cwced_zh/c4d032a1", "cwced_zh/c268c1b4", "cwced_zh/b70f455d"})
_FIELDS = ("title", "day", "minute", "byline")


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """The fields that one reader found on one page."""

    title: str | None
    date: datetime | None
    has_time: bool
    byline: tuple[str, ...]


def judged(found: Found, truth: RealPage) -> dict[str, bool]:
    """Return which fields are right; fields that the truth does not know are left out."""
    right = {}
    if truth.truth_title:
        right["title"] = title_is_right(found.title, truth.truth_title)
    if truth.truth_date is not None and truth.name not in _WRONG_DATES:
        right["day"] = found.date is not None and _same_day(found.date, truth.truth_date)
        if truth.date_has_time:
            right["minute"] = found.date is not None and found.has_time and _same_minute(found.date, truth.truth_date)
    if truth.truth_byline:
        right["byline"] = {plain(name) for name in found.byline} == {plain(name) for name in truth.truth_byline}
    return right


def _same_day(found: datetime, true: datetime) -> bool:
    days = {found.date()}
    if found.tzinfo is not None:
        days.add(found.astimezone(UTC).date())
        if true.tzinfo is not None:
            days.add(found.astimezone(true.tzinfo).date())
    return true.date() in days


def _same_minute(found: datetime, true: datetime) -> bool:
    if found.tzinfo is not None and true.tzinfo is not None:
        return abs(found - true) < timedelta(minutes=1)
    apart = abs(found.replace(tzinfo=None) - true.replace(tzinfo=None))
    return apart < timedelta(hours=15) and found.minute == true.minute


def _ours(page: RealPage) -> Found:
    read = extract(
        Page(url=page.url or "https://unknown.example/page", body=page.body, fetched_at=page.fetched_at), card=None
    )
    return Found(
        title=read.title,
        date=read.published,
        has_time=read.published_precision in ("minute", "second"),
        byline=read.byline,
    )


def _theirs(peer: str, pages: Sequence[RealPage], *, language: str) -> list[Found]:
    found = []
    for reading in read_all(peer, pages, language=language, decoded=language == "zh"):
        moment = read_moment(reading.date, zone=UTC) if reading.date else None
        date = moment.at if moment and moment.zoned else moment and moment.at.replace(tzinfo=None)
        has_time = moment is not None and moment.precision != "day"
        found.append(Found(title=reading.title, date=date, has_time=has_time, byline=reading.byline))
    return found


def main() -> None:
    """Print the comparison."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--worst", action="store_true", help="also name the pages on which we are wrong")
    worst = options.parse_args().worst
    logging.disable(logging.CRITICAL)
    data = shared_data()
    pages = [*fundus(data), *(page for page in newspaper4k(data) if page.truth_text), *cwced(data)]
    for language in ("en", "zh"):
        chosen = [page for page in pages if is_chinese(page) == (language == "zh")]
        print(f"\n{'Chinese, peers get the decoded text' if language == 'zh' else 'English'}: {len(chosen)} pages")
        own = [_ours(page) for page in chosen]
        _print("racewatch", own, chosen)
        for peer in (*PEERS, *DATE_PEERS):
            _print(peer, _theirs(peer, chosen, language=language), chosen)
        for found, page in zip(own, chosen, strict=True) if worst else ():
            if wrong := [field for field, right in judged(found, page).items() if not right]:
                print(f"    {page.name}: {', '.join(wrong)}: {found}")
                print(f"        truth: {page.truth_title} {page.truth_date} {page.truth_byline}")


def _print(label: str, found: Sequence[Found], pages: Sequence[RealPage]) -> None:
    results = [judged(each, page) for each, page in zip(found, pages, strict=True)]
    told = []
    for field in _FIELDS:
        known = [each[field] for each in results if field in each]
        told.append(f"{field} {sum(known):3}/{len(known):3} {sum(known) / len(known):.3f}" if known else f"{field} -")
    print(f"  {label:18} " + "   ".join(told))


if __name__ == "__main__":
    main()
