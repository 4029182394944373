"""Spans: half-open stretches of a text, counted in Unicode code points."""

from typing import NamedTuple


class Span(NamedTuple):
    """The stretch ``text[start:end]`` of a text; offsets count Unicode code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words of ``text`` that this span covers."""
        return text[self.start : self.end]
