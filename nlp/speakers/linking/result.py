"""Result of linking: the speakers that joined personas are, and the speaker of each mention."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from domain.speaker import Linking, Speaker, SpeakerLink
from nlp.speakers.linking.persona import Persona
from nlp.speakers.linking.personas import Personas


def result_of(personas: Personas, waiting: Iterable[int]) -> Linking:
    """Return all speakers, the speaker of each mention in order, and the decisions that are ``waiting``."""
    members: dict[str, list[Persona]] = defaultdict(list)
    for key, persona in sorted(personas.by_key.items()):
        members[personas.root(key)].append(persona)
    speakers = [_speaker(personas, root, joined) for root, joined in sorted(members.items())]
    links: dict[int, SpeakerLink] = {}
    for root, joined in members.items():
        for persona in joined:
            for place in persona.places:
                links[place] = _link(personas, place, persona.key, root)
    return Linking(
        speakers=tuple(speakers),
        links=tuple(links[place] for place in range(len(personas.mentions))),
        waiting=tuple(sorted(waiting)),
    )


def _link(personas: Personas, place: int, own: str, root: str) -> SpeakerLink:
    mention, steps = personas.mentions[place], personas.steps(place, own)
    return SpeakerLink(
        version_id=mention.version_id,
        name=mention.name,
        speaker=root,
        method=steps[-1].method,
        evidence="; ".join(step.evidence for step in steps),
        affiliation_key=personas.affiliations.key_of(mention.affiliation),
    )


def _speaker(personas: Personas, key: str, joined: Sequence[Persona]) -> Speaker:
    places = [place for persona in joined for place in persona.places]
    mentions = [personas.mentions[place] for place in places]
    met = personas.names_met(places)
    entry = next((persona.entry for persona in joined if persona.entry is not None), None)
    beside = sorted({name for mention in mentions for name in mention.beside} - set(met))
    if entry is not None:
        return replace(entry, names=tuple(dict.fromkeys((*entry.names, *met))))
    return Speaker(
        key=key,
        names=tuple((*met, *beside)),
        kind=joined[0].kind,
        side=_most(mention.side for mention in mentions),
        affiliation=_most(mention.affiliation for mention in mentions),
        role=_most(mention.role for mention in mentions),
    )


def _most(values: Iterable[str | None]) -> str | None:
    counted = Counter(value for value in values if value)
    return min(counted, key=lambda value: (-counted[value], value), default=None)
