"""Retry-After: what it asks for, and that it is kept."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.middlewares.patience import LONGEST, retry_after
from tests.crawlers.made import Answer, Site, crawl, plan

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        (format_datetime(NOW + timedelta(minutes=3), usegmt=True), 180.0),
        (format_datetime(NOW - timedelta(minutes=3), usegmt=True), 0.0),
        ("Tuesday, 04-Mar-31 12:01:00 GMT", 60.0),
        ("9" * 400, LONGEST),
        *((nothing, None) for nothing in ("", "soon", "-5", "1.5", "１２", "Tue, 99 Foo")),
    ],
)
def test_retry_after(written: str, seconds: float | None) -> None:
    assert retry_after(written, now=NOW) == seconds


@given(st.text(max_size=60))
def test_retry_after_of_anything(written: str) -> None:
    found = retry_after(written, now=NOW)
    assert found is None or 0 <= found <= LONGEST


def test_short_wait_is_sat_out(sites: Callable[[], Site], tmp_path: Path) -> None:
    site = sites()
    site.answers["/news/1"] = Answer("later", status=503, headers={"Retry-After": "1"})
    (outcome,) = crawl(tmp_path, plan(tmp_path, due=(site.url("/news/1"),)), {}, settings={"RETRY_TIMES": 0})
    first, second = (at for path, _, at in site.requests if path == "/news/1")
    assert second - first > 0.9
    assert (outcome.kind, outcome.reason) == ("failed", "HTTP 503, Retry-After: 1") and outcome.due_at is not None


def test_long_wait_closes_the_host(sites: Callable[[], Site], tmp_path: Path) -> None:
    site = sites()
    site.answers["/news/1"] = Answer("later", status=429, headers={"Retry-After": "3600"})
    site.answers["/news/2"] = Answer("later", status=429, headers={"Retry-After": "3600"})
    found = crawl(tmp_path, plan(tmp_path, due=(site.url("/news/1"), site.url("/news/2"))), {}, delay=0.5)
    assert sorted(outcome.kind for outcome in found) == ["due", "failed"]
    assert all(outcome.due_at and outcome.due_at > datetime.now(UTC) + timedelta(minutes=55) for outcome in found)
    assert site.asked("/news/1") + site.asked("/news/2") == 1
