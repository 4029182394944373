"""Short names that a Chinese text gives itself: 青屿计算产业协会（以下简称“青算协会”）, 青屿计算组织（QCO）."""

import re

from nlp.han import HAN, segmenter, simplify
from nlp.speakers.cast.cast import Cast
from nlp.speakers.vocabulary import Vocabulary

#: The words before a bracket that says how they are called for short.
_CALLED = re.compile(
    f"(?:《(?P<title>[^《》\\n]{{3,40}})》|(?P<full>[{HAN}A-Za-z0-9·]{{3,40}}))[（(]"
    "(?:(?:以下|下文|后文|英文|中文|文中|本文)?[均都统]?(?:简称|下称|合称|后称|缩写|称)[为作：:]?"
    f'[“「『"《]?(?P<short>[{HAN}A-Za-z0-9·]{{2,12}})[”」』"》]?|(?P<letters>[A-Z]{{2,8}}))[）)]'
)
#: What joins words within a name that is called by letters.
_JOINS = frozenset("与和及")
#: Tags (jieba's) of words that no name goes on behind; with a short name that fits, no name holds verbs either.
_NEVER_INSIDE, _SELDOM_INSIDE = ("p", "c", "u", "r", "d", "t"), ("v", "m", "q")


def call_by_short_names(text: str, cast: Cast, vocabulary: Vocabulary) -> None:
    """Put into the cast whom a text calls by a shorter name from there on, which may be but a noun: “公司”."""
    folded = simplify(text)
    plain = vocabulary.thing_pronouns | vocabulary.organisation_nouns | vocabulary.document_nouns
    bodies = (*vocabulary.organisation_nouns, *vocabulary.body_endings)
    for match in _CALLED.finditer(folded):
        kind = "short" if match["short"] else "letters"
        short, body = match[kind], (match["full"] or "").endswith(bodies)
        if (short in plain or kind == "letters") and not body:
            continue
        start, end = match.span("title" if match["title"] else "full")
        if not match["title"]:
            start += _start_of_name(folded[start:end], "" if short in plain else short)
            start += _classed(folded[start:end], short, vocabulary)
        accused = None if match["title"] else _accused(folded, start, end, short, vocabulary)
        start = accused or start
        name = text[start:end]
        if len(name) <= len(short) and kind == "short" and not short.isascii():
            continue
        places = [found.start() for found in re.finditer(re.escape(name), text)]
        known = cast.entities.get(name)
        person = accused is not None or (known is not None and known.person)
        entity = cast.add(name, person=person, places=places)
        if short not in plain:
            cast.call(entity, text[slice(*match.span(kind))], text)


def _accused(folded: str, start: int, end: int, short: str, vocabulary: Vocabulary) -> int | None:
    """Return where a person's name begins behind a role: 被告人|赵某某（以下简称赵某）."""
    role = vocabulary.role.match(folded, start, end)
    if role is None or short[0] not in vocabulary.surnames or not folded.startswith(short[0], role.end()):
        return None
    return role.end() if role.end() < end else None


def _start_of_name(words: str, short: str) -> int:
    """Return where the name begins that ``words`` end with: behind a particle, and no later than the short name."""
    latest = _latest_start(words, short) if short else None
    fits = latest is not None
    start = place = 0
    for word, tag in segmenter().tag(words):
        place += len(word)
        cuts = tag.startswith(_NEVER_INSIDE) and not (word in _JOINS and short.isascii())
        cuts = cuts or (fits and tag.startswith(_SELDOM_INSIDE) and tag != "vn")
        if cuts and place <= (latest if latest is not None else len(words) - 2):
            start = place
    return start


def _classed(words: str, short: str, vocabulary: Vocabulary) -> int:
    """Return how long it is what says what a body is before its name: 软件企业|青屿芯科."""
    latest = _latest_start(words, short) or 0
    ends = (words.rfind(noun, 0, latest) + len(noun) for noun in vocabulary.class_nouns if noun in words[:latest])
    start = max(ends, default=0)
    return start if len(words) - start > len(short) else 0


def _latest_start(words: str, short: str) -> int | None:
    """Return the last place from which ``words`` hold the characters of the short name in their order."""
    place = len(words)
    for character in reversed(short):
        place = words.rfind(character, 0, place)
        if place < 0:
            return None
    return place
