"""Sentences and clauses in round brackets: who says what there is read apart from the sentence around them."""

import re
from collections.abc import Collection, Iterator, Sequence

from domain.quotation import Quotation
from domain.spans import Span
from nlp.han import simplify
from nlp.quotes.drafts import read_drafts
from nlp.quotes.finish import finish
from nlp.quotes.marks import Marked
from nlp.quotes.mask import BRACKET
from nlp.quotes.rules import Rules

_COVERED = re.compile(f"{BRACKET}+")
#: What the masked text means by itself.
_PRIVATE = re.compile("[\ue000-\ue004]")
#: Fewer words than these hold no speaker, cue and clause in English; in Chinese only whole sentences are read.
_FEWEST_WORDS = 6
_WHOLE_HAN = re.compile("[^）]{8,}[。！？”」]$")


def read_brackets(
    text: str,
    masked: str,
    marks: Sequence[Marked],
    rules: Rules,
    *,
    people: frozenset[str],
    known: Collection[str],
    terms: frozenset[int],
) -> Iterator[Quotation]:
    """Yield what somebody says within brackets: "(The firm says that it will pay.)", （该公司表示，将继续投资。）.

    ``masked`` is the text with its brackets covered. What only describes the word before ("(who says it is new)") and
    speech without a source is left out.
    """
    folded = simplify(text)
    within = [span for span in _spans(folded, masked, rules) if rules.cue.search(folded, *span)]
    if not within:
        return
    opened = _opened(folded, masked, within)
    for draft in read_drafts(opened, rules, people=people, known=known, terms=terms, within=within):
        source = draft.attribution.source if draft.attribution else None
        if source is None or rules.relative.match(opened, *source):
            continue
        quotation = finish(text, opened, marks, draft, rules)
        if quotation is not None:
            yield quotation


def _spans(text: str, masked: str, rules: Rules) -> list[Span]:
    """Return the insides of the round brackets that may hold who says what."""
    insides = [Span(match.start() + 1, match.end() - 1) for match in _COVERED.finditer(masked)]
    insides = [span for span in insides if text[span.start - 1] in "(（"]
    if rules.spaced:
        return [span for span in insides if len(span.of(text).split()) >= _FEWEST_WORDS]
    return [span for span in insides if _WHOLE_HAN.match(text, *span)]


def _opened(text: str, masked: str, within: Sequence[Span]) -> str:
    """Return the masked text with what stands in brackets uncovered."""
    pieces: list[str] = []
    position = 0
    for start, end in within:
        pieces += [masked[position : start - 1], " ", _PRIVATE.sub("\ufffd", text[start:end]), " "]
        position = end + 1
    return "".join([*pieces, masked[position:]])
