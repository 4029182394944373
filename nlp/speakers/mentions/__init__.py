"""Mentions: the words that name a speaker, taken apart."""

from nlp.speakers.mentions.mention import Mention
from nlp.speakers.mentions.reader import read_mention

__all__ = ["Mention", "read_mention"]
