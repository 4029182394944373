"""Cues: each cue of a sentence with its source and what it reports."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from domain.spans import Span
from nlp.quotes.attributions.attribution import Attribution
from nlp.quotes.attributions.clauses import AUXILIARY
from nlp.quotes.attributions.complements import Complement, Complements
from nlp.quotes.attributions.contents import Contents
from nlp.quotes.attributions.edges import PhraseEdges
from nlp.quotes.attributions.infinitives import Infinitives
from nlp.quotes.attributions.phrases import NounPhrases
from nlp.quotes.attributions.relatives import Relatives
from nlp.quotes.attributions.sources import Sources
from nlp.quotes.attributions.words import CueWords
from nlp.quotes.han_phrases import verb_at_end
from nlp.quotes.mask import CLOSE, OPEN
from nlp.quotes.rules import Frame, Rules
from nlp.quotes.stretches import EDGE, marks_in, trimmed

#: "…, |a claim Hale denied".
_OBJECT_OF = re.compile(
    r"an? (?:(?!(?:for|of|at|from|with|in|to|by|and|called|named)\b)[a-z-]+ ){1,2}?"
    r"(?=[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*$)"
)
_THAT = re.compile(r"\s+that\b")
#: "They governed large |states|": a verb before what may be a noun as well.
_VERB = re.compile(rf"{AUXILIARY.pattern}|\b[a-z]{{3,}}ed\b(?!\s(?:by|in|at|with|for|on|to|from)\b)")
_WHO = re.compile(r"(?:who|which|that)\s")
#: "Anybody who saw it |claims": the verb belongs to what describes the source.
_OF_OTHERS = re.compile(r"\S\s(?:who|that|which|whom)\s|[’']s?$")
_OWNER = re.compile(r"\b(?P<who>his|her|their|its)\s+(?:[a-z-]+\s+)?$")
#: 他用“…”来形容: the words in marks come first.
_WORDED = re.compile(f"用(?P<marks>{OPEN}[^{CLOSE}]*{CLOSE})(?:这[^，。]{{0,6}})?(?:来|以)?$")
#: "Since X says …, perhaps …": the clause that the cue reports ends with the comma.
_SUBORDINATE = re.compile(
    r"\s*(?:(?:And|But) )?(?i:Once|After|Since|While|Although|Though|If|Because|When|Whenever|Every time|"
    r"(?:On|By|At|From) the (?:same )?(?:day|time|moment|night|morning)(?: that| when)?)\b"
)
_MAIN_CLAUSE = re.compile(
    rf"(?P<stop>,{CLOSE}?|{CLOSE},)\s+(?!(?:and|or|but|which|who|whose|where|including|such|as|for)\b)"
)
#: “…”，|有网友评论.
_THERE_IS = re.compile("(?<=[，,])[也还又另]?有$")
#: Where a document may begin that says it by itself: …，|有|分析认为.
_OPENED = re.compile(f"(?:[，,。；{CLOSE}]|^)(?:[也还又另]?有|该)?$")
#: "Calloway closed by announcing that …".
_BY = re.compile(
    r"(?:\b(?:concludes|ends|closes|begins|starts|opens|responds|replies)\s+)?\b(?:by|after|before|while)\s+(?:[a-z]+ly\s+)?$|"
    r"(?:\b(?:was|were|is|been|being|got)\s(?:\w+ly\s)?\w+ed|\b(?:criticism|fire|flak|backlash|scrutiny|apologi[sz]ed))\s+for\s+"
    r"(?:[a-z]+ly\s+)?$"
)
#: "The mayor blamed them, accusing the firm of greed |and saying it had lied".
_AND_TELLS = re.compile(r",\s[a-z]+ing\b[^;:.]*\sand\s(?:[a-z]+ly\s)?$")
#: These stand behind a verb that tells how somebody speaks.
_BEHIND_VERBS = ("称", "道")
#: "They fell out, |at one point| calling him a “liar”".
_ALONG_THE_WAY = re.compile(
    r",\s+(?:at (?:(?:one|the same|this|that) )?(?:point|times?)|"
    r"in (?:one|an?|his|her|its|their|this) [\w’'-]+(?: [\w’'-]+){0,2}|"
    r"(?:on|last) \w+day|later|sometimes|even|once|[a-z]+ly)\s+$"
)
_DESCRIBED = re.compile(r"\s*(?:who|whose|which)\b")
#: "A man who officials say is armed |and who claimed the attack".
_AND_WHO = re.compile(r"\s+and (?:who|which)\b")
_OWNED_BY = re.compile(r"(?<=[a-z] )(?P<who>(?:[A-Z][\w.’'-]*\s){0,3}[A-Z][\w.-]*)(?=[’']s?$)")
_ONE = re.compile(r"[A-Z][\w’'-]*")
_FEAR_THAT = re.compile(
    r"(?P<who>[^,;:]*?\w)\s(?:fear|hope|worry|believe|think|know|feel|expect|agree|suspect|argue)\s(?:that\s)?"
)
#: So much before a cue shows the word that it ends with.
_LONGEST_LEAD = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A cue and who is its source, before what it reports is looked for."""

    cue: Span
    source: Span | None
    #: The cue takes the source of the one before it.
    shared: bool
    #: Where the words behind the cue begin, and behind its source where that follows it.
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """Reads the cues of one masked text."""

    masked: str
    rules: Rules
    edges: PhraseEdges
    phrases: NounPhrases
    sources: Sources
    complements: Complements
    infinitives: Infinitives
    relatives: Relatives
    contents: Contents
    words: CueWords

    def read(self, sentence: Span) -> Iterator[Attribution]:
        """Yield the attribution of each cue of a sentence, in their order."""
        before = position = sentence.start
        # 道格·某某: no cue stands within a name.
        names = (
            []
            if self.rules.spaced
            else [found.span() for found in self.phrases.people.finditer(self.masked, *sentence)]
        )
        while match := self.rules.cue.search(self.masked, position, sentence.end):
            if any(start <= match.start() < end for start, end in names):
                position = match.start() + 1
                continue
            attribution = self._at(sentence, before, match)
            # In Chinese a shorter cue may stand in what is none: 受访时指|出, 顾|问说.
            position = match.end() if attribution is not None or self.rules.spaced else match.start() + 1
            if attribution is not None:
                yield attribution
                before = max(attribution.cue.end, *(region.end for region in attribution.regions[:1]), 0)

    def with_final(self, sentence: Span, found: list[Attribution]) -> list[Attribution]:
        """Where a sentence ends in ", analysts said", all before is what they said."""
        last = self._last(sentence)
        if not found or last is None or (len(found) == 1 and found[0].cue == last.cue):
            return found
        start, source = last.start, last.source
        if source is None or last.shared or last.frame == "label" or any(r.end > start for r in last.regions):
            return found
        before = self.masked[sentence.start : start].rstrip()
        end = max(last.cue.end, source.end)
        rest = self.masked[end : sentence.end]
        adjunct = self.rules.adjunct.match(self.masked, end, sentence.end)
        final = (
            not rest.strip(" .,!?")
            or (adjunct and not self.masked[adjunct.end() : sentence.end].strip(" .,!?"))
            or rest.startswith(",")
        )
        others = [other for other in found if other.cue != last.cue]
        quoted = any(self.masked.startswith(OPEN, r.start) for other in others for r in other.regions)
        if not before.endswith(",") or not final or quoted or self.rules.coordinator.match(self.masked, start):
            return found
        if re.match(r"(?:and|but|while|as)\b", self.masked[start:]):
            return found
        return [replace(last, regions=(Span(sentence.start, sentence.start + len(before)),))]

    def _at(self, sentence: Span, before: int, match: re.Match[str]) -> Attribution | None:
        """Return the attribution of a cue, if it is one; at ``before`` ends what the cue before it reports."""
        word = re.sub(r"\s+", " ", match.group().lower())
        left = self.masked[sentence.start : match.start()]
        if not self.words.is_cue(sentence, Span(*match.span()), word, left):
            return None
        told = self._told(sentence, before, Span(*match.span()), word)
        if told is None:
            return None
        cue, source, frame = told.cue, told.source, self.words.frame(word, left)
        if word in self.rules.worded and (worded := _WORDED.search(left)) is not None:
            return self._worded(sentence, cue, worded)
        complement = self.complements.after(word, told.end, sentence.end)
        if complement.complemented and self.words.describes_noun(word, cue, complement.span, sentence.end):
            return None
        relative = False
        if self.rules.spaced and source is not None and source.end <= cue.start:
            complement = replace(complement, span=self._own_clause(sentence, source, complement.span))
            lead = self.masked[sentence.start : source.start]
            noun = word in self.rules.nominal and not self.infinitives.is_verb_at(source, cue, word)
            relative = not noun and self.relatives.keeps(lead, frame, complement.span)
            if relative and (more := _AND_WHO.search(self.masked, *complement.span)) is not None:
                complement = replace(complement, span=Span(complement.span.start, more.start()))
            if not relative and self.relatives.names(lead):
                return self.relatives.called(cue, source, frame, complement.span)
            if lead.rstrip().endswith(",") and (described := _OBJECT_OF.match(self.masked, *source)):
                # "…, a move Hale said was wrong", "…, a claim Hale denied": what stands before is no content.
                if word not in self.rules.plain:
                    return None
                source, relative = Span(described.end(), source.end), True
        end = min(cue.start, source.start) if source else cue.start
        if not self.rules.spaced and (there_is := _THERE_IS.search(self.masked, before, end)):
            end = there_is.start()
        whose = self.rules.spaced and source is not None and self.relatives.is_owned(source)
        pre = Span(end, end) if relative or whose else Span(max(sentence.start, min(before, end)), end)
        inverted = source is not None and source.start >= cue.end
        if self.rules.spaced and inverted and _DESCRIBED.match(self.masked, complement.span.start, sentence.end):
            # "“…,” said the man |who built it": what stands behind tells of the source.
            complement = Complement(span=Span(sentence.end, sentence.end), addressed=complement.addressed)
        complement = replace(
            complement, complemented=complement.complemented or (relative and frame != "label"), inverted=inverted
        )
        regions = self._regions(sentence, word, frame, told, pre, complement)
        if source is not None and self.rules.spaced:
            source = self.sources.own_subject(source, word)
            if source.end <= cue.start and self._is_object(source, cue, word):
                return None
        if not self._may_tell(frame, source, regions, shared=told.shared):
            return None
        if self.rules.spaced and frame == "label" and word.endswith("ed") and self._is_participle(told):
            return None
        if self.rules.spaced and regions and all(r.end <= end for r in regions) and self.relatives.describes(left):
            # "Two utilities that have promised to build": what stands before is not what they said.
            return None
        opens = not left.strip() or (
            source is not None and not self.edges.beyond_leads(sentence.start, source.start).strip(EDGE)
        )
        open_end = complement.colon and not complement.span.of(self.masked).strip(EDGE + ".。!！?？")
        # With nothing to report of its own, a cue at the start may still tell who spoke before: “Why?” Smith asked.
        alone = opens and frame != "label" and self.rules.cue.search(self.masked, *complement.span) is None
        if not regions and not open_end and not alone:
            return None
        return Attribution(
            frame=frame,
            cue=cue,
            source=source,
            regions=regions,
            shared=told.shared,
            open_end=open_end,
            takes_marks_before=opens and frame != "label" and not complement.complemented and (alone or bool(regions)),
            passes_on=self.rules.spaced or word in self.rules.passes_on,
        )

    def _told(self, sentence: Span, before: int, cue: Span, word: str) -> _Told | None:
        """Return a cue with its source, ``None`` where it only describes somebody or nobody can be its source."""
        left = self.masked[sentence.start : cue.start]
        end = cue.end
        if word in _BEHIND_VERBS and (told := self._behind_verb(sentence, cue)) is not None:
            return told
        if before > sentence.start and self.words.adds(sentence.start, cue.start, word):
            source, shared = None, True
        elif caused := self.rules.caused.search(left):
            source = self.phrases.noun_phrase(*(sentence.start + place for place in caused.span("source")))
            shared = False
        else:
            source, shared = self.sources.before(sentence.start, cue.start)
        if source is None and not shared and word in self.rules.plainly_nouns and _THAT.match(self.masked, cue.end):
            # "Residents dismissed his claims that it was safe."
            owner = _OWNER.search(left)
            source = Span(*(sentence.start + place for place in owner.span("who"))) if owner else None
        if source is not None and self.rules.spaced:
            source = self._owner_alone(source, cue, word) or source
            if shared and (several := self._several(sentence, source, left, word)) is not None:
                source = several
        opens_clause = not left.strip(EDGE + CLOSE) or _OPENED.search(left) is not None
        split = self.rules.said_by_noun.fullmatch(self.masked, *cue) if opens_clause else None
        if source is None and split is not None:
            source, shared, cue = Span(*split.span("source")), False, Span(*split.span("verb"))
        if not self.rules.spaced:
            return _Told(cue=cue, source=source, shared=shared, end=end)
        if self.sources.within_description(sentence, cue):
            return None
        if source is not None and self.sources.surely_inverted(cue, left, word, sentence.end):
            source = None
        tells = (
            word.partition(" ")[0].endswith("ing")
            and _AND_TELLS.search(left) is not None
            and not _SUBORDINATE.match(left)
        )
        if shared and source is None and tells:
            source = self.phrases.subject(sentence.start, cue.start)
        if source is not None or shared:
            return _Told(cue=cue, source=source, shared=shared, end=end)
        antecedent, relative = self.relatives.antecedent(sentence.start, left)
        if relative and (_THAT.match(self.masked, cue.end) or word in self.rules.infinitive_content):
            return _Told(cue=cue, source=antecedent, shared=False, end=end)
        if not left.strip() and word.partition(" ")[0].endswith("ing") and _THAT.match(self.masked, cue.end):
            # "Arguing that it was over, Hale said …": the main clause tells whose it is.
            return _Told(cue=cue, source=None, shared=True, end=end)
        if not left.strip() and not marks_in(self.masked, Span(cue.end, sentence.end)):
            return None
        said = bool(left.strip()) or self.masked[: sentence.start].rstrip().endswith(CLOSE)
        inverts = (
            said
            and not word.partition(" ")[0].endswith("ing")
            and not (word in self.rules.nominal and not word.endswith(("s", "ed")))
            and word not in self.rules.needs_addressee
            and self.rules.frames[word] != "label"
            and self.words.ends_content(left)
        )
        source = self.sources.after(cue.end, sentence.end) if inverts else None
        clausal = source is not None and self._begins_clause(source, sentence.end)
        if source is not None and not clausal:
            return _Told(cue=cue, source=source, shared=False, end=source.end)
        # "Li, speaking in Geneva on the first day of talks that …, told": the sentence's own subject.
        shared = word.partition(" ")[0].endswith("ing")
        by = _BY.search(left) if shared else None
        if shared and by is None and (along := _ALONG_THE_WAY.search(left)) is not None:
            # "The two fell out, at one point |calling it “a sham”".
            left = left[: along.start() + 1]
        titled = left.rstrip().endswith(CLOSE) and (word in self.rules.addressing or clausal)
        alone = by is not None or ((left.rstrip().endswith(",") or titled) and not (shared and before > sentence.start))
        acts = sentence.start + by.start() if by else sentence.start + len(left)
        source = self.phrases.subject(sentence.start, acts) if alone else None
        if source is not None and (comma := self.masked.find(", ", *source)) > 0:
            source = Span(source.start, comma)
        return _Told(cue=cue, source=source, shared=shared, end=end)

    def _owner_alone(self, source: Span, cue: Span, word: str) -> Span | None:
        """Return whose claim it is: "blamed the papers for making much of |Hale|’s claim that"."""
        if word not in self.rules.plainly_nouns or _THAT.match(self.masked, cue.end) is None:
            return None
        owned = _OWNED_BY.search(self.masked, *source)
        return Span(*owned.span("who")) if owned is not None else None

    def _several(self, sentence: Span, source: Span, left: str, word: str) -> Span | None:
        """Return who fears and warns, and not whom they fear for: "some fear that Hale is late and |warn that"."""
        if word.endswith(("s", "d", "ing", "t", "e")) or _ONE.fullmatch(self.masked, *source) is None:
            return None
        first = _FEAR_THAT.match(left)
        return self.phrases.noun_phrase(sentence.start, sentence.start + first.end("who")) if first else None

    def _is_object(self, source: Span, cue: Span, word: str) -> bool:
        """Whether a form that may be a noun is one, as a verb before it shows: "who governed large |states"."""
        if word not in self.rules.nominal or word.endswith(("ed", "ing")) or cue.start - source.end > 1:
            return False
        words = source.of(self.masked)
        opened = _WHO.match(words)
        verb = _VERB.search(self.masked, source.start + (opened.end() if opened else 1), source.end)
        return verb is not None and not _OF_OTHERS.search(words)

    def _is_participle(self, told: _Told) -> bool:
        """Whether the clause has a verb before a cue in -ed: "she spoke at an event dubbed a “gala”"."""
        source = told.source
        if source is None or told.shared or source.start >= told.cue.start:
            return False
        verb = self.rules.predicate.search(self.masked, source.start + 1, source.end)
        finite = verb is not None and not verb.group().endswith("ed")
        return finite and " who " not in source.of(self.masked)

    def _begins_clause(self, source: Span, end: int) -> bool:
        """Whether a pronoun behind a cue is the subject of what is said: "“…,” Hale said |it was over"."""
        pronoun = source.of(self.masked).lower() in self.rules.pronouns
        return pronoun and self.rules.predicate.match(self.masked, min(source.end + 1, end), end) is not None

    def _behind_verb(self, sentence: Span, cue: Span) -> _Told | None:
        """Return a Chinese cue with the verb before it, of whatever meaning, and its source: 某某|诬陷称."""
        lead = max(sentence.start, cue.start - _LONGEST_LEAD)
        verb = verb_at_end(self.masked[lead : cue.start])
        named = any(found.end() == cue.start for found in self.edges.named.finditer(self.masked, lead, cue.start))
        if not verb or named:
            return None
        cue = Span(cue.start - verb, cue.end)
        source, shared = self.sources.before(sentence.start, cue.start)
        return None if source is None else _Told(cue=cue, source=source, shared=shared, end=cue.end)

    def _worded(self, sentence: Span, cue: Span, worded: re.Match[str]) -> Attribution | None:
        """Return the attribution of a cue whose words in marks come first, if somebody is its source."""
        marked = Span(*(sentence.start + place for place in worded.span("marks")))
        source = self.phrases.subject(self.sources.chunk_start(sentence.start, marked.start), marked.start - 1)
        return Attribution(frame="label", cue=cue, source=source, regions=(marked,)) if source else None

    def _own_clause(self, sentence: Span, source: Span, after: Span) -> Span:
        """Return what follows an English cue without the main clause, where cue and source stand in another."""
        opened = _SUBORDINATE.match(self.masked, sentence.start)
        if opened and opened.end() <= source.start <= opened.end() + 1:
            words = after.of(self.masked).partition(OPEN)[0].split(" ", 4)
            reach = after.start + len(" ".join(words[:4]))
            main = _MAIN_CLAUSE.search(self.masked, reach, after.end)
            return trimmed(self.masked, Span(after.start, main.end("stop"))) if main else after
        relative_end = self.sources.relative_end(sentence, source, after)
        return Span(after.start, relative_end) if relative_end else after

    def _regions(
        self, sentence: Span, word: str, frame: Frame, told: _Told, before: Span, complement: Complement
    ) -> tuple[Span, ...]:
        """Return what a cue reports: an infinitive, or what stands in its complement and before it."""
        source = told.source
        if source is not None and (
            infinitive := self.infinitives.infinitive(word, source, complement.span)
            or self.infinitives.told_to(word, told.cue, sentence.end)
        ):
            return (infinitive,)
        lead = self.masked[sentence.start : told.cue.start].rstrip()
        adds = told.shared and word.partition(" ")[0].endswith("ing") and lead.endswith(",")
        verbal = adds or (source is not None and self.infinitives.is_verb_at(source, told.cue, word))
        return self.contents.regions(frame, word, before, complement, verbal=verbal)

    def _may_tell(self, frame: Frame, source: Span | None, regions: tuple[Span, ...], *, shared: bool) -> bool:
        """Whether somebody says what a cue reports; without a source only words in marks tell that."""
        if not self.rules.spaced and frame == "label" and (source is None or self.words.names_only(source)):
            # 此即所谓“…”, 业内称之为“…”: a name that nobody in particular gives.
            return False
        if source is None:
            return shared or any(self.masked.startswith(OPEN, region.start) for region in regions)
        nobody = self.rules.nobody.match(self.masked, source.start) is not None
        if not self.rules.spaced and self.rules.no_speaker.fullmatch(source.of(self.masked)):
            return False
        return not nobody and self.words.may_speak(source, regions)

    def _last(self, sentence: Span) -> Attribution | None:
        """Return the attribution of the last cue of a sentence, as if no other stood before it."""
        for match in reversed(list(self.rules.cue.finditer(self.masked, *sentence))):
            if (attribution := self._at(sentence, sentence.start, match)) is not None:
                return attribution
        return None
