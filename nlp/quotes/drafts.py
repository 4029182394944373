"""Drafts of quotations: walks the paragraphs of a masked text and joins what belongs to one utterance."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from domain.spans import Span
from nlp import sentences
from nlp.quotes.alone import BETWEEN, FINAL, MarksAlone
from nlp.quotes.attributions import Attribution, AttributionReader
from nlp.quotes.mask import BRACKET, CLOSE, OPEN, for_sentences
from nlp.quotes.pieces import GOVERNED, Pieces
from nlp.quotes.rules import Rules
from nlp.quotes.stretches import marks_in

_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
_LONGEST_ACT = 45
#: After "…,” said X": what may still describe X before the next paragraph goes on with the speech.
_LONGEST_TAIL = 80
#: No more white space than this, in characters, stands between two sentences of a paragraph.
_GAP = 8
#: 本报讯（记者某某）|“…”: where a Chinese paper tells what it has from whom.
_DATELINE = re.compile(
    f"\\s*【?本[报社刊台](?:记者)?[^，。；：{OPEN}-{CLOSE}]{{0,16}}?(?:讯|电)】?[\\s{BRACKET}]*(?={OPEN})"
)
_LED = re.compile(r"(?:As|For|On|In|At|To|Of) (?:an?|the|her|his|their|its) [\w-]+(?: [\w-]+){0,3}, ")
_SIGNATURE = re.compile(
    r"\s*[-—–―]{1,2}\s*(?P<name>[^\s.,;:!?。，；：！？][^.,;:!?。，；：！？]{1,60}?)(?:,\s[^.;:!?\n。，]{2,90})?[\s.。]*"
)
#: The same on a line of its own: —— 作家某某在书展上说.
_SIGNED_BELOW = re.compile(
    r"\s*[—–―]{1,2}\s*(?P<name>[^\s.,;:!?。，；：！？a-z][^.,;:!?。，；：！？]{1,60}?)(?:[,，]\s?[^.;:!?\n。]{2,90})?[\s.。]*"
)


@dataclass(slots=True)
class Draft:
    """A quotation while it grows: ``regions`` still have white space and punctuation around them."""

    regions: list[Span]
    attribution: Attribution | None
    score: float
    #: Who speaks, where no cue says so but somebody acts between two stretches: “…。”他摘下眼镜，“…”.
    actor: Span | None = None


def read_drafts(
    masked: str,
    rules: Rules,
    *,
    people: frozenset[str],
    known: Collection[str],
    terms: frozenset[int],
    within: Iterable[Span] | None = None,
) -> list[Draft]:
    """Return the drafts of all quotations of a masked text; the names and terms are those of ``AttributionReader``.

    Paragraphs are read one after another, or the stretches ``within`` instead.
    """
    reader = _Reader(masked, rules, AttributionReader(masked, rules, people=people, known=known, terms=terms))
    paragraphs = (Span(*paragraph.span()) for paragraph in _PARAGRAPH.finditer(masked))
    for stretch in paragraphs if within is None else within:
        reader.read(stretch)
    return reader.found


class _Reader:
    def __init__(self, masked: str, rules: Rules, attributions: AttributionReader) -> None:
        self.found: list[Draft] = []
        self._masked = masked
        self._alone = MarksAlone(masked=masked, rules=rules)
        self._pieces = Pieces(masked=masked, rules=rules)
        self._plain = for_sentences(masked)
        self._rules = rules
        self._attributions = attributions
        #: A cue whose sentence ended in a colon, waiting for the speech it leads to.
        self._waiting: Attribution | None = None
        #: Who stands before a colon that ends a sentence without a cue: 某某这样描述它：
        self._introducing: Span | None = None

    def read(self, paragraph: Span) -> None:
        """Gather what one paragraph holds."""
        if self._signed_below(paragraph):
            return
        if dateline := _DATELINE.match(self._masked, *paragraph):
            paragraph = Span(dateline.end(), paragraph.end)
        split = sentences.split(self._plain[paragraph.start : paragraph.end])
        spans = [
            part
            for span in split
            for piece in self._pieces.cut(Span(paragraph.start + span.start, paragraph.start + span.end))
            for part in self._pieces.apart(piece)
        ]
        #: The draft that more speech in marks may belong to, and speech that still waits for its cue.
        last: Draft | None = self._left_open(paragraph)
        unclaimed: Draft | None = None
        for sentence in spans:
            introducing, self._introducing = self._introducing, None
            if introducing is not None and self._alone.only_marks(sentence):
                last = self._add([sentence], None, 0.8)
                last.actor, unclaimed = introducing, None
                continue
            if self._waiting is not None and self._claimed_by_waiting(sentence):
                last, unclaimed = self.found[-1], None
                continue
            if self._alone.only_marks(sentence):
                if last is not None and self._goes_on(last, sentence) and not self._alone.answers(sentence):
                    last.regions.append(sentence)
                else:
                    # A short one ("Really?") is kept back: a cue right after it shows that it is speech.
                    unclaimed = Draft([sentence], None, 0.6)
                    if self._alone.is_speech(sentence, alone=len(spans) == 1):
                        self.found.append(unclaimed)
                        last = unclaimed
                continue
            attributions = self._attributions.read(sentence)
            for attribution in attributions:
                if attribution.takes_marks_before and unclaimed is not None:
                    unclaimed.attribution, unclaimed.score = attribution, 0.9
                    unclaimed.regions += [r for r in attribution.regions if self._masked.startswith(OPEN, r.start)]
                    told = [r for r in attribution.regions if not self._masked.startswith(OPEN, r.start)]
                    last, unclaimed = self._claimed(unclaimed), None
                    if told:
                        last = self._add(told, attribution, 0.9)
                elif attribution.regions:
                    added = self._add(list(attribution.regions), attribution, 0.9)
                    last = last if last is not None and self._told_along(attribution, last, sentence) else added
                    unclaimed = None
                elif attribution.open_end:
                    self._waiting = attribution
            if not attributions and (opened := self._opened(sentence)) is not None:
                last, unclaimed = opened, None
                continue
            if not attributions and unclaimed is not None and self._told_after(sentence, unclaimed):
                last, unclaimed = self._claimed(unclaimed), None
                continue
            if not attributions and last is not None and (resumed := self._resumed(sentence, last)) is not None:
                last.regions.append(resumed)
                unclaimed = None
                continue
            if not attributions and (acted := self._acted(sentence)) is not None:
                last, unclaimed = acted, None
            elif not attributions and (signed := self._signed(sentence)) is not None:
                last, unclaimed = signed, None
            elif not attributions and unclaimed is not None and self._acts_between(sentence, unclaimed):
                last, unclaimed = self._claimed(unclaimed), None
            elif not attributions:
                unclaimed = last = self._trailing(sentence)
                if last is None and self._plain[sentence.start : sentence.end].endswith((":", "：")):
                    self._introducing = self._introducer(sentence)
            elif last is not None and (trailing := self._trailing(sentence, after=last)) is not None:
                unclaimed = trailing
            else:
                unclaimed = None

    def _introducer(self, sentence: Span) -> Span | None:
        """Return who stands before a colon without a cue, in the last clause of the sentence if that tells it."""
        comma = -1 if self._rules.spaced else self._masked.rfind("，", *sentence)
        last = self._attributions.subject(Span(comma + 1, sentence.end)) if comma > 0 else None
        return last or self._attributions.subject(sentence)

    def _left_open(self, paragraph: Span) -> Draft | None:
        """Return the speech that the paragraph before ended with, where this one is nothing but speech."""
        if not self._rules.spaced or not self.found or not self._alone.only_marks(paragraph):
            return None
        last = self.found[-1]
        if last.attribution is None or not self._goes_on(last) or self._alone.is_answer(paragraph, last.regions[-1]):
            return None
        cue, source = last.attribution.cue, last.attribution.source
        end = max(cue.end, source.end if source else 0, *(region.end for region in last.regions))
        between = self._masked[end : paragraph.start]
        return last if between.count("\n") in (1, 2) and len(between.strip(BETWEEN)) < _LONGEST_TAIL else None

    def _add(self, regions: list[Span], attribution: Attribution | None, score: float) -> Draft:
        draft = Draft(regions, attribution, score)
        self.found.append(draft)
        return draft

    def _claimed(self, draft: Draft) -> Draft:
        if draft not in self.found[-1:]:
            self.found.append(draft)
        return draft

    def _claimed_by_waiting(self, sentence: Span) -> bool:
        """Whether a colon before took the speech that the sentence begins with."""
        waiting, self._waiting = self._waiting, None
        if waiting is None or not self._masked.startswith(OPEN, sentence.start):
            return False
        marks = marks_in(self._masked, sentence)
        self._add([sentence if self._alone.only_marks(sentence) else marks[0]], waiting, 0.85)
        return self._alone.only_marks(sentence)

    def _acts_between(self, sentence: Span, unclaimed: Draft) -> bool:
        """Whether somebody does something between two stretches of one utterance; the second is added if so."""
        covered = marks_in(self._masked, sentence)
        if not covered or self._masked[covered[-1].end : sentence.end].strip(BETWEEN):
            return False
        lead = Span(sentence.start, covered[0].start)
        if lead.end - lead.start > _LONGEST_ACT or not lead.of(self._masked).rstrip().endswith((",", "，", ":", "：")):
            return False
        unclaimed.actor = self._attributions.subject(lead)
        unclaimed.regions.append(Span(covered[0].start, sentence.end))
        return True

    def _told_after(self, sentence: Span, unclaimed: Draft) -> bool:
        """Whether the sentence after speech tells who spoke without a cue: a signature, or somebody who acts."""
        if unclaimed.attribution is not None or unclaimed.actor is not None:
            return False
        if covered := marks_in(self._masked, sentence):
            # More speech at the end goes on with it, terms before do not.
            whole = not self._masked[covered[-1].end : sentence.end].strip(BETWEEN)
            return not whole and self._acts_beside(sentence, unclaimed)
        if signature := _SIGNATURE.fullmatch(self._masked, *sentence):
            unclaimed.actor = Span(*signature.span("name"))
            return True
        if (teller := self._attributions.told_by(unclaimed.regions[-1], sentence)) is not None:
            unclaimed.actor = teller
            return True
        return self._acts_beside(sentence, unclaimed)

    def _acts_beside(self, sentence: Span, unclaimed: Draft) -> bool:
        """Whether somebody known acts right behind Chinese speech, as whose it is: “…。”他摘下眼镜。"""
        adjacent = self._masked[max(0, sentence.start - _GAP) : sentence.start].rstrip(" ").endswith(CLOSE)
        source = self._attributions.subject(sentence) if adjacent and not self._rules.spaced else None
        if source is None or source.start != sentence.start or not self._attributions.is_known(source):
            return False
        unclaimed.actor = source
        return True

    def _acted(self, sentence: Span) -> Draft | None:
        """Return speech that somebody's act splits, without a cue: “…，”某某盯着屏幕，“…”."""
        covered = marks_in(self._masked, sentence)
        stopped = covered and not self._masked[covered[-1].end : sentence.end].strip(BETWEEN)
        if len(covered) < 2 or covered[0].start != sentence.start or not stopped:
            return None
        between = Span(covered[0].end, covered[1].start)
        comma = self._masked[covered[0].end - 2] in ",，" or self._masked[covered[0].end - 2] in FINAL
        if (
            not comma
            or between.end - between.start > _LONGEST_ACT
            or not between.of(self._masked).rstrip().endswith((",", "，", ":", "："))
        ):
            return None
        draft = self._add([covered[0], Span(covered[1].start, sentence.end)], None, 0.75)
        draft.actor = self._attributions.subject(between)
        return draft

    def _opened(self, sentence: Span) -> Draft | None:
        """Return whole Chinese speech that a sentence opens with, before what somebody does: “…。”她无法回答。"""
        covered = marks_in(self._masked, sentence)
        if self._rules.spaced or len(covered) != 1 or covered[0].start != sentence.start:
            return None
        behind = Span(covered[0].end, sentence.end)
        stops = self._masked[covered[0].end - 2] in FINAL
        if not stops or GOVERNED.match(self._masked, *behind) or not self._alone.is_speech(covered[0], alone=True):
            return None
        draft = self._add([covered[0]], None, 0.6)
        actor = self._attributions.subject(behind)
        if actor is not None and actor.start == behind.start and self._attributions.is_known(actor):
            draft.actor = actor
        return draft

    def _signed(self, sentence: Span) -> Draft | None:
        """Return a draft of speech that a dash and a name sign: “…” — Dana Whitlock."""
        covered = marks_in(self._masked, sentence)
        if not covered or covered[0].start != sentence.start or not self._alone.is_speech(covered[0], alone=True):
            return None
        signature = _SIGNATURE.fullmatch(self._masked, covered[0].end, sentence.end)
        if signature is None:
            return None
        draft = self._add([covered[0]], None, 0.8)
        draft.actor = Span(*signature.span("name"))
        return draft

    def _signed_below(self, paragraph: Span) -> bool:
        """Whether a paragraph is a dash and who said the speech that the paragraph before is: a pull quote."""
        last = self.found[-1] if self.found else None
        below = _SIGNED_BELOW.fullmatch(self._masked, *paragraph)
        if last is None or below is None or last.attribution is not None or last.actor is not None:
            return False
        if not self._goes_on(last) or self._masked[last.regions[-1].end : paragraph.start].strip(BETWEEN + CLOSE):
            return False
        name = Span(*below.span("name"))
        last.actor = name if self._rules.spaced else self._attributions.subject(name)
        return last.actor is not None

    def _resumed(self, sentence: Span, last: Draft) -> Span | None:
        """Return speech that goes on with only a circumstance before it: “…,” Hale said. As a parent, “we …”."""
        covered = marks_in(self._masked, sentence)
        if not self._rules.spaced or len(covered) != 1 or not self._goes_on(last) or last.attribution is None:
            return None
        led = _LED.fullmatch(self._masked, sentence.start, covered[0].start) is not None
        stopped = not self._masked[covered[0].end : sentence.end].strip(BETWEEN)
        return covered[0] if led and stopped else None

    def _told_along(self, attribution: Attribution, last: Draft, sentence: Span) -> bool:
        """Whether a participle only adds to speech of its sentence, which may go on: "“…,” he said, noting that …"."""
        quoted = any(OPEN in region.of(self._masked) for region in attribution.regions)
        within = last.attribution is not None and last.regions[0].start >= sentence.start
        return self._rules.spaced and attribution.shared and not quoted and within and self._goes_on(last)

    def _goes_on(self, draft: Draft, sentence: Span | None = None) -> bool:
        """Whether speech in marks right after a draft belongs to it: the draft is speech in marks alone.

        Behind "said it was “good,” a word she likes" a new ``sentence`` in marks does not go on with the clause.
        """
        last = draft.regions[-1]
        if (
            sentence is not None
            and self._rules.spaced
            and draft.attribution is not None
            and draft.attribution.cue.end <= last.start
            and not self._masked.startswith(OPEN, last.start)
            and self._masked[last.end : sentence.start].strip(BETWEEN + CLOSE)
        ):
            return False
        return all(self._masked[: region.end].rstrip(BETWEEN).endswith(CLOSE) for region in draft.regions)

    def _trailing(self, sentence: Span, *, after: Draft | None = None) -> Draft | None:
        """Return a new draft of whole sentences in marks that a sentence without a cue for them ends with."""
        covered = marks_in(self._masked, sentence)
        if not covered or covered[-1].end != sentence.end or not self._alone.is_speech(covered[-1], alone=False):
            return None
        if after is not None and any(region.end > covered[-1].start for region in after.regions):
            return None
        lead = self._masked[sentence.start : covered[-1].start].rstrip()
        if not lead.endswith((":", "：", ",", "，", ".", "。", "!", "?", "！", "？")):
            return None
        if self._rules.titled.search(lead) is not None:
            return None
        return self._add([covered[-1]], None, 0.5)
