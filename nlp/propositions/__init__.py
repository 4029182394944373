"""Propositions: the sentences that stance is taken towards, one YAML file each."""

from pathlib import Path
from typing import Any

from domain.problem import Problem
from domain.stance import Proposition
from nlp.resources import load

DEFAULT = "us_losing_ai_race"
_FOLDER = Path(__file__).parent


class PropositionError(Problem):
    """A proposition that is not there, or a file that does not hold one."""


def load_propositions() -> dict[str, Proposition]:
    """Return the shipped propositions by id."""
    found = [_read(path) for path in sorted(_FOLDER.glob("*.yaml"))]
    return {proposition.id: proposition for proposition in found}


def load_proposition(id_or_file: str) -> Proposition:
    """Return the shipped proposition of that id, or the one that a YAML file holds.

    Raises ``PropositionError`` when there is neither, or the file says something else.
    """
    shipped = load_propositions()
    if id_or_file in shipped:
        return shipped[id_or_file]
    path = Path(id_or_file)
    if path.is_file():
        return _read(path)
    raise PropositionError(f"no proposition {id_or_file!r}: give one of {', '.join(shipped)}, or a YAML file")


def _read(path: Path) -> Proposition:
    expected = f"{path}: expected the keys id (a word), version (a number) and texts (language code: sentence)"
    try:
        card: Any = load(path.resolve())
        texts = {str(code): str(text).strip() for code, text in card["texts"].items()}
        proposition = Proposition(id=str(card["id"]), version=int(card["version"]), texts=texts)
    except Exception as error:
        raise PropositionError(f"{expected} ({error.__class__.__name__})") from error
    if not texts or not all(texts.values()):
        raise PropositionError(expected)
    return proposition
