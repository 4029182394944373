"""Evidence: whether what two mentions tell speaks for one person, for two, or for nothing; and so for an entry."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from domain.speaker import Speaker, SpeakerMention
from nlp.han import simplify
from nlp.resources import load
from nlp.speakers.affiliations import Affiliations
from nlp.speakers.names import initials_of, is_han, name_key
from nlp.speakers.pinyin import latin_readings

_FIELDS = Path(__file__).with_name("data") / "role_fields.yaml"
_OFFICES = Path(__file__).with_name("data") / "offices.yaml"

#: For one person, for two, or for nothing.
Verdict = Literal["for", "against", "open"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict with what it rests on, in words."""

    verdict: Verdict
    words: str = ""


def is_common(name: str) -> bool:
    """Whether many people bear names of this form: two Chinese syllables (李强, Li Qiang), an initial, one word."""
    if is_han(name):
        return len(name_key(name)) <= 2
    words = name_key(name).split()
    if len(words) < 2 or any(len(word) == 1 for word in words):
        return True
    return any(_is_syllable(family) and _is_syllable(given) for family, given in latin_readings(name))


def between_mentions(one: SpeakerMention, other: SpeakerMention, affiliations: Affiliations) -> Finding:
    """Weigh two mentions under one name, or under names that read alike.

    The same article, or the same affiliation, speaks for one person; other affiliations, countries, fields of work or
    initials for two. A rare name with the same country and field outweighs another affiliation.
    """
    if one.url == other.url:
        return Finding("for", "the same article")
    initials = initials_of(one.name), initials_of(other.name)
    if all(initials) and not initials[0] & initials[1]:
        return Finding("against", "other initials")
    same = affiliations.same(one.affiliation, other.affiliation)
    if same:
        return Finding("for", f"affiliation {one.affiliation}, {other.affiliation}")
    sides = _agree(one.side, other.side)
    fields = _agree(role_field(one.role), role_field(other.role))
    if sides is False:
        return Finding("against", f"side {one.side}, {other.side}")
    if fields is False:
        return Finding("against", f"role {one.role}, {other.role}")
    if same is False and not (sides and fields and not (is_common(one.name) or is_common(other.name))):
        return Finding("against", f"affiliation {one.affiliation}, {other.affiliation}")
    agreeing = [f"side {one.side}"] if sides else []
    agreeing += [f"role {one.role}, {other.role}"] if fields else []
    return Finding("open", "; ".join(agreeing))


def for_entry(mention: SpeakerMention, entry: Speaker, affiliations: Affiliations) -> Finding:
    """Weigh a mention under a name of an entry of the directory.

    Affiliation or office of the entry speak for it. Another country speaks against it, and so does another field of
    work or, under a common name, another known organisation.
    """
    key = affiliations.key_of(mention.affiliation)
    if entry.affiliations and key in entry.affiliations:
        return Finding("for", f"affiliation {mention.affiliation}")
    sides = _agree(mention.side, entry.side)
    role = _same_office(mention.role, entry.role)
    if role and sides is not False:
        return Finding("for", f"role {mention.role}")
    if entry.kind == "organisation":
        return Finding("for" if sides else "against" if sides is False else "open", f"side {mention.side}")
    elsewhere = bool(mention.affiliation) and bool(entry.affiliations)
    common = is_common(mention.name)
    fields = _agree(role_field(mention.role), role_field(entry.role))
    if sides is False and (common or elsewhere or fields is False):
        return Finding("against", f"side {mention.side}, not {entry.side}")
    if fields is False and (common or elsewhere):
        return Finding("against", f"role {mention.role}, not {entry.role}")
    if common and elsewhere and not is_single(mention.name):
        return Finding("against", f"affiliation {mention.affiliation}")
    return Finding("open", f"side {mention.side}" if sides else "")


def is_single(name: str) -> bool:
    """Whether a name in Latin letters is one word, as a family name or a firm's."""
    return not is_han(name) and len(name_key(name).split()) == 1


@cache
def role_field(role: str | None) -> str | None:
    """Return the field of work that a role belongs to, by the longest word that tells one; else ``None``."""
    if not role:
        return None
    folded = simplify(role).lower()
    told = [
        (len(word), field)
        for field, words in load(_FIELDS).items()
        for word in (*words["en"], *words["zh"])
        if (word in folded if is_han(word) else re.search(rf"\b{re.escape(word)}\b", folded))
    ]
    return max(told)[1] if told else None


def _agree(one: str | None, other: str | None) -> bool | None:
    return None if one is None or other is None else one == other


def _same_office(role: str | None, entry_role: str | None) -> bool:
    """Whether two roles are one office, such as one person of a country holds at a time."""
    return bool(role and entry_role and _offices_of(role) & _offices_of(entry_role))


@cache
def _offices_of(role: str) -> frozenset[int]:
    folded = simplify(role).lower()
    return frozenset(n for n, words in enumerate(load(_OFFICES)) if folded in {word.lower() for word in words})


def _is_syllable(part: str) -> bool:
    """Whether a part of a Chinese name is one syllable, by its vowels: qiang, not zhengfei."""
    return len(re.findall("[aeiou]+", part)) == 1
