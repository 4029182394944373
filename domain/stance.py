"""Stance and tone: where a statement stands towards a proposition, and how it speaks of a target."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from domain.spans import Span

StanceLabel = Literal["favor", "against", "neutral", "unrelated"]
STANCE_LABELS: tuple[StanceLabel, ...] = ("favor", "against", "neutral", "unrelated")

ToneLabel = Literal["positive", "neutral", "negative"]
TONE_LABELS: tuple[ToneLabel, ...] = ("positive", "neutral", "negative")

#: Whose voice a statement is: a quotation's speaker, the outlet's own sentence, or the article as a whole.
Voice = Literal["quote", "outlet", "article"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposition:
    """A sentence that can be true or false, in every language it is judged in; never a topic.

    ``texts`` maps ISO 639-1 codes to the sentence. A change of wording is a new ``version``.
    """

    id: str
    version: int
    texts: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """What is judged: one quotation, one sentence of the outlet, or (``voice="article"``) title and text."""

    text: str
    voice: Voice = "outlet"
    context: str | None = None
    title: str | None = None
    speaker: str | None = None
    side: str | None = None
    outlet_country: str | None = None
    language: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Stance:
    """A label with its probabilities. ``label`` is the most probable one, also when ``abstained``.

    ``evidence`` is set for articles only: spans of the text that carry the label.
    """

    label: StanceLabel
    scores: Mapping[StanceLabel, float]
    abstained: bool
    proposition: str
    proposition_version: int
    model: str
    revision: str
    evidence: tuple[Span, ...] = field(default=())


@dataclass(frozen=True, kw_only=True, slots=True)
class Tone:
    """How a statement speaks of ``target`` (``CN``, ``US``, or a named company); apart from stance."""

    target: str
    label: ToneLabel
    score: float
    model: str
    revision: str
