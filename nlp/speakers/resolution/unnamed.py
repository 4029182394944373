"""Those without a name: whom "the person", 该人士 or 他们 takes up of those told of before."""

import re
from dataclasses import dataclass

from nlp.han import simplify
from nlp.speakers.cast import Cast, Entity
from nlp.speakers.resolution.history import History

#: 记者致电某地商户，他们
_ASKED = re.compile(
    "(?:致电|采访|询问|走访|联系|访问|问及|咨询)(?:到|了)?(?P<whom>[^，。；：！？“”「」\n]{2,20}?(?:人士|人员|[者员民户师家生友们]))，[^，。]{0,4}$"
)
#: How far back somebody without a name is taken up, in characters.
_FARTHEST = 2500


@dataclass(frozen=True, slots=True, kw_only=True)
class Unnamed:
    """Finds whom a text tells of without a name."""

    text: str
    cast: Cast
    history: History

    def quoted(self, noun: str, at: int) -> Entity | None:
        """Return the person or people without a name, quoted last, that "the person" or "they" takes up."""
        for item in reversed(self.history.quoted):
            entity = item.entity
            if not entity.unnamed or at - item.at > _FARTHEST:
                continue
            words = set(re.findall(r"[a-z-]+", entity.name.lower()))
            several = entity.plural or bool(words & {"people", "sources", "insiders", "officials"})
            same = noun in words or (noun == "person" and not several) or (noun in ("people", "sources") and several)
            if same:
                return entity
        return None

    def told_of(self, at: int) -> Entity | None:
        """Return the person without a name who was told of last, whom 该人士 takes up."""
        told = [
            (max(place for place in entity.places if place < at), entity.name)
            for entity in self.cast.entities.values()
            if entity.unnamed and not entity.organisation and any(place < at for place in entity.places)
        ]
        return self.cast.entities[max(told)[1]] if told else None

    def several(self, at: int) -> Entity | None:
        """Return whom a Chinese "they" takes up: 记者致电某地商户，他们…; two whom the sentence before names."""
        start = max(self.text.rfind("\n", 0, at), 0)
        if (asked := _ASKED.search(simplify(self.text[start:at]))) is not None:
            place = start + asked.start("whom")
            group = self.cast.add(
                self.text[place : start + asked.end("whom")], person=False, places=[place], described=True
            )
            group.unnamed = group.plural = True
            return group
        end = self.text.rfind("。", start, at)
        first = max(self.text.rfind("。", start, end), start) if end > start else at
        named = sorted(
            (place, entity.name)
            for entity in self.cast.entities.values()
            if entity.person and not entity.unnamed
            for place in entity.places
            if first <= place < end
        )
        two = list(dict.fromkeys(name for _, name in named))
        return self.cast.entities[two[0]] if len(two) == 2 else None
