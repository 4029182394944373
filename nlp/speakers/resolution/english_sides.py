"""Sides of the speakers of an English text: who stands for a country at all, and then for which.

Offices of a state, bodies and firms stand for their country; who only watches, and private people, for none.
"""

import re
from dataclasses import dataclass

from domain.quotation import Quotation
from nlp.speakers.cast import Cast, Entity
from nlp.speakers.resolution.countries import country_beside, country_in_text, observes
from nlp.speakers.resolution.forms import country_by_form
from nlp.speakers.resolution.places import country_before, country_of_place, is_place, scene
from nlp.speakers.resolution.resolved import Resolved
from nlp.speakers.sides import bodies_in, country_of, is_body
from nlp.speakers.titles import is_surname_first
from nlp.speakers.vocabulary import Vocabulary, given_names

#: Who has left office.
_FORMER = re.compile(r"(?i)\b(?:former|formerly|ex-|retired)")
#: A lawyer who works at a public office.
_AT_OFFICE = re.compile(
    r"\b(?:lawyer|attorney|counsel)\s(?:with|at|in|from)\s[^,;]*\b(?:office|department|ministry|agency|commission)\b"
)
#: What leads up to a name behind its title, and what a title behind the name begins with.
_TO_NAME = re.compile(r",?\s(?:the\s)?(?:(?:Mrs?|Ms|Dr|Sir|Dame)\.?\s)?$")
_FROM_NAME = re.compile(
    r",\s(?:an?\s|the\s)?(?P<title>(?:(?!(?:of|for|in|at|to|who|when|as|with|and)\s)[\w’'.-]+\s?){1,6})"
)
#: "Its government", "The country’s mines ministry": of the country named last.
_OF_THAT_COUNTRY = re.compile(r"(?:[Ii]ts|[Tt]heir|[Tt]he country[’']s)\s.+|[Tt]he country")
#: "We" of those who watch is their team as a rule. It is their country where they name that, or set it against others.
_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur|ours|us)\b")
_NATION = re.compile(
    r"\b(?:our|the) (?:country|nation)\b|\bour (?:economy|laws|military|people)\b|\brace\b"
    r"|\b[Oo]ur (?:\w+ )?(?:lead|edge|dominance|advantage)\b|\b[Ww]e(?:[’']re| are|[’']ve| have)? (?:\w+ )?"
    r"(?:losing|winning|ahead|behind|lead|leading|lag|lagging|catching up|caught up|fall(?:ing|en)? behind)\b"
)
_OTHERS, _US = re.compile(r"\b[Tt]hey\b"), re.compile(r"\bus\b")
#: Bodies of many countries stand for none of them.
_OF_THE_WORLD = re.compile(
    r"(?:[Tt]he )?(?:International|World|Global|Nordic)\b.*\b(?:Council|Organi[sz]ation|Agency|Committee|Court|"
    r"Alliance|Fund|Bank|Forum|Association|Federation|Cent(?:er|re)|Union)\b"
)
#: Nobody whom a text has told of.
_ANYBODY = re.compile(r"(?i:others?|many|some|those|all|most|several|most of them|one of them)")
#: What a candidate has, and is called.
_CANDIDACY = (
    r"(?:(?:presidential|re-?election|Senate|gubernatorial|rival) )?"
    r"(?:campaign|candidacy|running mate|presidency|administration)\b"
)
_CANDIDATE = (
    r"(?:Democratic|Republican|GOP|[Pp]residential) (?:presidential )?"
    r"(?:candidate|nominee|hopeful|front-?runner|contender)"
)
#: How far words beside a name reach, in characters, and how many of its mentions are looked at.
_REACH, _REACH_OF_COUNTRY, _MENTIONS = 60, 400, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class _Speaker:
    """What a text tells of a speaker; ``words`` name one who has no name of a person, ``body`` whom they speak for."""

    name: str
    words: str | None
    role: str | None
    affiliation: str | None
    body: str | None
    person: bool

    @property
    def described(self) -> str:
        return " ".join(filter(None, [self.role, self.affiliation, self.words]))


@dataclass(frozen=True, slots=True, kw_only=True)
class EnglishSides:
    """Tells the sides of the speakers of one English text."""

    text: str
    cast: Cast
    vocabulary: Vocabulary

    def side(self, quotation: Quotation, found: Resolved, *, role: str | None, affiliation: str | None) -> str | None:
        """Return the country that a speaker stands for; none where they watch others, or where nothing tells."""
        entity = found.entity
        person = entity is not None and entity.person and not entity.unnamed
        if entity is not None and person and role is None:
            role = self._title_beside(entity)
        speaker = _Speaker(
            name=found.name,
            words=None if person else quotation.source if entity is None else found.name,
            role=role,
            affiliation=affiliation,
            body=affiliation or (found.name if entity is not None and not entity.person else None),
            person=person,
        )
        if self._is_nobody(speaker):
            return None
        official = self._is_official(speaker) or (entity is not None and person and self._runs_for_office(entity))
        if not official and self._watches(speaker) and not _speaks_for_nation(quotation):
            return None
        told = self._told(quotation, found, speaker)
        return told or self._by_place(found, speaker, official=official)

    def _is_nobody(self, speaker: _Speaker) -> bool:
        """Whether a speaker is a paper, "others", or bears a given name and nothing more."""
        if speaker.role is not None or speaker.affiliation is not None:
            return False
        return (
            (not speaker.person and self._is_medium(speaker.name))
            or _ANYBODY.fullmatch(speaker.name) is not None
            or speaker.name in given_names().gender
        )

    def _is_medium(self, name: str) -> bool:
        return self.vocabulary.media.search(name) is not None and not is_body(name)

    def _is_official(self, speaker: _Speaker) -> bool:
        """Whether somebody acts for a state or a party, by office; also after they have left a high one."""
        if speaker.body is not None and self._is_apart(speaker.body):
            return False
        role = speaker.role or ""
        rest = self.vocabulary.state_role.sub("", role)
        if self.vocabulary.statesman.search(role):
            rest = _FORMER.sub("", rest)
        office = self.vocabulary.state_role.search(speaker.role or speaker.described)
        return office is not None and (self.vocabulary.observer.search(rest) is None or bool(_AT_OFFICE.search(role)))

    def _runs_for_office(self, entity: Entity) -> bool:
        """Whether a text tells of somebody's campaign or candidacy: "the Hale campaign", "Hale’s running mate"."""
        family = re.escape(entity.name.split()[-1])
        runs = rf"\b{family}(?:[’']s?)? {_CANDIDACY}|\b{_CANDIDATE} (?:[A-Z][\w.]* ){{0,2}}{family}\b"
        return re.search(runs, self.text) is not None

    def _title_beside(self, entity: Entity) -> str | None:
        """Return the office that stands right beside a name, where none is known as somebody's role."""
        for place in entity.places[:_MENTIONS]:
            before = self.text[max(0, place - _REACH) : place].split("\n")[-1]
            for office in self.vocabulary.state_role.finditer(before):
                if _TO_NAME.fullmatch(before, office.end()):
                    return before[: office.end()].split(". ")[-1]
            after = _FROM_NAME.match(self.text, place + len(entity.name))
            title = after["title"].strip() if after is not None else ""
            if any(office.end() == len(title) for office in self.vocabulary.state_role.finditer(title)):
                return title
        return None

    def _is_apart(self, body: str) -> bool:
        """Whether a body stands for no country by its name; in China associations and the like are the state's."""
        observing = self.vocabulary.observing.search(body) is not None and country_of(body) != "CN"
        return observing or _OF_THE_WORLD.match(body) is not None

    def _watches(self, speaker: _Speaker) -> bool:
        """Whether somebody watches those who act, is a private person, or speaks for a body of that kind."""
        plain = self.vocabulary.insider.sub("", speaker.described)
        if self._works_for_firm(plain):
            plain = self.vocabulary.maker.sub("", plain)
        if self.vocabulary.observer.search(plain):
            return True
        body = speaker.body
        return body is not None and (self._is_apart(body) or self._is_medium(body) or observes(self.text, body))

    def _works_for_firm(self, described: str) -> bool:
        return any(not is_place(body) and not self.vocabulary.state_body.search(body) for body in bodies_in(described))

    def _told(self, quotation: Quotation, found: Resolved, speaker: _Speaker) -> str | None:
        """Return the country that title, body or the words around them name, or in which their places are."""
        for words in (f"{speaker.role or ''} {speaker.affiliation or ''}", speaker.words or ""):
            if (country := country_of(words)) is not None:
                return country
        for name in filter(None, [speaker.affiliation, found.entity.name if found.entity else None]):
            if (country := country_in_text(self.text, name)) is not None:
                return country
        if quotation.source_span is not None and _OF_THAT_COUNTRY.fullmatch(quotation.source or ""):
            start = quotation.source_span.start
            if (country := country_before(self.text[max(0, start - _REACH_OF_COUNTRY) : start])) is not None:
                return country
        if (country := country_beside(self.text, quotation, found, speaker.role)) is not None:
            return country
        placed = filter(None, [speaker.affiliation, speaker.role, speaker.words])
        return next(filter(None, map(country_of_place, placed)), None)

    def _by_place(self, found: Resolved, speaker: _Speaker, *, official: bool) -> str | None:
        """Return the country of one of whom nothing tells it: by the form of names, else where the text takes place."""
        home = self.cast.home
        formed = country_by_form(
            found.entity,
            found.name,
            role=speaker.role,
            affiliation=speaker.affiliation,
            vocabulary=self.vocabulary,
            home=home,
        )
        if formed not in (None, home):
            return formed
        if self.vocabulary.envoy.search(speaker.role or ""):
            return home
        public = official or self.vocabulary.state_body.search(speaker.affiliation or speaker.name) is not None
        abroad = scene(self.text, home)
        if abroad == "CN" and not is_surname_first(speaker.name, self.vocabulary):
            # News of China is read everywhere; its people and firms bear Chinese names.
            abroad = home
        return abroad if public or formed is not None else None


def _speaks_for_nation(quotation: Quotation) -> bool:
    words = " ".join(quotation.content)
    against = _OTHERS.search(words) is not None and _US.search(words) is not None
    return against or (_WE.search(words) is not None and _NATION.search(words) is not None)
