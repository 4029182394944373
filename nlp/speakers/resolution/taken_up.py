"""Taking up: whom a pronoun, "the company" or "the senator" stands for."""

import re
from dataclasses import dataclass

from domain.spans import Span
from nlp.han import simplify
from nlp.speakers.bodies import court_called
from nlp.speakers.cast import Cast, Entity
from nlp.speakers.mentions import Mention, read_mention
from nlp.speakers.resolution.antecedents import Antecedents
from nlp.speakers.resolution.dialogues import Dialogues
from nlp.speakers.resolution.documents import STUDIES, introduced, issuer_of
from nlp.speakers.resolution.history import History
from nlp.speakers.resolution.offices import Offices
from nlp.speakers.resolution.pairs import Pairs
from nlp.speakers.resolution.unnamed import Unnamed
from nlp.speakers.vocabulary import Vocabulary

#: How far after somebody spoke "the economist" may tell what they are, in characters.
_REACH_OF_ROLE = 400
#: 某某和同事今年发表论文
_COLLEAGUES = re.compile("[和与及](?:[他她其]的?)?(?:同事|同行|团队|合作者)[们們]?$")
#: How far back "they" takes up who was quoted, and who asked may be, in characters.
_NEAR = 160
#: How far back a body was quoted that "the paper" takes up though nothing tells that it is one, in characters.
_REACH_OF_BODY = 250
#: What a court issues.
_JUDGEMENTS = ("判决", "判决书", "裁定", "裁定书")
#: How sure it is that a firm named before is meant rather than one that is called so later.
_CLEAR = 0.72
#: "The victim’s mother" is not whom the sentence before names.
_OWNED = re.compile(r"[Tt]he\s(?:[\w-]+\s){0,3}(?:[\w-]+[’']s|[\w-]+s[’'])\s")
#: "His wife" is not who was told of before.
_POSSESSED = re.compile(r"(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y)\s")
#: "His claim", "her view".
_OWNING = re.compile(r"(?:[Hh]is|[Hh]er)\s+[a-z]")
#: Whoever adds something spoke before.
_ADDS = re.compile(
    r"(?:[Hh]e|[Ss]he)\s(?:also\s|then\s|later\s)?(?:added|adds|continued|continues|went on|concluded)\b"
)
#: Whom a text of an election is about.
_CANDIDATE = re.compile(r"[Tt]he (?:candidate|nominee)\b(?!\s(?:for|of|who|from)\b)")
_DEFINITE = re.compile(r"[Tt]he\s")
_SENTENCE_BEFORE = re.compile(r"(?:[.!?][”\"’]?|\n)\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenUp:
    """Finds whom the mentions of one text take up; ``people`` are the names that a Chinese one is known to hold."""

    text: str
    cast: Cast
    vocabulary: Vocabulary
    people: frozenset[str]
    antecedents: Antecedents
    history: History
    pairs: Pairs
    unnamed: Unnamed
    offices: Offices
    dialogues: Dialogues

    def by(self, mention: Mention, at: int) -> tuple[Entity | None, float]:
        """Return whom a pronoun or "the company" takes up, and how sure that is."""
        if mention.kind in ("former", "latter"):
            return self.pairs.one_of_two(mention, at)
        if (
            mention.kind == "person_pronoun"
            and not mention.gender
            and self.history.quoted
            and not self.vocabulary.spaced
        ):
            # 其 goes on with whoever was quoted right before, a person or a body.
            last = self.history.quoted[-1]
            if "\n" not in self.text[last.at : at]:
                return last.entity, 0.8
        if self.vocabulary.spaced and (speaking := self._speaking_on(mention, at)) is not None:
            return speaking, 0.85
        person = mention.kind in ("person_pronoun", "person_noun") and not mention.plural
        if self.vocabulary.spaced and mention.kind == "person_noun" and mention.role is not None:
            if (bearer := self.unnamed.quoted(mention.noun or mention.role, at)) is not None:
                return bearer, 0.8
            if mention.noun is not None:
                return None, 0.0
        if self.vocabulary.spaced and mention.plural and mention.kind == "thing_pronoun":
            before = self.history.quoted[-1] if self.history.quoted else None
            if before is not None and before.entity.unnamed and at - max(before.at, before.spans[-1].end) < _NEAR:
                return before.entity, 0.75
            if (group := self.unnamed.group(at)) is not None:
                return group, 0.7
        if not self.vocabulary.spaced and mention.plural and (several := self.unnamed.several(at)) is not None:
            return several, 0.65
        if mention.role == "人士" and (somebody := self.unnamed.told_of(at)) is not None:
            return somebody, 0.8
        if mention.role is not None and (bearer := self._in_role(mention.role, at)) is not None:
            return bearer, 0.8
        if self.vocabulary.spaced and mention.kind == "person_noun" and mention.role is not None:
            return self._bearer_of(mention.role, at)
        if mention.noun is not None:
            if (bearer := self._called(mention, at)) is not None:
                return bearer, 0.8
            if mention.kind == "document_noun":
                return self._document(mention.noun, at)
        if self.vocabulary.spaced and mention.noun in self.vocabulary.public_nouns:
            study = introduced(self.text, self.cast, mention.noun, at) if mention.noun in STUDIES else None
            found, score = (study, 0.7) if study is not None else self.offices.public_body(mention.noun, at)
            return (
                (found, score)
                if found is not None or mention.noun not in self.vocabulary.free_nouns
                else self._spoke_last(at)
            )
        if self.vocabulary.spaced and mention.kind == "person_noun" and mention.role is None:
            # "The 56-year-old" is whom the text is about.
            main = self.cast.main_person(gender="")
            if main is not None and main.places[0] < at:
                return main, 0.7
        found, score = self.antecedents.best(
            at,
            person=person,
            gender=mention.gender,
            plural=mention.plural,
            noun=mention.noun,
            quoted=self.history.quoted,
            asking=self._asking(at),
            owning=mention.kind == "person_pronoun" and _OWNING.match(self.text, at) is not None,
        )
        if found is None and self.vocabulary.spaced and person:
            found, score = self.cast.main_person(gender=mention.gender), 0.55
        if found is None and not person and not mention.plural:
            found, score = self.cast.main_organisation(least=3), 0.55
        if found is None and self.vocabulary.spaced:
            found, score = self._of_unknown_kind(mention, at)
        if found is not None and mention.kind == "person_pronoun":
            found.learn_gender(mention.gender)
        return found, score

    def _speaking_on(self, mention: Mention, at: int) -> Entity | None:
        """Return who was quoted right before, where "he added" goes on in the same paragraph."""
        previous = self.history.previous
        if mention.kind != "person_pronoun" or previous is None or _ADDS.match(self.text, at) is None:
            return None
        quotation, speaker = previous
        entity = speaker.entity
        begin = quotation.spans[-1].start
        if entity is None or not entity.person or entity.plural or not 0 < at - begin < _REACH_OF_ROLE:
            return None
        other = mention.gender and entity.gender_sure and entity.gender != mention.gender
        return None if other or "\n" in self.text[begin:at] else entity

    def _of_unknown_kind(self, mention: Mention, at: int) -> tuple[Entity | None, float]:
        """Return whom "he" or "the company" takes up where nobody is named who surely is a person, or a firm."""
        if mention.kind == "thing_pronoun" and not mention.plural:
            return self.unnamed.government(at), 0.6
        person = mention.kind in ("person_pronoun", "person_noun")
        if mention.plural or not (person or mention.kind == "organisation_noun"):
            return None, 0.0
        found, _ = self.antecedents.best(
            at, person=person, gender=mention.gender, quoted=self.history.quoted, told_apart=False
        )
        if found is not None:
            found.person, found.organisation = person, not person
        return found, 0.55

    def by_age(self, name: str, at: int) -> Entity | None:
        """Return whom a Chinese noun for somebody of an age takes up, where it is all that a mention holds: 老人."""
        return self.unnamed.of_age(simplify(name), at) if simplify(name) in self.vocabulary.generic_people else None

    def _in_role(self, role: str, at: int) -> Entity | None:
        """Return who was told of last by a role; in Chinese also without a name, and not quoted: 某局有关负责人."""
        bearer = self.cast.with_role(role, at)
        somebody = None if self.vocabulary.spaced else self.unnamed.described(role, at)
        told = [entity for entity in (bearer, somebody) if entity is not None]
        return max(told, key=lambda e: max((place for place in e.places if place < at), default=-1), default=None)

    def _called(self, mention: Mention, at: int) -> Entity | None:
        """Return whoever has the noun in the name; one named only later gives way to the firm told of before."""
        bearer = self.cast.called(mention.noun or "", at)
        if bearer is None or bearer.places[0] < at or mention.noun in self.vocabulary.public_nouns:
            return bearer
        before, score = self.antecedents.best(at, person=False, noun=mention.noun, quoted=self.history.quoted)
        return bearer if before is None or score < _CLEAR else before

    def _spoke_last(self, at: int) -> tuple[Entity | None, float]:
        """Return the body that was quoted right before, where no name tells that another is meant by "the paper"."""
        last = self.history.quoted[-1] if self.history.quoted else None
        near = last is not None and at - max(last.at, last.spans[-1].end) < _REACH_OF_BODY
        if last is None or not near or last.entity.person or last.entity.unnamed or last.entity.plural:
            return None, 0.0
        other = any(words & set(last.entity.name.split()) for words in self.vocabulary.named_by.values())
        return (None, 0.0) if other else (last.entity, 0.6)

    def _bearer_of(self, role: str, at: int) -> tuple[Entity | None, float]:
        """Return whom "the economist" takes up where the text does not tell before that somebody is one."""
        named, sure = self.offices.first_named_after(at)
        later = None if named else self.cast.in_role_later(role, at)
        if _CANDIDATE.match(self.text, at):
            main = self.cast.main_person(gender="")
            if main is not None and main.places[0] < at:
                return main, 0.65
        if named is None and later is None and role in self.vocabulary.generic_people:
            told = _DEFINITE.match(self.text, at) is not None and role not in ("man", "woman")
            only = self.antecedents.sole_before(at) if told else None
            return (
                (only, 0.65) if only is not None else self.antecedents.best(at, person=True, quoted=self.history.quoted)
            )
        if _POSSESSED.match(self.text, at):
            return (later, 0.65) if later is not None else (None, 0.0)
        begins = _SENTENCE_BEFORE.search(self.text[max(0, at - 4) : at]) is not None
        topic = self.antecedents.topic(at) if begins and named is None and later is None else None
        if topic is not None and topic.role is None and not topic.unnamed:
            return topic, 0.6
        previous = self.history.quoted[-1] if self.history.quoted and named is None and later is None else None
        if (
            previous is not None
            and previous.entity.person
            and previous.entity.role is None
            and at - previous.at < _REACH_OF_ROLE
        ):
            previous.entity.role = role
            return previous.entity, 0.6
        if later is not None or named is not None:
            return (later, 0.65) if later is not None else (named, sure)
        plain = _DEFINITE.match(self.text, at) and not _OWNED.match(self.text, at)
        return (self.antecedents.sole(at), 0.6) if plain else (None, 0.0)

    def _document(self, noun: str, at: int) -> tuple[Entity | None, float]:
        """Return the document that "the report" takes up: the first that is called one, else whoever issued it."""
        if self.vocabulary.spaced and (document := introduced(self.text, self.cast, noun, at)) is not None:
            return document, 0.7
        if noun.endswith(_JUDGEMENTS):
            court = court_called(self.text, at)
            return (self.cast.add(court, person=False, places=[at]), 0.7) if court is not None else (None, 0.0)
        if not self.vocabulary.spaced and (issuer := issuer_of(self.text, noun, at)) is not None:
            return self._issuer(issuer)
        if self.vocabulary.spaced and noun != "statement":
            # A complaint or an index speaks for itself, a statement for whoever made it.
            return None, 0.0
        return self.antecedents.best(at, person=False, quoted=self.history.quoted)

    def _issuer(self, issuer: Span) -> tuple[Entity | None, float]:
        """Return whom the words for who issued a document stand for: a name, 该研究所, somebody and colleagues."""
        words = _COLLEAGUES.sub("", issuer.of(self.text))
        mention = read_mention(words, self.vocabulary, people=self.people)
        if mention.kind in ("thing_pronoun", "organisation_noun"):
            return self.by(mention, issuer.start)
        known, _ = self.cast.fullest(mention.name or words, issuer.start)
        return known or self.cast.add(mention.name or words, person=False, places=[issuer.start]), 0.7

    def _asking(self, at: int) -> Entity | None:
        """Return who asked right before ``at``; in Chinese who spoke the turn before."""
        if not self.vocabulary.spaced:
            return self.dialogues.asking(at)
        if self.history.previous is None:
            return None
        quotation, speaker = self.history.previous
        near = at - quotation.spans[-1].end < _NEAR
        asked = quotation.cue is not None and quotation.cue.lower().startswith(("ask", "press", "wonder"))
        return speaker.entity if near and asked else None
