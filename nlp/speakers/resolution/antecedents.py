"""Whom "she", "the company" or 该公司 takes up: the candidate that stands out most among those named before."""

import re
from collections.abc import Sequence

from domain.spans import Span
from nlp.han import HAN, simplify
from nlp.speakers.cast import Cast, Entity
from nlp.speakers.matching import last_match
from nlp.speakers.people.contexts import PERSON_NOUN
from nlp.speakers.resolution.history import Quoted
from nlp.speakers.resolution.places import is_place
from nlp.speakers.sides import country_of
from nlp.speakers.vocabulary import Vocabulary

#: What a mention weighs: as the subject of a clause, as anything else, and as who was quoted.
_SUBJECT, _OTHER, _QUOTED = 1.0, 0.45, 1.1
#: A sentence, and a paragraph, in between take so much of the weight away.
_PER_SENTENCE, _PER_PARAGRAPH = 0.85, 0.72
#: Whoever is named in speech is seldom who speaks next.
_IN_SPEECH = 0.4
_SURE_GENDER, _LIKELY_OTHER = 1.2, 0.6
_UNSURE = 0.7
#: An organisation that is named often, up to so many times, is rather meant than one named once.
_PER_MENTION, _MENTIONS = 0.08, 6
#: Somebody without a name is taken up less than one with a name.
_WITHOUT_NAME = 0.6
_SAME_NOUN, _OTHER_NOUN = 1.6, 0.25
#: What is called by one of these is a place, and no company.
_PLACE = re.compile(
    r"\b(?:County|City|States?|Area|Valley|Bay|Islands?|Street|Avenue|Park|Kong|York|Francisco|Angeles|General)$"
)
#: Names that firms, and what they make, have: FedEx.
#: How many words a person's name has.
_PERSONAL = (2, 3)
_STATE = re.compile(
    r"(?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|"
    r"Tenn|Tex|Va|Vt|Wash|Wisc?|Wyo|[NSDW]\.?[A-Z])\.?"
)
_CAMEL = re.compile(r"(?!Mac|Mc|De|Le|La|Van|Fitz)[A-Z][a-z]+[A-Z][a-z]+")
_FIRMS = frozenset(["company", "firm", "startup", "start-up", "chipmaker", "maker", "giant", "retailer", "provider"])
#: Whom the sentence before begins with is rather meant: "Hale Labs was less sure. In a note, it said"; behind a title.
_TOPIC, _LED_BY = 1.15, 12
_FARTHEST = 1800
#: Two sentences are no longer, and white space between them is not, in characters.
_LONGEST_PAIR, _GAP = 1200, 20
_LEAST = 0.12
_OWNER = 1.6
#: How many sentences may end between a subject and what takes it up as the topic.
_NEAR_SENTENCES = 2

#: What no title of a subject holds: 据某院研究员, 记者采访了店主.
_NOT_TITLE = re.compile("[，、；：]|^(?:据|在|对|向|由|与|和|跟|从|因|为)|记者|采访|见到|了|看来")
#: What opens an aside right behind a Chinese name.
_ASIDE = ("——", "—", "（", "(")
#: Who tells the news is nobody in it.
_REPORTERS = frozenset(["记者", "記者", "本报记者", "本報記者", "笔者", "筆者"])
#: Whom somebody speaks to: 对他说.
_SPEAKS_TO = ("对", "向", "跟", "冲", "朝", "告诉", "问", "劝", "叮嘱", "提醒")

_SENTENCE_END = re.compile('[.!?][”"’)]?\\s+(?=[A-Z“"‘(])|[。！？…]+[”」』]?')
_BREAK = re.compile('[.;:!?。；：！？\n“”"「」『』（(]')
_HAN_BREAK = re.compile("[,，。；：！？\n“”「」『』（(、]")
_NOT_SUBJECT = re.compile(
    r"(?:\b(?:of|at|by|with|to|for|from|in|on|and|or|than|as|like|about|against|between|under|over|through|via|including|"
    r"after|before|into|near|toward|towards|among|amid|rival|called|named|backed|met|told|asked|saw|joined)(?:\s+(?:the|an?|its|his|her|their|our))?|\b(?:told|asked|tells|telling|via|through)(?:\s+[a-z-]+){1,4}|[’']s|,)\s*$",
    re.IGNORECASE,
)
_HAN_NOT_SUBJECT = re.compile("(?:对|向|给|让|被|把|与|和|跟|同|由|从|到|请|问|采访|像|比|替|随|、|于|据|及|将|是|为)$")
_HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Prof)\.\s+$")
#: "It was late, and |Hale left|".
_JOINED = re.compile(r",\s(?:and|but|so|while)\s$")
_NAME_ACTS = re.compile(
    r"(?:[A-Z][\w’'.-]*\s){1,4}(?:also\s)?(?:is|are|was|were|has|have|had|will|would|said|says|did|does|[a-z]{3,}ed)\b"
)
_WHO = re.compile(r"[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*){0,4},\s+who\b")
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|said|says|did|does|[a-z]{3,}ed)\b")
_HAN_NOT_AFTER = re.compile("(?:的(?!一)|等|、|，(?=[^，。]{0,6}、))")
_LONGEST_LEAD, _LONGEST_HAN_LEAD = 60, 28


class Antecedents:
    """Weighs the candidates of one article.

    ``covered`` are the stretches in marks that are somebody's words, ``told`` those without marks before their source.
    """

    def __init__(
        self, text: str, cast: Cast, vocabulary: Vocabulary, covered: Sequence[Span], told: Sequence[Span] = ()
    ) -> None:
        self._text = text
        self._cast = cast
        self._vocabulary = vocabulary
        self._covered = sorted(covered)
        self._told = sorted(told)
        self._subjects: dict[tuple[int, str], bool] = {}

    def best(
        self,
        at: int,
        *,
        person: bool,
        gender: str = "",
        plural: bool = False,
        noun: str | None = None,
        quoted: Sequence[Quoted] = (),
        asking: Entity | None = None,
        told_apart: bool = True,
        owning: bool = False,
    ) -> tuple[Entity | None, float]:
        """Return who is taken up at offset ``at`` and how sure that is; nobody where no candidate is near.

        Whoever was ``asking`` right before does not answer. Where people and bodies are not ``told_apart``, a name that
        could be either counts as well: of somebody with a rare given name, of a firm that nothing tells to be one.
        Where a pronoun is ``owning`` ("his claim"), the subject of its own sentence is meant rather than another.
        """
        if not self._vocabulary.spaced and person and not plural:
            # Chinese goes on with whoever spoke last, as long as nobody else is named in between.
            for taken in (self._aside, self._goes_on, self._topic_of, self._sole_of_paragraph):
                if (found := taken(at, gender, quoted)) is not None and found is not asking:
                    return found, 0.85
        weights: dict[str, float] = {}
        opening = self._sentence_before(at) if self._vocabulary.spaced else -1
        for entity in self._cast.entities.values():
            fits = _fits(entity, person=person, plural=plural, noun=noun)
            if entity is asking or not (fits or (not told_apart and self._may_be(entity, person=person))):
                continue
            if entity.name in _REPORTERS:
                continue
            placed = is_place(entity.name) or (plural and _STATE.fullmatch(entity.name) is not None)
            if self._vocabulary.spaced and (plural or person) and placed:
                # "They" are no town and no state, and neither is "he".
                continue
            if noun is not None and entity.unnamed and noun not in entity.name.lower().split():
                continue
            if gender and entity.gender and entity.gender != gender and entity.gender_sure:
                continue
            weight = max((self._weight(entity, place, at) for place in entity.places if place < at), default=0.0)
            weight = max([weight, *(self._quoted(item, at) for item in quoted if item.entity is entity)])
            if gender and entity.gender:
                weight *= _SURE_GENDER if entity.gender == gender else _LIKELY_OTHER
            if entity.unsure:
                weight *= _UNSURE
            if owning and any(self._leads_sentence(entity, place, at) for place in entity.places if place < at):
                weight *= _OWNER
            if opening >= 0 and any(opening <= place <= opening + _LED_BY for place in entity.places):
                weight *= _TOPIC
            if self._vocabulary.spaced and not person and not plural:
                weight *= self._fit_of(entity, noun)
            if plural and entity.plural:
                weight *= _SURE_GENDER
            if weight >= _LEAST:
                weights[entity.name] = weight
        if not weights:
            return None, 0.0
        first, *others = sorted(weights.items(), key=lambda item: -item[1])
        lead = first[1] / others[0][1] if others else 3.0
        score = 0.85 if lead >= 1.4 else 0.72 if lead >= 1.1 else 0.6
        return self._cast.entities[first[0]], score if first[1] >= 0.3 else min(score, 0.6)

    def _leads_sentence(self, entity: Entity, place: int, at: int) -> bool:
        """Whether somebody acts at ``place`` in the sentence of ``at``."""
        if at - place > _LONGEST_PAIR or "\n" in self._text[place:at] or _SENTENCE_END.search(self._text, place, at):
            return False
        return self.acts(entity, place)

    def sole_before(self, at: int) -> Entity | None:
        """Return the only person with a name in the sentence before that of ``at`` and in what precedes ``at``."""
        start = self._sentence_before(at)
        named = {
            entity.name
            for entity in self._cast.entities.values()
            if _fits(entity, person=True, plural=False) and not entity.unnamed
            if any(start <= place < at and not self._in_speech(place) for place in entity.places)
        }
        return self._cast.entities[named.pop()] if start >= 0 and len(named) == 1 else None

    def _in_speech(self, place: int) -> bool:
        return any(span.start <= place < span.end for span in (*self._covered, *self._told))

    def _sentence_before(self, at: int) -> int:
        """Return where the English sentence before that of ``at`` begins in its paragraph; -1 where it is the first."""
        first = max(0, at - _LONGEST_PAIR)
        paragraph = self._text.rfind("\n", first, at) + 1
        starts = [paragraph] if paragraph or first == 0 else []
        starts += [found.end() for found in _SENTENCE_END.finditer(self._text, paragraph or first, at)]
        return starts[-2] if len(starts) > 1 else -1

    def _aside(self, at: int, gender: str, quoted: Sequence[Quoted]) -> Entity | None:
        """Return the person right behind whose Chinese name a dash opens an aside: 林某某——他与前者无关——对本报说."""
        head = self._text[max(0, at - _GAP) : at]
        if not head.endswith(_ASIDE):
            return None
        end = at - len(head) + len(head.rstrip("".join(_ASIDE)))
        return self._ending_at(end)

    def _ending_at(self, end: int) -> Entity | None:
        """Return the person whose full name ends at an offset."""
        named = (e for e in self._cast.entities.values() if e.person and self._text.endswith(e.name, 0, end))
        return max(named, key=lambda entity: len(entity.name), default=None)

    def _topic_of(self, at: int, gender: str, quoted: Sequence[Quoted]) -> Entity | None:
        return self.topic(at, gender=gender)

    def _sole_of_paragraph(self, at: int, gender: str, quoted: Sequence[Quoted]) -> Entity | None:
        """Return the only person whom a Chinese paragraph names before ``at``, if nobody else was quoted in it."""
        start = self._text.rfind("\n", 0, at) + 1
        told = {item.entity.name for item in quoted[-1:] if self._spoken_to(item, at)}
        named = {
            entity.name
            for entity in self._cast.entities.values()
            if entity.person and not entity.plural and entity.name not in _REPORTERS | told
            for place in entity.places
            if start <= place < at and not any(span.start <= place < span.end for span in self._covered)
        }
        named |= {
            item.entity.name
            for item in quoted
            if start <= item.at < at and item.entity.person and not self._spoken_to(item, at)
        }
        only = self._cast.entities.get(named.pop()) if len(named) == 1 else None
        fits = only is not None and (not gender or not only.gender_sure or only.gender in ("", gender))
        return only if fits else None

    def _goes_on(self, at: int, gender: str, quoted: Sequence[Quoted]) -> Entity | None:
        last = quoted[-1] if quoted else None
        if last is None or not _fits(last.entity, person=True, plural=False) or self._spoken_to(last, at):
            return None
        if gender and last.entity.gender_sure and last.entity.gender not in ("", gender):
            return None
        end = max([last.at, *(span.end for span in last.spans if span.end <= at)])
        others = [
            entity
            for entity in self._cast.entities.values()
            if entity is not last.entity and entity.person and any(last.at < place < at for place in entity.places)
        ]
        return None if others or end > at or "\n" in self._text[end:at].strip() else last.entity

    def _spoken_to(self, last: Quoted, at: int) -> bool:
        """Whether a Chinese pronoun takes up whom the last speaker spoke to: 主管对他说：“…”他当时不信."""
        lead = self._text[last.at : last.spans[0].start]
        return any(f"{word}{self._text[at : at + 1]}" in simplify(lead) for word in _SPEAKS_TO)

    def topic(self, at: int, *, gender: str = "") -> Entity | None:
        """Return whom the sentence before ``at`` begins with, in Chinese if nobody else is named behind."""
        start = self._text.rfind("\n", 0, at) + 1
        named = [
            (place, entity.name)
            for entity in self._cast.entities.values()
            if _fits(entity, person=True, plural=False)
            for place in entity.places
            if start <= place < at and not any(span.start <= place < span.end for span in self._covered)
            if not self._vocabulary.spaced or (self.acts(entity, place) and self._begins(start, place))
        ]
        if not named:
            return None
        place, name = max(named)
        entity = self._cast.entities[name]
        lead = self._text[start:place].rstrip(" \u3000")
        another = bool(gender) and entity.gender_sure and entity.gender != gender
        begins = not lead or lead[-1] in "。！？”」』.!?" or (not self._vocabulary.spaced and self._titled(lead))
        if another or not begins:
            return None
        sentences = sum(1 for _ in _SENTENCE_END.finditer(self._text[place:at]))
        return entity if sentences <= _NEAR_SENTENCES and self.acts(entity, place) else None

    def _titled(self, lead: str) -> bool:
        """Whether what stands before a Chinese name is what its bearer is called by: 长子|林某某, 研究员|林某某."""
        clause = simplify(lead[-_LONGEST_HAN_LEAD:])
        start = max((clause.rfind(mark) for mark in "。！？”」』\n"), default=-1) + 1
        words = clause[start:]
        whole = start > 0 or len(lead) <= _LONGEST_HAN_LEAD
        role = last_match(self._vocabulary.role, words)
        called = (role is not None and role.end() == len(words)) or PERSON_NOUN.search(words) is not None
        return whole and called and not _NOT_TITLE.search(words)

    def _may_be(self, entity: Entity, *, person: bool) -> bool:
        """Whether an English name of which nothing tells whose it is may be a person's or, else, a firm's."""
        words = entity.name.split()
        if entity.plural or entity.unnamed or country_of(entity.name) or _PLACE.search(entity.name):
            return False
        body = entity.organisation or not self._vocabulary.organisation_words.isdisjoint(words)
        return (not body and len(words) in _PERSONAL) if person else (not entity.person and len(words) > 1)

    def sole(self, at: int) -> Entity | None:
        """Return the only person with a name, if without a role, of the paragraph before ``at`` and its own so far."""
        last = max(self._text.rfind("\n", 0, at), 0)
        while last and self._text[last - 1].isspace():
            last -= 1
        start = self._text.rfind("\n", 0, last) + 1
        named = {
            entity.name
            for entity in self._cast.entities.values()
            if _fits(entity, person=True, plural=False) and not entity.unnamed and not entity.unsure
            for place in entity.places
            if start <= place < at and not any(span.start <= place < span.end for span in self._covered)
        }
        only = self._cast.entities[named.pop()] if len(named) == 1 else None
        return only if only is not None and only.role is None else None

    def _begins(self, start: int, place: int) -> bool:
        """Whether a sentence of the paragraph that begins at ``start`` begins at ``place``."""
        lead = self._text[max(start, place - _GAP) : place].rstrip()
        return not lead or lead[-1] in '.!?”"'

    def _fit_of(self, entity: Entity, noun: str | None) -> float:
        """Return how well an organisation fits "it" or "the company": the text is about those it names most."""
        named = 1 + _PER_MENTION * min(len(entity.places), _MENTIONS)
        if noun is None:
            return named
        if noun in entity.nouns:
            return named * _SAME_NOUN
        if noun not in self._vocabulary.public_nouns and _PLACE.search(entity.name):
            return named * _OTHER_NOUN
        public = (
            self._vocabulary.public_bodies & set(entity.name.split()) or entity.nouns & self._vocabulary.public_nouns
        )
        return named * _OTHER_NOUN if public and noun not in self._vocabulary.public_nouns else named

    def _weight(self, entity: Entity, place: int, at: int) -> float:
        if at - place > _FARTHEST:
            return 0.0
        base = _SUBJECT if self.acts(entity, place) else _OTHER
        if entity.unnamed and self._vocabulary.spaced:
            base *= _WITHOUT_NAME
        if any(span.start <= place < span.end and not span.start <= at < span.end for span in self._covered) or (
            entity.person and any(span.start <= place < span.end <= at for span in self._told)
        ):
            base *= _IN_SPEECH
        return base * self._decay(place, at)

    def _quoted(self, item: Quoted, at: int) -> float:
        end = max([item.at, *(span.end for span in item.spans if span.end <= at)])
        return _QUOTED * self._decay(end, at) if at - end <= _FARTHEST else 0.0

    def _decay(self, place: int, at: int) -> float:
        between = self._text[place:at]
        paragraphs = len(re.findall(r"\n[\s\u3000]*(?=\S)", between))
        sentences = sum(1 for _ in _SENTENCE_END.finditer(between))
        return float(_PER_SENTENCE**sentences * _PER_PARAGRAPH**paragraphs)

    def acts(self, entity: Entity, place: int) -> bool:
        """Whether what stands at ``place`` leads its clause: whoever does something, not to whom it is done."""
        key = place, entity.name
        if key not in self._subjects:
            if self._vocabulary.spaced:
                # "I asked Ann Lee, who wrote it, and she said": what follows "who" makes her a subject too.
                self._subjects[key] = self._leads_latin(place) or _WHO.match(self._text, place) is not None
            else:
                self._subjects[key] = self._leads_han(entity, place)
        return self._subjects[key]

    def _leads_latin(self, place: int) -> bool:
        if self._text[place - 1 : place] == "(":
            return False
        if (honorific := _HONORIFIC.search(self._text, max(0, place - 8), place)) is not None:
            # "Of |Mr.| Hale" is no clause that begins with Hale.
            place = honorific.start()
        lead = _after_last(_BREAK, self._text[max(0, place - 160) : place])
        joined = _JOINED.search(lead) is not None and _NAME_ACTS.match(self._text, place) is not None
        if _NOT_SUBJECT.search(lead) and not lead.rstrip().endswith(",") and not joined:
            return False
        head = lead.rsplit(",", 1)[-1]
        return len(head) <= _LONGEST_LEAD and _VERB.search(head) is None

    def _leads_han(self, entity: Entity, place: int) -> bool:
        lead = _after_last(_HAN_BREAK, self._text[max(0, place - 60) : place])
        if _HAN_NOT_SUBJECT.search(lead) or len(lead) > _LONGEST_HAN_LEAD:
            return False
        length = next((n for n in range(len(entity.name), 0, -1) if self._text.startswith(entity.name[-n:], place)), 0)
        return _HAN_NOT_AFTER.match(self._text, place + length) is None


def _fits(entity: Entity, *, person: bool, plural: bool, noun: str | None = None) -> bool:
    if person:
        return (entity.person or entity.unsure) and not entity.plural
    if noun in _FIRMS and not entity.person and _CAMEL.fullmatch(entity.name):
        # "The company" is FedEx, though nothing tells that it is one.
        return True
    return entity.plural or entity.organisation if plural else entity.organisation and not entity.plural


def _after_last(pattern: re.Pattern[str], text: str) -> str:
    position = 0
    for match in pattern.finditer(text):
        position = match.end()
    return re.sub(f"^[^\\w{HAN}]+", "", text[position:])
