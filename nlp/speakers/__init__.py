"""Speakers: whom a mention stands for within an article, and which speakers are one across articles."""

from nlp.speakers.han_names import person_names
from nlp.speakers.resolve import REVISION, resolve

__all__ = ["REVISION", "person_names", "resolve"]
