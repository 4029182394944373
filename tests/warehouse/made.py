"""Invented outlets, articles and outcomes for the tests of the warehouse."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from domain.annotation import Annotation, Judgement
from domain.article import Article
from domain.crawl import Outcome
from domain.outlet import Outlet
from domain.quotation import Quotation
from domain.spans import Span
from domain.stance import Proposition, Stance, Tone
from warehouse.connection import Connection
from warehouse.load import LoadCounts, load_outcomes, start_run, upsert_outlets

MORNING = Outlet(
    id="morning_example", name="晨报", country="CN", languages=("zh", "en"), timezone="Asia/Shanghai", invented=True
)
LEDGER = Outlet(
    id="ledger_example", name="The Ledger", country="US", languages=("en",), timezone="America/New_York", invented=True
)
BEIJING = timezone(timedelta(hours=8))
NOON = datetime(2031, 3, 10, 12, 0, tzinfo=UTC)
PROPOSITION = Proposition(
    id="invented_race", version=1, texts={"en": "Aland is losing to Beland.", "zh": "甲国正在输给乙国。"}
)

CHINESE_TEXT = (
    "林远帆说：“我们的芯片已经追上来了。”\n分析人士认为，两国在先进制程上的差距仍在，而且未必会在几年之内消失。"
)
ENGLISH_TEXT = 'Mara Quill said: "We are falling behind on chips."\nThe ministry disagreed.'


def article(**changes: Any) -> Article:
    made = Article(
        status="ok",
        url="https://www.ledger.example/chips",
        outlet=LEDGER.id,
        title="Chip makers worry",
        text=ENGLISH_TEXT,
        published=datetime(2031, 3, 10, 9, 30, tzinfo=timezone(timedelta(hours=-5))),
        published_precision="minute",
        published_source="json_ld",
        byline=("Ada Pell",),
        language="en",
        method="trafilatura",
    )
    return replace(made, **changes)


def chinese_article(**changes: Any) -> Article:
    return article(
        **{
            "url": "https://www.morning.example/xinpian",
            "outlet": MORNING.id,
            "title": "芯片追赶战",
            "text": CHINESE_TEXT,
            "published": datetime(2031, 3, 10, 0, 0, tzinfo=BEIJING),
            "published_precision": "day",
            "language": "zh",
            **changes,
        }
    )


def outcome(page: Article | None = None, **changes: Any) -> Outcome:
    made = Outcome(
        kind="new",
        run_id="run-1",
        outlet=(page and page.outlet) or LEDGER.id,
        url=(page and page.url) or "https://www.ledger.example/chips",
        fetched_at=NOON,
        status_code=200,
        etag='"a"',
        body_sha256="00" * 32,
        warc_file="ledger_example/2031/03/10/run-1.warc.gz",
        warc_offset=7,
        article=page,
    )
    return replace(made, **changes)


def tokens(title: str, text: str) -> tuple[list[str], list[str]]:
    """Stand in for ``nlp.tokens``: words in lower case, and pairs of neighbouring characters."""
    return list(_tokens(title)), list(_tokens(text))


def _tokens(text: str) -> Iterator[str]:
    yield from (word.strip('".:,').lower() for word in text.split() if word.isascii())
    yield from (text[at : at + 2] for at in range(len(text) - 1) if not text[at : at + 2].isascii())


def prepare(conn: Connection, *run_ids: str) -> None:
    upsert_outlets(conn, [MORNING, LEDGER])
    for run_id in run_ids or ("run-1",):
        for outlet in (MORNING, LEDGER):
            start_run(conn, run_id=run_id, kind="collect", outlet=outlet.id, started_at=NOON)


def load(conn: Connection, outcomes: Iterable[Outcome]) -> LoadCounts:
    numbered = ((each, (place + 1) * 100) for place, each in enumerate(outcomes))
    return load_outcomes(conn, numbered, search_tokens=tokens)


def rows(conn: Connection, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
    with conn.cursor() as cursor:
        cursor.execute(sql, parameters or None)
        return cursor.fetchall()


def contents(conn: Connection, *, without: tuple[str, ...] = ("runs", "captures")) -> dict[str, tuple[int, str]]:
    """Return count and hash of every base table but ``without``."""
    tables = rows(conn, "select tablename from pg_tables where schemaname = 'racewatch' and tablename !~ 'yoyo'")
    return {
        table: rows(conn, f"select count(*), md5(string_agg(t::text, '|' order by t::text)) from racewatch.{table} t")[
            0
        ]
        for (table,) in tables
        if table not in without
    }


def stance(label: str, *, abstained: bool = False, **changes: Any) -> Stance:
    rest = [name for name in ("favor", "against", "neutral", "unrelated") if name != label]
    scores = {label: 0.7, **dict.fromkeys(rest, 0.1)}
    made = Stance(
        label=label,  # type: ignore[arg-type]
        scores=scores,  # type: ignore[arg-type]
        abstained=abstained,
        proposition=PROPOSITION.id,
        proposition_version=PROPOSITION.version,
        model="invented-stance",
        revision="1",
    )
    return replace(made, **changes)


def annotation(version_id: int, text: str, *, words: str, speaker: str, label: str, **changes: Any) -> Annotation:
    """One quotation (``words`` of ``text``), a stance on it and on the article, and a tone."""
    start = text.index(words)
    span = Span(start, start + len(words))
    source = text.index(speaker)
    made = Annotation(
        version_id=version_id,
        language="zh" if not text[0].isascii() else "en",
        relevant=True,
        quotations=(
            Quotation(
                type="direct",
                spans=(span,),
                content=(words,),
                score=0.9,
                source=speaker,
                source_span=Span(source, source + len(speaker)),
                speaker=speaker,
                side="US",
                speaker_score=0.8,
            ),
        ),
        judgements=(
            Judgement(voice="quote", span=span, quotation=0, stances=(stance(label),), tones=(tone(),)),
            Judgement(voice="article", span=Span(0, len(text)), stances=(stance("neutral", evidence=(span,)),)),
        ),
        revision="quotes-1 stance-1",
    )
    return replace(made, **changes)


def tone() -> Tone:
    return Tone(target="CN", label="negative", score=0.6, model="invented-tone", revision="1")
