"""Trend: the one frozen result that the page, the mail, the table and the CSV are all drawn from.

Pure: rows of the warehouse in, values out. A *statement* is a quotation or a sentence in an outlet's own voice. The
stance of an article as a whole is counted apart (``by_voice``), for its words would otherwise be counted twice.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import pandas as pd

from domain.quotation import QuotationType
from domain.stance import STANCE_LABELS, Proposition, StanceLabel, Voice
from reports.interval import Estimate, difference, wilson

Side = Literal["US", "CN", "other"]
SIDES: tuple[Side, ...] = ("US", "CN", "other")
#: Languages that have their line in every report, also when nothing was found in them.
LANGUAGES: tuple[str, ...] = ("en", "zh")
VOICES: tuple[Voice, ...] = ("quote", "outlet", "article")
#: Voices whose stances make up the headline figure.
STATEMENT_VOICES: tuple[Voice, ...] = ("quote", "outlet")
#: Labels that a share is over; ``unrelated`` and what the model abstained from are reported beside it.
SHARED: tuple[StanceLabel, ...] = ("favor", "against", "neutral")

_KEYS = ("day", "subject", "outlet", "outlet_name", "language", "side", "speaker_side")
_STANCES = (*STANCE_LABELS, "abstained")
#: Columns of the frame that ``shape`` reads: one row per day, kind of subject, outlet, language and speaker's side.
COUNT_COLUMNS = (*_KEYS, *_STANCES, "copies")
#: Columns of the frame of coverage: one row per day, outlet and language.
COVERAGE_COLUMNS = ("day", "outlet", "outlet_name", "language", "side", "n_coverage", "n_relevant")


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """Numbers of statements by label. ``abstained`` ones are in none of the four others."""

    favor: int = 0
    against: int = 0
    neutral: int = 0
    unrelated: int = 0
    abstained: int = 0

    @property
    def n(self) -> int:
        """How many statements a share is over: favor, against and neutral, none of them abstained."""
        return self.favor + self.against + self.neutral

    def share(self, label: StanceLabel = "favor") -> Estimate | None:
        """Return the share of ``label`` with its 95 % Wilson interval; ``None`` when there is no data."""
        if label not in SHARED:
            raise ValueError(f"a share is over {', '.join(SHARED)}, not {label}")
        return wilson(getattr(self, label), self.n)


@dataclass(frozen=True, kw_only=True, slots=True)
class Coverage:
    """How many articles an outlet was seen to publish, and how many of them are relevant to the proposition."""

    n_coverage: int = 0
    n_relevant: int = 0

    @property
    def share(self) -> Estimate | None:
        """The attention share: relevant articles among all; ``None`` when none was seen."""
        return wilson(self.n_relevant, self.n_coverage)


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """One line of a breakdown: a side, language, voice or outlet, over the whole period."""

    key: str
    name: str
    tally: Tally
    coverage: Coverage | None = None
    side: Side | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    """One day (UTC) of the period; it is there also when nothing was published."""

    day: date
    tally: Tally
    by_side: Mapping[Side, Tally]
    by_language: Mapping[str, Tally]
    coverage: Coverage


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """One stance with all that lets a reader check it. ``text`` is verbatim; ``score`` is the label's probability.

    ``key`` names the statement in a request for correction. ``type`` is set for quotations: only the words of a direct
    one are the speaker's own. ``copies`` is how many reprints were not counted.
    """

    key: str
    article_id: int
    voice: Voice
    text: str
    language: str
    label: StanceLabel
    score: float
    day: date
    outlet: str
    outlet_name: str
    outlet_side: Side
    type: QuotationType | None = None
    title: str | None = None
    url: str | None = None
    speaker: str | None = None
    affiliation: str | None = None
    role: str | None = None
    speaker_side: str | None = None
    origin: str | None = None
    copies: int = 0
    invented: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class SpeakerRecord:
    """A speaker, and every statement that the tally counts (newest first)."""

    name: str
    tally: Tally
    statements: tuple[Statement, ...]
    side: str | None = None
    affiliation: str | None = None
    role: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Print:
    """One outlet's printing of a story; ``copy`` when it repeats words that another published first."""

    article_id: int
    outlet: str
    outlet_name: str
    outlet_side: Side
    language: str
    title: str
    day: date
    url: str | None = None
    origin: str | None = None
    copy: bool = False
    invented: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """One event as its outlets told it, with its statements' stances; ``story_id`` is ``None`` for a lone article."""

    story_id: int | None
    prints: tuple[Print, ...]
    tally: Tally

    @property
    def last_day(self) -> date:
        """The newest day on which the story was printed."""
        return max(each.day for each in self.prints)

    @property
    def leads(self) -> tuple[Print, ...]:
        """The earliest print in each language that is not a copy (else the earliest one), in order of appearance."""
        first: dict[str, Print] = {}
        for each in sorted(self.prints, key=lambda item: (item.copy, item.day, item.article_id)):
            first.setdefault(each.language.split("-")[0], each)
        return tuple(sorted(first.values(), key=lambda item: (item.copy, item.day, item.article_id)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Model:
    """A model whose labels are in the figures, and how many of them are its."""

    name: str
    revision: str
    n: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Trend:
    """What one period says of one proposition. ``previous`` is the period of the same length before it."""

    proposition: Proposition
    as_of: date
    days: int
    overall: Tally
    previous: Tally
    coverage: Coverage
    daily: tuple[Day, ...]
    by_side: tuple[Group, ...]
    by_language: tuple[Group, ...]
    by_voice: tuple[Group, ...]
    by_speaker_side: tuple[Group, ...]
    by_outlet: tuple[Group, ...]
    copies: int
    speakers: tuple[SpeakerRecord, ...] = ()
    statements: tuple[Statement, ...] = ()
    stories: tuple[Story, ...] = ()
    models: tuple[Model, ...] = ()
    invented: bool = False

    @property
    def first_day(self) -> date:
        """The first day of the period; ``as_of`` is its last."""
        return self.as_of - timedelta(days=self.days - 1)

    @property
    def change(self) -> Estimate | None:
        """How the share of favor differs from the period before (Newcombe); ``None`` if either has no data."""
        return difference(self.overall.share(), self.previous.share())

    @property
    def empty(self) -> bool:
        """Whether there is nothing to report: no statement with a label and no article seen."""
        return self.overall == Tally() and self.coverage == Coverage()


def shape(
    counts: pd.DataFrame,
    coverage: pd.DataFrame,
    *,
    proposition: Proposition,
    as_of: date,
    days: int,
    speakers: Sequence[SpeakerRecord] = (),
    statements: Sequence[Statement] = (),
    stories: Sequence[Story] = (),
    models: Sequence[Model] = (),
    invented: bool = False,
) -> Trend:
    """Add up ``counts`` (``COUNT_COLUMNS``) and ``coverage`` (``COVERAGE_COLUMNS``) into a ``Trend``.

    Both frames cover ``2 * days`` days up to ``as_of``, so that the period before can be compared; rows outside are
    left out. Raises ``ValueError`` for a period shorter than a day.
    """
    if days < 1:
        raise ValueError(f"a trend needs at least one day, not {days}")
    first = as_of - timedelta(days=days - 1)
    now = counts[(counts["day"] >= first) & (counts["day"] <= as_of)]
    before = counts[(counts["day"] >= first - timedelta(days=days)) & (counts["day"] < first)]
    seen = coverage[(coverage["day"] >= first) & (coverage["day"] <= as_of)]
    said = _statements(now)
    languages = [*LANGUAGES, *sorted({*said["language"], *seen["language"]} - {*LANGUAGES})]
    return Trend(
        proposition=proposition,
        as_of=as_of,
        days=days,
        overall=_tally(said),
        previous=_tally(_statements(before)),
        coverage=_coverage(seen),
        daily=tuple(_day(said, seen, first + timedelta(days=index), languages) for index in range(days)),
        by_side=_groups(said, "side", [(side, side) for side in SIDES], seen=seen),
        by_language=_groups(said, "language", [(code, code) for code in languages], seen=seen),
        by_voice=_groups(now, "subject", [(voice, voice) for voice in VOICES]),
        by_speaker_side=_groups(said[said["subject"] == "quote"], "speaker_side", _speaker_sides(said)),
        by_outlet=_outlets(said, seen),
        copies=int(said["copies"].sum()),
        speakers=tuple(speakers),
        statements=tuple(statements),
        stories=tuple(stories),
        models=tuple(models),
        invented=invented,
    )


def _statements(counts: pd.DataFrame) -> pd.DataFrame:
    return counts[counts["subject"].isin(STATEMENT_VOICES)]


def _tally(counts: pd.DataFrame) -> Tally:
    return Tally(**{name: int(counts[name].sum()) for name in _STANCES})


def _coverage(seen: pd.DataFrame) -> Coverage:
    return Coverage(n_coverage=int(seen["n_coverage"].sum()), n_relevant=int(seen["n_relevant"].sum()))


def _day(said: pd.DataFrame, seen: pd.DataFrame, day: date, languages: Sequence[str]) -> Day:
    here = said[said["day"] == day]
    return Day(
        day=day,
        tally=_tally(here),
        by_side={side: _tally(here[here["side"] == side]) for side in SIDES},
        by_language={code: _tally(here[here["language"] == code]) for code in languages},
        coverage=_coverage(seen[seen["day"] == day]),
    )


def _groups(
    counts: pd.DataFrame, column: str, names: Iterable[tuple[str, str]], *, seen: pd.DataFrame | None = None
) -> tuple[Group, ...]:
    return tuple(
        Group(
            key=key,
            name=name,
            tally=_tally(counts[counts[column] == key]),
            coverage=None if seen is None else _coverage(seen[seen[column] == key]),
        )
        for key, name in names
    )


def _speaker_sides(said: pd.DataFrame) -> list[tuple[str, str]]:
    others = sorted(set(said["speaker_side"].dropna()) - {*SIDES, ""})
    return [(side, side) for side in ("US", "CN", *others, "")]


def _outlets(said: pd.DataFrame, seen: pd.DataFrame) -> tuple[Group, ...]:
    """Give every outlet that was seen in the period, the ones with most statements first."""
    known = pd.concat([seen[["outlet", "outlet_name", "side"]], said[["outlet", "outlet_name", "side"]]])
    groups = [
        Group(
            key=row.outlet,
            name=row.outlet_name,
            side=row.side,
            tally=_tally(said[said["outlet"] == row.outlet]),
            coverage=_coverage(seen[seen["outlet"] == row.outlet]),
        )
        for row in known.drop_duplicates("outlet").itertuples()
    ]
    return tuple(sorted(groups, key=lambda group: (-group.tally.n, group.key)))
