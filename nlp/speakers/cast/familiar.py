"""Familiar names in Chinese text: what somebody is called there (街坊叫他翟伯), 老谭, and given names alone."""

import re
from bisect import bisect_left

from nlp.han import HAN, simplify
from nlp.speakers.cast.cast import Cast
from nlp.speakers.cast.entity import Entity
from nlp.speakers.han_names import DOT
from nlp.speakers.people.contexts import CLAUSE_START, FOLLOWS, LINK, SPEAKS
from nlp.speakers.people.dictionary import is_plain_word
from nlp.speakers.vocabulary import Vocabulary

_NAME = f"(?:[“「『‘](?P<marked>[{HAN}A-Za-z]{{2,6}})[”」』’]|(?P<plain>[{HAN}]{{2,3}})(?=[，。、；的]))"
#: 街坊叫他翟伯, 人称“焦一耳”, 网名“大熊”的五金店老板.
_CALLED = re.compile(
    "(?:(?:管[他她](?:叫|称)|(?:叫|称|唤|喊)[他她])(?:作|做|为)?|(?:人称|(?:人送)?[外绰诨别]号|花名|网名|昵称|[小乳艺笔]名)[叫是为]?)"
    f"{_NAME}"
)
#: 大家都喊林某某“铁头”.
_NAMED_CALLED = re.compile(
    f"[喊叫称管](?P<who>[{HAN}]{{2,4}}?)(?:叫|为|作)?[“「『‘](?P<marked>[{HAN}A-Za-z]{{2,6}})[”」』’]"
)
#: 阿奎本名林某某.
_REAL_NAME = re.compile(f"(?<![{HAN}])(?P<called>[{HAN}]{{2,4}}?)，?(?:本名|原名|真名|全名|大名)[叫是为]?")
_LEADS_TO = re.compile("[”」』’]?的[^，。；：！？“”「」\n]{0,12}")
_SHORT = re.compile("[老小阿大](?P<family>.)|(?P<before>.)[伯叔总工哥姐]")
#: 老谭——谭某某: an apposition that a dash leads to.
_APPOSED = re.compile("——[^，。！？\n]{0,8}?")
_FAMILIAR = re.compile(f"[老小大阿][{HAN}](?![{HAN}]?[·•‧・．])")
_LONGEST_PARTS = 4
#: Of how many characters the full name is.
_LENGTHS, _SEVERAL = (2, 3), 2


def call_by_familiar_names(text: str, cast: Cast, vocabulary: Vocabulary) -> None:
    """Let whoever has a full name be meant by what the text calls them besides."""
    folded = simplify(text)
    people = [
        e for e in cast.entities.values() if e.person and not e.unnamed and not _SHORT.fullmatch(simplify(e.name))
    ]
    for found in _CALLED.finditer(folded):
        kind = "marked" if found["marked"] else "plain"
        called = text[slice(*found.span(kind))]
        owner = _behind(folded, people, found.end()) or _owner(text, folded, people, found.start(), simplify(called))
        if owner is not None and owner.name != called and (kind == "marked" or _acts(folded, simplify(called))):
            _merge(cast, called, owner, text)
    for found in _REAL_NAME.finditer(folded):
        owner = _at(folded, people, found.end())
        if owner is not None and simplify(owner.name) != found["called"]:
            _merge(cast, text[slice(*found.span("called"))], owner, text)
    for found in _NAMED_CALLED.finditer(folded):
        owner = next((e for e in people if simplify(e.name) == found["who"]), None)
        if owner is not None:
            _merge(cast, text[slice(*found.span("marked"))], owner, text)
    for name, at in _short_names(text, folded, cast).items():
        bearer = _of_family(folded, people, simplify(name), at)
        if bearer is not None:
            _merge(cast, name, bearer, text)
    for entity in people:
        for given in _given(entity.name, vocabulary):
            places = [place for place in _alone(folded, simplify(given)) if place not in entity.places]
            entity.places = sorted({*entity.places, *places})


def _at(folded: str, people: list[Entity], at: int) -> Entity | None:
    """Return the person whose full name begins at an offset."""
    return next((e for e in people if at in e.places and folded.startswith(simplify(e.name), at)), None)


def _behind(folded: str, people: list[Entity], end: int) -> Entity | None:
    """Return the person whose name what is told leads to: 网名“大熊”的志愿者|林某某."""
    led = _LEADS_TO.match(folded, end)
    return (
        next((e for at in range(led.start(), led.end() + 1) if (e := _at(folded, people, at))), None) if led else None
    )


def _acts(folded: str, called: str) -> bool:
    """Whether what may be a familiar name begins a clause as who speaks or does something, and is no word."""
    if is_plain_word(called):
        return False
    return any(
        CLAUSE_START.search(folded[max(0, found.start() - 4) : found.start()])
        and (SPEAKS.match(folded, found.end()) or FOLLOWS.match(folded, found.end()))
        for found in re.finditer(re.escape(called), folded)
    )


def _owner(text: str, folded: str, people: list[Entity], at: int, called: str) -> Entity | None:
    """Return who is called so: whoever the paragraph named last before; else whose family name it holds."""
    start = text.rfind("\n", 0, at) + 1
    named = [
        (entity.places[index - 1], entity.name, entity)
        for entity in people
        if (index := bisect_left(entity.places, at)) and entity.places[index - 1] >= start
    ]
    if named:
        return max(named, key=lambda item: item[:2])[2]
    family = [entity for entity in people if simplify(entity.name)[0] in called[:1]]
    return family[0] if len(family) == 1 else None


def _short_names(text: str, folded: str, cast: Cast) -> dict[str, int]:
    """Return the names with 老 or 小 and a family name only, and where each stands first."""
    names = {name: e.places[0] for name, e in cast.entities.items() if e.places and _SHORT.fullmatch(simplify(name))}
    for found in _FAMILIAR.finditer(folded):
        before = folded[max(0, found.start() - 4) : found.start()]
        if CLAUSE_START.search(before) and not is_plain_word(found.group()):
            names.setdefault(text[slice(*found.span())], found.start())
    return names


def _of_family(folded: str, people: list[Entity], name: str, at: int) -> Entity | None:
    """Return whom 老谭 stands for: who alone has the name, else who is named beside it, or alone in the paragraph."""
    match = _SHORT.fullmatch(name)
    family = (match["family"] or match["before"]) if match else ""
    bearers = [e for e in people if simplify(e.name).startswith(family) and len(e.name) in _LENGTHS]
    if len(bearers) < _SEVERAL:
        return bearers[0] if bearers else None
    for bearer in bearers:
        if any(place > at and _APPOSED.fullmatch(folded, at + len(name), place) for place in bearer.places):
            return bearer
    start = folded.rfind("\n", 0, at) + 1
    named = [bearer for bearer in bearers if any(start <= place < at for place in bearer.places)]
    return named[0] if len(named) == 1 else None


def _merge(cast: Cast, name: str, owner: Entity, text: str) -> None:
    """Let a name stand for its owner, who takes the places of whom it stood for."""
    if (known := cast.entities.get(name)) is not None:
        if known is owner or known.organisation:
            return
        cast.forget(known)
        owner.learn_gender(known.gender if known.gender_sure else "")
    cast.call_familiarly(owner, name, text)


def _given(name: str, vocabulary: Vocabulary) -> list[str]:
    """Return what somebody may be called by alone: a given name of two characters, or the first of a foreign one."""
    parts = DOT.split(name)
    if len(parts) > 1:
        return [parts[0]] if 1 < len(parts[0]) <= _LONGEST_PARTS else []
    family = 2 if simplify(name[:2]) in vocabulary.surnames and len(name) > 3 else 1
    given = name[family:]
    return [given] if len(given) > 1 and len(name) < 5 and not is_plain_word(simplify(given)) else []


def _alone(folded: str, given: str) -> list[int]:
    """Return where a given name stands by itself at the start of a clause or behind a preposition."""
    return [
        found.start()
        for found in re.finditer(re.escape(given), folded)
        if (before := folded[max(0, found.start() - 4) : found.start()]) is not None
        and (CLAUSE_START.search(before) or LINK.search(before))
        and not DOT.match(folded, found.end())
    ]
