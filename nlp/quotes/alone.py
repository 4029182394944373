"""Marks alone: whether a stretch is nothing but what stands in marks, and whether that is speech, or another's turn."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from domain.spans import Span
from nlp.quotes.mask import CLOSE, FILL, OPEN
from nlp.quotes.rules import Rules
from nlp.quotes.stretches import marks_in

#: Stops that end a sentence, and what may stand between two stretches of one utterance.
FINAL = ".!?。！？…"
BETWEEN = " \t\n,，.。;；:：—–-…!?！？\u3000、"
#: English words are about this long, which tells how many a covered stretch holds.
_WORD_LENGTH = 6
#: “Ask them.”, in characters.
_SHORTEST_SENTENCE = 8
#: One that is a paragraph of its own may be a turn of a dialogue: “No.”
_SHORTEST_TURN = 3
#: No turn of an English dialogue has more characters; what stands behind one.
_LONGEST_TURN = 100
#: So short a paragraph before another turn is one.
_SHORT_TURN = 40
_NEXT_TURN = re.compile(rf"\s*\n\s*(?P<turn>{OPEN}[^{OPEN}{CLOSE}]{{1,{_LONGEST_TURN}}}{CLOSE})\s*(?:\n|$)")
#: The same in Chinese: “腿疼。”
_SHORTEST_HAN_SENTENCE = 3


def rest_of(masked: str, span: Span, covered: Iterable[Span]) -> str:
    """Return what ``span`` holds beside the stretches in marks, without the punctuation between them."""
    pieces, position = [], span.start
    for marked in covered:
        pieces.append(masked[position : marked.start])
        position = marked.end
    pieces.append(masked[position : span.end])
    return "".join(pieces).strip(BETWEEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarksAlone:
    """Judges stretches in marks of one masked text that have no cue."""

    masked: str
    rules: Rules

    def only_marks(self, sentence: Span) -> bool:
        """Whether a sentence is nothing but what stands in marks."""
        covered = marks_in(self.masked, sentence)
        return bool(covered) and not rest_of(self.masked, sentence, covered)

    def answers(self, sentence: Span) -> bool:
        """Whether marks open right where others closed, as in a printed dialogue: “几次了？”“一次都没有。”"""
        before = self.masked[sentence.start - 1 : sentence.start]
        return not self.rules.spaced and before == CLOSE

    def is_answer(self, paragraph: Span, before: Span) -> bool:
        """Whether a short paragraph of English speech is somebody else's turn: a question, or several short turns.

        ``before`` is the speech that it follows.
        """
        if paragraph.end - paragraph.start > _LONGEST_TURN:
            return False
        following = _NEXT_TURN.match(self.masked, paragraph.end)
        if following is not None and paragraph.end - paragraph.start <= _SHORT_TURN:
            return True
        turns = [before, paragraph, *([Span(*following.span("turn"))] if following else [])]
        return any("?" in turn.of(self.masked)[-3:] for turn in turns)

    def is_speech(self, span: Span, *, alone: bool) -> bool:
        """Whether marks without a cue hold speech, whole sentences, and not a term or a title."""
        covered = marks_in(self.masked, span)
        size = sum(marked.end - marked.start - 2 for marked in covered)
        least = self.rules.shortest_speech * (_WORD_LENGTH if self.rules.spaced else 1)
        last = covered[-1].end - 1
        final = any(character in FINAL for character in self.masked[last - 1 : last + 1]) or self.masked[last] == FILL
        stands_alone = self.rules.spaced or self.masked[last + 1 : last + 2] in ("", "\n", OPEN)
        if stands_alone and self.masked[last - 1] in FINAL and rest_of(self.masked, span, covered) == "":
            # A sentence of its own in marks, with its stop inside, is speech also when it is short.
            shortest = _SHORTEST_TURN if alone else _SHORTEST_SENTENCE
            least = min(least, shortest if self.rules.spaced else _SHORTEST_HAN_SENTENCE)
        return size >= least and (final or alone)
