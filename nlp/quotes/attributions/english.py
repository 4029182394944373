"""The noun phrase that an English stretch holds: who is named there as one who can speak."""

import re
from dataclasses import dataclass

from domain.spans import Span
from nlp.quotes.attributions.edges import PhraseEdges
from nlp.quotes.rules import Rules
from nlp.quotes.stretches import trimmed

#: "A spokesman for the Commerce |and Economic Development Bureau".
_WITHIN_NAME = re.compile(r"\b(?:the|of|for|at|from) (?:[A-Z][\w-]* )*[A-Z][\w-]*\s*$")
NAME = r"[A-Z][\w.’'-]*"
ALL_NAMES = re.compile(
    rf"\s*(?:{NAME}|(?:de|van|von|bin|al|of)(?= ))(?: (?:{NAME}|(?:de|van|von|bin|al)(?= )))*"
    rf"(?: and (?:the )?{NAME}(?: {NAME})*)?\s*"
)
_CONTRACTED = re.compile(r"(\w+)[’'](?:s|re|ve|d|ll|m)")
_WHO_OBJECT = re.compile(
    r".\bwho(?:m)?\s(?P<who>(?:the|some|many|several|her|his|their|most)\s[\w’'.-]+(?:\s[\w’'.-]+){0,4}|"
    r"(?:[A-Z][\w’'.-]*\s){0,3}(?:[A-Z][\w’'.-]*|(?:[a-z]+\s)?(?:officials|critics|experts|prosecutors|police|analysts|lawyers|investigators)))$"
)
#: "Breaking the Silence": a body, and no participle.
_TITLED = re.compile(r"[A-Z][\w-]+(?: (?:the|of|for|and|on|in|to|a)(?= )| [A-Z][\w-]+)*")
#: "This, Hale hopes, |will help| encourage others": no source begins like this.
_AUXILIARY = re.compile(r"will|would|can|could|may|might|must|should|is|are|was|were|has|have|had")
#: A subject of more words than this is a misreading.
LONGEST_SOURCE = 22
#: Before "and" a lower-case stretch of more words is the end of another clause.
_LONGEST_SHARED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class EnglishPhrases:
    """Reads noun phrases of one masked English text."""

    masked: str
    rules: Rules
    edges: PhraseEdges

    def noun_phrase(self, start: int, end: int) -> Span | None:
        """Return the source in a stretch that ends where the source does, or ``None`` when there is none."""
        rules = self.rules
        for opener in rules.clause_opener.finditer(self.masked, start, end):
            start = opener.end()
        start = self.edges.without_leads(self._after_coordination(start, end), end)
        span = trimmed(self.masked, Span(start, end))
        words = span.of(self.masked).split()
        if not words or len(words) > LONGEST_SOURCE or not re.search(r"\w", span.of(self.masked)):
            return None
        first, last = words[0].lower(), words[-1].lower()
        if first in ("which", "that", "whom", "what") and len(words) > 1 and last not in ("has", "have", "had"):
            return self.noun_phrase(span.start + len(first), span.end)
        if (object_of := _WHO_OBJECT.search(span.of(self.masked))) is not None and not self.rules.predicate.search(
            object_of["who"]
        ):
            # "A group who |officials| say is armed".
            return self.noun_phrase(span.start + object_of.start("who"), span.end)
        if first == "with" and len(words) > 1:
            # "…, with Chen saying that": the absolute clause has a subject of its own.
            return self.noun_phrase(span.start + len(first), span.end)
        if len(words) == 1 and ((first.endswith("ing") and words[0].islower()) or rules.lead.fullmatch(first + " ")):
            return None
        if words[0].islower() and _AUXILIARY.fullmatch(first):
            return None
        if last == "it" and len(words) > 1 and words[-2].lower() not in rules.dangling:
            return Span(span.end - len(words[-1]), span.end)
        if (contracted := _CONTRACTED.fullmatch(words[-1])) and contracted[1].lower() in rules.pronouns:
            return Span(span.end - len(words[-1]), span.end - len(words[-1]) + len(contracted[1]))
        if len(words) > 1 and last in ("this", "that", "these", "those"):
            return None
        if len(words) > 1 and last in rules.subjects:
            return Span(span.end - len(words[-1]), span.end)
        owned = len(words) > 2 and words[-2] == "of" and last in rules.owners
        if last in rules.dangling and not owned and (len(words) > 1 or last not in rules.pronouns):
            return None
        if first in ("citing", "quoting") and len(words) > 1:
            return self.noun_phrase(span.start + len(first), span.end)
        if agent := rules.agent.match(self.masked, *span):
            return Span(agent.end(), span.end)
        if rules.participle.match(self.masked, *span) and not _TITLED.fullmatch(span.of(self.masked)):
            return None
        if len(words) > 1 and first in rules.dangling and first not in rules.determiners and not words[1].isdigit():
            # "Under pressure at home, Hale": the subject stands behind the circumstance.
            comma = self.masked.find(", ", *span)
            return self.noun_phrase(comma + 1, span.end) if comma > 0 else None
        return span

    def _after_coordination(self, start: int, end: int) -> int:
        """Return where the last of two coordinated clauses begins; two coordinated names stay together."""
        begin = start
        for match in re.finditer(r"\b(?:and|but)\s+", self.masked[start:end]):
            before = self.masked[begin : start + match.start()]
            named = _WITHIN_NAME.search(before) and self.masked[start + match.end() : end][:1].isupper()
            wordy = len(before.split()) > _LONGEST_SHARED and before.strip()[0].islower() and not named
            if wordy or self._has_predicate(before) or not before.strip():
                begin = start + match.end()
        return begin

    def _has_predicate(self, words: str) -> bool:
        """Whether a verb stands behind its subject; "lead" of "lead researcher and planetary scientist" is none."""
        return any(words[: found.start()].strip() for found in self.rules.finite.finditer(words))
