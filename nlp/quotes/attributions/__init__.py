"""Attributions: who is told to have said what in each sentence, by rules over cue words, marks and grammar."""

from nlp.quotes.attributions.attribution import Attribution
from nlp.quotes.attributions.reader import AttributionReader

__all__ = ["Attribution", "AttributionReader"]
