"""What tasks hand each other: small counts, and the day a replay has reached."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any


def total(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Add up counts of the same names."""
    added: Counter[str] = Counter()
    for each in counts:
        added.update(each)
    return dict(added)


def latest_as_of(extras: Iterable[Mapping[str, Any] | None]) -> str | None:
    """Return the latest ``as_of`` day among the extras of asset events; ``None`` where the web itself was read."""
    return max((str(extra["as_of"]) for extra in extras if extra and extra.get("as_of")), default=None)
