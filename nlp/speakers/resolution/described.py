"""Descriptions taken up: whom "the donors" and "the associate" stand for, of those described before in English."""

import re
from dataclasses import dataclass

from nlp.speakers.cast import Cast, Entity
from nlp.speakers.mentions import Mention
from nlp.speakers.resolution.history import History
from nlp.speakers.vocabulary import Vocabulary

#: Of how many quotations before somebody may be taken up: a page of thousands must not take long.
_RECENT = 100
#: What may follow the noun of a description: "lawmakers on the committee", "a person close to the firm".
_BEHIND = r"(?=$|\s(?:at|of|from|in|on|with|for|who|to|by|close|briefed|familiar|involved|interviewed)\b)"
_LONGEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """Finds those without a name whom one English text describes before."""

    cast: Cast
    vocabulary: Vocabulary
    history: History

    def taken_up(self, source: str, mention: Mention, at: int) -> Entity | None:
        """Return whom "the donors", or "executives" alone, take up: those quoted before, or told of, as such."""
        several = mention.plural or source.lower().split()[-1] in self.vocabulary.groups
        if mention.kind != "description" and not several:
            return None
        words = source.lower().split()
        definite = words[0] == "the"
        rest = words[definite:]
        if not rest or len(rest) > _LONGEST or not all(word.replace("-", "").isalpha() for word in rest):
            return None
        nouns = self.vocabulary.organisation_nouns | self.vocabulary.public_nouns | self.vocabulary.document_nouns
        if rest[-1] in nouns or (not definite and (len(rest) > 1 or rest[0] not in self.vocabulary.groups)):
            return None
        called = re.compile(rf"(?:^|\s){re.escape(' '.join(rest))}{_BEHIND}")
        quoted = [item.entity for item in reversed(self.history.quoted[-_RECENT:])]
        told = [] if not definite else sorted(self._told_before(at), key=lambda entity: -entity.places[0])
        for entity in [*quoted, *told]:
            if entity.unnamed and called.search(entity.name.lower()) and self._tells_more(entity, source, definite):
                return entity
        return None

    def _told_before(self, at: int) -> list[Entity]:
        return [entity for entity in self.cast.entities.values() if entity.unnamed and entity.places[0] < at]

    def _tells_more(self, entity: Entity, source: str, definite: bool) -> bool:
        """Whether a description says more than what takes it up; for a bare noun, whose they are."""
        if len(entity.name.split()) <= len(source.split()):
            return False
        return definite or re.match(r"[A-Z][\w.]+\s", entity.name.removeprefix("The ")) is not None
