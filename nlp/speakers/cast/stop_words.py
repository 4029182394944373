"""Stop words: English words that are no name by themselves, however they are written."""

from functools import cache
from pathlib import Path

_FILE = Path(__file__).parents[2] / "stop_words_en.txt"


@cache
def stop_words() -> frozenset[str]:
    """Return the words, in lower case."""
    return frozenset(_FILE.read_text(encoding="utf-8").split())
