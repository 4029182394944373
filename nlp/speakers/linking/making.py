"""Makes personas: entries of the directory with their mentions, and one a name, or several where articles differ."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from domain.speaker import Speaker
from nlp.speakers.directory import by_name
from nlp.speakers.evidence import is_common, role_field
from nlp.speakers.linking.entries import entry_for
from nlp.speakers.linking.persona import Persona, Reason
from nlp.speakers.linking.personas import Personas
from nlp.speakers.names import initials_of, name_key


def find_entries(personas: Personas, directory: Sequence[Speaker]) -> list[int]:
    """Give mentions to entries of the directory; return the places of those that belong to none."""
    bearers = by_name(directory)
    for entry in directory:
        personas.by_key[entry.key] = Persona(entry.key, entry.kind, entry)
    left = []
    for place, mention in enumerate(personas.mentions):
        found = entry_for(mention, bearers, personas.affiliations)
        if found is None:
            left.append(place)
            continue
        entry, evidence = found
        personas.by_key[entry.key].places.append(place)
        personas.reasons[place] = Reason("directory", evidence)
    return left


def make_personas(personas: Personas, places: Iterable[int]) -> None:
    """Make personas of the mentions at ``places``, one a name or one for each part of a name that is told apart."""
    groups: dict[str, list[int]] = defaultdict(list)
    for place in places:
        groups[name_key(personas.mentions[place].name)].append(place)
    for key, group in sorted(groups.items()):
        parts = _told_apart(personas, group)
        for number, part in enumerate(sorted(parts, key=lambda part: personas.order(part[0])), 1):
            told = _what_tells(personas, part) if len(parts) > 1 else ""
            own = f"{key} @ {told}" if told else key
            if own in personas.by_key:
                own = f"{own} ({number})"
            personas.by_key[own] = Persona(own, personas.kind(part), places=part)
            reason = Reason("apart", f"others of the name differ: {told}") if told else Reason("name", "the name")
            for place in part:
                personas.reasons[place] = reason


def _told_apart(personas: Personas, group: Sequence[int]) -> list[list[int]]:
    """Return the mentions of one name in parts, each of one person as far as the articles tell."""
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place in sorted(group, key=personas.order):
        m = personas.mentions[place]
        alike[m.affiliation, role_field(m.role), m.side, initials_of(m.name)].append(place)
    profiles = list(alike.values())
    if len(profiles) == 1 or personas.kind(group) != "person":
        return [sorted(group, key=personas.order)]
    verdicts = {
        (one, other): personas.between_mentions(profiles[one][0], profiles[other][0]).verdict
        for one in range(len(profiles))
        for other in range(one)
    }
    told_in: dict[str, list[int]] = defaultdict(list)
    for number, places in enumerate(profiles):
        for url in {personas.mentions[place].url for place in places}:
            told_in[url].append(number)
    in_one = [(numbers[0], number) for numbers in told_in.values() for number in numbers[1:]]
    sure = _components(len(profiles), [*in_one, *(pair for pair, verdict in verdicts.items() if verdict == "for")])
    of = {profile: number for number, component in enumerate(sure) for profile in component}
    apart = {frozenset((of[a], of[b])) for (a, b), verdict in verdicts.items() if verdict == "against"}
    apart = {pair for pair in apart if len(pair) == 2}
    pairs = [(a, b) for a in range(len(sure)) for b in range(a) if frozenset((a, b)) not in apart]
    # Under a name that many bear, nothing that speaks against it is not enough.
    open_pairs = [] if is_common(personas.mentions[group[0]].name) else pairs
    parts: list[list[int]] = []
    for component in _components(len(sure), open_pairs):
        clash = any(pair <= set(component) for pair in apart)
        parts += [
            [place for each in joined for profile in sure[each] for place in profiles[profile]]
            for joined in ([[each] for each in component] if clash else [component])
        ]
    return [sorted(part, key=personas.order) for part in parts]


def _what_tells(personas: Personas, part: Sequence[int]) -> str:
    """Return what a part's mentions tell of whom they name: an organisation, else a field of work, else a side."""
    mentions = [personas.mentions[place] for place in part]
    bodies = [personas.affiliations.key_of(m.affiliation) or name_key(m.affiliation) for m in mentions if m.affiliation]
    for told in (bodies, [role_field(m.role) for m in mentions], [m.side for m in mentions]):
        if known := sorted(each for each in told if each):
            return known[0]
    return ""


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
