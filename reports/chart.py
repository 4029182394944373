"""Chart: the trend as a picture, deterministic to the byte; SVG for the page, PNG for the mail.

Labels are figures, dates and ids only: the fonts that come with matplotlib have no Chinese characters.
"""

import re
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, PercentFormatter

from reports.interval import Estimate
from reports.trend import SIDES, Coverage, Group, Trend
from reports.wording import LABEL_NAMES, LANGUAGE_NAMES, SIDE_NAMES

#: Wong's palette, told apart by all common kinds of colour vision, at 3:1 or more on white and on near-black.
COLOURS: dict[str, str] = {"US": "#0072b2", "CN": "#d55e00", "other": "#7f7f7f"}
LABEL_COLOURS = {"favor": "#b0528f", "neutral": "#8a8a8a", "against": "#2f8f5b"}
MARKERS: dict[str, str] = {"US": "o", "CN": "s", "other": "^"}
#: Drawn in this colour, a line or a letter takes the page's own text colour, light or dark.
INK = "#123456"
_STYLE: Any = {"font.family": "DejaVu Sans", "font.size": 9.0, "svg.fonttype": "none", "text.parse_math": False}
_TITLE: dict[str, Any] = {"loc": "left", "fontsize": 9.5, "fontweight": "bold"}
_NO_METADATA: dict[str, Any] = {"Creator": None, "Date": None, "Format": None, "Type": None}


def trend_svg(trend: Trend) -> str:
    """Return the chart of days as an ``<svg>`` element without script, metadata or outside reference."""
    return _svg("days", lambda ink: _days_figure(trend, ink))


def groups_svg(trend: Trend) -> str:
    """Return the shares by side, language and outlet, with intervals, as an ``<svg>`` element."""
    return _svg("groups", lambda ink: _groups_figure(_named_groups(trend), ink))


def trend_png(trend: Trend) -> bytes:
    """Return the chart of days as a PNG on white, wide enough for a mail on a phone or a desk."""
    with rc_context(_STYLE):
        figure = _days_figure(trend, "#1b1b1b")
        figure.set_facecolor("white")
        stream = BytesIO()
        figure.savefig(stream, format="png", dpi=144, metadata={"Software": None})
    return stream.getvalue()


def describe(trend: Trend) -> str:
    """Return the chart of days in words, for those who cannot see it."""
    points = [
        f"{day.day:%m-%d} {estimate.value:.0%} of {day.tally.n}" if (estimate := day.tally.share()) else ""
        for day in trend.daily
    ]
    held = "; ".join(point for point in points if point) or "no data"
    return f"Share of statements that support the proposition, day by day: {held}."


def _svg(name: str, draw: Callable[[str], Figure]) -> str:
    with rc_context({**_STYLE, "svg.hashsalt": f"racewatch-{name}"}):
        stream = BytesIO()
        draw(INK).savefig(stream, format="svg", metadata=_NO_METADATA)
    drawing = stream.getvalue().decode()
    drawing = drawing[drawing.index("<svg") :].replace(INK, "currentColor")
    # matplotlib's own style rule would hold for the whole page that the drawing stands in.
    drawing = re.sub(r"<style.*?</style>", "", drawing, flags=re.DOTALL)
    drawing = re.sub(r' (?:width|height)="[\d.]+pt"', "", drawing, count=2)
    drawing = re.sub(r' id="', f' id="{name}-', drawing)
    drawing = re.sub(r'(href="|url\()#', rf"\g<1>#{name}-", drawing)
    return drawing.replace("<svg", f'<svg class="chart" role="img" aria-labelledby="{name}-words"', 1).strip()


def _days_figure(trend: Trend, ink: str) -> Figure:
    figure = Figure(figsize=(8.4, 5.6), layout="constrained")
    figure.patch.set_alpha(0)
    overall, sides, counts = figure.subplots(3, 1, sharex=True, height_ratios=(2.2, 2.2, 1.4))
    positions = range(trend.days)
    _points(overall, positions, [day.tally.share() for day in trend.daily], colour=ink, marker="D", joined=True)
    if held := trend.overall.share():
        overall.axhline(held.value, color=ink, linewidth=0.8, linestyle=(0, (4, 3)), alpha=0.7)
    overall.set_title(
        f"Support, all statements (bars: 95% interval; dashed: {trend.days} days together)", color=ink, **_TITLE
    )
    held_sides = [side for side in SIDES if any(day.by_side[side].n for day in trend.daily)]
    for index, side in enumerate(held_sides):
        shifted = [position + (index - (len(held_sides) - 1) / 2) * 0.24 for position in positions]
        shares = [day.by_side[side].share() for day in trend.daily]
        _points(sides, shifted, shares, colour=COLOURS[side], marker=MARKERS[side], name=SIDE_NAMES[side])
        sides.legend(loc="upper left", bbox_to_anchor=(1.0, 1.03), frameon=False, labelcolor=ink)
    if not held_sides:
        _points(sides, positions, [None] * trend.days, colour=ink, marker="D")
    sides.set_title("Support by side of the outlet", color=ink, **_TITLE)
    for axes in (overall, sides):
        axes.set_ylim(-0.04, 1.04)
        axes.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    _bars(counts, trend, ink)
    # Every day has its label while they fit, else the last one and each of a round step before it.
    marked = range(trend.days - 1, -1, -max(1, (trend.days + 9) // 14))
    labels = [f"{trend.daily[index].day:%m-%d}\nn={trend.daily[index].tally.n}" for index in marked]
    counts.set_xticks(list(marked), labels)
    counts.set_xlim(-0.6, trend.days - 0.4)
    for axes in (overall, sides, counts):
        _ink(axes, ink)
    return figure


def _points(
    axes: Axes,
    positions: Sequence[float],
    shares: Sequence[Estimate | None],
    *,
    colour: str,
    marker: str,
    name: str | None = None,
    joined: bool = False,
) -> None:
    held = [(position, share) for position, share in zip(positions, shares, strict=True) if share]
    if not held:
        axes.text(0.5, 0.5, "no data", transform=axes.transAxes, ha="center", va="center", color=colour)
        return
    at = [position for position, _ in held]
    value = [share.value for _, share in held]
    reach = [[share.value - share.low for _, share in held], [share.high - share.value for _, share in held]]
    axes.errorbar(
        at, value, yerr=reach, fmt=marker, color=colour, markersize=5, elinewidth=1.4, capsize=2.5, label=name
    )
    if joined:
        gaps = [share.value if share else float("nan") for share in shares]
        axes.plot(positions, gaps, color=colour, linewidth=0.9, alpha=0.6)


def _bars(axes: Axes, trend: Trend, ink: str) -> None:
    floor = [0] * trend.days
    for label, colour in LABEL_COLOURS.items():
        heights = [getattr(day.tally, label) for day in trend.daily]
        axes.bar(
            range(trend.days), heights, bottom=floor, width=0.72, color=colour, edgecolor=ink, linewidth=0.4,
            label=LABEL_NAMES[label],
        )  # fmt: skip
        floor = [low + height for low, height in zip(floor, heights, strict=True)]
    axes.set_title("Statements a day, by stance", color=ink, **_TITLE)
    axes.set_ylim(0, max(1, *floor) * 1.08)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=4))
    axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.06), frameon=False, labelcolor=ink, reverse=True)


def _groups_figure(groups: Sequence[tuple[str, Group]], ink: str) -> Figure:
    figure = Figure(figsize=(8.4, 0.7 + 0.27 * len(groups)), layout="constrained")
    figure.patch.set_alpha(0)
    axes = figure.subplots()
    for row, (_, group) in enumerate(groups):
        share = group.tally.share()
        if share is None:
            axes.text(0.01, row, "no data", va="center", color=ink, alpha=0.8, fontsize=8)
            continue
        side = group.side or (group.key if group.key in COLOURS else None)
        axes.errorbar(
            [share.value], [row], xerr=[[share.value - share.low], [share.high - share.value]],
            fmt=MARKERS.get(side or "", "D"), color=COLOURS.get(side or "", ink), markersize=5.5, elinewidth=1.6,
            capsize=3,
        )  # fmt: skip
    axes.set_yticks(range(len(groups)), [f"{name}  n={group.tally.n}" for name, group in groups])
    axes.set_ylim(len(groups) - 0.4, -0.6)
    axes.set_xlim(-0.02, 1.02)
    axes.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    _ink(axes, ink)
    axes.grid(axis="x", color=ink, alpha=0.18, linewidth=0.6)
    return figure


def _named_groups(trend: Trend) -> list[tuple[str, Group]]:
    everything = Group(key="all", name="all", tally=trend.overall, coverage=Coverage())
    return [
        ("all statements", everything),
        *((SIDE_NAMES[group.key], group) for group in trend.by_side),
        *((f"in {LANGUAGE_NAMES.get(group.key, group.key)}", group) for group in trend.by_language),
        *((group.key, group) for group in trend.by_outlet if group.tally.n),
    ]


def _ink(axes: Axes, ink: str) -> None:
    axes.patch.set_alpha(0)
    axes.set_axisbelow(True)
    axes.tick_params(colors=ink, length=2.5)
    axes.grid(axis="y", color=ink, alpha=0.18, linewidth=0.6)
    for name, spine in axes.spines.items():
        spine.set_visible(name in {"left", "bottom"})
        spine.set(color=ink, linewidth=0.7)
