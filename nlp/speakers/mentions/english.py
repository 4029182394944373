"""Reads English mentions: "Dana Hale of Example Labs", "the firm’s spokesman", "two people briefed on the matter"."""

import re
from dataclasses import replace

from nlp.speakers.latin_names import ATTACHED, NAME, POSSESSIVE, is_body_name, is_name, plain_name, trailing_name
from nlp.speakers.matching import last_match
from nlp.speakers.mentions.bare import bare
from nlp.speakers.mentions.mention import Mention
from nlp.speakers.mentions.nouns import before_preposition, office_of, read_native, read_noun
from nlp.speakers.mentions.pronouns import read_taking_up
from nlp.speakers.sides import country_of, is_body
from nlp.speakers.titles import PREPOSITIONS, as_affiliation, is_personal, name_at_end, read_title
from nlp.speakers.vocabulary import Vocabulary

_OF = re.compile(r"\s+(?:of|at|from|with)\s+(?=(?:the\s+)?[A-Z])")
#: "Dana Hale Jr., a welder".
_APPOSED = re.compile(r"(?P<name>[A-Z][^,]*\s[A-Z][^,]*),\s(?:an?|the)\s[a-z]")
_AT_NAME = re.compile(r"(?P<name>[A-Z]\S*(?:\s\S+){1,3}?)\s(?:of|at|from|with)\s(?P<body>(?:the\s)?[A-Z].*)$")
#: "Dana Hale of the broker Example Grant": what the body is stands before its name.
_OF_KIND = re.compile(
    r"(?P<name>[^a-z]\S*(?:\s\S+){1,3}?)\s(?:of|at|from|with)\s(?:the\s)?(?:(?!the\s)[a-z-]+\s){1,2}(?P<body>[A-Z].*)$"
)
#: "The Office for Digital Rights": what the head is for belongs to the name.
_BODY = re.compile(
    r"(?:[Tt]he\s+)?(?P<name>(?P<head>[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*)(?:,)?\s+(?:for|"
    r"on)\s+(?:the\s+)?[A-Z][\w’'-]*(?:(?:\s+(?:and|of|the|in))*\s+[A-Z][\w’'-]*)*)$"
)
#: "Japan’s Example Heavy": the country is no part of the name.
_OF_COUNTRY = re.compile(r"(?P<country>[A-Z]\w+(?: [A-Z]\w+)?)[’']s\s+(?=[A-Z])")
_DOCUMENT = re.compile(
    r"(?:an?|one|another|the)\s+(?:[\w’'-]+\s+){0,4}?(?:report|study|paper|survey|analysis|poll|"
    r"review|audit|assessment|letter|statement|memo)\s+(?:by|from|of)\s"
)
#: "The party’s letter to Dana Hale": whoever gets it does not say it.
_LETTER = re.compile(
    r"(?:[\w’'-]+\s){1,5}?(?:letter|statement|memo|e-?mail|complaint|petition|message)\s(?:to|on|about)\s"
)
#: "Those in favour of it", "people close to Dana Hale", "bloggers like Dana Hale": nobody whose name stands there.
_TOLD_BY = re.compile(
    r"(?:[Tt]hose\s(?:who|in|with|close|familiar|involved|near|behind|at|from|of|on|around|against|for)"
    r"|(?:[\w’'-]+\s){0,3}?(?P<noun>[A-Za-z]+)\s"
    r"(?:close\sto|familiar\swith|involved\sin|briefed\son|interviewed\sby|who|such\sas|like))\s"
)
#: "Dana Hale, R-Ohio", "Hale, in her testimony": no part of the name.
_BESIDE = re.compile(r",\s(?:[DRI]-[A-Z].*|in\s(?:his|her|an?)\s.*)$")
_NGO = re.compile(r"(?:[Tt]he\s)?NGO\s(?=[A-Z])")
_IN = re.compile(r"\s+(?:in|near)\s+[\w-]")
#: "A spokesman for", "economists at": somebody without a name, of a body.
_UNNAMED = re.compile(
    r"(?:(?:an?|one|another|the|two|three|four|five|several|some)\s+)?(?:[a-z-]+\s+){0,3}?(?P<noun>[A-Za-z-]+)\s+"
    r"(?:for|at|with|from|of)\s",
    re.IGNORECASE,
)
#: "The 14th-ranked Hale", "an angry Hale": plain words between an article and a name; after a clause, its subject.
_MODIFIED = re.compile(
    rf"(?:[Tt]he|[Aa]n?|[Aa]nother|[Ff]ellow)\s(?:(?!(?:of|for|at|from|in|by|to|and|or|with|on|near|behind|"
    rf"against|who|that|than|as)\s)[\w’'-]*[a-z]\s)*?(?P<name>{NAME})$"
)
_CLAUSE = re.compile(
    rf"(?P<name>{NAME})\s(?:also\s|then\s|later\s|[a-z]+ly\s)?(?:was|were|is|had|has|cut|the|[a-z]+(?:ed|nt|ew|ade))\s"
)
_SPEECH_BEFORE = re.compile(r"^(?:.*[,.!?])?[\"”]\s+")
#: "The Ohio Democrat".
_PARTISANS = frozenset(["democrat", "republican"])
#: How press releases call who sends them, as contracts do.
_DEFINED = re.compile(r"[Tt]he (?:Company|Corporation|Firm|Group|Partnership)")


def read_english_mention(words: str, vocabulary: Vocabulary) -> Mention:
    """Take the words of an English mention apart."""
    plain = bare(words)
    mention = read_taking_up(plain, vocabulary) or _read(plain, vocabulary)
    if mention.name is not None and mention.name.lower() in vocabulary.determiners:
        # "A report by Ohio’s Example Agency" is nobody called A.
        return Mention(kind="description")
    return mention


def _read(plain: str, vocabulary: Vocabulary) -> Mention:
    words = _BESIDE.sub("", _SPEECH_BEFORE.sub("", plain)).split()
    if len(words) > 2 and words[0].lower() == "the" and ATTACHED.fullmatch(words[1]) and words[2][0].isupper():
        words = words[1:]
    while len(words) > 1 and ATTACHED.fullmatch(words[0]):
        words = words[1:]
    plain = " ".join(words)
    if not words:
        return Mention(kind="description")
    if is_personal(words, vocabulary):
        # Also where the family name is a trade: Dana Baker.
        return Mention(kind="name", name=plain_name(plain), person=True)
    if (native := read_native(words, vocabulary)) is not None:
        return native
    if (apposed := _APPOSED.match(plain)) is not None and is_name(apposed["name"]):
        return replace(_read(apposed["name"], vocabulary), person=True)
    if (placed := _AT_NAME.match(plain)) is not None and is_personal(placed["name"].split(), vocabulary):
        # "Dana Hale of Fern Partners", whatever the last word could mean alone.
        employer = placed["body"].split(",")[0]
        return Mention(kind="name", name=plain_name(placed["name"]), affiliation=employer, person=True)
    told_by = _TOLD_BY.match(plain)
    noun = (told_by["noun"] or "").lower() if told_by else ""
    if told_by is not None and (not noun or noun in vocabulary.groups | {"person", "source"}):
        several = not noun or noun.endswith(("s", "people"))
        return Mention(kind="description", plural=several, person=not several)
    first = words[0].lower()
    capitals = [word for word in words if word[0].isupper()]
    if _DEFINED.fullmatch(plain):
        return read_noun([word.lower() for word in words], vocabulary)
    if first in vocabulary.determiners and len(words) > 1:
        common = words[-1][0].islower() and (len(words) < 4 or first not in vocabulary.indefinite)
        head = words[-1].lower()
        known = (
            head in vocabulary.organisation_nouns | vocabulary.person_nouns | vocabulary.document_nouns
            or vocabulary.role.fullmatch(head) is not None
        )
        office = first == "the" and (office_of(words[1:], vocabulary) is not None or head in _PARTISANS)
        if not any(word[0].isupper() for word in words[1:]) or (common and known) or office:
            return read_noun(words, vocabulary)
    if (
        (owned := _OF_COUNTRY.match(plain))
        and country_of(owned["country"])
        and not (vocabulary.public_bodies & set(plain.split()))
    ):
        plain = plain[owned.end() :]
        words = plain.split()
    if (of_kind := _NGO.match(plain)) is not None:
        plain = plain[of_kind.end() :]
        words = plain.split()
    if _DOCUMENT.match(plain) or _LETTER.match(plain):
        return Mention(kind="description")
    if (at := name_at_end(words, vocabulary)) is not None:
        return _with_title(" ".join(words[:at]), " ".join(words[at:]), vocabulary)
    if (
        (kind := _OF_KIND.match(plain))
        and is_name(kind["name"])
        and not vocabulary.organisation_words & set(kind["name"].split())
    ):
        return Mention(kind="name", name=plain_name(kind["name"]), affiliation=kind["body"], person=True)
    split = _OF.search(plain)
    titled = plain[: split.start()].split() if split else []
    if split and (at := name_at_end(titled, vocabulary)) is not None:
        # "Senate Leader Dana Hale of Ohio", "Chief Dana Hale with the police".
        person = _with_title(" ".join(titled[:at]), " ".join(titled[at:]), vocabulary)
        return replace(person, affiliation=person.affiliation or as_affiliation(plain[split.end() :]))
    if (unnamed := _UNNAMED.match(plain)) and (told := read_title(plain, vocabulary)) and told.affiliation:
        several = unnamed["noun"].endswith("s") and vocabulary.role.fullmatch(unnamed["noun"]) is not None
        return Mention(
            kind="description", role=told.role, affiliation=told.affiliation, person=not several, plural=several
        )
    if unnamed is not None and unnamed["noun"].lower() in vocabulary.groups:
        # "Experts from the Example Agency and the Example Department".
        return Mention(kind="description", plural=True)
    affiliation: str | None = None
    if (split := _IN.search(plain)) and (is_name(plain[: split.start()]) or is_body_name(plain[: split.start()])):
        plain = plain[: split.start()]
        words = plain.split()
    split = _OF.search(plain)
    body = split is not None and vocabulary.organisation_words & set(plain[: split.start()].split())
    if (named := _BODY.match(plain)) and vocabulary.organisation_words & set(named["head"].split()):
        return Mention(kind="name", name=plain_name(named["name"]))
    if split and not body and len(plain[: split.start()].split()) > 1:
        affiliation, plain = plain[split.end() :], plain[: split.start()]
        words = plain.split()
    if body and is_body_name(plain):
        return Mention(kind="name", name=plain_name(re.sub(r"^(?:the|The)\s+", "", plain)))
    if words and words[0].lower() in vocabulary.honorifics and len(words) > 1 and words[1][0].isupper():
        # "Mr Justice Hale" has two.
        two = any(map(str.isalpha, "".join(words[2:]))) and words[1].lower() in vocabulary.honorifics
        return Mention(
            kind="name",
            name=plain_name(" ".join(words[1 + two :])),
            gender=vocabulary.honorifics[words[0].lower()],
            affiliation=affiliation,
            person=True,
        )
    role = last_match(vocabulary.role, plain)
    if role is not None and not plain.startswith(("’", "'"), role.end()):
        tail = plain[role.end() :].strip(" ,")
        if tail and len(tail.split()) == 1 and is_body(tail):
            # "Facebook owner Meta": a firm described by a role.
            return Mention(kind="name", name=plain_name(tail))
        if tail and is_name(tail):
            head = re.sub(r"^(?:the|a|an)\s+", "", plain[: role.start()].strip(), flags=re.IGNORECASE)
            person = _with_title(f"{head} {role.group()}", tail, vocabulary)
            return replace(person, affiliation=affiliation or person.affiliation)
        if not (tail and words[-1][0].isupper() and len(trailing_name(words)) < len(words)):
            several = len(words) == 1 and role.group().lower() in vocabulary.groups
            return Mention(
                kind="description",
                role=role.group(),
                affiliation=affiliation,
                person=not several,
                plural=several,
            )
    if title := vocabulary.titles.match(plain):
        tail = plain[title.end() :].strip()
        if tail and is_name(tail):
            return Mention(kind="name", name=plain_name(tail), role=title.group(), affiliation=affiliation, person=True)
    trailing = trailing_name(words)
    own = before_preposition(words)
    lowered = {word.lower().rstrip("s") for word in own} | {word.lower() for word in own}
    if lowered & vocabulary.groups and not (capitals and capitals[-1] == words[-1]):
        return Mention(kind="description", plural=True)
    led = words[-len(trailing) - 1] if 0 < len(trailing) < len(words) else ""
    if led in PREPOSITIONS and len(words) - len(trailing) > 2 and words[1][0].islower():
        # "The members around Mr. Hale", "authorities in Inner Fern".
        return Mention(kind="description", plural=any(word.endswith("s") for word in words[: -len(trailing) - 1]))
    if (
        trailing
        and len(trailing) < len(words)
        and not vocabulary.organisation_words & set(trailing)
        and (len(trailing) > 1 or (words[-2].lower() in vocabulary.organisation_nouns and "by" not in words))
    ):
        return Mention(kind="name", name=plain_name(" ".join(trailing)), affiliation=affiliation)
    if is_name(plain):
        # "Dana Hale of the Example Institute" is somebody, "Example Labs of Dayton" need not be.
        of_body = affiliation is not None and bool(vocabulary.organisation_words & set(affiliation.split()))
        return Mention(kind="name", name=plain_name(plain), affiliation=affiliation, person=of_body)
    if (named := _MODIFIED.match(plain) or _CLAUSE.match(plain)) is not None:
        return Mention(kind="name", name=plain_name(named["name"]), affiliation=affiliation)
    if first in vocabulary.several | vocabulary.indefinite and words[-1].islower():
        return Mention(kind="description", plural=first in vocabulary.several)
    return Mention(kind="name" if capitals else "description", name=plain_name(plain) if capitals else None)


def _with_title(head: str, name: str, vocabulary: Vocabulary) -> Mention:
    """Return the mention of somebody whose title, or whose firm, stands before the name."""
    first, _, rest = name.partition(" ")
    if " " in rest and first.lower() in vocabulary.honorifics:
        # "Health Commissioner Dr. Dana Hale".
        head, name = f"{head} {first}", rest
    title = read_title(head.removesuffix(f" {first}"), vocabulary)
    owner = as_affiliation(head) if title is None and POSSESSIVE.search(head) else None
    honorific = head.split()[-1].lower()
    return Mention(
        kind="name",
        name=plain_name(name),
        role=title.role if title else None,
        affiliation=title.affiliation if title else owner,
        gender=vocabulary.honorifics.get(honorific, ""),
        person=True,
    )
