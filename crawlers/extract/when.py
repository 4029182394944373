"""When: a written moment, in any notation that pages use, to an aware datetime with its precision."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from crawlers.extract.data import table
from domain.article import Precision

#: Nothing on the web is older; what says so is a default value (1970) or a slip.
_EARLIEST = 1990
_BUDDHIST = 2400
_ROC = 1911
_NORMAL = str.maketrans("０１２３４５６７８９：－／．，（）　\xa0\u202f〇○零一二三四五六七八九", "0123456789:-/.,()   000123456789")

_CLOCK = (
    r"(?:(?:\s?T|[\s,|@·\-–—/(]{0,5}(?:at\s)?)\s?(?:\(?(?:星期|周|週)\S\)?\s?)?(?P<before>上午|下午|中午|晚上|晚|凌晨|早上)?\s?"
    r"(?P<hour>\d{1,2})(?:[:.时時点點h]\s?(?P<minute>\d{2})(?!\d)(?:[:分]\s?(?P<second>\d{2})(?!\d)(?:[.,]\d{1,9})?)?[分秒]?"
    r"(?:\s?(?P<half>[ap]\.?m\b\.?))?|\s?(?P<only_half>[ap]\.?m\b\.?))"
    r"(?:\s?\(?(?P<offset>Z\b|[+-]\d{2}:?\d{2}(?!\d)|[+-]\d{1,2}(?![\d:])|(?:UTC|GMT)[+-]\d{1,2}(?::?\d{2})?|[A-Za-z]{2,4}\b|\S{2}时间))?)?"
)
_DAY_NAME = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s{1,3})?"
_MONTH = r"(?P<month_name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_CLOCK_FIRST = (
    r"(?:(?P<hour1>\d{1,2})[:.](?P<minute1>\d{2})(?::(?P<second1>\d{2}))?(?:\s?(?P<half1>[ap]\.?m\b\.?))?"
    r"(?:\s(?P<offset1>[A-Z]{2,4}))?[,\s]{1,3}(?:on\s)?)?"
)
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\d.])(?P<year>\d{4})\s?[-/.年]\s?(?P<month>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})(?!\d)\s?[日号號]?" + _CLOCK,
        r"(?<!\d)民国(?P<roc>\d{2,3})年\s?(?P<month>\d{1,2})月\s?(?P<day>\d{1,2})日?" + _CLOCK,
        r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?:T?(?P<hour>\d{2}):?(?P<minute>\d{2}):?(?P<second>\d{2})?"
        r"(?P<offset>Z|[+-]\d{2}:?\d{2})?)?(?!\d)",
        _CLOCK_FIRST + _DAY_NAME + _MONTH + r"\s?(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s{1,3}(?P<year>\d{4})(?!\d)" + _CLOCK,
        _CLOCK_FIRST + _DAY_NAME + r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s\-]{1,2}" + _MONTH + r",?[\s\-]{1,2}(?P<year>\d{4})(?!\d)" + _CLOCK,
        r"(?<![\d/])(?P<first>\d{1,2})[/.](?P<other>\d{1,2})[/.](?P<year>(?:19|20)\d{2})(?!\d)" + _CLOCK,
    )
)
_YEARLESS = re.compile(r"(?<![\d年])(?P<month>\d{1,2})(?:月|-)(?P<day>\d{1,2})日?" + _CLOCK + r"(?!\d)")
_AGO = re.compile(r"(?P<count>\d{1,3}|an?)\s?(?P<unit>个小时|個小時|小[时時]|分[钟鐘]?|秒钟?|[天日周週]|seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?)\s?(?:之?前|ago\b)", re.IGNORECASE)
_DAYS_AGO = re.compile(r"(?P<word>今天|今日|昨天|昨日|前天|today|yesterday)\s?" + _CLOCK, re.IGNORECASE)
_EPOCH = re.compile(r"(?P<seconds>[12]\d{9})(?P<millis>\d{3})?(?:\.\d+)?")
_ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?")


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
    text = _numerals(text)
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if (moment := _moment(match, zone)) is not None:
                yield match.start(), moment
    if now is not None:
        yield from _relative(text, zone, now.astimezone(zone))


def _numerals(text: str) -> str:
    text = text.translate(_NORMAL) if re.search(r"[〇○一二三四五六七八九十零][年月日]|民[国國]", text) else text.translate(_WIDTH)
    text = re.sub(r"(?<=\d)十(?=\d)", "", re.sub(r"(?<!\d)十(?=\d)", "1", re.sub(r"(?<=\d)十(?!\d)", "0", text)))
    return re.sub(r"(?<!\d)十(?=[月日])", "10", text).replace("國", "国")


_WIDTH = {key: value for key, value in _NORMAL.items() if chr(key) not in "〇○零一二三四五六七八九"}


def _moment(match: re.Match[str], zone: tzinfo) -> Moment | None:
    parts = match.groupdict()
    year = int(parts["roc"]) + _ROC if parts.get("roc") else int(parts["year"])
    if year > _BUDDHIST:
        year -= 543
    if parts.get("first"):
        month, day = _month_and_day(int(parts["first"]), int(parts["other"]), zone)
    else:
        month = int(parts["month"]) if parts.get("month") else table("time_words")["months"][parts["month_name"][:3].lower()]
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
        at = datetime(year, month, day, *(clock or ()), tzinfo=where or zone)
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
    if numeric := re.fullmatch(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?", written, re.IGNORECASE):
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
    for match in _AGO.finditer(text):
        unit = match["unit"].lower()
        seconds = words["ago"].get(unit) or words["ago"].get(unit.rstrip("s"))
        count = int(match["count"]) if match["count"].isdigit() else 1
        precise = seconds < 86_400
        at = now - timedelta(seconds=count * seconds)
        at = at.replace(second=0, microsecond=0) if precise else at.replace(hour=0, minute=0, second=0, microsecond=0)
        yield match.start(), Moment(at=at, precision="minute" if seconds <= 60 else "day", zoned=False)
    for match in _DAYS_AGO.finditer(text):
        day = now - timedelta(days=words["days_ago"][match["word"].lower()])
        if moment := _built(day.year, day.month, day.day, match.groupdict(), zone):
            yield match.start(), moment
    for match in _YEARLESS.finditer(text):
        moment = _built(now.year, int(match["month"]), int(match["day"]), match.groupdict(), zone)
        if moment and moment.at > now + timedelta(days=1):
            moment = _built(now.year - 1, int(match["month"]), int(match["day"]), match.groupdict(), zone)
        if moment:
            yield match.start(), moment
