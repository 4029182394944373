"""English appositions as sources: whom a description stands beside, "the deputy commissioner, Dana Hale, said"."""

import re
from dataclasses import dataclass

from domain.quotation import Quotation
from nlp.speakers.cast import Cast
from nlp.speakers.latin_names import is_name
from nlp.speakers.mentions import read_mention
from nlp.speakers.resolution.resolved import Resolved
from nlp.speakers.resolution.wording import as_name
from nlp.speakers.titles import is_personal, name_at_end, read_title
from nlp.speakers.vocabulary import Vocabulary

#: "Dana Hale, the site director, a former officer who …": whom an apposition describes.
_APPOSED = re.compile(
    r"(?P<name>[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*)+)(?:,\s(?:the|an?|its|his|her)\s[^,.;:\n“”\"]{3,60})?,\s$"
)
#: A name after a description of somebody: ", Dana Hale, said", ", Dana Hale of the institute".
_WORD = r"(?:(?:[A-Z]\.)+|(?:St|Jr|Sr|Dr|Mr|Ms|Mrs|Gen|Rev)\.|[A-Z][\w’'-]*)"
_BESIDE = re.compile(
    rf",\s+(?P<name>{_WORD}(?:\s+(?:{_WORD}|de|van|von|der|bin|al))*"
    r"\s+[A-Z][\w’'-]+)(?=\s*(?:[,.:;]|\(|$|of\b|told\b|says?\b|said\b))"
)
_BODY_BESIDE = re.compile(r",\s+(?:the\s+)?(?P<name>[A-Z][\w&’'.-]*(?:\s+[A-Z][\w&’'-]*)*),\s")
#: "Hale’s deputy manager, |Ned Orton|, said".
_OWNED = re.compile(r"(?:[A-Z][\w.-]*\s){0,3}[A-Z][\w.-]*(?:[’']s|(?<=s)[’'])\s(?:[\w-]+\s)*[a-z-]+$")
_FROM_HOME = re.compile(
    r"(?P<name>[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*)+),\s(?:\d{1,3},\s)?(?:of|from)\s[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*)*,\s$"
)
_BEFORE_WHO = re.compile(r"\b(?P<name>[A-Z][\w’'-]*(?:\s[A-Z][\w’'.-]*)*),\s$")
_LONGEST_TITLE = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Appositions:
    """Reads the appositions of one English text."""

    text: str
    cast: Cast
    vocabulary: Vocabulary

    def read(self, quotation: Quotation) -> Resolved | None:
        """Return whom the source of a quotation describes that stands in apposition, before the name or behind it."""
        return (
            self._at_home(quotation)
            or self._named_beside(quotation)
            or self._body_beside(quotation)
            or self._described_by(quotation)
        )

    def before_who(self, quotation: Quotation) -> Resolved | None:
        """Return whom a relative clause describes: "Dana Hale, who had been claiming"."""
        span = quotation.source_span
        if span is None or not (quotation.source or "").startswith("who "):
            return None
        found = _BEFORE_WHO.search(self.text, max(0, span.start - 80), span.start)
        entity, _ = self.cast.fullest(found["name"], span.start) if found else (None, 0.0)
        return Resolved(name=entity.name, score=0.75, entity=entity) if entity is not None and entity.person else None

    def _at_home(self, quotation: Quotation) -> Resolved | None:
        """Return whose home stands before the cue: "Dana Hale, 60, from Fern Hill, North Ridge, said"."""
        span = quotation.source_span
        found = _FROM_HOME.search(self.text, max(0, span.start - 140), span.start) if span is not None else None
        if found is None or span is None or not is_name(span.of(self.text)):
            return None
        entity, _ = self.cast.fullest(found["name"], span.start)
        return Resolved(name=entity.name, score=0.85, entity=entity) if entity is not None and entity.person else None

    def _body_beside(self, quotation: Quotation) -> Resolved | None:
        """Return the body that an apposition names: "the country's official newspaper, the Example Times, said"."""
        source, span = quotation.source, quotation.source_span
        if source is None or span is None or source.split()[-1].lower() not in self.vocabulary.organisation_nouns:
            return None
        found = _BODY_BESIDE.match(self.text, span.end)
        entity, _ = self.cast.fullest(found["name"], found.start("name")) if found else (None, 0.0)
        if entity is None or entity.person or entity.unnamed:
            return None
        entity.nouns |= {source.split()[-1].lower()}
        return Resolved(name=entity.name, score=0.85, entity=entity)

    def _named_beside(self, quotation: Quotation) -> Resolved | None:
        """Return whom an apposition names: "the deputy commissioner, Dana Hale, said"; "one, Dana Hale of …"."""
        source, span = quotation.source, quotation.source_span
        if source is None or span is None:
            return None
        owned = _OWNED.match(source) is not None
        if source.split()[0].lower() not in self.vocabulary.describing and not owned:
            return None
        mention = read_mention(source, self.vocabulary)
        if mention.kind not in ("description", "person_noun") or mention.plural or len(source.split()) > _LONGEST_TITLE:
            return None
        found = _BESIDE.match(self.text, span.end)
        if found is None or self.vocabulary.organisation_words & set(found["name"].split()):
            return None
        name = as_name(found["name"])
        entity, _ = self.cast.fullest(name, found.start("name"))
        entity = entity or self.cast.add(name, person=True, places=[found.start("name")])
        entity.person, entity.organisation = True, False
        if mention.role is not None and entity.role is None:
            entity.role = mention.role
        entity.affiliation = entity.affiliation or mention.affiliation
        return Resolved(name=entity.name, score=0.9, entity=entity, mention=mention)

    def _described_by(self, quotation: Quotation) -> Resolved | None:
        """Return whom a source describes that stands in apposition: "Dana Hale, a former officer who calls …"."""
        source, span = quotation.source, quotation.source_span
        if source is None or span is None:
            return None
        found = _APPOSED.search(self.text, max(0, span.start - 140), span.start)
        if found is None:
            return None
        titled = read_title(source, self.vocabulary) is not None and not self._names(source)
        if not titled and (source.split()[0] not in ("a", "an", "the") or source.split()[-1][0].isupper()):
            return None
        entity, _ = self.cast.fullest(found["name"], span.start)
        if entity is None or not entity.person:
            return None
        return Resolved(name=entity.name, score=0.8, entity=entity)

    def _names(self, source: str) -> bool:
        """Whether a source has a name of its own behind the title: "President Dana Hale"."""
        words = source.split()
        return is_personal(words, self.vocabulary) or name_at_end(words, self.vocabulary) is not None
