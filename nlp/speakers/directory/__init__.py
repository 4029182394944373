"""The directory: public figures and organisations of the field, checked as it is read; a mistake gives a clear line."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from domain.problem import Problem
from domain.speaker import Speaker, SpeakerKind
from nlp.han import simplify
from nlp.resources import load, revision
from nlp.speakers.names import is_han, name_key, traditional

_FOLDER = Path(__file__).parent
#: Kind of the entries -> its file; the file has one list, under the plural of the kind.
_FILES: dict[SpeakerKind, Path] = {
    "organisation": _FOLDER / "organisations.yaml",
    "person": _FOLDER / "people.yaml",
}
_LISTS: dict[SpeakerKind, str] = {"organisation": "organisations", "person": "people"}
_SEVERAL = _FOLDER / "several_traditional.txt"

_Name = Annotated[str, Field(min_length=1, pattern=r"^\S(?:.*\S)?$")]
_Key = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]


class DirectoryError(Problem):
    """Entries of a directory that are not right, a line each."""


class Entry(BaseModel):
    """One entry, as the file has it. ``hant`` adds to the Traditional forms that follow from ``zh``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: _Key
    en: Annotated[list[_Name], Field(min_length=1)]
    zh: list[_Name] = []
    hant: list[_Name] = []
    ambiguous: list[_Name] = []
    side: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    affiliations: list[_Key] = []
    role: _Name | None = None
    source: _Name
    as_of: Annotated[str, Field(pattern=r"^(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?$")]


def load_directory() -> tuple[Speaker, ...]:
    """Return the shipped directory, organisations first. Raises ``DirectoryError``."""
    return _load(tuple(_FILES.items()))


def directory_revision() -> str:
    """Return a digest of the directory's files: whatever is told by it changes with it."""
    return revision(*_FILES.values())


@cache
def _load(files: tuple[tuple[SpeakerKind, Path], ...]) -> tuple[Speaker, ...]:
    return read_directory(dict(files))


def read_directory(files: dict[SpeakerKind, Path]) -> tuple[Speaker, ...]:
    """Return the entries of files by kind. Raises ``DirectoryError`` with a line for each thing that is wrong."""
    problems: list[str] = []
    entries: list[tuple[SpeakerKind, Path, Entry]] = []
    for kind, path in files.items():
        for place, card in enumerate(_cards(path, _LISTS[kind]), 1):
            try:
                entries.append((kind, path, Entry.model_validate(card)))
            except ValidationError as error:
                named = card.get("key") if isinstance(card, dict) else None
                problems += [f"{path.name}: {named or f'entry {place}'}: {line}" for line in _lines(error)]
    problems += _problems(entries)
    if problems:
        raise DirectoryError("; ".join(problems))
    names = {entry.key: entry.en[0] for _, _, entry in entries}
    return tuple(_speaker(kind, entry, names) for kind, _, entry in entries)


def _cards(path: Path, name: str) -> list[Any]:
    data = load(path)
    if not isinstance(data, dict) or list(data) != [name] or not isinstance(data[name], list):
        raise DirectoryError(f"{path.name}: expected one list, {name}")
    cards: list[Any] = data[name]
    return cards


def _lines(error: ValidationError) -> Iterator[str]:
    for problem in error.errors(include_url=False):
        yield f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}, found {problem['input']!r}"


def _problems(entries: Sequence[tuple[SpeakerKind, Path, Entry]]) -> Iterator[str]:
    keys: dict[str, str] = {}
    bearers: dict[str, set[str]] = defaultdict(set)
    marked: dict[str, set[str]] = defaultdict(set)
    organisations = {entry.key for kind, _, entry in entries if kind == "organisation"}
    for _, path, entry in entries:
        where = f"{path.name}: {entry.key}"
        if entry.key in keys:
            yield f"{where}: the key is that of an entry in {keys[entry.key]} already"
        keys[entry.key] = path.name
        yield from (f"{where}: {line}" for line in _entry_problems(entry, organisations))
        for name in _names(entry):
            bearers[name_key(name)].add(entry.key)
        for name in entry.ambiguous:
            marked[name_key(name)].add(entry.key)
    for key, sharing in bearers.items():
        if len(sharing) > 1 and marked[key] != sharing:
            yield f"the name {key!r} is that of {', '.join(sorted(sharing))}: mark it as ambiguous in each"


def _entry_problems(entry: Entry, organisations: set[str]) -> Iterator[str]:
    several = _several_traditional()
    names = [*entry.en, *entry.zh, *entry.hant]
    for field, listed in (("en", entry.en), ("zh", entry.zh), ("hant", entry.hant)):
        if len(listed) != len(set(listed)):
            yield f"{field}: a name stands there twice"
    for name in entry.en:
        if is_han(name):
            yield f"en: {name} is in Chinese characters"
    for name in entry.zh:
        if not is_han(name):
            yield f"zh: {name} is not in Chinese characters"
        told = sorted(set(name) & several)
        if told and not any(simplify(other) == simplify(name) for other in entry.hant):
            yield f"zh: {told[0]} of {name} has several Traditional forms: give the name under hant"
    for name in entry.ambiguous:
        if name not in names:
            yield f"ambiguous: {name} is none of the names"
    for key in entry.affiliations:
        if key not in organisations:
            yield f"affiliations: no organisation has the key {key}"


def _names(entry: Entry) -> tuple[str, ...]:
    several = _several_traditional()
    derived = [traditional(name) for name in entry.zh if not set(name) & several]
    return tuple(dict.fromkeys([*entry.en, *entry.zh, *entry.hant, *derived]))


def _speaker(kind: SpeakerKind, entry: Entry, names: dict[str, str]) -> Speaker:
    return Speaker(
        key=entry.key,
        names=_names(entry),
        kind=kind,
        side=entry.side,
        affiliation=names[entry.affiliations[0]] if entry.affiliations else None,
        role=entry.role,
        affiliations=tuple(entry.affiliations),
        ambiguous=tuple(entry.ambiguous),
        source=entry.source,
        as_of=entry.as_of,
    )


@cache
def _several_traditional() -> frozenset[str]:
    lines = _SEVERAL.read_text(encoding="utf-8").splitlines()
    return frozenset("".join(line for line in lines if not line.startswith("#")))


def by_name(speakers: Iterable[Speaker]) -> dict[str, list[Speaker]]:
    """Return the speakers that bear each name, by ``name_key``."""
    bearers: dict[str, list[Speaker]] = defaultdict(list)
    for speaker in speakers:
        for key in {name_key(name) for name in speaker.names}:
            bearers[key].append(speaker)
    return bearers
