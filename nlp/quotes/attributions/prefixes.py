"""Prefixes: "according to X, …", 据X报道，…, where the cue comes first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.spans import Span
from nlp.quotes.attributions.attribution import Attribution
from nlp.quotes.attributions.clauses import Clauses
from nlp.quotes.attributions.phrases import NounPhrases
from nlp.quotes.attributions.sources import Sources
from nlp.quotes.attributions.speech import MarkedSpeech
from nlp.quotes.mask import OPEN
from nlp.quotes.rules import Rules
from nlp.quotes.stretches import marks_in, trimmed

_APPOSITION = re.compile(
    r"\s*,\s+(?:an?|who|whose|which|head|chief|director|professor|president|founder|co-founder|former|"
    r"senior|[A-Z][\w.&]*[’']s|"
    r"the\s+(?:[\w-]+\s+){0,4}(?:head|chief|director|founder|president|chairman|analyst|author|"
    r"professor|secretary|leader|minister|"
    r"executive|editor|scientist|economist))\b[^,;:]{2,110},"
)
_CITES = re.compile("(?:援引|引述|引用)(?=[^，,]{2})")
_LINKS = re.compile(r"\b(?:is|are|was|were|be|been|become|became|as|like|remains?|seems?|looks?)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefixes:
    """Reads prefixes of one masked text."""

    masked: str
    rules: Rules
    phrases: NounPhrases
    sources: Sources
    clauses: Clauses
    speech: MarkedSpeech

    def read(self, sentence: Span) -> Iterator[Attribution]:
        """ "According to X, …", 据X报道，…: the cue comes first, the content after its source or before the whole."""
        masked, spaced = self.masked, self.rules.spaced
        for pattern in self.rules.prefixes:
            for match in pattern.finditer(masked, *sentence):
                source = self._source(match) if spaced else self._original(match)
                whole = match.end() == match.end("source")
                if spaced and whole and source is not None and self.rules.unnamed.match(masked, *source):
                    source = self.sources.after(match.start("source"), sentence.end)
                if source is None or self.rules.prefix_sources_not.match(source.of(masked)):
                    continue
                after = trimmed(
                    masked, Span(self._after_prefix(max(match.end(), source.end), sentence.end), sentence.end)
                )
                if spaced and (described := _APPOSITION.match(masked, max(match.end(), source.end), sentence.end)):
                    after = trimmed(masked, Span(described.end(), sentence.end))
                before = trimmed(masked, Span(sentence.start, match.start()))
                content = self._content(before, after, match.end()) if spaced else after
                regions = self._halves(before, after, match.end()) if spaced else ()
                if regions or self.clauses.is_long_enough(content):
                    cue = Span(*match.span("cue"))
                    regions = regions or (content,)
                    yield Attribution(frame="clause", cue=cue, source=source, regions=regions, passes_on=True)

    def _after_prefix(self, start: int, end: int) -> int:
        """Return where the clause may begin after "according to a paper| released at a forum, …"."""
        rest = self.masked[start:end]
        comma = rest.find(", ")
        if not self.rules.spaced or not re.match(r"\s+(?:[a-z]+ed|seen|written|by|at|in|on|who|that|which)\b", rest):
            return start
        return start + comma if comma > 0 and self.clauses.is_long_enough(Span(start + comma, end)) else start

    def _halves(self, before: Span, after: Span, end: int) -> tuple[Span, ...]:
        """Return both halves of "They were, in Hale’s words, “a lesson”", "It rose, according to X, and may fall"."""
        parted = self.masked[before.end : before.end + 1] == "," and self.masked[end : after.start].strip() == ","
        clause = self.clauses.last_clause(before)
        phrase = self.clauses.lacks_subject(after) and not self.clauses.is_whole(clause)
        if (
            parted
            and before.start < before.end
            and (phrase or (self.clauses.is_whole(clause) and self.clauses.resumes(after)))
        ):
            return clause, self.clauses.reported(after)
        marks = marks_in(self.masked, after)
        if not marks or marks[0].start != after.start or _LINKS.search(self.masked[before.start : before.end]) is None:
            return ()
        comma = self.masked.rfind(", ", before.start, before.end)
        return trimmed(self.masked, Span(max(comma + 1, before.start), before.end)), marks[0]

    def _content(self, before: Span, after: Span, end: int) -> Span:
        """Return the content of "according to X": what is before it, unless the clause begins after it or "that"."""
        least = 4 if after.start < after.end else 2
        if self.masked.endswith(" that", 0, end) or not self.clauses.is_long_enough(before, least=least):
            return self.clauses.reported(after)
        directly = self.masked[end : end + 1] == ","
        if directly and self.clauses.lacks_subject(after):
            return self.clauses.reported(after)
        if directly and self.masked.startswith(OPEN, after.start):
            return self.speech.head(after, marks_in(self.masked, after), led_by_comma=False) or self.clauses.reported(
                after
            )
        return self.clauses.last_clause(before)

    def _source(self, match: re.Match[str]) -> Span | None:
        """Return the source of a prefix: "her" of "in her view" as it stands."""
        owned = match["source"].lower() in self.rules.owners
        return Span(*match.span("source")) if owned else self.phrases.noun_phrase(*match.span("source"))

    def _original(self, match: re.Match[str]) -> Span:
        """Return the one whom a Chinese medium quotes, where it names one: 据某社援引某某报道, 援引某某|的统计."""
        start, end = match.span("source")
        cited = _CITES.search(self.masked, start, end)
        return Span(cited.end() if cited else start, end - self.masked.endswith("的", start, end))
