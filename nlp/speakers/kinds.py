"""Kinds: whether a name is a person's, an organisation's, a group's, or no name at all."""

from functools import cache

from domain.speaker import SpeakerKind
from nlp.han import simplify
from nlp.speakers.mentions import read_mention
from nlp.speakers.names import is_han
from nlp.speakers.vocabulary import vocabulary_for


@cache
def kind_of(name: str) -> SpeakerKind:
    """Return the kind that a name tells by itself.

    ``unnamed`` are many people under one name: an analyst, 专家, and a family name with an honorific (黎先生).
    """
    vocabulary = vocabulary_for("zh" if is_han(name) else "en")
    mention = read_mention(name, vocabulary)
    if mention.kind != "name":
        return "unnamed" if mention.person or mention.role else "group"
    if mention.polite:
        return "unnamed"
    words = set(name.split()) if vocabulary.spaced else set()
    ends = not vocabulary.spaced and simplify(name).endswith(tuple(vocabulary.organisation_nouns))
    alone = vocabulary.spaced and len(name.split()) == 1
    return "organisation" if words & vocabulary.organisation_words or ends or alone else "person"
