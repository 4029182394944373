"""The words by which one language names, describes and takes up again those who speak."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from nlp.han import HAN
from nlp.resources import load

_DATA = Path(__file__).with_name("data")
FILES = tuple(_DATA / f"{name}.yaml" for name in ("en", "zh", "sides", "given_names", "places"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Word lists of one language; what each is for stands in the data files."""

    spaced: bool
    person_pronouns: dict[str, str]
    thing_pronouns: frozenset[str]
    plural_pronouns: frozenset[str]
    indefinite: frozenset[str]
    several: frozenset[str]
    document_nouns: frozenset[str]
    class_nouns: tuple[str, ...]
    former: frozenset[str]
    latter: frozenset[str]
    honorifics: dict[str, str]
    titles: re.Pattern[str]
    role: re.Pattern[str]
    observer: re.Pattern[str]
    observing: re.Pattern[str]
    state_role: re.Pattern[str]
    state_body: re.Pattern[str]
    statesman: re.Pattern[str]
    envoy: re.Pattern[str]
    maker: re.Pattern[str]
    office_role: re.Pattern[str]
    corporate: re.Pattern[str]
    acting: frozenset[str]
    speech_nouns: frozenset[str]
    generic_people: frozenset[str]
    office: re.Pattern[str]
    firm_roles: re.Pattern[str]
    authorities: re.Pattern[str]
    trades: frozenset[str]
    media: re.Pattern[str]
    groups: frozenset[str]
    organisation_nouns: frozenset[str]
    body_endings: tuple[str, ...]
    person_nouns: frozenset[str]
    organisation_words: frozenset[str]
    family_words: frozenset[str]
    public_bodies: frozenset[str]
    named_by: dict[str, frozenset[str]]
    heads: frozenset[str]
    own: frozenset[str]
    describing: frozenset[str]
    openers: frozenset[str]
    plain_capitals: frozenset[str]
    public_nouns: frozenset[str]
    free_nouns: frozenset[str]
    determiners: frozenset[str]
    surnames: frozenset[str]
    japanese_surnames: frozenset[str]
    foreign_characters: str
    foreign_characters_beside_dot: str
    pinyin_surnames: frozenset[str]
    insider: re.Pattern[str]
    same_role: dict[str, list[str]]
    nicknames: dict[str, list[str]]
    polite: frozenset[str]
    regnal: dict[str, str]
    short_bodies: dict[str, str]
    singular: tuple[str, ...]
    we: re.Pattern[str]


@cache
def vocabulary_for(language: str) -> Vocabulary:
    """Return the words of ``language``: those of English for every language but Chinese."""
    chinese = language == "zh"
    return _compile(load(FILES[1] if chinese else FILES[0]), spaced=not chinese)


def _compile(data: dict[str, Any], *, spaced: bool) -> Vocabulary:
    def words(key: str, *, plural: bool = False) -> re.Pattern[str]:
        return whole_words(data[key], spaced=spaced, plural=plural)

    return Vocabulary(
        spaced=spaced,
        person_pronouns=dict(data["people_pronouns"]),
        thing_pronouns=frozenset(data["thing_pronouns"]),
        plural_pronouns=frozenset(data["plural_pronouns"]),
        indefinite=frozenset(data["indefinite"]),
        several=frozenset(data["several"]),
        document_nouns=frozenset(data["document_nouns"]),
        class_nouns=tuple(sorted(data["class_nouns"], key=len, reverse=True)),
        former=frozenset(data["former"]),
        latter=frozenset(data["latter"]),
        honorifics=dict(data["honorifics"]),
        titles=words("titles"),
        role=_or_ending(words("roles", plural=True), spaced=True)
        if spaced
        else _not_within(words("roles"), data["after_roles_not"]),
        observer=_or_ending(words("observers", plural=True), spaced=spaced),
        observing=words("observing"),
        state_role=words("state_roles", plural=True),
        state_body=words("state_bodies"),
        statesman=words("statesmen"),
        envoy=words("envoys"),
        maker=words("makers", plural=True),
        office_role=words("office_roles"),
        corporate=words("corporate"),
        acting=frozenset(data["acting"]),
        speech_nouns=frozenset(data["speech_nouns"]),
        generic_people=frozenset(data["generic_people"]),
        office=re.compile(data["offices"]),
        firm_roles=re.compile(data["firm_roles"]),
        trades=frozenset(data["trades"]),
        authorities=re.compile(data["authorities"]),
        media=re.compile(data["media"]),
        groups=frozenset(data["groups"]),
        organisation_nouns=frozenset(data["organisation_nouns"]),
        body_endings=tuple(data["body_endings"]),
        person_nouns=frozenset(data["person_nouns"]),
        organisation_words=frozenset(data["organisation_words"]),
        family_words=frozenset(data["family_words"]),
        named_by={noun: frozenset(words) for noun, words in data["named_by"].items()},
        heads=frozenset(data["heads"]),
        own=frozenset(data["own"]),
        describing=frozenset(data["describing"]),
        openers=frozenset(data["openers"]),
        plain_capitals=frozenset(data["plain_capitals"]),
        public_bodies=frozenset(data["public_bodies"]),
        public_nouns=frozenset(data["public_nouns"]),
        free_nouns=frozenset(data["free_nouns"]),
        determiners=frozenset(data["determiners"]),
        surnames=frozenset([*data["surnames"], *data["double_surnames"]]),
        japanese_surnames=frozenset(data["japanese_surnames"]),
        foreign_characters=data["foreign_characters"],
        foreign_characters_beside_dot=data["foreign_characters_beside_dot"],
        pinyin_surnames=frozenset(data["pinyin_surnames"]),
        insider=words("insiders"),
        same_role=dict(data["same_role"]),
        nicknames=dict(data["nicknames"]),
        polite=frozenset(data["polite"]),
        regnal=dict(data["regnal"]),
        short_bodies=dict(data["short_bodies"]),
        singular=tuple(data["singular"]),
        we=words("we"),
    )


def _or_ending(pattern: re.Pattern[str], *, spaced: bool) -> re.Pattern[str]:
    """Return ``pattern`` with whatever ends in English as callings of scholars do: "glaciologist", "geophysicist"."""
    if not spaced:
        return pattern
    return re.compile(rf"{pattern.pattern}|\b[A-Za-z]+(?:ologist|ographer|physicist|chemist|pathist)s?\b")


def _not_within(pattern: re.Pattern[str], longer: str) -> re.Pattern[str]:
    """Return ``pattern`` where no longer word takes its match up: 委员 is no role in 委员会."""
    return re.compile(f"(?:{pattern.pattern})(?!{longer})")


def whole_words(words: Iterable[str], *, spaced: bool, plural: bool = False) -> re.Pattern[str]:
    """Return a pattern for any of ``words``, the longest first; Latin ones match whole words in any case."""
    alternatives = []
    for word in sorted(words, key=len, reverse=True):
        body = re.escape(word).replace(r"\ ", r"\s+")
        if re.search(f"[{HAN}]", word):
            alternatives.append(body)
        else:
            exact = body if word.isupper() and len(word) < 4 else f"(?i:{body})"
            ending = "s?" if plural and word[-1].isalpha() else ""
            after = r"(?![\w])" if word[-1].isalnum() else ""
            alternatives.append(
                rf"(?<![\w.]){exact}{ending}{after}" if spaced else rf"(?<![A-Za-z]){exact}(?![A-Za-z])"
            )
    return re.compile("|".join(alternatives) or "(?!)")


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenNames:
    """What a given name tells: whether it is one, and of whom."""

    gender: dict[str, str]
    female: frozenset[str]
    male: frozenset[str]


@cache
def given_names() -> GivenNames:
    """Return the given names in Latin letters with ``m``, ``f`` or empty, and the telling Chinese characters."""
    data = load(FILES[3])
    gender = {name: "" for name in data["either"]}
    gender |= {name: key for key in ("m", "f") for name in data[key]}
    return GivenNames(
        gender=gender, female=frozenset(data["female_characters"]), male=frozenset(data["male_characters"])
    )


def is_given(word: str) -> bool:
    """Whether a word is a given name, or begins with one: "Anna", "Anna-Lena"."""
    return word.partition("-")[0] in given_names().gender
