"""Quotations of an article: marks and attributions put together, then each speaker resolved."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from domain.quotation import Quotation, QuotationType
from domain.spans import Span
from nlp import language as languages
from nlp import sentences
from nlp.han import HAN
from nlp.quotes.attribution import Attribution, find_attributions, marks_in, trimmed
from nlp.quotes.marks import Marked, find_marks
from nlp.quotes.mask import FILL, OPEN, for_sentences, mask
from nlp.quotes.rules import FILES, Rules, rules_for
from nlp.resources import revision

#: Raise when the code finds other quotations than before; a change of the data files shows by itself.
_CODE_REVISION = "1"
REVISION = f"rules-{_CODE_REVISION}-{revision(*FILES, sentences.RULES)}"

_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
_FINAL = ".!?。！？…,，"
_LATIN_WORD = re.compile(r"[A-Za-z0-9][\w’'-]*")
_HAN = re.compile(f"[{HAN}]")


@dataclass(slots=True)
class _Draft:
    """A quotation while it grows: ``regions`` are untrimmed, in text order."""

    regions: list[Span]
    attribution: Attribution | None = None
    score: float = 0.5
    marks: list[Marked] = field(default_factory=list)


def extract(text: str, *, language: str | None = None) -> list[Quotation]:
    """Return the quotations of ``text`` in text order, each with its speaker resolved within the article.

    ``language`` is an ISO 639-1 code, detected when ``None``. Every span is verbatim: ``content[i]`` is the text of
    ``spans[i]``. What is not known, or not sure enough, is ``None``.
    """
    from nlp.speakers import resolve

    language = language or languages.detect(text)
    return resolve(text, find(text, language=language), language=language)


def find(text: str, *, language: str) -> list[Quotation]:
    """Return the quotations of ``text`` in text order, with cue and source, before speakers are resolved."""
    rules = rules_for(language)
    marks = find_marks(text)
    masked = mask(text, marks)
    drafts = _Drafts(masked, marks, rules)
    for paragraph in _PARAGRAPH.finditer(masked):
        drafts.read_paragraph(Span(*paragraph.span()))
    quotations = [quotation for draft in drafts.found if (quotation := _finish(text, masked, marks, draft, rules))]
    return sorted(quotations, key=lambda quotation: quotation.spans[0])


class _Drafts:
    """Walks the paragraphs of a masked text and gathers drafts; each stretch in marks is used once."""

    def __init__(self, masked: str, marks: Sequence[Marked], rules: Rules) -> None:
        self.found: list[_Draft] = []
        self._masked = masked
        self._plain = for_sentences(masked)
        self._marks = {marked.outer.start: marked for marked in marks}
        self._rules = rules
        self._open: Attribution | None = None

    def read_paragraph(self, paragraph: Span) -> None:
        """Gather what one paragraph holds."""
        spans = [
            Span(paragraph.start + span.start, paragraph.start + span.end)
            for span in sentences.split(self._plain[paragraph.start : paragraph.end])
        ]
        last: _Draft | None = None
        alone: Span | None = None
        for sentence in spans:
            attributions = find_attributions(self._masked, sentence, self._rules)
            only_marks = self._only_marks(sentence)
            if self._open is not None:
                if masked_starts(self._masked, sentence):
                    first = marks_in(self._masked, sentence)[0]
                    last = self._add([first if not only_marks else sentence], self._open, 0.85)
                    self._open = None
                    if only_marks:
                        continue
                self._open = None
            if only_marks and not attributions:
                if last is not None and last.attribution is not None and self._holds_marks(last):
                    last.regions.append(sentence)
                elif self._is_speech(sentence, spans):
                    last = self._add([sentence], None, 0.6)
                alone = sentence
                continue
            for attribution in attributions:
                regions = list(attribution.regions)
                if not regions and alone is not None:
                    if last is not None and last.attribution is None and last.regions[-1] == alone:
                        last.attribution, last.score = attribution, 0.9
                        continue
                    continue
                if attribution.open_end and not regions:
                    self._open = attribution
                    continue
                if regions:
                    last = self._add(regions, attribution, 0.9)
            if not attributions:
                last = self._without_cue(sentence, last)
            alone = sentence if only_marks else self._trailing_marks(sentence)

    def _add(self, regions: list[Span], attribution: Attribution | None, score: float) -> _Draft:
        draft = _Draft(regions, attribution, score)
        self.found.append(draft)
        return draft

    def _holds_marks(self, draft: _Draft) -> bool:
        return any(marks_in(self._masked, region) for region in draft.regions)

    def _only_marks(self, sentence: Span) -> bool:
        covered = marks_in(self._masked, sentence)
        rest = self._masked[sentence.start : sentence.end]
        for marked in reversed(covered):
            rest = rest[: marked.start - sentence.start] + rest[marked.end - sentence.start :]
        return bool(covered) and not rest.strip(" \t,，.。;；:：—–-…!?！？\u3000、")

    def _trailing_marks(self, sentence: Span) -> Span | None:
        covered = marks_in(self._masked, sentence)
        return covered[-1] if covered and covered[-1].end == sentence.end else None

    def _without_cue(self, sentence: Span, last: _Draft | None) -> _Draft | None:
        """A sentence that begins with speech in marks and goes on with something else."""
        return last

    def _is_speech(self, sentence: Span, spans: Sequence[Span]) -> bool:
        """Whether marks without a cue hold speech: whole sentences, not a term."""
        covered = marks_in(self._masked, sentence)
        size = sum(self._size(span) for span in covered)
        ends = self._masked[covered[-1].end - 2 : covered[-1].end]
        final = any(character in _FINAL for character in ends) or self._masked[covered[-1].end - 1] == FILL
        return size >= self._rules.shortest_speech and (final or len(spans) == 1)

    def _size(self, marked: Span) -> int:
        inner = self._marks[marked.start].inner if marked.start in self._marks else marked
        return inner.end - inner.start if not self._rules.spaced else (inner.end - inner.start) // 5


def masked_starts(masked: str, sentence: Span) -> bool:
    """Whether a sentence begins with a stretch in marks."""
    return masked[sentence.start : sentence.start + 1] == OPEN


# -- from a draft to a quotation ----------------------------------------------------------------------------------------


def _finish(text: str, masked: str, marks: Sequence[Marked], draft: _Draft, rules: Rules) -> Quotation | None:
    spans: list[Span] = []
    quoted = unquoted = False
    inside = {marked.outer.start: marked for marked in marks}
    for region in draft.regions:
        region = _content_region(text, masked, region)
        covered = marks_in(masked, region)
        rest = masked[region.start : region.end]
        for marked in reversed(covered):
            rest = rest[: marked.start - region.start] + rest[marked.end - region.start :]
        if covered and not rest.strip(" \t\n,，.。;；:：—–-…!?！？\u3000、"):
            quoted = True
            for marked in covered:
                spans.extend(inside[marked.start].parts if marked.start in inside else [marked])
            continue
        speech = [marked for marked in covered if _counts(text, marked, rules)]
        quoted = quoted or bool(speech)
        unquoted = True
        if region.start < region.end:
            spans.append(region)
    spans = [span for span in spans if span.start < span.end]
    if not spans:
        return None
    kind: QuotationType = "indirect" if not quoted else "mixed" if unquoted else "direct"
    attribution = draft.attribution
    source = attribution.source if attribution else None
    return Quotation(
        type=kind,
        spans=tuple(spans),
        content=tuple(span.of(text) for span in spans),
        score=draft.score if kind != "indirect" else round(draft.score * 0.8, 3),
        cue=attribution.cue.of(text) if attribution else None,
        cue_span=attribution.cue if attribution else None,
        source=source.of(text) if source else None,
        source_span=source,
    )


def _content_region(text: str, masked: str, region: Span) -> Span:
    region = trimmed(masked, region)
    end = region.end
    while end > region.start and masked[end - 1] in ".。!！?？ \t…" and masked[end - 1] == text[end - 1]:
        end -= 1
    return trimmed(masked, Span(region.start, end))


def _counts(text: str, marked: Span, rules: Rules) -> bool:
    """Whether marks inside a clause of speech set off words of the speaker; in Chinese short ones set off terms."""
    return rules.spaced or len(_HAN.findall(marked.of(text))) >= rules.shortest_speech
