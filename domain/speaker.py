"""Speaker: a person, organisation or group that is quoted, one across articles and languages."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

SpeakerKind = Literal["person", "organisation", "group", "unnamed"]

#: What made a mention one with a speaker: an entry of the directory; the same name; the same name, with others of that
#: name told apart; two names side by side in a text; the reading of a Chinese name; an initial; a decision by hand.
LinkMethod = Literal["directory", "name", "apart", "beside", "pinyin", "initial", "hand"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Speaker:
    """One speaker, of the directory or met in articles. ``names`` holds every spelling, the canonical name first.

    ``affiliations`` are keys of organisations of the directory, ``ambiguous`` those of the names that others bear as
    well. ``source`` and ``as_of`` say where an entry of the directory is from and when it was right; else ``None``.
    """

    key: str
    names: tuple[str, ...]
    kind: SpeakerKind = "person"
    side: str | None = None
    affiliation: str | None = None
    role: str | None = None
    affiliations: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    source: str | None = None
    as_of: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SpeakerMention:
    """What one version of an article tells of one whom it quotes.

    ``name`` is the fullest one there, ``beside`` are names that the text gives with it in the other language.
    """

    version_id: int
    url: str
    name: str
    language: str = "en"
    affiliation: str | None = None
    role: str | None = None
    side: str | None = None
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class SpeakerLink:
    """The speaker that a mention belongs to, by which method, and the evidence for it in words.

    ``affiliation_key`` is the organisation of the directory that the mention's affiliation names.
    """

    version_id: int
    name: str
    speaker: str
    method: LinkMethod
    evidence: str
    affiliation_key: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SpeakerReference:
    """A speaker as a decision names it, so that it is found again when everything is counted anew.

    ``key`` is the key at the time, ``names`` are its names (the canonical one first), ``affiliation`` one known then.
    """

    key: str
    names: tuple[str, ...]
    affiliation: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SpeakerDecision:
    """What somebody decided by hand: ``one`` and ``other`` are one speaker, or a part of ``one`` is somebody else.

    A split takes the mentions of ``one`` that have all that is given of ``name``, ``affiliation`` and ``url``.
    """

    decision_id: int
    kind: Literal["merge", "split"]
    one: SpeakerReference
    other: SpeakerReference | None = None
    name: str | None = None
    affiliation: str | None = None
    url: str | None = None
    reason: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Linking:
    """All speakers, the speaker of each mention in order, and the decisions that find nothing to apply to."""

    speakers: tuple[Speaker, ...]
    links: tuple[SpeakerLink, ...]
    waiting: tuple[int, ...] = ()
