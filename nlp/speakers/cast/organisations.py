"""Which English names are bodies' and which are people's: by their words, and by what stands around them."""

import re

from nlp.speakers.cast.entity import Entity
from nlp.speakers.cast.stop_words import stop_words
from nlp.speakers.sides import is_body
from nlp.speakers.titles import names_body
from nlp.speakers.vocabulary import Vocabulary

#: What a name owns that is a firm's or an office's: "X’s shares".
_OWNED = re.compile(
    r"[’']s?\s+(?:[\w-]+\s+){0,2}?(?:shares?|stock|models?|apps?|chatbots?|assistant|products?|"
    r"revenues?|sales|profits?|engineers|employees|staff|"
    r"workers|customers|clients|privacy policy|website|technology|service|services|servers|"
    r"headquarters|investors|valuation|lawyers|chips?|parent company|owner)\b"
)
_APPOSITION = re.compile(
    r"\s*(?:\([^)]*\)\s*)?,\s+(?:an?|the|one of|another|which is|known as|"
    r"[A-Z][\w.]*[’']s?)\s+(?P<words>[^,.;:\n“”\"]{3,90})"
)
_ACTING = re.compile(
    r",\s+(?:an?|the|which|whose)\s|\s+(?:said|says|told|announced|reported|declined|will|plans|has|had)\b|\s+\("
)
_CAMEL = re.compile("[a-z][A-Z]")


def is_organisation(text: str, entity: Entity, vocabulary: Vocabulary) -> bool:
    """Whether a name is a firm's or an office's: by its words, as a known body, as "the chipmaker X", "X's chief"."""
    entity.nouns = _nouns_of(text, entity, vocabulary)
    if names_body(entity.name.split(), vocabulary) or is_body(entity.name) or entity.nouns:
        return True
    for place in entity.places[:6]:
        if text.startswith(entity.name, place) and _OWNED.match(text, place + len(entity.name)):
            return True
        before = re.search(r"([A-Za-z-]+)\s+$", text[max(0, place - 25) : place])
        after = re.match(r"[’']s\s+((?:\w+\s+){0,2}\w+)", text[place + len(entity.name) :][:50])
        if (before and before[1].lower() in vocabulary.organisation_nouns) or (
            after and vocabulary.role.search(after[1])
        ):
            return True
    return False


def _nouns_of(text: str, entity: Entity, vocabulary: Vocabulary) -> frozenset[str]:
    """Return the nouns by which a text says what an organisation is: "the lab X", "X, a start-up that …"."""
    nouns: set[str] = set()
    for place in entity.places[:8]:
        if not text.startswith(entity.name, place):
            continue
        before = re.search(r"([A-Za-z-]+)\s+(?:called\s+|named\s+)?$", text[max(0, place - 30) : place])
        nouns |= {before[1].lower()} & vocabulary.organisation_nouns if before else set()
        described = _APPOSITION.match(text, place + len(entity.name))
        if described is None or vocabulary.role.search(described["words"]):
            continue
        plain = re.split(
            r"\s(?:that|which|who|in|of|from|at|with|for|based|behind|run|owned|backed|by)\s", described["words"]
        )[0]
        last = plain.lower().split()[-1:]
        nouns |= set(last) & vocabulary.organisation_nouns
    return frozenset(nouns)


def is_introduced(text: str, entity: Entity, vocabulary: Vocabulary) -> bool:
    """Whether a name of several words is told of as a firm's is at first: "start-up X Y", "X Y said", "X Y, a lab"."""
    place = entity.places[0]
    product = any(_CAMEL.search(word) or re.search(r"\d|-", word) or word.isupper() for word in entity.name.split()[1:])
    before = re.search(r"([A-Za-z-]+)\s+$", text[max(0, place - 25) : place])
    led = before is not None and (before[1].lower() in vocabulary.organisation_nouns or before[1].endswith("-based"))
    return not product and (led or _ACTING.match(text, place + len(entity.name)) is not None)


def is_last_name(name: str, longer: str, vocabulary: Vocabulary) -> bool:
    """Whether ``name`` is what people are called by: the last word of a name that is no body's."""
    words = longer.split()
    plain = words[0].lower() in stop_words() | vocabulary.openers or _CAMEL.search(name) or name.isupper()
    return len(words) > 1 and name == words[-1] and not plain and not names_body(words, vocabulary)


def looks_personal(text: str, end: int, vocabulary: Vocabulary) -> bool:
    """Whether what follows a name describes a person: ", a professor at", ", 43,", " (R-Ohio)"."""
    following = text[end : end + 60]
    if re.match(r",\s+(?:who|\d{2},|\d{2}\b)", following) or re.match(r"\s+\([DR]-", following):
        return True
    described = re.match(
        r",\s+(?:(?:an?|the|its|his|her|their|[A-Z][\w&.-]*[’']s)\s+)?((?:[\w’'-]+\s+){0,3}[\w’'-]+)", following
    )
    return bool(described and vocabulary.role.search(described[1]))
