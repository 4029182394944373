"""Linking: one speaker under all spellings and in both languages, two of one name apart."""

from nlp.speakers.linking.decisions import part_key
from nlp.speakers.linking.entries import lend_sides
from nlp.speakers.linking.link import link

__all__ = ["lend_sides", "link", "part_key"]
