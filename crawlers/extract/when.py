"""When: a written moment, in any notation that pages use, to an aware datetime with its precision."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from crawlers.extract.data import table
from domain.article import Precision

#: Nothing on the web is older; what says so is a default value (1970) or a slip.
_EARLIEST = 1990
_BUDDHIST = 2400
_ROC = 1911
_FULL_WIDTH = dict(zip(map(ord, "０１２３４５６７８９：－／．，（）　\xa0\u202f"), "0123456789:-/.,()   ", strict=True))
_HAN_DIGITS = dict(zip(map(ord, "〇○零一二三四五六七八九國"), "000123456789国", strict=True))
_HAN_DATE = re.compile(r"[〇○一二三四五六七八九十零][年月日]|民[国國]")
#: Every way to write a date has one, but for those that are relative to the fetch.
_DIGIT = re.compile(r"\d")
_EPOCH = re.compile(r"(?P<seconds>[12]\d{9})(?P<millis>\d{3})?(?:\.\d+)?")
_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """A point in time as written: ``at`` is aware, ``zoned`` says whether the writing itself gave the zone."""

    at: datetime
    precision: Precision
    zoned: bool


def read_moment(written: str, *, zone: tzinfo, now: datetime | None = None) -> Moment | None:
    """Return the moment that the short text ``written`` (a meta content, a rule's result) names, else ``None``.

    ``zone`` counts where no offset is written; ``now`` is what relative times refer to.
    """
    written = written.strip().strip("\"'")
    if epoch := _EPOCH.fullmatch(written):
        at = datetime.fromtimestamp(int(epoch["seconds"]), UTC).astimezone(zone)
        return Moment(at=at, precision="second", zoned=True)
    return next((moment for _, moment in find_moments(written[:300], zone=zone, now=now)), None)


def find_moments(text: str, *, zone: tzinfo, now: datetime | None = None) -> Iterator[tuple[int, Moment]]:
    """Yield ``(offset, moment)`` for every date written in ``text``, in order of kind; nonsense dates are left out."""
    yield from _found(text, zone, now)


@lru_cache(maxsize=1_000)
def _found(text: str, zone: tzinfo, now: datetime | None) -> tuple[tuple[int, Moment], ...]:
    """Return what ``find_moments`` yields; the lines around a text are asked several times for one page."""
    return tuple(_moments(_numerals(text), zone, now))


def _moments(text: str, zone: tzinfo, now: datetime | None) -> Iterator[tuple[int, Moment]]:
    for pattern in _patterns("dates") if _DIGIT.search(text) else ():
        for match in pattern.finditer(text):
            if (moment := _moment(match, zone)) is not None:
                yield match.start(), moment
    if now is not None:
        yield from _relative(text, zone, now.astimezone(zone))


def _numerals(text: str) -> str:
    """Return ``text`` with full-width digits, and Han numerals where a date is written in them, as plain digits."""
    if text.isascii():
        return text
    text = text.translate(_FULL_WIDTH)
    if not _HAN_DATE.search(text):
        return text
    text = text.translate(_HAN_DIGITS)
    text = re.sub(r"(?<=\d)十(?=\d)", "", text)
    text = re.sub(r"(?<=\d)十", "0", text)
    return re.sub(r"十(?=\d)", "1", text).replace("十", "10")


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    """Return the compiled patterns of one kind of ``data/date_patterns.yaml``."""
    data = table("date_patterns")
    parts = {name: re.sub(r"\s+", "", part) for name, part in data["parts"].items()}
    written = data[kind] if isinstance(data[kind], list) else [data[kind]]
    return tuple(
        re.compile("".join(parts.get(piece, piece) for piece in pattern.split()), re.IGNORECASE) for pattern in written
    )


def _moment(match: re.Match[str], zone: tzinfo) -> Moment | None:
    parts = match.groupdict()
    year = int(parts["roc"]) + _ROC if parts.get("roc") else int(parts["year"])
    if year > _BUDDHIST:
        year -= 543
    if parts.get("first"):
        month, day = _month_and_day(int(parts["first"]), int(parts["other"]), zone)
    else:
        month = (
            int(parts["month"])
            if parts.get("month")
            else table("time_words")["months"][parts["month_name"][:3].lower()]
        )
        day = int(parts["day"])
    return _built(year, month, day, parts, zone)


def _month_and_day(first: int, other: int, zone: tzinfo) -> tuple[int, int]:
    # 04/05/2024 is read as Americans write it only for outlets that live there.
    american = str(zone).startswith("America/") or other > 12
    return (first, other) if american and first <= 12 else (other, first)


def _built(year: int, month: int, day: int, parts: dict[str, str | None], zone: tzinfo) -> Moment | None:
    clock = _clock(parts)
    where = _offset(parts.get("offset") or parts.get("offset1"), zone) if clock else None
    try:
        hour, minute, second = (*(clock or ()), 0, 0, 0)[:3]
        at = datetime(year, month, day, hour, minute, second, tzinfo=where or zone)
    except ValueError:
        return None
    if year < _EARLIEST:
        return None
    if clock is None or at.time() == datetime.min.time():
        return Moment(at=at, precision="day", zoned=where is not None)
    return Moment(at=at, precision="second" if len(clock) == 3 else "minute", zoned=where is not None)


def _clock(parts: dict[str, str | None]) -> tuple[int, ...] | None:
    """Return (hour, minute[, second]) of the matched parts; ``None`` when no sound time was written."""
    hour_text, minute, second = parts.get("hour"), parts.get("minute"), parts.get("second")
    half = parts.get("half") or parts.get("only_half") or parts.get("before")
    if hour_text is None and parts.get("hour1"):
        hour_text, minute, second, half = parts["hour1"], parts.get("minute1"), parts.get("second1"), parts.get("half1")
    if hour_text is None:
        return None
    hour = int(hour_text)
    if half and hour <= 12:
        words = table("time_words")
        half = half.lower().rstrip(".").replace(".", "")
        if half in words["afternoon"] and hour < 12 and not (half == "中午" and hour > 10):
            hour += 12
        elif half in words["morning"] and hour == 12:
            hour = 0
    numbers = (hour, int(minute or 0), *((int(second),) if second else ()))
    return numbers if hour < 24 and numbers[1] < 60 and (len(numbers) < 3 or numbers[2] < 60) else None


def _offset(written: str | None, zone: tzinfo) -> tzinfo | None:
    if not written:
        return None
    if numeric := _OFFSET.fullmatch(written):
        minutes = int(numeric[2]) * 60 + int(numeric[3] or 0)
        return timezone(timedelta(minutes=minutes if numeric[1] == "+" else -minutes)) if minutes < 24 * 60 else None
    words = table("time_words")
    if written.lower() == "cst":
        return timezone(timedelta(hours=words["cst_asia" if str(zone).startswith("Asia/") else "cst_elsewhere"]))
    return _named_zone(written.lower())


@cache
def _named_zone(name: str) -> tzinfo | None:
    known = table("time_words")["zones"].get(name)
    if known is None:
        return None
    return ZoneInfo(known) if isinstance(known, str) else timezone(timedelta(hours=known))


def _relative(text: str, zone: tzinfo, now: datetime) -> Iterator[tuple[int, Moment]]:
    words = table("time_words")
    for match in _patterns("ago")[0].finditer(text):
        unit = match["unit"].lower()
        seconds = words["ago"].get(unit) or words["ago"].get(unit.rstrip("s"))
        count = int(match["count"]) if match["count"].isdigit() else 1
        precise = seconds < 86_400
        at = now - timedelta(seconds=count * seconds)
        at = at.replace(second=0, microsecond=0) if precise else at.replace(hour=0, minute=0, second=0, microsecond=0)
        yield match.start(), Moment(at=at, precision="minute" if seconds <= 60 else "day", zoned=False)
    for match in _patterns("days_ago")[0].finditer(text):
        if match["hour"] is None and match.group().strip() != text.strip():
            continue  # "today's weather" dates nothing
        day = now - timedelta(days=words["days_ago"][match["word"].lower()])
        if moment := _built(day.year, day.month, day.day, match.groupdict(), zone):
            yield match.start(), moment
    for match in _patterns("yearless")[0].finditer(text):
        moment = _built(now.year, int(match["month"]), int(match["day"]), match.groupdict(), zone)
        if moment and moment.at > now + timedelta(days=1):
            moment = _built(now.year - 1, int(match["month"]), int(match["day"]), match.groupdict(), zone)
        if moment:
            yield match.start(), moment
