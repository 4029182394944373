"""Offices: whom one stands for that the text names elsewhere, and which body "the agency" is."""

import re
from dataclasses import dataclass

from nlp.han import simplify
from nlp.speakers.cast import Cast, Entity
from nlp.speakers.latin_names import ABBREVIATION
from nlp.speakers.mentions import Mention
from nlp.speakers.sides import is_body
from nlp.speakers.vocabulary import Vocabulary

#: A lead, in characters: there an office may stand for whom the next paragraph names.
_LEAD = 400
#: What is called by one of these may be taken up by the other.
_SAME = {"paper": ("newspaper", "tabloid", "daily", "broadsheet")}
#: Offices that many know by letters alone: NASA, FDA.
_AGENCIES = frozenset(["agency", "bureau", "regulator"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Offices:
    """Finds the bearers of offices in one text."""

    text: str
    cast: Cast
    vocabulary: Vocabulary

    def bearer(self, source: str, mention: Mention, at: int) -> Entity | None:
        """Return whom a Chinese office stands for: whose name follows it elsewhere, in a headline who has it."""
        if self.vocabulary.spaced or not mention.person or mention.role is None or mention.plural:
            return None
        if source.startswith(self.vocabulary.singular):
            return None
        if simplify(source) == simplify(mention.role):
            # 发言人 after 某局发言人.
            fuller = [
                e for e in self.cast.entities.values() if e.unnamed and e.name.endswith(source) and e.name != source
            ]
            before = [e for e in fuller if e.places[0] < at]
            if before:
                return max(before, key=lambda e: max(place for place in e.places if place < at))
        for entity in self.cast.entities.values():
            if entity.person and len(source) > 3 and f"{source}{entity.name}" in self.text:
                return entity
        if source == mention.role and (sole := self._only_bearer(mention.role, at)) is not None:
            return sole
        line_end = self.text.find("\n", at)
        if self.text.rfind("\n", 0, at) >= 0 or line_end < 0 or "。" in self.text[:line_end]:
            return None
        bearers = self.cast.bearers(simplify(mention.role))
        own = [bearer for bearer in bearers if simplify(bearer.role or "") == simplify(mention.role)] or bearers
        apart = mention.affiliation is not None and any(mention.affiliation != e.affiliation for e in own)
        return own[0] if len(own) == 1 and not apart else None

    def _only_bearer(self, role: str, at: int) -> Entity | None:
        """Return who alone has a role that a firm or a school has one bearer of, if named before: 创始人."""
        folded = simplify(role)
        if not (self.vocabulary.firm_roles.search(folded) or folded.endswith("长")):
            return None
        bearers = self.cast.bearers(folded)
        return bearers[0] if len(bearers) == 1 and bearers[0].places[0] < at else None

    def first_named_after(self, at: int) -> tuple[Entity | None, float]:
        """Whom a lead calls by an office only, the next paragraph names: "…, the minister has said. ¶ Dana Hale"."""
        end = self.text.find("\n", at)
        start = end + len(self.text[end:]) - len(self.text[end:].lstrip()) if end >= 0 else len(self.text)
        if at > _LEAD or start - at > _LEAD:
            return None, 0.0
        named = [e for e in self.cast.entities.values() if e.person and start in e.places and e.role is None]
        return (named[0], 0.6) if named and " " in named[0].name else (None, 0.0)

    def public_body(self, noun: str, at: int) -> tuple[Entity | None, float]:
        """Return the office or paper that "the agency" takes up: one so described, or so called, before ``at``."""
        named = [e for e in self.cast.entities.values() if e.places[0] < at and not e.person and not e.unnamed]
        described = [e for e in named if e.nouns & {noun, *_SAME.get(noun, ())}]
        words = self.vocabulary.named_by.get(noun, frozenset())
        called = [e for e in named if words & set(e.name.split()) or (noun in _AGENCIES and _is_lettered(e))]
        for bearers, score in ((described, 0.75), (called, 0.65)):
            if bearers:
                return max(bearers, key=lambda e: max(place for place in e.places if place < at)), score
        return None, 0.0

    def called(self, noun: str | None, at: int) -> tuple[str, int] | None:
        """Return the office that the text calls more fully before: "the energy department", "Ohio fire department"."""
        if noun not in self.vocabulary.public_nouns:
            return None
        placed = rf"(?P<placed>(?:[A-Z][\w’'-]* ){{1,3}}(?:[a-z]+[’']s |police |fire |health ){noun})"
        found = re.search(rf"\b(?:[Tt]he (?P<plain>(?:[a-z]+ ){{1,2}}{noun})|{placed})\b", self.text[:at])
        if found is None:
            return None
        kind = "plain" if found["plain"] else "placed"
        return found[kind].removeprefix("The "), found.start(kind)


def _is_lettered(entity: Entity) -> bool:
    return ABBREVIATION.fullmatch(entity.name) is not None and entity.organisation and is_body(entity.name)
