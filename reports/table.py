"""Table: a trend as plain text for a terminal, in columns that also hold with Chinese names."""

from collections.abc import Sequence

from reports import wording
from reports.report import texts
from reports.trend import Coverage, Tally, Trend
from reports.typeset import fold, pad, width

#: The bar of a full share, in columns.
BAR = 20


def text_table(trend: Trend, *, columns: int = 100) -> str:
    """Return the answer, the days and the groups of a trend in lines of at most ``columns`` columns (80 or more)."""
    lines = [text for _, text in texts(trend.proposition)]
    if trend.invented:
        lines.append("INVENTED DATA: outlets, articles and people that do not exist.")
    lines += ["", *(fold(sentence, columns=columns) for sentence in _sentences(trend)), ""]
    lines += _table("day (UTC)", [(f"{day.day:%Y-%m-%d}", day.tally, _relevant(day.coverage)) for day in trend.daily])
    groups: list[tuple[str, Tally, str]] = [("all", trend.overall, _relevant(trend.coverage))]
    for members, names in (
        (trend.by_side, wording.SIDE_NAMES),
        (trend.by_language, wording.LANGUAGE_NAMES),
        (trend.by_voice, wording.VOICE_NAMES),
        (trend.by_outlet, {}),
    ):
        groups += [(names.get(each.key, each.name), each.tally, _relevant(each.coverage)) for each in members]
    lines += ["", *_table("group", groups), ""]
    lines.append(fold("Intervals: 95%, Wilson. Articles: about the subject, of all seen.", columns=columns))
    return "\n".join(lines) + "\n"


def _sentences(trend: Trend) -> list[str]:
    return [
        wording.answer(trend),
        wording.change(trend),
        wording.sides(trend),
        wording.languages(trend),
        wording.left_out(trend),
    ]


def _relevant(coverage: Coverage | None) -> str:
    return "" if coverage is None else f"{coverage.n_relevant}/{coverage.n_coverage}"


def _table(first: str, rows: Sequence[tuple[str, Tally, str]]) -> list[str]:
    name = min(34, max(width(first), *(width(label) for label, _, _ in rows)))
    head = f"{pad(first, name)}  {'n':>5}  {'support':>8}  {'95% interval':>12}  {'':{BAR}}  {'articles':>9}"
    lines = [head.rstrip(), "─" * (name + 5 + 8 + 12 + BAR + 9 + 10)]
    for label, tally, relevant in rows:
        share = tally.share()
        ends = "" if share is None else f"{wording.percent(share.low)}–{wording.percent(share.high)}"
        bar = "" if share is None else "█" * round(share.value * BAR)
        figures = f"{tally.n:>5}  {wording.share(tally):>8}  {ends:>12}  {bar:{BAR}}  {relevant:>9}"
        lines.append(f"{pad(label, name)}  {figures}".rstrip())
    return lines
