"""Speech without a cue word: a colon leads to it, or the comma that ends it shows that who said it follows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from domain.spans import Span
from nlp.quotes.attributions.attribution import Attribution
from nlp.quotes.attributions.clauses import ASKED
from nlp.quotes.attributions.english import NAME
from nlp.quotes.attributions.phrases import NounPhrases
from nlp.quotes.attributions.sources import Sources
from nlp.quotes.attributions.speech import MarkedSpeech
from nlp.quotes.rules import Rules
from nlp.quotes.stretches import STOPS, marks_in, trimmed

#: “…,” Dana Hale ticked off on her fingers; “…,” goes the quip that she repeats.
_TOLD = re.compile(
    r"\s+(?P<source>he|she|they|I|"
    r"(?:(?:Mr|Ms|Mrs|Dr|Sen|Rep)\.\s+|[A-Z][\w’'-]*\s+(?!\w+ed\b|\w+s\b)){0,4}[A-Z][\w’'-]*)\s+"
    r"(?P<cue>[a-z]+(?:ed|s|ke|ng|nt|rew|old|ave)\b)"
)
#: Less in Chinese marks is a term rather than speech.
_FEWEST_CHARACTERS = 6
_ACTS = re.compile(rf",\s+(?P<source>he|she|they|{NAME}(?:\s+{NAME})*)\s+[a-z]+(?:s|ed)\b")
_TURNED = re.compile(
    r"\s+(?P<cue>goes|runs|ran|went|comes|came)\s+(?P<source>[^,.;:]{3,60}?)(?=[,.;:]|\s+(?:he|she|they|that)\b)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class UncuedSpeech:
    """Reads speech without a cue in one masked text."""

    masked: str
    rules: Rules
    phrases: NounPhrases
    sources: Sources
    speech: MarkedSpeech
    terms: frozenset[int]

    def with_colons(self, found: list[Attribution]) -> list[Attribution]:
        """Cut a Chinese clause where somebody else speaks after a colon: 有读者问她会不会写，某某摇摇头：“…”."""
        result: list[Attribution] = []
        for attribution in found:
            cut = self._colon_inside(attribution)
            if cut is None:
                result.append(attribution)
                continue
            region, comma, source, marked = cut
            kept = tuple(trimmed(self.masked, Span(r.start, comma)) if r == region else r for r in attribution.regions)
            if kept := tuple(r for r in kept if r.start < r.end):
                result.append(replace(attribution, regions=kept))
            colon = len(self.masked[: marked.start].rstrip()) - 1
            speech = (Span(marked.start, region.end),)
            result.append(Attribution(frame="marks", cue=Span(colon, colon + 1), source=source, regions=speech))
        return result

    def _colon_inside(self, attribution: Attribution) -> tuple[Span, int, Span, Span] | None:
        for region in attribution.regions:
            for marked in marks_in(self.masked, region):
                lead = self.masked[region.start : marked.start].rstrip()
                comma = max(lead.rfind("，"), lead.rfind("；"))
                if not lead.endswith(("：", ":")):
                    continue
                clause = Span(region.start + comma + 1, region.start + len(lead) - 1)
                source = self.phrases.subject(*clause)
                if source is not None and source.start == clause.start and self.phrases.is_known(source):
                    return region, region.start + max(comma, 0), source, marked
        return None

    def after_colon(self, sentence: Span) -> Iterator[Attribution]:
        """A colon alone leads to speech: 他拍拍扶手：“…”, "Smith: “…”"."""
        for marked in marks_in(self.masked, sentence):
            lead = self.masked[sentence.start : marked.start].rstrip()
            short = marked.end - marked.start < self.rules.shortest_speech
            if not lead.endswith((":", "：")) or (short and self.masked[marked.end - 2] not in STOPS):
                continue
            if self.rules.titled.search(lead):
                continue
            colon = sentence.start + len(lead) - 1
            source = (
                None
                if self.rules.spaced
                else self.phrases.subject(self.sources.chunk_start(sentence.start, colon), colon)
            )
            if source is None:
                source, _ = self.sources.before(sentence.start, colon)
            if source is None and not self.rules.spaced:
                source = self.phrases.subject(sentence.start, colon)
            whole = source is not None and not self.masked[sentence.start : source.start].strip("• \t*-")
            if self.rules.spaced and (on := self.rules.on_topic.match(self.masked, sentence.start, colon)):
                source = self.phrases.noun_phrase(*on.span("source"))
            elif self.rules.spaced and (asked := ASKED.match(lead)):
                acts = _ACTS.match(self.masked, sentence.start + lead.rfind(", "), colon) if ", " in lead else None
                source = Span(*acts.span("source")) if acts and lead.rfind(", ") > asked.end() else None
            elif self.rules.spaced and not (whole and source is not None and source.end == colon):
                continue
            if self.rules.spaced and source is not None and (verb := self.rules.predicate.search(self.masked, *source)):
                # "Hale pushed back: “…”": who acts speaks.
                source = self.phrases.noun_phrase(source.start, verb.start()) or source
            if self.rules.spaced and (source is None or self.rules.no_speaker.match(self.masked, *source)):
                continue
            yield Attribution(
                frame="marks", cue=Span(colon, colon + 1), source=source, regions=(Span(marked.start, marked.end),)
            )

    def told_by(self, marked: Span, after: Span) -> Span | None:
        """Return whose words a Chinese stretch in marks is, by what comes ``after``: 这是某某的心声."""
        said = self.rules.saying.match(self.masked, *after)
        if said is None or not self._is_spoken(marked):
            return None
        return self.phrases.noun_phrase(*said.span("who"))

    def before_clause(self, sentence: Span) -> Iterator[Attribution]:
        """Chinese speech and what tells whose it is, without a cue: “…”是某某的口头禅, “…”，某某笑得合不拢嘴."""
        marks = [] if self.rules.spaced else marks_in(self.masked, sentence)
        if len(marks) != 1 or marks[0].start != sentence.start:
            return
        after = Span(marks[0].end, sentence.end)
        source = self.told_by(marks[0], after)
        if (
            source is None
            and self.masked.startswith("，", after.start)
            and not self.rules.kept.search(self.masked, *after)
        ):
            acting = self.phrases.subject(after.start + 1, after.end)
            first = acting is not None and acting.start == after.start + 1
            source = acting if first and self.phrases.is_known(acting) and self._is_spoken(marks[0]) else None
        if source is not None:
            cue = Span(after.start, after.start + 1)
            yield Attribution(frame="marks", cue=cue, source=source, regions=(marks[0],))

    def _is_spoken(self, marked: Span) -> bool:
        """Whether marks hold no term: words that are spoken, and several."""
        return marked.start not in self.terms and marked.end - marked.start - 2 >= _FEWEST_CHARACTERS

    def before_comma(self, sentence: Span) -> Iterator[Attribution]:
        """A comma that ends English speech shows that who said it follows, with whatever verb: “…,” Hale ticked off."""
        marks = marks_in(self.masked, sentence) if self.rules.spaced else []
        if not marks or marks[0].start != sentence.start or self.masked[marks[0].end - 2] not in ",?!":
            return
        end = next((marked.start for marked in marks[1:]), sentence.end)
        found = _TOLD.match(self.masked, marks[0].end, end) or _TURNED.match(self.masked, marks[0].end, end)
        if found is None or (found.re is _TURNED and self.masked[marks[0].end - 2] != ","):
            return
        more = self.speech.later(Span(found.end("cue"), sentence.end), marks[0], marks[1:])
        yield Attribution(
            frame="marks",
            cue=Span(*found.span("cue")),
            source=Span(*found.span("source")),
            regions=(marks[0], more) if more else (marks[0],),
        )
