"""Origins: whom 德国人 or 安徽人 stands for in a Chinese text."""

import re
from collections.abc import Iterator
from functools import lru_cache

from nlp.han import HAN, segmenter
from nlp.speakers.cast import Entity
from nlp.speakers.epithets.scene import Scene
from nlp.speakers.han_names import DOT
from nlp.speakers.sides import country_of

_FROM = re.compile(f"(?P<place>[{HAN}]{{2,5}}?)(?:人|姑娘|小伙子?|女孩|男孩|老人|老头|女子|男子|大叔|汉子)")
#: What goes on behind it where one person acts.
_ACTS = re.compile("[在用以对向朝冲把从没不也又却则随先再笑说问答耸摇点摊扔摸站坐举抬看重反回补坦直解]")
#: How far before whoever is from there may be told, and be named, in characters.
_TOLD, _NEAR = 24, 500


@lru_cache(maxsize=1024)
def _is_place(word: str) -> bool:
    (first, tag), *others = segmenter().tag(word)
    return not others and first == word and (tag == "ns" or country_of(word) is not None)


def origins(scene: Scene, told: dict[int, tuple[int, Entity]]) -> Iterator[tuple[int, int, Entity]]:
    """Yield where a clause begins with where one person is from who was named near before, and whom.

    ``told`` are the epithets that are known: whom 这个五十岁的安徽人 takes up is 安徽人 from there on.
    """
    taken_up = [(start, scene.folded[start:end], entity) for start, (end, entity) in sorted(told.items())]
    from_there: dict[str, Entity] = {}
    for found in _FROM.finditer(scene.folded):
        start, end = found.span()
        place = found["place"]
        if not scene.begins_clause(start) or not _is_place(place):
            continue
        if scene.in_speech(start) or not (_ACTS.match(scene.folded, end) or scene.acts(end)):
            continue
        called = [entity for at, words, entity in taken_up if at < start and words.endswith(found.group())]
        bearer = from_there.get(place) or (called[-1] if called else _from(scene, place, start))
        if bearer is not None:
            from_there[place] = bearer
            yield start, end, bearer


def _from(scene: Scene, place: str, at: int) -> Entity | None:
    """Return who is told to be from a place, of those named near before, or who alone is foreign."""
    people = [e for e in scene.people if any(at - _NEAR <= p < at for p in e.places)]
    country = country_of(place)
    told = [e for e in people if any(_tells(scene, place, p, p + len(e.name)) for p in scene.full(e) if p < at)]
    if len(told) == 1:
        return told[0]
    if told or country is None or country in ("CN", "HK", "TW", "MO", "US"):
        return None
    foreign = [e for e in scene.between(scene.paragraph_before(at), at) if DOT.search(e.name)]
    return foreign[0] if len(foreign) == 1 else None


def _tells(scene: Scene, place: str, start: int, end: int) -> bool:
    """Whether the clause before a name, or what is told behind it, holds a place."""
    lead = re.split("[。！？\n]", scene.folded[max(0, start - _TOLD) : start])[-1]
    behind = re.match(f"[^。！？\n]{{0,{_TOLD}}}", scene.folded[end:])
    return place in lead or (behind is not None and f"{place}人" in behind.group())
