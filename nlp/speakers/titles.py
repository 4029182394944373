"""English titles: what stands before a name, or for one, taken apart into role and affiliation; and names of people."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from nlp.speakers.sides import country_of, is_body, is_pinyin
from nlp.speakers.vocabulary import Vocabulary, is_given

_ARTICLE = re.compile(r"^(?:an?|the|one of|now|also|who is|who was)\s+", re.IGNORECASE)
_BODY = re.compile(r"\s(?:for|of|at|with|from|in)\s+(?P<name>(?:the\s+)?(?:[\w’'-]+\s+)?[A-Z].*)$")
_TAIL = re.compile(r"\s+(?:for|of|at|with|to|in)\s+[\w&.’'-]+(?:\s+[\w&.’'-]+){0,8}$")
_OWNED = re.compile(r"^(?P<owner>[^\n]{1,80}?)(?:[’']s|(?<=s)[’'])\s+(?P<rest>.*)$")
_OWN_BODY = re.compile(r"(?:(?:.*\s)?(?:its|their|our)|(?:the|that) [a-z][a-z -]*)$", re.IGNORECASE)
_OWN_PERSON = re.compile(r"(?:.*\s)?(?:his|her|my)$", re.IGNORECASE)
_RUN = re.compile(
    r"(?:^|.*?\s)(?P<run>[A-Z][\w&.’'-]*(?:\s+(?:[A-Z][\w&.’'-]*|(?:of|for|and|the)(?=\s+[A-Z])))*)(?P<plain>(?:\s+[a-z][\w-]*)*)\s*$"
)
_NO_MODIFIER = re.compile(r"the|an?|of|and|at|by|to|in|on|that|as|said|says|added|told|asked|wrote|explained|.*[’']s")
ABBREVIATED = re.compile(r" (?:Inc|Corp|Co|Ltd|Jr|Sr|Bros|Mfg|Assn|(?:[A-Z]\.)+[A-Z])\.$")
_SHORT = 6
_LONGEST_NAME = 4
#: What a name behind one of these is of, or at: "friends of Dana Hale", "officials in Ohio’s Fern Valley".
PREPOSITIONS = frozenset(["of", "in", "at", "by", "for", "with", "from", "to", "around", "near", "like", "on", "under"])
_AT_OWNER = re.compile(r"\s(?:in|near|from|at)\s[A-Z][\w]*[’']s$")
_PARTICLES = frozenset(["de", "van", "von", "der", "bin", "al"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """``own`` tells whose: of the ``body`` or the ``person`` named before, where only a pronoun or noun says it."""

    role: str
    affiliation: str | None = None
    own: Literal["body", "person"] | None = None


def read_title(words: str, vocabulary: Vocabulary) -> Title | None:
    """Take a title apart, "the Chinese embassy's spokeswoman", "head of research at Example Labs", else ``None``."""
    words = words.strip(" ,")
    for found in vocabulary.role.finditer(words):
        tail = words[found.end() :]
        if not tail or _TAIL.match(tail):
            break
    else:
        return None
    body = _BODY.search(tail)
    plain_tail = tail[: body.start()] if body else tail
    affiliation = as_affiliation(body["name"]) if body else None
    before = words[: found.start()].strip() + " "
    own: Literal["body", "person"] | None = None
    role = found.group() + plain_tail
    if owned := _OWNED.match(before):
        owner, before = owned["owner"], owned["rest"].strip()
        if _OWN_BODY.fullmatch(owner) and not re.search("[A-Z]", owner[4:]):
            own = "body"
        else:
            affiliation = affiliation or as_affiliation(_ARTICLE.sub("", owner))
    elif pronoun := re.match(r"(?:.*\s)?(its|their|our|his|her|my)\b\s*", before, re.IGNORECASE):
        own = "person" if _OWN_PERSON.fullmatch(pronoun[1]) else "body"
        before = before[pronoun.end() :]
    elif run := _RUN.match(_ARTICLE.sub("", before)):
        office = vocabulary.office_role.search(found.group()) is not None and not run["plain"]
        named = run["run"] if len(run["run"].split()) <= _SHORT else None
        # "Union leader Dana Hale": a common noun that begins a sentence.
        office = office or run["run"].lower() in vocabulary.organisation_nouns
        before = f"{run['run']} {run['plain']}" if office else run["plain"]
        # "CEO and president Dana Hale": one role beside another is no body.
        named = None if office or named is None or vocabulary.role.fullmatch(named) else named
        affiliation = affiliation or (as_affiliation(named) if named else None)
    return Title(role=f"{_modifiers(_ARTICLE.sub('', before))} {role}".strip(), affiliation=affiliation, own=own)


_COUNTED = re.compile(
    r"^(?:(?:more than|at least|about|nearly|over)\s+)?(?:\d[\d,]*|an?|one|another|the|two|three|four|five|six|several|"
    r"some|many|most|(?:half )?a dozen)\s+",
    re.IGNORECASE,
)
_AT_BODY = re.compile(r"\s(?P<word>for|at|with|from|of)\s(?P<name>[^,;]+)$")
_AFTER_ROLE = re.compile(
    r"\s(?:for|at|with|from|of|in|to|on|who|that|whose|there|close|familiar|I|we|and|near|[a-z]+(?:ed|ing))\b"
)
#: "The research firm Example Labs".
_NAMED_BODY = re.compile(r"(?P<noun>[a-z-]+)\s(?P<name>[A-Z][\w&.’'-]*(?:\s(?:&\s)?[A-Z][\w&.’'-]*)*)$")
_JOINED = frozenset(["of", "by", "from", "at", "in", "for", "that", "who", "which", "and", "on", "to", "with", "close"])
#: Whose people speak for them, though they are called by what they are to another.
_DEALINGS = frozenset(["customer", "client", "rival", "competitor", "laboratory", "board", "team", "league", "school"])


def read_unnamed(words: str, vocabulary: Vocabulary) -> Title | None:
    """Take a description without a name apart: "a senior engineer at one of its customers", "foreign ministry aides".

    The body may be told by common nouns; one that "the" takes up keeps its article.
    """
    plain = _COUNTED.sub("", words.strip(" ,"))
    found = vocabulary.role.search(plain)
    while (
        found is not None
        and re.match(r"\s+[a-z]", plain[found.end() :])
        and (longer := vocabulary.role.match(plain, found.end() + 1))
    ):
        found = longer
    if found is None or (plain[found.end() :] and not _AFTER_ROLE.match(plain, found.end())):
        return None
    before, tail = plain[: found.start()].split(), plain[found.end() :]
    if (_JOINED | vocabulary.determiners | vocabulary.several) & set(before):
        return None
    body = _AT_BODY.match(tail)
    affiliation = body["name"] if body and _is_common_body(body["name"], vocabulary) else None
    last = max((n for n, word in enumerate(before) if word.lower() in vocabulary.organisation_nouns), default=-1)
    if last >= 0:
        own = [word for word in before[: last + 1] if word.lower() not in ("senior", "former", "top")]
        affiliation = affiliation or (" ".join(own) if len(own) > 1 else None)
        before = before[last + 1 :] if len(own) > 1 else before
    before = [
        word
        for n, word in enumerate(before)
        if not word.endswith(("’s", "'s", "s’", "s'", "-based"))
        and country_of(word) is None
        and (n == 0 or word.isupper() or not word[0].isupper())
    ]
    if affiliation and (named := _NAMED_BODY.search(affiliation)) and named["noun"] in vocabulary.organisation_nouns:
        affiliation = named["name"]
    return Title(role=" ".join([*before[-3:], found.group()]), affiliation=affiliation)


def _is_common_body(name: str, vocabulary: Vocabulary) -> bool:
    """Whether words after "at" or "for" tell a body, by name or by a common noun of one or several."""
    if re.match(r"(?:the\s+)?[A-Z]", name):
        return country_of(name) is None or is_body(name) or len(name.split()) > 2
    heads = re.split(r"\s(?:in|that|which|based|near)\s", name)[0].lower().split()[-1:]
    single = {re.sub(r"ies$", "y", head) for head in heads} | {head.removesuffix("s") for head in heads}
    return bool(single & (vocabulary.organisation_nouns | _DEALINGS))


def as_affiliation(name: str) -> str | None:
    """Return a body's name without its possessive; ``None`` for countries, which are sides, and for mere nouns."""
    plain = re.sub(r"\s+", " ", name).strip(" ,’'")
    plain = plain if ABBREVIATED.search(plain) else plain.strip(" .")
    plain = re.sub(r"[’']s?$", "", plain)
    country = country_of(plain) is not None and not is_body(plain)
    bare = re.fullmatch(
        r"(?i:the|his|her|its|their|our|my|one|an?|this|that|\w+-based|opposition|vice|deputy|acting|state|staff|first|chief|senior|"
        r"he|she|mr|mrs|ms|dr|sen|rep|gov|assistant u\.s\.?)",
        plain,
    )
    return None if not re.search("[A-Z]", plain) or bare or (country and len(plain.split()) == 1) else plain


def _modifiers(before: str) -> str:
    """Return the words right before a role that belong to it: "deputy", "Finance"; none after a clause."""
    words: list[str] = []
    for word in reversed(before.split()):
        if _NO_MODIFIER.fullmatch(word):
            break
        words.insert(0, word)
    return " ".join(words[-4:])


def is_surname_first(name: str, vocabulary: Vocabulary) -> bool:
    """Whether a name of pinyin syllables begins with a family name, as people in China write theirs."""
    words = name.split()
    return len(words) == 2 and words[0] in vocabulary.pinyin_surnames and is_pinyin(words[1])


def names_body(words: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a name has a word that bodies have in theirs, unless somebody is called so: "Dana White"."""
    personal = len(words) == 2 and is_given(words[0]) and words[1] in vocabulary.family_words
    return not personal and not vocabulary.organisation_words.isdisjoint(words)


def is_personal(words: list[str], vocabulary: Vocabulary) -> bool:
    """Whether ``words`` are a given name that is known and a family name, with one name in between at most."""
    capitals = all(word[0].isupper() for word in words)
    return len(words) in (2, 3) and capitals and is_given(words[0]) and not names_body(words, vocabulary)


def name_at_end(words: list[str], vocabulary: Vocabulary) -> int | None:
    """Return where the name of a person begins that ``words`` end with, by a known given name, by pinyin or a title."""
    for start in range(max(1, len(words) - _LONGEST_NAME), len(words) - 1):
        name = words[start:]
        head = " ".join(words[:start])
        if words[start - 1] in PREPOSITIONS or _AT_OWNER.search(head):
            continue
        if names_body(name, vocabulary) or not all(word[0].isupper() or word in _PARTICLES for word in name):
            continue
        known = is_given(name[0]) or is_surname_first(" ".join(name), vocabulary)
        if any(_is_title(word, vocabulary) for word in (name[:-1] if not known else name[1:-1])):
            continue
        titled = re.search(r"[’']s?$", head) is not None or _ends_in_title(head, vocabulary)
        # "CBS Sports Insider Dana Hale": what stands before is no given name of hers.
        led = start > 1 and not any(map(is_given, words[:start])) and all(w[0].isupper() for w in words)
        if titled or (known and (led or vocabulary.role.search(head))):
            return start
    return None


def _is_title(word: str, vocabulary: Vocabulary) -> bool:
    return vocabulary.titles.fullmatch(word) is not None or vocabulary.role.fullmatch(word) is not None


def _ends_in_title(head: str, vocabulary: Vocabulary) -> bool:
    return any(
        found.end() == len(head) for pattern in (vocabulary.role, vocabulary.titles) for found in pattern.finditer(head)
    )
