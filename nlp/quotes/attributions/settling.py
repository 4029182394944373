"""Several cues in one sentence: which stay, and where the content of one ends before the next."""

import re
from dataclasses import dataclass, replace

from domain.spans import Span
from nlp.quotes.attributions.attribution import Attribution
from nlp.quotes.attributions.edges import PhraseEdges
from nlp.quotes.attributions.phrases import NounPhrases
from nlp.quotes.mask import CLOSE, OPEN
from nlp.quotes.rules import Rules
from nlp.quotes.stretches import EDGE, trimmed

#: What joins one reported clause to the next.
_CONNECTOR = re.compile(
    rf"(?:[,，;；]{CLOSE}?\s*(?:and|but|while|with|though|although|or|yet|并且?|但是?|不过|可是|而且?|同时|且|也|还)?)\s*$"
)
#: What only opens a Chinese clause: 根据某某的报告，….
_CIRCUMSTANCE = re.compile("(?:根据|按照|依据|鉴于|随着|面对|关于|至于|对于)[^，。；：]+")
_MODAL = re.compile(r"\b(?:might|may|could|can|would|should|must)\b")
#: 某方|一边|声称…，一边…: a half of what somebody tells of another.
_MEANWHILE = re.compile("一[边面](?!之词)")
#: Most likely whom a pronoun in reported speech takes up: "Hale said she had yelled “Out!”".
_NAMED = re.compile(r"(?:(?:Mr|Ms|Mrs|Dr)\. )?[A-Z][\w’'-]*(?: [A-Z][\w.’'-]*)*$|(?:[Hh]e|[Ss]he)$")
_WHO = re.compile(r"\b(?:who|that|which)\s+(?:(?:has|have|had|once|also|recently)\s+)*$")
_CONCESSION = re.compile(r"(?:even (?:though|if)|although|though|while|if|because|since|unless)\s")
_NOUN = re.compile(
    r"(?:claim|assertion|contention|argument|belief|opinion|suggestion|insistence|accusation|allegation|announcement|"
    r"declaration|prediction|admission|complaint|denial|statement|warning|promise)s?"
)
_ARTICLE = re.compile(r"\b(?:the|an?|of|his|her|its|their|this)\s+$")
_AND = re.compile(r"\s(?:and|but)\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """Settles the attributions of a sentence of one masked text."""

    masked: str
    rules: Rules
    edges: PhraseEdges
    phrases: NounPhrases

    def settled(self, found: list[Attribution], start: int) -> list[Attribution]:
        """Return those of a sentence that begins at ``start`` that stay, in the order of their cues; none overlap."""
        settled: list[Attribution] = []
        for place, attribution in enumerate(found):
            if not settled and attribution.shared and attribution.source is None and place + 1 < len(found):
                attribution = self._before_main(attribution, found[place + 1])
            if settled and attribution.shared:
                attribution = replace(attribution, source=self._main_subject(settled, start) or settled[-1].source)
            own = not self.rules.spaced and attribution.cue.of(self.masked) not in self.rules.beliefs
            if attribution.shared and attribution.source is None and not own:
                # 又觉得…: whose belief it is nobody tells, so it is the writer's.
                continue
            inside = self._region_around(settled[-1], attribution) if settled else None
            if settled and inside is None:
                if not _overlap(settled[-1].regions, attribution.regions):
                    settled.append(attribution)
            elif settled and inside is not None:
                self._settle_inside(settled, inside, attribution)
            else:
                settled.append(attribution)
        return [a for a in settled if a.regions or a.open_end or a.takes_marks_before]

    def _before_main(self, attribution: Attribution, main: Attribution) -> Attribution:
        """Return a participle's attribution with the subject of the main clause: "Arguing that …, |Hale said …"."""
        regions = tuple(trimmed(self.masked, Span(r.start, min(r.end, main.start))) for r in attribution.regions)
        told = any(OPEN in r.of(self.masked) or self._has_verb(r) for r in regions)
        if self.rules.spaced and main.source is not None and attribution.frame != "label" and not told:
            # "Stressing the urgency of it, |Hale said …": a subject of talk.
            return replace(attribution, regions=())
        if (
            not self.rules.spaced
            or main.source is None
            or attribution.frame == "label"
            or any(r.start >= r.end for r in regions)
        ):
            return attribution
        return replace(attribution, source=main.source, regions=regions)

    def _main_subject(self, settled: list[Attribution], start: int) -> Span | None:
        """Return who acts before the first noun of speech: "|Hale| blamed them for Orton’s claim that …, saying"."""
        first = settled[0]
        if not self.rules.spaced or len(settled) > 1 or _NOUN.fullmatch(first.cue.of(self.masked)) is None:
            return None
        subject = self.phrases.subject(start, first.start)
        return subject if subject is not None and subject.end < first.start else None

    def _has_verb(self, region: Span) -> bool:
        """Whether a stretch has a finite verb; after an article what looks like one is a noun."""
        return any(
            _ARTICLE.search(self.masked, region.start, found.start()) is None
            for found in self.rules.finite.finditer(self.masked, *region)
        )

    def _region_around(self, previous: Attribution, attribution: Attribution) -> Span | None:
        cue = attribution.cue.start
        return next((region for region in previous.regions if region.start <= cue < region.end), None)

    def _settle_inside(self, settled: list[Attribution], region: Span, attribution: Attribution) -> None:
        """Settle a cue that stands in the content of the one before."""
        previous = settled[-1]
        lead = self.masked[region.start : attribution.start].strip(EDGE)
        opens = _CIRCUMSTANCE.fullmatch(lead) is not None
        # 他说，一段时间以来，某方声称…: a time before it makes no clause of its own.
        at_start = not opens and not self.edges.beyond_leads(region.start, attribution.start).strip(EDGE)
        if at_start and attribution.regions:
            # "According to CNBC, Lee said": the original speaker is the speaker.
            source = attribution.source
            may = source is not None and _MODAL.search(self.masked, source.end, attribution.cue.start) is not None
            orders = attribution.cue.of(self.masked).lower() in self.rules.directing and self.masked.startswith(
                "to ", attribution.regions[0].start
            )
            described = self.rules.spaced and _WHO.search(self.masked, region.start, attribution.cue.start)
            if described:
                # "Said women who had accused him “should be heard”": the cue belongs to whom the content is about.
                return
            if orders and self.rules.spaced:
                # "The paper reports that censors told sites to “…”": an order is reported, not made.
                return
            pronoun = self._is_pronoun(source, previous)
            marked = pronoun and self._says_in_marks(attribution)
            if previous.passes_on and (marked or not pronoun) and not (self.rules.spaced and may):
                outer = previous.source
                named = marked and outer is not None and _NAMED.match(self.masked, *outer) is not None
                settled[-1] = replace(attribution, source=outer) if named else attribution
            return
        own = tuple(r for r in attribution.regions if r.start >= attribution.cue.end)
        if not own or not self._begins_anew(region, attribution):
            return
        if not self.rules.spaced and region in previous.regions[-1:] and opens:
            # 该报说，根据某文件，某方认为: one whole clause, and nobody's words but those of the second.
            settled[-1] = attribution
            return
        cut = trimmed(self.masked, Span(region.start, self._before_connector(attribution.start)))
        regions = tuple(cut if r == region else r for r in previous.regions)
        settled[-1] = replace(previous, regions=tuple(r for r in regions if r.start < r.end))
        settled.append(replace(attribution, regions=own))

    def _says_in_marks(self, attribution: Attribution) -> bool:
        """Whether a cue inside another's content gives somebody's very words: "all agree |he yelled, “Out!”"."""
        source, word = attribution.source, attribution.cue.of(self.masked).lower()
        person = source is not None and source.of(self.masked).lower() in self.rules.subjects
        return person and word not in self.rules.nominal and self.masked.startswith(OPEN, attribution.regions[0].start)

    def _is_pronoun(self, source: Span | None, outer: Attribution | None) -> bool:
        """Whether a pronoun inside reported speech most likely is its speaker: "she said she had asked whether"."""
        own = source is not None and source.of(self.masked).lower() in self.rules.pronouns
        return self.rules.spaced and own and (outer is None or "ccording" not in outer.cue.of(self.masked))

    def _begins_anew(self, region: Span, attribution: Attribution) -> bool:
        """Whether a cue inside another's content is a statement beside it, and not a part of it."""
        lead = self.masked[region.start : attribution.start].rstrip()
        if (
            self.rules.spaced
            and attribution.frame == "label"
            and not attribution.shared
            and (_CONNECTOR.search(lead) is None or self.rules.finite.search(lead) is None)
        ):
            return False
        if self.rules.spaced and _CONCESSION.match(self.masked, *region) and self._is_pronoun(attribution.source, None):
            # "She says that even though she may sell it, |she thinks| it is good": one clause.
            return False
        if not self.rules.spaced and _MEANWHILE.search(self.masked, attribution.start, attribution.cue.start):
            return False
        known = attribution.shared or self.phrases.is_known(attribution.source)
        if not self.rules.spaced and attribution.frame != "clause" and not known:
            return False
        if lead.endswith((",", "，", ";", "；", "。", "—", "–")) or (attribution.shared and self.rules.spaced):
            return True
        return _CONNECTOR.search(lead) is not None

    def _before_connector(self, end: int) -> int:
        found = _CONNECTOR.search(self.masked[:end]) or _AND.search(self.masked, max(0, end - 8), end)
        return found.start() if found else end


def _overlap(left: tuple[Span, ...], right: tuple[Span, ...]) -> bool:
    return any(a.start < b.end and b.start < a.end for a in left for b in right)
