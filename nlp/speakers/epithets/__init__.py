"""Epithets: whom a Chinese text calls by kin, origin, office or a description, where that tells one of its people."""

from nlp.speakers.epithets.epithets import Epithets, read_epithets
from nlp.speakers.epithets.kinship import FILE

__all__ = ["FILE", "Epithets", "read_epithets"]
