"""The trend as it is read from a real Postgres: invented articles loaded and annotated by the warehouse's own parts."""

from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from dags.stages.speakers import spelling
from domain.annotation import Annotation, Judgement, StoryMember
from domain.article import Article, Origin
from domain.crawl import Outcome
from domain.outlet import Outlet
from domain.quotation import Quotation
from domain.spans import Span
from domain.speaker import Speaker
from domain.stance import Stance, StanceLabel
from nlp.speakers import link
from reports.digest import build_digest
from reports.read import UnknownPropositionError, read_trend
from reports.report import render_csv, render_html
from reports.table import text_table
from reports.trend import Coverage, Tally, Trend
from tests.reports.made import AS_OF, PROPOSITION
from tests.warehouse.made import load, rows
from warehouse.annotations import store_annotation, store_story_members, upsert_propositions
from warehouse.connection import Connection, connect
from warehouse.digests import already_sent, store_digest
from warehouse.load import start_run, upsert_outlets
from warehouse.marts import refresh
from warehouse.speakers import relink

LEDGER = Outlet(
    id="harbor_ledger", name="The Harbor Ledger", country="US", languages=("en",), timezone="UTC", invented=True
)
WIRE = Outlet(id="prairie_wire", name="Prairie Wire", country="US", languages=("en",), timezone="UTC", invented=True)
DAILY = Outlet(id="jinghai_daily", name="京海日报", country="CN", languages=("zh",), timezone="UTC", invented=True)
ROCK = Outlet(id="lion_rock", name="獅山時報", country="HK", languages=("zh",), timezone="UTC", invented=True)
LEAD = "The gap has narrowed to months"
OWN = "America leads by a wide margin."
ENGLISH = f'"{LEAD}," said Ada Thornquist.\n{OWN}\nAnalysts said "{LEAD}".'
CHINESE = "闻人启明说：“差距还有两年。”\n报道到此为止。"
ADA = Speaker(key="ada", names=("Ada Thornquist", "艾达·索恩奎斯特"), side="US", role="senator", source="memory")


def page(outlet: Outlet, day: date, text: str, *, number: int = 1, **others: Any) -> Article:
    return Article(
        status="ok",
        url=f"https://www.{outlet.id}.example/{day}/{number}",
        outlet=outlet.id,
        title=f"{outlet.name} {number}",
        text=text,
        published=datetime(day.year, day.month, day.day, 9, tzinfo=UTC),
        published_precision="second",
        published_source="json_ld",
        language=outlet.languages[0],
        **others,
    )


def stance(label: StanceLabel, *, abstained: bool = False) -> Stance:
    rest = {other: 0.1 for other in ("favor", "against", "neutral", "unrelated")}
    return Stance(
        label=label,
        scores=rest | {label: 0.7},  # type: ignore[arg-type]
        abstained=abstained,
        proposition=PROPOSITION.id,
        proposition_version=1,
        model="invented-stance",
        revision="3",
    )


def quoted(text: str, words: str, speaker: str, label: StanceLabel, *, last: bool = False) -> tuple[Quotation, Stance]:
    start = text.rindex(words) if last else text.index(words)
    span = Span(start, start + len(words))
    side = "US" if speaker == ADA.names[0] else None
    return Quotation(type="direct", spans=(span,), content=(words,), score=0.9, speaker=speaker, side=side), stance(
        label
    )


def annotate(
    conn: Connection,
    version: int,
    text: str,
    said: Sequence[tuple[Quotation, Stance]] = (),
    own: Sequence[tuple[str, Stance]] = (),
    *,
    relevant: bool = True,
) -> None:
    judged = [
        Judgement(voice="quote", span=each.spans[0], quotation=place, stances=(opinion,))
        for place, (each, opinion) in enumerate(said)
    ]
    for words, opinion in own:
        span = Span(text.index(words), text.index(words) + len(words))
        judged.append(Judgement(voice="outlet", span=span, stances=(opinion,)))
    if relevant:
        judged.append(Judgement(voice="article", span=Span(0, len(text)), stances=(stance("favor"),)))
    store_annotation(
        conn,
        Annotation(
            version_id=version,
            language="zh" if text == CHINESE else "en",
            relevant=relevant,
            quotations=tuple(each for each, _ in said),
            judgements=tuple(judged),
            revision="invented-1",
        ),
    )


@pytest.fixture(scope="module")
def filled(url: str) -> str:
    """Two days before AS_OF a wire's article and its copy; on AS_OF a Chinese one of the same event, and another."""
    before = AS_OF - timedelta(days=2)
    pages = [
        page(WIRE, before, ENGLISH),
        page(LEDGER, before, ENGLISH, origin=Origin(kind="wire", name="Prairie Wire")),
        page(DAILY, AS_OF, CHINESE),
        page(LEDGER, AS_OF, "Of fish and bread.", number=2),
        page(ROCK, AS_OF, "港口的天氣很好。"),
        page(WIRE, AS_OF - timedelta(days=12), ENGLISH, number=9),
        page(WIRE, AS_OF + timedelta(days=1), ENGLISH, number=10),
    ]
    with closing(connect(url)) as conn:
        outlets = [LEDGER, WIRE, DAILY, ROCK]
        upsert_outlets(conn, outlets)
        for outlet in outlets:
            start_run(conn, run_id="run-1", kind="collect", outlet=outlet.id, started_at=datetime.now(UTC))
        load(conn, [_outcome(each) for each in pages])
        versions = dict(rows(conn, "select url, version_id from marts.articles"))
        ids = [versions[each.url] for each in pages]
        upsert_propositions(conn, [PROPOSITION])
        ada = (ENGLISH, LEAD, "Ada Thornquist", "favor")
        for version in (ids[0], ids[1], ids[5], ids[6]):
            said = [quoted(*ada), quoted(ENGLISH, LEAD, "Analysts", "neutral", last=True)]
            annotate(conn, version, ENGLISH, said, [(OWN, stance("against"))])
        unsure = (quoted(CHINESE, "报道到此为止", "闻人启明", "favor")[0], stance("favor", abstained=True))
        annotate(conn, ids[2], CHINESE, [quoted(CHINESE, "差距还有两年。", "闻人启明", "against"), unsure])
        annotate(conn, ids[3], "Of fish and bread.", relevant=False)
        relations = [(ids[0], "origin"), (ids[1], "copy"), (ids[2], "same_event")]
        members = [
            StoryMember(version_id=version, story=ids[0], relation=relation, score=0.9)  # type: ignore[arg-type]
            for version, relation in relations
        ]
        store_story_members(conn, members)
        relink(conn, partial(link, directory=[ADA]), spelling=spelling)
        refresh(conn)
    return url


def _outcome(article: Article) -> Outcome:
    assert article.outlet and article.url and article.published
    return Outcome(
        kind="new",
        run_id="run-1",
        outlet=article.outlet,
        url=article.url,
        fetched_at=article.published + timedelta(hours=1),
        article=article,
    )


@pytest.fixture
def trend(filled: str) -> Trend:
    with closing(connect(filled, readonly=True)) as conn:
        return read_trend(conn, proposition=PROPOSITION.id, as_of=AS_OF, days=10)


def test_a_wire_copy_counts_once_for_whoever_printed_it_first(trend: Trend) -> None:
    assert trend.overall == Tally(favor=1, against=2, neutral=1, abstained=1)
    assert trend.copies == 3
    assert {group.key: group.tally.n for group in trend.by_outlet} == {
        "prairie_wire": 3,
        "jinghai_daily": 1,
        "harbor_ledger": 0,
        "lion_rock": 0,
    }


def test_statements_and_reprints_add_up_to_the_public_view(trend: Trend, filled: str) -> None:
    with closing(connect(filled)) as conn:
        ((total,),) = rows(
            conn,
            "select sum(favor + against + neutral) from marts.stance_daily "
            "where subject <> 'article' and proposition = %s and day between %s and %s",
            PROPOSITION.id,
            trend.first_day,
            trend.as_of,
        )
    assert trend.overall.n + trend.copies == total


def test_the_period_ends_where_it_should(trend: Trend) -> None:
    assert trend.previous == Tally(favor=1, against=1, neutral=1)
    assert [day.day for day in trend.daily if day.tally.n] == [AS_OF - timedelta(days=2), AS_OF]


def test_coverage_counts_every_article_also_copies_and_unread_ones(trend: Trend) -> None:
    assert trend.coverage == Coverage(n_coverage=5, n_relevant=3)
    assert {group.key: group.coverage for group in trend.by_side} == {
        "US": Coverage(n_coverage=3, n_relevant=2),
        "CN": Coverage(n_coverage=1, n_relevant=1),
        "other": Coverage(n_coverage=1, n_relevant=0),
    }


def test_voices_and_speakers_sides_are_told_apart(trend: Trend) -> None:
    assert {group.key: group.tally.n for group in trend.by_voice} == {"quote": 3, "outlet": 1, "article": 2}
    assert {group.key: group.tally.n for group in trend.by_speaker_side} == {"US": 1, "CN": 0, "": 2}


def test_speakers_come_with_their_words_and_unnamed_ones_do_not_come(trend: Trend) -> None:
    assert [record.name for record in trend.speakers] == ["Ada Thornquist", "闻人启明"]
    ada, scholar = trend.speakers
    assert (ada.side, ada.role, ada.tally) == ("US", "senator", Tally(favor=1))
    (said,) = ada.statements
    assert (said.text, said.type, said.url, said.score) == (
        LEAD,
        "direct",
        f"https://www.prairie_wire.example/{AS_OF - timedelta(days=2)}/1",
        0.7,
    )
    assert (said.copies, said.invented, said.label) == (1, True, "favor")
    assert [each.text for each in scholar.statements] == ["差距还有两年。"]


def test_a_story_is_one_across_languages_with_its_copy_marked(trend: Trend) -> None:
    (story,) = trend.stories
    assert [(each.outlet, each.copy, each.origin) for each in story.prints] == [
        ("prairie_wire", False, None),
        ("harbor_ledger", True, "Prairie Wire"),
        ("jinghai_daily", False, None),
    ]
    assert story.tally == Tally(favor=1, against=2, neutral=1)
    assert [lead.language for lead in story.leads] == ["en", "zh"]


def test_models_and_invention_are_known(trend: Trend) -> None:
    assert [(model.name, model.revision) for model in trend.models] == [("invented-stance", "3")]
    assert trend.invented


def test_mail_page_and_table_come_from_the_one_trend(trend: Trend, filled: str) -> None:
    with closing(connect(filled)) as conn:
        mail, items = build_digest(
            conn,
            list_id="daily",
            edition=AS_OF,
            proposition=PROPOSITION.id,
            days=10,
            sender="digest@racewatch.example",
            recipients=["reader@desk.example"],
        )
        assert mail["Subject"] == "Racewatch 2031-03-12: 25% yes, 50% no (4 statements)"
        for text in (render_html(trend), text_table(trend)):
            assert "Of 4 statements that speak to it" in text
        assert ",4,1,2,1," in render_csv(trend)
        assert [item.kind for item in items] == ["story", "story", "article", "quotation", "quotation"]

        assert store_digest(conn, list_id="daily", edition=AS_OF, message=mail, path=Path("daily.eml"), items=items)
        later, told = build_digest(
            conn,
            list_id="daily",
            edition=AS_OF + timedelta(days=1),
            proposition=PROPOSITION.id,
            days=10,
            sender="digest@racewatch.example",
            recipients=["reader@desk.example"],
            already_sent=already_sent(conn, list_id="daily"),
        )
    assert later["Message-ID"] != mail["Message-ID"]
    assert [item.url for item in told] == [f"https://www.prairie_wire.example/{AS_OF + timedelta(days=1)}/10"]


def test_an_empty_warehouse_is_no_data_in_the_shipped_wording(empty: Connection) -> None:
    trend = read_trend(empty, proposition="us_losing_ai_race", as_of=AS_OF, days=30)
    assert trend.empty and len(trend.daily) == 30
    assert set(trend.proposition.texts) >= {"en", "zh"}


def test_an_unknown_proposition_is_one_clear_error(empty: Connection) -> None:
    with pytest.raises(UnknownPropositionError, match="no proposition 'nothing'; known are us_losing_ai_race"):
        read_trend(empty, proposition="nothing", as_of=AS_OF, days=10)


def test_reading_changes_nothing_and_leaves_the_connection_usable(filled: str) -> None:
    with closing(connect(filled)) as conn:
        first = read_trend(conn, proposition=PROPOSITION.id, as_of=AS_OF, days=10)
        assert read_trend(conn, proposition=PROPOSITION.id, as_of=AS_OF, days=10) == first
        assert rows(conn, "show transaction_read_only") == [("off",)]
