"""Read: the rows of the marts that a trend is made of, all from one snapshot of the warehouse."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import pandas as pd

from domain.problem import Problem
from domain.stance import Proposition
from nlp.propositions import load_propositions
from reports.trend import (
    COUNT_COLUMNS,
    COVERAGE_COLUMNS,
    Model,
    Print,
    SpeakerRecord,
    Statement,
    Story,
    Tally,
    Trend,
    shape,
)
from warehouse.connection import Connection

QUERIES = Path(__file__).parent / "queries"
#: Days back from the last one whose stories and statements count as news: what was published late in a day is often
#: collected on the next.
NEWS_DAYS = 3
MOST_SPEAKERS = 10
#: Statements that a page or a mail can sensibly choose from or show; the figures count them all.
MOST_STATEMENTS = 500


class UnknownPropositionError(Problem):
    """A proposition that is neither in the warehouse nor shipped."""


def read_trend(conn: Connection, *, proposition: str, as_of: date, days: int) -> Trend:
    """Return what the ``days`` days up to ``as_of`` (UTC) say of a proposition, and the same number of days before.

    All queries see one snapshot, so that the figures agree with one another while other stages write. An empty
    warehouse gives an empty trend. Raises ``UnknownPropositionError``, and ``ValueError`` unless ``days`` is 1 or more.
    """
    first, news = as_of - timedelta(days=days - 1), as_of - timedelta(days=min(days, NEWS_DAYS) - 1)
    period = {"proposition": proposition, "first_day": first, "last_day": as_of}
    both = period | {"first_day": first - timedelta(days=days)}
    recent = period | {"first_day": news}
    with conn, conn.cursor() as cursor:
        cursor.execute("set transaction isolation level repeatable read, read only")
        wording = _proposition(conn, proposition)
        counts = _rows(conn, "counts", **both)
        coverage = _rows(conn, "coverage", **both)
        speakers = _rows(conn, "speakers", **period, most=MOST_SPEAKERS)
        quoted = _rows(
            conn, "statements", **period, speaker_ids=[row["speaker_id"] for row in speakers], most=MOST_STATEMENTS
        )
        statements = _rows(conn, "statements", **recent, speaker_ids=None, most=MOST_STATEMENTS)
        prints = _rows(conn, "prints", **recent)
        models = _rows(conn, "models", **period)
    return shape(
        pd.DataFrame(counts, columns=list(COUNT_COLUMNS)),
        pd.DataFrame(coverage, columns=list(COVERAGE_COLUMNS)),
        proposition=wording,
        as_of=as_of,
        days=days,
        speakers=[_speaker(row, quoted) for row in speakers],
        statements=[_statement(row) for row in statements],
        stories=_stories(prints),
        models=[Model(name=row["model"], revision=row["revision"], n=row["n"]) for row in models],
        invented=any(row["invented"] for row in coverage if row["day"] >= first),
    )


@cache
def _query(name: str) -> str:
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


def _rows(conn: Connection, name: str, **parameters: object) -> list[dict[str, Any]]:
    """Run a query of ``queries/`` and return its rows by column."""
    with conn.cursor() as cursor:
        cursor.execute(_query(name), parameters)
        columns = [column.name for column in cursor.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in cursor]


def _proposition(conn: Connection, proposition: str) -> Proposition:
    """Return the wording that the stored labels are of; before there are any, the shipped one."""
    for row in _rows(conn, "proposition", proposition=proposition):
        return Proposition(id=row["proposition"], version=row["version"], texts=row["texts"])
    shipped = load_propositions()
    if proposition not in shipped:
        raise UnknownPropositionError(f"no proposition {proposition!r}; known are {', '.join(sorted(shipped))}")
    return shipped[proposition]


def _statement(row: Mapping[str, Any]) -> Statement:
    return Statement(
        key=str(row["stance_id"]),
        article_id=row["article_id"],
        voice=row["subject"],
        text=row["text"],
        language=row["language"],
        label=row["label"],
        score=row["score"],
        day=row["day"],
        outlet=row["outlet"],
        outlet_name=row["outlet_name"],
        outlet_side=row["outlet_side"],
        type=row["type"],
        title=row["title"],
        url=row["url"],
        speaker=row["speaker"],
        affiliation=row["affiliation"],
        role=row["role"],
        speaker_side=row["speaker_side"],
        origin=row["origin_name"],
        copies=row["copies"],
        invented=row["invented"],
    )


def _speaker(row: Mapping[str, Any], quoted: Iterable[Mapping[str, Any]]) -> SpeakerRecord:
    own = [_statement(each) for each in quoted if each["speaker_id"] == row["speaker_id"]]
    # What the newest article says of a person is the office held now.
    known = {
        name: next((value for each in own if (value := getattr(each, name))), None)
        for name in ("speaker_side", "affiliation", "role")
    }
    return SpeakerRecord(
        name=row["speaker"],
        tally=_tally([row]),
        statements=tuple(own),
        side=known["speaker_side"],
        affiliation=known["affiliation"],
        role=known["role"],
    )


def _stories(prints: list[dict[str, Any]]) -> list[Story]:
    """Group prints into stories: first those that speak to the proposition, then by outlets, statements and day."""

    def story_of(row: Mapping[str, Any]) -> tuple[int, int]:
        return (0, row["story_id"]) if row["story_id"] is not None else (1, row["article_id"])

    stories = []
    for _, members in groupby(sorted(prints, key=story_of), key=story_of):
        rows = list(members)
        stories.append(
            Story(
                story_id=rows[0]["story_id"],
                prints=tuple(_print(row) for row in rows),
                tally=_tally([row for row in rows if not row["copy"]]),
            )
        )
    return sorted(
        stories,
        key=lambda story: (
            story.tally.n == 0,
            -len({each.outlet for each in story.prints}),
            -story.tally.n,
            -story.last_day.toordinal(),
            min(each.article_id for each in story.prints),
        ),
    )


def _print(row: Mapping[str, Any]) -> Print:
    return Print(
        article_id=row["article_id"],
        outlet=row["outlet"],
        outlet_name=row["outlet_name"],
        outlet_side=row["outlet_side"],
        language=row["language"],
        title=row["title"],
        day=row["day"],
        url=row["url"],
        origin=row["origin_name"],
        copy=row["copy"],
        invented=row["invented"],
    )


def _tally(rows: list[Mapping[str, Any]] | list[dict[str, Any]]) -> Tally:
    return Tally(
        favor=sum(row["favor"] for row in rows),
        against=sum(row["against"] for row in rows),
        neutral=sum(row["neutral"] for row in rows),
    )
