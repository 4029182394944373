"""Forms of names: the country that they tell of one who acts for a body, or of a body."""

import re

from nlp.han import simplify
from nlp.speakers.cast import Entity
from nlp.speakers.han_names import DOT
from nlp.speakers.people.dictionary import is_common_word
from nlp.speakers.sides import is_body, is_pinyin
from nlp.speakers.titles import is_surname_first
from nlp.speakers.vocabulary import Vocabulary

_LONGEST_HAN_NAME = 4
#: Where names of either form are at home.
_MIXED = frozenset(["SG", "MY"])
_CHINESE_SPEAKING = frozenset(["CN", "HK", "TW", "MO", "SG"])
#: Papers in English there write of others as much as of home, and of home for others.
_ABOUT_OTHERS = frozenset(["CN", "HK", "TW", "MO"])
#: Where a given name is written with a hyphen: "Chan Wai-kin".
_HYPHENATING = frozenset(["HK", "TW"])
_HYPHENATED = re.compile(r"^(?:\w+ )+[A-Z][a-z]+-[a-z]+$")
#: How long a body's name may be that does not end like one, and what is in none: 音频声音会响, 外的人, 势者.
_LONGEST_BARE_NAME = 8
_PHRASE = re.compile("^.$|[的了着会就也都还()（]|[人者们]$")


def country_by_form(
    entity: Entity | None,
    name: str,
    *,
    role: str | None,
    affiliation: str | None,
    vocabulary: Vocabulary,
    home: str | None,
) -> str | None:
    """Return the country that the mere form of names tells of one who acts for a body, or of a body.

    A body named in pinyin is of China. Else it is of ``home``, where the text was printed, unless its name
    looks foreign there: news says of foreign bodies where they are from.
    """
    if vocabulary.authorities.fullmatch(simplify(name)):
        return home
    person = entity.person if entity else role is not None
    acting = vocabulary.acting & set(name.lower().split())
    named = entity is not None and not entity.unnamed
    told = role or (entity is not None and entity.organisation)
    # A description without a name acts for a country only where it says so: "an official", not "a woman".
    if not (affiliation or acting or (told and (named or not vocabulary.spaced))):
        return None
    body = affiliation or (None if person else name)
    if not vocabulary.spaced:
        named = len(name) <= _LONGEST_HAN_NAME or DOT.search(name) is not None
        acts = (
            affiliation
            or (not person and _may_act(name, vocabulary))
            or (named and vocabulary.office.search(simplify(role or "")))
        )
        foreign = _looks_foreign(name, vocabulary, person=person) or (
            body is not None and _looks_foreign(body, vocabulary)
        )
        # What is foreign in Beijing is at home in Berlin.
        at_home = home in _MIXED or foreign != (home in _CHINESE_SPEAKING)
        return home if acts and at_home else None
    if is_surname_first(name, vocabulary) or (body and is_pinyin(body.split()[0], surely=True)):
        return "CN"
    public = bool(vocabulary.public_bodies & set(name.split()))
    at_home = public or (person and home in _HYPHENATING and _HYPHENATED.search(name) is not None)
    return None if home in _ABOUT_OTHERS and not at_home else home


def _may_act(name: str, vocabulary: Vocabulary) -> bool:
    """Whether a Chinese name may be a body's: it ends like one, or is too short and rare to be a phrase."""
    folded = simplify(name)
    if folded.endswith((*vocabulary.organisation_nouns, *vocabulary.body_endings)) or is_body(name):
        return True
    phrase = len(folded) > _LONGEST_BARE_NAME or _PHRASE.search(folded) is not None
    return not phrase and (len(folded) > 2 or not is_common_word(folded))


def _looks_foreign(name: str, vocabulary: Vocabulary, *, person: bool = False) -> bool:
    folded = simplify(name)
    if person and len(folded) <= 3 and folded[:1] in vocabulary.surnames:
        return False
    run = f"[{vocabulary.foreign_characters}]{{4,}}|[·•‧・．]"
    return re.search(run, folded) is not None
