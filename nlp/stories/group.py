"""Groups near-duplicate texts into stories: MinHash finds pairs, their shingles decide."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Protocol

from domain.annotation import Document, StoryMember
from nlp.stories.shingles import shingles

_PERMUTATIONS = 128
_SEED = 20240229
#: Pairs that the hash tables bring up; the shingles themselves decide afterwards.
_CANDIDATE_SIMILARITY = 0.25
#: Two texts are copies when they share this much of all their shingles …
_COPY_SIMILARITY = 0.45
#: … or when the shorter one, if it has a body at all, stands in the longer one (a wire report cut to its lead).
_COPY_CONTAINMENT = 0.75
_LEAST_SHINGLES = 40


class Candidate(Protocol):
    """What grouping reads of a version; the warehouse's own rows will do."""

    @property
    def document(self) -> Document:
        """The version's title and text."""
        ...

    @property
    def published_at(self) -> datetime | None:
        """When it was published, else first seen; ``None`` counts as latest."""
        ...

    @property
    def origin_name(self) -> str | None:
        """Whom the page names as its source, when that is not its outlet."""
        ...


def group(candidates: Iterable[Candidate]) -> list[StoryMember]:
    """Return one member a candidate, in the order given; the same candidates give the same stories.

    A story is named by its earliest member. The origin is the member whose outlet another member names as its source,
    else the earliest; all others are copies, with the share of shingles they have in common with the origin as score.
    Texts that tell one event in other words, or in another language, are stories of their own here.
    """
    found = list(candidates)
    texts = [shingles(f"{candidate.document.title}\n{candidate.document.text}") for candidate in found]
    members: list[StoryMember | None] = [None] * len(found)
    for indices in _components(texts):
        ordered = sorted(indices, key=lambda index: _moment(found[index]))
        origin = _named_origin(found, ordered)
        for index in ordered:
            members[index] = StoryMember(
                version_id=found[index].document.version_id,
                story=found[ordered[0]].document.version_id,
                relation="origin" if index == origin else "copy",
                score=1.0 if index == origin else round(_similarity(texts[index], texts[origin]), 4),
            )
    return [member for member in members if member is not None]


def _moment(candidate: Candidate) -> tuple[bool, float, int]:
    moment = candidate.published_at
    return moment is None, moment.timestamp() if moment else 0.0, candidate.document.version_id


def _named_origin(found: Sequence[Candidate], ordered: Sequence[int]) -> int:
    named = {_plain(name) for index in ordered if (name := found[index].origin_name)}
    return next((index for index in ordered if _plain(found[index].document.outlet) in named), ordered[0])


def _plain(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())


def _components(texts: Sequence[frozenset[str]]) -> Iterator[list[int]]:
    """Yield groups of indices of texts that are copies of each other, directly or by way of others."""
    parent = list(range(len(texts)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for left, right in _pairs(texts):
        first, second = sorted((root(left), root(right)))
        if first != second and _are_copies(texts[left], texts[right]):
            parent[second] = first
    groups: dict[int, list[int]] = {}
    for index in range(len(texts)):
        groups.setdefault(root(index), []).append(index)
    yield from groups.values()


def _pairs(texts: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    from datasketch import MinHash, MinHashLSH

    tables = MinHashLSH(threshold=_CANDIDATE_SIMILARITY, num_perm=_PERMUTATIONS)
    for index, text in enumerate(texts):
        if not text:
            continue
        sketch = MinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        sketch.update_batch([shingle.encode() for shingle in sorted(text)])
        yield from ((earlier, index) for earlier in sorted(tables.query(sketch)))
        tables.insert(index, sketch)


def _are_copies(left: frozenset[str], right: frozenset[str]) -> bool:
    common = len(left & right)
    smaller = min(len(left), len(right))
    if smaller >= _LEAST_SHINGLES and common >= _COPY_CONTAINMENT * smaller:
        return True
    return common >= _COPY_SIMILARITY * (len(left) + len(right) - common)


def _similarity(left: frozenset[str], right: frozenset[str]) -> float:
    common = len(left & right)
    return common / (len(left) + len(right) - common) if left or right else 1.0
