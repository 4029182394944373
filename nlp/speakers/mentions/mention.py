"""Mention: what the words that name a speaker hold."""

from dataclasses import dataclass
from typing import Literal

#: What a mention is: a name of its own, a pronoun, "the company" or "the senator", or a description without a name.
MentionKind = Literal[
    "name",
    "person_pronoun",
    "thing_pronoun",
    "organisation_noun",
    "person_noun",
    "document_noun",
    "national_body",
    "former",
    "latter",
    "description",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A mention taken apart. ``name`` is without titles; ``gender`` is ``m``, ``f`` or empty."""

    kind: MentionKind
    name: str | None = None
    role: str | None = None
    affiliation: str | None = None
    gender: str = ""
    person: bool = False
    #: A family name with its honorific (黎先生), for want of a full name.
    polite: str | None = None
    #: More than one: "they", "analysts".
    plural: bool = False
    #: The bare noun of "the commission", by which a fuller name may be known.
    noun: str | None = None
    #: The words of a description, where they are fewer than those of the mention: who issued a document.
    words: str | None = None
