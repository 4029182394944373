"""Annotation: what the models say of one version of an article, and what they need to know to say it."""

from dataclasses import dataclass
from typing import Literal

from domain.quotation import Quotation
from domain.spans import Span
from domain.stance import Stance, Tone, Voice


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """One version of an article, as the warehouse hands it to the models."""

    version_id: int
    title: str
    text: str
    outlet: str
    outlet_country: str
    language: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Judgement:
    """Stance and tone of one statement of a document.

    ``voice="quote"``: ``quotation`` is the index into ``Annotation.quotations``. ``voice="outlet"``: ``span`` is the
    sentence. ``voice="article"``: ``span`` covers the whole text.
    """

    voice: Voice
    span: Span
    quotation: int | None = None
    stances: tuple[Stance, ...] = ()
    tones: tuple[Tone, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Annotation:
    """All that one pass of the models found in one version. ``relevant`` is false when the cheap filter stopped it."""

    version_id: int
    language: str
    relevant: bool
    quotations: tuple[Quotation, ...]
    judgements: tuple[Judgement, ...]
    #: Names the extractors and models used, with their revisions: a new one makes the version due again.
    revision: str
    #: Names of speakers, each with one in the other language that the text gives beside it: "Wei Chen (陈伟)".
    beside: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class StoryMember:
    """One version's place in a story: ``story`` is the version id of the story's earliest member."""

    version_id: int
    story: int
    relation: Literal["origin", "copy", "same_event"]
    score: float
