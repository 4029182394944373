"""Resolves the mentions of one article to speakers: the fullest name, with affiliation, role and side."""

from collections.abc import Sequence

from domain.quotation import Quotation
from nlp.resources import revision
from nlp.speakers.cast import read_cast
from nlp.speakers.descriptions import describe
from nlp.speakers.people import people_in
from nlp.speakers.resolution.learning import learn
from nlp.speakers.resolution.resolver import Resolver
from nlp.speakers.resolution.whole_source import with_apposition
from nlp.speakers.resolution.wording import whole
from nlp.speakers.vocabulary import FILES, vocabulary_for

#: Raise when the code resolves otherwise than before.
_CODE_REVISION = "13"
REVISION = f"{_CODE_REVISION}-{revision(*FILES)}"


def resolve(text: str, quotations: Sequence[Quotation], *, language: str, home: str | None = None) -> list[Quotation]:
    """Return the quotations with speaker, affiliation, role, side and score filled in, as far as they are known.

    ``home`` is the country of the outlet: news names the country of foreign firms and officials, not of its own.
    """
    vocabulary = vocabulary_for(language)
    if vocabulary.spaced:
        quotations = [whole(text, quotation) for quotation in quotations]
    cast = read_cast(text, vocabulary, home=home)
    people = frozenset() if vocabulary.spaced else people_in(text)
    learn(text, quotations, cast, vocabulary, people=people)
    describe(text, cast, vocabulary)
    resolver = Resolver(text, cast, vocabulary, people=people, quotations=quotations)
    resolved = [resolver.resolved(quotation) for quotation in quotations]
    return [with_apposition(text, quotation) for quotation in resolved] if vocabulary.spaced else resolved
