"""Known: whom of the cast a name stands for, behind an owner's name or a nationality too."""

import re

from nlp.han import simplify
from nlp.speakers.cast import Cast, Entity
from nlp.speakers.latin_names import is_name
from nlp.speakers.mentions import Mention, read_mention
from nlp.speakers.names import is_han
from nlp.speakers.sides import country_of
from nlp.speakers.vocabulary import Vocabulary

#: What somebody does who is called by the family name alone.
_ACTS = ("笑", "苦笑", "微笑", "摇头", "摇了", "点头", "点了", "耸", "沉默", "停了", "叹", "想了", "反问", "顿了")
_NATIONALITY = re.compile(r"([A-Z][\w.]+)\s(?=[A-Z])")
_OWNED_NAME = re.compile(r"(?:[’']s|s[’'])\s+(?=[A-Z])")


def read_known(words: str, cast: Cast, vocabulary: Vocabulary, *, people: frozenset[str], at: int) -> Mention:
    """Take a mention apart at offset ``at``; the family name of somebody in the cast is a name, if a trade as well."""
    mention = read_mention(words, vocabulary, people=people)
    if not vocabulary.spaced or mention.kind != "description" or not is_name(words):
        return mention
    bearer, _ = cast.fullest(words, at)
    named = bearer is not None and bearer.person and not bearer.unnamed and bearer.name.endswith(f" {words}")
    return Mention(kind="name", name=words, person=True) if named else mention


def name_of(cast: Cast, mention: Mention) -> str:
    """Return the name of a mention, in full where the family name stands in a familiar one: 翟伯."""
    familiar = cast.familiar(mention.polite)
    return familiar.name if familiar is not None else mention.name or ""


def known(cast: Cast, name: str, at: int, *, gender: str = "") -> tuple[Entity | None, float]:
    """Return whom a name stands for, also behind an owner's: "Example Labs’ Hale" may be Hale."""
    entity, score = cast.fullest(name, at, gender=gender)
    bare = name.removeprefix("The ").removeprefix("the ")
    if entity is None and bare != name:
        entity, score = cast.fullest(bare, at)
    if entity is None and (nationality := _NATIONALITY.match(bare)) and country_of(nationality[1]):
        # "The Chinese CDC" is the CDC.
        entity, score = cast.fullest(bare[nationality.end() :], at)
    if entity is None and (bearer := _by_family_name(cast, name)) is not None:
        return bearer, 0.75
    owned = _OWNED_NAME.search(name)
    if entity is not None or owned is None:
        return entity, score
    entity, score = cast.fullest(name[owned.end() :], at)
    return (entity, score) if entity is not None and entity.person else (None, 0.0)


def _by_family_name(cast: Cast, words: str) -> Entity | None:
    """Return who alone has the Chinese family name that words begin with, where a verb follows: 林|笑了笑."""
    bearer = cast.only_bearer(simplify(words[:1])) if len(words) > 1 and is_han(words) else None
    if bearer is None:
        return None
    return bearer if simplify(words[1:]).startswith(_ACTS) else None
