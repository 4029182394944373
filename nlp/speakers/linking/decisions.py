"""Decisions by hand: splits before personas are joined, merges after; those that find nothing wait."""

from collections.abc import Sequence

from domain.speaker import SpeakerDecision, SpeakerReference
from nlp.speakers.linking.persona import Persona, Reason
from nlp.speakers.linking.personas import Personas
from nlp.speakers.names import name_key


def split(personas: Personas, decisions: Sequence[SpeakerDecision]) -> list[int]:
    """Take the mentions that splits name out of their personas; return the ids of those that find none."""
    waiting: list[int] = []
    for decision in decisions:
        if decision.kind != "split":
            continue
        whole = _whole(personas, decision.one)
        taken = [place for persona in whole for place in persona.places if _is_taken(personas, decision, place)]
        if not taken:
            waiting.append(decision.decision_id)
            continue
        for persona in whole:
            persona.places = [place for place in persona.places if place not in set(taken)]
            if not persona.places and persona.entry is None:
                del personas.by_key[persona.key]
        key = part_key(decision)
        part = Persona(key, personas.kind(taken), places=sorted(taken, key=personas.order), part=decision.decision_id)
        personas.by_key[key] = part
        for place in taken:
            personas.reasons[place] = Reason("hand", f"split #{decision.decision_id}: {decision.reason}")
    return waiting


def merge(personas: Personas, decisions: Sequence[SpeakerDecision]) -> list[int]:
    """Join the personas that merges name; return the ids of those that do not find both."""
    waiting: list[int] = []
    for decision in decisions:
        if decision.kind != "merge" or decision.other is None:
            continue
        one, other = (_referred(personas, reference) for reference in (decision.one, decision.other))
        if len(one) != 1 or len(other) != 1:
            waiting.append(decision.decision_id)
            continue
        words = f"merge #{decision.decision_id}: {decision.reason}"
        personas.join(one[0], other[0], Reason("hand", words))
    return waiting


def part_key(decision: SpeakerDecision) -> str:
    """Return the key of the speaker that a split makes: whose part it is, and what it takes."""
    taken = ", ".join(each for each in (decision.name, decision.affiliation, decision.url) if each)
    return f"{decision.one.key} # {taken}"


def _is_taken(personas: Personas, decision: SpeakerDecision, place: int) -> bool:
    mention = personas.mentions[place]
    return (
        (decision.name is None or name_key(mention.name) == name_key(decision.name))
        and (
            decision.affiliation is None
            or personas.affiliations.same(mention.affiliation, decision.affiliation) is True
        )
        and (decision.url is None or mention.url == decision.url)
    )


def _referred(personas: Personas, reference: SpeakerReference) -> list[Persona]:
    """Return the persona that a decision means: by key, else the one of the name that the affiliation fits."""
    if reference.key in personas.by_key:
        return [personas.by_key[reference.key]]
    named = [
        persona
        for persona in personas.by_key.values()
        if persona.part is None and name_key(reference.names[0]) in personas.name_keys(persona)
    ]
    if len(named) > 1 and reference.affiliation:
        named = [
            persona
            for persona in named
            if any(
                personas.affiliations.same(personas.mentions[place].affiliation, reference.affiliation)
                for place in persona.places
            )
        ]
    return named if len(named) == 1 else []


def _whole(personas: Personas, reference: SpeakerReference) -> list[Persona]:
    """Return the personas that a speaker to be split is made of, in all languages."""
    found = _referred(personas, reference)
    own = {key for persona in found for key in personas.name_keys(persona)}
    other = {name_key(name) for name in reference.names} - own
    return found + [
        persona
        for persona in personas.people()
        if persona not in found and other & personas.name_keys(persona) and not own & personas.name_keys(persona)
    ]
