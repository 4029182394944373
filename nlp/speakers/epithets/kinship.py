"""Kinship: who is whose relative in a Chinese text, and whom 丈夫 or 姐姐 by itself stands for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from nlp.han import simplify
from nlp.speakers.cast import Entity
from nlp.speakers.epithets.scene import Scene, fits
from nlp.speakers.people.dictionary import is_plain_word

#: Words for kin by what they mean: the sex, and what the other of the two is to them.
_WORDS = {
    "丈夫": ("丈夫|老公|先生|夫婿", "m", ("妻子",)),
    "妻子": ("妻子|老婆|太太|媳妇", "f", ("丈夫",)),
    "老伴": ("老伴儿?|爱人", "", ("老伴", "丈夫", "妻子")),
    "父亲": ("父亲|爸爸|老爸|爹", "m", ("儿子", "女儿")),
    "母亲": ("母亲|妈妈|老妈|娘亲", "f", ("儿子", "女儿")),
    "儿子": ("[长次幼独养]子|儿子", "m", ("父亲", "母亲")),
    "女儿": ("[长次幼独养]女|女儿|闺女", "f", ("父亲", "母亲")),
    "哥哥": ("哥哥|大哥|二哥|堂兄|堂哥|表哥|兄长", "m", ("弟弟", "妹妹")),
    "姐姐": ("姐姐|大姐|二姐|堂姐|表姐", "f", ("弟弟", "妹妹")),
    "弟弟": ("弟弟|小弟|堂弟|表弟", "m", ("哥哥", "姐姐")),
    "徒弟": ("徒弟|学徒|弟子", "", ("师傅",)),
    "师傅": ("师傅|师父", "", ("徒弟",)),
    "妹妹": ("妹妹|小妹|堂妹|表妹", "f", ("哥哥", "姐姐")),
}
SEXES = {kin: sex for kin, (_, sex, _) in _WORDS.items()}
_OTHERS = {kin: others for kin, (_, _, others) in _WORDS.items()}
_SAME = {"老伴": ("老伴", "丈夫", "妻子"), "丈夫": ("丈夫", "老伴"), "妻子": ("妻子", "老伴")}
KIN = re.compile("|".join(f"(?P<k{n}>{words})" for n, (words, _, _) in enumerate(_WORDS.values())))
#: No article tells more relatives; a page that does must not take long.
_MOST = 200
_KINDS = list(_WORDS)
_OPPOSITES = {"父亲": "母亲", "母亲": "父亲", "儿子": "女儿", "女儿": "儿子"}
#: 罗太太 is whose wife the text tells.
_WIFE = re.compile("(?P<family>[一-龥])太太?(?!太|平)")
#: 有一个女儿，叫林某某
_CALLED = re.compile("，?(?:名?叫|名为)")
#: What follows a word for kin that begins a clause: no 儿子的, 姐姐和, 父亲节.
_NOT_BEHIND = re.compile("[的和与跟、们家节]|及|俩|都|两|般|辈|手[足册]|角色")


def kind_of(found: re.Match[str]) -> str:
    """Return what a match of ``KIN`` means."""
    return _KINDS[int((found.lastgroup or "k0")[1:])]


@dataclass(frozen=True, slots=True)
class Relation:
    """``relative`` is ``kin`` (a word of the table) to ``owner``, as the text says or as follows from it."""

    owner: Entity
    kin: str
    relative: Entity
    told: bool


class Kinship:
    """The relatives of one text."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._kinds = {kind_of(found) for found in islice(KIN.finditer(scene.folded), _MOST)}
        self.relations = tuple(islice(self._read(), _MOST))

    def _read(self) -> Iterator[Relation]:
        scene = self._scene
        for found in KIN.finditer(scene.folded):
            called = _CALLED.match(scene.folded, found.end())
            relative = scene.named_at(called.end() if called else found.end())
            if relative is None:
                relative = self._named_behind(found.end())
            owner = self._owner(found.start(), relative) if relative is not None else None
            if relative is None or owner is None or is_plain_word(simplify(relative.name[:2])):
                continue
            kin = kind_of(found)
            relative.learn_gender(SEXES[kin])
            yield Relation(owner, kin, relative, told=True)
            for other in _OTHERS[kin]:
                # Whoever has a wife is her husband; who has a son may be a father or a mother.
                certain = owner.gender == SEXES[other] or kin in _SAME or not self._has_opposite(other)
                if certain and fits(owner, SEXES[other]):
                    yield Relation(relative, other, owner, told=False)

    def _has_opposite(self, kin: str) -> bool:
        """Whether the text tells of a mother as well where a father may be meant, or the like."""
        return _OPPOSITES.get(kin, kin) in self._kinds

    def _named_behind(self, end: int) -> Entity | None:
        """Return the relative whom the next sentence begins with, who is named there first: 儿子没有接班。林某某在…."""
        stop = re.compile("[^，。！？\n“”「」]{2,10}。").match(self._scene.folded, end)
        entity = self._scene.named_at(stop.end()) if stop else None
        return entity if entity is not None and stop is not None and entity.places[0] == stop.end() else None

    def _owner(self, at: int, relative: Entity) -> Entity | None:
        """Return whose relative somebody is: 林某某的弟弟, else whom the text named last or is about."""
        scene = self._scene
        owned = scene.folded[max(0, at - 1) : at] == "的"
        others = [entity for entity in scene.people if entity is not relative]
        if owned:
            named = [e for e in others if any(p + len(e.name) == at - 1 for p in scene.full(e))]
            return named[0] if named else None
        before = [entity for entity in scene.between(scene.paragraph(at), at) if entity is not relative]
        main = scene.cast.main_person(gender="")
        if before:
            return before[-1] if main not in before else main
        return main if main is not relative else None

    def bearer(self, kin: str, at: int) -> Entity | None:
        """Return whom a word for kin stands for alone: the only one; of several, a relative of who was named last."""
        kinds = _SAME.get(kin, (kin,))
        fitting = [
            relation
            for relation in self.relations
            if relation.kin in kinds and relation.relative.places[0] < at and fits(relation.relative, SEXES[kin])
        ]
        relatives = {relation.relative.name for relation in fitting}
        if len(relatives) > 1 and not SEXES[kin]:
            relatives = {relation.relative.name for relation in fitting if relation.told}
        if len(relatives) > 1:
            viewpoint = self._scene.last_before(at)
            relatives = {r.relative.name for r in fitting if r.owner is viewpoint}
        if len(relatives) == 1:
            return self._scene.cast.entities[relatives.pop()]
        return None if fitting or kin not in _SAME else self._married(kin, at)

    def _married(self, kin: str, at: int) -> Entity | None:
        """Return whom a text is about, where his wife was named last: 丈夫 in a text about him."""
        main = self._scene.cast.main_person(gender="")
        last = self._scene.last_before(at)
        if main is None or last is None or last is main or main.places[0] >= at or not fits(main, SEXES[kin]):
            return None
        return main if not SEXES[kin] or last.gender not in ("", SEXES[kin]) else None

    def spans(self) -> Iterator[tuple[int, int, Entity]]:
        """Yield where a clause begins with a word for kin that tells one person, and whom."""
        scene = self._scene
        wives = [relation for relation in self.relations if relation.kin == "妻子"]
        for found in _WIFE.finditer(scene.folded) if wives else ():
            of = {r.relative.name: r.relative for r in wives if simplify(r.owner.name).startswith(found["family"])}
            if len(of) == 1 and scene.begins_clause(found.start()):
                yield found.start(), found.end(), next(iter(of.values()))
        for found in KIN.finditer(scene.folded):
            start, end = found.span()
            if not scene.begins_clause(start) or _NOT_BEHIND.match(scene.folded, end):
                continue
            if scene.named_at(end) is not None or scene.in_speech(start):
                continue
            if (bearer := self.bearer(kind_of(found), start)) is not None:
                yield start, end, bearer
