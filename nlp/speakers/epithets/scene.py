"""Scene: the people of a Chinese text by where it names them."""

import re
from bisect import bisect_left, bisect_right, insort

from nlp.han import segmenter, simplify
from nlp.speakers.cast import Cast, Entity
from nlp.speakers.people.contexts import FOLLOWS, SPEAKS
from nlp.speakers.vocabulary import Vocabulary

_SPEECH = re.compile("“[^“”\n]*”?|「[^「」\n]*」?")
#: 一名|官员: somebody without a name, before what they are.
_SOMEBODY = re.compile("[一某][名位][^，。；：！？“”\n]*$")
_LONGEST_LEAD = 20
_CLAUSE = re.compile("[，。；：！？、…—\\s“”「」『』‘’〔〕（）()]")
#: Tags (jieba's) of words that tell what somebody does, or how.
_ACTING_TAGS = ("v", "d", "p", "z", "t", "a")
#: 园长|小声说
_MANNER = re.compile("[小大轻低高柔细粗]声|[冷淡慢缓悄]{2}")
#: Who tells the news is nobody in it.
_REPORTERS = frozenset(["记者", "記者"])


class Scene:
    """Looks up who was named where in one text; ``folded`` is it in Simplified characters."""

    def __init__(self, text: str, cast: Cast, vocabulary: Vocabulary) -> None:
        self.text = text
        self.folded = simplify(text)
        self.cast = cast
        self.vocabulary = vocabulary
        self.people = [
            entity
            for entity in cast.entities.values()
            if entity.person and not entity.unnamed and not entity.plural and entity.places
            if entity.name not in _REPORTERS
        ]
        self._named = sorted((place, entity.name) for entity in self.people for place in entity.places)
        self._full: dict[int, Entity] = {}
        for entity in sorted(self.people, key=lambda entity: len(entity.name)):
            self._full |= {place: entity for place in entity.places if text.startswith(entity.name, place)}
        self._unnamed = [
            (place, place + len(entity.name))
            for entity in cast.entities.values()
            if entity.unnamed
            for place in entity.places
            if place + len(entity.name) not in self._full
        ]
        self._speech = [(found.start(), found.end()) for found in _SPEECH.finditer(text)]

    def name(self, entity: Entity, place: int) -> None:
        """Let somebody be named at one more place."""
        entity.places = sorted({*entity.places, place})
        insort(self._named, (place, entity.name))

    def full(self, entity: Entity) -> list[int]:
        """Return where the full name stands."""
        return [place for place in entity.places if self._full.get(place) is entity]

    def named_at(self, place: int) -> Entity | None:
        """Return the person whose full name begins at an offset."""
        return self._full.get(place)

    def between(self, start: int, end: int) -> list[Entity]:
        """Return the people named in a stretch, in order."""
        first, last = bisect_left(self._named, (start, "")), bisect_left(self._named, (end, ""))
        return [self.cast.entities[name] for name in dict.fromkeys(name for _, name in self._named[first:last])]

    def last_before(self, at: int) -> Entity | None:
        """Return the person named last before an offset."""
        index = bisect_left(self._named, (at, ""))
        return self.cast.entities[self._named[index - 1][1]] if index else None

    def paragraph(self, at: int) -> int:
        """Return where the paragraph of an offset begins."""
        return self.text.rfind("\n", 0, at) + 1

    def paragraph_before(self, at: int) -> int:
        """Return where the paragraph before that of an offset begins."""
        end = self.paragraph(at)
        while end and self.text[end - 1].isspace():
            end -= 1
        return self.text.rfind("\n", 0, end) + 1

    def sentence(self, at: int) -> tuple[int, int]:
        """Return where the sentence of an offset begins and ends."""
        start = max(self.text.rfind(mark, 0, at) for mark in "。！？\n") + 1
        ends = [place for mark in "。！？\n" if (place := self.text.find(mark, at)) >= 0]
        return start, min(ends, default=len(self.text))

    def of_nobody_named(self, role: str, at: int) -> bool:
        """Whether a role was told last before an offset of somebody without a name: 一名官员."""
        last = self.folded.rfind(role, 0, at)
        covered = any(start <= last < end for start, end in self._unnamed)
        one = _SOMEBODY.search(self.folded, max(0, last - _LONGEST_LEAD), max(0, last))
        return covered or one is not None

    def acts(self, end: int) -> bool:
        """Whether what follows an offset tells what somebody does."""
        if any(pattern.match(self.folded, end) for pattern in (SPEAKS, FOLLOWS, _MANNER)):
            return True
        words = segmenter().tag(self.folded[end : end + 6])
        return bool(words) and words[0][1].startswith(_ACTING_TAGS)

    def in_speech(self, at: int) -> bool:
        """Whether an offset is in marks."""
        index = bisect_right(self._speech, (at, at)) - 1
        return index >= 0 and self._speech[index][0] < at < self._speech[index][1]

    def begins_clause(self, at: int) -> bool:
        """Whether a clause begins at an offset."""
        return at == 0 or _CLAUSE.match(self.text, at - 1) is not None


def fits(entity: Entity, gender: str) -> bool:
    """Whether the sex of somebody may be the one told."""
    return not gender or not entity.gender or entity.gender == gender
