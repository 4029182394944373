"""Reads the cast of an English text from its runs of capitalised words."""

import calendar
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from nlp.speakers.cast.cast import Cast
from nlp.speakers.cast.organisations import is_introduced, is_last_name, is_organisation, looks_personal
from nlp.speakers.cast.parts import is_domain, is_full
from nlp.speakers.cast.regnal import is_regnal
from nlp.speakers.cast.runs import is_no_name, is_no_part, without_titles
from nlp.speakers.cast.stop_words import stop_words
from nlp.speakers.latin_names import NAME, NO_DAY, POSSESSIVE
from nlp.speakers.sides import country_of, is_body
from nlp.speakers.titles import ABBREVIATED, is_surname_first, name_at_end, names_body, read_title
from nlp.speakers.vocabulary import Vocabulary, is_given

_RUN = re.compile(rf"(?<![\w’'.&-]){NAME}")
#: "Zorvan B. Hale": people have initials between their names, whatever these are.
_WITH_INITIALS = re.compile(r"[A-Z][\w’'-]+ (?:[A-Z]\.)+ [A-Z][\w’'-]+")
#: What stands before a nickname, which makes it one: Dana “Ace” Hale.
_NICKNAMED = re.compile(r"(?P<given>[A-Z][\w-]*)\s(?:[A-Z]\.\s)?(?P<nickname>[“\"‘'][A-Z])")
#: "in the U.S. Dana Hale said", "at Example Co. The firm": a sentence ends within the run.
_STOP_WITHIN = re.compile(r"\.\s(?=(?P<next>[A-Z][\w’'-]*))")
_ABBREVIATED_ENDS = ("U.S.", "U.K.", "U.N.", "E.U.", "D.C.", "Inc.", "Corp.", "Co.", "Ltd.")
_GENITIVE = re.compile(r"[A-Za-z][’']s$|s[’']$")
_PERSON_SIGN = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|President|Minister|Secretary)\.?\s+$")
#: "A resident |named| Dana", "who gave her name only |as| Dana".
_NAMED = re.compile(r"\b(?:named|called|name (?:is|was)|name (?:only )?as|identified (?:only )?as)\s+$")
#: "Fortunately, Hale said", and no name.
_ADVERB = re.compile(r"[A-Z][a-z]{4,}ly,\s")
_ADDRESSED = re.compile(
    r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sen|Rep|Gov|President|Senator|Governor|Chancellor)\.?\s[A-Z][\w’'-]+$"
)
#: "Old |Mr| Hale": what stands before these is no part of the name.
_CIVIL = frozenset(["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss"])
_MONTHS = frozenset(calendar.month_name[1:])
#: "University of Northern Ohio", "Report on the Safety of Advanced Machines": a body's name goes on.
_BODY_TAIL = re.compile(rf"(?:\s+(?:of|for|on)(?:\s+the)?(?:\s+{NO_DAY}[A-Z][\w’'-]*)+(?:\s+and\s+[A-Z][\w’'-]*)*)+")
#: "A friend who teaches in Leeds", "One engineer at a large lab": somebody without a name, at the start of a sentence.
_SOMEBODY = re.compile(
    r"(?:(?<=[.!?”’] )|(?<=\n)|(?<=\bto )|^)"
    r"(?P<name>(?:[Aa]n?|[Oo]ne|[Aa]nother|My|The \w+[’']s?)\s+(?:[\w-]+\s+){0,2}?(?P<noun>[a-z-]+)"
    r"(?:\s+of\s+(?:his|hers|mine|theirs)\b|\s+who\s+(?:\w+\s+){1,4}?in\s+[A-Z]\w+"
    r"|\s+(?:at|in|from)\s+(?:[\w’-]+\s+){0,5}?[\w’-]+(?=,))?)(?=[\s,]|[’']s\s)"
)
_KIN = {
    **dict.fromkeys(("mother", "wife", "daughter", "sister", "grandmother", "aunt", "widow", "girlfriend"), "f"),
    **dict.fromkeys(("father", "husband", "son", "brother", "grandfather", "uncle", "widower", "boyfriend"), "m"),
}
#: "His mother wept", "confirmed by his wife": somebody without a name whom "she" may take up.
_RELATIVE = re.compile(rf"\b(?P<name>(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y)\s(?P<noun>{'|'.join(_KIN)}))(?=\s[a-z]|[.;])")
#: "My sister, Dana Hale, wept", "her husband Ned": who the relative is.
_NAMED_RELATIVE = re.compile(
    rf"\b(?P<name>(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y)\s(?P<noun>{'|'.join(_KIN)})),?\s(?P<who>{NAME}(?:\s{NAME})?)"
)
#: "Fernland’s foreign minister accused": an office whose bearer is not named, at the start of a sentence.
_OFFICER = re.compile(
    r"(?:(?<=[.!?”’] )|(?<=\n)|^)(?P<name>[A-Z]\w+[’']s\s(?P<noun>[a-z]+(?:\s[a-z]+){0,2}?))"
    r"(?=\s(?:on\s|has\b|had\b|is\b|was\b|[a-z]+ed\b|told\b|said\b|went\b|met\b))"
)
#: "Lawmakers on the Select Committee", at the start of a clause: a group of a body.
_SEVERAL = re.compile(
    r"(?:(?<=[.!?”’,] )|(?<=\n)|(?<=\bthat )|^)"
    r"(?P<name>(?:[A-Z][a-z]+\s|[a-z]+\s)?(?P<noun>[A-Za-z]+s)\s(?:at|from|on|with|for)\s(?:the\s)?"
    r"(?:[A-Z][\w’'-]*|of|on|for|and|the)(?:\s(?:[A-Z][\w’'-]*|(?:of|on|for|and|between)(?=\s(?:the\s)?[A-Z])|the(?=\s[A-Z])))*)"
)
#: "A state newspaper was less sure", at the start of a sentence: a body without a name.
_SOME_BODY = re.compile(
    r"(?:(?<=[.!?”’] )|(?<=\n)|^)(?P<name>(?:(?:An?|One|Another)\s(?:[\w’'-]+\s){0,3}?"
    r"|(?:[A-Z][\w.-]*\s){0,2}[A-Z][\w.-]*[’']s\s(?:[a-z-]+\s){0,2}?)(?P<noun>[a-z-]+))"
    r"(?=\s(?:is|was|has|had|puts?|takes?|took|went|goes|agreed|disagreed|differs?|did|does|will|would|\w+n[’']t)\b|,\sw(?:hich|hose)\s)"
)


def read_english_cast(text: str, cast: Cast, vocabulary: Vocabulary) -> None:
    """Put into the cast whom an English text names or tells of."""
    singles, personal = _read_runs(text, cast, vocabulary)
    cast.abbreviate(text)
    cast.merge_short()
    _settle_singles(singles, text, cast, vocabulary)
    for name in personal & cast.entities.keys():
        # "Mr. Hale", whose given name nobody tells.
        cast.entities[name].person = True
    for entity in cast.entities.values():
        entity.organisation = not entity.person and is_organisation(text, entity, vocabulary)
    _read_somebody(text, cast, vocabulary)


def _read_runs(text: str, cast: Cast, vocabulary: Vocabulary) -> tuple[dict[str, list[int]], set[str]]:
    """Put names of several words into the cast; return those of one word with their places, and those of people."""
    singles: dict[str, list[int]] = defaultdict(list)
    plain: dict[str, list[int]] = defaultdict(list)
    personal: set[str] = set()
    read_to = 0
    for match in _runs(text):
        if match.start() < read_to:
            continue
        start, words = match.start(), match.group().split()
        tail = _BODY_TAIL.match(text, match.end()) if words[-1] in vocabulary.heads else None
        if tail is not None and "\n" not in tail.group():
            read_to = tail.end()
            _read_body([word for word in words if word != "The"] + tail.group().split(), text, start, cast, vocabulary)
            continue
        if len(words) > 2 and words[0].lower() not in vocabulary.honorifics and words[1].lower() in _CIVIL:
            # "Old Mr Hale"
            start = text.index(words[1], start + len(words[0]))
            words = words[1:]
        while len(words) > 1 and is_no_part(text, start, words, vocabulary):
            start = text.index(words[1], start + len(words[0]))
            words = words[1:]
        if len(words) > 2 and words[1] == "The" and words[0].isupper():
            # "DAYTON The Example Bank said": where a text comes from.
            start = text.index(words[2], start + len(words[0]))
            words = words[2:]
        if len(words) > 1 and words[0] in _MONTHS and text[max(0, start - 3) : start].lower() == "in ":
            start = text.index(words[1], start)
            words = words[1:]
        owned = next((i for i in range(len(words) - 1, 0, -1) if _GENITIVE.search(words[i - 1])), 0)
        owner = ""
        if owned:
            # "China’s DeepSeek", "OpenAI’s Sam Altman": what is owned has a name of its own.
            owner = POSSESSIVE.sub("", words[owned - 1])
            if owner.lower() not in stop_words():
                singles[owner].append(text.index(words[owned - 1], start))
            start = text.index(words[owned], text.index(words[owned - 1], start) + len(words[owned - 1]))
            words = words[owned:]
        name = POSSESSIVE.sub("", " ".join(words))
        name = name if ABBREVIATED.search(name) else name.rstrip(".,")
        royal = is_regnal(name.split(), vocabulary)
        start, name, title = (start, name, None) if royal else without_titles(text, start, name, vocabulary)
        titled = None if royal else vocabulary.titles.match(name)
        person = bool(_PERSON_SIGN.search(text[max(0, start - 12) : start]))
        person = person or royal or title is not None
        if is_no_name(name, vocabulary):
            continue
        if " " in name and _ADDRESSED.match(name):
            personal.add(name.split()[-1])
        if titled and len(name) > titled.end():
            start += titled.end() + 1
            title = titled.group()
            name, person = name[titled.end() :].strip(), True
        while name.split()[0].lower() in vocabulary.honorifics and len(name.split()) > 1:
            # "Mr Justice Hale" has two.
            name, person = name.split(" ", 1)[1], True
            start = text.index(name.split()[0], start)
        given = is_given(name.split()[0]) or _WITH_INITIALS.fullmatch(name) is not None
        surname_first = is_surname_first(name, vocabulary)
        placed = text[max(0, start - 6) : start].endswith((" in ", " near ", " at "))
        organisation = placed or names_body(name.split(), vocabulary)
        if len(name.split()) > 1 or is_domain(name):
            entity = cast.add(
                name,
                person=(person or given or surname_first or looks_personal(text, match.end(), vocabulary))
                and not organisation
                and country_of(name) is None,
                places=[start],
            )
            entity.learn_gender(vocabulary.regnal.get(name.split()[0], "") if royal else "")
            told = read_title(title, vocabulary) if title else None
            entity.role = entity.role or (told.role if told else title)
            body = told.affiliation if told else None
            entity.affiliation = entity.affiliation or (body if body and country_of(body) is None else None)
            if owner and entity.person and (country_of(owner) is None or is_body(owner)):
                entity.affiliation = entity.affiliation or owner
        elif name.lower() not in stop_words() | vocabulary.openers and not _ADVERB.match(text, start):
            singles[name].append(start)
        else:
            plain[name].append(start)
    # "White said", where Dana White is named: a common word is her name as well.
    families = {entity.name.split()[-1] for entity in cast.entities.values() if entity.person}
    return singles | {name: places for name, places in plain.items() if name in families}, personal


def _runs(text: str) -> Iterator[re.Match[str]]:
    """Yield the runs of capitalised words, none over the end of a sentence; the only marks within are of nicknames."""
    at = 0
    while (run := _RUN.search(text, at)) is not None:
        marked = _NICKNAMED.search(text, *run.span())
        if marked is not None and not is_given(marked["given"]):
            run = _RUN.match(text, run.start(), marked.start("nickname")) or run
        for stop in _STOP_WITHIN.finditer(text, *run.span()):
            begins = stop["next"].lower() in stop_words()
            if begins or (is_given(stop["next"]) and text.endswith(_ABBREVIATED_ENDS, 0, stop.start() + 1)):
                run = _RUN.match(text, run.start(), stop.start() + 1) or run
                break
        yield run
        at = run.end()


def _read_body(words: list[str], text: str, start: int, cast: Cast, vocabulary: Vocabulary) -> None:
    """Put a body into the cast whose name goes on behind a preposition, or the person whose title it belongs to."""
    start = text.index(words[0], start)
    if (at := name_at_end(words, vocabulary)) is not None:
        # "Example Bank of Ohio President Dana Hale".
        place = text.index(words[at], start)
        titled_person = cast.add(POSSESSIVE.sub("", " ".join(words[at:])), person=True, places=[place])
        before = read_title(" ".join(words[:at]), vocabulary)
        titled_person.role = before.role if before else None
        titled_person.affiliation = before.affiliation if before else None
    else:
        cast.add(POSSESSIVE.sub("", " ".join(words)), person=False, places=[start])


def _settle_singles(singles: Mapping[str, Sequence[int]], text: str, cast: Cast, vocabulary: Vocabulary) -> None:
    """Give names of one word to those who are called so for short; the others are names of their own."""
    for name, places in singles.items():
        places = _without_others(name, places, text, cast, vocabulary)
        if not places:
            continue
        bearer = cast.call_bare(name, places)
        places = _without_addressed(name, places, text, cast, vocabulary)
        if not places:
            continue
        known, sure = (bearer, 0.75) if bearer is not None else cast.fullest(name, places[-1])
        if (spelt_out := cast.spelt_out(name)) is not None:
            known, sure = spelt_out, 0.8
        full = known is not None and (
            known.person
            or known is spelt_out
            or is_full(known.name, vocabulary)
            or is_last_name(name, known.name, vocabulary)
            or (known.places[0] < places[0] and is_introduced(text, known, vocabulary))
        )
        if known is not None and not full and len(places) > len(known.places):
            # A firm that is mostly called by one word is not "DeepSeek AI-powered", which a headline says once.
            known = None
        if known is not None and not known.person and is_body(name) and not is_full(known.name, vocabulary):
            # A firm that everybody knows by one word is not what it sells: "Google" in a text about Google Docs.
            known = None
        if known is not None and sure >= 0.6:
            # Whoever is called by the last name alone is a person; a firm is called by its first word.
            last = is_last_name(name, known.name, vocabulary)
            cast.add(known.name, person=known.person or last, places=places)
        elif name not in vocabulary.organisation_words and (country_of(name) is None or is_body(name)):
            introduced = is_given(name) and any(_NAMED.search(text[max(0, place - 24) : place]) for place in places)
            cast.add(name, person=introduced, places=places)


def _without_addressed(
    name: str, places: Sequence[int], text: str, cast: Cast, vocabulary: Vocabulary
) -> Sequence[int]:
    """Give "Mrs. Hale" to Dana Hale, where Ned Hale is named as well; return the other places of the name."""
    if len({bearer.gender for bearer in cast.bearing(name)} - {""}) < 2:
        return places
    left = []
    for place in places:
        words = text[max(0, place - 8) : place].split()[-1:]
        gender = vocabulary.honorifics.get(words[0].lower(), "") if words else ""
        bearer = cast.fullest(name, place, gender=gender)[0] if gender else None
        if bearer is not None and bearer.person and bearer.gender == gender and bearer.name != name:
            bearer.places = sorted({*bearer.places, place})
        else:
            left.append(place)
    return left


def _without_others(name: str, places: Sequence[int], text: str, cast: Cast, vocabulary: Vocabulary) -> Sequence[int]:
    """Return the places of a name of one word but somebody else's: "Mr. Hale", where only Ms. Iris Hale is named.

    Whoever is called so with an honorific, and has no fuller name, is put into the cast; bare, the name is theirs too.
    """
    led = {place: text[max(0, place - 8) : place].split()[-1:] for place in places}
    told = {place: vocabulary.honorifics.get(words[0].lower(), "") if words else "" for place, words in led.items()}
    for gender in ("m", "f"):
        named = [place for place in places if told[place] == gender]
        if not named or cast.fullest(name, named[-1], gender=gender)[0] or not cast.fullest(name, named[-1])[0]:
            continue
        other = cast.add(name, person=True, places=[place for place in places if told[place] in ("", gender)])
        other.learn_gender(gender)
        places = [place for place in places if told[place] not in ("", gender)]
    return places


def _read_somebody(text: str, cast: Cast, vocabulary: Vocabulary) -> None:
    """Put into the cast who has no name at the start of a sentence."""
    for somebody in _SOMEBODY.finditer(text):
        role = vocabulary.role.fullmatch(somebody["noun"])
        if (role or somebody["noun"] in vocabulary.person_nouns) and not somebody["noun"].endswith("s"):
            entity = cast.add(somebody["name"], person=True, places=[somebody.start("name")], described=True)
            entity.unnamed, entity.role = True, somebody["noun"]
    _read_relatives_and_officers(text, cast, vocabulary)
    for body in _SOME_BODY.finditer(text):
        if body["noun"] in vocabulary.organisation_nouns:
            # "A state newspaper was less sure. It said …".
            entity = cast.add(body["name"], person=False, places=[body.start("name")], described=True)
            entity.unnamed, entity.organisation = True, True
            entity.nouns |= {body["noun"]}
    for several in _SEVERAL.finditer(text):
        if several["noun"].lower() in vocabulary.groups and several["noun"].endswith("s"):
            group = cast.add(several["name"], person=False, places=[several.start("name")], described=True)
            group.unnamed = group.plural = True


def _read_relatives_and_officers(text: str, cast: Cast, vocabulary: Vocabulary) -> None:
    """Put into the cast whom a text calls by kin or by an office alone: "his mother", "Fernland’s foreign minister"."""
    told: dict[tuple[str, str], list[int]] = defaultdict(list)
    for named in _NAMED_RELATIVE.finditer(text):
        entity, _ = cast.fullest(POSSESSIVE.sub("", named["who"]), named.start("who"))
        if entity is not None and (entity.person or is_given(named["who"].split()[0])):
            entity.person = True
            entity.learn_gender(_KIN[named["noun"]])
            if named["name"][0] in "Mm":
                # Only the writer's own is one and the same all along.
                cast.kin[named["name"].lower()] = entity
    for relative in _RELATIVE.finditer(text):
        name = relative["name"]
        if (entity := cast.kin.get(name.lower())) is not None:
            entity.places = sorted({*entity.places, relative.start("name")})
            continue
        if name[0] in "Mm":
            # "My mother wept … my mother said": one and the same, written as within a sentence.
            name = name.lower() if re.search(rf"\b{name.lower()}\b", text) else name
        told[name, relative["noun"]].append(relative.start("name"))
    for officer in _OFFICER.finditer(text):
        held = officer["noun"].split()[-1]
        if vocabulary.role.fullmatch(held) and held not in _KIN:
            told[officer["name"], officer["noun"]].append(officer.start("name"))
    for (name, noun), places in told.items():
        entity = cast.add(name, person=True, places=places, described=True)
        entity.unnamed, entity.role = True, noun
        entity.learn_gender(_KIN.get(noun, ""))
