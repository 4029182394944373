"""Storable: text and times of the web made fit for Postgres, without moving an offset."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_REPLACEMENT = "\ufffd"


def storable(text: str) -> tuple[str, int]:
    """Return ``text`` with NUL and lone surrogates replaced by U+FFFD, one for one, and how many there were."""
    return _UNSTORABLE.subn(_REPLACEMENT, text)


def storable_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``values`` with every text, and every text of a list, made storable."""
    return {name: _clean(value) for name, value in values.items()}


def zone_of(time: datetime) -> str:
    """Return the offset in which an aware ``time`` is stated, such as ``+08:00``."""
    return time.isoformat()[-6:] if time.utcoffset() else "+00:00"


def utc(time: datetime) -> datetime:
    """Return an aware ``time`` in UTC. Raises ValueError for a naive one, and for one outside the calendar."""
    if time.tzinfo is None:
        raise ValueError(f"the time {time.isoformat()} has no zone")
    try:
        return time.astimezone(UTC)
    except OverflowError:
        raise ValueError(f"the time {time.isoformat()} lies outside the calendar") from None


def day_of(time: datetime, *, precision: str | None) -> date:
    """Return the UTC day of ``time``; where only a day is known (``precision="day"``) the date as it is stated.

    The first instant of a day in Beijing is still the day before in UTC: a mere date would come out a day early.
    """
    return time.date() if precision == "day" else utc(time).date()


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)[0]
    if isinstance(value, list):
        return [_clean(each) for each in value]
    return value
