"""Speaker: a person, organisation or group that is quoted, one across articles and languages."""

from dataclasses import dataclass
from typing import Literal

SpeakerKind = Literal["person", "organisation", "group", "unnamed"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Speaker:
    """One entry of the directory of speakers. ``names`` holds every spelling, the canonical name first."""

    key: str
    names: tuple[str, ...]
    kind: SpeakerKind = "person"
    side: str | None = None
    affiliation: str | None = None
    role: str | None = None
