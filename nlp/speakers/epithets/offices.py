"""Offices: whom 副部长, 主席 or 前总监 stands for by itself in a Chinese text."""

import re
from collections.abc import Iterator

from nlp.han import HAN, simplify
from nlp.speakers.cast import Entity
from nlp.speakers.epithets.scene import Scene

#: Roles that one bears at a time, in a body.
_SEATS = re.compile(
    "(?:长|主席|总统|总理|首相|大臣|国务卿|秘书|书记|总裁|[主总]教练|主帅|首席[^科经分策]{1,4}官|执行官|总经理|CEO|总监|创始人)$"
)
#: 坐在一旁的|国务秘书
_ACTING = re.compile(f"[在从向把][{HAN}]{{1,8}}的$")
#: How far from a role a name stands that the same sentence tells, in characters.
_BESIDE = 16
_SAME = {"CEO": ("CEO", "首席执行官", "执行长", "行政总裁")}


def offices(scene: Scene) -> Iterator[tuple[int, int, Entity]]:
    """Yield where a clause begins with an office that tells one person, and whom."""
    for found in scene.vocabulary.role.finditer(scene.folded):
        start, end = found.span()
        if not _SEATS.search(found.group()) or scene.in_speech(start) or not scene.acts(end):
            continue
        if re.match("[的和与及、们兼]", scene.folded[end : end + 1]) or scene.named_at(end) is not None:
            continue
        former = scene.folded[start - 1 : start] in ("前", "原")
        first = start - former
        if (acting := _ACTING.search(scene.folded, max(0, first - 12), first)) is not None:
            first = acting.start()
        if not scene.begins_clause(first):
            continue
        bearer = _bearer(scene, found.group(), start, former=former)
        if bearer is not None:
            yield first, end, bearer


def _bearer(scene: Scene, office: str, at: int, *, former: bool) -> Entity | None:
    """Return who alone has an office of those named before, else of those named in this paragraph or the last."""
    if scene.of_nobody_named(office, at):
        return None
    told = [e for e in scene.people if e.places[0] < at and _holds(e, office)]
    near = [e for e in told if any(scene.paragraph_before(at) <= place < at for place in e.places)]
    if len(told) == 1 or len(near) == 1:
        return (near if len(near) == 1 else told)[0]
    if not told and (bearer := told_beside(scene, office, at)) is not None:
        return bearer
    if former and not told and office in scene.folded[: at - 1]:
        return scene.cast.main_person(gender="")
    return None


def _holds(entity: Entity, office: str) -> bool:
    """Whether the role of somebody is an office, told with its body or not; no 副部长 is a 部长."""
    role = simplify(entity.role or "")
    words = _SAME.get(office, (office,))
    return any(role.endswith(word) and not role[: -len(word)].endswith("副") for word in words)


def told_beside(scene: Scene, role: str, at: int) -> Entity | None:
    """Return who alone is named in the sentence that told of a role last before ``at``: 值班的所长也姓林，叫林某."""
    last = scene.folded.rfind(role, 0, max(0, at - 1))
    if last < 0:
        return None
    start, end = scene.sentence(last)
    named = scene.between(start, min(end, at))
    near = [e for e in named if any(abs(place - last) <= _BESIDE for place in e.places)]
    return named[0] if len(named) == 1 and near else None
