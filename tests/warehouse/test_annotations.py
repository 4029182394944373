from dataclasses import replace
from datetime import timedelta

import pytest

from domain.annotation import Annotation, StoryMember
from domain.spans import Span
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
from warehouse.annotations import (
    documents,
    due_versions,
    store_annotation,
    store_story_members,
    story_candidates,
    upsert_propositions,
)
from warehouse.checks import run_checks
from warehouse.connection import Connection, WarehouseError
from warehouse.marts import refresh

REVISION = "quotes-1 stance-1"


@pytest.fixture
def conn(empty: Connection) -> Connection:
    prepare(empty, "run-1", "run-2")
    load(empty, [outcome(article()), outcome(chinese_article())])
    upsert_propositions(empty, [PROPOSITION])
    return empty


def versions(conn: Connection) -> dict[str, int]:
    return dict(rows(conn, "select outlet, version_id from marts.articles"))


def english(conn: Connection, **changes: object) -> Annotation:
    made = annotation(
        versions(conn)["ledger_example"],
        ENGLISH_TEXT,
        words="We are falling behind on chips.",
        speaker="Mara Quill",
        label="favor",
    )
    return replace(made, **changes)


def chinese(conn: Connection, **changes: object) -> Annotation:
    made = annotation(
        versions(conn)["morning_example"],
        CHINESE_TEXT,
        words="我们的芯片已经追上来了。",
        speaker="林远帆",
        label="against",
    )
    return replace(made, **changes)


def test_what_is_due_is_what_no_pass_of_the_revision_has_read(conn: Connection) -> None:
    ids = versions(conn)
    assert set(due_versions(conn, revision=REVISION)) == set(ids.values())
    assert len(due_versions(conn, revision=REVISION, limit=1)) == 1
    assert store_annotation(conn, english(conn))
    assert due_versions(conn, revision=REVISION) == [ids["morning_example"]]
    assert len(due_versions(conn, revision="next")) == 2


def test_a_superseded_version_is_not_due(conn: Connection) -> None:
    revised = article(text="Revised. " + ENGLISH_TEXT)
    load(conn, [outcome(revised, run_id="run-2", kind="changed", fetched_at=NOON + timedelta(hours=1))])
    (document,) = documents(conn, due_versions(conn, revision=REVISION)[:1])
    assert document.text == revised.text
    assert len(due_versions(conn, revision=REVISION)) == 2


def test_documents_come_in_the_order_asked_for(conn: Connection) -> None:
    ids = versions(conn)
    wanted = [ids["morning_example"], 999_999, ids["ledger_example"]]
    first, second = documents(conn, wanted)
    assert (first.title, first.text, first.outlet, first.outlet_country, first.language) == (
        "芯片追赶战",
        CHINESE_TEXT,
        "morning_example",
        "CN",
        "zh",
    )
    assert second.version_id == ids["ledger_example"]


def test_an_annotation_is_stored_whole_and_once(conn: Connection) -> None:
    assert store_annotation(conn, english(conn))
    assert store_annotation(conn, chinese(conn))
    before = contents(conn, without=())
    assert not store_annotation(conn, english(conn))
    assert contents(conn, without=()) == before
    assert rows(
        conn, "select outlet, content, spans, speaker, side, extractor_revision from marts.quotations order by outlet"
    ) == [
        ("ledger_example", "We are falling behind on chips.", [[18, 49]], "Mara Quill", "US", REVISION),
        ("morning_example", "我们的芯片已经追上来了。", [[6, 18]], "林远帆", "US", REVISION),
    ]
    assert rows(
        conn,
        "select subject, label, text, score, speaker, evidence from marts.stances where language = 'zh' order by 1",
    ) == [
        ("article", "neutral", "芯片追赶战", 0.7, None, [[6, 18]]),
        ("quote", "against", "我们的芯片已经追上来了。", 0.7, "林远帆", []),
    ]
    assert rows(conn, "select target, label, text from marts.tones where outlet = 'ledger_example'") == [
        ("CN", "negative", "We are falling behind on chips.")
    ]
    refresh(conn)
    assert {check.name: check.rows for check in run_checks(conn) if not check.passed} == {}


def test_nothing_of_a_broken_annotation_stays(conn: Connection) -> None:
    before = contents(conn, without=())
    made = english(conn)
    strange = replace(made.judgements[0], stances=(stance("favor", proposition="unheard_of"),))
    with pytest.raises(WarehouseError, match=r"unheard_of"):
        store_annotation(conn, replace(made, judgements=(made.judgements[1], strange)))
    with pytest.raises(WarehouseError, match=r"999999"):
        store_annotation(conn, english(conn, version_id=999_999))
    after = contents(conn, without=())
    assert after == before
    assert store_annotation(conn, made)


def test_of_two_annotations_the_newer_counts(conn: Connection) -> None:
    store_annotation(conn, english(conn))
    store_annotation(conn, english(conn, quotations=(), judgements=(), revision="quotes-2", relevant=False))
    assert rows(conn, "select count(*) from marts.quotations") == [(0,)]
    assert rows(conn, "select count(*) from racewatch.quotations") == [(1,)]
    assert rows(conn, "select relevant from marts.articles where outlet = 'ledger_example'") == [(False,)]


def test_models_can_be_changed_and_changed_back(conn: Connection) -> None:
    def shown() -> list[tuple[str, ...]]:
        return rows(conn, "select extractor_revision from marts.quotations order by outlet")

    due_versions(conn, revision=REVISION)
    for made in (english(conn), chinese(conn)):
        store_annotation(conn, made)
    due_versions(conn, revision="another")
    store_annotation(conn, english(conn, revision="another"))
    assert shown() == [("another",), (REVISION,)]
    before = contents(conn)
    assert due_versions(conn, revision="another") == [versions(conn)["morning_example"]]
    assert contents(conn) == before
    assert due_versions(conn, revision=REVISION) == []
    assert shown() == [(REVISION,), (REVISION,)]


def test_the_outlets_own_sentence_is_shown_verbatim(conn: Connection) -> None:
    made = chinese(conn)
    start = CHINESE_TEXT.index("分析人士")
    own = replace(made.judgements[0], voice="outlet", quotation=None, span=Span(start, len(CHINESE_TEXT)), tones=())
    store_annotation(conn, replace(made, judgements=(own,)))
    assert rows(conn, "select subject, text from marts.stances") == [("outlet", CHINESE_TEXT[start:])]


def test_new_words_need_a_new_version(conn: Connection) -> None:
    with pytest.raises(WarehouseError, match="invented_race has other words than its version 1"):
        upsert_propositions(conn, [replace(PROPOSITION, texts={"en": "Aland has lost."})])
    store_annotation(conn, english(conn))
    upsert_propositions(conn, [PROPOSITION, replace(PROPOSITION, version=2, texts={"en": "Aland has lost."})])
    assert rows(conn, "select count(*) from marts.stances") == [(0,)]


def test_stories_cross_languages_and_may_be_told_anew(conn: Connection) -> None:
    for made in (english(conn), chinese(conn)):
        store_annotation(conn, made)
    candidates = story_candidates(conn)
    assert [each.document.outlet for each in candidates] == ["morning_example", "ledger_example"]
    first, second = (each.document.version_id for each in candidates)
    members = [
        StoryMember(version_id=first, story=first, relation="origin", score=1.0),
        StoryMember(version_id=second, story=first, relation="same_event", score=0.8),
    ]
    store_story_members(conn, members)
    before = contents(conn)
    store_story_members(conn, members)
    assert contents(conn) == before
    assert rows(conn, "select story_id, outlet, relation, language, day::text from marts.stories order by 2") == [
        (first, "ledger_example", "same_event", "en", "2031-03-10"),
        (first, "morning_example", "origin", "zh", "2031-03-10"),
    ]
    store_story_members(conn, [replace(member, story=second) for member in members])
    assert rows(conn, "select story_id from racewatch.stories") == [(second,)]
    assert {each.story for each in story_candidates(conn)} == {second}
