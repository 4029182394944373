"""Common nouns as English mentions: what "the company", "the senator" or "rights groups" is."""

import re

from nlp.speakers.matching import last_match
from nlp.speakers.mentions.mention import Mention
from nlp.speakers.sides import country_of
from nlp.speakers.titles import PREPOSITIONS
from nlp.speakers.vocabulary import Vocabulary

#: Bodies of a country: "the South Korean government" is a name, "the Chinese company" is not.
_NATIONAL = re.compile(
    r"(?:government|ministry|embassy|parliament|military|army|navy|police|regulator|watchdog|"
    r"administration|authorities|president|premier|prime minister|foreign minister)$"
)
#: Who is of a country: "the Australian", "the Frenchman".
_NATIVE = re.compile(
    r"(?:English|French|Irish|Dutch|Welsh|Scots)(?P<man>man)|(?P<country>[A-Z]\w+(?:[ai]n|ese|ish|i|ss))|Briton|Scot|Dane|"
    r"Swede|Finn|Pole|Serb|Croat|Czech|Slovak|Turk|Thai|Spaniard|Greek|Argentine|Kazakh|Filipino"
)
_OWNING = frozenset(["his", "her", "their", "my", "our"])
_NEWLY = frozenset(
    ["new", "newly", "outgoing", "incoming", "current", "acting", "then", "embattled", "elected", "interim"]
)
#: Only countries have these, whichever it is: "the Fernland Prime Minister".
_HEADS = frozenset(["president", "prime minister", "premier", "chancellor", "foreign minister", "finance minister"])
#: "The mother of three".
_OF_NUMBER = re.compile(
    r"(?:\w+ )?(mother|father|mom|mum|dad|grandmother|grandfather|parent) of (?:two|three|four|five|six|seven)"
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
    if words[0].lower() in _OWNING and head in vocabulary.public_nouns | {"team"}:
        # "His team", "her office" have no name and take up none; "his company" may.
        return Mention(kind="description")
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
            return Mention(kind="person_noun", person=True, role=noun if noun in vocabulary.person_nouns else head)
        if (parent := _OF_NUMBER.fullmatch(noun)) is not None:
            return Mention(kind="person_noun", person=True, role=parent[1])
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


def read_native(words: list[str], vocabulary: Vocabulary) -> Mention | None:
    """Return whom "the Australian" and "the Frenchman", "the King" and "the prince" take up: somebody told of."""
    if len(words) != 2 or words[0].lower() != "the":
        return None
    if words[1].capitalize() in vocabulary.regnal:
        return Mention(kind="person_noun", person=True, role=words[1].lower())
    native = _NATIVE.fullmatch(words[1])
    if native is None or (native["country"] and country_of(words[1]) is None):
        return None
    return Mention(kind="person_pronoun", person=True, gender="m" if native["man"] else "")


def office_of(words: list[str], vocabulary: Vocabulary) -> str | None:
    """Return the office that capitalised words are, behind its country or not: "Prime Minister", "US President"."""
    newly = next((n for n, word in enumerate(words) if word.lower() not in _NEWLY), 0)
    words = words[newly:]
    if not all(word[0].isupper() for word in words):
        return None
    lands = (n for n in (2, 1) if len(words) > n)
    nation = next((n for n in lands if country_of(" ".join(words[:n])) or " ".join(words[n:]).lower() in _HEADS), 0)
    role = vocabulary.role.fullmatch(" ".join(words[nation:]))
    known = not vocabulary.person_nouns.isdisjoint([" ".join(words).lower(), words[-1].lower()])
    return role.group() if role is not None and known else None


def before_preposition(words: list[str]) -> list[str]:
    """Return the words of a description up to what it is of, at or from: the engineer, not whose."""
    return words[: next((n for n, word in enumerate(words) if n and word in PREPOSITIONS), len(words))]


def _is_group(words: list[str], vocabulary: Vocabulary) -> bool:
    """Whether a description is of several: "rights groups", "some analysts"."""
    return words[0].lower() in vocabulary.several or any(
        word.lower() in vocabulary.groups and word.lower().endswith("s") for word in before_preposition(words)
    )
