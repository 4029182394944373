"""Participles that open an English sentence: "Calling it “a joke,” Dana Hale left", "Saying that …, Hale signed"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.spans import Span
from nlp.quotes.attributions.attribution import Attribution
from nlp.quotes.attributions.phrases import NounPhrases
from nlp.quotes.mask import CLOSE, OPEN
from nlp.quotes.rules import Frame, Rules
from nlp.quotes.stretches import trimmed

_OPENS = re.compile(
    r"\s*(?:Having\s)?(?P<cue>(?P<saying>"
    r"(?<=Having )(?:said|announced|argued|claimed|promised|insisted|declared|warned|noted)|"
    r"Saying|Declaring|Arguing|Warning|Noting|Insisting|Claiming|Stressing|Acknowledging|Explaining|"
    r"Predicting|Suggesting|Stating|Contending|Asserting)|Calling|Describing|Labell?ing|Branding|Dubbing)\s"
)
#: The content ends with a comma, before or behind the marks that close there.
_COMMA = re.compile(rf",{CLOSE}?\s+(?=\S)|{CLOSE},\s+")
_SUBJECT = re.compile(r"(?:the|an?|his|her|its|their)\s|[A-Z]|(?:he|she|they|it)\b")
#: "Saying |he was exhausted, she left": a clause that needs no "that".
_CLAUSE = re.compile(r"(?:he|she|it|they|there)\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontedParticiples:
    """Reads fronted participles of one masked text; the source is the subject of the clause behind."""

    masked: str
    rules: Rules
    phrases: NounPhrases

    def read(self, sentence: Span) -> Iterator[Attribution]:
        """Yield the attribution of a sentence that opens with a participle of speech.

        Its content must have words in marks, follow "that", or begin with a pronoun: else "Noting the time, Hale left"
        would be speech.
        """
        opened = _OPENS.match(self.masked, *sentence) if self.rules.spaced else None
        if opened is None:
            return
        that = opened["saying"] is not None and self.masked.startswith("that ", opened.end())
        start = opened.end() + (len("that ") if that else 0)
        clause = that or (opened["saying"] is not None and _CLAUSE.match(self.masked, start) is not None)
        for comma in _COMMA.finditer(self.masked, start, sentence.end):
            content = trimmed(self.masked, Span(start, comma.end()))
            marked = OPEN in content.of(self.masked)
            if OPEN in self.masked[start : comma.start()] and CLOSE not in self.masked[start : comma.end()]:
                continue
            subject = self.phrases.subject(comma.end(), sentence.end)
            if (
                (marked or clause)
                and subject is not None
                and subject.start == comma.end()
                and _SUBJECT.match(self.masked, *subject) is not None
                and self.rules.finite.search(self.masked, subject.end, sentence.end) is not None
            ):
                frame: Frame = "clause" if opened["saying"] else "label"
                yield Attribution(frame=frame, cue=Span(*opened.span("cue")), source=subject, regions=(content,))
                return
