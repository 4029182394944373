"""Linking: one speaker under all spellings and in both languages, two of one name apart."""

from nlp.speakers.linking.decisions import part_key
from nlp.speakers.linking.entries import KnownSides
from nlp.speakers.linking.link import link

__all__ = ["KnownSides", "link", "part_key"]
