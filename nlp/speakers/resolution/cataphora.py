"""Names that follow: whom "an expert" and "his lawyer" stand for where the next sentence begins with the name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.quotation import Quotation
from nlp.speakers.cast import Cast, Entity
from nlp.speakers.mentions import Mention
from nlp.speakers.vocabulary import Vocabulary

#: A lead, in characters: there the next sentence names whom it calls by what they are.
_LEAD = 400
_OWNED = re.compile(r"(?:[Hh]is|[Hh]er|[Tt]heir)\s|[^,]*[’']s?\s")
_INDEFINITE = re.compile(r"(?:[Aa]n?|[Oo]ne)\s")
_SENTENCE_END = re.compile(r"[.!?][”\"’]?\s+|\n\s*")
#: Whoever asks for this is not named in the next sentence.
_ANONYMOUS = re.compile(r"anonym|not authori[sz]ed|not be (?:named|identified)|to be (?:named|identified)")
#: A title before the name: "Royal commentator Dana Hale".
_LONGEST_TITLE = 40
_REACH = 700


@dataclass(frozen=True, slots=True, kw_only=True)
class Cataphora:
    """Looks ahead in one English text for the names of those it describes first."""

    text: str
    cast: Cast
    vocabulary: Vocabulary
    quotations: Sequence[Quotation]

    def named_next(self, quotation: Quotation, mention: Mention) -> Entity | None:
        """Return whom the sentence after a quotation begins with, named there first, if the source may be called so."""
        span, source = quotation.source_span, quotation.source or ""
        owned, indefinite = _OWNED.match(source) is not None, _INDEFINITE.match(source) is not None
        if span is None or not mention.person or not (owned or indefinite):
            return None
        ended = _SENTENCE_END.search(self.text, max(span.end, quotation.spans[-1].end), span.start + _REACH)
        if ended is None or _ANONYMOUS.search(self.text, span.start, ended.end()):
            return None
        entity = self._first_named(ended.end())
        if entity is None or entity.role == mention.role:
            return entity
        leads = span.start < _LEAD and mention.role in self.vocabulary.generic_people
        told = entity.role is None and self._speaks(entity)
        return entity if leads or told else None

    def pronoun(self, quotation: Quotation, mention: Mention) -> Entity | None:
        """Return whom "he" stands for where nobody is told of before: "“No,” he said. Dana Hale sits at the back"."""
        span = quotation.source_span
        if span is None or mention.kind != "person_pronoun":
            return None
        ended = _SENTENCE_END.search(self.text, max(span.end, quotation.spans[-1].end), span.start + _REACH)
        entity = self._first_named(ended.end()) if ended is not None else None
        fits = entity is not None and (not entity.gender or mention.gender in ("", entity.gender))
        return entity if fits else None

    def _first_named(self, start: int) -> Entity | None:
        """Return the person whom a sentence begins with, under the full name and for the first time."""
        first = [
            entity
            for entity in self.cast.entities.values()
            if entity.person and not entity.unnamed and start <= entity.places[0] <= start + _LONGEST_TITLE
        ]
        if len(first) != 1 or " " not in first[0].name:
            return None
        title = self.text[start : first[0].places[0]].strip()
        plain = not title or self.vocabulary.role.search(title) or title.lower() in self.vocabulary.honorifics
        return first[0] if plain and not re.search("[,;:]", title) else None

    def _speaks(self, entity: Entity) -> bool:
        """Whether the name is the source of a quotation where it stands first."""
        place = entity.places[0]
        return any(
            q.source_span is not None and q.source_span.start <= place < q.source_span.end for q in self.quotations
        )
