"""Speakers: whom a mention stands for within an article, and which speakers are one across articles."""

from nlp.speakers.link import DIRECTORY, link, load_directory, name_key
from nlp.speakers.people import people_in
from nlp.speakers.resolve import REVISION, resolve

__all__ = ["DIRECTORY", "REVISION", "link", "load_directory", "name_key", "people_in", "resolve"]
