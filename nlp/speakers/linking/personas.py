"""Personas of all mentions: how each is called, what speaks for two being one, and which are joined."""

from collections import Counter
from collections.abc import Sequence

from domain.speaker import SpeakerKind, SpeakerMention
from nlp.speakers.affiliations import Affiliations
from nlp.speakers.evidence import Finding, between_mentions, for_entry, is_single, role_field
from nlp.speakers.kinds import kind_of
from nlp.speakers.linking.persona import Persona, Reason
from nlp.speakers.names import is_han, name_key


class Personas:
    """Holds the personas of ``mentions``, which they know by their places in it, and joins them."""

    def __init__(self, mentions: Sequence[SpeakerMention], affiliations: Affiliations) -> None:
        self.mentions = mentions
        self.affiliations = affiliations
        self.by_key: dict[str, Persona] = {}
        #: Why each mention belongs to its persona.
        self.reasons: dict[int, Reason] = {}
        #: Keys of personas that are joined to others, with the key of the other and the reason.
        self._joined: dict[str, str] = {}
        self._joins: dict[str, Reason] = {}

    def people(self) -> list[Persona]:
        """Return the personas beside the directory that automatic joining may touch, in order of their keys."""
        return [
            persona
            for _, persona in sorted(self.by_key.items())
            if persona.entry is None and persona.part is None and persona.kind in ("person", "organisation")
        ]

    def names(self, persona: Persona) -> list[str]:
        """Return the names of a persona, the canonical one first."""
        if persona.entry is not None:
            return list(persona.entry.names)
        return self.names_met(persona.places)

    def names_met(self, places: Sequence[int]) -> list[str]:
        """Return the names of the mentions at ``places``, the most frequent first."""
        counted = Counter(self.mentions[place].name for place in places)
        return sorted(counted, key=lambda name: (-counted[name], is_han(name), name))

    def name_keys(self, persona: Persona) -> set[str]:
        """Return what the spellings of a persona's names have in common."""
        return {name_key(name) for name in self.names(persona)}

    def order(self, place: int) -> tuple[str, int, str]:
        """Return what mentions are put in order by, whatever the order in which they are given."""
        mention = self.mentions[place]
        return mention.url, mention.version_id, mention.name

    def kind(self, part: Sequence[int]) -> SpeakerKind:
        """Return the kind of whom mentions under one name stand for; one who has a role is a person.

        A family name alone, of one whom the directory does not know, is many people's.
        """
        name = self.mentions[part[0]].name
        kind = kind_of(name)
        if kind == "organisation" and 2 * sum(self.mentions[place].role is not None for place in part) > len(part):
            return "unnamed" if is_single(name) else "person"
        return kind

    def between_mentions(self, one: int, other: int) -> Finding:
        """Weigh what two mentions tell."""
        return between_mentions(self.mentions[one], self.mentions[other], self.affiliations)

    def between(self, one: Persona, other: Persona) -> Finding:
        """Weigh what two personas tell: one thing against outweighs all, one thing for outweighs what is open."""
        if one.entry is not None:
            one, other = other, one
        findings = [self.between_mentions(a, b) for a in self._profiles(one) for b in self._profiles(other)]
        if (entry := other.entry) is not None:
            findings = [for_entry(self.mentions[place], entry, self.affiliations) for place in self._profiles(one)]
        for verdict in ("against", "for"):
            for finding in findings:
                if finding.verdict == verdict:
                    return finding
        return max(findings, key=lambda finding: len(finding.words), default=Finding("open"))

    def _profiles(self, persona: Persona) -> list[int]:
        """Return one place for each thing that the mentions of a persona tell."""
        return list(
            {
                (m.affiliation, role_field(m.role), m.side): place
                for place in persona.places
                if (m := self.mentions[place])
            }.values()
        )

    def join(self, one: Persona, other: Persona, reason: Reason) -> None:
        """Make two personas one speaker: under the key of the directory, else that of the name in Latin letters.

        By hand the first one stays.
        """
        roots = self.root(one.key), self.root(other.key)
        if roots[0] == roots[1]:
            return
        by_hand = reason.method == "hand"
        kept, gone = sorted(
            roots, key=lambda key: (self.by_key[key].entry is None, by_hand and key != roots[0], is_han(key), key)
        )
        self._joined[gone] = kept
        self._joins[gone] = reason

    def root(self, key: str) -> str:
        """Return the key of the speaker that the persona of a key belongs to."""
        while key in self._joined:
            key = self._joined[key]
        return key

    def steps(self, place: int, key: str) -> list[Reason]:
        """Return why a mention of the persona of that key belongs to its speaker, one reason after the other."""
        steps = [self.reasons[place]]
        while key in self._joined:
            steps.append(self._joins[key])
            key = self._joined[key]
        return steps
