"""Quotation: content, cue and source of one attribution, each a verbatim span of the text."""

from dataclasses import dataclass
from typing import Literal

from domain.spans import Span

QuotationType = Literal["direct", "mixed", "indirect"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Quotation:
    """One attribution as ``annotation/codebook.md`` defines it.

    ``content[i] == text[start:end]`` of ``spans[i]``, outer marks excluded. ``source`` is the mention nearest to the
    cue, an English name with the apposition behind it; ``speaker`` is what it resolves to (``None``: not known, or not
    sure enough). ``side`` is ISO 3166-1 alpha-2.
    """

    type: QuotationType
    spans: tuple[Span, ...]
    content: tuple[str, ...]
    score: float
    cue: str | None = None
    cue_span: Span | None = None
    source: str | None = None
    source_span: Span | None = None
    speaker: str | None = None
    affiliation: str | None = None
    role: str | None = None
    side: str | None = None
    speaker_score: float | None = None
