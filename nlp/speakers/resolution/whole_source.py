"""The whole mention of an English source: a name with the apposition behind it, "Dana Hale, a lawyer in Ohio"."""

import re
from dataclasses import replace

from domain.quotation import Quotation
from domain.spans import Span

#: How an apposition begins, and what a name may have in brackets before it: "Ron Oak (D-Ohio), the chairman …".
_OPENS = re.compile(
    r"\s?(?:\([^()\n]{1,30}\))?,\s(?:an?|the|one|who|whose|now|of|head|chief|director|executive|president|chairman|"
    r"founder|vice|senior|former|[A-Z]\w+ editor)\b"
)
#: Where it ends when neither cue nor speech follows; ", in a statement" and ", on Monday" belong to the cue.
_ENDS = re.compile(r"[.;:“”\"\n]|,\s(?:in|on|at|during|after|speaking|adding|was|has|had|is)\b")
#: The longest apposition in characters.
_LONGEST = 240


def with_apposition(text: str, quotation: Quotation) -> Quotation:
    """Return a quotation whose named source includes the apposition that stands right behind it."""
    span = quotation.source_span
    if span is None or quotation.source is None or not quotation.source[:1].isupper():
        return quotation
    parts = [part for part in (quotation.cue_span, *quotation.spans) if part is not None]
    following = [part.start for part in parts if part.start >= span.end]
    limit = min([*following, span.end + _LONGEST])
    opened = _OPENS.match(text, span.end, limit)
    if opened is None:
        return quotation
    ended = _ENDS.search(text, opened.end(), limit)
    if ended is None and not following:
        return quotation
    words = text[opened.end() : ended.start() if ended else limit].rstrip(" ,")
    if not words.strip():
        # "Dana Hale, who said": the cue is the relative clause's.
        return quotation
    end = opened.end() + len(words)
    wider = Span(span.start, end)
    return replace(quotation, source=wider.of(text), source_span=wider)
