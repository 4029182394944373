"""The outcome file: what is written comes back, from any offset, whatever breaks around it."""

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawlers.outcomes import OutcomeWriter, read_outcomes
from crawlers.serial import ARTICLE_KEYS, article_from_json, article_to_json, outcome_from_json, outcome_to_json
from domain.article import Article, ExtractionStatus, Origin, OriginKind, Precision, TimeSource
from domain.crawl import Outcome, OutcomeKind

zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
times = st.datetimes(min_value=datetime(1970, 1, 2), max_value=datetime(2100, 1, 1), timezones=zones)  # noqa: DTZ001
texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
counts = st.integers(0, 2**40)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


articles = st.builds(
    Article,
    status=st.sampled_from(get_args(ExtractionStatus)),
    url=maybe(texts),
    outlet=maybe(texts),
    title=maybe(texts),
    text=maybe(texts),
    published=maybe(times),
    published_precision=maybe(st.sampled_from(get_args(Precision))),
    published_source=maybe(st.sampled_from(get_args(TimeSource))),
    updated=maybe(times),
    byline=st.lists(texts, max_size=3).map(tuple),
    language=maybe(texts),
    section=maybe(texts),
    canonical_url=maybe(texts),
    origin=maybe(
        st.builds(
            Origin,
            kind=st.sampled_from(get_args(OriginKind)),
            name=maybe(texts),
            url=maybe(texts),
            evidence=maybe(texts),
        )
    ),
    method=maybe(texts),
)
outcomes = st.builds(
    Outcome,
    kind=st.sampled_from(get_args(OutcomeKind)),
    run_id=texts,
    outlet=texts,
    url=texts,
    fetched_at=times,
    reason=maybe(texts),
    status_code=maybe(counts),
    etag=maybe(texts),
    last_modified=maybe(texts),
    body_sha256=maybe(texts),
    warc_file=maybe(texts),
    warc_offset=maybe(counts),
    article=maybe(articles),
)

NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)


def outcome(number: int) -> Outcome:
    return Outcome(kind="new", run_id="run", outlet="mock", url=f"https://mock.example/{number}", fetched_at=NOON)


@given(article=articles)
@settings(max_examples=60)
def test_article_comes_back(article: Article) -> None:
    row = json.loads(json.dumps(article_to_json(article)))
    assert tuple(row) == ARTICLE_KEYS
    assert article_from_json(row) == article


@given(written=st.lists(outcomes, max_size=5), tear=st.integers(0, 40), resume=st.integers(0, 5))
@settings(max_examples=60)
def test_outcomes_come_back_from_every_offset(
    written: list[Outcome], tear: int, resume: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("outcomes") / "outcomes"
    with OutcomeWriter(path) as writer:
        for one in written:
            writer.write(one)
    whole = path.stat().st_size
    with path.open("ab") as file:
        file.write(b'{"kind": "new", "run_id": "run", "outlet": "mock"'[:tear])
    back = list(read_outcomes(path))
    assert [one for one, _ in back] == written
    assert [offset for _, offset in back][-1:] == [whole][: len(written)]
    offsets = [0, *(offset for _, offset in back)]
    start = min(resume, len(written))
    assert [one for one, _ in read_outcomes(path, offset=offsets[start])] == written[start:]


@given(cut=st.floats(0, 1))
@settings(max_examples=40)
def test_writer_goes_on_behind_the_last_whole_line(cut: float, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("outcomes") / "outcomes"
    with OutcomeWriter(path) as writer:
        for number in range(3):
            writer.write(outcome(number))
    data = path.read_bytes()
    size = int(cut * len(data))
    path.write_bytes(data[:size])
    kept = data[:size].count(b"\n")
    with OutcomeWriter(path) as writer:
        writer.write(outcome(9))
    assert [one for one, _ in read_outcomes(path)] == [*map(outcome, range(kept)), outcome(9)]


def test_long_torn_line_is_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "outcomes"
    with OutcomeWriter(path) as writer:
        writer.write(outcome(1))
    with path.open("ab") as file:
        file.write(b"x" * 200_000)
    with OutcomeWriter(path) as writer:
        writer.write(outcome(2))
    assert [one for one, _ in read_outcomes(path)] == [outcome(1), outcome(2)]


@pytest.mark.parametrize(
    "line",
    [
        b"not json",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b"[" * 100_000,
        *(
            json.dumps({**outcome_to_json(outcome(1)), **change}).encode()
            for change in (
                {"kind": "odd"},
                {"url": None},
                {"fetched_at": "2031-03-04T12:00:00"},
                {"fetched_at": "soon"},
                {"warc_offset": -1},
                {"status_code": True},
                {"extra": 1},
                {"article": {"status": "ok"}},
            )
        ),
    ],
)
def test_broken_line_is_one_problem_and_the_rest_goes_on(line: bytes, tmp_path: Path) -> None:
    path = tmp_path / "outcomes"
    with OutcomeWriter(path) as writer:
        writer.write(outcome(1))
    start = path.stat().st_size
    with path.open("ab") as file:
        file.write(line + b"\n")
    with OutcomeWriter(path) as writer:
        writer.write(outcome(2))
    problems: list[str] = []
    assert [one for one, _ in read_outcomes(path, on_problem=problems.append)] == [outcome(1), outcome(2)]
    assert len(problems) == 1 and problems[0].startswith(f"{path}: byte {start}: ")


def test_half_a_surrogate_pair_is_written_as_a_question_mark(tmp_path: Path) -> None:
    path = tmp_path / "outcomes"
    torn = Article(status="ok", url=None, title="half \ud83d")
    with OutcomeWriter(path) as writer:
        writer.write(
            Outcome(kind="new", run_id="r", outlet="o", url="https://mock.example/", fetched_at=NOON, article=torn)
        )
    back = next(read_outcomes(path))[0].article
    assert back is not None and back.title == "half ?"


def test_outcome_that_is_no_object_says_so() -> None:
    with pytest.raises(ValueError, match="outcome: expected the keys"):
        outcome_from_json([1])
