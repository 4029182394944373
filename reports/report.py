"""Report: a trend as one HTML page that needs nothing else, and as tidy CSV."""

import csv
from datetime import timedelta
from io import StringIO

from domain.stance import Proposition
from reports.chart import groups_svg, trend_svg
from reports.template import render
from reports.trend import SHARED, Coverage, Tally, Trend

#: Stories, sentences in outlets' own voice, and statements a speaker before the fold, that the page shows.
MOST_STORIES, MOST_OWN_VOICE, MOST_SHOWN = 10, 8, 4
ONE_DAY = timedelta(days=1)
#: A cell that begins with one of these is a formula to a spreadsheet, whatever the quoting.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
CSV_COLUMNS = (
    "proposition", "proposition_version", "first_day", "last_day", "breakdown", "group", "name",
    "n_coverage", "n_relevant", "n_stated", "favor", "against", "neutral", "unrelated", "abstained",
    *(f"{label}_{part}" for label in SHARED for part in ("share", "low", "high")),
    "invented",
)  # fmt: skip


def render_html(trend: Trend, *, corrections: str | None = None) -> str:
    """Return the report as one page: no script, nothing fetched, charts inside, all web text escaped.

    ``corrections`` is the mail address that each quotation's "correct this" writes to.
    """
    return render(
        "report.html",
        trend=trend,
        texts=texts(trend.proposition),
        days_chart=trend_svg(trend),
        groups_chart=groups_svg(trend),
        own_voice=[each for each in trend.statements if each.voice == "outlet"][:MOST_OWN_VOICE],
        most_stories=MOST_STORIES,
        most_shown=MOST_SHOWN,
        corrections=corrections,
    )


def texts(proposition: Proposition) -> list[tuple[str, str]]:
    """Return the proposition's wording by language, English first, for the pages are in English."""
    return sorted(proposition.texts.items(), key=lambda item: (item[0] != "en", item[0]))


def render_csv(trend: Trend) -> str:
    """Return the figures of the page as CSV (RFC 4180): one row per breakdown and group, ``CSV_COLUMNS``.

    ``breakdown`` is all, previous, day, day_side, day_language, side, language, voice, speaker_side or outlet.
    Shares are 0 to 1; a cell without data is empty, never 0. A text that a spreadsheet would run as a formula gets an
    apostrophe in front.
    """
    stream = StringIO()
    writer = csv.DictWriter(stream, CSV_COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for row in _rows(trend):
        writer.writerow({column: _cell(value) for column, value in row.items()})
    return stream.getvalue()


def _rows(trend: Trend) -> list[dict[str, object]]:
    whole = {"first_day": trend.first_day, "last_day": trend.as_of}
    rows = [
        _row(trend, "all", "all", "all statements", trend.overall, trend.coverage, **whole),
        _row(
            trend, "previous", "previous", "the period before", trend.previous, None,
            first_day=trend.first_day - (trend.as_of - trend.first_day) - ONE_DAY, last_day=trend.first_day - ONE_DAY,
        ),
    ]  # fmt: skip
    for day in trend.daily:
        here = {"first_day": day.day, "last_day": day.day}
        rows.append(_row(trend, "day", str(day.day), str(day.day), day.tally, day.coverage, **here))
        rows += [_row(trend, "day_side", side, side, tally, None, **here) for side, tally in day.by_side.items()]
        rows += [_row(trend, "day_language", key, key, tally, None, **here) for key, tally in day.by_language.items()]
    breakdowns = {
        "side": trend.by_side,
        "language": trend.by_language,
        "voice": trend.by_voice,
        "speaker_side": trend.by_speaker_side,
        "outlet": trend.by_outlet,
    }
    for breakdown, groups in breakdowns.items():
        rows += [
            _row(trend, breakdown, group.key or "none", group.name or "none", group.tally, group.coverage, **whole)
            for group in groups
        ]
    return rows


def _row(
    trend: Trend, breakdown: str, group: str, name: str, tally: Tally, coverage: Coverage | None, **days: object
) -> dict[str, object]:
    shares = {}
    for label in SHARED:
        share = tally.share(label)
        for part, attribute in (("share", "value"), ("low", "low"), ("high", "high")):
            shares[f"{label}_{part}"] = None if share is None else f"{getattr(share, attribute):.4f}"
    return {
        "proposition": trend.proposition.id,
        "proposition_version": trend.proposition.version,
        **days,
        "breakdown": breakdown,
        "group": group,
        "name": name,
        "n_coverage": coverage.n_coverage if coverage else None,
        "n_relevant": coverage.n_relevant if coverage else None,
        "n_stated": tally.n,
        "favor": tally.favor,
        "against": tally.against,
        "neutral": tally.neutral,
        "unrelated": tally.unrelated,
        "abstained": tally.abstained,
        **shares,
        "invented": str(trend.invented).lower(),
    }


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
