"""Reads what an English text tells of somebody around the name: appositions, titles, the body behind "of"."""

import re

from nlp.speakers.cast import Cast, Entity
from nlp.speakers.descriptions.appositions import read_apposition
from nlp.speakers.descriptions.owners import owner_before
from nlp.speakers.titles import Title, as_affiliation, read_title
from nlp.speakers.vocabulary import Vocabulary

_AFTER = re.compile(r"[’']?\s*(?:\([^)]*\)\s*)?,\s+(?:\d{2},\s+)?(?P<words>[^,;.\n“”\"]{3,110})")
#: "Dana Hale of Example Securities": the body right after the name.
_OF_BODY = re.compile(
    r"\s+(?P<word>of|at|from|with)\s+(?P<name>(?:the\s+)?[A-Z][\w&.’'-]*(?:\s+(?:[A-Z&][\w&.’'-]*|(?:of|for|and)(?=\s+(?:the\s+)?[A-Z])))*)"
)
#: "Dana Hale is vice-president of Example Labs".
_COPULA = re.compile(r"\s+(?:is|was)\s+(?P<words>(?!not\b|said\b|to\b|in\b|at\b)[^,;.\n“”\"]{3,90})")
_BEFORE = re.compile(r"[^,;:.\n“”\"!?—]{2,80}?,?\s$")
#: A description that begins with whose: ", its vice president for development".
_WHOSE = re.compile(r"(?:its|their|our|his|her)\s")
#: "A partner there": of the body named last.
_THERE = re.compile(r"\s+there$")
#: Who works where the one before does.
_FELLOW = re.compile(r"(?:colleague|co-?worker|deputy|boss|successor|predecessor|co-?founder)\b")
#: "The guild’s secretary", "president of the local council": a body told by its noun.
_OF_THE_BODY = re.compile(
    r"^(?:the|that)\s+(?P<owner>[a-z -]{3,30})[’']s?\s|\s(?:of|at|for)\s+the\s+(?P<of>[a-z -]{3,30})$"
)


def read_around(text: str, entity: Entity, place: int, cast: Cast, vocabulary: Vocabulary) -> None:
    """Give somebody the role and the body that the words around the name at ``place`` tell."""
    end = place + len(entity.name)
    if (
        entity.affiliation is None
        and (of := _OF_BODY.match(text, end))
        and _is_body_of(of["name"], of["word"], cast, vocabulary)
    ):
        entity.affiliation = as_affiliation(of["name"])
    after = _AFTER.match(text, end) or (_COPULA.match(text, end) if entity.person else None)
    if after is not None:
        if _WHOSE.match(after["words"]) and (title := read_title(after["words"], vocabulary)) is not None:
            _take(title, text, entity, place, cast, vocabulary)
        else:
            words = _THERE.sub("", after["words"])
            read_apposition(words, entity, vocabulary, rest=text[after.end() : after.end() + 80])
            if entity.affiliation is None and (taken := _OF_THE_BODY.search(words)) is not None:
                noun = taken["owner"] or taken["of"]
                if noun.split()[-1] in vocabulary.organisation_nouns:
                    body = cast.called(noun.split()[-1], place)
                    entity.affiliation = body.name if body else owner_before(text, place, cast, vocabulary)
            if words != after["words"] and (body := cast.last_organisation(place)) is not None:
                entity.affiliation = entity.affiliation or body.name
    if entity.role is None:
        before = _BEFORE.search(_without_honorific(text[max(0, place - 90) : place], vocabulary))
        if before is not None:
            _from_title(before.group(), text, entity, place, cast, vocabulary)


def _without_honorific(words: str, vocabulary: Vocabulary) -> str:
    """Return what stands before a name without the honorific: "Its chief manager, Dr "."""
    last = words.split()[-1:]
    return words.rstrip().removesuffix(last[0]) if last and last[0].lower() in vocabulary.honorifics else words


def _from_title(words: str, text: str, entity: Entity, place: int, cast: Cast, vocabulary: Vocabulary) -> None:
    """ "Nvidia chief executive ", "The company's chief scientist, ": what stands before the name."""
    firm = cast.entities.get(entity.name.split()[0])
    if firm is not None and not firm.person and len(firm.places) > len(entity.places):
        # "A director at Example, Example Sales": a part of the firm.
        return
    title = read_title(words, vocabulary)
    bare = title is not None and words.rstrip().lower().endswith(title.role.lower().split()[-1])
    if title is not None and (entity.unsure or not entity.organisation) and (bare or words.rstrip().endswith(",")):
        _take(title, text, entity, place, cast, vocabulary)


def _take(title: Title, text: str, entity: Entity, place: int, cast: Cast, vocabulary: Vocabulary) -> None:
    """Give somebody a title, and the body it is of; where a pronoun or a person owns it, the body that these mean."""
    entity.person, entity.organisation, entity.unsure = True, False, False
    entity.role = entity.role or title.role
    if entity.affiliation is not None:
        return
    if title.own == "body":
        entity.affiliation = owner_before(text, place, cast, vocabulary)
    elif title.own == "person" and (vocabulary.corporate.search(title.role) or _FELLOW.search(title.role)):
        last = cast.last_person(place)
        entity.affiliation = last.affiliation if last else None
    elif title.affiliation is not None:
        words = title.affiliation.split()
        name = " ".join(words[words[0].lower() in vocabulary.honorifics :])
        owner, _ = cast.fullest(name, place)
        entity.affiliation = owner.affiliation if owner is not None and owner.person else title.affiliation


def _is_body_of(name: str, word: str, cast: Cast, vocabulary: Vocabulary) -> bool:
    """Whether what follows "of" or "from" after a name is a body, not the place where somebody lives."""
    plain = re.sub(r"^the\s+", "", name)
    entity = cast.entities.get(plain)
    named = entity is not None and entity.organisation
    return (
        named or bool(vocabulary.organisation_words & set(plain.split())) or (word in ("at", "with") and " " in plain)
    )
