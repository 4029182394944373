from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.warehouse.made import (
    CHINESE_TEXT,
    ENGLISH_TEXT,
    NOON,
    PROPOSITION,
    annotation,
    article,
    chinese_article,
    contents,
    load,
    outcome,
    prepare,
    rows,
    stance,
)
from warehouse.annotations import store_annotation, upsert_propositions
from warehouse.connection import Connection
from warehouse.load import finish_run
from warehouse.marts import refresh
from warehouse.migrate import VIEWS
from warehouse.queries import query

DAILY = """
    select
        day::text, subject, outlet, language, side,
        n_coverage, n_relevant, favor, against, neutral, unrelated, abstained
    from marts.stance_daily order by day, outlet, subject
"""


@pytest.fixture(scope="module")
def filled(conn: Connection) -> Connection:
    """Two days: on the first an English and a Chinese article are relevant, on the second nothing is."""
    prepare(conn)
    upsert_propositions(conn, [PROPOSITION, replace(PROPOSITION, id="another")])
    tomorrow = NOON + timedelta(days=1)
    pages = [
        article(),
        chinese_article(),
        article(
            url="https://www.ledger.example/weather", published=tomorrow, text="Rain is expected all over the country."
        ),
        article(
            url="https://www.ledger.example/sports", published=tomorrow, text="The home side won again, by two to nil."
        ),
    ]
    load(conn, [outcome(page) for page in pages])
    ids = dict(rows(conn, "select url, version_id from marts.articles"))
    made = annotation(
        ids[pages[0].url], ENGLISH_TEXT, words="We are falling behind on chips.", speaker="Mara Quill", label="favor"
    )
    whole = replace(made.judgements[1], stances=(stance("neutral", abstained=True),))
    store_annotation(conn, replace(made, judgements=(made.judgements[0], whole)))
    store_annotation(
        conn,
        annotation(
            ids[pages[1].url], CHINESE_TEXT, words="我们的芯片已经追上来了。", speaker="林远帆", label="against"
        ),
    )
    store_annotation(conn, replace(made, version_id=ids[pages[2].url], relevant=False, quotations=(), judgements=()))
    refresh(conn)
    return conn


def test_days_without_relevant_articles_have_rows_with_zeros(filled: Connection) -> None:
    expected = [
        ("2031-03-10", "article", "ledger_example", "en", "US", 1, 1, 0, 0, 0, 0, 1),
        ("2031-03-10", "outlet", "ledger_example", "en", "US", 1, 1, 0, 0, 0, 0, 0),
        ("2031-03-10", "quote", "ledger_example", "en", "US", 1, 1, 1, 0, 0, 0, 0),
        ("2031-03-10", "article", "morning_example", "zh", "CN", 1, 1, 0, 0, 1, 0, 0),
        ("2031-03-10", "outlet", "morning_example", "zh", "CN", 1, 1, 0, 0, 0, 0, 0),
        ("2031-03-10", "quote", "morning_example", "zh", "CN", 1, 1, 0, 1, 0, 0, 0),
        *[
            ("2031-03-11", subject, "ledger_example", "en", "US", 2, 0, 0, 0, 0, 0, 0)
            for subject in ("article", "outlet", "quote")
        ],
    ]
    assert rows(filled, DAILY.replace("order", f"where proposition = '{PROPOSITION.id}' order")) == expected
    assert rows(
        filled, "select sum(favor + against + neutral) from marts.stance_daily where proposition = 'another'"
    ) == [(0,)]


def test_refreshing_again_changes_nothing(filled: Connection) -> None:
    before = rows(filled, "select xmin::text, s::text from marts.stance_daily s order by 2")
    refresh(filled)
    assert rows(filled, "select xmin::text, s::text from marts.stance_daily s order by 2") == before


def test_the_trend_adds_up_by_day_side_and_language(filled: Connection) -> None:
    trend = query(
        filled,
        "stance_trend",
        proposition=PROPOSITION.id,
        first_day=date(2031, 3, 9),
        last_day=date(2031, 3, 11),
    )
    assert [tuple(row.values()) for row in trend] == [
        (date(2031, 3, 10), "CN", "zh", 1, 1, 0, 1, 0, 0, 0),
        (date(2031, 3, 10), "US", "en", 1, 1, 1, 0, 0, 0, 0),
        (date(2031, 3, 11), "US", "en", 2, 0, 0, 0, 0, 0, 0),
    ]


def test_everything_can_be_counted(filled: Connection) -> None:
    (totals,) = query(filled, "totals")
    assert totals == {"outlets": 2, "articles": 4, "versions": 4, "quotations": 2, "stances": 4, "stories": 0}


def test_the_health_of_an_outlet_is_its_last_finished_run(filled: Connection) -> None:
    before = contents(filled)
    finish_run(
        filled, run_id="run-1", outlet="ledger_example", status="failed", message="no\0 answer", finished_at=NOON
    )
    ledger, morning = query(filled, "outlet_health")
    assert (ledger["last_status"], ledger["last_message"], ledger["urls"], ledger["readable"]) == (
        "failed",
        "no\ufffd answer",
        3,
        3,
    )
    assert (morning["last_run_at"], morning["last_article_at"]) == (None, NOON)
    assert contents(filled) == before


def test_a_query_that_no_file_has_is_named(conn: Connection) -> None:
    with pytest.raises(KeyError, match="unheard_of"):
        query(conn, "unheard_of")


def test_every_mart_opens_with_its_grain(conn: Connection) -> None:
    files = [
        path for path in VIEWS.glob("*.sql") if "marts." in path.read_text() and "function" not in path.read_text()
    ]
    assert len(files) >= 6
    for path in files:
        assert path.read_text().startswith("-- One row per "), path
    comments = rows(
        conn,
        "select relname, obj_description(c.oid) from pg_class c join pg_namespace n on n.oid = relnamespace "
        "where nspname = 'marts' and relkind in ('v', 'm')",
    )
    assert [name for name, comment in comments if not comment.startswith("One row per ")] == []
