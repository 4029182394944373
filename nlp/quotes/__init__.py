"""Quotations: who said what, as spans of the text, by rules over marks and cue words in both languages."""

from nlp.quotes.extract import REVISION, extract

__all__ = ["REVISION", "extract"]
