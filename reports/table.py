"""Table: a trend as plain text for a terminal, in columns that also hold with Chinese names."""

from collections.abc import Mapping

from reports import wording
from reports.report import texts
from reports.trend import SIDES, Coverage, Side, Tally, Trend
from reports.typeset import columns, fold

#: The bar of a full share, in columns.
BAR = 10
_FIGURES = ("n", "support", "95%", "", "articles")
_LEGEND = "n: statements that speak to it. 95%: Wilson's interval of support. Articles: about the subject, of all seen."


def text_table(trend: Trend, *, width: int = 100) -> str:
    """Return the answer, the days and the groups of a trend; sentences are folded at ``width`` columns (98 or more)."""
    lines = [text for _, text in texts(trend.proposition)]
    if trend.invented:
        lines.append("INVENTED DATA: outlets, articles and people that do not exist.")
    lines += ["", *(fold(sentence, columns=width) for sentence in _sentences(trend)), ""]
    days = [_line(f"{day.day:%Y-%m-%d}", day.tally, day.coverage, sides=day.by_side) for day in trend.daily]
    lines += [columns(["day (UTC)", *_FIGURES, *(f"{side} outlets" for side in SIDES)], days), ""]
    groups = [_line("all", trend.overall, trend.coverage)]
    for members, names in (
        (trend.by_side, wording.SIDE_NAMES),
        (trend.by_language, wording.LANGUAGE_NAMES),
        (trend.by_voice, wording.VOICE_NAMES),
        (trend.by_outlet, {}),
    ):
        groups += [_line(names.get(each.key, each.name), each.tally, each.coverage) for each in members]
    lines += [columns(["group", *_FIGURES], groups, most=34), ""]
    lines.append(fold(_LEGEND, columns=width))
    return "\n".join(lines) + "\n"


def _line(
    name: str, tally: Tally, coverage: Coverage | None, *, sides: Mapping[Side, Tally] | None = None
) -> list[object]:
    share = tally.share()
    ends = "" if share is None else f"{wording.percent(share.low)}–{wording.percent(share.high)}"
    bar = "" if share is None else "█" * round(share.value * BAR)
    seen = "" if coverage is None else f"{coverage.n_relevant}/{coverage.n_coverage}"
    by_side = [f"{wording.share(each)} of {each.n}" if each.n else "–" for each in (sides or {}).values()]
    return [name, tally.n, wording.share(tally), ends, bar, seen, *by_side]


def _sentences(trend: Trend) -> list[str]:
    return [
        wording.answer(trend),
        wording.change(trend),
        wording.sides(trend),
        wording.languages(trend),
        wording.left_out(trend),
    ]
