"""Reads the people of a Chinese text: what may be names, weighed against each other over all places.

``han_names`` tells what may be a name at one place; here the whole text decides where a name ends ("李强先后" and
"李强说" are both 李强) and whether it is one at all.
"""

from collections.abc import Iterable
from functools import lru_cache

from nlp.han import simplify
from nlp.speakers.bodies import bodies_in
from nlp.speakers.han_names import DOT, person_names
from nlp.speakers.people.contexts import starts
from nlp.speakers.people.dictionary import inside_words, is_place
from nlp.speakers.people.foreign import goes_on_foreign, is_foreign
from nlp.speakers.people.frequent import frequent
from nlp.speakers.people.japanese import japanese_names, surname_of
from nlp.speakers.people.likely import likely
from nlp.speakers.people.married import married
from nlp.speakers.people.nicknames import nicknames
from nlp.speakers.people.relatives import relatives
from nlp.speakers.people.settled import settled
from nlp.speakers.people.unknown_families import of_unknown_families
from nlp.speakers.sides import country_of
from nlp.speakers.vocabulary import vocabulary_for


@lru_cache(maxsize=8)
def people_in(text: str) -> frozenset[str]:
    """Return the personal names of a Chinese text, as they are written there; the same name has one reading."""
    vocabulary = vocabulary_for("zh")
    folded = simplify(text)
    proposed = {simplify(name) for name in person_names(text)}
    japanese = japanese_names(folded, vocabulary)
    foreign = {name for name in proposed if DOT.search(name) or is_foreign(name, vocabulary)} | japanese
    native = settled(folded, likely(folded, proposed - foreign, vocabulary))
    native = {name for name in native if not goes_on_foreign(folded, name, vocabulary)}
    native |= nicknames(folded, vocabulary) | of_unknown_families(folded, native, vocabulary)
    native |= {name for name in frequent(folded, vocabulary) if not any(known in name for known in native | foreign)}
    native |= {name for name in married(folded, vocabulary) if not any(name.startswith(known) for known in native)}
    native |= relatives(folded, native, vocabulary)
    # 五十三岁的|安徽人 is whoever is from there.
    native = {name for name in native if not (name.endswith("人") and is_place(name[:-1]))}
    inside = inside_words(folded)
    native = {name for name in native if not inside.issuperset(starts(folded, name))}
    # 林三妹|麻利地: nobody's name begins where another's ends.
    ends = {at + len(name) for name in native for at in starts(folded, name)}
    native = {name for name in native if not ends.issuperset(starts(folded, name))}
    # 明岳|怕 begins with what 谌明岳 is called by.
    given = {name[1:] for name in native if len(name) == 3}
    native = {name for name in native if len(name) < 3 or name[:2] not in given}
    parts = {part for name in foreign for part in DOT.split(name)}
    native = {
        name
        for name in native
        if not any(
            part.endswith(name) or (part.startswith(name) and folded.count(part) == folded.count(name))
            for part in parts
        )
    }
    native = {name for name in native if not any(name in other or other in name for other in japanese)}
    native -= {surname_of(name, vocabulary) for name in japanese}
    # 柏舟 is no person where the text is about 柏舟电子.
    roles = {match.end() for match in vocabulary.role.finditer(folded)}
    firms = {name for name in native for body in bodies_in(text) if name in simplify(body)}
    native -= {name for name in firms if roles.isdisjoint(starts(folded, name))}
    bodies = {simplify(body) for body in bodies_in(text)}
    within = {name for name in foreign for body in bodies if name in body and not body.startswith(name)}
    # 加拿大 is no person, but somebody may be called 戴尔·某某.
    names = {name for name in (foreign - within) | native if DOT.search(name) or country_of(name) is None}
    return frozenset(text[at : at + len(name)] for name in names for at in starts(folded, name)[:1])


def family_names(people: Iterable[str]) -> frozenset[str]:
    """Return by what some are called for short: the last part of a foreign name, the first of a Japanese one."""
    vocabulary = vocabulary_for("zh")
    japanese = {surname for name in people if (surname := surname_of(simplify(name), vocabulary))}
    return frozenset(japanese | {DOT.split(name)[-1] for name in people if DOT.search(name)})
