"""Dates: when a page says that its article was published and last changed, and where it says so."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from lxml import etree
from lxml.html import HtmlElement

from crawlers.extract.blocks import Block
from crawlers.extract.data import table
from crawlers.extract.linked_data import text_of
from crawlers.extract.page import Document
from crawlers.extract.when import Moment, find_moments, read_moment
from domain.article import TimeSource

#: Clocks differ; a date further ahead of the fetch is a mistake of the page.
_AHEAD = timedelta(days=1)
#: A date without time and a time elsewhere belong together when they lie no further apart: zones make a day of it.
_SAME = timedelta(hours=40)
#: Visible dates are looked for in blocks up to this length: longer ones are prose.
_SHORT = 300
#: A line that ends like a sentence is prose, and what it dates is what it tells of.
_SENTENCE_END = re.compile(r"[。！？][”’」』）)]{0,2}$")
_DATELINE = re.compile(r"^.{0,60}?(?P<day>(?:\d{4}年)?\d{1,2}月\d{1,2}日)(?:电|電|讯|訊|消息)")
#: The text's first paragraphs that the header ends with.
_DATELINES = 3
_TIMES = etree.XPath("descendant::time | descendant::*/@itemprop[. = 'datePublished']/.. | descendant::*/@pubdate/..")
_URL_DATE = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})[/_-]?(?P<month>0?[1-9]|1[0-2])[/_-]?(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?<!\d)(?P<month2>0[1-9]|1[0-2])/(?P<day2>0[1-9]|[12]\d|3[01])/(?P<year2>(?:19|20)\d{2})(?!\d)"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Dated:
    """A moment and where it was found."""

    moment: Moment
    source: TimeSource

    @property
    def has_time(self) -> bool:
        """Whether more than the day is known."""
        return self.moment.precision != "day"


def zone_of(url: str, outlet_zone: str | None, *, language: str | None = None) -> tzinfo:
    """Return the zone for dates without offset.

    The outlet's, else that of a one-zone country's domain, else for a page in Chinese that of China, Hong Kong and
    Taiwan, which share one; else UTC.
    """
    if outlet_zone:
        return ZoneInfo(outlet_zone)
    try:
        last_label = (urlsplit(url).hostname or "").rpartition(".")[2]
    except ValueError:
        return UTC
    name = table("date_fields")["zones_by_domain"].get(last_label)
    if name:
        return ZoneInfo(name)
    return ZoneInfo("Asia/Shanghai") if (language or "").startswith("zh") else UTC


def published(
    document: Document,
    *,
    zone: tzinfo,
    now: datetime | None,
    header: Sequence[Block],
    footer: Sequence[Block] = (),
    stated: Sequence[Dated] = (),
    hinted: datetime | None = None,
) -> Dated | None:
    """Return when the article was published.

    ``stated`` is what a card's rules gave, ``header`` and ``footer`` the blocks around the text, ``hinted`` the feed's
    date, ``now`` the time of the fetch. Sources come in order of trust; one that knows only the day is completed by a
    later one that agrees on the day and knows the time.
    """
    sure, days = _in_data(document, "published", zone, now)
    visible = _in_header(header, zone, now, "published")
    candidates = [*stated, *sure, *_in_elements(document, zone, now, header)]
    candidates += [*(each for each in visible if each.has_time), *days, *visible]
    if hinted is not None:
        candidates.append(Dated(moment=Moment(at=hinted, precision="second", zoned=True), source="feed"))
    candidates += _in_url(document.url, zone)
    candidates += _in_header(footer, zone, now, "published")
    candidates += _in_datelines(header, zone, now)
    # Some pages show one time only and call it the update, beside a publication day in their metadata.
    candidates += _in_header(header, zone, now, "updated")
    candidates = [each for each in candidates if _possible(each.moment, now)]
    return _agreed(candidates)


def updated(
    document: Document, *, zone: tzinfo, now: datetime | None, header: Sequence[Block], stated: Sequence[Dated] = ()
) -> datetime | None:
    """Return when the article was last changed, by its own words; ``None`` when it does not say."""
    sure, days = _in_data(document, "updated", zone, now)
    candidates = [*stated, *sure, *_in_header(header, zone, now, "updated"), *days]
    found = _agreed([each for each in candidates if _possible(each.moment, now)])
    return found.moment.at if found else None


def _agreed(candidates: list[Dated]) -> Dated | None:
    if not candidates:
        return None
    best = candidates[0]
    timed = [each for each in candidates if each.has_time and abs(each.moment.at - best.moment.at) <= _SAME]
    if not best.has_time and timed:
        best = timed[0]
    if not best.moment.zoned:
        # The same writing with and without its zone stands on many pages; the one with the zone is the moment.
        same_clock = (each for each in timed if each.moment.zoned and _clock(each) == _clock(best))
        best = next(same_clock, best)
    return best


def _clock(dated: Dated) -> tuple[date, int, int]:
    return dated.moment.at.date(), dated.moment.at.hour, dated.moment.at.minute


def _possible(moment: Moment, now: datetime | None) -> bool:
    return now is None or moment.at <= now + _AHEAD


def _in_data(document: Document, kind: str, zone: tzinfo, now: datetime | None) -> tuple[list[Dated], list[Dated]]:
    """Return the dates of JSON-LD and meta elements: first what is sure, then fields that give the day only."""
    fields = table("date_fields")
    written: list[tuple[str | None, TimeSource]] = []
    written += [(text_of(document.article_data.get(name)), "json_ld") for name in fields[f"{kind}_ld"]]
    written += [(document.first_meta(name), "meta") for name in fields[f"{kind}_meta"]]
    found = [
        Dated(moment=moment, source=source)
        for text, source in written
        if text and (moment := read_moment(text, zone=zone, now=now))
    ]
    sure = [each for each in found if each.has_time or each.source == "json_ld"]
    return sure, [each for each in found if each not in sure]


def _in_elements(document: Document, zone: tzinfo, now: datetime | None, header: Sequence[Block]) -> Iterator[Dated]:
    """Yield the dates of ``time`` elements and microdata that stand in the header or are marked as publication."""
    if document.root is None:
        return
    near = {block.element for block in header}
    marked, others = [], []
    for element in _TIMES(document.root):
        written = element.get("datetime") or element.get("content") or element.get("title") or _text(element)
        moment = read_moment(written, zone=zone, now=now) if written else None
        if moment is None:
            continue
        if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None:
            marked.append(moment)
        elif _block_of(element, near):
            others.append(moment)
    for moment in (*marked, *others):
        yield Dated(moment=moment, source="html")


def _block_of(element: HtmlElement, near: Collection[HtmlElement]) -> bool:
    return element in near or any(ancestor in near for ancestor in element.iterancestors())


def _text(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())[:_SHORT]


def _in_header(blocks: Sequence[Block], zone: tzinfo, now: datetime | None, kind: str) -> list[Dated]:
    """Return visible dates: those with a label of their kind first, those with the other kind's label never."""
    labelled: list[Dated] = []
    plain: list[Dated] = []
    for block in blocks:
        if len(block.text) > _SHORT or _SENTENCE_END.search(block.text):
            continue
        for at, moment in find_moments(block.text, zone=zone, now=now):
            label = _label(block.text[max(0, at - 24) : at])
            if label == kind:
                labelled.append(Dated(moment=moment, source="html"))
            elif label is None and kind == "published":
                plain.append(Dated(moment=moment, source="html"))
    plain.sort(key=lambda each: not each.has_time)
    return labelled + plain


def _in_datelines(blocks: Sequence[Block], zone: tzinfo, now: datetime | None) -> Iterator[Dated]:
    """Yield the days of datelines that begin the text: 某社某地5月3日电."""
    for block in blocks[-_DATELINES:]:
        if (dateline := _DATELINE.search(block.text[:_SHORT])) and (
            moment := read_moment(dateline["day"], zone=zone, now=now)
        ):
            yield Dated(moment=moment, source="text")


def _label(before: str) -> str | None:
    """Return which kind of date the words right before it announce."""
    published_at = max((match.start() for match in _labels("published").finditer(before)), default=-1)
    updated_at = max((match.start() for match in _labels("updated").finditer(before)), default=-1)
    if updated_at < 0 and published_at < 0:
        return None
    # "更新时间" and "last published" hold both words: what was changed decides.
    return "updated" if updated_at >= 0 and updated_at > published_at - 8 else "published"


@cache
def _labels(kind: str) -> re.Pattern[str]:
    return re.compile(table("date_fields")[f"{kind}_label"], re.IGNORECASE)


def _in_url(url: str, zone: tzinfo) -> Iterator[Dated]:
    try:
        path = urlsplit(url).path
    except ValueError:
        return
    for match in _URL_DATE.finditer(path):
        year, month, day = (match[name] or match[f"{name}2"] for name in ("year", "month", "day"))
        if moment := read_moment(f"{year}-{month}-{day}", zone=zone):
            yield Dated(moment=moment, source="url")
            return
