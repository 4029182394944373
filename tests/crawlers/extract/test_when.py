"""When: dates as Chinese and US pages write them, with zone and precision."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.extract.when import find_moments, read_moment

_BEIJING = ZoneInfo("Asia/Shanghai")
_NEW_YORK = ZoneInfo("America/New_York")
_NOW = datetime(2031, 5, 2, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "moment", "precision"),
    [
        ("2031年04月24日23:52 | 来源：某报", "2031-04-24T23:52:00+08:00", "minute"),
        ("2031年4月24日 下午3:05", "2031-04-24T15:05:00+08:00", "minute"),
        ("2031年4月24日（星期四）08时15分", "2031-04-24T08:15:00+08:00", "minute"),
        ("２０３１－０４－２４　０８：１５：３３", "2031-04-24T08:15:33+08:00", "second"),
        ("二〇三一年四月二十四日", "2031-04-24T00:00:00+08:00", "day"),
        ("二○三一年十二月三十一日", "2031-12-31T00:00:00+08:00", "day"),
        ("民國120年4月24日", "2031-04-24T00:00:00+08:00", "day"),
        ("2574-04-24", "2031-04-24T00:00:00+08:00", "day"),
        ("2031-04-24 00:00:00", "2031-04-24T00:00:00+08:00", "day"),
        ("2031-04-24T08:15:33.123Z", "2031-04-24T08:15:33+00:00", "second"),
        ("2031-12-30T05:03-0500", "2031-12-30T05:03:00-05:00", "minute"),
        ("20310619T055000+0900", "2031-06-19T05:50:00+09:00", "second"),
        ("Thu, 24 Apr 2031 08:15:00 GMT", "2031-04-24T08:15:00+00:00", "second"),
        ("14:08, December 03, 2031", "2031-12-03T14:08:00+08:00", "minute"),
        ("1934784920", "2031-04-24T16:15:20+08:00", "second"),
        ("1934784920123", "2031-04-24T16:15:20+08:00", "second"),
        ("昨天 08:15", "2031-05-01T08:15:00+08:00", "minute"),
        ("4月24日 08:15", "2031-04-24T08:15:00+08:00", "minute"),
        ("12月31日 08:15", "2030-12-31T08:15:00+08:00", "minute"),
        ("5分钟前", "2031-05-02T11:55:00+08:00", "minute"),
    ],
)
def test_a_date_is_read_with_zone_and_precision(written: str, moment: str, precision: str) -> None:
    found = read_moment(written, zone=_BEIJING, now=_NOW)
    assert found is not None
    assert (found.at.isoformat(), found.precision) == (moment, precision)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("April 26, 2031 2:20pm EDT", "2031-04-26T14:20:00-04:00"),
        ("Published: Feb. 17, 2031 10:37 AM", "2031-02-17T10:37:00-05:00"),
        ("Nov 7, 2031 at 2:00 AM ET", "2031-11-07T02:00:00-05:00"),
        ("04/05/2031", "2031-04-05T00:00:00-04:00"),
        ("Mar 3, 2031 4:05 PM CST", "2031-03-03T16:05:00-06:00"),
    ],
)
def test_american_dates(written: str, moment: str) -> None:
    found = read_moment(written, zone=_NEW_YORK)
    assert found is not None
    assert found.at.isoformat() == moment


@pytest.mark.parametrize(
    "written", ["", "next week", "2031-13-45", "2031年2月30日", "1070-01-01", "版本 3.14.15", "12345678"]
)
def test_no_date_is_made_up(written: str) -> None:
    assert read_moment(written, zone=_BEIJING, now=_NOW) is None


def test_relative_times_need_to_know_now() -> None:
    assert read_moment("3小时前", zone=_BEIJING) is None
    found = read_moment("3小时前", zone=_BEIJING, now=_NOW)
    assert found is not None
    assert found.at == _NOW - timedelta(hours=3)
    assert found.precision == "day"


@given(at=st.datetimes(min_value=datetime(1991, 1, 1), max_value=datetime(2099, 1, 1)))  # noqa: DTZ001
def test_written_moments_come_back(at: datetime) -> None:
    at = at.replace(microsecond=0, fold=0)
    for form in ("%Y-%m-%d %H:%M:%S", "%Y年%m月%d日 %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%B %d, %Y %H:%M:%S"):
        found = read_moment(at.strftime(form), zone=UTC)
        assert found is not None
        assert found.at.replace(tzinfo=None) == at


@given(text=st.text(max_size=400) | st.text(alphabet="0123456789年月日-/:. TZ+十", max_size=200))
def test_any_text_gives_sound_moments(text: str) -> None:
    for _, moment in find_moments(text, zone=_BEIJING, now=_NOW):
        assert moment.at.tzinfo is not None
        assert moment.at.year >= 1990
