"""The plan file: what is written comes back; what is broken gives one line."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawlers.plan import PlanError, read_plan, write_plan
from domain.crawl import ClosedHost, CrawlPlan, KnownUrl, WaitingUrl

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
plans = st.builds(
    CrawlPlan,
    run_id=texts,
    outlet=texts,
    archive=texts,
    budget=st.floats(0.1, 1e6),
    known=st.lists(
        st.builds(
            KnownUrl,
            url=texts,
            etag=st.none() | texts,
            last_modified=st.none() | texts,
            body_sha256=st.none() | texts,
        ),
        max_size=4,
    ).map(tuple),
    due=st.lists(texts, max_size=4).map(tuple),
    replay=st.lists(texts, max_size=3).map(tuple),
    as_of=st.none() | st.datetimes(timezones=st.just(UTC)),
    resting=st.lists(texts, max_size=2).map(tuple),
    waiting=st.lists(
        st.builds(
            WaitingUrl,
            url=texts,
            failures=st.integers(1, 20),
            due_at=st.none() | st.datetimes(timezones=st.just(UTC)),
        ),
        max_size=2,
    ).map(tuple),
    closed=st.lists(st.builds(ClosedHost, host=texts, until=st.datetimes(timezones=st.just(UTC))), max_size=2).map(
        tuple
    ),
    shard=st.integers(1, 5).flatmap(lambda n: st.tuples(st.integers(0, n - 1), st.just(n))),
)


@given(plan=plans)
@settings(max_examples=60)
def test_plan_comes_back(plan: CrawlPlan, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("plan") / "plan"
    write_plan(path, plan)
    assert read_plan(path) == plan


CRAWL = (
    '{"kind": "crawl", "run_id": "r", "outlet": "o", "archive": "a", "budget": 9, "replay": [], "as_of": null, '
    '"shard": [0, 1], "index": null}'
)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "expected a crawl plan, found an empty file"),
        ("{", "line 1: expected a JSON object"),
        ('{"kind": "due", "url": "x"}', "line 1: expected a line of kind crawl first, found 'due'"),
        (CRAWL.replace("9", "0"), "line 1: budget: expected a number of seconds, found 0"),
        (CRAWL.replace("9", "NaN"), "line 1: budget: expected a number of seconds, found nan"),
        (CRAWL.replace('"o"', "null"), "line 1: outlet: expected a text, found None"),
        (CRAWL.replace("[]", '"x"'), "line 1: replay: expected a list of files, found 'x'"),
        (CRAWL.replace("null", '"2031-03-04T12:00:00"'), "line 1: as_of: expected a time in ISO 8601 with its zone"),
        (CRAWL.replace('"r"', '"r", "more": 1'), "line 1: expected the keys run_id, outlet"),
        (f'{CRAWL}\n{{"kind": "known", "url": "x"}}', "line 2: expected the keys url, etag"),
        (
            f'{CRAWL}\n{{"kind": "due"}}',
            "line 2: expected kind known, due, resting, waiting or closed and a url, found 'due'",
        ),
        (f"{CRAWL}\n[1]", "line 2: expected a JSON object, found '[1]'"),
    ],
)
def test_broken_plan_gives_one_line(text: str, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "plan"
    path.write_text(text)
    with pytest.raises(PlanError) as caught:
        read_plan(path)
    assert str(caught.value).startswith(f"{path}: {problem}") and "\n" not in str(caught.value)


def test_missing_plan_gives_one_line(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match="expected a crawl plan"):
        read_plan(tmp_path / "plan")


def test_plan_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    plan = CrawlPlan(run_id="r", outlet="o", archive="a", budget=1.5, as_of=datetime(2031, 3, 4, tzinfo=UTC))
    path = tmp_path / "plan"
    write_plan(path, plan)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_plan(path) == plan
