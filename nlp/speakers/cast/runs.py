"""Runs of capitalised English words: what in one is no part of the name, and which is none."""

import re

from nlp.speakers.cast.stop_words import stop_words
from nlp.speakers.latin_names import ABBREVIATION, ATTACHED
from nlp.speakers.matching import last_match
from nlp.speakers.sides import country_of, is_body, is_pinyin
from nlp.speakers.titles import name_at_end
from nlp.speakers.vocabulary import Vocabulary, given_names, is_given

#: What opens a sentence before a name: "Hosting Hale", "Eventually Hale".
_PARTICIPLE = re.compile(r"[A-Z][a-z]{2,}(?:ing|ly)")
_TITLES = frozenset(
    [
        "Director",
        "Minister",
        "President",
        "Secretary",
        "Chairman",
        "Chairwoman",
        "Governor",
        "Ambassador",
        "Commissioner",
    ]
)
#: "Secretary of |State Dana Hale", "Minister of |Foreign Affairs Dana Hale".
_OFFICE_OF = re.compile(
    r"\b(?:(?:Vice|Deputy|Acting|Assistant|Former)\s)?(?:Secretary|Minister|Chief|Director|Commissioner|Head|Commander|Master|Superintendent)\sof\s$"
)
_LONGEST_OFFICE = 40
_SENTENCE_START = re.compile(r"(?:^|\n|[.!?:]\s|[.!?]?[”\"’]\s?|[“\"‘])$")


def is_no_part(text: str, start: int, words: list[str], vocabulary: Vocabulary) -> bool:
    """Whether the first word of a run is none of the name: "Although Hale", "Hosting Hale", "Chinese-born Hale"."""
    first, rest = words[0], words[1:]
    if first.lower() in stop_words() | vocabulary.openers:
        return first != "He"
    if ATTACHED.fullmatch(first):
        return True
    if len(rest) == 1 and ABBREVIATION.fullmatch(rest[0]) and country_of(first) and not is_body(first):
        return True
    given = given_names().gender
    alone = len(rest) == 1 or rest[0] in given
    opens = alone and _PARTICIPLE.fullmatch(first) is not None and first not in given and not is_pinyin(first)
    if not opens or country_of(first) or not _SENTENCE_START.search(text[max(0, start - 4) : start]):
        return False
    return re.search(rf"[a-z,]\s{re.escape(first)}\b", text) is None


def without_titles(text: str, start: int, name: str, vocabulary: Vocabulary) -> tuple[int, str, str | None]:
    """Return a full name without what stands before it ("US President Dana Hale"), where it begins, and its title."""
    words = name.split()
    if (office := _OFFICE_OF.search(text, max(0, start - _LONGEST_OFFICE), start)) is not None:
        given = next((n for n, word in enumerate(words[:-1]) if n and is_given(word)), 0)
        if given:
            held = f"{office.group()}{' '.join(words[:given])}"
            return text.index(words[given], start + len(words[0])), " ".join(words[given:]), held
    if (at := name_at_end(words, vocabulary)) is not None and not set(words[:at]) & given_names().gender.keys():
        return text.index(words[at], start + len(words[0])), " ".join(words[at:]), " ".join(words[:at])
    found = last_match(vocabulary.titles, name)
    rest = name[found.end() :].strip() if found else ""
    if found is None or len(rest.split()) not in (2, 3) or vocabulary.organisation_words & set(rest.split()):
        return start, name, None
    place = text.find(rest.split()[0], start + len(name[: found.end()].split()[-1]))
    return (start, name, None) if place < 0 else (place, rest, found.group())


def is_no_name(name: str, vocabulary: Vocabulary) -> bool:
    """Whether a run of capitals is only an adjective or a day: "Chinese AI", "Throughout Monday"."""
    words = name.split()
    if len(words) < 2:
        return False
    days = words[-1].endswith("day") and words[-1] in vocabulary.organisation_words
    plain = all(
        word in vocabulary.plain_capitals or (country_of(word) is not None and not is_body(word)) for word in words
    )
    if words[-1] in _TITLES and not any(map(is_given, words)):
        # "Deputy News Director", whose name follows or stands before.
        return True
    return days or (plain and words[-1] in vocabulary.plain_capitals)
