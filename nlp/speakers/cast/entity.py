"""Entity: one who is named in an article, and what its given name tells."""

import re
from dataclasses import dataclass, field

from nlp.han import HAN, simplify
from nlp.speakers.vocabulary import given_names


@dataclass(slots=True)
class Entity:
    """Somebody or something with a name; ``places`` are the offsets of all its mentions, in order."""

    name: str
    person: bool
    organisation: bool = False
    places: list[int] = field(default_factory=list)
    role: str | None = None
    affiliation: str | None = None
    gender: str = ""
    #: A Chinese given name only hints at it.
    gender_sure: bool = False
    #: A bare name of which nothing tells whether it is a person's.
    unsure: bool = False
    #: A group: "analysts", 专家们.
    plural: bool = False
    #: What a description without a name calls itself: "a person close to the firm".
    unnamed: bool = False
    #: Nouns that the text gives to an organisation: "Example Labs, a start-up".
    nouns: frozenset[str] = frozenset()

    def learn_gender(self, gender: str) -> None:
        """Take over what an honorific or a pronoun tells, once and for all."""
        if gender and not self.gender_sure:
            self.gender, self.gender_sure = gender, True


_KOREAN_GIVEN = re.compile("[A-Z][a-z]+-[a-z]+")


def gender_of(name: str) -> str:
    """Return what the given name tells of "he" and "she": ``m``, ``f`` or nothing."""
    known = given_names()
    if not re.search(f"[{HAN}]", name):
        first, *others = name.split()
        # "Kim Do-hyun" is called by the family name, which tells nothing.
        korean = len(others) == 1 and _KOREAN_GIVEN.fullmatch(others[0]) is not None
        return "" if korean else known.gender.get(first.partition("-")[0], "")
    characters = set(simplify(name)[1:])
    if "·" in name or bool(characters & known.female) == bool(characters & known.male):
        return ""
    return "f" if characters & known.female else "m"
