"""Describes the cast: role and affiliation of each, from the first place in the text that tells them."""

from nlp.speakers.cast import Cast
from nlp.speakers.descriptions.chinese import body_beside, read_before, read_behind
from nlp.speakers.descriptions.english import read_around
from nlp.speakers.descriptions.owners import leading_organisation
from nlp.speakers.vocabulary import Vocabulary


def describe(text: str, cast: Cast, vocabulary: Vocabulary) -> None:
    """Fill in role and affiliation of the people of the cast, from the first place that tells them."""
    for entity in cast.entities.values():
        if entity.unnamed or (entity.role is not None and entity.affiliation is not None):
            continue
        for place in entity.places[:4]:
            if not text.startswith(entity.name, place):
                continue
            if vocabulary.spaced:
                read_around(text, entity, place, cast, vocabulary)
            else:
                read_before(text, entity, place, vocabulary)
                if entity.person and entity.role is None:
                    read_behind(text, entity, place + len(entity.name), vocabulary)
                entity.affiliation = entity.affiliation or body_beside(text, entity, place, cast)
            if entity.role is not None:
                break
        firm = vocabulary.spaced and entity.person and entity.affiliation is None
        if firm and entity.role is not None and vocabulary.corporate.fullmatch(entity.role.removeprefix("former ")):
            paragraph = text.rfind("\n", 0, entity.places[0]) + 1
            near = leading_organisation(text, cast, paragraph, entity.places[0])
            main = cast.main_organisation()
            near = near if near and not vocabulary.observer.search(near[1]) else None
            main_name = main.name if main and main.places[0] < entity.places[-1] else None
            entity.affiliation = near[1] if near else main_name
