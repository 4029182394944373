"""Parts of names: the shorter ones that may stand for a full one, and which of two names is the fuller."""

import re

from nlp.han import HAN, simplify
from nlp.speakers.cast.regnal import is_regnal, regnal_parts
from nlp.speakers.han_names import DOT
from nlp.speakers.latin_names import DOMAIN, PARTICLES
from nlp.speakers.people.japanese import surname_of
from nlp.speakers.sides import is_pinyin
from nlp.speakers.vocabulary import Vocabulary, given_names

#: "Dana Hale Jr."
GENERATION = re.compile(r"\s(?:(?:Jr|Sr)\.?|I{2,3}|IV)$")
#: "Example Mills Inc.", "Example Mills Co., Ltd."
_LEGAL_FORM = re.compile(
    r",?\s(?:Inc|Corp|Co|Ltd|LLC|LLP|PLC|plc|AG|SE|GmbH|L\.P|N\.V|S\.A|Bros)\.?(?:,\s(?:Ltd|Inc)\.?)?$"
)
_DOMAIN = re.compile(rf"(?P<firm>[A-Z][\w-]*){DOMAIN}")
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_NICKNAME = re.compile(r"[“\"‘'](?P<name>[A-Z][\w -]*)[”\"’']\s")
#: What a body is called for short has so many characters, at least.
SHORTEST_STEM = 2
_PARTICLES = PARTICLES | {"di", "du", "el", "ben", "le", "st."}


def parts_of(name: str, vocabulary: Vocabulary) -> set[str]:
    """Return the shorter names that may stand for ``name``: the last or the first part of it."""
    if not vocabulary.spaced and re.search(f"[{HAN}]", name):
        folded = simplify(name)
        pieces = DOT.split(folded)
        if len(pieces) > 1:
            return {pieces[-1], pieces[0]}
        if japanese := surname_of(folded, vocabulary):
            return {japanese, folded[len(japanese) :]}
        surname = folded[:2] if folded[:2] in vocabulary.surnames and len(folded) > 2 else folded[:1]
        return {surname, surname[0], folded[len(surname) :]} - {""}
    if nickname := _NICKNAME.search(name):
        # Dana “Ace” Hale is Dana Hale, Ace Hale and Ace as well.
        plain = name.replace(nickname.group(), "")
        called = {nickname["name"].lower(), f"{nickname['name']} {plain.split()[-1]}".lower()}
        return parts_of(plain, vocabulary) | {plain.lower(), name.lower()} | called
    words = name.split()
    if is_regnal(words, vocabulary):
        return regnal_parts(words)
    if (plain := without_legal_form(name)) != name:
        return parts_of(plain, vocabulary) | {plain.lower(), name.lower(), name.lower().removesuffix(".")}
    if domain := _DOMAIN.fullmatch(name):
        return {domain["firm"].lower(), name.lower()}
    if len(words) > 2 and (generation := GENERATION.search(name)):
        plain, ending = name[: generation.start()], generation.group().lower()
        whole = {name.lower(), f"{plain.split()[-1].lower()}{ending}"}
        return parts_of(plain, vocabulary) | whole | {part.removesuffix(".") for part in whole}
    if len(words) > 2:
        return _parts_of_long(words, vocabulary)
    return {words[0].lower(), words[-1].lower(), name.lower()} if len(words) > 1 else set()


def _parts_of_long(words: list[str], vocabulary: Vocabulary) -> set[str]:
    """Return the parts of a name of three words and more: "van Hale", "Example Ridge" of "Example Ridge Systems"."""
    parts = {words[0].lower(), words[-1].lower(), " ".join(words).lower()}
    family = {words[1].lower()} if len(words) == 3 and re.fullmatch("[A-Z][a-z]+-[a-z]+", words[2]) else set()
    led = next((n for n in range(1, len(words) - 1) if all(w.lower() in _PARTICLES for w in words[n:-1])), None)
    if led is not None:
        family |= {" ".join(words[led:]).lower()}
    if len(words) == 3 and _INITIALS.fullmatch(words[1]):
        family |= {f"{words[0]} {words[2]}".lower()}
    if len(words) == 3 and words[0] in given_names().gender:
        # "Dana Le Hale" is Le Hale, "Dana Iris Hale" may be called Iris Hale.
        family |= {" ".join(words[-2:]).lower()}
    if len(words) == 3 and words[0] in given_names().gender and words[1] not in given_names().gender:
        # Andrés Hale Ruiz is Mr. Hale: of two family names the first one counts.
        family |= {words[1].lower()}
    if words[-1] in vocabulary.organisation_words:
        family |= {" ".join(words[:-1]).lower()}
        # A firm of China is called without the city: Wuxi Example Technology.
        family |= {words[1].lower()} if is_pinyin(words[0]) and is_pinyin(words[1]) else set()
    return parts | family


def without_legal_form(name: str) -> str:
    """Return a firm's name without what it is in law: "Example Mills" of "Example Mills Co., Ltd."."""
    return _LEGAL_FORM.sub("", name)


def is_domain(name: str) -> bool:
    """Whether a firm is called by its address: "Example.com"."""
    return _DOMAIN.fullmatch(name) is not None


def lookup_key(folded: str) -> str:
    """Return a part as full names are looked up by it."""
    return folded if re.search(f"[{HAN}]", folded) else folded.lower()


def stem_of(folded: str, vocabulary: Vocabulary) -> str:
    """Return a body's name without what such names end in: 寒川云 of 寒川云科技股份有限公司."""
    while ending := max((e for e in vocabulary.body_endings if folded.endswith(e)), key=len, default=""):
        if len(folded) - len(ending) < SHORTEST_STEM:
            break
        folded = folded[: len(folded) - len(ending)]
    return folded


def is_full(name: str, vocabulary: Vocabulary) -> bool:
    """Whether a firm's name ends as full names do: "Ferrite Labs"."""
    return name.split()[-1] in vocabulary.organisation_words - {"AI"}


def is_short(name: str) -> bool:
    """Whether a name of several words may be a part of a longer one: "Iris Hale", "Van Der Hale"."""
    words = name.split()
    return len(words) == 2 or (len(words) > 2 and all(word.lower() in _PARTICLES for word in words[:-1]))


def is_fuller(longer: str, name: str, vocabulary: Vocabulary) -> bool:
    """Whether a name of the same family has more in it: "Patrick J. Hale Jr." of "Pat Hale"."""
    if longer == name or " " not in name:
        return False
    plain, own_plain = GENERATION.sub("", longer).split(), GENERATION.sub("", name).split()
    if len(plain) < 2 or len(own_plain) < 2:
        return False
    (given, *middle, family), (own, *own_middle, own_family) = plain, own_plain
    if family != own_family or (own_middle and own_middle != middle):
        return False
    if given == own:
        return bool(middle) > bool(own_middle) or len(longer) > len(name)
    short = len(own) > 2 and given.startswith(own)
    initial = re.fullmatch(r"[A-Z]\.?", own) is not None and given[0] == own[0]
    return short or initial or given in vocabulary.nicknames.get(own, [])
