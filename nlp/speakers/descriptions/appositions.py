"""English appositions: what stands between commas behind a name, ", a senior fellow at the Brookings Institution"."""

import re

from nlp.speakers.cast import Entity
from nlp.speakers.titles import as_affiliation
from nlp.speakers.vocabulary import Vocabulary

_AT = re.compile(r"^(?P<role>.+?)\s+(?:at|with|from|for)\s+(?P<affiliation>(?:the\s+)?[A-Z].*)$")
_OF = re.compile(r"^(?P<role>.+?)\s+of\s+(?P<affiliation>(?:the\s+)?[A-Z].*)$")
_TAIL = re.compile(
    r"\s+(?:who|which|that|said|says|told|in\s+[A-Z][\w-]*(?!.*\s(?:at|for)\s)|and\s+(?:an?|the|author|co-author|former)|where|based|has|had|is|was|told|wrote)\b.*$"
)
_ARTICLE = re.compile(r"^(?:an?|the|who\s+is|who\s+was|now|also)\s+", re.IGNORECASE)
_TRAILING_NAME = re.compile(r"([A-Z][\w&.’'-]*(?:\s(?:&\s)?[A-Z][\w&.’'-]*)*)\s?$")
_POSSESSIVE = re.compile(r"^(?:(?P<owner>[A-Z][\w&.-]*(?:\s[A-Z][\w&.-]*)*)|[a-z]+)[’']s?\s+(?P<role>.+)$")
#: ", accused ministers of …": what somebody does is no description.
_VERBAL = re.compile(
    r"(?!retired|renowned|celebrated|self-|appointed|elected)(?:[a-z]+ed|tells?|says?|said|told|has|have|had|is|was|will|would|wrote|argues?|thinks?|calls?)\b"
)
#: "In an interview with the Example Times, the president said it was late": who is told of by a clause of its own.
_CLAUSE = re.compile(
    r"the\s(?!who|which|that)(?:[\w’'-]+\s){1,3}?(?:said|says|told|tells|has|had|is|was|will|would|announced|added|warned)\b"
)
#: "Who heads Example Labs", "who trained in Ohio and now runs a small lab in Shenzhen".
_WHO_LEADS = re.compile(
    r"who\s+(?:(?!\w*ly\b)[^,]{2,50}?\s(?:and|but)\s)?(?:now\s+|also\s+|still\s+)?"
    r"(?:(?!trained|studied|graduated|spoke|met)\w+\s+(?:\w+\s+){0,5}?at|"
    r"founded|co-founded|runs|leads|heads|chairs|owns|directs|manages)\s+"
    r"(?:(?:the\s+)?(?:[a-z-]+\s+){0,3}(?P<named>[A-Z][\w&.-]*(?:\s+(?:&\s+)?[A-Z][\w&.-]*)*)"
    r"|(?P<common>(?:the|an?|its)\s+(?:[a-z’'-]+\s+){0,3}?[a-z-]+(?:\s+in\s+[A-Z]\w+)?)(?=$|\s(?:that|which|and|in)\b))"
)
_COMMON_BODIES = frozenset(["board", "school", "league", "team", "works", "theatre", "theater", "museum", "choir"])


def read_apposition(words: str, entity: Entity, vocabulary: Vocabulary, *, rest: str) -> None:
    """ ", a senior fellow at the Brookings Institution": role, then affiliation; ``rest`` is what follows."""
    following = _WHO_LEADS.match(words)
    if following is not None:
        entity.person = True
        named = following["named"]
        common = following["common"] if _common_body(following["common"] or "", vocabulary) else None
        entity.affiliation = entity.affiliation or (as_affiliation(named) if named else common)
        return
    whose = re.match(r"whose\s+(?:[a-z-]+\s+)?(?:company|firm|start-?up|lab|group|fund|agency|office)$", words)
    if whose is not None:
        named = re.match(r",\s+([A-Z][\w&.’'-]*(?:\s+[A-Z][\w&.’'-]*)*),", rest)
        entity.affiliation = entity.affiliation or (as_affiliation(named[1]) if named else None)
        return
    if re.match(r"\w+ing\b", words) or _VERBAL.match(words):
        return
    if _CLAUSE.match(words):
        return
    words = _ARTICLE.sub("", _TAIL.sub("", f" {words}").strip())
    role = vocabulary.role.search(words)
    if role is None or role.start() > 60:
        return
    entity.person = True
    if owned := _POSSESSIVE.match(words):
        entity.role = entity.role or owned["role"]
        entity.affiliation = entity.affiliation or as_affiliation(owned["owner"] or "")
        return
    parts = _AT.match(words) or _OF.match(words)
    if parts is not None and vocabulary.role.search(parts["role"]):
        entity.role = entity.role or parts["role"]
        entity.affiliation = entity.affiliation or as_affiliation(parts["affiliation"])
        return
    entity.role = entity.role or words
    listed = re.match(r",\s+([A-Z][\w&’'-]*(?:\s[A-Z&][\w&’'-]*)*)(?=[.,]|$)", rest)
    if listed and words[0].isupper():
        # A press release: "Dana Hale, Chief Operating Officer, Example Energy".
        entity.affiliation = entity.affiliation or as_affiliation(listed[1])
    elif (named := _TRAILING_NAME.search(words)) and named.start() > 0:
        entity.affiliation = entity.affiliation or as_affiliation(named[1])


def _common_body(words: str, vocabulary: Vocabulary) -> bool:
    """Whether common nouns tell a body: "the health board", "a small lab in Shenzhen"."""
    head = words.split(" in ")[0].split()[-1:]
    return bool(set(head) & (vocabulary.organisation_nouns | _COMMON_BODIES))
