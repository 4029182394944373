"""Wording: the figures of a trend as sentences, the same ones in page, mail and table."""

from collections.abc import Iterable

from domain.stance import StanceLabel
from reports.interval import Estimate
from reports.trend import Group, Print, SpeakerRecord, Statement, Story, Tally, Trend
from reports.typeset import excerpt, one_line

NO_DATA = "no data"
SIDE_NAMES = {"US": "US outlets", "CN": "Chinese outlets", "other": "other outlets"}
SPEAKER_SIDE_NAMES = {"US": "US speakers", "CN": "Chinese speakers", "": "speakers of no stated side"}
LANGUAGE_NAMES = {"en": "English", "zh": "Chinese", "und": "language not known"}
VOICE_NAMES = {
    "quote": "quotations",
    "outlet": "sentences in an outlet's own voice",
    "article": "articles as a whole",
}
#: What a label says of the proposition.
LABEL_NAMES = {"favor": "supports", "against": "denies", "neutral": "neither side", "unrelated": "unrelated"}


def percent(share: float) -> str:
    """Return a share (0 to 1) in whole per cent; what is not quite none or all never reads as 0% or 100%."""
    if 0 < share < 0.005:
        return "<1%"
    if 0.995 < share < 1:
        return ">99%"
    return f"{share * 100:.0f}%"


def points(change: float) -> str:
    """Return a difference of shares as signed percentage points."""
    return f"{round(change * 100):+d}".replace("-", "−").replace("+0", "0")


def interval(estimate: Estimate | None) -> str:
    """Return the ends of a share's 95 % interval, ``no data`` without one."""
    return NO_DATA if estimate is None else f"{percent(estimate.low)} to {percent(estimate.high)}"


def share(tally: Tally, label: StanceLabel = "favor") -> str:
    """Return the share of a label in whole per cent, ``no data`` without one."""
    estimate = tally.share(label)
    return NO_DATA if estimate is None else percent(estimate.value)


def count(number: int, noun: str) -> str:
    """Return a number with its noun, which gets an s in the plural."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def period(trend: Trend) -> str:
    """Name the period in words and days."""
    if trend.days == 1:
        return f"on {trend.as_of}"
    return f"in the {trend.days} days from {trend.first_day} to {trend.as_of}"


def answer(trend: Trend) -> str:
    """Return the answer of the period in one sentence."""
    tally, estimate = trend.overall, trend.overall.share()
    if estimate is None:
        if trend.empty:
            return f"No data: nothing was collected {period(trend)}."
        return (
            f"No data: of {count(trend.coverage.n_coverage, 'article')} seen {period(trend)}, "
            "none holds a statement that speaks to it with a label the model is sure of."
        )
    return (
        f"Of {count(tally.n, 'statement')} that speak{'s' if tally.n == 1 else ''} to it {period(trend)}, "
        f"{percent(estimate.value)} support it (95% interval {interval(estimate)}), "
        f"{share(tally, 'against')} deny it and {share(tally, 'neutral')} take neither side."
    )


def short_answer(trend: Trend) -> str:
    """Return the answer in the few words that a subject line has room for."""
    if trend.overall.n == 0:
        return NO_DATA
    return f"{share(trend.overall)} yes, {share(trend.overall, 'against')} no ({count(trend.overall.n, 'statement')})"


def breakdown(groups: tuple[Group, ...], names: dict[str, str]) -> str:
    """Return the share of favor of each group in one sentence, groups without data named as such."""
    parts = [
        f"{names.get(group.key, group.name)} {share(group.tally)}" + (f" of {group.tally.n}" if group.tally.n else "")
        for group in groups
    ]
    return "; ".join(parts)


def sides(trend: Trend) -> str:
    """Return the support by the side of the outlet in one sentence."""
    return f"Support by side of the outlet: {breakdown(trend.by_side, SIDE_NAMES)}."


def languages(trend: Trend) -> str:
    """Return the support by language in one sentence."""
    return f"Support by language: {breakdown(trend.by_language, LANGUAGE_NAMES)}."


def latest_day(trend: Trend) -> str:
    """Return what the last day alone says, with its small count in sight."""
    tally = trend.daily[-1].tally
    if tally.n == 0:
        return f"On {trend.as_of} itself: no data."
    verb = "supports" if tally.favor == 1 else "support"
    denies = "denies" if tally.against == 1 else "deny"
    return (
        f"On {trend.as_of} itself: {tally.favor} of {count(tally.n, 'statement')} {verb} it, "
        f"{tally.against} {denies} it."
    )


def change(trend: Trend) -> str:
    """Return how support differs from the period before, and whether the difference is more than chance."""
    before = f"the {trend.days} days before" if trend.days > 1 else "the day before"
    estimate = trend.change
    if estimate is None:
        lacking = "this period" if trend.overall.n == 0 else before
        return f"Change against {before}: no data for {lacking}."
    verdict = (
        "more than chance alone would explain" if estimate.low > 0 or estimate.high < 0 else "not more than chance"
    )
    return (
        f"Change against {before} ({share(trend.previous)} of {trend.previous.n}): {points(estimate.value)} points "
        f"(95% interval {points(estimate.low)} to {points(estimate.high)}), {verdict}."
    )


def attention(trend: Trend) -> str:
    """Return how much of what was published is about the proposition's subject."""
    estimate = trend.coverage.share
    if estimate is None:
        return "Attention: no data."
    return (
        f"Attention: {trend.coverage.n_relevant:,} of {count(trend.coverage.n_coverage, 'article')} "
        f"({percent(estimate.value)}) are about its subject."
    )


def left_out(trend: Trend) -> str:
    """Return what the shares leave out: abstentions, unrelated statements and reprints."""
    parts = [
        f"{count(trend.overall.abstained, 'statement')} on which the model abstained",
        f"{trend.overall.unrelated:,} unrelated",
    ]
    if trend.copies:
        parts.append(f"{count(trend.copies, 'reprint')} of statements already counted")
    return f"Not in the shares: {', '.join(parts)}."


def record(speaker: SpeakerRecord) -> str:
    """Return who a speaker is and where all the counted statements stand, in one line."""
    known = [speaker.role, speaker.affiliation, f"side {speaker.side}" if speaker.side else "side not stated"]
    named = ", ".join(one_line(part) for part in known if part)
    return f"{named} · {count(speaker.tally.n, 'statement')}: {stances(speaker.tally)}"


def stances(tally: Tally) -> str:
    """Return the counts by label in words, leaving out what nobody said."""
    parts = [
        f"{tally.favor} in support" if tally.favor else "",
        f"{tally.against} denying it" if tally.against else "",
        f"{tally.neutral} on neither side" if tally.neutral else "",
    ]
    return ", ".join(part for part in parts if part) or "no stance"


def story(item: Story) -> str:
    """Return who printed a story, its copies apart, and how its statements stand."""
    told = {each.outlet: each.outlet_name for each in item.prints if not each.copy}
    copied = {each.outlet: each.outlet_name for each in item.prints if each.copy and each.outlet not in told}
    parts = [
        f"told by {_names(told.values())}" if told else "",
        f"copied by {_names(copied.values())}" if copied else "",
    ]
    printed = "; ".join(part for part in parts if part)
    return f"{printed} · {stances(item.tally)}"


def imprint(each: Print) -> str:
    """Return where and when one print of a story appeared, and from whom it was taken."""
    origin = f", from {one_line(each.origin)}" if each.origin else ""
    invented = ", invented" if each.invented else ""
    return f"{one_line(each.outlet_name)} ({each.outlet_side}), {each.day}{origin}{invented}"


def quoted(statement: Statement) -> str:
    """Return the words in marks, cut to a short quotation; reported speech without, for its words are the outlet's."""
    words = excerpt(statement.text)
    return words if statement.type in ("mixed", "indirect") else f"“{words}”"


def reading(statement: Statement) -> str:
    """Return how the model reads a statement, how sure it is, and the reference for a correction."""
    reported = "reported speech, " if statement.type in ("mixed", "indirect") else ""
    return f"{reported}{LABEL_NAMES[statement.label]}, score {statement.score:.2f} (ref. {statement.key})"


def source(statement: Statement) -> str:
    """Return where and when a statement was printed, and how often again."""
    origin = f", from {one_line(statement.origin)}" if statement.origin else ""
    again = f", reprinted {statement.copies}×" if statement.copies else ""
    invented = ", invented" if statement.invented else ""
    return f"{one_line(statement.outlet_name)}, {statement.day}{origin}{again}{invented}"


def notes(trend: Trend) -> list[str]:
    """Return what a reader of the mail must know to read its figures right."""
    by = ", ".join(f"{each.name} (revision {each.revision})" for each in trend.models) or NO_DATA
    return [
        "A statement is a quotation or a sentence in an outlet's own voice; a quotation's stance is its speaker's, "
        "never the outlet's. Shares are over statements that speak to the proposition and whose label the model is "
        "sure of.",
        "Intervals are Wilson's at 95%: what chance alone does to so small a count. The model's errors come on top.",
        "Days are UTC days of publication. A copy of an article counts once, for whoever printed it first.",
        f"Stances are a model's reading and can be wrong. Model: {by}.",
    ]


def _names(names: Iterable[str], *, most: int = 6) -> str:
    """Join names, the first ``most`` of them, and count the rest."""
    cleaned = [one_line(name) for name in names]
    shown = ", ".join(cleaned[:most])
    return shown if len(cleaned) <= most else f"{shown} and {len(cleaned) - most} more"
