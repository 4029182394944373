"""Cast: looks up by name, by role and by place those whom an article names."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from nlp.han import HAN, simplify
from nlp.speakers.cast.entity import Entity, gender_of
from nlp.speakers.cast.parts import (
    GENERATION,
    SHORTEST_STEM,
    is_full,
    is_fuller,
    is_short,
    lookup_key,
    parts_of,
    stem_of,
    without_legal_form,
)
from nlp.speakers.cast.regnal import is_regnal
from nlp.speakers.latin_names import ABBREVIATION, PARTICLES
from nlp.speakers.people.dictionary import is_common_word
from nlp.speakers.sides import country_of, is_body
from nlp.speakers.vocabulary import Vocabulary

#: No article has more people of one family name; a page that does must not take long.
_LARGEST_FAMILY = 50
#: "(EI)", “(the “EI”)” behind what it is short for.
_ABBREVIATED = re.compile(r"\s\((?:the\s)?[“\"]?(?P<short>[A-Z][A-Za-z&]*[A-Z][A-Za-z&]*)[”\"]?\)")
#: How often somebody is called by the family name alone before a relative is named.
_TOLD_BARE = 2
#: 小荀: a family name behind what those say who know its bearer.
_FAMILIAR = re.compile("[小老阿](?P<family>.)")


class Cast:
    """Looks names up and says who was named last before an offset."""

    def __init__(self, vocabulary: Vocabulary, *, home: str | None) -> None:
        self._vocabulary = vocabulary
        self.home = home
        self.entities: dict[str, Entity] = {}
        self.pronouns = vocabulary.thing_pronouns
        self._by_part: dict[str, list[Entity]] = defaultdict(list)
        #: What a Chinese text says that somebody is called.
        self._familiar_names: dict[str, Entity] = {}
        #: What full names may be shortened to, in English.
        self._initials: dict[str, set[str]] = {}
        #: Whom an English text calls by kin as well as by name: "my sister, Dana Hale".
        self.kin: dict[str, Entity] = {}
        #: Who is called by an English family name alone, though others bear it.
        self._bare: dict[str, Entity] = {}

    def add(self, name: str, *, person: bool, places: Iterable[int], described: bool = False) -> Entity:
        """Return the entity of that full name, new or known, with more places.

        A name that is only a description ("an analyst at Example Labs") is never meant by a part of it.
        """
        entity = self.entities.get(name)
        if entity is None:
            entity = self.entities[name] = Entity(name, person)
            entity.gender = gender_of(name)
            entity.gender_sure = bool(entity.gender) and re.search(f"[{HAN}]", name) is None
            for part in (
                parts_of(name, self._vocabulary) if not described and (person or self._vocabulary.spaced) else ()
            ):
                self._by_part[part].append(entity)
            if self._vocabulary.spaced and not described:
                words = [word for word in name.split() if word[0].isalpha() or word == "&"]
                self._initials[name] = {
                    "".join(word[0] for word in words if word[0].isupper() or word == "&"),
                    "".join(word[0].upper() for word in words),
                }
        entity.person = entity.person or person
        if not self._vocabulary.spaced:
            entity.organisation = not entity.person and simplify(name).endswith(
                (*self._vocabulary.organisation_nouns, *self._vocabulary.body_endings)
            )
        entity.places = sorted({*entity.places, *places})
        return entity

    def abbreviate(self, text: str) -> None:
        """Let those be meant by an abbreviation behind whose English names it stands: "Example Institute (EI)"."""
        for entity in list(self.entities.values()):
            for place in entity.places:
                told = _ABBREVIATED.match(text, place + len(entity.name))
                if told is not None and text.startswith(entity.name, place):
                    self._by_part[told["short"].lower()].append(entity)
                    break

    def merge_short(self) -> None:
        """Give the places of an English name to whoever alone bears it as part of a longer one.

        That is "Iris Hale" of Dana Iris Hale, and "Example Mills" of Example Mills Co., Ltd.
        """
        for name, entity in list(self.entities.items()):
            known = self._by_part.get(name.lower(), [])
            bearers = {e.name for e in known if e.name != name and without_legal_form(e.name) == name}
            if is_short(name) and name.split()[0].lower() in PARTICLES:
                # "Van der Hale", at the start of a sentence.
                bearers |= {e.name for e in known if e.name.lower().endswith(f" {name.lower()}")}
            if is_short(name) and (not entity.role or is_regnal(name.split(), self._vocabulary)):
                bearers |= {e.name for e in known if e.person and len(e.name.split()) > len(name.split())}
            if len(bearers) == 1:
                bearer = self.entities[bearers.pop()]
                bearer.places = sorted({*bearer.places, *entity.places})
                self.forget(entity)

    def forget(self, entity: Entity) -> None:
        """Take somebody out of the cast who is another under a shorter name."""
        del self.entities[entity.name]
        self._initials.pop(entity.name, None)
        for part in parts_of(entity.name, self._vocabulary):
            self._by_part[part] = [e for e in self._by_part[part] if e is not entity]

    def shorten(self, body: Entity, text: str) -> None:
        """Let a Chinese body be meant by what its name begins with, where the text calls it so: 擎屿 is 擎屿智能."""
        stem = stem_of(simplify(body.name), self._vocabulary)
        if stem == simplify(body.name) or len(stem) < SHORTEST_STEM or is_common_word(stem):
            return
        self._by_part[stem].append(body)
        places = [match.start() for match in re.finditer(re.escape(stem), simplify(text))]
        body.places = sorted({*body.places, *places})

    def call(self, entity: Entity, short: str, text: str) -> None:
        """Let somebody be meant by a shorter name that a Chinese text says it uses: （以下简称“青算协会”）."""
        self._by_part[lookup_key(simplify(short))].append(entity)
        entity.places = sorted({*entity.places, *(match.start() for match in re.finditer(re.escape(short), text))})

    def call_familiarly(self, entity: Entity, name: str, text: str) -> None:
        """Let somebody be meant by a familiar name: 街坊叫他翟伯."""
        self._familiar_names[simplify(name)] = entity
        entity.places = sorted({*entity.places, *(match.start() for match in re.finditer(re.escape(name), text))})

    def familiar(self, name: str | None) -> Entity | None:
        """Return who is called by a familiar name."""
        return self._familiar_names.get(simplify(name)) if name else None

    def fullest(self, name: str, at: int, *, gender: str = "") -> tuple[Entity | None, float]:
        """Return the entity that ``name``, mentioned at ``at``, stands for, and how sure that is.

        ``gender`` is what an honorific before it tells: "Mr. Hale" is not Dana Hale, if Dana is a woman.
        """
        entity, score = self._named(name, at, gender)
        if entity is None or not entity.person or not self._vocabulary.spaced:
            return entity, score
        bearers = self._by_part.get(GENERATION.sub("", entity.name).rpartition(" ")[2].lower(), [])
        if len(bearers) > _LARGEST_FAMILY:
            return entity, score
        fuller = [e for e in bearers if e.person and is_fuller(e.name, entity.name, self._vocabulary)]
        givens = {e.name.split()[0] for e in fuller}
        return (max(fuller, key=lambda e: len(e.name)), score) if len(givens) == 1 else (entity, score)

    def _named(self, name: str, at: int, gender: str) -> tuple[Entity | None, float]:
        folded = simplify(name)
        own = self.entities.get(name)
        if own is None and (familiar_to := self._familiar_names.get(folded)) is not None:
            return familiar_to, 0.85
        if own is not None and not own.person and (is_body(name) or self._is_main(own)):
            return own, 0.95
        exact = own or next((e for e in self.entities.values() if simplify(e.name) == folded), None)
        longer = [entity for entity in self._by_part.get(lookup_key(folded), []) if len(entity.name) > len(name)]
        # "Hale" is Dana Hale, not the Hale Group that is named after her.
        longer = [e for e in longer if e.person and e.name.split()[-1] == name] or longer
        gender = gender or (own.gender if own is not None and own.person else "")
        longer = [e for e in longer if not e.gender_sure or gender in ("", e.gender)]
        if not longer and exact is not None:
            return exact, 0.95
        if (bare := self._bare.get(name)) is not None and any(bare is entity for entity in longer):
            return bare, 0.8
        familiar = _FAMILIAR.fullmatch(folded)
        if familiar is not None and not longer and (bearer := self.only_bearer(familiar["family"])) is not None:
            return bearer, 0.8
        if not longer:
            return (spelt_out, 0.8) if (spelt_out := self.spelt_out(name)) is not None else (None, 0.0)
        before = [entity for entity in longer if entity.places and entity.places[0] < at]
        if len(longer) == 1:
            return longer[0], 0.92 if before else 0.8
        if not before:
            return longer[0], 0.5
        # Two bear the name: the one mentioned last is meant, most of the time.
        return max(before, key=lambda entity: _last_before(entity.places, at)), 0.7 if len(before) == 1 else 0.6

    def bearing(self, family: str) -> list[Entity]:
        """Return the people of an English family name, in the order in which the text names them."""
        bearers = {e.name: e for e in self._by_part.get(family.lower(), []) if e.person}
        called = [entity for name, entity in bearers.items() if name.split()[-1] == family and name != family]
        return sorted(called, key=lambda entity: entity.places[0])

    def call_bare(self, name: str, places: Sequence[int]) -> Entity | None:
        """Return, and remember, who is called by an English family name alone, though a relative bears it as well.

        That is whoever is called so before the relative is named: "Ned Hale, … Hale … His wife, Dana Hale, … Hale".
        """
        bearers = self.bearing(name)
        if len(bearers) < 2:
            return None
        first, second, *_ = bearers
        if sum(first.places[0] < place < second.places[0] for place in places) < _TOLD_BARE:
            return None
        self._bare[name] = first
        return first

    def only_bearer(self, family: str) -> Entity | None:
        """Return the person who alone bears a Chinese family name, by a fuller name: 荀 is 荀某某."""
        bearers = {
            e.name
            for e in self._by_part.get(family, [])
            if e.person and len(e.name) > len(family) and simplify(e.name).startswith(family)
        }
        return self.entities[bearers.pop()] if len(bearers) == 1 else None

    def spelt_out(self, name: str) -> Entity | None:
        """Return the body that an abbreviation stands for: by the initials of its name, three of them in a row."""
        if (whole := self._vocabulary.short_bodies.get(name)) is not None:
            return next((e for e in self.entities.values() if e.name.endswith(whole) and not e.person), None)
        if not ABBREVIATION.fullmatch(name) or country_of(name) is not None:
            return None
        fitting = [
            (name not in own, entity.places[0], full)
            for full, own in self._initials.items()
            if len(full.split()) > 1 and (name in own or (len(name) > 2 and any(name in initials for initials in own)))
            if not (entity := self.entities[full]).person
        ]
        return self.entities[min(fitting)[2]] if fitting else None

    def _is_main(self, entity: Entity) -> bool:
        """Whether an organisation is named by this name more often than by the longer ones that hold it."""
        longer = [e for e in self._by_part.get(lookup_key(simplify(entity.name)), []) if len(e.name) > len(entity.name)]
        # Of several, none is the firm itself: "Example Connect", "Example North America Inc".
        several = len(longer) > 1
        return all(
            not (e.person or (is_full(e.name, self._vocabulary) and not several)) and len(e.places) < len(entity.places)
            for e in longer
        )

    def with_role(self, role: str, at: int) -> Entity | None:
        """Return the person named last before ``at`` whose role holds ``role``, else one of the words for the same."""
        for words in ([role], self._vocabulary.same_role.get(role, [])):
            fitting = [
                (_last_before(entity.places, at), entity.name)
                for entity in self.entities.values()
                if (entity.person or (entity.plural and not self._vocabulary.spaced))
                and any(_has_role(self._described_as(entity), word.lower()) for word in words)
            ]
            place, name = max(fitting, default=(-1, ""))
            if place >= 0:
                return self.entities[name]
        return None

    def bearers(self, role: str) -> list[Entity]:
        """Return the people with a name whose role holds ``role``."""
        return [
            entity
            for entity in self.entities.values()
            if entity.person and entity.role and entity.role != entity.name and role in simplify(entity.role)
        ]

    def _described_as(self, entity: Entity) -> str:
        """Return the role of an entity, with what it is called for want of a name in Chinese: 一名知情人士."""
        if self._vocabulary.spaced:
            first = entity.name.split()[0]
            return f"{entity.role or ''} {first if first in self._vocabulary.regnal else ''}".lower()
        return simplify(f"{entity.role or ''} {entity.name}").lower()

    def in_role_later(self, role: str, at: int) -> Entity | None:
        """Return the person whom the text first names, with that role, after ``at``: "the minister has said. Dana"."""
        words = self._vocabulary.same_role.get(role, [role])
        fitting = [
            (entity.places[0], entity.name)
            for entity in self.entities.values()
            if entity.person and entity.role and any(word.lower() in entity.role.lower() for word in words)
        ]
        later = [found for found in fitting if found[0] > at]
        return self.entities[min(later)[1]] if later else None

    def last_organisation(self, at: int) -> Entity | None:
        """Return the organisation named last before ``at``."""
        named = [(_last_before(e.places, at), e.name) for e in self.entities.values() if e.organisation]
        place, name = max(named, default=(-1, ""))
        return self.entities[name] if place >= 0 else None

    def last_person(self, at: int) -> Entity | None:
        """Return the person named last before ``at``."""
        named = [(_last_before(e.places, at), e.name) for e in self.entities.values() if e.person]
        place, name = max(named, default=(-1, ""))
        return self.entities[name] if place >= 0 else None

    def main_person(self, *, gender: str) -> Entity | None:
        """Return the person whom the article names most, twice and more, if "he" or "she" fits."""
        fitting = [e for e in self.entities.values() if e.person and not e.unnamed and not e.plural]
        counts = sorted((len(e.places), e.name) for e in fitting if gender in ("", e.gender) or not e.gender)
        clear = counts and counts[-1][0] > 1 and (len(counts) < 2 or counts[-1][0] > counts[-2][0])
        return self.entities[counts[-1][1]] if clear else None

    def main_organisation(self, *, least: int = 2) -> Entity | None:
        """Return the organisation that the article names most, ``least`` times and more."""
        public = self._vocabulary.public_bodies
        counts = [
            (len(e.places), e.name)
            for e in self.entities.values()
            if e.organisation and len(e.places) >= least and not public & set(e.name.split()) and not e.unnamed
        ]
        return self.entities[max(counts)[1]] if counts else None

    def called(self, noun: str, at: int) -> Entity | None:
        """Return whoever has ``noun`` in a name of several words: "the commission" is the Privacy Commission."""
        fitting = [
            (place < 0, -place, entity.name)
            for entity in self.entities.values()
            if not entity.person
            and noun in entity.name.lower().split()[1:]
            and (place := _last_before(entity.places, at)) is not None
        ]
        return self.entities[min(fitting)[2]] if fitting else None


def _last_before(places: list[int], at: int) -> int:
    index = bisect_left(places, at)
    return places[index - 1] if index else -1


def _has_role(described: str, role: str) -> bool:
    """Whether a description holds a role that is not another's: no sheriff is "the sheriff’s spokeswoman"."""
    at = described.find(role)
    return at >= 0 and not described.startswith(("’s ", "'s "), at + len(role))
