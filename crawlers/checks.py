"""Checks: what ``racewatch outlets check --live`` found, one file an outlet in the state folder beside the cards.

A card is a file of the project; that an outlet works from this machine is a fact about this installation. So a check
enables a drafted outlet here, and the card stays as it was shipped.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from crawlers.cards import Card


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceFound:
    """What one source gave: ``n_entries``, how many of them are articles by their URL, with a time, with whole text."""

    address: str
    outcome: str
    n_entries: int = 0
    n_articles: int = 0
    n_dated: int = 0
    n_whole: int = 0
    newest: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """One live check of an outlet. ``problems`` is empty when the card is sound; then the outlet is enabled here."""

    outlet: str
    checked_at: str
    sources: tuple[SourceFound, ...] = ()
    robots: tuple[str, ...] = ()
    article: dict[str, Any] | None = None
    problems: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.problems

    @property
    def day(self) -> date:
        """The UTC day of the check."""
        return datetime.fromisoformat(self.checked_at).astimezone(UTC).date()


def write_check(folder: Path, check: Check) -> Path:
    """Write ``check`` to ``folder``, in place of an earlier one, whole or not at all; return the file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{check.outlet}.json"
    draft = path.with_suffix(".part")
    draft.write_text(json.dumps(asdict(check), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    draft.replace(path)
    return path


def read_checks(folder: Path) -> dict[str, Check]:
    """Return the checks in ``folder`` by outlet; a file that is none counts as no check."""
    checks = {}
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        try:
            row = json.loads(path.read_text(encoding="utf-8"))
            sources = tuple(SourceFound(**source) for source in row.pop("sources"))
            robots, problems = tuple(row.pop("robots")), tuple(row.pop("problems"))
            check = Check(**row, sources=sources, robots=robots, problems=problems)
            datetime.fromisoformat(check.checked_at)
        except (ValueError, TypeError, KeyError, AttributeError, OSError):
            continue
        if check.outlet == path.stem:
            checks[check.outlet] = check
    return checks


def is_enabled(card: Card, checks: Mapping[str, Check]) -> bool:
    """Say whether ``card`` is crawled here: its card says so, or the last live check found it sound."""
    check = checks.get(card.id)
    return card.enabled or (check is not None and check.sound)
