"""Tone: how a statement speaks of a country or company, apart from the stance it takes."""

from nlp.tone.lexicon import MODEL, targets_in, tone, tone_revision

__all__ = ["MODEL", "targets_in", "tone", "tone_revision"]
