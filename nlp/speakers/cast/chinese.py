"""Reads the cast of a Chinese text: its people, its bodies, and who has no name."""

import re
from collections.abc import Iterable

from nlp.han import simplify
from nlp.speakers.bodies import bodies_in
from nlp.speakers.cast.cast import Cast
from nlp.speakers.han_names import DOT
from nlp.speakers.han_titles import clean_affiliation
from nlp.speakers.people import people_in
from nlp.speakers.vocabulary import Vocabulary

#: Whom a Chinese sentence begins with who has no name, up to the end of the clause: 一名去年离职的架构师则…….
_HAN_SOMEBODY = re.compile(
    r"(?:(?<=[。！？\n])|^)(?P<of>[^，。！？；：、“”「」『』\n有在对向]{0,12}?)另?一[名位][^，。！？；：、“”「」『』\n]{2,40}",
    re.MULTILINE,
)


def read_chinese_cast(text: str, cast: Cast, vocabulary: Vocabulary) -> None:
    """Put into the cast whom a Chinese text names or tells of."""
    for name in _in_order(people_in(text), text):
        cast.add(name, person=True, places=[match.start() for match in re.finditer(re.escape(name), text)])
    for entity in list(cast.entities.values()):
        last = DOT.split(entity.name)[-1]
        if last != entity.name:
            cast.add(entity.name, person=True, places=[match.start() for match in re.finditer(re.escape(last), text)])
    surnames = "|".join(sorted(vocabulary.surnames, key=len, reverse=True))
    polite = "|".join(word for word, gender in vocabulary.honorifics.items() if gender and len(word) > 1)
    pattern = f"(?<![^的\\W])(?:{surnames})(?P<polite>{polite})"
    for match in re.finditer(pattern, simplify(text)):
        entity = cast.add(text[match.start() : match.end()], person=True, places=[match.start()])
        entity.learn_gender(vocabulary.honorifics[match["polite"]])
    for name in _in_order(bodies_in(text), text):
        known, _ = cast.fullest(name, len(text))
        if known is not None and not known.person and known.name != name:
            # 擎屿 is what a text calls 擎屿智能 for short.
            cast.add(known.name, person=False, places=[match.start() for match in re.finditer(re.escape(name), text)])
            continue
        body = cast.add(name, person=False, places=[match.start() for match in re.finditer(re.escape(name), text)])
        body.organisation = not body.person
        if not body.person:
            cast.shorten(body, text)
    named = {place for entity in cast.entities.values() if entity.person for place in entity.places}
    for match in _HAN_SOMEBODY.finditer(text):
        role = vocabulary.role.search(simplify(match.group()), len(match["of"]))
        if role is None or match.start() + role.end() in named:
            continue
        end = match.start() + role.end()
        if text[end : end + 1] not in ("的", "们", "之"):
            somebody = cast.add(text[match.start() : end], person=True, places=[match.start()], described=True)
            somebody.unnamed = True
            somebody.role = text[match.start() + role.start() : end]
            somebody.affiliation = clean_affiliation(match.group()[: role.start()], vocabulary)


def _in_order(names: Iterable[str], text: str) -> list[str]:
    """Return names in an order that is the same in every process: the longest first, then as the text has them."""
    return sorted(names, key=lambda name: (-len(name), text.index(name)))
