"""The cast of an article: the people and organisations that it names, where, and how it describes them."""

import calendar
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from nlp.han import HAN, simplify
from nlp.speakers.bodies import bodies_in
from nlp.speakers.mentions import ATTACHED, NAME, NO_DAY, clean_affiliation
from nlp.speakers.people import is_common_word, people_in, surname_of
from nlp.speakers.sides import country_of, is_body, is_pinyin
from nlp.speakers.titles import ABBREVIATED, is_surname_first, name_at_end, read_title
from nlp.speakers.vocabulary import Vocabulary, given_names, vocabulary_for

_STOP_WORDS = Path(__file__).parent.parent / "stop_words_en.txt"
_RUN = re.compile(rf"(?<![\w’'.&-]){NAME}")
_PAIR = re.compile(
    rf"(?P<latin>{NAME})\s*[(（]\s*(?P<han_inside>[{HAN}·]{{2,12}})\s*[)）]"
    rf"|(?P<han>[{HAN}·]{{2,12}})\s*[(（]\s*(?P<latin_inside>{NAME})\s*[)）]"
)
_POSSESSIVE = re.compile(r"[’']s?$")
_GENITIVE = re.compile(r"[a-z][’']s$|s[’']$")
_PERSON_SIGN = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|President|Minister|Secretary)\.?\s+$")


_LONGEST_HAN_NAME = 4
_DOT = re.compile("[·•‧・]")
_SHORTEST_STEM = 2
_ABBREVIATION = re.compile(r"[A-Z][A-Z&]{1,6}")
#: What opens a sentence before a name: "Hosting Hale", "Eventually Hale".
_PARTICIPLE = re.compile(r"[A-Z][a-z]{2,}(?:ing|ly)")
_SENTENCE_START = re.compile(r"(?:^|\n|[.!?:]\s|[.!?]?[”\"’]\s?|[“\"‘])$")
_GENERATION = re.compile(r"\s(?:(?:Jr|Sr)\.?|I{2,3}|IV)$")
_MONTHS = frozenset(calendar.month_name[1:])
_CAMEL = re.compile("[a-z][A-Z]")
#: "University of Northern Ohio", "Report on the Safety of Advanced Machines": a body's name goes on.
_BODY_TAIL = re.compile(rf"(?:\s+(?:of|for|on)(?:\s+the)?(?:\s+{NO_DAY}[A-Z][\w’'-]*)+(?:\s+and\s+[A-Z][\w’'-]*)*)+")
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
#: "A friend who teaches in Leeds", "One engineer at a large lab": somebody without a name, at the start of a sentence.
_SOMEBODY = re.compile(
    r"(?:(?<=[.!?”’] )|(?<=\n)|(?<=\bto )|^)"
    r"(?P<name>(?:[Aa]n?|[Oo]ne|[Aa]nother|My|The \w+[’']s?)\s+(?:[\w-]+\s+){0,2}?(?P<noun>[a-z-]+)"
    r"(?:\s+of\s+(?:his|hers|mine|theirs)\b|\s+who\s+(?:\w+\s+){1,4}?in\s+[A-Z]\w+"
    r"|\s+(?:at|in|from)\s+(?:[\w’-]+\s+){0,5}?[\w’-]+(?=,))?)(?=[\s,]|[’']s\s)"
)
#: Whom a Chinese sentence begins with who has no name, up to the end of the clause: 一名去年离职的架构师则…….
_HAN_SOMEBODY = re.compile(
    r"(?:(?<=[。！？\n])|^)(?P<of>[^，。！？；：、“”「」『』\n有在对向]{0,12}?)另?一[名位][^，。！？；：、“”「」『』\n]{2,40}",
    re.MULTILINE,
)
#: Where names of either form are at home.
_MIXED = frozenset(["SG", "MY"])
_CHINESE_SPEAKING = frozenset(["CN", "HK", "TW", "MO", "SG"])
#: Papers in English there write of others as much as of home, and of home for others.
_ABOUT_OTHERS = frozenset(["CN", "HK", "TW", "MO"])


#: How long a body's name may be that does not end like one, and what is in none: 音频声音会响, 外的人, 势者.
_LONGEST_BARE_NAME = 8
_PHRASE = re.compile("^.$|[的了着会就也都还()（]|[人者们]$")


@dataclass(slots=True)
class Entity:
    """Somebody or something with a name; ``places`` are the offsets of all its mentions, in order."""

    name: str
    person: bool
    organisation: bool = False
    places: list[int] = field(default_factory=list)
    role: str | None = None
    affiliation: str | None = None
    gender: str = ""
    #: A Chinese given name only hints at it.
    gender_sure: bool = False
    #: A bare name of which nothing tells whether it is a person's.
    unsure: bool = False
    #: A group: "analysts", 专家们.
    plural: bool = False
    #: What a description without a name calls itself: "a person close to the firm".
    unnamed: bool = False
    #: Nouns that the text gives to an organisation: "Example Labs, a start-up".
    nouns: frozenset[str] = frozenset()

    def learn_gender(self, gender: str) -> None:
        """Take over what an honorific or a pronoun tells, once and for all."""
        if gender and not self.gender_sure:
            self.gender, self.gender_sure = gender, True


class Cast:
    """Looks names up and says who was named last before an offset."""

    def __init__(self, vocabulary: Vocabulary, *, home: str | None) -> None:
        self._vocabulary = vocabulary
        self.home = home
        self.entities: dict[str, Entity] = {}
        self.pronouns = vocabulary.thing_pronouns
        self._by_part: dict[str, list[Entity]] = defaultdict(list)
        #: What full names may be shortened to, in English.
        self._initials: dict[str, str] = {}

    def add(self, name: str, *, person: bool, places: Iterable[int], described: bool = False) -> Entity:
        """Return the entity of that full name, new or known, with more places.

        A name that is only a description ("an analyst at Example Labs") is never meant by a part of it.
        """
        entity = self.entities.get(name)
        if entity is None:
            entity = self.entities[name] = Entity(name, person)
            entity.gender = _gender(name)
            entity.gender_sure = bool(entity.gender) and re.search(f"[{HAN}]", name) is None
            for part in _parts(name, self._vocabulary) if not described and (person or self._vocabulary.spaced) else ():
                self._by_part[part].append(entity)
            if self._vocabulary.spaced and not described:
                self._initials[name] = "".join(word[0] for word in name.split() if word[0].isupper() or word == "&")
        entity.person = entity.person or person
        if not self._vocabulary.spaced:
            entity.organisation = not entity.person and simplify(name).endswith(
                (*self._vocabulary.organisation_nouns, *self._vocabulary.body_endings)
            )
        entity.places = sorted({*entity.places, *places})
        return entity

    def shorten(self, body: Entity, text: str) -> None:
        """Let a Chinese body be meant by what its name begins with, where the text calls it so: 擎屿 is 擎屿智能."""
        stem = _stem(simplify(body.name), self._vocabulary)
        if stem == simplify(body.name) or len(stem) < _SHORTEST_STEM or is_common_word(stem):
            return
        self._by_part[stem].append(body)
        places = [match.start() for match in re.finditer(re.escape(stem), simplify(text))]
        body.places = sorted({*body.places, *places})

    def fullest(self, name: str, at: int) -> tuple[Entity | None, float]:
        """Return the entity that ``name``, mentioned at ``at``, stands for, and how sure that is."""
        entity, score = self._named(name, at)
        if entity is None or not entity.person or not self._vocabulary.spaced:
            return entity, score
        family = _GENERATION.sub("", entity.name).rpartition(" ")[2].lower()
        fuller = [e for e in self._by_part.get(family, []) if e.person and self._is_fuller(e.name, entity.name)]
        givens = {e.name.split()[0] for e in fuller}
        return (max(fuller, key=lambda e: len(e.name)), score) if len(givens) == 1 else (entity, score)

    def _is_fuller(self, longer: str, name: str) -> bool:
        """Whether a name of the same family has more in it: "Patrick J. Hale Jr." of "Pat Hale"."""
        if longer == name or " " not in name:
            return False
        plain, own_plain = _GENERATION.sub("", longer).split(), _GENERATION.sub("", name).split()
        if len(plain) < 2 or len(own_plain) < 2:
            return False
        (given, *middle, family), (own, *own_middle, own_family) = plain, own_plain
        if family != own_family or (own_middle and own_middle != middle):
            return False
        if given == own:
            return bool(middle) > bool(own_middle) or len(longer) > len(name)
        short = len(own) > 2 and given.startswith(own)
        initial = re.fullmatch(r"[A-Z]\.?", own) is not None and given[0] == own[0]
        return short or initial or given in self._vocabulary.nicknames.get(own, [])

    def _named(self, name: str, at: int) -> tuple[Entity | None, float]:
        folded = simplify(name)
        own = self.entities.get(name)
        if own is not None and not own.person and self._is_main(own):
            return own, 0.95
        exact = own or next((e for e in self.entities.values() if simplify(e.name) == folded), None)
        longer = [entity for entity in self._by_part.get(_part(folded), []) if len(entity.name) > len(name)]
        if not longer and exact is not None:
            return exact, 0.95
        if not longer:
            return (spelt_out, 0.8) if (spelt_out := self._spelt_out(name)) is not None else (None, 0.0)
        before = [entity for entity in longer if entity.places and entity.places[0] < at]
        if len(longer) == 1:
            return longer[0], 0.92 if before else 0.8
        if not before:
            return longer[0], 0.5
        # Two bear the name: the one mentioned last is meant, most of the time.
        return max(before, key=lambda entity: _last_before(entity.places, at)), 0.7 if len(before) == 1 else 0.6

    def _spelt_out(self, name: str) -> Entity | None:
        """Return the body that an abbreviation stands for: by the initials of its name, three of them in a row."""
        if not _ABBREVIATION.fullmatch(name) or country_of(name) is not None:
            return None
        fitting = [
            (initials != name, entity.places[0], full)
            for full, initials in self._initials.items()
            if len(initials) > 1 and (name == initials or (len(name) > 2 and name in initials))
            if not (entity := self.entities[full]).person
        ]
        return self.entities[min(fitting)[2]] if fitting else None

    def _is_main(self, entity: Entity) -> bool:
        """Whether an organisation is named by this name more often than by the longer ones that hold it."""
        longer = [e for e in self._by_part.get(_part(simplify(entity.name)), []) if len(e.name) > len(entity.name)]
        # Of several, none is the firm itself: "Example Connect", "Example North America Inc".
        several = len(longer) > 1
        return all(
            not (e.person or (_is_full(e.name, self._vocabulary) and not several))
            and len(e.places) < len(entity.places)
            for e in longer
        )

    def with_role(self, role: str, at: int) -> Entity | None:
        """Return the person named last before ``at`` whose role holds one of the words for ``role``."""
        words = self._vocabulary.same_role.get(role, [role])
        fitting = [
            (_last_before(entity.places, at), entity.name)
            for entity in self.entities.values()
            if (entity.person or (entity.plural and not self._vocabulary.spaced))
            and any(word.lower() in self._described_as(entity) for word in words)
        ]
        place, name = max(fitting, default=(-1, ""))
        return self.entities[name] if place >= 0 else None

    def bearers(self, role: str) -> list[Entity]:
        """Return the people with a name whose role holds ``role``."""
        return [
            entity
            for entity in self.entities.values()
            if entity.person and entity.role and entity.role != entity.name and role in simplify(entity.role)
        ]

    def _described_as(self, entity: Entity) -> str:
        """Return the role of an entity, with what it is called for want of a name in Chinese: 一名知情人士."""
        if self._vocabulary.spaced:
            return (entity.role or "").lower()
        return simplify(f"{entity.role or ''} {entity.name}").lower()

    def in_role_later(self, role: str, at: int) -> Entity | None:
        """Return the person whom the text first names, with that role, after ``at``: "the minister has said. Dana"."""
        words = self._vocabulary.same_role.get(role, [role])
        fitting = [
            (entity.places[0], entity.name)
            for entity in self.entities.values()
            if entity.person and entity.role and any(word.lower() in entity.role.lower() for word in words)
        ]
        later = [found for found in fitting if found[0] > at]
        return self.entities[min(later)[1]] if later else None

    def last_organisation(self, at: int) -> Entity | None:
        """Return the organisation named last before ``at``."""
        named = [(_last_before(e.places, at), e.name) for e in self.entities.values() if e.organisation]
        place, name = max(named, default=(-1, ""))
        return self.entities[name] if place >= 0 else None

    def last_person(self, at: int) -> Entity | None:
        """Return the person named last before ``at``."""
        named = [(_last_before(e.places, at), e.name) for e in self.entities.values() if e.person]
        place, name = max(named, default=(-1, ""))
        return self.entities[name] if place >= 0 else None

    def main_person(self, *, gender: str) -> Entity | None:
        """Return the person whom the article names most, twice and more, if "he" or "she" fits."""
        fitting = [e for e in self.entities.values() if e.person and not e.unnamed and not e.plural]
        counts = sorted((len(e.places), e.name) for e in fitting if gender in ("", e.gender) or not e.gender)
        clear = counts and counts[-1][0] > 1 and (len(counts) < 2 or counts[-1][0] > counts[-2][0])
        return self.entities[counts[-1][1]] if clear else None

    def main_organisation(self, *, least: int = 2) -> Entity | None:
        """Return the organisation that the article names most, ``least`` times and more."""
        public = self._vocabulary.public_bodies
        counts = [
            (len(e.places), e.name)
            for e in self.entities.values()
            if e.organisation and len(e.places) >= least and not public & set(e.name.split()) and not e.unnamed
        ]
        return self.entities[max(counts)[1]] if counts else None

    def called(self, noun: str, at: int) -> Entity | None:
        """Return whoever has ``noun`` in a name of several words: "the commission" is the Privacy Commission."""
        fitting = [
            (place < 0, -place, entity.name)
            for entity in self.entities.values()
            if not entity.person
            and noun in entity.name.lower().split()[1:]
            and (place := _last_before(entity.places, at)) is not None
        ]
        return self.entities[min(fitting)[2]] if fitting else None

    def country_by_name(
        self, entity: Entity | None, name: str, *, role: str | None, affiliation: str | None
    ) -> str | None:
        """Return the country that the mere form of names tells of one who acts for a body, or of a body.

        A body named in pinyin is of China. Else it is of the country that the text was printed in, unless its name
        looks foreign there: news says of foreign bodies where they are from.
        """
        if self._vocabulary.authorities.fullmatch(simplify(name)):
            return self.home
        person = entity.person if entity else role is not None
        acting = self._vocabulary.acting & set(name.lower().split())
        named = entity is not None and not entity.unnamed
        told = role or (entity is not None and entity.organisation)
        # A description without a name acts for a country only where it says so: "an official", not "a woman".
        if not (affiliation or acting or (told and (named or not self._vocabulary.spaced))):
            return None
        body = affiliation or (None if person else name)
        if not self._vocabulary.spaced:
            named = len(name) <= _LONGEST_HAN_NAME or _DOT.search(name) is not None
            acts = (
                affiliation
                or (not person and self._may_act(name))
                or (named and self._vocabulary.office.search(simplify(role or "")))
            )
            foreign = self._looks_foreign(name, person=person) or (body is not None and self._looks_foreign(body))
            # What is foreign in Beijing is at home in Berlin.
            at_home = self.home in _MIXED or foreign != (self.home in _CHINESE_SPEAKING)
            return self.home if acts and at_home else None
        if is_surname_first(name, self._vocabulary) or (body and is_pinyin(body.split()[0], surely=True)):
            return "CN"
        public = self._vocabulary.public_bodies & set(name.split())
        return None if self.home in _ABOUT_OTHERS and not (self.home == "CN" and public) else self.home

    def _may_act(self, name: str) -> bool:
        """Whether a Chinese name may be a body's: it ends like one, or is too short and rare to be a phrase."""
        folded = simplify(name)
        if folded.endswith((*self._vocabulary.organisation_nouns, *self._vocabulary.body_endings)) or is_body(name):
            return True
        phrase = len(folded) > _LONGEST_BARE_NAME or _PHRASE.search(folded) is not None
        return not phrase and (len(folded) > 2 or not is_common_word(folded))

    def _looks_foreign(self, name: str, *, person: bool = False) -> bool:
        folded = simplify(name)
        if person and len(folded) <= 3 and folded[:1] in self._vocabulary.surnames:
            return False
        run = f"[{self._vocabulary.foreign_characters}]{{4,}}|[·•‧・]"
        return re.search(run, folded) is not None


def _stem(folded: str, vocabulary: Vocabulary) -> str:
    """Return a body's name without what such names end in: 寒川云 of 寒川云科技股份有限公司."""
    while ending := max((e for e in vocabulary.body_endings if folded.endswith(e)), key=len, default=""):
        if len(folded) - len(ending) < _SHORTEST_STEM:
            break
        folded = folded[: len(folded) - len(ending)]
    return folded


def _is_full(name: str, vocabulary: Vocabulary) -> bool:
    """Whether a firm's name ends as full names do: "Ferrite Labs"."""
    return name.split()[-1] in vocabulary.organisation_words - {"AI"}


def _gender(name: str) -> str:
    """Return what the given name tells of "he" and "she": ``m``, ``f`` or nothing."""
    known = given_names()
    if not re.search(f"[{HAN}]", name):
        return known.gender.get(name.split()[0], "")
    characters = set(simplify(name)[1:])
    if "·" in name or bool(characters & known.female) == bool(characters & known.male):
        return ""
    return "f" if characters & known.female else "m"


def _last_before(places: list[int], at: int) -> int:
    index = bisect_left(places, at)
    return places[index - 1] if index else -1


def _parts(name: str, vocabulary: Vocabulary) -> set[str]:
    """Return the shorter names that may stand for ``name``: the last or the first part of it."""
    if not vocabulary.spaced and re.search(f"[{HAN}]", name):
        folded = simplify(name)
        pieces = re.split("[·•‧・]", folded)
        if len(pieces) > 1:
            return {pieces[-1], pieces[0]}
        if japanese := surname_of(folded, vocabulary):
            return {japanese, folded[len(japanese) :]}
        surname = folded[:2] if folded[:2] in vocabulary.surnames and len(folded) > 2 else folded[:1]
        return {surname, surname[0], folded[len(surname) :]} - {""}
    words = name.split()
    if len(words) > 2 and (generation := _GENERATION.search(name)):
        return _parts(name[: generation.start()], vocabulary) | {name.lower()}
    if len(words) > 2:
        return _parts_of_long(words, vocabulary)
    return {words[0].lower(), words[-1].lower(), name.lower()} if len(words) > 1 else set()


def _parts_of_long(words: list[str], vocabulary: Vocabulary) -> set[str]:
    """Return the parts of a name of three words and more: "van Hale", "Example Ridge" of "Example Ridge Systems"."""
    parts = {words[0].lower(), words[-1].lower(), " ".join(words).lower()}
    family = {words[1].lower()} if len(words) == 3 and re.fullmatch("[A-Z][a-z]+-[a-z]+", words[2]) else set()
    if words[-2] in ("van", "von", "de", "der", "del", "da", "al", "bin"):
        family |= {" ".join(words[-2:]).lower()}
    if words[-1] in vocabulary.organisation_words:
        family |= {" ".join(words[:-1]).lower()}
        # A firm of China is called without the city: Wuxi Example Technology.
        family |= {words[1].lower()} if is_pinyin(words[0]) and is_pinyin(words[1]) else set()
    return parts | family


def _part(folded: str) -> str:
    return folded if re.search(f"[{HAN}]", folded) else folded.lower()


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(_STOP_WORDS.read_text(encoding="utf-8").split())


def read_cast(text: str, vocabulary: Vocabulary, *, home: str | None = None) -> Cast:
    """Return the cast of ``text``, printed in the country ``home``."""
    if home is None and not vocabulary.spaced and simplify(text) == text:
        home = "CN"
    cast = Cast(vocabulary, home=home)
    if vocabulary.spaced:
        _read_latin(text, cast, vocabulary)
    else:
        _read_han(text, cast, vocabulary)
    return cast


def paired_names(text: str) -> dict[str, list[str]]:
    """Return, for each name that ``text`` gives in both languages, the others: "Wei Chen (陈伟)".

    Of "创始人陈伟（Wei Chen）" all endings of two characters and more count as the name: who is quoted tells which.
    """
    others: dict[str, list[str]] = defaultdict(list)
    for match in _PAIR.finditer(text):
        latin, han = match["latin"] or match["latin_inside"], match["han"] or match["han_inside"]
        others[latin].append(_name_at_end(han) if match["han"] else han)
        for start in range(len(han) - 1):
            others[han[start:]].append(latin)
    return dict(others)


def _name_at_end(han: str) -> str:
    """Return the name that a Chinese stretch ends with, without the role before it: 创始人陈伟."""
    surnames = vocabulary_for("zh").surnames
    tails = [han[-length:] for length in (3, 2) if len(han) > length and simplify(han[-length]) in surnames]
    return tails[0] if tails and "·" not in han else han


def _read_latin(text: str, cast: Cast, vocabulary: Vocabulary) -> None:
    singles: dict[str, list[int]] = defaultdict(list)
    read_to = 0
    for match in _RUN.finditer(text):
        if match.start() < read_to:
            continue
        start, words = match.start(), match.group().split()
        tail = _BODY_TAIL.match(text, match.end()) if words[-1] in vocabulary.heads else None
        if tail is not None and "\n" not in tail.group():
            read_to = tail.end()
            words = [word for word in words if word != "The"] + tail.group().split()
            start = text.index(words[0], start)
            if (at := name_at_end(words, vocabulary)) is not None:
                # "Example Bank of Ohio President Dana Hale".
                place = text.index(words[at], start)
                titled_person = cast.add(_POSSESSIVE.sub("", " ".join(words[at:])), person=True, places=[place])
                before = read_title(" ".join(words[:at]), vocabulary)
                titled_person.role = before.role if before else None
                titled_person.affiliation = before.affiliation if before else None
            else:
                cast.add(_POSSESSIVE.sub("", " ".join(words)), person=False, places=[start])
            continue
        while len(words) > 1 and _is_no_part(text, start, words, vocabulary):
            start = text.index(words[1], start + len(words[0]))
            words = words[1:]
        if len(words) > 1 and words[0] in _MONTHS and text[max(0, start - 3) : start].lower() == "in ":
            start = text.index(words[1], start)
            words = words[1:]
        owned = next((i for i in range(len(words) - 1, 0, -1) if _GENITIVE.search(words[i - 1])), 0)
        owner = ""
        if owned:
            # "China’s DeepSeek", "OpenAI’s Sam Altman": what is owned has a name of its own.
            owner = _POSSESSIVE.sub("", words[owned - 1])
            if owner.lower() not in _stop_words():
                singles[owner].append(text.index(words[owned - 1], start))
            start = text.index(words[owned], text.index(words[owned - 1], start) + len(words[owned - 1]))
            words = words[owned:]
        name = _POSSESSIVE.sub("", " ".join(words))
        name = name if ABBREVIATED.search(name) else name.rstrip(".,")
        start, name, title = _without_titles(text, start, name, vocabulary)
        titled = vocabulary.titles.match(name)
        person = bool(_PERSON_SIGN.search(text[max(0, start - 12) : start]))
        person = person or title is not None
        if _is_no_name(name, vocabulary):
            continue
        if titled and len(name) > titled.end():
            start += titled.end() + 1
            title = titled.group()
            name, person = name[titled.end() :].strip(), True
        elif name.split()[0].lower() in vocabulary.honorifics and len(name.split()) > 1:
            name, person = name.split(" ", 1)[1], True
            start = text.index(name.split()[0], start)
        given = name.split()[0] in given_names().gender
        surname_first = is_surname_first(name, vocabulary)
        placed = text[max(0, start - 6) : start].endswith((" in ", " near ", " at "))
        organisation = placed or bool(vocabulary.organisation_words & set(name.split()))
        if len(name.split()) > 1:
            entity = cast.add(
                name,
                person=(person or given or surname_first or _looks_personal(text, match.end(), vocabulary))
                and not organisation,
                places=[start],
            )
            entity.role = entity.role or title
            if owner and entity.person and (country_of(owner) is None or is_body(owner)):
                entity.affiliation = entity.affiliation or owner
        elif name.lower() not in _stop_words():
            singles[name].append(start)
    for name, places in singles.items():
        known, sure = cast.fullest(name, places[-1])
        full = known is not None and (
            known.person
            or (_ABBREVIATION.fullmatch(name) is not None and name not in known.name.split())
            or _is_full(known.name, vocabulary)
            or _is_last_name(name, known.name, vocabulary)
            or (known.places[0] < places[0] and _is_introduced(text, known, vocabulary))
        )
        if known is not None and not full and len(places) > len(known.places):
            # A firm that is mostly called by one word is not "DeepSeek AI-powered", which a headline says once.
            known = None
        if known is not None and sure >= 0.6:
            # Whoever is called by the last name alone is a person; a firm is called by its first word.
            last = _is_last_name(name, known.name, vocabulary)
            cast.add(known.name, person=known.person or last, places=places)
        elif name not in vocabulary.organisation_words and (country_of(name) is None or is_body(name)):
            cast.add(name, person=False, places=places)
    for entity in cast.entities.values():
        entity.organisation = not entity.person and _is_organisation(text, entity, vocabulary)
    for somebody in _SOMEBODY.finditer(text):
        role = vocabulary.role.fullmatch(somebody["noun"])
        if (role or somebody["noun"] in vocabulary.person_nouns) and not somebody["noun"].endswith("s"):
            entity = cast.add(somebody["name"], person=True, places=[somebody.start("name")], described=True)
            entity.unnamed, entity.role = True, somebody["noun"]


def _is_no_part(text: str, start: int, words: list[str], vocabulary: Vocabulary) -> bool:
    """Whether the first word of a run is none of the name: "Although Hale", "Hosting Hale", "Chinese-born Hale"."""
    first, rest = words[0], words[1:]
    if first.lower() in _stop_words() | vocabulary.openers:
        return first != "He"
    if ATTACHED.fullmatch(first):
        return True
    if len(rest) == 1 and _ABBREVIATION.fullmatch(rest[0]) and country_of(first) and not is_body(first):
        return True
    given = given_names().gender
    alone = len(rest) == 1 or rest[0] in given
    opens = alone and _PARTICIPLE.fullmatch(first) is not None and first not in given and not is_pinyin(first)
    if not opens or country_of(first) or not _SENTENCE_START.search(text[max(0, start - 4) : start]):
        return False
    return re.search(rf"[a-z,]\s{re.escape(first)}\b", text) is None


def _is_introduced(text: str, entity: Entity, vocabulary: Vocabulary) -> bool:
    """Whether a name of several words is told of as a firm's is at first: "start-up X Y", "X Y said", "X Y, a lab"."""
    place = entity.places[0]
    product = any(_CAMEL.search(word) or re.search(r"\d|-", word) or word.isupper() for word in entity.name.split()[1:])
    before = re.search(r"([A-Za-z-]+)\s+$", text[max(0, place - 25) : place])
    led = before is not None and (before[1].lower() in vocabulary.organisation_nouns or before[1].endswith("-based"))
    return not product and (led or _ACTING.match(text, place + len(entity.name)) is not None)


def _without_titles(text: str, start: int, name: str, vocabulary: Vocabulary) -> tuple[int, str, str | None]:
    """Return a full name without what stands before it ("US President Dana Hale"), where it begins, and its title."""
    found = None
    for found in vocabulary.titles.finditer(name):  # noqa: B007
        pass
    rest = name[found.end() :].strip() if found else ""
    if found is None or len(rest.split()) not in (2, 3) or vocabulary.organisation_words & set(rest.split()):
        return start, name, None
    place = text.find(rest.split()[0], start + len(name[: found.end()].split()[-1]))
    return (start, name, None) if place < 0 else (place, rest, found.group())


def _is_last_name(name: str, longer: str, vocabulary: Vocabulary) -> bool:
    """Whether ``name`` is what people are called by: the last word of a name that is no body's."""
    words = longer.split()
    plain = words[0].lower() in _stop_words() | vocabulary.openers or _CAMEL.search(name) or name.isupper()
    return len(words) > 1 and name == words[-1] and not plain and not vocabulary.organisation_words & set(words)


def _is_no_name(name: str, vocabulary: Vocabulary) -> bool:
    """Whether a run of capitals is only an adjective or a day: "Chinese AI", "Throughout Monday"."""
    words = name.split()
    if len(words) < 2:
        return False
    days = words[-1].endswith("day") and words[-1] in vocabulary.organisation_words
    plain = all(
        word in vocabulary.plain_capitals or (country_of(word) is not None and not is_body(word)) for word in words
    )
    return days or (plain and words[-1] in vocabulary.plain_capitals)


def _is_organisation(text: str, entity: Entity, vocabulary: Vocabulary) -> bool:
    """Whether a name is a firm's or an office's: by its words, as a known body, as "the chipmaker X", "X's chief"."""
    if vocabulary.organisation_words & set(entity.name.split()) or is_body(entity.name):
        entity.nouns = _nouns_of(text, entity, vocabulary)
        return True
    nouns = _nouns_of(text, entity, vocabulary)
    entity.nouns = nouns
    if nouns:
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


def _looks_personal(text: str, end: int, vocabulary: Vocabulary) -> bool:
    """Whether what follows a name describes a person: ", a professor at", ", 43,", " (R-Ohio)"."""
    following = text[end : end + 60]
    if re.match(r",\s+(?:who|\d{2},|\d{2}\b)", following) or re.match(r"\s+\([DR]-", following):
        return True
    described = re.match(
        r",\s+(?:(?:an?|the|its|his|her|their|[A-Z][\w&.-]*[’']s)\s+)?((?:[\w’'-]+\s+){0,3}[\w’'-]+)", following
    )
    return bool(described and vocabulary.role.search(described[1]))


def _in_order(names: Iterable[str], text: str) -> list[str]:
    """Return names in an order that is the same in every process: the longest first, then as the text has them."""
    return sorted(names, key=lambda name: (-len(name), text.index(name)))


def _read_han(text: str, cast: Cast, vocabulary: Vocabulary) -> None:
    for name in _in_order(people_in(text), text):
        cast.add(name, person=True, places=[match.start() for match in re.finditer(re.escape(name), text)])
    for entity in list(cast.entities.values()):
        last = re.split("[·•‧・]", entity.name)[-1]
        if last != entity.name:
            cast.add(entity.name, person=True, places=[match.start() for match in re.finditer(re.escape(last), text)])
    surnames = "|".join(sorted(vocabulary.surnames, key=len, reverse=True))
    polite = "|".join(word for word, gender in vocabulary.honorifics.items() if gender and len(word) > 1)
    pattern = f"(?<![^的\\W])(?:{surnames})(?P<polite>{polite})"
    for match in re.finditer(pattern, simplify(text)):
        entity = cast.add(text[match.start() : match.end()], person=True, places=[match.start()])
        entity.learn_gender(vocabulary.honorifics[match["polite"]])
    for name in _in_order(bodies_in(text), text):
        known, _ = cast.fullest(name, len(text))
        if known is not None and not known.person and known.name != name:
            # 擎屿 is what a text calls 擎屿智能 for short.
            cast.add(known.name, person=False, places=[match.start() for match in re.finditer(re.escape(name), text)])
            continue
        body = cast.add(name, person=False, places=[match.start() for match in re.finditer(re.escape(name), text)])
        body.organisation = not body.person
        if not body.person:
            cast.shorten(body, text)
    named = {place for entity in cast.entities.values() if entity.person for place in entity.places}
    for match in _HAN_SOMEBODY.finditer(text):
        role = vocabulary.role.search(simplify(match.group()), len(match["of"]))
        if role is None or match.start() + role.end() in named:
            continue
        end = match.start() + role.end()
        if text[end : end + 1] not in ("的", "们", "之"):
            somebody = cast.add(text[match.start() : end], person=True, places=[match.start()], described=True)
            somebody.unnamed = True
            somebody.role = text[match.start() + role.start() : end]
            somebody.affiliation = clean_affiliation(match.group()[: role.start()], vocabulary)
