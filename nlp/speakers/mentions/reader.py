"""Reads a mention: name, role, affiliation, or the word that stands for one named before."""

from nlp.speakers.mentions.chinese import read_chinese_mention
from nlp.speakers.mentions.english import read_english_mention
from nlp.speakers.mentions.mention import Mention
from nlp.speakers.vocabulary import Vocabulary


def read_mention(words: str, vocabulary: Vocabulary, *, people: frozenset[str] = frozenset()) -> Mention:
    """Take the words of one mention apart; ``people`` are the names that a Chinese text is known to hold."""
    return (
        read_english_mention(words, vocabulary)
        if vocabulary.spaced
        else read_chinese_mention(words, vocabulary, people)
    )
