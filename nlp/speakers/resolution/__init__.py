"""Resolution: whom each source of one article stands for, with affiliation, role and side."""

from nlp.speakers.resolution.resolve import REVISION, resolve

__all__ = ["REVISION", "resolve"]
