"""Names in Latin letters: how one is spelt, and whether words of a text are one."""

import re

from nlp.speakers.titles import ABBREVIATED

#: What the address ends with that a firm is called by: "Example.com".
DOMAIN = r"\.(?:com|ai|net|org|io|cn)\b"
_NAME_WORD = (
    r"(?:(?:[A-Z]\.)+|(?:Jr|Sr|St|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Rev|Inc|Corp|Co|Ltd|Bros|Mfg|Assn)\."
    rf"|(?:al|el|ben|ibn)-[A-Z][\w’'-]*|[A-Z][\w’'-]*(?:{DOMAIN})?)"
)
#: Dana “Ace” Hale.
_NICKNAME = r"(?:[“\"‘'][A-Z][\w-]*(?: [A-Z][\w-]*)?[”\"’'](?=\s[A-Z][a-z]))"
#: What stands behind a comma at the end of a firm's name: "Example Group, Inc."
LEGAL_FORM = r"(?:(?:Inc|Ltd)\b\.?|LLC\b|LLP\b|L\.P\.)"
_PLC = r"\splc\b"
NAME = (
    rf"{_NAME_WORD}(?:[^\S\n]+(?:{_NAME_WORD}|{_NICKNAME}|(?:&|de|van|von|der|bin|al|da|del|la|ibn|den)(?=\s+(?:(?:de|der|den|la)\s+)?[A-Z])))*"
    rf"(?:,\s{LEGAL_FORM}|{_PLC})?"
)
_CAPITALISED = re.compile(r"[A-Z][\w’'.&-]*$|[A-Z]\.$|[“\"‘'][A-Z][\w-]*[”\"’']$|(?:al|el|ben|ibn)-[A-Z][\w’'-]*$")
#: Words with a small letter within names.
PARTICLES = frozenset(["&", "de", "van", "von", "der", "bin", "al", "da", "del", "la", "ibn", "den"])
#: No day or month: "the department on Thursday" is no longer name.
NO_DAY = (
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May\b|June|July|August|"
    r"September|October|November|December)"
)
#: "Australian-born Hale", "Seoul-based Example Labs": what is attached is no name.
ATTACHED = re.compile(
    r"[A-Z]\w+-(?:born|based|led|owned|backed|run|funded|made|trained|educated|raised|bred|controlled|listed|allied|held|"
    r"speaking|appointed|area|focused|inspired|rated|ranked)"
)
#: A name of capitals alone: CDC, AT&T.
ABBREVIATION = re.compile(r"[A-Z][A-Z&]{1,6}")
POSSESSIVE = re.compile(r"[’']s?$")


def is_name(text: str) -> bool:
    """Whether all words are capitalised, or particles of names."""
    words = text.split()
    return bool(words) and all(_CAPITALISED.match(word) or word in PARTICLES for word in words)


def plain_name(text: str) -> str:
    """Return a name without the possessive and the punctuation around it."""
    plain = re.sub(r"\s+", " ", text.strip(" ,"))
    return POSSESSIVE.sub("", plain if ABBREVIATED.search(plain) else plain.strip(" ,."))


def is_body_name(text: str) -> bool:
    """Whether all words but "of", "for" and the like are capitalised: "China’s Ministry of Foreign Affairs"."""
    words = re.sub(r"^(?:the|The)\s+", "", text).split()
    return all(_CAPITALISED.match(word) or word in ("of", "for", "and", "the", "on", "de") for word in words)


def trailing_name(words: list[str]) -> list[str]:
    """Return the words of the name that a mention ends with."""
    kept: list[str] = []
    for word in reversed(words):
        if not (_CAPITALISED.match(word) or word in PARTICLES):
            break
        kept.insert(0, word)
    return kept
