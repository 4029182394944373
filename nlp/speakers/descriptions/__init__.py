"""Descriptions: role and affiliation of the cast, from the words around their names."""

from nlp.speakers.descriptions.describe import describe

__all__ = ["describe"]
