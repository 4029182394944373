"""Matching: the last place in a text where a pattern fits."""

import re


def last_match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the last match of ``pattern``."""
    found = None
    for match in pattern.finditer(text):
        found = match
    return found
