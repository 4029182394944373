"""Relative clauses with a cue: "which Hale says was spent", "what Hale called a “mess”", "…, which argues that"."""

import re
from dataclasses import dataclass

from domain.spans import Span
from nlp.quotes.attributions.attribution import Attribution
from nlp.quotes.attributions.clauses import Clauses
from nlp.quotes.mask import CLOSE, OPEN
from nlp.quotes.rules import Frame, Rules
from nlp.quotes.stretches import marks_in, trimmed

#: "The sum that X says was spent": the content follows its cue.
_RELATIVE = re.compile(r"\b(?:which|that|whom|who)\s+$", re.I)
_WHAT = re.compile(r"\bwhat\s+$", re.I)
#: "The president, |whose fitness he| questioned": what stands before is no content.
_OWNED = re.compile(r"(?:whose|which|whom)\s")
_DESCRIBES = re.compile(r"\b(?:that|who|which)\s+(?:(?:have|has|had|also|once|recently)\s+)*$")
_TELLS = re.compile(rf"[,{CLOSE}]\s+(?:which|who)\s+(?:(?:has|have|had|also|once|recently|then)\s+)*$")
#: "A report by the committee", "Example Labs": what such a pronoun takes up.
_ANTECEDENT = re.compile(
    r"\b(?:(?:the|an?|his|her|its|their|this|that|another|one|two|several)\s(?:[\w’'-]+\s){0,4}?[\w’'-]+"
    r"(?:\s(?:of|by|from|for|at)\s(?:[\w’'-]+\s){0,4}?[\w’'-]+)?|[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*)*)$"
)
#: It is looked for among so many characters before the pronoun.
_REACH = 90
#: Not "what lawyers call “discovery”": a term of theirs.
_NAMED = re.compile(r"[A-Z]|s?he$")
_NOUN_BEHIND = re.compile(r"\s+[a-z]")
_CALLED = re.compile(r"\s*(?:as\s+)?(?P<article>(?:an?|the)\s+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Relatives:
    """Reads relative clauses of one masked English text."""

    masked: str
    rules: Rules
    clauses: Clauses

    def keeps(self, lead: str, frame: Frame, after: Span) -> bool:
        """Whether the clause before a cue and its source is one whose content is ``after`` it alone.

        "The sum that |Hale says was spent", "hit back at what |Hale said was a mess", and not "the belief that |Hale
        holds a grudge": verbs that need their "that" have no more than what lacks a subject.
        """
        bare = self.clauses.lacks_subject(trimmed(self.masked, after))
        if what := _WHAT.search(lead):
            return frame == "clause" and bare and what.start() > 0
        relative = _RELATIVE.search(lead) is not None and (frame in ("clause", "label") or bare)
        return relative and self.rules.finite.search(self.masked, *after) is not None

    def names(self, lead: str) -> bool:
        """Whether "what" stands before a source: "what Hale called “a mess”"."""
        return _WHAT.search(lead) is not None

    def called(self, cue: Span, source: Span, frame: Frame, after: Span) -> Attribution | None:
        """Return the attribution of "what Hale calls “a bridge to nowhere”": the words in marks alone are Hale's."""
        marks = marks_in(self.masked, trimmed(self.masked, after))
        named = _NAMED.search(source.of(self.masked)) is not None
        lead = _CALLED.fullmatch(self.masked, after.start, marks[0].start) if marks else None
        if frame != "label" or not named or lead is None:
            return None
        if lead["article"] and _NOUN_BEHIND.match(self.masked, marks[0].end):
            # "What Hale Labs calls a “community” licence": a term of theirs.
            return None
        start = lead.start("article") if lead["article"] else marks[0].start
        return Attribution(frame="label", cue=cue, source=source, regions=(Span(start, marks[0].end),))

    def is_owned(self, source: Span) -> bool:
        """Whether a source stands in a relative clause, of which nothing before it is content."""
        return _OWNED.match(self.masked, *source) is not None

    def describes(self, left: str) -> bool:
        """Whether a cue only describes a noun: "two utilities that have |promised to build"."""
        return _DESCRIBES.search(left) is not None

    def antecedent(self, start: int, left: str) -> tuple[Span | None, bool]:
        """Return whom "which" or "who" right before a cue takes up, and whether such a pronoun stands there.

        ``left`` is the sentence before the cue, and begins at ``start``. A whole clause ends in the antecedent, so that
        it is no subject: "it was named in |a report by the committee|, which asserted that".
        """
        pronoun = _TELLS.search(left)
        if pronoun is None:
            return None, False
        end = start + pronoun.start()
        if left[pronoun.start()] == CLOSE:
            # "Their paper, “The Umbrella,” which contends that": a title in marks.
            return trimmed(self.masked, Span(self.masked.rfind(OPEN, 0, end) + 1, end)), True
        named = _ANTECEDENT.search(self.masked, max(start, end - _REACH), end)
        return (Span(*named.span()) if named else None), True
