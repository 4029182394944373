"""The cast of an article: the people and organisations that it names, where, and how it describes them."""

from nlp.speakers.cast.cast import Cast
from nlp.speakers.cast.entity import Entity
from nlp.speakers.cast.reader import read_cast

__all__ = ["Cast", "Entity", "read_cast"]
