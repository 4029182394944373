"""Known: whom of the cast a name stands for, behind an owner's name or a nationality too."""

import re

from nlp.speakers.cast import Cast, Entity
from nlp.speakers.latin_names import is_name
from nlp.speakers.mentions import Mention, read_mention
from nlp.speakers.sides import country_of
from nlp.speakers.vocabulary import Vocabulary

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
    owned = _OWNED_NAME.search(name)
    if entity is not None or owned is None:
        return entity, score
    entity, score = cast.fullest(name[owned.end() :], at)
    return (entity, score) if entity is not None and entity.person else (None, 0.0)
