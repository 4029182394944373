"""Reads role and affiliation of the cast from the words around their names."""

import re

from nlp.han import HAN, simplify
from nlp.speakers.cast import Cast, Entity
from nlp.speakers.mentions import clean_affiliation
from nlp.speakers.vocabulary import Vocabulary

_AT = re.compile(r"^(?P<role>.+?)\s+(?:at|with|from|for)\s+(?P<affiliation>(?:the\s+)?[A-Z].*)$")
_OF = re.compile(r"^(?P<role>.+?)\s+of\s+(?P<affiliation>(?:the\s+)?[A-Z].*)$")
_TAIL = re.compile(
    r"\s+(?:who|which|that|said|says|told|in\s+[A-Z]|and\s+(?:an?|the|author|co-author|former)|where|based|has|had|is|was|told|wrote)\b.*$"
)
_AFTER = re.compile(r"[’']?\s*(?:\([^)]*\)\s*)?,\s+(?P<words>[^,;.\n“”\"]{3,110})")
_BEFORE = re.compile(r"[^,;:.\n“”\"!?—]{2,80}?,?\s$")
_ARTICLE = re.compile(r"^(?:an?|the|who\s+is|who\s+was|now|also)\s+", re.IGNORECASE)
_TRAILING_NAME = re.compile(r"((?:[A-Z][\w&.’'-]*\s?)+)$")
_POSSESSIVE = re.compile(r"^(?:(?P<owner>(?:[A-Z][\w&.-]*\s?)+)|[a-z]+)[’']s?\s+(?P<role>.+)$")


#: ", accused ministers of …": what somebody does is no description.
_VERBAL = re.compile(
    r"(?!retired|renowned|celebrated|self-|appointed|elected)(?:[a-z]+ed|tells?|says?|said|told|has|have|had|is|was|will|would|wrote|argues?|thinks?|calls?)\b"
)
_OWN = re.compile(r"(?:[Ii]ts|[Tt]heir|[Tt]he company)\b")


def describe(text: str, cast: Cast, vocabulary: Vocabulary) -> None:
    """Fill in role and affiliation of the people of the cast, from the first place that tells them."""
    for entity in cast.entities.values():
        if entity.unnamed or (entity.role is not None and entity.affiliation is not None):
            continue
        for place in entity.places[:4]:
            if not text.startswith(entity.name, place):
                continue
            if vocabulary.spaced:
                _latin(text, entity, place, cast, vocabulary)
            else:
                _han(text, entity, place, vocabulary)
            if entity.role is not None:
                break


def _latin(text: str, entity: Entity, place: int, cast: Cast, vocabulary: Vocabulary) -> None:
    after = _AFTER.match(text, place + len(entity.name))
    if after is not None:
        _from_apposition(after["words"], entity, vocabulary, rest=text[after.end() : after.end() + 80])
    if entity.role is None:
        before = _BEFORE.search(text[max(0, place - 90) : place])
        if before is not None:
            _from_title(before.group(), entity, vocabulary)
            if entity.affiliation is not None and _OWN.match(entity.affiliation):
                owner = cast.last_organisation(place)
                entity.affiliation = owner.name if owner else None


def _from_apposition(words: str, entity: Entity, vocabulary: Vocabulary, *, rest: str) -> None:
    """ ", a senior fellow at the Brookings Institution": role, then affiliation; ``rest`` is what follows."""
    following = re.match(
        r"who\s+(?:\w+\s+){1,6}?at\s+(?P<affiliation>(?:the\s+)?[A-Z][\w&.-]*(?:\s+[A-Z][\w&.-]*)*)", words
    )
    if following is not None:
        entity.person = True
        entity.affiliation = entity.affiliation or _clean(following["affiliation"])
        return
    whose = re.match(r"whose\s+(?:[a-z-]+\s+)?(?:company|firm|start-?up|lab|group|fund|agency|office)$", words)
    if whose is not None:
        named = re.match(r",\s+([A-Z][\w&.’'-]*(?:\s+[A-Z][\w&.’'-]*)*),", rest)
        entity.affiliation = entity.affiliation or (_clean(named[1]) if named else None)
        return
    if re.match(r"\w+ing\b", words) or _VERBAL.match(words):
        return
    words = _ARTICLE.sub("", _TAIL.sub("", f" {words}").strip())
    role = vocabulary.role.search(words)
    if role is None or role.start() > 60:
        return
    entity.person = True
    if owned := _POSSESSIVE.match(words):
        entity.role = entity.role or owned["role"]
        entity.affiliation = entity.affiliation or _clean(owned["owner"] or "")
        return
    parts = _AT.match(words) or _OF.match(words)
    if parts is not None and vocabulary.role.search(parts["role"]):
        entity.role = entity.role or parts["role"]
        entity.affiliation = entity.affiliation or _clean(parts["affiliation"])
        return
    entity.role = entity.role or words
    if (named := _TRAILING_NAME.search(words)) and named.start() > 0:
        entity.affiliation = entity.affiliation or _clean(named[1])


def _from_title(words: str, entity: Entity, vocabulary: Vocabulary) -> None:
    """ "Nvidia chief executive ", "The company's chief scientist, ": affiliation, then role, before the name."""
    words = words.strip(" ,")
    role = None
    for role in vocabulary.role.finditer(words):  # noqa: B007
        pass
    if role is None or role.end() < len(words):
        return
    entity.person = True
    head = _ARTICLE.sub("", words[: role.start()].strip())
    owner = re.search(r"((?:[A-Z][\w&.-]*\s?)+)(?:[’']s?)?\s*((?:[a-z-]+\s+)*)$", head + " ")
    modifiers = owner[2].strip() if owner else ""
    entity.role = entity.role or f"{modifiers} {role.group()}".strip()
    if owner and len(owner[1].split()) <= 6:
        entity.affiliation = entity.affiliation or _clean(re.sub(r"[’']s?$", "", owner[1].strip()))


def _clean(name: str) -> str | None:
    return re.sub(r"\s+", " ", name).strip(" ,.’'") or None


def _han(text: str, entity: Entity, place: int, vocabulary: Vocabulary) -> None:
    """ "英伟达首席执行官" right before the name."""
    before = re.search(f"[{HAN}A-Za-z0-9·（）() ]{{2,40}}$", text[max(0, place - 40) : place])
    if before is None:
        return
    words = before.group()
    folded = simplify(words)
    roles = [match for match in vocabulary.role.finditer(folded)]
    if not roles or roles[-1].end() != len(folded):
        return
    start = roles[-1].start()
    for role in reversed(roles[:-1]):
        if folded[role.end() : start] in ("", "兼", "、", "和", "及"):
            start = role.start()
    entity.person = True
    entity.role = entity.role or words[start:]
    affiliation = re.split("[是由与对向据在了，]|近日|日前|来自|作为", words[:start])[-1].strip()
    entity.affiliation = entity.affiliation or clean_affiliation(affiliation, vocabulary)
