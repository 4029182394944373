"""Subjects in English clauses: who acts in one that stands before a cue, and whom it tells of last."""

import re

from domain.spans import Span
from nlp.quotes.attributions.clauses import AUXILIARY
from nlp.quotes.attributions.edges import PhraseEdges
from nlp.quotes.attributions.english import ALL_NAMES, NAME
from nlp.quotes.attributions.phrases import NounPhrases
from nlp.quotes.mask import OPEN
from nlp.quotes.rules import Rules

_PAST = re.compile(rf"{AUXILIARY.pattern}|(?<!-)\b[a-z]{{2,}}ed\b")
#: "Judge Dana Hale sustains, telling …", "Minister Dana Hale hit back at the claims, calling …".
_NAMED_ACTS = re.compile(
    rf"(?P<who>{NAME}(?:\s+{NAME})+)\s+(?:[a-z]+s$|(?!and|or|of|for|who)[a-z]+\s+(?:back|up|out|off|down|at|to|against|the|an?|his|her|their|its|with|on)\b)"
)
#: Whoever issues something of their own says what is in it: no name stands between.
_ISSUES = re.compile(
    r"(?P<who>[^,]*?)\s(?:issued|released|published|made|offered|delivered|repeated|reiterated|filed|sent|renewed|"
    r"floated|voiced|posted|gave|wrote)\s(?:[a-z][\w-]*\s)*[a-z][\w-]*\s*$"
)
#: "The ad cuts to footage of |Trump| saying": whom a picture shows speaks.
_SHOWS = re.compile(
    rf".*\b(?:footage|video|clip|film|tape|recording|photo|picture|image|audio)s?\s(?:\w+\s)?of\s(?P<who>{NAME}(?:\s{NAME})*)$"
)
#: "Hale |backs “fair raises,” opposes “freezes”| and recalled": whoever does all that.
_LISTS = re.compile(rf"(?P<who>{NAME}(?:\s{NAME})*)\s[a-z]+(?:s|ed)\s[^{OPEN}]*{OPEN}")
_LAST_PAST = re.compile(r".*\b[a-z]{2,}(?:ed|ies)\s+(?=\w)")
_DESCRIBED = re.compile(r"\b(?:who|that)\b")
_PREPOSITION = re.compile(r"\b(?:by|from|of|with|for|to|at|among|than|in|on|about|against|upon|between)\s")


def acting_in(masked: str, source: Span, word: str, *, rules: Rules, edges: PhraseEdges, phrases: NounPhrases) -> Span:
    """Return the subject where a whole clause stands before its cue ``word``: "Example Labs emerged claiming"."""
    if word.endswith("ing") and (shown := _SHOWS.match(masked, *source)):
        return Span(*shown.span("who"))
    if (lists := _LISTS.match(masked, *source)) is not None:
        return Span(*lists.span("who"))
    if word.endswith("ing") and (acts := _NAMED_ACTS.match(masked, *source)):
        return phrases.noun_phrase(*acts.span("who")) or source
    if word in rules.nominal and not word.endswith("ing") and (last := _LAST_PAST.match(masked, *source)):
        if issues := _ISSUES.match(masked, *source):
            # "The bureau released two critical reports that": who released them.
            return phrases.noun_phrase(source.start, issues.end("who")) or source
        # "The ministry denied media reports that": whose reports.
        return phrases.noun_phrase(last.end(), source.end) or source
    verb = (_PAST if word.endswith("ing") else AUXILIARY).search(masked, *source)
    before = Span(source.start, verb.start()) if verb else source
    if verb is None or before.start == before.end or _DESCRIBED.search(before.of(masked)):
        return source
    return phrases.noun_phrase(before.start, edges.without_tail(*before)) or source


def told_of(masked: str, start: int, end: int, *, rules: Rules, phrases: NounPhrases) -> Span | None:
    """Return whom a clause tells of last, whom "who" describes: "he read reports from |students| who say"."""
    verb = max((found.end() for found in rules.predicate.finditer(masked, start, end)), default=start)
    parts = [verb, *(found.end() for found in _PREPOSITION.finditer(masked, verb, end))]
    if len(parts) > 2 and ALL_NAMES.fullmatch(masked, parts[-1], end):
        # "He spoke to |officials at Example Labs| who say".
        parts.pop()
    return phrases.noun_phrase(parts[-1], end)
