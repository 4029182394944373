"""Speakers in the warehouse: linked again and again without a change, decided by hand, and seen in the marts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from dags.settings import Settings
from dags.stages.speakers import merge, spelling, split, undo
from domain.annotation import Annotation, StoryMember
from domain.problem import Problem
from domain.speaker import Linking, Speaker, SpeakerDecision, SpeakerMention
from nlp.speakers import link
from tests.warehouse.made import (
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
)
from warehouse.annotations import store_annotation, store_story_members, upsert_propositions
from warehouse.connection import Connection, WarehouseError
from warehouse.speakers import decisions, find_speakers, relink

ENGLISH = 'Shan Liqun said: "We have caught up."\nOld Bear said: "No."'
CHINESE = "单立群说：“我们已经追上来了。”"
XINGCHA = Speaker(
    key="xingcha",
    names=("Xingcha Intelligence", "星槎智能"),
    kind="organisation",
    side="CN",
    source="memory",
    as_of="2031-03",
)
URL = "https://www.ledger.example/{}"


def by_xingcha(mentions: Sequence[SpeakerMention], decided: Sequence[SpeakerDecision]) -> Linking:
    return link(mentions, decided, directory=[XINGCHA])


def store(conn: Connection, version_id: int, text: str, words: str, speaker: str, **told: str) -> None:
    made = annotation(version_id, text, words=words, speaker=speaker, label="favor")
    (quotation,) = made.quotations
    said: Annotation = replace(made, quotations=(replace(quotation, **{"side": "CN", **told}),), judgements=())
    store_annotation(conn, said)


@pytest.fixture
def conn(empty: Connection) -> Connection:
    """Two English prints of one saying, the later one first in the database, a Chinese one, and another speaker."""
    prepare(empty)
    pages = [
        article(url=URL.format("copy"), text=ENGLISH, published=NOON + timedelta(hours=5)),
        article(url=URL.format("first"), text=ENGLISH + " ", published=NOON),
        chinese_article(text=CHINESE, published=NOON - timedelta(days=8), published_precision="minute"),
        article(url=URL.format("bear"), text=ENGLISH + "\nMore.", published=NOON),
    ]
    load(empty, [outcome(page) for page in pages])
    upsert_propositions(empty, [PROPOSITION])
    ids = dict(rows(empty, "select url, version_id from marts.articles"))
    for name in ("copy", "first"):
        told = {"affiliation": "Xingcha Intelligence"}
        store(empty, ids[URL.format(name)], ENGLISH, "We have caught up.", "Shan Liqun", **told)
    store(empty, ids[pages[2].url], CHINESE, "我们已经追上来了。", "单立群", affiliation="星槎智能", role="创始人")
    store(empty, ids[URL.format("bear")], ENGLISH, "No.", "Old Bear")
    relink(empty, by_xingcha, spelling=spelling)
    return empty


@pytest.fixture
def settings(conn: Connection, url: str, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr("dags.stages.speakers.load_directory", lambda: (XINGCHA,))
    return replace(Settings.from_environment(), database_url=url)


def speakers(conn: Connection) -> dict[str, int]:
    return dict(rows(conn, "select name, speaker_id from marts.speakers"))


def test_linking_again_changes_nothing(conn: Connection) -> None:
    before = contents(conn, without=())
    relink(conn, by_xingcha, spelling=spelling)
    assert contents(conn, without=()) == before


def test_two_languages_are_one_speaker_with_the_evidence(conn: Connection) -> None:
    assert rows(
        conn,
        "select name, speaker, organisation, method, evidence from marts.speaker_mentions where name = '单立群'",
    ) == [
        (
            "单立群",
            "Shan Liqun",
            "Xingcha Intelligence",
            "pinyin",
            "the name; Shan Liqun is a reading of 单立群; affiliation Xingcha Intelligence, 星槎智能",
        )
    ]
    assert rows(
        conn, "select alias, language, script from marts.speaker_aliases where speaker = 'Shan Liqun' order by 1"
    ) == [("Shan Liqun", "en", "Latn"), ("单立群", "zh", "Hans")]


def test_a_speaker_is_found_under_any_spelling_in_either_script(conn: Connection) -> None:
    number = speakers(conn)["Shan Liqun"]
    for wanted in ("shan liqun", "單立群", "单立群", str(number)):
        assert [each.speaker_id for each in find_speakers(conn, wanted)] == [number]
    assert find_speakers(conn, "nobody") == []
    assert rows(
        conn, "select count(*) from marts.quotations where speaker_id in (select marts.speaker_ids('單立群'))"
    ) == [(3,)]


def test_affiliations_have_a_time_and_join_the_languages(conn: Connection) -> None:
    assert rows(
        conn,
        "select speaker, affiliation, roles, first_day, last_day, n_articles, first_url "
        "from marts.speaker_affiliations",
    ) == [
        (
            "Shan Liqun",
            "Xingcha Intelligence",
            ["创始人"],
            date(2031, 3, 2),
            date(2031, 3, 10),
            3,
            "https://www.morning.example/xinpian",
        )
    ]


def test_what_was_said_when_and_where_first(conn: Connection) -> None:
    assert rows(
        conn,
        "select content, language, first_day, first_url, n_prints from marts.sayings "
        "where speaker = 'Shan Liqun' order by first_day",
    ) == [
        ("我们已经追上来了。", "zh", date(2031, 3, 2), "https://www.morning.example/xinpian", 1),
        ("We have caught up.", "en", date(2031, 3, 10), URL.format("first"), 2),
    ]


def test_a_copy_is_never_the_first_print_nor_counted(conn: Connection) -> None:
    ids = dict(rows(conn, "select url, version_id from marts.articles"))
    first, later = ids[URL.format("first")], ids[URL.format("copy")]
    # The wire's own print is seen later than the paper's, which says that it copies.
    store_story_members(
        conn,
        [
            StoryMember(version_id=later, story=first, relation="origin", score=1.0),
            StoryMember(version_id=first, story=first, relation="copy", score=1.0),
        ],
    )
    assert rows(conn, "select first_url from marts.sayings where n_prints = 2") == [(URL.format("copy"),)]
    assert rows(
        conn,
        "select week, side, speaker, n_quotations, n_outlets, place from marts.most_quoted order by week, place, 3",
    ) == [
        (date(2031, 2, 24), "CN", "Shan Liqun", 1, 1, 1),
        (date(2031, 3, 10), "CN", "Old Bear", 1, 1, 1),
        (date(2031, 3, 10), "CN", "Shan Liqun", 1, 1, 1),
    ]


def test_a_merge_holds_through_another_annotation_and_new_numbers(conn: Connection, settings: Settings) -> None:
    number = speakers(conn)["Shan Liqun"]
    made = merge(settings, one="單立群", other="Old Bear", reason="his pen name", by="ada")
    assert speakers(conn).keys() == {"Shan Liqun", "Xingcha Intelligence"}
    assert speakers(conn)["Shan Liqun"] == number, "a speaker keeps its id"
    ((method, evidence),) = rows(conn, "select method, evidence from marts.speaker_mentions where name = 'Old Bear'")
    assert (method, evidence) == ("hand", f"the name; merge #{made}: his pen name")
    # Another revision reads the versions anew, and every speaker gets another number.
    with conn.cursor() as cursor:
        cursor.execute("update racewatch.annotations set revision = 'another'")
        cursor.execute("delete from racewatch.speakers")
    assert rows(conn, "select count(*) from racewatch.quotations where speaker_id is null") == [(4,)]
    relink(conn, by_xingcha, spelling=spelling)
    assert speakers(conn).keys() == {"Shan Liqun", "Xingcha Intelligence"}
    undo(settings, decision_id=made, by="ada")
    assert "Old Bear" in speakers(conn)
    assert decisions(conn) == []
    with pytest.raises(Problem, match=f"no decision #{made} holds"):
        undo(settings, decision_id=made, by="ada")


def test_a_split_holds_and_conflicts_are_said(conn: Connection, settings: Settings) -> None:
    reason = {"reason": "a namesake", "by": "ada"}
    made = split(settings, speaker="Shan Liqun", name="单立群", affiliation=None, url=None, **reason)
    assert rows(conn, "select count(distinct speaker_id) from marts.speaker_mentions where name <> 'Old Bear'") == [
        (2,)
    ]
    relink(conn, by_xingcha, spelling=spelling)
    assert rows(conn, "select count(distinct speaker_id) from marts.speaker_mentions where name <> 'Old Bear'") == [
        (2,)
    ]
    with pytest.raises(Problem, match=f"decision #{made} split them"):
        merge(settings, one="Shan Liqun", other="单立群", **reason)
    with pytest.raises(Problem, match=r"all there is of Shan Liqun"):
        split(settings, speaker="Shan Liqun", name="Shan Liqun", affiliation=None, url=None, **reason)
    with pytest.raises(WarehouseError, match="would change nothing"):
        split(settings, speaker="Shan Liqun", name=None, affiliation=None, url="https://x.example/", **reason)
    with pytest.raises(Problem, match="no speaker 'Nobody'"):
        merge(settings, one="Nobody", other="Old Bear", **reason)
    with pytest.raises(Problem, match="is one speaker already"):
        merge(settings, one="Old Bear", other="old bear", **reason)
    assert [each.decision_id for each in decisions(conn)] == [made], "nothing of a refused decision stays"


def test_a_namesake_gets_an_id_of_its_own_and_the_first_keeps_hers(conn: Connection) -> None:
    number = speakers(conn)["Old Bear"]
    load(conn, [outcome(article(url=URL.format("namesake"), text=ENGLISH + "\nOf sport."))])
    ids = dict(rows(conn, "select url, version_id from marts.articles"))
    store(conn, ids[URL.format("namesake")], ENGLISH, "No.", "Old Bear", side="GB", role="striker")
    relink(conn, by_xingcha, spelling=spelling)
    found = dict(rows(conn, "select url, speaker_id from marts.speaker_mentions where name = 'Old Bear'"))
    assert found[URL.format("bear")] == number != found[URL.format("namesake")]
