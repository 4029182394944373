"""Resolved: whom one mention stands for, and how sure that is."""

from dataclasses import dataclass

from nlp.speakers.cast import Entity
from nlp.speakers.mentions import Mention

#: Below this a speaker stays unknown: guessing is worse than abstaining.
THRESHOLD = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """Whom one mention stands for."""

    name: str
    score: float
    entity: Entity | None = None
    mention: Mention | None = None
