"""Noun phrases in either language: the one in a stretch, and the one that a clause begins with."""

import re
from dataclasses import dataclass

from domain.spans import Span
from nlp.quotes.attributions.chinese import ChinesePhrases
from nlp.quotes.attributions.edges import PhraseEdges
from nlp.quotes.attributions.english import EnglishPhrases
from nlp.quotes.han_phrases import before_manner, before_verb
from nlp.quotes.rules import Rules

#: Verbs that no noun phrase holds, whatever follows: 周馆长|谈到自己的藏书.
_TALKS = re.compile("(?:[说谈提聊讲]|回忆)[到起](?!来)")

#: "Amid talk of a list that would name them, |Hale| gave a reason".
_AMID = re.compile(
    r"\s*(?:Amid|Amidst|Despite|Following|During|Like|Unlike)\s[^,]{3,140},\s(?=[A-Z]|the\s|an?\s|he\s|she\s|they\s|it\s)"
)
#: "And at a rally in Tampa, Fla., on Wednesday, |Mr. Hale|".
_AT_PLACE = re.compile(
    r"\s*(?:(?:And|But|Then),?\s)?(?:[Aa]t|[Ii]n|[Oo]n|[Dd]uring|[Aa]fter|[Oo]utside)\s[^,;:]{2,80},\s[A-Z][A-Za-z]{0,4}\.(?:[A-Z]\.)?,\s"
    r"(?:(?:on|last|this|late|early)\s[^,;:]{3,24},\s)?(?=[A-Z]|the\s|an?\s|he\s|she\s|they\s|it\s)"
)
#: "They’re aware of it and believe": who does both.
_CONTRACTED = re.compile(r"\s*(?P<who>(?i:he|she|it|they))[’'](?:s|re|ve|d|ll)\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class NounPhrases:
    """Reads noun phrases of one masked text by the grammar of its ``language``; ``people`` matches those it names."""

    masked: str
    rules: Rules
    edges: PhraseEdges
    people: re.Pattern[str]
    language: EnglishPhrases | ChinesePhrases

    def subject(self, start: int, end: int) -> Span | None:
        """Return the noun phrase that a clause begins with."""
        start = self.edges.without_leads(start, end)
        if not self.rules.spaced and (talks := _TALKS.search(self.masked, start + 1, end)) is not None:
            end = talks.start()
        if self.rules.spaced and (contracted := _CONTRACTED.match(self.masked, start, end)) is not None:
            return Span(*contracted.span("who"))
        opened = _AMID.match(self.masked, start, end) or _AT_PLACE.match(self.masked, start, end)
        if self.rules.spaced and (amid := opened) is not None:
            start = amid.end()
        head = self.edges.head_start(start, end)
        found = self.rules.predicate.search(self.masked, head + 1, end) if start < end else None
        stop = found.start() if found else end
        if not self.rules.spaced and self.people.search(self.masked, start, end) is None:
            stop = min(stop, start + before_verb(self.masked[start:stop]))
        if not self.rules.spaced and stop < end:
            stop = start + before_manner(self.masked[start:stop])
        return self.noun_phrase(start, self.edges.without_tail(start, stop))

    def noun_phrase(self, start: int, end: int) -> Span | None:
        """Return the source in a stretch that ends where the source does, or ``None`` when there is none."""
        return self.language.noun_phrase(start, end)

    def is_known(self, source: Span | None) -> bool:
        """Whether a Chinese source is a pronoun or holds a name that the text is known to hold."""
        if source is None or self.rules.pronoun is None:
            return False
        return self.rules.pronoun.match(self.masked, *source) is not None or (
            self.people.search(self.masked, *source) is not None
        )
