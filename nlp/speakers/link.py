"""Links the speakers of an article to those known already: one person, whatever the spelling and the language."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from domain.quotation import Quotation
from domain.speaker import Speaker, SpeakerKind
from nlp.han import HAN, simplify
from nlp.resources import load
from nlp.speakers.cast import paired_names
from nlp.speakers.mentions import read_mention
from nlp.speakers.vocabulary import vocabulary_for

DIRECTORY = Path(__file__).with_name("directory.yaml")

_HAN = re.compile(f"[{HAN}]")
_BESIDE_LETTERS = re.compile(f"[^\\w{HAN}]+|_")


def name_key(name: str) -> str:
    """Return what spellings of one name have in common: case, honorific, accents, order of the parts and script go.

    "Dr. Wei Chen", "CHEN Wei" and "Chen Wei" have one key, 陳偉 and 陈伟 another.
    """
    if _HAN.search(name):
        return _BESIDE_LETTERS.sub("", simplify(name)).lower()
    plain = unicodedata.normalize("NFKD", name)
    words = _BESIDE_LETTERS.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).lower().split()
    honorifics = vocabulary_for("en").honorifics
    return " ".join(sorted(word for word in words if word not in honorifics or len(words) == 1)) or name.lower()


@cache
def load_directory() -> tuple[Speaker, ...]:
    """Return the shipped directory: public figures and organisations of the field under all their names."""
    return tuple(
        Speaker(
            key=card["key"],
            names=tuple(card["names"]),
            kind=card["kind"],
            side=card.get("side"),
            affiliation=card.get("affiliation"),
            role=card.get("role"),
        )
        for card in load(DIRECTORY)["speakers"]
    )


def link(quotations: Sequence[Quotation], directory: Sequence[Speaker], *, text: str = "") -> list[Speaker | None]:
    """Return the speaker of each quotation, in order: one of ``directory``, or a new one; ``None`` where there is none.

    Names that ``text`` gives in two languages at once ("Wei Chen (陈伟)") belong to one speaker. A name that several
    entries share stands for the one with the affiliation that the article gives, else for none of them.
    """
    known: dict[str, list[Speaker]] = defaultdict(list)
    for speaker in directory:
        for key in {name_key(name) for name in speaker.names}:
            known[key].append(speaker)
    pairs = paired_names(text)
    linked: list[Speaker | None] = []
    for quotation in quotations:
        if quotation.speaker is None:
            linked.append(None)
            continue
        names = (quotation.speaker, *pairs.get(quotation.speaker, ()))
        bearers = {bearer.key: bearer for name in names for bearer in known.get(name_key(name), ())}
        speaker = _one_of(list(bearers.values()), quotation) or _new(names, quotation)
        speaker = replace(speaker, names=tuple(dict.fromkeys((*speaker.names, *names))))
        for name in names:
            known[name_key(name)] = [s for s in known[name_key(name)] if s.key != speaker.key] + [speaker]
        linked.append(speaker)
    return linked


def _one_of(bearers: Sequence[Speaker], quotation: Quotation) -> Speaker | None:
    if len(bearers) <= 1:
        return bearers[0] if bearers else None
    affiliation = quotation.affiliation
    fitting = [b for b in bearers if affiliation and b.affiliation and name_key(b.affiliation) == name_key(affiliation)]
    return fitting[0] if len(fitting) == 1 else None


def _new(names: Sequence[str], quotation: Quotation) -> Speaker:
    return Speaker(
        key=name_key(names[0]),
        names=tuple(names),
        kind=_kind(names[0]),
        side=quotation.side,
        affiliation=quotation.affiliation,
        role=quotation.role,
    )


def _kind(name: str) -> SpeakerKind:
    vocabulary = vocabulary_for("zh" if _HAN.search(name) else "en")
    mention = read_mention(name, vocabulary)
    if mention.kind != "name":
        return "unnamed" if mention.person else "group"
    words = set(name.split()) if vocabulary.spaced else set()
    ends = not vocabulary.spaced and simplify(name).endswith(tuple(vocabulary.organisation_nouns))
    alone = vocabulary.spaced and len(name.split()) == 1
    return "organisation" if words & vocabulary.organisation_words or ends or alone else "person"
