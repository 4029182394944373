"""Pairs of mentions, one person or two, and how many of them the links get right, by pair of languages.

Three sets. *directory*: every public figure of the directory under each of its names, linked with the directory. *held
out*: the Chinese names of two or three characters of the same people with their readings in pinyin, linked without the
directory of people, so by reading alone; half of the mentions tell the affiliation, by ``share``. *hard*: made mentions
that are easily taken for one. Pairs of different people are counted where a mistake is near: names with a word, a
character or a reading in common.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, count
from pathlib import Path

import yaml

from domain.speaker import Speaker, SpeakerMention
from nlp.speakers import link, load_directory, name_key, script_of
from nlp.speakers.names import is_han
from nlp.speakers.pinyin import latin_readings, readings

HARD = Path(__file__).with_name("hard.yaml")
_SCRIPTS = {"Latn": "en", "Hans": "zh-Hans", "Hani": "zh-Hans", "Hant": "zh-Hant"}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A mention, and the person it is of."""

    person: str
    mention: SpeakerMention


@dataclass(slots=True)
class Counts:
    """Pairs that are of one person, pairs that were linked, and pairs that are both; ``near`` pairs are of two."""

    same: int = 0
    linked: int = 0
    right: int = 0
    near: int = 0

    def add(self, *, same: bool, linked: bool) -> None:
        """Count one pair."""
        self.same += same
        self.near += not same
        self.linked += linked
        self.right += same and linked

    @property
    def precision(self) -> float | None:
        """Share of the linked pairs that are of one person; ``None`` when none was linked."""
        return self.right / self.linked if self.linked else None

    @property
    def recall(self) -> float | None:
        """Share of the pairs of one person that were linked; ``None`` when there is none."""
        return self.right / self.same if self.same else None

    def __str__(self) -> str:
        """Return both figures with their counts."""
        shown = [f"{value:.3f}" if value is not None else "no data" for value in (self.precision, self.recall)]
        return (
            f"precision {shown[0]} ({self.right} of {self.linked}), recall {shown[1]} ({self.right} of {self.same}), "
            f"{self.near} near pairs of two people"
        )


@dataclass(slots=True)
class Figures:
    """Counts by set and pair of languages."""

    counts: dict[tuple[str, str], Counts] = field(default_factory=lambda: defaultdict(Counts))

    def of(self, name: str) -> Counts:
        """Return the counts of one set, all pairs of languages together."""
        whole = Counts()
        for (own, _), each in self.counts.items():
            if own == name:
                whole.same += each.same
                whole.linked += each.linked
                whole.right += each.right
                whole.near += each.near
        return whole


def measure() -> Figures:
    """Return the figures of all sets."""
    figures = Figures()
    directory = load_directory()
    bodies = [entry for entry in directory if entry.kind == "organisation"]
    _score(figures, "directory", list(under_all_names(directory)), directory)
    _score(figures, "held out, country told", list(held_out(directory, affiliations=False)), bodies)
    _score(figures, "held out, affiliation told", list(held_out(directory, affiliations=True)), bodies)
    for group in hard().values():
        _score(figures, "hard", group, directory)
    return figures


def under_all_names(directory: Sequence[Speaker]) -> Iterator[Labelled]:
    """Yield a mention of each person of the directory under each name, as an article introduces people."""
    numbers = count(1)
    organisations = {entry.key: entry for entry in directory}
    for entry in directory:
        if entry.kind == "person":
            for name in entry.names:
                body = organisations[entry.affiliations[0]] if entry.affiliations else None
                yield Labelled(entry.key, _mention(next(numbers), name, e=body and _named(body, name), s=entry.side))


def held_out(directory: Sequence[Speaker], *, affiliations: bool) -> Iterator[Labelled]:
    """Yield mentions of people of the directory under names in characters, and those in Latin letters that read so."""
    numbers = count(1)
    organisations = {entry.key: entry for entry in directory}
    for entry in directory:
        han = [name for name in entry.names if is_han(name) and readings(name)]
        read = {reading for name in han for reading in readings(name)}
        latin = [name for name in entry.names if not is_han(name) and read & latin_readings(name)]
        if entry.kind != "person" or not latin:
            continue
        body = organisations[entry.affiliations[0]] if entry.affiliations and affiliations else None
        for name in (*han, *latin):
            yield Labelled(entry.key, _mention(next(numbers), name, e=body and _named(body, name), s=entry.side))


def hard() -> dict[str, list[Labelled]]:
    """Return the made mentions by group."""
    numbers = count(1)
    groups = yaml.safe_load(HARD.read_text(encoding="utf-8"))["groups"]
    return {
        name: [Labelled(person, _mention(next(numbers), words, **told)) for person, words, told in rows]
        for name, rows in groups.items()
    }


def _named(body: Speaker, name: str) -> str:
    """Return an organisation's name in the language of a person's."""
    return next((each for each in body.names if is_han(each) == is_han(name)), body.names[0])


def _mention(
    number: int, name: str, e: str | None = None, r: str | None = None, s: str | None = None
) -> SpeakerMention:
    return SpeakerMention(
        version_id=number,
        url=f"https://www.daily.example/{number}",
        name=name,
        language="zh" if is_han(name) else "en",
        affiliation=e,
        role=r,
        side=s,
    )


def _score(figures: Figures, name: str, labelled: Sequence[Labelled], directory: Sequence[Speaker]) -> None:
    links = link([each.mention for each in labelled], directory=directory).links
    found = list(zip(labelled, [each.speaker for each in links], strict=True))
    for (one, linked_one), (other, linked_other) in combinations(found, 2):
        same, linked = one.person == other.person, linked_one == linked_other
        if same or linked or name == "hard" or _near(one.mention.name, other.mention.name):
            figures.counts[name, _languages(one, other)].add(same=same, linked=linked)


def _languages(*pair: Labelled) -> str:
    return " / ".join(sorted(_SCRIPTS[script_of(each.mention.name)] for each in pair))


def _near(one: str, other: str) -> bool:
    if is_han(one) == is_han(other):
        parts = [set(name_key(name)) if is_han(name) else set(name_key(name).split()) for name in (one, other)]
        return bool(parts[0] & parts[1])
    han, latin = (one, other) if is_han(one) else (other, one)
    return bool({family for family, _ in readings(han)} & {family for family, _ in latin_readings(latin)})


def lines(figures: Figures) -> Iterable[str]:
    """Yield the figures as they are printed."""
    for name in dict.fromkeys(own for own, _ in figures.counts):
        yield f"{name}: {figures.of(name)}"
        for (own, languages), each in sorted(figures.counts.items()):
            if own == name:
                yield f"  {languages}: {each}"
