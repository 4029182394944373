"""Reads the epithets of a Chinese text and gives their places to those who are meant."""

from dataclasses import dataclass
from itertools import islice

from domain.spans import Span
from nlp.speakers.cast import Cast, Entity
from nlp.speakers.epithets.demonstratives import demonstratives
from nlp.speakers.epithets.kinship import Kinship, Relation
from nlp.speakers.epithets.offices import authors, offices
from nlp.speakers.epithets.origins import origins
from nlp.speakers.epithets.scene import Scene
from nlp.speakers.vocabulary import Vocabulary

#: No article has more of one kind; a page that does must not take long.
_MOST = 200
#: What, behind an epithet, makes it tell somebody else: 丈夫|的律师.
_OTHERS = ("的", "和", "与", "與", "及", "、", "们", "們")


@dataclass(frozen=True, slots=True)
class Epithets:
    """Who is called by an epithet, by where it begins, with where it ends."""

    found: dict[int, tuple[int, Entity]]
    relations: tuple[Relation, ...] = ()

    def at(self, text: str, span: Span) -> Entity | None:
        """Return whom the epithet stands for that a source begins with; what its bearer does may stand behind."""
        end, entity = self.found.get(span.start, (0, None))
        # 二十三岁的门|将说: what ends in 将 is read as a verb's.
        goes_on = end == span.end + 1 and text[span.end] in "将將"
        if entity is None or (end > span.end and not goes_on) or text.startswith(_OTHERS, end):
            return None
        return entity

    def relative(self, entity: Entity) -> Entity | None:
        """Return the only relative of somebody that the text tells."""
        relatives = {r.relative.name: r.relative for r in self.relations if r.owner is entity}
        relatives |= {r.owner.name: r.owner for r in self.relations if r.relative is entity}
        return next(iter(relatives.values())) if len(relatives) == 1 else None


def read_epithets(text: str, cast: Cast, vocabulary: Vocabulary) -> Epithets:
    """Return the epithets of a text; whoever is called by one is named there for all that takes somebody up."""
    if vocabulary.spaced:
        return Epithets({})
    scene = Scene(text, cast, vocabulary)
    kinship = Kinship(scene)
    found: dict[int, tuple[int, Entity]] = {}
    for read in (demonstratives, offices, authors, lambda each: origins(each, found), lambda _: kinship.spans()):
        for start, end, entity in islice(read(scene), _MOST):
            if start not in found:
                found[start] = (end, entity)
                scene.name(entity, start)
    for entity in list(cast.entities.values()):
        # 德国人 is nobody beside who is called so.
        if entity.places and all(place in found and found[place][1] is not entity for place in entity.places):
            cast.forget(entity)
    return Epithets(found, kinship.relations)
