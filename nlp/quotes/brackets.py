"""English sentences and clauses in round brackets: who says what there is read apart from the sentence around them."""

import re
from collections.abc import Iterator, Sequence

from domain.quotation import Quotation
from domain.spans import Span
from nlp.quotes.drafts import read_drafts
from nlp.quotes.finish import finish
from nlp.quotes.marks import Marked
from nlp.quotes.mask import BRACKET
from nlp.quotes.rules import Rules

_COVERED = re.compile(f"{BRACKET}+")
#: What the masked text means by itself.
_PRIVATE = re.compile("[\ue000-\ue004]")
#: Fewer words than these hold no speaker, cue and clause.
_FEWEST_WORDS = 6


def read_brackets(text: str, masked: str, marks: Sequence[Marked], rules: Rules) -> Iterator[Quotation]:
    """Yield what somebody is said to say within brackets: "(The firm says that it will pay.)".

    ``masked`` is the text with its brackets covered. What only describes the word before ("(who says it is new)") and
    speech without a source is left out.
    """
    within = [span for span in _spans(text, masked) if rules.cue.search(text, *span)]
    if not within:
        return
    opened = _opened(text, masked, within)
    for draft in read_drafts(opened, rules, people=frozenset(), known=(), terms=frozenset(), within=within):
        source = draft.attribution.source if draft.attribution else None
        if source is None or rules.relative.match(opened, *source):
            continue
        quotation = finish(text, opened, marks, draft, rules)
        if quotation is not None:
            yield quotation


def _spans(text: str, masked: str) -> list[Span]:
    """Return the insides of the round brackets that hold several words."""
    insides = [Span(match.start() + 1, match.end() - 1) for match in _COVERED.finditer(masked)]
    return [span for span in insides if text[span.start - 1] == "(" and len(span.of(text).split()) >= _FEWEST_WORDS]


def _opened(text: str, masked: str, within: Sequence[Span]) -> str:
    """Return the masked text with what stands in brackets uncovered."""
    pieces: list[str] = []
    position = 0
    for start, end in within:
        pieces += [masked[position : start - 1], " ", _PRIVATE.sub("\ufffd", text[start:end]), " "]
        position = end + 1
    return "".join([*pieces, masked[position:]])
