"""Offices: whom 副部长, 主席 or 前总监, and the author of a book, stands for by itself in a Chinese text."""

import re
from collections.abc import Iterator
from itertools import islice

from nlp.han import HAN, simplify
from nlp.speakers.cast import Entity
from nlp.speakers.epithets.scene import Scene

#: Roles that one bears at a time, in a body.
_SEATS = re.compile(
    "(?:长|主席|总统|总理|首相|大臣|国务卿|秘书|书记|总裁|[主总]教练|主帅|首席[^科经分策]{1,4}官|执行官|总经理|CEO|总监|创始人)$"
)
#: 坐在一旁的|国务秘书
_ACTING = re.compile(f"[在从向把][{HAN}]{{1,8}}的$")
#: 林某某在新书《…》中, 林某某在2022年出版的《…》一书中.
_WRITTEN = re.compile("(?:出版|撰写|写下|写|著|新书|专著|著作|小说)的?《[^《》\n]{1,40}》|《[^《》\n]{1,40}》一书")
_AUTHOR = re.compile("(?:该书|这本书的|本书)?作者(?![们和与、的])")
_MOST = 100
#: Callings that stand for anybody who has them, or for who tells the news.
_NEVER_ALONE = (
    "记者",
    "编辑",
    "作者",
    "先生",
    "女士",
    "同学",
    "代表",
    "委员",
    "人员",
    "居民",
    "市民",
    "村民",
    "学者",
    "官员",
    "专家",
    "分析师",
)
#: How far from a role a name stands that the same sentence tells, in characters.
_BESIDE = 16
_SAME = {"CEO": ("CEO", "首席执行官", "执行长", "行政总裁")}


def offices(scene: Scene) -> Iterator[tuple[int, int, Entity]]:
    """Yield where a clause begins with an office that tells one person, and whom."""
    for found in scene.vocabulary.role.finditer(scene.folded):
        start, end = found.span()
        seat = _SEATS.search(found.group()) is not None
        generic = found.group() in scene.vocabulary.groups or found.group().endswith(_NEVER_ALONE)
        if (generic and not seat) or scene.in_speech(start) or not scene.acts(end):
            continue
        if re.match("[的和与及、们兼]", scene.folded[end : end + 1]) or scene.named_at(end) is not None:
            continue
        former = scene.folded[start - 1 : start] in ("前", "原")
        first = start - former
        if (acting := _ACTING.search(scene.folded, max(0, first - 12), first)) is not None:
            first = acting.start()
        if not scene.begins_clause(first):
            continue
        if seat:
            bearer = _bearer(scene, found.group(), start, former=former)
        else:
            bearer = None if former else _near(scene, found.group(), start)
        if bearer is not None:
            yield first, end, bearer


def _bearer(scene: Scene, office: str, at: int, *, former: bool) -> Entity | None:
    """Return who alone has an office of those named before, else of those named in this paragraph or the last."""
    if scene.of_nobody_named(office, at):
        return None
    headline = scene.text.find("\n", at) == scene.text.find("\n") >= 0
    told = [e for e in scene.people if (headline or e.places[0] < at) and _holds(e, office)]
    near = [e for e in told if any(scene.paragraph_before(at) <= place < at for place in e.places)]
    if len(told) == 1 or len(near) == 1:
        return (near if len(near) == 1 else told)[0]
    if not told and (bearer := told_beside(scene, office, at)) is not None:
        return bearer
    if former and not told and office in scene.folded[: at - 1]:
        return scene.cast.main_person(gender="")
    return None


def _near(scene: Scene, calling: str, at: int) -> Entity | None:
    """Return who alone has a calling that many have, if named in this paragraph or the last: 医生."""
    if scene.of_nobody_named(calling, at):
        return None
    told = [e for e in scene.people if e.places[0] < at and _holds(e, calling)]
    near = any(scene.paragraph_before(at) <= place < at for place in told[0].places) if len(told) == 1 else False
    return told[0] if near else None


def _holds(entity: Entity, office: str) -> bool:
    """Whether the role of somebody is an office, told with its body or not; no 副部长 is a 部长."""
    role = simplify(entity.role or "")
    words = _SAME.get(office, (office,))
    return any(role.endswith(word) and not role[: -len(word)].endswith("副") for word in words)


def authors(scene: Scene) -> Iterator[tuple[int, int, Entity]]:
    """Yield where a clause begins with 作者 where one person is told to have written a book, and whom."""
    told = {}
    for found in islice(_WRITTEN.finditer(scene.folded), _MOST):
        start, end = scene.sentence(found.start())
        named = scene.between(start, end)
        before = scene.between(scene.sentence(max(0, start - 2))[0], found.start())
        if len(named or before) == 1:
            told[(named or before)[0].name] = found.start()
    for found in islice(_AUTHOR.finditer(scene.folded), _MOST):
        if len(told) == 1 and scene.begins_clause(found.start()) and not scene.in_speech(found.start()):
            name, written = next(iter(told.items()))
            if written < found.start() and scene.acts(found.end()):
                yield found.start(), found.end(), scene.cast.entities[name]


def told_beside(scene: Scene, role: str, at: int) -> Entity | None:
    """Return who alone is named in the sentence that told of a role last before ``at``: 值班的所长也姓林，叫林某."""
    last = scene.folded.rfind(role, 0, max(0, at - 1))
    if last < 0:
        return None
    start, end = scene.sentence(last)
    named = scene.between(start, min(end, at))
    near = [e for e in named if any(abs(place - last) <= _BESIDE for place in e.places)]
    return named[0] if len(named) == 1 and near else None
