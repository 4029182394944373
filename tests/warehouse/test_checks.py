from pathlib import Path

import pytest

import warehouse.checks
from tests.warehouse.made import (
    CHINESE_TEXT,
    ENGLISH_TEXT,
    PROPOSITION,
    annotation,
    article,
    chinese_article,
    load,
    outcome,
    prepare,
    rows,
)
from warehouse.annotations import store_annotation, upsert_propositions
from warehouse.checks import run_checks
from warehouse.connection import Connection
from warehouse.marts import refresh

#: What breaks each check: SQL on a warehouse in which all is well.
BREAKS = {
    "article_derived": "update racewatch.articles set day = day + 1",
    "article_not_searchable": "update racewatch.versions set search = ''",
    "article_without_words": "update racewatch.versions set text = 'Too short.'",
    "cue_and_source_verbatim": "update racewatch.quotations set source_span = '{1,4}'",
    "outlet_silent": """
        insert into racewatch.runs (run_id, outlet, kind, started_at, finished_at)
        values ('broken', 'ledger_example', 'collect', now(), now());
        insert into racewatch.captures (run_id, outlet, url, fetched_at, outcome, reason)
        values ('broken', 'ledger_example', 'https://www.ledger.example/', now(), 'failed', 'timeout')
    """,
    "published_in_future": "update racewatch.versions set published_at = '2131-01-01'",
    "published_long_ago": "update racewatch.versions set published_at = '1970-01-01'",
    "quotation_spans": "update racewatch.quotations set spans = '{{3,3}}'",
    "quotation_verbatim": "update racewatch.quotations set content = array[content[1] || '!']",
    "quoted_twice": """
        insert into racewatch.quotations (annotation_id, spans, content, type, score)
        select annotation_id, '{{17,19}}', '{xx}', 'indirect', 1 from racewatch.quotations
    """,
    "stance_daily_stale": "delete from racewatch.articles where outlet = 'ledger_example'",
    "stance_label": "update racewatch.stances set label = 'unrelated'",
    "stance_scores": "update racewatch.stances set favor = favor + 0.1",
    "statement_span": """
        update racewatch.stances set voice = 'outlet', quotation_id = null, span = '{5,5000}' where voice = 'quote'
    """,
    "story_without_origin": """
        insert into racewatch.stories select min(version_id) from racewatch.versions;
        insert into racewatch.story_members
        select version_id, min(version_id) over (), 'copy', 1 from racewatch.versions
    """,
}


@pytest.fixture
def conn(empty: Connection) -> Connection:
    prepare(empty)
    upsert_propositions(empty, [PROPOSITION])
    load(empty, [outcome(article()), outcome(chinese_article())])
    ids = dict(rows(empty, "select outlet, version_id from marts.articles"))
    english = {"words": "We are falling behind on chips.", "speaker": "Mara Quill", "label": "favor"}
    chinese = {"words": "我们的芯片已经追上来了。", "speaker": "林远帆", "label": "against"}
    store_annotation(empty, annotation(ids["ledger_example"], ENGLISH_TEXT, **english))
    store_annotation(empty, annotation(ids["morning_example"], CHINESE_TEXT, **chinese))
    refresh(empty)
    assert {check.name for check in run_checks(empty) if not check.passed} == set()
    return empty


def test_every_check_has_something_that_breaks_it() -> None:
    assert {path.stem for path in Path(warehouse.checks.__file__).parent.glob("*.sql")} == set(BREAKS)


@pytest.mark.parametrize("name", BREAKS)
def test_a_check_returns_the_rows_that_break_its_rule(conn: Connection, name: str) -> None:
    with conn.cursor() as cursor:
        cursor.execute(BREAKS[name])
    (result,) = [check for check in run_checks(conn) if check.name == name]
    assert not result.passed
    assert 0 < len(result.rows) <= result.count
    assert result.rule.endswith(".")
