"""Speakers: whom a mention stands for within an article, and which speakers are one across articles."""

from nlp.speakers.beside import paired_names
from nlp.speakers.bodies import bodies_in
from nlp.speakers.directory import directory_revision, load_directory
from nlp.speakers.linking import KnownSides, link, part_key
from nlp.speakers.names import language_of, name_key, script_of
from nlp.speakers.people import family_names, people_in
from nlp.speakers.resolution import REVISION, resolve

__all__ = [
    "REVISION",
    "KnownSides",
    "bodies_in",
    "directory_revision",
    "family_names",
    "language_of",
    "link",
    "load_directory",
    "name_key",
    "paired_names",
    "part_key",
    "people_in",
    "resolve",
    "script_of",
]
