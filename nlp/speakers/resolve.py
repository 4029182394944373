"""Resolves the mentions of one article to speakers."""

from collections.abc import Sequence
from dataclasses import replace

from domain.quotation import Quotation

REVISION = "0"


def resolve(text: str, quotations: Sequence[Quotation], *, language: str) -> list[Quotation]:
    """Return the quotations with speaker, affiliation, role, side and speaker score filled in."""
    return [replace(q, speaker=q.source, speaker_score=0.5 if q.source else None) for q in quotations]
