"""Those without a name: whom "the person", 该人士 or 他们 takes up of those told of before."""

import re
from dataclasses import dataclass

from nlp.han import HAN, segmenter, simplify
from nlp.speakers.cast import Cast, Entity
from nlp.speakers.han_titles import clean_affiliation
from nlp.speakers.resolution.history import History
from nlp.speakers.sides import country_of
from nlp.speakers.vocabulary import Vocabulary

#: 记者致电某地商户，他们
_ASKED = re.compile(
    "(?:致电|采访|询问|走访|联系|访问|问及|咨询)(?:到|了)?(?P<whom>[^，。；：！？“”「」\n]{2,20}?(?:人士|人员|[者员民户师家生友们]))，[^，。]{0,4}$"
)
#: "The leaders of Fernland and Ridgeland met", "More than 200 scientists signed".
_GROUP = re.compile(
    r"(?P<name>(?:(?:The|Some|Several|Many|Most|Two|Three|Hundreds of|Dozens of|(?:More than |At least |About )?[\d,]+)"
    r"\s)?(?:[A-Za-z-]+\s){0,2}?"
    r"(?P<noun>[A-Za-z-]+s)(?:\s(?:of|at|from|in)\s[A-Z]\w+(?:,?\s(?:and\s)?[A-Z]\w+)*)?)\s(?=[a-z])"
)
_LAND = re.compile(r"(?P<name>[A-Z]\w+)\s(?=[a-z]+(?:ed|s)\b)")
_SENTENCE_END = re.compile(r"[.!?][”\"’]?\s+|\n\s*")
_LONGEST_PAIR = 600
#: How far back somebody without a name is taken up, in characters; who was not quoted, by a role.
_FARTHEST, _REACH_OF_ROLE = 2500, 300
#: How far back whoever alone is named there is taken up by 老人, in characters.
_REACH_OF_AGE = 400
#: Tags (jieba's) of words that end before a description: 昨日, 采访, 从; 一名 begins one.
_BEFORE_DESCRIPTION = ("p", "c", "d", "t", "v", "ul", "r")
#: 有关|负责人: which of them is meant.
_KINDS = frozenset(["有关", "相关", "主要", "某", "驻"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Unnamed:
    """Finds whom a text tells of without a name."""

    text: str
    cast: Cast
    vocabulary: Vocabulary
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

    def group(self, at: int) -> Entity | None:
        """Return the English group that the sentence before begins with: "Prosecutors charged him. They said"."""
        start = self._sentence_before(at)
        found = _GROUP.match(self.text, start, at) if start is not None else None
        if found is None or found["noun"].lower() not in self.vocabulary.groups:
            return None
        group = self.cast.add(found["name"], person=False, places=[found.start()], described=True)
        group.unnamed = group.plural = True
        return group

    def government(self, at: int) -> Entity | None:
        """Return the capital or country that stands for its government: "Beijing imposed limits. It said"."""
        start = self._sentence_before(at)
        found = _LAND.match(self.text, start, at) if start is not None else None
        if found is None or country_of(found["name"]) is None:
            return None
        return self.cast.add(found["name"], person=False, places=[found.start()])

    def _sentence_before(self, at: int) -> int | None:
        """Return where the sentence before that of ``at`` begins, in a text with spaces."""
        first = max(0, at - _LONGEST_PAIR)
        starts = [first] if first == 0 else []
        starts += [end.end() for end in _SENTENCE_END.finditer(self.text, first, at)]
        return starts[-2] if len(starts) > 1 else None

    def told_of(self, at: int) -> Entity | None:
        """Return the person without a name who was told of last, whom 该人士 takes up."""
        told = [
            (max(place for place in entity.places if place < at), entity.name)
            for entity in self.cast.entities.values()
            if entity.unnamed and not entity.organisation and any(place < at for place in entity.places)
        ]
        return self.cast.entities[max(told)[1]] if told else None

    def described(self, role: str, at: int) -> Entity | None:
        """Return whom 该负责人 takes up, told of last by a description without a name: 某局有关负责人."""
        start = max(0, at - _REACH_OF_ROLE)
        folded = simplify(self.text[start:at])
        named = {place - start for entity in self.cast.entities.values() if entity.person for place in entity.places}
        clause = re.compile(f"[{HAN}A-Za-z0-9]{{2,24}}?{re.escape(role)}(?![{HAN}]?[们的])")
        for found in reversed(list(clause.finditer(folded))):
            first = found.start() + _start_of_description(found.group())
            longer = found.end() - first > len(role) and not folded.startswith(("该", "这", "那", "此"), first)
            if found.end() in named or not longer:
                continue
            if (known := self._covering(start + first, start + found.end())) is not None:
                return known
            name = self.text[start + first : start + found.end()]
            somebody = self.cast.add(name, person=True, places=[start + first], described=True)
            somebody.unnamed = True
            somebody.role = somebody.role or role
            body = clean_affiliation(name[: -len(role)], self.vocabulary)
            somebody.affiliation = somebody.affiliation or body
            return somebody
        return None

    def _covering(self, start: int, end: int) -> Entity | None:
        """Return somebody without a name whose description, as it was quoted or begins with 一名, holds a stretch."""
        quoted = [item.entity for item in self.history.quoted]
        for entity in self.cast.entities.values():
            told = entity.unnamed and (entity in quoted or entity.name.startswith(self.vocabulary.singular))
            if told and any(place <= start and end <= place + len(entity.name) for place in entity.places):
                return entity
        return None

    def of_age(self, noun: str, at: int) -> Entity | None:
        """Return whom 老人 takes up: the only one named near before, where the text tells of no other old man."""
        start = max(0, at - _REACH_OF_AGE)
        near = [
            entity
            for entity in self.cast.entities.values()
            if entity.person and not entity.unnamed and entity.name not in self.vocabulary.generic_people
            if any(start <= place < at for place in entity.places)
        ]
        if len(near) != 1 or re.search(f"[位名个对群几些多]\\w{{0,6}}{noun}|\\w的{noun}", simplify(self.text[:at])):
            return None
        return near[0]

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


def _start_of_description(words: str) -> int:
    """Return where the description begins that ``words`` end with: 记者采访了|某局一名负责人."""
    start = place = 0
    for word, tag in segmenter().tag(words):
        place += len(word)
        if place < len(words) and tag.startswith(_BEFORE_DESCRIPTION) and tag != "vn" and word not in _KINDS:
            start = place
    return start
