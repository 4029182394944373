"""People: the personal names of a Chinese text, and by what some are called for short."""

from nlp.speakers.people.reader import family_names, people_in

__all__ = ["family_names", "people_in"]
