"""Learning: whoever is quoted belongs to the cast, also where the name alone does not look like one."""

import re
from collections.abc import Sequence

from domain.quotation import Quotation
from nlp.speakers.cast import Cast
from nlp.speakers.resolution.known import known, name_of, read_known
from nlp.speakers.resolution.wording import as_name, names_nobody, words_of
from nlp.speakers.sides import country_of
from nlp.speakers.vocabulary import Vocabulary, given_names

#: A shorter name may be part of any word.
_SHORTEST_NAME = 3


def _places(text: str, name: str, at: int, vocabulary: Vocabulary) -> list[int]:
    """Return where a text names somebody who is quoted at ``at``: everywhere, if the Chinese name is no short word."""
    if vocabulary.spaced or len(name) < _SHORTEST_NAME:
        return [at]
    return [at, *(match.start() for match in re.finditer(re.escape(name), text))]


def learn(
    text: str, quotations: Sequence[Quotation], cast: Cast, vocabulary: Vocabulary, *, people: frozenset[str]
) -> None:
    """Put into the cast who is quoted by a name, or by a description without one."""
    for quotation in quotations:
        if quotation.source is None or quotation.source_span is None or names_nobody(quotation.source, vocabulary):
            continue
        at = quotation.source_span.start
        mention = read_known(words_of(text, quotation, vocabulary), cast, vocabulary, people=people, at=at)
        if mention.kind == "description":
            # Somebody without a name may be taken up by "he" or "they" as well.
            name = as_name(mention.words or quotation.source)
            entity = cast.add(name, person=mention.person, places=[at], described=True)
            entity.plural = mention.plural
            entity.unnamed = True
            entity.organisation = not mention.person and not mention.plural
            if not vocabulary.spaced:
                entity.role = entity.role or mention.role
                entity.affiliation = entity.affiliation or mention.affiliation
        if mention.kind != "name" or mention.name is None:
            continue
        bearer, _ = known(cast, name_of(cast, mention), at, gender=mention.gender)
        name = mention.polite or mention.name
        entity = bearer or cast.add(name, person=mention.person, places=_places(text, name, at, vocabulary))
        entity.person = entity.person or mention.person
        if vocabulary.spaced and not entity.organisation and name in given_names().gender:
            entity.person = True
        bare = not entity.person and not entity.organisation and vocabulary.spaced
        body = (vocabulary.organisation_words | vocabulary.public_bodies) & set(name.split())
        entity.unsure = bare and not body and country_of(name) is None
        entity.organisation = entity.organisation or not entity.person
        entity.places = sorted({*entity.places, at})
        entity.learn_gender(mention.gender)
        entity.role = entity.role or mention.role
        entity.affiliation = entity.affiliation or mention.affiliation
