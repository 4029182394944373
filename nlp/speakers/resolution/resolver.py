"""Resolves the quotations of one text in order; each speaker is a candidate for the next."""

from collections.abc import Sequence
from dataclasses import replace

from domain.quotation import Quotation
from nlp.han import simplify
from nlp.speakers.cast import Cast
from nlp.speakers.epithets import Epithets
from nlp.speakers.mentions import Mention, read_mention
from nlp.speakers.mentions.chinese_names import KIN
from nlp.speakers.resolution.antecedents import Antecedents
from nlp.speakers.resolution.appositions import Appositions
from nlp.speakers.resolution.cataphora import Cataphora
from nlp.speakers.resolution.chinese_bodies import ChineseBodies
from nlp.speakers.resolution.described import Described
from nlp.speakers.resolution.details import Details
from nlp.speakers.resolution.dialogues import Dialogues
from nlp.speakers.resolution.history import History
from nlp.speakers.resolution.known import known, name_of, read_known
from nlp.speakers.resolution.offices import Offices
from nlp.speakers.resolution.pairs import Pairs
from nlp.speakers.resolution.resolved import THRESHOLD, Resolved
from nlp.speakers.resolution.sides import Sides
from nlp.speakers.resolution.taken_up import TakenUp
from nlp.speakers.resolution.uncued import UncuedSpeakers
from nlp.speakers.resolution.unnamed import Unnamed
from nlp.speakers.resolution.wording import BASED, as_name, names_nobody, words_of
from nlp.speakers.vocabulary import Vocabulary


class Resolver:
    """Resolves the ``quotations`` of one text; ``people`` are the names that a Chinese one is known to hold."""

    def __init__(
        self,
        text: str,
        cast: Cast,
        vocabulary: Vocabulary,
        *,
        people: frozenset[str],
        quotations: Sequence[Quotation],
        epithets: Epithets,
    ) -> None:
        self._text = text
        self._cast = cast
        self._vocabulary = vocabulary
        self._people = people
        self._epithets = epithets
        self._history = history = History()
        spoken = [span for quotation in quotations if quotation.type == "direct" for span in quotation.spans]
        # What is told before its source is somebody’s words as well: "the plan of Hale is new, he said".
        told = [
            span
            for quotation in quotations
            for span in quotation.spans
            if vocabulary.spaced
            and quotation.type != "direct"
            and quotation.source_span is not None
            and span.end <= quotation.source_span.start
        ]
        antecedents = Antecedents(text, cast, vocabulary, spoken, told)
        self._offices = Offices(text=text, cast=cast, vocabulary=vocabulary)
        dialogues = Dialogues(
            text=text, cast=cast, vocabulary=vocabulary, history=history, epithets=epithets, quotations=quotations
        )
        self._taken_up = TakenUp(
            text=text,
            cast=cast,
            vocabulary=vocabulary,
            people=people,
            antecedents=antecedents,
            history=history,
            pairs=Pairs(text=text, cast=cast, vocabulary=vocabulary, history=history),
            unnamed=Unnamed(text=text, cast=cast, vocabulary=vocabulary, history=history),
            offices=self._offices,
            dialogues=dialogues,
        )
        self._cataphora = Cataphora(text=text, cast=cast, vocabulary=vocabulary, quotations=quotations)
        self._described = Described(cast=cast, vocabulary=vocabulary, history=history)
        self._bodies = ChineseBodies(
            text=text, cast=cast, vocabulary=vocabulary, antecedents=antecedents, history=history
        )
        self._appositions = Appositions(text=text, cast=cast, vocabulary=vocabulary)
        self._uncued = UncuedSpeakers(
            text=text,
            cast=cast,
            vocabulary=vocabulary,
            antecedents=antecedents,
            history=history,
            dialogues=dialogues,
        )
        self._details = Details(
            text=text,
            cast=cast,
            vocabulary=vocabulary,
            taken_up=self._taken_up,
            bodies=self._bodies,
            sides=Sides(text=text, cast=cast, vocabulary=vocabulary),
        )

    def resolved(self, quotation: Quotation) -> Quotation:
        """Return a quotation with its speaker, if that is sure enough; whoever it is may be taken up by the next."""
        found = self._speaker(quotation)
        if found is None or found.score < THRESHOLD:
            return quotation
        resolved = self._details.filled(quotation, found)
        self._history.remember(quotation, found)
        return resolved

    def _speaker(self, quotation: Quotation) -> Resolved | None:
        """Return whom the source of a quotation stands for."""
        if quotation.source is None or quotation.source_span is None:
            return self._uncued.speaker(quotation)
        at = quotation.source_span.start
        if self._vocabulary.spaced:
            if quotation.source.lower() in self._vocabulary.own:
                return None
            if names_nobody(quotation.source, self._vocabulary):
                return self._appositions.before_who(quotation)
            if (kin := self._cast.kin.get(quotation.source.lower())) is not None:
                return Resolved(name=kin.name, score=0.8, entity=kin)
            if (owner := self._owner(quotation.source, at)) is not None:
                return owner
            if (named := self._appositions.read(quotation)) is not None:
                return named
        if (called := self._epithets.at(self._text, quotation.source_span)) is not None:
            return Resolved(name=called.name, score=0.7, entity=called)
        words = words_of(self._text, quotation, self._vocabulary)
        if words.startswith("the ") and BASED.match(quotation.source):
            # The town that stands before is not taken up.
            at = max(self._text.rfind(end, 0, at) for end in (". ", "\n")) + 1
        mention = read_known(words, self._cast, self._vocabulary, people=self._people, at=at)
        if not self._vocabulary.spaced:
            body = (
                self._bodies.medium(quotation.source)
                or self._bodies.court(quotation.source, at)
                or self._bodies.party(quotation.source, at)
            )
            if body is not None:
                return body
            if (relative := self._relative(quotation.source, at)) is not None:
                return relative
        if (
            not self._vocabulary.spaced
            and mention.kind in ("name", "description", "person_noun")
            and (aged := self._taken_up.by_age(mention.name or quotation.source, at))
        ):
            return Resolved(name=aged.name, score=0.65, entity=aged)
        if mention.kind == "name" and mention.name is not None:
            entity, score = known(self._cast, name_of(self._cast, mention), at, gender=mention.gender)
            if not self._vocabulary.spaced and not (mention.person or (entity is not None and entity.person)):
                fuller = self._bodies.fuller(entity.name if entity is not None else mention.name)
                if fuller is not None:
                    entity = self._cast.entities.get(fuller)
                    return Resolved(name=fuller, score=0.75, entity=entity, mention=mention)
            if entity is None:
                return Resolved(name=mention.name, score=0.75, mention=mention)
            return Resolved(name=entity.name, score=score, entity=entity, mention=mention)
        if self._vocabulary.spaced and (found := self._told_of(quotation, mention, at)) is not None:
            return found
        if (
            mention.kind == "description"
            and (bearer := self._offices.bearer(quotation.source, mention, at)) is not None
        ):
            return Resolved(name=bearer.name, score=0.75, entity=bearer, mention=mention)
        if mention.kind in ("description", "national_body"):
            name = as_name(mention.words or quotation.source)
            return Resolved(name=name, score=0.8, entity=self._cast.entities.get(name), mention=mention)
        if (
            not self._vocabulary.spaced
            and mention.kind != "person_noun"
            and (kind := self._bodies.of_kind(quotation.source, at)) is not None
        ):
            entity = self._cast.add(kind, person=False, places=[at], described=True)
            entity.unnamed = entity.organisation = True
            return Resolved(name=kind, score=0.7, entity=entity, mention=mention)
        entity, score = self._taken_up.by(mention, at)
        if entity is None and self._vocabulary.spaced:
            entity, score = self._cataphora.pronoun(quotation, mention), 0.6
        if entity is None:
            if mention.kind not in ("organisation_noun", "person_noun", "document_noun"):
                return None
            # Nobody is taken up: "the ministry" is a name for want of one, which "it" may take up.
            name = as_name(quotation.source)
            if self._vocabulary.spaced and mention.kind == "organisation_noun":
                name, at = self._offices.called(mention.noun, at) or (name, at)
                entity = self._cast.add(name, person=False, places=[at], described=True)
                entity.organisation = True
            return Resolved(name=name, score=THRESHOLD, entity=entity, mention=mention)
        return Resolved(name=entity.name, score=score, entity=entity, mention=mention)

    def _told_of(self, quotation: Quotation, mention: Mention, at: int) -> Resolved | None:
        """Return whom an English description stands for that the text names next, or describes more fully before."""
        if mention.kind in ("description", "person_noun"):
            named = self._cataphora.named_next(quotation, mention)
            if named is not None:
                return Resolved(name=named.name, score=0.65, entity=named, mention=mention)
        fuller = self._described.taken_up(quotation.source or "", mention, at)
        return Resolved(name=fuller.name, score=0.7, entity=fuller, mention=mention) if fuller is not None else None

    def _relative(self, source: str, at: int) -> Resolved | None:
        """Return the relative that 其母亲 is, where the text calls one so by the name of whom 其 takes up."""
        whose = simplify(source)[:1]
        if whose not in self._vocabulary.person_pronouns or (kin := KIN.search(simplify(source))) is None:
            return None
        owner, _ = self._taken_up.by(read_mention(source[:1], self._vocabulary), at)
        name = f"{owner.name}{source[kin.start() :]}" if owner is not None else ""
        if not name or name not in self._text:
            return None
        entity = self._cast.add(name, person=True, places=[at, self._text.index(name)])
        return Resolved(name=name, score=0.7, entity=entity)

    def _owner(self, source: str, at: int) -> Resolved | None:
        """Return whose "her statement" is, and who said "the quip"."""
        first, *rest = source.lower().split()
        if not rest or rest[-1] not in self._vocabulary.speech_nouns | self._vocabulary.document_nouns:
            return None
        if first == "the" and rest[-1] in self._vocabulary.speech_nouns and self._history.previous is not None:
            return replace(self._history.previous[1], score=0.7)
        if first not in ("his", "her"):
            return None
        found, score = self._taken_up.by(read_mention(first, self._vocabulary), at)
        return Resolved(name=found.name, score=score, entity=found) if found is not None else None
