"""Persona: mentions that one speaker is taken for before languages are joined, and why."""

from dataclasses import dataclass, field

from domain.speaker import LinkMethod, Speaker, SpeakerKind


@dataclass(slots=True)
class Persona:
    """Mentions that one speaker is taken for before languages are joined, or an entry of the directory with its own."""

    key: str
    kind: SpeakerKind
    entry: Speaker | None = None
    places: list[int] = field(default_factory=list)
    #: Number of the decision that split it off; nothing but another decision joins it with others.
    part: int | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a mention belongs to a persona, or a persona to another."""

    method: LinkMethod
    evidence: str
