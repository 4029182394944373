"""Rows as the warehouse would give them, about outlets and people that do not exist."""

from datetime import date, timedelta
from typing import Any

import pandas as pd

from domain.stance import Proposition
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

AS_OF = date(2031, 3, 12)
PROPOSITION = Proposition(
    id="us_losing_ai_race",
    version=1,
    texts={
        "en": "The United States is losing ground to China in the AI race.",
        "zh": "美国在人工智能竞赛中正在输给中国。",
    },
)
OUTLETS = {
    "harbor_ledger": ("The Harbor Ledger", "US", "en"),
    "prairie_wire": ("Prairie Wire", "US", "en"),
    "jinghai_daily": ("京海日报", "CN", "zh"),
    "lion_rock": ("獅山時報", "other", "zh"),
}


def count_row(
    day: date = AS_OF, outlet: str = "harbor_ledger", subject: str = "quote", **labels: Any
) -> dict[str, Any]:
    name, side, language = OUTLETS[outlet]
    row = dict.fromkeys(COUNT_COLUMNS, 0) | {"speaker_side": "", "language": language}
    return row | {"day": day, "subject": subject, "outlet": outlet, "outlet_name": name, "side": side} | labels


def coverage_row(
    day: date = AS_OF, outlet: str = "harbor_ledger", n_coverage: int = 4, n_relevant: int = 1, **others: Any
) -> dict[str, Any]:
    name, side, language = OUTLETS[outlet]
    row = {"day": day, "outlet": outlet, "outlet_name": name, "language": language, "side": side}
    return row | {"n_coverage": n_coverage, "n_relevant": n_relevant} | others


def shaped(counts: list[dict[str, Any]], coverage: list[dict[str, Any]], *, days: int = 10, **others: Any) -> Trend:
    return shape(
        pd.DataFrame(counts, columns=list(COUNT_COLUMNS)),
        pd.DataFrame(coverage, columns=list(COVERAGE_COLUMNS)),
        proposition=PROPOSITION,
        as_of=AS_OF,
        days=days,
        **others,
    )


def statement(**changes: Any) -> Statement:
    values: dict[str, Any] = {
        "key": "17",
        "article_id": 5,
        "voice": "quote",
        "text": "The gap has narrowed to a few months, and it keeps narrowing.",
        "language": "en",
        "label": "favor",
        "score": 0.91,
        "day": AS_OF,
        "outlet": "harbor_ledger",
        "outlet_name": "The Harbor Ledger",
        "outlet_side": "US",
        "title": "Senate panel hears of a shrinking lead",
        "url": "https://www.harbor-ledger.example/2031/03/12/lead",
        "speaker": "Senator Ada Thornquist",
        "affiliation": "Senate technology panel",
        "role": "chair",
        "speaker_side": "US",
        "invented": True,
    }
    return Statement(**(values | changes))


def chinese_statement(**changes: Any) -> Statement:
    values: dict[str, Any] = {
        "key": "18",
        "article_id": 6,
        "text": "在基础模型上，我们与美国的差距仍有一到两年，不能掉以轻心。",
        "language": "zh",
        "label": "against",
        "score": 0.78,
        "outlet": "jinghai_daily",
        "outlet_name": "京海日报",
        "outlet_side": "CN",
        "title": "专家：大模型差距仍在",
        "url": "https://www.jinghai-daily.example/a/20310312-6.html",
        "speaker": "闻人启明",
        "affiliation": "京海人工智能研究院",
        "role": "院长",
        "speaker_side": "CN",
    }
    return statement(**(values | changes))


def story_print(**changes: Any) -> Print:
    values: dict[str, Any] = {
        "article_id": 5,
        "outlet": "harbor_ledger",
        "outlet_name": "The Harbor Ledger",
        "outlet_side": "US",
        "language": "en",
        "title": "Senate panel hears of a shrinking lead",
        "day": AS_OF,
        "url": "https://www.harbor-ledger.example/2031/03/12/lead",
        "invented": True,
    }
    return Print(**(values | changes))


def both_languages_story() -> Story:
    return Story(
        story_id=50,
        prints=(
            story_print(),
            story_print(
                article_id=6,
                outlet="jinghai_daily",
                outlet_name="京海日报",
                outlet_side="CN",
                language="zh",
                title="美国参议院听证：领先优势正在缩小",
                url="https://www.jinghai-daily.example/a/20310312-7.html",
            ),
            story_print(
                article_id=7,
                outlet="prairie_wire",
                outlet_name="Prairie Wire",
                url="https://www.prairie-wire.example/7",
                copy=True,
                origin="The Harbor Ledger",
            ),
        ),
        tally=Tally(favor=3, against=1),
    )


def full_trend(**changes: Any) -> Trend:
    """A trend with figures on most days, both languages, all sides, and one day without anything."""
    counts, coverage = [], []
    for back in range(20):
        day = AS_OF - timedelta(days=back)
        if back == 4:
            continue
        counts += [
            count_row(
                day, favor=2 + back % 3, against=2, neutral=1, abstained=back % 2, unrelated=5, speaker_side="US"
            ),
            count_row(
                day, "jinghai_daily", favor=1 + back % 2, against=3, neutral=1, speaker_side="CN", copies=back % 3
            ),
            count_row(day, "prairie_wire", "outlet", favor=1, against=back % 3),
            count_row(day, "harbor_ledger", "article", favor=1),
        ]
        coverage += [
            coverage_row(day),
            coverage_row(day, "jinghai_daily", 6, 2),
            coverage_row(day, "prairie_wire", 3, 1),
        ]
    coverage.append(coverage_row(AS_OF, "lion_rock", 2, 0))
    values: dict[str, Any] = {
        "statements": [statement(), chinese_statement()],
        "speakers": [
            SpeakerRecord(
                name="Senator Ada Thornquist",
                tally=Tally(favor=1),
                statements=(statement(),),
                side="US",
                role="chair",
                affiliation="Senate technology panel",
            ),
            SpeakerRecord(
                name="闻人启明",
                tally=Tally(against=1),
                statements=(chinese_statement(),),
                side="CN",
                role="院长",
                affiliation="京海人工智能研究院",
            ),
        ],
        "stories": [both_languages_story()],
        "models": [Model(name="stance-small", revision="2031-01-01", n=140)],
        "invented": True,
    }
    return shaped(counts, coverage, **(values | changes))
