"""From a draft to a quotation: edges trimmed, marks left outside, type told."""

from collections.abc import Sequence

from domain.quotation import Quotation, QuotationType
from domain.spans import Span
from nlp.quotes.alone import rest_of
from nlp.quotes.drafts import Draft
from nlp.quotes.marks import Marked
from nlp.quotes.rules import Rules
from nlp.quotes.stretches import marks_in, trimmed

#: "Dana Hale, who wrote “The Long Shift,”": what is written may be a book.
_WRITES = frozenset(["wrote", "writes", "write", "written", "writing"])
_SHORT_WORD, _LONGEST_TITLE = 3, 9
_STOPS = ".。!！?？ \t…"
#: A reported clause is told less surely than speech in marks.
_INDIRECT = 0.8


def finish(text: str, masked: str, marks: Sequence[Marked], draft: Draft, rules: Rules) -> Quotation | None:
    """Return the quotation of a draft; ``None`` when nothing is left of its content."""
    by_start = {marked.outer.start: marked for marked in marks}
    spans: list[Span] = []
    quoted = plain = False
    for region in draft.regions:
        region = _without_stop(text, masked, region)
        covered = marks_in(masked, region)
        if covered and not rest_of(masked, region, covered):
            quoted = True
            spans.extend(part for marked in covered for part in by_start[marked.start].parts)
        elif region.start < region.end:
            quoted = quoted or bool(covered)
            plain = True
            spans.append(region)
    if not spans:
        return None
    cue = draft.attribution.cue.of(text) if draft.attribution else ""
    if quoted and cue.lower() in _WRITES and _names_work(text, spans[0]):
        return None
    kind: QuotationType = "indirect" if not quoted else "mixed" if plain else "direct"
    attribution = draft.attribution
    source = attribution.source if attribution else draft.actor
    return Quotation(
        type=kind,
        spans=tuple(spans),
        content=tuple(span.of(text) for span in spans),
        score=round(draft.score * (_INDIRECT if kind == "indirect" else 1), 3),
        cue=cue or None,
        cue_span=attribution.cue if attribution else None,
        source=source.of(text) if source else None,
        source_span=source,
    )


def _names_work(text: str, span: Span) -> bool:
    """Whether the content begins with the title of a work, all of whose longer words have capitals."""
    if not any(mark in "“\"‘'" for mark in text[max(0, span.start - 1) : span.start + 1]):
        return False
    words = span.of(text).strip("“”\"‘’'").split("”")[0].split('"')[0].strip(",.").split()
    longer = [word for word in words if len(word) > _SHORT_WORD]
    return (
        1 < len(words) <= _LONGEST_TITLE
        and words[0][0].isupper()
        and bool(longer)
        and all(word[0].isupper() for word in longer)
    )


def _without_stop(text: str, masked: str, region: Span) -> Span:
    start, end = trimmed(masked, region)
    while end > start and masked[end - 1] in _STOPS and masked[end - 1] == text[end - 1]:
        end -= 1
    return trimmed(masked, Span(start, end))
