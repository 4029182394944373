"""Reads sentences: every attribution in one, found by its cue, a prefix or punctuation alone, then settled."""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from domain.spans import Span
from nlp.quotes.attributions.attribution import Attribution
from nlp.quotes.attributions.chinese import ChinesePhrases
from nlp.quotes.attributions.clauses import Clauses
from nlp.quotes.attributions.complements import Complements
from nlp.quotes.attributions.contents import Contents
from nlp.quotes.attributions.cues import Cues
from nlp.quotes.attributions.edges import PhraseEdges
from nlp.quotes.attributions.english import EnglishPhrases
from nlp.quotes.attributions.fronted import FrontedParticiples
from nlp.quotes.attributions.infinitives import Infinitives
from nlp.quotes.attributions.phrases import NounPhrases
from nlp.quotes.attributions.prefixes import Prefixes
from nlp.quotes.attributions.relatives import Relatives
from nlp.quotes.attributions.settling import Settling
from nlp.quotes.attributions.sources import Sources
from nlp.quotes.attributions.speech import MarkedSpeech
from nlp.quotes.attributions.uncued import UncuedSpeech
from nlp.quotes.attributions.words import CueWords
from nlp.quotes.mask import BRACKET, OPEN
from nlp.quotes.rules import Rules
from nlp.quotes.stretches import trimmed

#: "WASHINGTON (Agency) — ", "BEIJING, March 3 - ": no part of anybody's name.
_DATELINE = re.compile(
    rf"\s*(?:\d{{1,2}}[.:]\d{{2}}\s?(?:[ap]\.?m\.?)?(?: [A-Z]{{2,4}})?\s*(?::|—|–|--|-)?\s+|"
    rf"[A-Z]{{2}}[A-Z .,/-]{{0,80}}(?:, ?[A-Z][\w.]+)*(?: \d{{1,2}})?\s*{BRACKET}*(?:\s*(?:—|–|--|-)|:)\s+)"
    rf"(?=[A-Z{OPEN}])"
)


class AttributionReader:
    """Reads the sentences of one masked text.

    ``people`` are names that a Chinese text is known to hold, ``known`` others that may speak: of bodies, family names.
    ``terms`` are where marks open that hold a term.
    """

    def __init__(
        self,
        masked: str,
        rules: Rules,
        *,
        people: frozenset[str] = frozenset(),
        known: Collection[str] = (),
        terms: frozenset[int] = frozenset(),
    ) -> None:
        self._masked = masked
        self._rules = rules
        edges = PhraseEdges(masked=masked, rules=rules, named=_any_of({*people, *known}))
        named = _any_of(people)
        language = (
            EnglishPhrases(masked=masked, rules=rules, edges=edges)
            if rules.spaced
            else ChinesePhrases(
                masked=masked,
                rules=rules,
                edges=edges,
                people=named,
                known=tuple(known),
                families=frozenset(name[:1] for name in people),
                terms=terms,
            )
        )
        phrases = NounPhrases(masked=masked, rules=rules, edges=edges, people=named, language=language)
        clauses = Clauses(masked=masked, rules=rules, edges=edges)
        speech = MarkedSpeech(masked=masked, rules=rules, clauses=clauses)
        sources = Sources(masked=masked, rules=rules, edges=edges, phrases=phrases, clauses=clauses, terms=terms)
        contents = Contents(masked=masked, rules=rules, clauses=clauses, speech=speech)
        self._phrases = phrases
        self._contents = contents
        self._cues = Cues(
            masked=masked,
            rules=rules,
            edges=edges,
            phrases=phrases,
            sources=sources,
            complements=Complements(masked=masked, rules=rules),
            infinitives=Infinitives(masked=masked, rules=rules, clauses=clauses),
            relatives=Relatives(masked=masked, rules=rules, clauses=clauses),
            contents=contents,
            words=CueWords(masked=masked, rules=rules, terms=terms),
        )
        self._prefixes = Prefixes(
            masked=masked, rules=rules, phrases=phrases, sources=sources, clauses=clauses, speech=speech
        )
        self._fronted = FrontedParticiples(masked=masked, rules=rules, phrases=phrases)
        self._uncued = UncuedSpeech(
            masked=masked, rules=rules, phrases=phrases, sources=sources, speech=speech, terms=terms
        )
        self._settling = Settling(masked=masked, rules=rules, edges=edges, phrases=phrases)

    def read(self, sentence: Span) -> list[Attribution]:
        """Return the attributions of one sentence, in the order of their cues.

        Their regions do not overlap; one that only passes on what another says is left out.
        """
        if self._rules.spaced and (dateline := _DATELINE.match(self._masked, *sentence)):
            sentence = Span(dateline.end(), sentence.end)
        candidates = sorted(
            (*self._prefixes.read(sentence), *self._fronted.read(sentence), *self._cues.read(sentence)),
            key=lambda found: found.cue,
        )
        found: list[Attribution] = []
        for candidate in candidates:
            if not found or candidate.start >= found[-1].cue.end:
                found.append(candidate)
            elif candidate.cue.start >= found[-1].cue.end and self._shares(candidate, found[-1]):
                found.append(replace(candidate, source=None, shared=True))
        if not any(attribution.regions for attribution in found):
            found = (
                list(self._uncued.after_colon(sentence))
                or list(self._uncued.before_comma(sentence))
                or list(self._uncued.before_clause(sentence))
                or found
            )
        if self._rules.spaced:
            return self._settling.settled(self._cues.with_final(sentence, found), sentence.start)
        found = [part for attribution in found for part in self._contents.told_on(sentence, attribution)]
        return self._uncued.with_colons(self._settling.settled(found, sentence.start))

    def _shares(self, candidate: Attribution, previous: Attribution) -> bool:
        """Whether a cue has the subject of the one before: "he said in Ohio, promising …", 该方否认…，但是提出…."""
        if not self._rules.spaced:
            return candidate.source is not None and candidate.source == previous.source
        return candidate.cue.of(self._masked).split()[0].endswith("ing")

    def told_by(self, marked: Span, after: Span) -> Span | None:
        """Return whose words a stretch in marks is, by the sentence after it: 这是某某的心声."""
        return self._uncued.told_by(marked, after)

    def subject(self, clause: Span) -> Span | None:
        """Return the noun phrase that a clause begins with, if it looks like one who can speak."""
        return self._phrases.subject(*trimmed(self._masked, clause))

    def is_known(self, source: Span | None) -> bool:
        """Whether a Chinese source is a pronoun or holds a name that the text is known to hold."""
        return self._phrases.is_known(source)


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of any of ``names``, the longest first; it matches nothing where there is none."""
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))) or "(?!)")
