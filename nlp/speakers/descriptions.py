"""Reads role and affiliation of the cast from the words around their names."""

import re

from nlp.han import HAN, simplify
from nlp.speakers.cast import Cast, Entity
from nlp.speakers.mentions import clean_affiliation, role_start
from nlp.speakers.titles import Title, as_affiliation, read_title
from nlp.speakers.vocabulary import Vocabulary

_AT = re.compile(r"^(?P<role>.+?)\s+(?:at|with|from|for)\s+(?P<affiliation>(?:the\s+)?[A-Z].*)$")
_OF = re.compile(r"^(?P<role>.+?)\s+of\s+(?P<affiliation>(?:the\s+)?[A-Z].*)$")
_TAIL = re.compile(
    r"\s+(?:who|which|that|said|says|told|in\s+[A-Z][\w-]*(?!.*\s(?:at|for)\s)|and\s+(?:an?|the|author|co-author|former)|where|based|has|had|is|was|told|wrote)\b.*$"
)
_AFTER = re.compile(r"[’']?\s*(?:\([^)]*\)\s*)?,\s+(?:\d{2},\s+)?(?P<words>[^,;.\n“”\"]{3,110})")
#: "Dana Hale of Example Securities": the body right after the name.
_OF_BODY = re.compile(
    r"\s+(?P<word>of|at|from|with)\s+(?P<name>(?:the\s+)?[A-Z][\w&.’'-]*(?:\s+(?:[A-Z&][\w&.’'-]*|(?:of|for|and)(?=\s+(?:the\s+)?[A-Z])))*)"
)
#: "Dana Hale is vice-president of Example Labs".
_COPULA = re.compile(r"\s+(?:is|was)\s+(?P<words>(?!not\b|said\b|to\b|in\b|at\b)[^,;.\n“”\"]{3,90})")
_BEFORE = re.compile(r"[^,;:.\n“”\"!?—]{2,80}?,?\s$")
#: A Chinese title with a body's name in brackets behind it.
_BRACKETED = re.compile("[（(][^（）()]*[）)]")
_LONGEST_TITLE = 90
#: What no affiliation reaches over; 在某某诊所工作的 does.
_HAN_LEADS_AT_WORK = re.compile("(?<!现)是|[由与对向据从，]|近日|日前|作为|\\d日|遇到|见到")
_HAN_LEADS = re.compile(f"{_HAN_LEADS_AT_WORK.pattern}|[在了]")
_AT_WORK = re.compile("[在为][^，。的]{2,16}(?:工作|任职|任教|就职|供职|上班|服务|效力)")
_ARTICLE = re.compile(r"^(?:an?|the|who\s+is|who\s+was|now|also)\s+", re.IGNORECASE)
_TRAILING_NAME = re.compile(r"([A-Z][\w&.’'-]*(?:\s(?:&\s)?[A-Z][\w&.’'-]*)*)\s?$")
_POSSESSIVE = re.compile(r"^(?:(?P<owner>[A-Z][\w&.-]*(?:\s[A-Z][\w&.-]*)*)|[a-z]+)[’']s?\s+(?P<role>.+)$")


#: A description that begins with whose: ", its vice president for development".
_WHOSE = re.compile(r"(?:its|their|our|his|her)\s")
#: "A partner there": of the body named last.
_THERE = re.compile(r"\s+there$")
#: How a sentence begins that is about a body without a name: "The nurses’ union in Ohio wants …".
_THE_BODY = re.compile(r"(?:(?<=[.!?”\"’]\s)|(?<=\n)|\A)The(?P<words>(?:\s+[\w’'-]+){1,4})")
_REACH_OF_OWNER = 400
_SENTENCE_START = re.compile(r"(?:\n|[.!?”\"’]\s)(?:The\s|[A-Z][\w-]*[’']s\s)?$")
_LONGEST_START = 20
#: Who works where the one before does.
_FELLOW = re.compile(r"(?:colleague|co-?worker|deputy|boss|successor|predecessor|co-?founder)\b")
#: ", accused ministers of …": what somebody does is no description.
_VERBAL = re.compile(
    r"(?!retired|renowned|celebrated|self-|appointed|elected)(?:[a-z]+ed|tells?|says?|said|told|has|have|had|is|was|will|would|wrote|argues?|thinks?|calls?)\b"
)


#: "Who heads Example Labs", "who trained in Ohio and now runs a small lab in Shenzhen".
_WHO_LEADS = re.compile(
    r"who\s+(?:(?!\w*ly\b)[^,]{2,50}?\s(?:and|but)\s)?(?:now\s+|also\s+|still\s+)?"
    r"(?:(?!trained|studied|graduated|spoke|met)\w+\s+(?:\w+\s+){0,5}?at|"
    r"founded|co-founded|runs|leads|heads|chairs|owns|directs|manages)\s+"
    r"(?:(?:the\s+)?(?:[a-z-]+\s+){0,3}(?P<named>[A-Z][\w&.-]*(?:\s+(?:&\s+)?[A-Z][\w&.-]*)*)"
    r"|(?P<common>(?:the|an?|its)\s+(?:[a-z’'-]+\s+){0,3}?[a-z-]+(?:\s+in\s+[A-Z]\w+)?)(?=$|\s(?:that|which|and|in)\b))"
)
#: "The guild’s secretary", "president of the local council": a body told by its noun.
_OF_THE_BODY = re.compile(
    r"^(?:the|that)\s+(?P<owner>[a-z -]{3,30})[’']s?\s|\s(?:of|at|for)\s+the\s+(?P<of>[a-z -]{3,30})$"
)
_COMMON_BODIES = frozenset(["board", "school", "league", "team", "works", "theatre", "theater", "museum", "choir"])


def _common_body(words: str, vocabulary: Vocabulary) -> bool:
    """Whether common nouns tell a body: "the health board", "a small lab in Shenzhen"."""
    head = words.split(" in ")[0].split()[-1:]
    return bool(set(head) & (vocabulary.organisation_nouns | _COMMON_BODIES))


def _without_honorific(words: str, vocabulary: Vocabulary) -> str:
    """Return what stands before a name without the honorific: "Its chief manager, Dr "."""
    last = words.split()[-1:]
    return words.rstrip().removesuffix(last[0]) if last and last[0].lower() in vocabulary.honorifics else words


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
                if entity.person and entity.role is None:
                    _han_after(text, entity, place + len(entity.name), vocabulary)
                entity.affiliation = entity.affiliation or _body_beside(text, entity, place, cast)
            if entity.role is not None:
                break
        firm = vocabulary.spaced and entity.person and entity.affiliation is None
        if firm and entity.role is not None and vocabulary.corporate.fullmatch(entity.role.removeprefix("former ")):
            paragraph = text.rfind("\n", 0, entity.places[0]) + 1
            near = _leading(text, cast, paragraph, entity.places[0])
            main = cast.main_organisation()
            near = near if near and not vocabulary.observer.search(near[1]) else None
            main_name = main.name if main and main.places[0] < entity.places[-1] else None
            entity.affiliation = near[1] if near else main_name


def _latin(text: str, entity: Entity, place: int, cast: Cast, vocabulary: Vocabulary) -> None:
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
            _from_apposition(words, entity, vocabulary, rest=text[after.end() : after.end() + 80])
            if entity.affiliation is None and (taken := _OF_THE_BODY.search(words)) is not None:
                noun = taken["owner"] or taken["of"]
                if noun.split()[-1] in vocabulary.organisation_nouns:
                    body = cast.called(noun.split()[-1], place)
                    entity.affiliation = body.name if body else _owner(text, place, cast, vocabulary)
            if words != after["words"] and (body := cast.last_organisation(place)) is not None:
                entity.affiliation = entity.affiliation or body.name
    if entity.role is None:
        before = _BEFORE.search(_without_honorific(text[max(0, place - 90) : place], vocabulary))
        if before is not None:
            _from_title(before.group(), text, entity, place, cast, vocabulary)


def _from_apposition(words: str, entity: Entity, vocabulary: Vocabulary, *, rest: str) -> None:
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


def _from_title(words: str, text: str, entity: Entity, place: int, cast: Cast, vocabulary: Vocabulary) -> None:
    """ "Nvidia chief executive ", "The company's chief scientist, ": what stands before the name."""
    title = read_title(words, vocabulary)
    bare = title is not None and words.rstrip().lower().endswith(title.role.lower().split()[-1])
    if title is not None and not entity.organisation and (bare or words.rstrip().endswith(",")):
        _take(title, text, entity, place, cast, vocabulary)


def _take(title: Title, text: str, entity: Entity, place: int, cast: Cast, vocabulary: Vocabulary) -> None:
    """Give somebody a title, and the body it is of; where a pronoun or a person owns it, the body that these mean."""
    entity.person = True
    entity.role = entity.role or title.role
    if entity.affiliation is not None:
        return
    if title.own == "body":
        entity.affiliation = _owner(text, place, cast, vocabulary)
    elif title.own == "person" and (vocabulary.corporate.search(title.role) or _FELLOW.search(title.role)):
        last = cast.last_person(place)
        entity.affiliation = last.affiliation if last else None
    elif title.affiliation is not None:
        words = title.affiliation.split()
        name = " ".join(words[words[0].lower() in vocabulary.honorifics :])
        owner, _ = cast.fullest(name, place)
        entity.affiliation = owner.affiliation if owner is not None and owner.person else title.affiliation


def _owner(text: str, place: int, cast: Cast, vocabulary: Vocabulary) -> str | None:
    """Return the body that "its" takes up: the last that begins a sentence, named or "the union"; else the last."""
    start = max(0, place - _REACH_OF_OWNER)
    called, at = None, -1
    for found in _THE_BODY.finditer(text, start, place):
        words = found["words"].split()
        noun = next((n for n, word in enumerate(words) if word in vocabulary.organisation_nouns), None)
        if noun is not None and words[noun] in vocabulary.public_nouns:
            called, at = " ".join(["The", *words[: noun + 1]]), found.start()
    leading = _leading(text, cast, start, place)
    if leading is not None and leading[0] > at:
        return leading[1]
    last = cast.last_organisation(place) if called is None else None
    return called or (last.name if last else None)


def _leading(text: str, cast: Cast, start: int, place: int) -> tuple[int, str] | None:
    """Return where the last organisation stands that begins a sentence between two offsets, with its name."""
    leading = [
        (where, entity.name)
        for entity in cast.entities.values()
        if entity.organisation and not entity.person
        for where in entity.places
        if start <= where < place
        and (
            where == 0
            or _SENTENCE_START.search(
                ("\n" + text[:where])[-_LONGEST_START:]
                if where < _LONGEST_START
                else text[where - _LONGEST_START : where]
            )
        )
        and entity.name.split()[-1] not in cast.pronouns
    ]
    return max(leading, default=None)


def _is_body_of(name: str, word: str, cast: Cast, vocabulary: Vocabulary) -> bool:
    """Whether what follows "of" or "from" after a name is a body, not the place where somebody lives."""
    plain = re.sub(r"^the\s+", "", name)
    entity = cast.entities.get(plain)
    named = entity is not None and entity.organisation
    return (
        named or bool(vocabulary.organisation_words & set(plain.split())) or (word in ("at", "with") and " " in plain)
    )


def _body_beside(text: str, entity: Entity, place: int, cast: Cast) -> str | None:
    """Return the body right before a Chinese name: 井川科技|钟离岳."""
    if not entity.person:
        return None
    bodies = (body.name for body in cast.entities.values() if body.organisation and not body.unnamed)
    return max((body for body in bodies if text.endswith(body, 0, place)), key=len, default=None)


#: What tells somebody behind a Chinese name: 某某。现任某医院主任, 某某，四十岁，某村村民, 某某是某校的老师.
_HAN_AFTER = re.compile(
    "(?:[，。,]?(?:[他她]|目前)?(?:是|现任|时任|现为|现担任|担任|任)(?:了)?(?:一[名位])?|[，,](?:[男女][，,])?(?:今年)?[\\d一二三四五六七八九十]{1,3}岁[，,])"
    "(?P<words>[^，。；：！？、\\s“”「」『』]{3,24})"
)


def _han_after(text: str, entity: Entity, end: int, vocabulary: Vocabulary) -> None:
    """Take the role and the body that a Chinese text tells right behind a name."""
    found = _HAN_AFTER.match(text, end)
    words = found["words"].removesuffix("之一") if found else ""
    folded = simplify(words)
    roles = list(vocabulary.role.finditer(folded))
    if not roles or roles[-1].end() != len(folded):
        return
    start = role_start(folded, roles[-1].start(), vocabulary)
    body = clean_affiliation(words[:start], vocabulary)
    if start and body is None:
        return
    entity.role, entity.affiliation = entity.role or words[start:], entity.affiliation or body


def _han(text: str, entity: Entity, place: int, vocabulary: Vocabulary) -> None:
    """ "英伟达首席执行官" right before the name."""
    lead = _BRACKETED.sub("", text[max(0, place - _LONGEST_TITLE) : place]).rstrip("“「『‘").removesuffix("的")
    before = re.search(f"[{HAN}A-Za-z0-9·、 ]{{2,40}}$", lead)
    if before is None:
        return
    words = before.group().removesuffix("之一")
    folded = simplify(words)
    roles = [match for match in vocabulary.role.finditer(folded)]
    if not roles or roles[-1].end() != len(folded):
        return
    start = role_start(folded, roles[-1].start(), vocabulary)
    entity.person = True
    entity.role = entity.role or words[start:]
    leads = _HAN_LEADS_AT_WORK if _AT_WORK.search(words) else _HAN_LEADS
    affiliation = leads.split(words[:start])[-1].strip().rpartition(" ")[2]
    entity.affiliation = entity.affiliation or clean_affiliation(affiliation, vocabulary)
