"""Reads the cast of a text of either language."""

from nlp.han import simplify
from nlp.speakers.cast.cast import Cast
from nlp.speakers.cast.chinese import read_chinese_cast
from nlp.speakers.cast.english import read_english_cast
from nlp.speakers.vocabulary import Vocabulary


def read_cast(text: str, vocabulary: Vocabulary, *, home: str | None = None) -> Cast:
    """Return the cast of ``text``, printed in the country ``home``."""
    if home is None and not vocabulary.spaced and simplify(text) == text:
        home = "CN"
    cast = Cast(vocabulary, home=home)
    if vocabulary.spaced:
        read_english_cast(text, cast, vocabulary)
    else:
        read_chinese_cast(text, cast, vocabulary)
    return cast
