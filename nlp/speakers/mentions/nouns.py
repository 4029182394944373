"""Common nouns as English mentions: what "the company", "the senator" or "rights groups" is."""

import re

from nlp.speakers.matching import last_match
from nlp.speakers.mentions.mention import Mention
from nlp.speakers.sides import country_of
from nlp.speakers.vocabulary import Vocabulary

#: Bodies of a country: "the South Korean government" is a name, "the Chinese company" is not.
_NATIONAL = re.compile(
    r"(?:government|ministry|embassy|parliament|military|army|navy|police|regulator|watchdog|"
    r"administration|authorities|president|premier|prime minister|foreign minister)$"
)
_AGED = re.compile(r"[\w-]+-year-old")
#: Whom "the person", "the people" take up has no name either.
_SEVERAL = frozenset(
    ["people", "sources", "insiders", "officials", "analysts", "researchers", "authors", "executives", "experts"]
)
_UNNAMED_NOUNS = _SEVERAL | {"person", "source", "insider"}


def read_noun(words: list[str], vocabulary: Vocabulary) -> Mention:
    """Return what "the company" is; with an indefinite article it is somebody new."""
    noun = " ".join(words[1:]).lower()
    head = words[-1].lower()
    if words[0].lower() not in vocabulary.indefinite:
        if (office := office_of(words[1:], vocabulary)) is not None:
            return Mention(kind="person_noun", person=True, role=office)
        if any(word[0].isupper() for word in words[1:]) and _NATIONAL.search(noun) and country_of(" ".join(words[1:])):
            return Mention(kind="national_body", noun=head)
        if _AGED.fullmatch(noun):
            return Mention(kind="person_noun", person=True)
        if noun in vocabulary.organisation_nouns or head in vocabulary.organisation_nouns:
            two = " ".join(words[-2:]).lower()
            return Mention(kind="organisation_noun", noun=two if two in vocabulary.organisation_nouns else head)
        if noun in vocabulary.person_nouns or head in vocabulary.person_nouns:
            return Mention(kind="person_noun", person=True, role=head)
        if head in vocabulary.document_nouns:
            return Mention(kind="document_noun", noun=head)
        if head in _UNNAMED_NOUNS:
            return Mention(
                kind="person_noun", person=head not in _SEVERAL, plural=head in _SEVERAL, noun=head, role=head
            )
        if (role := last_match(vocabulary.role, noun)) is not None and role.end() == len(noun):
            return Mention(kind="person_noun", person=True, role=role.group())
    role = last_match(vocabulary.role, noun)
    return Mention(
        kind="description",
        plural=_is_group(words, vocabulary),
        person=role is not None,
        role=role.group() if role and role.end() == len(noun) else None,
    )


def office_of(words: list[str], vocabulary: Vocabulary) -> str | None:
    """Return the office that capitalised words are, behind its country or not: "Prime Minister", "US President"."""
    if not all(word[0].isupper() for word in words):
        return None
    nation = next((n for n in (2, 1) if len(words) > n and country_of(" ".join(words[:n])) is not None), 0)
    role = vocabulary.role.fullmatch(" ".join(words[nation:]))
    known = not vocabulary.person_nouns.isdisjoint([" ".join(words).lower(), words[-1].lower()])
    return role.group() if role is not None and known else None


def _is_group(words: list[str], vocabulary: Vocabulary) -> bool:
    """Whether a description is of several: "rights groups", "some analysts"."""
    return words[0].lower() in vocabulary.several or any(
        word.lower() in vocabulary.groups and word.lower().endswith("s") for word in words
    )
