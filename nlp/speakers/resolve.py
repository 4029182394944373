"""Resolves the mentions of one article to speakers: the fullest name, with affiliation, role and side."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.quotation import Quotation
from nlp.han import HAN, simplify
from nlp.resources import revision
from nlp.speakers.cast import Cast, Entity, read_cast
from nlp.speakers.descriptions import describe
from nlp.speakers.han_names import person_names
from nlp.speakers.mentions import Mention, read_mention
from nlp.speakers.sides import country_of
from nlp.speakers.vocabulary import FILES, Vocabulary, vocabulary_for

#: Raise when the code resolves otherwise than before.
_CODE_REVISION = "2"
REVISION = f"{_CODE_REVISION}-{revision(*FILES)}"

#: Below this a speaker stays unknown: guessing is worse than abstaining.
THRESHOLD = 0.5

_HAN = re.compile(f"[{HAN}]")
#: How far before a name its description reaches, in characters.
_LEAD_HAN, _LEAD_LATIN = 14, 45
_FOREIGN = re.compile("[·•‧・]")
#: Offices that every country has: at a foreign name they say nothing of China.
_OFFICE = re.compile("^(?!.*[国國]).*(?:[商外财教国][务交政育防]部|國防部|[商外財教][務交政育]部)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Resolved:
    """Whom one mention stands for."""

    name: str
    score: float
    entity: Entity | None = None
    mention: Mention | None = None


def resolve(text: str, quotations: Sequence[Quotation], *, language: str, home: str | None = None) -> list[Quotation]:
    """Return the quotations with speaker, affiliation, role, side and score filled in, as far as they are known.

    ``home`` is the country of the outlet: news names the country of foreign firms and officials, not of its own.
    """
    vocabulary = vocabulary_for(language)
    cast = read_cast(text, vocabulary, home=home)
    people = frozenset() if vocabulary.spaced else person_names(text)
    _learn(quotations, cast, vocabulary, people)
    describe(text, cast, vocabulary)
    resolved: list[Quotation] = []
    previous: tuple[Quotation, _Resolved] | None = None
    for quotation in quotations:
        found = _speaker(text, quotation, previous, cast, vocabulary, people)
        if found is None or found.score < THRESHOLD:
            resolved.append(quotation)
            continue
        resolved.append(_described(text, quotation, found, cast, vocabulary))
        previous = quotation, found
    return resolved


def _learn(quotations: Sequence[Quotation], cast: Cast, vocabulary: Vocabulary, people: frozenset[str]) -> None:
    """Whoever is quoted by a full name belongs to the cast, also where the name alone does not look like one."""
    for quotation in quotations:
        if quotation.source is None or quotation.source_span is None:
            continue
        mention = read_mention(quotation.source, vocabulary, people=people)
        if mention.kind == "description" and mention.person:
            # A person without a name may be taken up by "he" as well.
            cast.add(_as_name(quotation.source), person=True, places=[quotation.source_span.start])
        if mention.kind != "name" or mention.name is None:
            continue
        known, _ = cast.fullest(mention.name, quotation.source_span.start)
        name = mention.polite or mention.name
        entity = known or cast.add(name, person=mention.person, places=[quotation.source_span.start])
        entity.person = entity.person or mention.person
        entity.gender = entity.gender or mention.gender
        entity.role = entity.role or mention.role
        entity.affiliation = entity.affiliation or mention.affiliation


def _speaker(
    text: str,
    quotation: Quotation,
    previous: tuple[Quotation, _Resolved] | None,
    cast: Cast,
    vocabulary: Vocabulary,
    people: frozenset[str],
) -> _Resolved | None:
    if quotation.source is None or quotation.source_span is None:
        return _without_source(text, quotation, previous)
    at = quotation.source_span.start
    mention = read_mention(quotation.source, vocabulary, people=people)
    if mention.kind == "name" and mention.name is not None:
        entity, score = cast.fullest(mention.name, at)
        if entity is None:
            return _Resolved(name=mention.name, score=0.75, mention=mention)
        return _Resolved(name=entity.name, score=score, entity=entity, mention=mention)
    if mention.kind == "description":
        name = _as_name(quotation.source)
        return _Resolved(name=name, score=0.8, entity=cast.entities.get(name), mention=mention)
    entity, score = _taken_up(text, mention, at, previous, cast)
    if entity is None:
        if mention.kind in ("organisation_noun", "person_noun"):
            return _Resolved(name=_as_name(quotation.source), score=THRESHOLD, mention=mention)
        return None
    return _Resolved(name=entity.name, score=score, entity=entity, mention=mention)


def _taken_up(
    text: str, mention: Mention, at: int, previous: tuple[Quotation, _Resolved] | None, cast: Cast
) -> tuple[Entity | None, float]:
    """Return whom a pronoun or "the company" takes up, and how sure that is."""
    person = mention.kind in ("person_pronoun", "person_noun")
    if mention.kind in ("former", "latter"):
        return _one_of_two(text, mention, at, cast)
    if mention.role is not None and (bearer := cast.with_role(mention.role, at)) is not None:
        return bearer, 0.8
    nearest = cast.last_named(at, person=person, gender=mention.gender)
    if previous is not None and previous[1].entity is not None and previous[1].entity.person is person:
        quoted, speaker = previous
        entity = speaker.entity
        between = text[quoted.spans[-1].end : at]
        elsewhere = nearest is not None and nearest is not entity and _nearer(text, nearest, quoted, at)
        fits = (
            entity is not None
            and not elsewhere
            and not (mention.gender and entity.gender and entity.gender != mention.gender)
        )
        if (
            fits
            and entity is not None
            and between.count("\n") <= 4
            and (nearest is None or not _subject_between(text, nearest, entity, quoted, at))
        ):
            if mention.gender and not entity.gender:
                entity.gender = mention.gender
            return entity, 0.85 if between.count("\n") == 0 else 0.72
    if nearest is None:
        return None, 0.0
    if mention.gender and not nearest.gender:
        nearest.gender = mention.gender
    gap = text[max(0, max(place for place in nearest.places if place < at)) : at]
    return nearest, 0.75 if "\n" not in gap else 0.6


def _nearer(text: str, nearest: Entity, quoted: Quotation, at: int) -> bool:
    """Whether the paragraph of a mention names somebody, and the quotation before stands in another one."""
    paragraph = max(text.rfind("\n", 0, at), 0)
    return quoted.spans[-1].end <= paragraph and any(paragraph <= place < at for place in nearest.places)


def _subject_between(text: str, nearest: Entity, speaker: Entity, quoted: Quotation, at: int) -> bool:
    """Whether somebody else begins a sentence between the quotation before and the mention, and so is meant."""
    if nearest is speaker:
        return False
    return any(
        quoted.spans[-1].end < place < at
        and re.search(r"(?:[.!?。！？”\"’]\s*|\n\s*|^)(?:[A-Z][\w.]*\s+){0,2}$", text[:place][-40:])
        for place in nearest.places
    )


def _one_of_two(text: str, mention: Mention, at: int, cast: Cast) -> tuple[Entity | None, float]:
    """ "The former" and "the latter": the two that the sentences right before name last."""
    named = sorted(
        (max(place for place in entity.places if place < at), entity.name)
        for entity in cast.entities.values()
        if any(at - 300 < place < at for place in entity.places)
    )
    if len(named) < 2:
        return None, 0.0
    _, name = named[-2] if mention.kind == "former" else named[-1]
    return cast.entities[name], 0.6


def _without_source(text: str, quotation: Quotation, previous: tuple[Quotation, _Resolved] | None) -> _Resolved | None:
    """Speech without a cue: it goes on with what was said before, when nothing else stands between."""
    if previous is None or _is_turn(text, quotation):
        return None
    quoted, speaker = previous
    last = max(
        quoted.spans[-1].end,
        quoted.cue_span.end if quoted.cue_span else 0,
        quoted.source_span.end if quoted.source_span else 0,
    )
    between = text[last : quotation.spans[0].start]
    letters = len(re.findall(f"[\\w{HAN}]", between))
    if "\n" not in between.strip(" ") and letters < 40:
        return replace(speaker, score=0.8)
    if letters == 0 and between.count("\n") <= 3:
        return replace(speaker, score=0.7)
    return None


def _is_turn(text: str, quotation: Quotation) -> bool:
    """Whether a label without a name leads to the quotation, as in an interview: 问：…"""
    label = quotation.cue_span
    if label is None or label.end >= quotation.spans[0].start:
        return False
    opens = not text[: label.start].rstrip(" \t\u3000") or text[: label.start].rstrip(" \t\u3000").endswith("\n")
    return opens and text[label.end] in ":："


def _as_name(source: str) -> str:
    """Return a description as a name: as it stands, without line breaks."""
    return re.sub(r"\s+", " ", source)


def _described(text: str, quotation: Quotation, found: _Resolved, cast: Cast, vocabulary: Vocabulary) -> Quotation:
    entity, mention = found.entity, found.mention
    own_role = mention.role if mention and mention.kind != "person_noun" else None
    role = own_role or (entity.role if entity else None)
    affiliation = (mention.affiliation if mention else None) or (entity.affiliation if entity else None)
    return replace(
        quotation,
        speaker=found.name,
        role=role,
        affiliation=affiliation,
        side=_side(text, quotation, found, role, affiliation, cast, vocabulary),
        speaker_score=round(found.score, 3),
    )


def _side(
    text: str,
    quotation: Quotation,
    found: _Resolved,
    role: str | None,
    affiliation: str | None,
    cast: Cast,
    vocabulary: Vocabulary,
) -> str | None:
    description = " ".join(filter(None, [role, affiliation, quotation.source if found.entity is None else found.name]))
    observer = vocabulary.observer.search(vocabulary.insider.sub("", simplify(description))) is not None
    if observer and not vocabulary.we.search(simplify(" ".join(quotation.content))):
        return None
    foreign = found.entity is not None and _FOREIGN.search(found.entity.name) is not None
    for words in filter(None, [f"{role or ''} {affiliation or ''}".strip(), description if not foreign else None]):
        if not (foreign and _OFFICE.search(words)) and (country := country_of(words)) is not None:
            return country
    for name in filter(None, [affiliation, found.entity.name if found.entity else None]):
        if (country := _country_in_text(text, name)) is not None:
            return country
    return cast.country_by_name(found.entity, found.name, role=role, affiliation=affiliation)


def _country_in_text(text: str, name: str) -> str | None:
    """Return the country by which the article describes ``name``: "Chinese start-up X", "X, a firm in California"."""
    for match in re.finditer(re.escape(name), text):
        reach = _LEAD_HAN if _HAN.match(name) else _LEAD_LATIN
        before = re.split(r"[.,;:。，；：\n“”\"]", text[max(0, match.start() - reach) : match.start()])[-1]
        described = re.match(
            r"[’']?s?,?\s*(?:\(\w+\)\s*)?,\s*(?:an?|the)\s+([^.,;\n]{3,60})", text[match.end() : match.end() + 90]
        )
        country = country_of(before, nearest_last=True) or country_of(described[1] if described else "")
        if country is not None:
            return country
    return None
