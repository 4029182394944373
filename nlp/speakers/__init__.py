"""Speakers: whom a mention stands for within an article, and which speakers are one across articles."""

from nlp.speakers.resolve import REVISION, resolve

__all__ = ["REVISION", "resolve"]
