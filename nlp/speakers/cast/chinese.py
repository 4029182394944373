"""Reads the cast of a Chinese text: its people, its bodies, and who has no name."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from nlp.han import simplify
from nlp.speakers.bodies import bodies_in
from nlp.speakers.cast.called_short import call_by_short_names
from nlp.speakers.cast.cast import Cast
from nlp.speakers.cast.entity import Entity
from nlp.speakers.cast.familiar import call_by_familiar_names
from nlp.speakers.han_names import DOT
from nlp.speakers.han_titles import clean_affiliation
from nlp.speakers.people import people_in
from nlp.speakers.people.contexts import SHORT_POLITE, SPEAKS, TIME
from nlp.speakers.vocabulary import Vocabulary

#: Whom a Chinese sentence begins with who has no name, up to the end of the clause: 一名去年离职的架构师则…….
_HAN_SOMEBODY = re.compile(
    r"(?:(?<=[。！？\n])|^)(?P<of>[^，。！？；：、“”「」『』\n有在对向]{0,12}?)另?一[名位][^，。！？；：、“”「」『』\n]{2,40}",
    re.MULTILINE,
)
#: What serves with the family name for a name, though it tells no gender: 开了十年车的|黎师傅.
_CALLED_BY = frozenset(["师傅", "老师", "医生", "大夫", "警官", "同学"])
#: Whoever is called so often by the first part of a name is not meant by the last one, where another bears it.
_SELDOM = 2
_WIVES = ("太太", "太", "夫人")
#: 创始人 Dana Hale: a name of several words in Latin letters behind a role.
_LATIN_PERSON = re.compile(
    r"[ \u00a0]?(?P<name>[A-Z][a-z’'-]+(?: [A-Z]\.)?(?: [A-Z][A-Za-z’'-]*[a-z]){1,2})(?![A-Za-z])"
)


def read_chinese_cast(text: str, cast: Cast, vocabulary: Vocabulary) -> None:
    """Put into the cast whom a Chinese text names or tells of."""
    for name in _in_order(people_in(text), text):
        cast.add(name, person=True, places=[match.start() for match in re.finditer(re.escape(name), text)])
    _add_family_names(text, cast)
    for name, called in _with_honorifics(text, cast, vocabulary).items():
        entity = cast.add(name, person=True, places=[place for place, _ in called])
        for _, gender in called:
            entity.learn_gender(gender)
    call_by_familiar_names(text, cast, vocabulary)
    _add_latin_people(text, cast, vocabulary)
    call_by_short_names(text, cast, vocabulary)
    for name in _in_order(bodies_in(text), text):
        known, _ = cast.fullest(name, len(text))
        if known is not None and not known.person and known.name != name:
            # 擎屿 is what a text calls 擎屿智能 for short.
            cast.add(known.name, person=False, places=[match.start() for match in re.finditer(re.escape(name), text)])
            continue
        body = cast.add(name, person=False, places=[match.start() for match in re.finditer(re.escape(name), text)])
        body.organisation = not body.person
        if not body.person:
            cast.shorten(body, text)
    named = {place for entity in cast.entities.values() if entity.person for place in entity.places}
    for match in _HAN_SOMEBODY.finditer(text):
        role = vocabulary.role.search(simplify(match.group()), len(match["of"]))
        if role is None or match.start() + role.end() in named:
            continue
        end = match.start() + role.end()
        if text[end : end + 1] not in ("的", "们", "之"):
            somebody = cast.add(text[match.start() : end], person=True, places=[match.start()], described=True)
            somebody.unnamed = True
            somebody.role = text[match.start() + role.start() : end]
            somebody.affiliation = clean_affiliation(match.group()[: role.start()], vocabulary)


def _add_family_names(text: str, cast: Cast) -> None:
    """Give people with a foreign name the places of its last part; where several bear it, who was named last."""
    bearers: defaultdict[str, list[Entity]] = defaultdict(list)
    for entity in cast.entities.values():
        if (last := DOT.split(entity.name)[-1]) != entity.name:
            bearers[last].append(entity)
    for last, people in bearers.items():
        called = [entity for entity in people if _called_by_first(entity.name, text) < _SELDOM]
        full = sorted((place, entity.name) for entity in people for place in entity.places)
        for match in re.finditer(re.escape(last), text):
            index = bisect_right(full, (match.start(), chr(0x10FFFF)))
            meant = [cast.entities[full[index - 1][1]]] if index else people
            within = index and match.start() < full[index - 1][0] + len(full[index - 1][1])
            if len(called) == 1 and not within:
                meant = called
            for entity in meant:
                cast.add(entity.name, person=True, places=[match.start()])


def _called_by_first(name: str, text: str) -> int:
    """Return how often a text calls somebody by the first part of a foreign name alone."""
    first = DOT.split(name)[0]
    return len(re.findall(f"{re.escape(first)}(?!{DOT.pattern})", text))


def _add_latin_people(text: str, cast: Cast, vocabulary: Vocabulary) -> None:
    """Put into the cast whom a role tells by a name in Latin letters, with where the family name stands alone."""
    named = (_LATIN_PERSON.match(text, role.end()) for role in vocabulary.role.finditer(text))
    for name in dict.fromkeys(found["name"] for found in named if found is not None):
        family = re.escape(name.rpartition(" ")[2])
        lead = re.escape(name.rpartition(" ")[0])
        pattern = re.compile(f"(?<![A-Za-z])(?:{lead} )?{family}(?![A-Za-z])")
        cast.add(name, person=True, places=[match.start() for match in pattern.finditer(text)])


def _with_honorifics(text: str, cast: Cast, vocabulary: Vocabulary) -> dict[str, list[tuple[int, str]]]:
    """Return who is called by family name and honorific, where, and the gender that each tells.

    Whoever alone bears the family name is meant (詹教授 is 詹某某); else 黎先生 serves as a name.
    """
    surnames = "|".join(sorted(vocabulary.surnames, key=len, reverse=True))
    honorifics = "|".join(word for word in vocabulary.honorifics if len(word) > 1)
    short = f"{SHORT_POLITE.pattern}(?=(?:{SPEAKS.pattern})|{TIME.pattern})"
    pattern = f"(?<![^的\\W])(?<![·•‧・．])(?P<family>{surnames})(?P<honorific>{honorifics}|{short})"
    called: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    folded, bearers = simplify(text), dict[str, Entity | None]()
    for match in re.finditer(pattern, folded):
        gender = vocabulary.honorifics[match["honorific"]]
        if match.group() not in bearers:
            family, title = match["family"], match["honorific"]
            only = cast.only_bearer(family)
            married = only is not None and title in _WIVES and _has_wife(folded, only)
            bearers[match.group()] = (None if married else only) or _titled(folded, cast, family, title)
        bearer = bearers[match.group()]
        if bearer is not None or gender or match["honorific"] in _CALLED_BY:
            name = bearer.name if bearer is not None else text[match.start() : match.end()]
            called[name].append((match.start(), gender))
    return called


def _has_wife(folded: str, entity: Entity) -> bool:
    """Whether a text tells of somebody's wife: 罗某某和太太, so that 罗太太 is she."""
    return re.search(f"{re.escape(simplify(entity.name))}[和与的及、]?(?:太太|妻子|夫人|老婆)", folded) is not None


def _titled(folded: str, cast: Cast, family: str, title: str) -> Entity | None:
    """Return who alone of several of a family has the title before the name: 詹校长 is 校长詹某某."""
    titled = [
        entity
        for entity in cast.entities.values()
        if entity.person and simplify(entity.name).startswith(family) and f"{title}{simplify(entity.name)}" in folded
    ]
    return titled[0] if len(titled) == 1 else None


def _in_order(names: Iterable[str], text: str) -> list[str]:
    """Return names in an order that is the same in every process: the longest first, then as the text has them."""
    return sorted(names, key=lambda name: (-len(name), text.index(name)))
