"""Bare words of a mention, without what stands around them in either language."""

import re

from nlp.speakers.han_titles import BRACKETED

#: "A start-up called Example Labs": the name is what follows.
_CALLED = re.compile(r"^(?i:an?|the)\s[^,]*\s(?:called|named|known as)\s+(?=[A-Z])")


def bare(words: str) -> str:
    """Return the words without brackets and punctuation, and without what a name is led up to by: "a firm called"."""
    titled = words.startswith("《") and words.endswith("》")
    plain = (words if titled else BRACKETED.sub("", words)).strip(" ,，、:：")
    plain = plain.strip("《》") if plain.count("《") + plain.count("》") < 2 or plain.startswith("《") else plain
    called = _CALLED.search(plain)
    return plain[called.end() :] if called else plain
