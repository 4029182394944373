"""Links the mentions of all articles to speakers: one person under all spellings, two of one name apart.

A pure function of the directory, the mentions and the decisions made by hand: whoever links the same gets the same.
Mentions first go to entries of the directory; those left make personas, one a name, or several where what the articles
tell cannot be of one person; personas of two languages are joined by names that stand side by side in a text, by the
reading of a Chinese name, and by initials; at last come the decisions. Where the evidence is open, nothing is joined.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from domain.quotation import Quotation
from domain.speaker import (
    Linking,
    LinkMethod,
    Speaker,
    SpeakerDecision,
    SpeakerKind,
    SpeakerLink,
    SpeakerMention,
    SpeakerReference,
)
from nlp.speakers.affiliations import Affiliations
from nlp.speakers.directory import by_name
from nlp.speakers.evidence import Finding, between_mentions, for_entry, is_common, is_single, role_field
from nlp.speakers.kinds import kind_of
from nlp.speakers.names import initials_of, is_han, name_key, name_words
from nlp.speakers.pinyin import latin_readings, readings


@dataclass(slots=True)
class _Persona:
    """Mentions that one speaker is taken for before languages are joined, or an entry of the directory with its own."""

    key: str
    kind: SpeakerKind
    entry: Speaker | None = None
    places: list[int] = field(default_factory=list)
    #: Number of the decision that split it off; nothing but another decision joins it with others.
    part: int | None = None


@dataclass(slots=True)
class _Reason:
    method: LinkMethod
    evidence: str


def entry_for(
    mention: SpeakerMention, bearers: dict[str, list[Speaker]], affiliations: Affiliations
) -> tuple[Speaker, str] | None:
    """Return the entry of a directory that a mention stands for, with the evidence; ``None`` when that is not sure.

    Under a name that several bear, or that is marked as ambiguous, something must speak for the one entry.
    """
    for name in (mention.name, *mention.beside):
        key = name_key(name)
        found = [(entry, for_entry(mention, entry, affiliations)) for entry in bearers.get(key, ())]
        shared = len(found) > 1 or any(key in {name_key(each) for each in entry.ambiguous} for entry, _ in found)
        fitting = [
            (entry, finding)
            for entry, finding in found
            if finding.verdict == "for" or (finding.verdict == "open" and not shared)
        ]
        if len(fitting) == 1:
            entry, finding = fitting[0]
            words = f"the name {name} of the directory ({entry.source})"
            return entry, f"{words}; {finding.words}" if finding.words else words
    return None


def lend_sides(quotations: Sequence[Quotation], directory: Sequence[Speaker]) -> tuple[Quotation, ...]:
    """Return the quotations with the side that the directory knows of a speaker, where the article tells none."""
    bearers, affiliations = by_name(directory), Affiliations(directory)
    return tuple(_with_side(quotation, bearers, affiliations) for quotation in quotations)


def _with_side(quotation: Quotation, bearers: dict[str, list[Speaker]], affiliations: Affiliations) -> Quotation:
    if quotation.side is not None or quotation.speaker is None:
        return quotation
    mention = SpeakerMention(
        version_id=0, url="", name=quotation.speaker, affiliation=quotation.affiliation, role=quotation.role
    )
    known = entry_for(mention, bearers, affiliations)
    return replace(quotation, side=known[0].side) if known else quotation


def link(
    mentions: Sequence[SpeakerMention],
    decisions: Sequence[SpeakerDecision] = (),
    *,
    directory: Sequence[Speaker],
) -> Linking:
    """Return all speakers, those of the directory included, and the speaker of each mention, in order."""
    return _Linker(mentions, directory, decisions).linking()


class _Linker:
    def __init__(
        self, mentions: Sequence[SpeakerMention], directory: Sequence[Speaker], decisions: Sequence[SpeakerDecision]
    ) -> None:
        self._mentions = mentions
        self._directory = directory
        self._decisions = sorted(decisions, key=lambda decision: decision.decision_id)
        self._bearers = by_name(directory)
        self._affiliations = Affiliations(directory)
        self._reasons: dict[int, _Reason] = {}
        self._personas: dict[str, _Persona] = {}
        self._joined: dict[str, str] = {}
        self._joins: dict[str, _Reason] = {}
        self._waiting: list[int] = []

    def linking(self) -> Linking:
        self._make_personas(self._find_entries())
        self._split()
        self._join_beside()
        self._join_readings()
        self._join_initials()
        self._merge()
        return self._result()

    # -- personas -------------------------------------------------------------------------------------------------

    def _find_entries(self) -> list[int]:
        """Give mentions to entries of the directory; return the places of those that belong to none."""
        for entry in self._directory:
            self._personas[entry.key] = _Persona(entry.key, entry.kind, entry)
        left = []
        for place, mention in enumerate(self._mentions):
            found = entry_for(mention, self._bearers, self._affiliations)
            if found is None:
                left.append(place)
                continue
            entry, evidence = found
            self._personas[entry.key].places.append(place)
            self._reasons[place] = _Reason("directory", evidence)
        return left

    def _make_personas(self, places: Iterable[int]) -> None:
        groups: dict[str, list[int]] = defaultdict(list)
        for place in places:
            groups[name_key(self._mentions[place].name)].append(place)
        for key, group in sorted(groups.items()):
            parts = self._told_apart(group)
            for number, part in enumerate(sorted(parts, key=lambda part: self._order(part[0])), 1):
                told = self._what_tells(part) if len(parts) > 1 else ""
                own = f"{key} @ {told}" if told else key
                if own in self._personas:
                    own = f"{own} ({number})"
                self._personas[own] = _Persona(own, self._kind(part), places=part)
                reason = _Reason("apart", f"others of the name differ: {told}") if told else _Reason("name", "the name")
                for place in part:
                    self._reasons[place] = reason

    def _told_apart(self, group: Sequence[int]) -> list[list[int]]:
        """Return the mentions of one name in parts, each of one person as far as the articles tell."""
        alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for place in sorted(group, key=self._order):
            m = self._mentions[place]
            alike[m.affiliation, role_field(m.role), m.side, initials_of(m.name)].append(place)
        profiles = list(alike.values())
        if len(profiles) == 1 or self._kind(group) != "person":
            return [sorted(group, key=self._order)]
        verdicts = {
            (one, other): self._between(profiles[one][0], profiles[other][0]).verdict
            for one in range(len(profiles))
            for other in range(one)
        }
        told_in: dict[str, list[int]] = defaultdict(list)
        for number, places in enumerate(profiles):
            for url in {self._mentions[place].url for place in places}:
                told_in[url].append(number)
        in_one = [(numbers[0], number) for numbers in told_in.values() for number in numbers[1:]]
        sure = _components(len(profiles), [*in_one, *(pair for pair, verdict in verdicts.items() if verdict == "for")])
        of = {profile: number for number, component in enumerate(sure) for profile in component}
        apart = {frozenset((of[a], of[b])) for (a, b), verdict in verdicts.items() if verdict == "against"}
        apart = {pair for pair in apart if len(pair) == 2}
        open_pairs = [(a, b) for a in range(len(sure)) for b in range(a) if frozenset((a, b)) not in apart]
        parts: list[list[int]] = []
        for component in _components(len(sure), open_pairs):
            clash = any(pair <= set(component) for pair in apart)
            parts += [
                [place for each in joined for profile in sure[each] for place in profiles[profile]]
                for joined in ([[each] for each in component] if clash else [component])
            ]
        return [sorted(part, key=self._order) for part in parts]

    def _between(self, one: int, other: int) -> Finding:
        return between_mentions(self._mentions[one], self._mentions[other], self._affiliations)

    def _order(self, place: int) -> tuple[str, int, str]:
        mention = self._mentions[place]
        return mention.url, mention.version_id, mention.name

    def _what_tells(self, part: Sequence[int]) -> str:
        """Return what a part's mentions tell of whom they name: an organisation, else a field of work, else a side."""
        mentions = [self._mentions[place] for place in part]
        bodies = [
            self._affiliations.key_of(m.affiliation) or name_key(m.affiliation) for m in mentions if m.affiliation
        ]
        for told in (bodies, [role_field(m.role) for m in mentions], [m.side for m in mentions]):
            if known := sorted(each for each in told if each):
                return known[0]
        return ""

    def _kind(self, part: Sequence[int]) -> SpeakerKind:
        """Return the kind of whom mentions under one name stand for; one who has a role is a person.

        A family name alone, of one whom the directory does not know, is many people's.
        """
        name = self._mentions[part[0]].name
        kind = kind_of(name)
        if kind == "organisation" and 2 * sum(self._mentions[place].role is not None for place in part) > len(part):
            return "unnamed" if is_single(name) else "person"
        return kind

    # -- joining --------------------------------------------------------------------------------------------------

    def _join_beside(self) -> None:
        """Join personas whose names stand side by side in a text, "Wei Chen (陈伟)", if nothing speaks against it."""
        by_key = self._people_by_key()
        for persona in self._people():
            for place in persona.places:
                for name in self._mentions[place].beside:
                    others = [other for other in by_key.get(name_key(name), ()) if self._may_join(persona, other)]
                    if len(others) == 1:
                        words = f"{self._mentions[place].name} beside {name} in {self._mentions[place].url}"
                        self._join(persona, others[0], _Reason("beside", words))

    def _join_readings(self) -> None:
        """Join a name in Latin letters with one in Chinese characters that reads so.

        A common name needs the same affiliation. A rarer one is joined too when the same country or field of work, and
        nobody else in the articles or the directory, reads so.
        """
        reading_as: dict[tuple[str, str], set[str]] = defaultdict(set)
        people = {persona.key: persona for persona in self._people()}
        everybody = [each for each in self._personas.values() if each.kind == "person" and each.part is None]
        for persona in everybody:
            for name in self._names(persona):
                for reading in readings(name) if is_han(name) else ():
                    reading_as[reading].add(persona.key)
        wanted: dict[str, list[tuple[str, str, bool]]] = defaultdict(list)
        for persona in people.values():
            for name in {name_key(n): n for n in self._names(persona) if not is_han(n)}.values():
                found = {key for reading in latin_readings(name) for key in reading_as.get(reading, ())} - {persona.key}
                for key in sorted(found):
                    finding = self._between_personas(persona, self._personas[key])
                    if finding.verdict != "against":
                        wanted[persona.key].append((key, finding.words, finding.verdict == "for"))
        asked = Counter(key for choices in wanted.values() for key, _, sure in choices)
        asked_surely = Counter(key for choices in wanted.values() for key, _, sure in choices if sure)
        for own, choices in sorted(wanted.items()):
            surely = [choice for choice in choices if choice[2]]
            if len(surely) == 1 and asked_surely[surely[0][0]] == 1:
                key, words, _ = surely[0]
            elif not surely and len(choices) == 1 and asked[choices[0][0]] == 1 and choices[0][1]:
                key, words, _ = choices[0]
                if any(is_common(name) for name in (*self._names(people[own]), *self._names(self._personas[key]))):
                    continue
            else:
                continue
            names = f"{self._names(people[own])[0]} is a reading of {self._han_name(self._personas[key])}"
            self._join(people[own], self._personas[key], _Reason("pinyin", f"{names}; {words}"))

    def _join_initials(self) -> None:
        """Join "J. Doe" with the one Doe whose given name begins so and who has the same affiliation."""
        people = list(self._people())
        by_surname: dict[str, list[_Persona]] = defaultdict(list)
        for persona in [each for each in self._personas.values() if each.kind == "person"]:
            for name in {
                name_words(n)[-1]: n for n in self._names(persona) if len(name_words(n)) > 1 and not is_han(n)
            }:
                by_surname[name].append(persona)
        for persona in people:
            words = name_words(self._names(persona)[0]) if not is_han(self._names(persona)[0]) else []
            if len(words) != 2 or len(words[0]) != 1 or persona.part is not None:
                continue
            fitting = [
                (other, finding)
                for other in by_surname.get(words[1], ())
                if other.key != persona.key
                and any(
                    len(w := name_words(n)) > 1 and len(w[0]) > 1 and w[0][0] == words[0] for n in self._names(other)
                )
                and (finding := self._between_personas(persona, other)).verdict == "for"
            ]
            if len(fitting) == 1:
                other, finding = fitting[0]
                names = f"{self._names(persona)[0]} may stand for {self._names(other)[0]}"
                self._join(persona, other, _Reason("initial", f"{names}; {finding.words}"))

    def _between_personas(self, one: _Persona, other: _Persona) -> Finding:
        """Weigh what two personas tell: one thing against outweighs all, one thing for outweighs what is open."""
        if one.entry is not None:
            one, other = other, one
        findings = [self._between(a, b) for a in self._profiles(one) for b in self._profiles(other)]
        if (entry := other.entry) is not None:
            findings = [for_entry(self._mentions[place], entry, self._affiliations) for place in self._profiles(one)]
        for verdict in ("against", "for"):
            for finding in findings:
                if finding.verdict == verdict:
                    return finding
        return max(findings, key=lambda finding: len(finding.words), default=Finding("open"))

    def _profiles(self, persona: _Persona) -> list[int]:
        """Return one place for each thing that the mentions of a persona tell."""
        return list(
            {
                (m.affiliation, role_field(m.role), m.side): place
                for place in persona.places
                if (m := self._mentions[place])
            }.values()
        )

    def _people(self) -> list[_Persona]:
        """Return the personas beside the directory that automatic joining may touch, in order of their keys."""
        return [
            persona
            for _, persona in sorted(self._personas.items())
            if persona.entry is None and persona.part is None and persona.kind in ("person", "organisation")
        ]

    def _people_by_key(self) -> dict[str, list[_Persona]]:
        by_key: dict[str, list[_Persona]] = defaultdict(list)
        for persona in self._people():
            for key in self._name_keys(persona):
                by_key[key].append(persona)
        return by_key

    def _may_join(self, one: _Persona, other: _Persona) -> bool:
        return one.key != other.key and self._between_personas(one, other).verdict != "against"

    def _names(self, persona: _Persona) -> list[str]:
        if persona.entry is not None:
            return list(persona.entry.names)
        counted = Counter(self._mentions[place].name for place in persona.places)
        return sorted(counted, key=lambda name: (-counted[name], is_han(name), name))

    def _han_name(self, persona: _Persona) -> str:
        return next(name for name in self._names(persona) if is_han(name))

    def _root(self, key: str) -> str:
        while key in self._joined:
            key = self._joined[key]
        return key

    def _join(self, one: _Persona, other: _Persona, reason: _Reason) -> None:
        """Make two personas one speaker: under the key of the directory, else that of the name in Latin letters.

        By hand the first one stays.
        """
        roots = self._root(one.key), self._root(other.key)
        if roots[0] == roots[1]:
            return
        by_hand = reason.method == "hand"
        kept, gone = sorted(
            roots, key=lambda key: (self._personas[key].entry is None, by_hand and key != roots[0], is_han(key), key)
        )
        self._joined[gone] = kept
        self._joins[gone] = reason

    # -- decisions ------------------------------------------------------------------------------------------------

    def _split(self) -> None:
        for decision in self._decisions:
            if decision.kind != "split":
                continue
            whole = self._whole(decision.one)
            taken = [place for persona in whole for place in persona.places if self._is_taken(decision, place)]
            if not taken:
                self._waiting.append(decision.decision_id)
                continue
            for persona in whole:
                persona.places = [place for place in persona.places if place not in set(taken)]
                if not persona.places and persona.entry is None:
                    del self._personas[persona.key]
            key = part_key(decision)
            part = _Persona(key, self._kind(taken), places=sorted(taken, key=self._order), part=decision.decision_id)
            self._personas[key] = part
            for place in taken:
                self._reasons[place] = _Reason("hand", f"split #{decision.decision_id}: {decision.reason}")

    def _is_taken(self, decision: SpeakerDecision, place: int) -> bool:
        mention = self._mentions[place]
        return (
            (decision.name is None or name_key(mention.name) == name_key(decision.name))
            and (
                decision.affiliation is None
                or self._affiliations.same(mention.affiliation, decision.affiliation) is True
            )
            and (decision.url is None or mention.url == decision.url)
        )

    def _merge(self) -> None:
        for decision in self._decisions:
            if decision.kind != "merge" or decision.other is None:
                continue
            one, other = (self._referred(reference) for reference in (decision.one, decision.other))
            if len(one) != 1 or len(other) != 1:
                self._waiting.append(decision.decision_id)
                continue
            words = f"merge #{decision.decision_id}: {decision.reason}"
            self._join(one[0], other[0], _Reason("hand", words))

    def _referred(self, reference: SpeakerReference) -> list[_Persona]:
        """Return the persona that a decision means: by key, else the one of the name that the affiliation fits."""
        if reference.key in self._personas:
            return [self._personas[reference.key]]
        named = [
            persona
            for persona in self._personas.values()
            if persona.part is None and name_key(reference.names[0]) in self._name_keys(persona)
        ]
        if len(named) > 1 and reference.affiliation:
            named = [
                persona
                for persona in named
                if any(
                    self._affiliations.same(self._mentions[place].affiliation, reference.affiliation)
                    for place in persona.places
                )
            ]
        return named if len(named) == 1 else []

    def _whole(self, reference: SpeakerReference) -> list[_Persona]:
        """Return the personas that a speaker to be split is made of, in all languages."""
        found = self._referred(reference)
        own = {key for persona in found for key in self._name_keys(persona)}
        other = {name_key(name) for name in reference.names} - own
        return found + [
            persona
            for persona in self._people()
            if persona not in found and other & self._name_keys(persona) and not own & self._name_keys(persona)
        ]

    def _name_keys(self, persona: _Persona) -> set[str]:
        return {name_key(name) for name in self._names(persona)}

    # -- result ---------------------------------------------------------------------------------------------------

    def _result(self) -> Linking:
        members: dict[str, list[_Persona]] = defaultdict(list)
        for key, persona in sorted(self._personas.items()):
            members[self._root(key)].append(persona)
        speakers = [self._speaker(root, personas) for root, personas in sorted(members.items())]
        links: dict[int, SpeakerLink] = {}
        for root, personas in members.items():
            for persona in personas:
                for place in persona.places:
                    links[place] = self._link(place, persona.key, root)
        return Linking(
            speakers=tuple(speakers),
            links=tuple(links[place] for place in range(len(self._mentions))),
            waiting=tuple(sorted(self._waiting)),
        )

    def _link(self, place: int, own: str, root: str) -> SpeakerLink:
        mention, reason = self._mentions[place], self._reasons[place]
        steps = [reason]
        while own != root:
            steps.append(self._joins[own])
            own = self._joined[own]
        return SpeakerLink(
            version_id=mention.version_id,
            name=mention.name,
            speaker=root,
            method=steps[-1].method,
            evidence="; ".join(step.evidence for step in steps),
            affiliation_key=self._affiliations.key_of(mention.affiliation),
        )

    def _speaker(self, key: str, personas: Sequence[_Persona]) -> Speaker:
        places = [place for persona in personas for place in persona.places]
        counted = Counter(self._mentions[place].name for place in places)
        met = sorted(counted, key=lambda name: (-counted[name], is_han(name), name))
        entry = next((persona.entry for persona in personas if persona.entry is not None), None)
        beside = sorted({name for place in places for name in self._mentions[place].beside} - set(met))
        if entry is not None:
            return replace(entry, names=tuple(dict.fromkeys((*entry.names, *met))))
        return Speaker(
            key=key,
            names=tuple((*met, *beside)),
            kind=personas[0].kind,
            side=self._most(mention.side for mention in map(self._mentions.__getitem__, places)),
            affiliation=self._most(mention.affiliation for mention in map(self._mentions.__getitem__, places)),
            role=self._most(mention.role for mention in map(self._mentions.__getitem__, places)),
        )

    @staticmethod
    def _most(values: Iterable[str | None]) -> str | None:
        counted = Counter(value for value in values if value)
        return min(counted, key=lambda value: (-counted[value], value), default=None)


def part_key(decision: SpeakerDecision) -> str:
    """Return the key of the speaker that a split makes: whose part it is, and what it takes."""
    taken = ", ".join(each for each in (decision.name, decision.affiliation, decision.url) if each)
    return f"{decision.one.key} # {taken}"


def _components(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the numbers below ``count`` in groups that the pairs connect, in order of their first number."""
    root = list(range(count))

    def find(number: int) -> int:
        while root[number] != number:
            root[number] = root[root[number]]
            number = root[number]
        return number

    for one, other in pairs:
        low, high = sorted((find(one), find(other)))
        root[high] = low
    groups: dict[int, list[int]] = defaultdict(list)
    for number in range(count):
        groups[find(number)].append(number)
    return list(groups.values())
