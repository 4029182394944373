"""Infinitives and gerunds that say what a clause would ("claims to have built it"), and the verbs that take them."""

import re
from dataclasses import dataclass

from domain.spans import Span
from nlp.quotes.attributions.clauses import Clauses
from nlp.quotes.mask import CLOSE, OPEN
from nlp.quotes.rules import Rules
from nlp.quotes.stretches import EDGE, trimmed

#: "Admitted taking it", and not "acknowledged rising costs".
_GERUND = re.compile(
    r"\s*(?!(?:wrongdoing|anything|everything|nothing|something|(?:grow|ris|increas|fall|mount|remain|exist|continu|"
    r"ongo|linger|chang|slow|declin|shrink|loom|emerg|follow|miss|outstand|underly|last|exist)ing)\b)[a-z]+ing\s+\w"
)
#: "Neighbours reported hearing shots", and not "reported rising sales".
_PERCEIVED = re.compile(r"\s*(?:being|having|seeing|hearing|feeling|finding|smelling|receiving|experiencing)\s+\w")
_PLURAL = re.compile(r"(?:[a-z-]+s|people|men|women|police|many|some)$")
#: Sources of several people: a form without -s behind them is a verb ("some in Washington think").
_SEVERAL = re.compile(
    r"(?:some|many|most|others|few|several|people|those|both)\b|(?:[\w’'-]+ ){0,3}?[a-z-]+s (?:in|at|from) ", re.I
)
_POSSESSIVE = re.compile(r"[’']s?$")
_RELATIVE_END = re.compile(r"\b(?:who|which|that)\s+\w+\s*$")
_TO_MARKS = re.compile(
    rf"(?P<who>(?:\s+(?!to\b)[\w’'&.-]+){{0,6}}?)\s+(?P<to>to(?P<lead>(?:\s+[\w’'-]+){{0,9}}?)\s+{OPEN})"
)
#: More words than these between "to" and the marks belong to what the marks name, unless somebody promises.
_LONGEST_LEAD = 4
#: "A court |order to bar the use of “force”": a thing, and nobody's words.
_ARTICLE = re.compile(r"\b(?:an?|any|no)\s+(?:[\w-]+\s+){0,3}$")
_REACH = 60
_PROMISES = re.compile(r"pledg|promis|vow|threat")
_TO_VERB = re.compile(r"\s*to (?!(?:the|an?|his|her|its|their|this|that|these|those)\b)[a-z]+")
#: ", and cities have since competed": no part of what somebody was told to do.
_CLAUSE_JOINT = re.compile(
    rf"(?:,{CLOSE}?|{CLOSE},)(?P<joint>\s+(?:and|but|while)\s+(?!to\b)(?:[\w’'-]+\s+){{1,4}}?(?:is|are|was|were|has|have|had)\b)"
)
_WITH_PREPOSITION = re.compile(r"\s*(?:[.;]|(?:throughout|in|by|across|for|at|to|on|with|from|of|under)\b)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Infinitives:
    """Finds reported infinitives in one masked English text."""

    masked: str
    rules: Rules
    clauses: Clauses

    def is_verb_after(self, source: Span, word: str) -> bool:
        """Whether a form that may be a noun is a verb after ``source``: "it claims", "Beijing claims"."""
        last = source.of(self.masked).split()[-1]
        if _POSSESSIVE.search(last) is not None or last.lower() in self.rules.determiners:
            return last.lower() in self.rules.verbal_subjects
        if word in self.rules.mostly_verbs:
            return _WITH_PREPOSITION.match(self.masked, source.end + len(word) + 1) is None
        between = self.masked[source.end : source.end + len(word) + 3]
        if word.endswith("s") and re.fullmatch(rf" {word}[,.]", between.lower()[: len(word) + 2]):
            begins = source.of(self.masked).split()[0]
            subjects = self.rules.determiners | self.rules.verbal_subjects
            named = begins[0].isupper() or begins.lower() in subjects
            return named and self.masked[: source.start].rstrip().endswith((",", CLOSE))
        several = _SEVERAL.match(self.masked, *source) is not None and not word.endswith(("s", "ing", "ed"))
        opening = last.lower() if last == source.of(self.masked) else last
        plural = several or (_PLURAL.fullmatch(opening) is not None and not word.endswith(("s", "ing", "ed")))
        return last.lower() in self.rules.verbal_subjects or plural or (word.endswith("s") and last[0].isupper())

    def is_verb_at(self, source: Span, cue: Span, word: str) -> bool:
        """Whether a form that may be a noun is a verb at ``cue``; no other words part a verb from its subject.

        "Hale, of the yard, |claims", "Hale shut it and |claims", and not "Hale, who won in ten |states".
        """
        end = self.clauses.edges.without_tail(source.end, cue.start)
        between = self.masked[source.end : end].strip(EDGE + CLOSE)
        parted = self.masked[source.end : cue.start].rstrip().endswith((",", CLOSE, "—", "–"))
        joined = self.rules.coordinator.fullmatch(between.rsplit(" ", 1)[-1]) is not None
        return (not between or parted or joined) and self.is_verb_after(source, word)

    def infinitive(self, word: str, source: Span, after: Span) -> Span | None:
        """Return the infinitive that says what a clause would: "claims to have built it"."""
        perceived = word.startswith("report")
        if word in self.rules.gerund_content or (perceived and _PERCEIVED.match(self.masked, *after)):
            found = _GERUND.match(self.masked, *after)
            return self.clauses.reported(trimmed(self.masked, after)) if found else None
        if word not in self.rules.infinitive_content or not (
            word not in self.rules.nominal
            or self.is_verb_after(source, word)
            or _RELATIVE_END.search(self.masked[source.end : after.start])
        ):
            return None
        found = _TO_VERB.match(self.masked, *after)
        return self.clauses.reported(trimmed(self.masked, after)) if found else None

    def told_to(self, word: str, cue: Span, end: int) -> Span | None:
        """Return the infinitive of which part stands in marks: "urged lawmakers to “act now”", "vowed to “resist”"."""
        found = _TO_MARKS.match(self.masked, cue.end, end) if self.rules.spaced else None
        if found is None:
            return None
        who = found["who"].strip()
        verb = self.rules.cue.match(self.masked, found.start("to") + 3, found.end())
        if verb is not None and self.rules.infinitive.search(self.masked[cue.start : verb.start()]):
            # "Continued to describe it as “slow”": the verb behind is the cue.
            return None
        if word in self.rules.nominal and _ARTICLE.search(self.masked[max(0, cue.start - _REACH) : cue.start]):
            return None
        if len(found["lead"].split()) > _LONGEST_LEAD and (who or not _PROMISES.match(word)):
            return None
        if who and (word not in self.rules.directing or self.rules.finite.search(who)):
            return None
        reported = self.clauses.reported(Span(found.start("to"), end))
        joint = next((j for j in _CLAUSE_JOINT.finditer(self.masked, found.end(), reported.end)), None)
        return Span(reported.start, joint.start("joint")) if joint else reported
