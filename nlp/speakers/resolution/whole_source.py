"""The whole mention of an English source: a name with the apposition behind it, "Dana Hale, a lawyer in Ohio"."""

import re
from dataclasses import replace

from domain.quotation import Quotation
from domain.spans import Span

#: How an apposition begins, and what a name may have in brackets before it: "Ron Oak (D-Ohio), the chairman …".
_OPENS = re.compile(
    r"\s?(?:\([^()\n]{1,30}\))?,\s(?:an?|the|one|(?P<who>who|whose)|now|of|head|chief|director|executive|president|"
    r"chairman|founder|vice|senior|former|[A-Z]\w+ editor)\b"
)
#: Where it ends if neither cue nor speech follows, or a verb before them; no stop of "the U.S. envoy" or "Ms. Hale";
#: ", in a statement" and ", on Monday" belong to the cue.
_ENDS = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St))(?<!\bMrs)\.(?=[\s”\"’]|$)|[;:“”\"\n]"
    r"|,\s(?:(?:in|on|at|during|after|speaking|adding|was|has|had|is)\b"
    r"|(?!(?:across|its|plus|this|his)\b)[a-z]{2,}(?:ed|s)\s)"
)
#: The longest apposition in characters.
_LONGEST = 240


def with_apposition(text: str, quotation: Quotation) -> Quotation:
    """Return a quotation whose named source includes the apposition that stands right behind it."""
    span = quotation.source_span
    if span is None or quotation.source is None or not quotation.source[:1].isupper():
        return quotation
    parts = [part for part in (quotation.cue_span, *quotation.spans) if part is not None]
    following = min((part.start for part in parts if part.start >= span.end), default=len(text))
    opened = _OPENS.match(text, span.end, following)
    if opened is None:
        return quotation
    ended = _ENDS.search(text, opened.end(), min(following, span.end + _LONGEST))
    end = ended.start() if ended else following
    words = text[opened.end() : end].rstrip()
    closed = words.endswith(",") or (ended is not None and ended.group() not in '“"')
    if end > span.end + _LONGEST or not words.strip(" ,") or (opened["who"] and not closed):
        # "Dana Hale, who also said": the cue is the relative clause's.
        return quotation
    whole = Span(span.start, opened.end() + len(words.rstrip(" ,")))
    return replace(quotation, source=whole.of(text), source_span=whole)
