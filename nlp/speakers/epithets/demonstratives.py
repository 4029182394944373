"""Demonstratives: whom 这位前总监 and 这名副所长 take up in a Chinese text, and what they are told to be."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from domain.spans import Span
from nlp.han import segmenter, simplify
from nlp.speakers.cast import Entity
from nlp.speakers.epithets.kinship import KIN, SEXES, kind_of
from nlp.speakers.epithets.offices import told_beside
from nlp.speakers.epithets.scene import Scene, fits
from nlp.speakers.mentions.chinese_names import is_han_name

_THIS = re.compile(
    "(?:[这那该][位名](?!的)|[这那]个(?=[^，。；：！？“”「」\n]{0,20}的|[一-龥]{2,4}人(?![民们员士口])|[^，。；：！？“”「」\n]{0,8}(?:小伙|姑娘|汉子|老头|青年|少年|男人|女人)))"
)
#: 三十四岁的|中后卫: what tells somebody without 这位.
_AGED = re.compile("(?:今年)?[\\d〇一二三四五六七八九十]{1,4}岁的(?=[^，。；：！？“”「」\n他她]{2,8})")
_STOP = re.compile("[，。；：！？“”「」『』\n（(]")
_NOUN = re.compile(
    "[^的]人(?![民们员士口])|[男女]子|女孩|男孩|青年|少年|[老新小名]将|[中后边前]卫|前锋|门将|国脚|说客|能手|骨干|小伙子?|姑娘|汉子|老头子?|[男女]人"
)
_LONGEST = 30
_SHORTEST_WORD, _MOST = 2, 50


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What a description ends with: a role, or another noun for somebody of one sex."""

    end: int
    role: Span | None
    sex: str


def demonstratives(scene: Scene) -> Iterator[tuple[int, int, Entity]]:
    """Yield where a text takes somebody up by what is told, and whom, who has the role that is told from there on."""
    for pattern in (_THIS, _AGED):
        for found in pattern.finditer(scene.folded):
            start, end = found.span()
            if (pattern is _AGED and not scene.begins_clause(start)) or scene.named_at(end) or scene.in_speech(start):
                continue
            told = _noun(scene, end)
            bearer = _bearer(scene, Span(start, end), told, aged=pattern is _AGED) if told is not None else None
            if told is None or bearer is None:
                continue
            if bearer.role is None and told.role is not None:
                bearer.role = told.role.of(scene.text)
            yield start, told.end, bearer


def _noun(scene: Scene, start: int) -> _Told | None:
    """Return the noun of a description that begins at ``start``."""
    stop = _STOP.search(scene.folded, start, start + _LONGEST)
    limit = stop.start() if stop else min(start + _LONGEST, len(scene.folded))
    head = scene.folded.rfind("的", start, limit) + 1 or start
    for begin in dict.fromkeys((head, start)):
        roles = list(scene.vocabulary.role.finditer(scene.folded, begin, limit))
        nouns = [found for noun in (KIN, _NOUN) if (found := noun.search(scene.folded, begin, limit))]
        first = min([*roles, *nouns], key=lambda found: found.start(), default=None)
        if first is None:
            continue
        if scene.named_at(first.end()) or is_han_name(scene.text[first.end() : first.end() + 3], scene.vocabulary):
            return None
        end = first.end()
        for role in roles:
            end = role.end() if role.start() in (end, end + 1) else end
        sex = SEXES[kind_of(first)] if first.re is KIN else ""
        return _Told(end=end, role=None if first in nouns else Span(first.start(), end), sex=sex)
    return None


def _bearer(scene: Scene, lead: Span, told: _Told, *, aged: bool) -> Entity | None:
    """Return whom a description takes up: who has the role, else the only newcomer of this paragraph or the last."""
    at = lead.start
    if lead.of(scene.folded).startswith("那"):
        return _told_by_words(scene, at, scene.folded[lead.end : told.end])
    before = [e for e in scene.people if e.places[0] < at and fits(e, told.sex)]
    if told.role is not None:
        role = told.role.of(scene.folded)
        if scene.of_nobody_named(role, at):
            return None
        bearers = [e for e in before if role in simplify(e.role or "")]
        near = [e for e in bearers if any(scene.paragraph_before(at) <= place < at for place in e.places)]
        more = aged or told.role.start > lead.end + 1 or scene.vocabulary.role.fullmatch(role) is None
        if len(near) == 1 or (bearers and not more):
            only = near if len(near) == 1 else bearers
            return only[0] if len(only) == 1 else None
        if not more:
            # 这位学者 alone tells nothing new: only a scholar is meant.
            return told_beside(scene, role, at)
    for first in (scene.paragraph(at), scene.paragraph_before(at)):
        named = [e for e in scene.between(first, at) if fits(e, told.sex)]
        new = [e for e in named if first <= e.places[0]]
        if named:
            only = new or named
            return only[0] if len(only) == 1 else None
    return None


def _told_by_words(scene: Scene, at: int, words: str) -> Entity | None:
    """Return who alone is named in a sentence before that holds a noun of what tells somebody: 那位前|国务院|官员."""
    for word, tag in segmenter().tag(words):
        if not tag.startswith("n") or len(word) < _SHORTEST_WORD or scene.vocabulary.role.fullmatch(word):
            continue
        told = set()
        for found in islice(re.finditer(re.escape(word), scene.folded[:at]), _MOST):
            start, end = scene.sentence(found.start())
            named = scene.between(start, min(end, at))
            told |= {named[0].name} if len(named) == 1 else set()
        if len(told) == 1:
            return scene.cast.entities[told.pop()]
    return None
