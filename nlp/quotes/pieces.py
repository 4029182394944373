"""Pieces: where a sentence of a masked text is cut, being too long or going on with another cue behind speech."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.spans import Span
from nlp.quotes.alone import BETWEEN, FINAL
from nlp.quotes.mask import CLOSE, FILL
from nlp.quotes.rules import Rules
from nlp.quotes.stretches import marks_in

#: No writer's sentence has more characters outside marks; the time that a sentence takes grows with its square.
_LONGEST_SENTENCE = 2_000
_CUTS = re.compile(r"[\s，,、；;]")
#: Fewer characters in marks behind a comma are no sentence of somebody's: 他松了口气，“至少没事。”
_FEWEST_ACTED = 5
#: “…！”的口号, “…？”等问题: what the sentence is about, and nobody's speech.
GOVERNED = re.compile("[的等和与、是之，声为]|这|一[词句语]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """Cuts the sentences of one masked text."""

    masked: str
    rules: Rules

    def cut(self, sentence: Span) -> Iterator[Span]:
        """Cut what is too long for a sentence, outside marks: at a space or a comma where there is one."""
        start = sentence.start
        cuts = _CUTS.finditer(self.masked, *sentence) if sentence.end - start > _LONGEST_SENTENCE else ()
        for cut in cuts:
            if cut.end() - start - self.masked.count(FILL, start, cut.end()) > _LONGEST_SENTENCE:
                yield Span(start, cut.end())
                start = cut.end()
        if start < sentence.end:
            yield Span(start, sentence.end)

    def apart(self, sentence: Span) -> list[Span]:
        """Cut a Chinese sentence after speech that a colon led to: “…？”|另一人说: the next cue has its own."""
        if self.rules.spaced:
            return [sentence]
        parts, start = [], sentence.start
        for marked in marks_in(self.masked, sentence):
            lead = self.masked[start : marked.start].rstrip()
            led = lead.endswith((":", "：")) or self._ends_in_cue(lead)
            led = led or (lead.endswith("，") and marked.end - marked.start - 2 >= _FEWEST_ACTED)
            stops = self.masked[marked.end - 2] in FINAL
            led = led and GOVERNED.match(self.masked, marked.end) is None
            if led and stops and marked.end < sentence.end and self.masked[marked.end] not in BETWEEN + CLOSE:
                parts.append(Span(start, marked.end))
                start = marked.end
        return [*parts, Span(start, sentence.end)]

    def _ends_in_cue(self, lead: str) -> bool:
        """Whether a cue and a comma lead to speech: …，”他说，“…."""
        words = lead.rstrip("，,")
        cues = list(self.rules.cue.finditer(words)) if words != lead else []
        return bool(cues) and cues[-1].end() == len(words)
