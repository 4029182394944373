"""Mentions that take up whom another names: pronouns, "the former" and "the latter"."""

from nlp.han import simplify
from nlp.speakers.mentions.mention import Mention
from nlp.speakers.vocabulary import Vocabulary


def read_pronoun(folded: str, vocabulary: Vocabulary) -> Mention | None:
    """Return the mention that a pronoun (Simplified, in lower case) is."""
    if folded in vocabulary.person_pronouns:
        return Mention(kind="person_pronoun", gender=vocabulary.person_pronouns[folded], person=True)
    if folded in vocabulary.thing_pronouns:
        return Mention(kind="thing_pronoun", plural=folded in vocabulary.plural_pronouns)
    return None


def read_taking_up(plain: str, vocabulary: Vocabulary) -> Mention | None:
    """Return the mention that words are which only take up whom others name."""
    folded = simplify(plain).lower()
    folded = folded.removesuffix("自己") if not vocabulary.spaced and len(folded) <= 4 else folded
    if (pronoun := read_pronoun(folded, vocabulary)) is not None:
        return pronoun
    if folded in vocabulary.former:
        return Mention(kind="former")
    if folded in vocabulary.latter:
        return Mention(kind="latter")
    return None
