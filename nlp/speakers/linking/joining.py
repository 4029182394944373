"""Joins personas of two languages, or of a name and its initials, where nothing speaks against it."""

from collections import Counter, defaultdict

from nlp.speakers.evidence import is_common
from nlp.speakers.linking.persona import Persona, Reason
from nlp.speakers.linking.personas import Personas
from nlp.speakers.names import is_han, name_key, name_words
from nlp.speakers.pinyin import latin_readings, readings


def join_beside(personas: Personas) -> None:
    """Join personas whose names stand side by side in a text, "Wei Chen (陈伟)", if nothing speaks against it."""
    by_key = _people_by_key(personas)
    for persona in personas.people():
        for place in persona.places:
            for name in personas.mentions[place].beside:
                others = [other for other in by_key.get(name_key(name), ()) if _may_join(personas, persona, other)]
                if len(others) == 1:
                    words = f"{personas.mentions[place].name} beside {name} in {personas.mentions[place].url}"
                    personas.join(persona, others[0], Reason("beside", words))


def join_readings(personas: Personas) -> None:
    """Join a name in Latin letters with one in Chinese characters that reads so.

    A common name needs the same affiliation. A rarer one is joined too when the same country or field of work, and
    nobody else in the articles or the directory, reads so.
    """
    reading_as: dict[tuple[str, str], set[str]] = defaultdict(set)
    people = {persona.key: persona for persona in personas.people()}
    everybody = [each for each in personas.by_key.values() if each.kind == "person" and each.part is None]
    for persona in everybody:
        for name in personas.names(persona):
            for reading in readings(name) if is_han(name) else ():
                reading_as[reading].add(persona.key)
    wanted: dict[str, list[tuple[str, str, bool]]] = defaultdict(list)
    for persona in people.values():
        for name in {name_key(n): n for n in personas.names(persona) if not is_han(n)}.values():
            found = {key for reading in latin_readings(name) for key in reading_as.get(reading, ())} - {persona.key}
            for key in sorted(found):
                finding = personas.between(persona, personas.by_key[key])
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
            if any(is_common(name) for name in (*personas.names(people[own]), *personas.names(personas.by_key[key]))):
                continue
        else:
            continue
        names = f"{personas.names(people[own])[0]} is a reading of {_han_name(personas, personas.by_key[key])}"
        personas.join(people[own], personas.by_key[key], Reason("pinyin", f"{names}; {words}"))


def join_initials(personas: Personas) -> None:
    """Join "J. Doe" with the one Doe whose given name begins so and who has the same affiliation."""
    people = list(personas.people())
    by_surname: dict[str, list[Persona]] = defaultdict(list)
    for persona in [each for each in personas.by_key.values() if each.kind == "person"]:
        for name in {name_words(n)[-1]: n for n in personas.names(persona) if len(name_words(n)) > 1 and not is_han(n)}:
            by_surname[name].append(persona)
    for persona in people:
        words = name_words(personas.names(persona)[0]) if not is_han(personas.names(persona)[0]) else []
        if len(words) != 2 or len(words[0]) != 1 or persona.part is not None:
            continue
        fitting = [
            (other, finding)
            for other in by_surname.get(words[1], ())
            if other.key != persona.key
            and any(
                len(w := name_words(n)) > 1 and len(w[0]) > 1 and w[0][0] == words[0] for n in personas.names(other)
            )
            and (finding := personas.between(persona, other)).verdict == "for"
        ]
        if len(fitting) == 1:
            other, finding = fitting[0]
            names = f"{personas.names(persona)[0]} may stand for {personas.names(other)[0]}"
            personas.join(persona, other, Reason("initial", f"{names}; {finding.words}"))


def _people_by_key(personas: Personas) -> dict[str, list[Persona]]:
    by_key: dict[str, list[Persona]] = defaultdict(list)
    for persona in personas.people():
        for key in personas.name_keys(persona):
            by_key[key].append(persona)
    return by_key


def _may_join(personas: Personas, one: Persona, other: Persona) -> bool:
    return one.key != other.key and personas.between(one, other).verdict != "against"


def _han_name(personas: Personas, persona: Persona) -> str:
    return next(name for name in personas.names(persona) if is_han(name))
