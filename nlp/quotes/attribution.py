"""Attributions in one sentence: where a cue stands, whose it is, and which stretches of the sentence it reports."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from domain.spans import Span
from nlp.quotes.mask import BRACKET, CLOSE, FILL, OPEN, TITLE
from nlp.quotes.rules import Frame, Rules

_IN_MARKS = re.compile(f"{OPEN}[^{CLOSE}{OPEN}]*{CLOSE}?")
#: Punctuation that a source never reaches over.
_HARD = re.compile(f"[,，。;；:：!?！？—–{OPEN}{FILL}{CLOSE}\n]")
_EDGE = " \t\n\u3000,，;；:：—–-…"
_PIECE = re.compile(r"[^,，—–]+")
_COLON = re.compile(r"\s*[:：]")
#: A subject of more words than this is a misreading.
_LONGEST_SOURCE = {True: 22, False: 40}
_WORD = re.compile(r"[\w’'-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One cue with its source and the stretches it reports, white space and outer punctuation still around them."""

    frame: Frame
    cue: Span
    source: Span | None
    regions: tuple[Span, ...]
    #: The cue has no subject of its own and takes that of the cue before it ("…, adding that").
    shared: bool = False
    #: The words after the cue end in a colon: what follows on the next line is its content.
    open_end: bool = False

    @property
    def start(self) -> int:
        """Where the words of the cue or its source begin, whichever comes first."""
        return min(self.cue.start, self.source.start) if self.source else self.cue.start


def find_attributions(masked: str, sentence: Span, rules: Rules) -> list[Attribution]:
    """Return the attributions of one sentence of a masked text, in the order of their cues.

    Their regions do not overlap; one that only passes on what another says is left out.
    """
    found: list[Attribution] = []
    for candidate in sorted((*_prefixed(masked, sentence, rules), *_cued(masked, sentence, rules)), key=lambda a: a.cue):
        if found and candidate.start < found[-1].cue.end:
            continue
        found.append(candidate)
    return _settle(masked, found, rules)


def marks_in(masked: str, span: Span) -> list[Span]:
    """Return the stretches in marks, marks included, within ``span`` of a masked text."""
    return [Span(*match.span()) for match in _IN_MARKS.finditer(masked, *span)]


def trimmed(masked: str, span: Span) -> Span:
    """Return ``span`` without white space and joining punctuation at its edges."""
    start, end = span
    while start < end and masked[start] in _EDGE:
        start += 1
    while end > start and masked[end - 1] in _EDGE:
        end -= 1
    return Span(start, end)


# -- cues -----------------------------------------------------------------------------------------------------------


def _cued(masked: str, sentence: Span, rules: Rules) -> Iterator[Attribution]:
    before = sentence.start
    for match in rules.cue.finditer(masked, *sentence):
        attribution = _at_cue(masked, sentence, before, match, rules)
        if attribution is not None:
            yield attribution
            before = max([attribution.cue.end, *(region.end for region in attribution.regions[:1])])


def _at_cue(masked: str, sentence: Span, before: int, match: re.Match[str], rules: Rules) -> Attribution | None:
    word = re.sub(r"\s+", " ", match.group().lower())
    cue = Span(*match.span())
    left = masked[sentence.start : cue.start]
    if not _is_cue(masked, sentence, cue, word, left, rules):
        return None
    source, shared = source_before(masked, sentence.start, cue.start, rules)
    position = cue.end
    if rules.spaced and source is None and not shared:
        found = _source_after(masked, cue.end, sentence.end, rules) if _closes(left) else None
        if found is None:
            if not word.endswith("ing") and left.strip():
                return None
            shared = word.endswith("ing")
        else:
            source, position = found, found.end
    frame = rules.frames[word]
    after, complemented, colon = _after(masked, word, position, sentence.end, rules)
    before_region = _before_region(masked, sentence.start, before, cue, source, position)
    regions = _regions(masked, frame, before_region, after, complemented or colon, rules, nominal=word in rules.nominal)
    if not regions and not colon and not (frame in ("clause", "that", "marks") and _says_nothing_more(masked, after)):
        return None
    return Attribution(frame=frame, cue=cue, source=source, regions=regions, shared=shared, open_end=colon)


def _is_cue(masked: str, sentence: Span, cue: Span, word: str, left: str, rules: Rules) -> bool:
    first = masked[cue.start]
    if first.isupper() and left.strip() and not left.rstrip().endswith((CLOSE, OPEN)):
        return False
    if word in rules.exceptions:
        not_before, not_after = rules.exceptions[word]
        if left[-1:] and left[-1] in not_before:
            return False
        if cue.end < sentence.end and masked[cue.end] in not_after:
            return False
    if rules.negated.search(left) and not rules.infinitive.search(left):
        return False
    return word.endswith("ing") or not rules.passive.search(left)


def _closes(left: str) -> bool:
    """Whether what stands before an inverted cue ("…,” said X") can be its content."""
    left = left.rstrip()
    return left.endswith((",", CLOSE, "—", "–", "?", "!", ":")) or (bool(left) and left[-1] in (FILL, "."))


def _says_nothing_more(masked: str, after: Span) -> bool:
    """Whether nothing but punctuation follows the cue, so that the sentence before may be its content."""
    return not masked[after.start : after.end].strip(_EDGE + ".。!！?？")


# -- sources --------------------------------------------------------------------------------------------------------


def source_before(masked: str, start: int, end: int, rules: Rules) -> tuple[Span | None, bool]:
    """Return the source that ends at ``end``, where a cue begins, and whether the cue takes the source of another."""
    end = _without_tail(masked, start, end, rules)
    chunk_start = _after_last(_HARD, masked, start, end)
    chunk = masked[chunk_start:end]
    if not rules.coordinator.fullmatch(chunk) and chunk.strip():
        source = _noun_phrase(masked, chunk_start, end, rules)
        if source is not None or rules.spaced:
            return source, source is None and _coordinated(masked, chunk_start, end, rules)
    elif chunk.strip():
        return _subject(masked, start, chunk_start, rules), True
    if not masked[start:end].rstrip().endswith((",", "，", "—", "–")) and rules.spaced:
        return None, False
    return _described(masked, start, chunk_start, rules)


def _described(masked: str, start: int, end: int, rules: Rules) -> tuple[Span | None, bool]:
    """Walk back over stretches between commas that describe the source: "Zhang, who leads it, said"."""
    floor = _after_last(re.compile(f"[{CLOSE}{FILL};；:：。]"), masked, start, end)
    pieces = [Span(*piece.span()) for piece in _PIECE.finditer(masked, floor, end) if piece.group().strip()]
    for piece in reversed(pieces):
        if rules.description.fullmatch(masked, *piece) and piece != pieces[0]:
            continue
        return _subject(masked, piece.start, piece.end, rules), False
    return None, not rules.spaced


def _subject(masked: str, start: int, end: int, rules: Rules) -> Span | None:
    """Return the noun phrase that a clause begins with."""
    start = _without_leads(masked, start, end, rules)
    found = rules.predicate.search(masked, start + 1, end) if start < end else None
    stop = found.start() if found else end
    return _noun_phrase(masked, start, _without_tail(masked, start, stop, rules), rules)


def _coordinated(masked: str, start: int, end: int, rules: Rules) -> bool:
    """Whether a chunk ends in a second verb's "and": "laughed and said"."""
    words = masked[start:end].split()
    return bool(words) and rules.coordinator.fullmatch(words[-1]) is not None


def _noun_phrase(masked: str, start: int, end: int, rules: Rules) -> Span | None:
    """Return the source in ``masked[start:end]``, which ends where the source does, or ``None`` when it is none."""
    for opener in rules.clause_opener.finditer(masked, start, end):
        if opener.start() > start or rules.spaced:
            start = opener.end()
    if rules.spaced:
        start = _after_coordination(masked, start, end, rules)
    start = _without_leads(masked, start, end, rules)
    span = trimmed(masked, Span(start, end))
    phrase = masked[span.start : span.end]
    if not phrase or phrase in rules.dangling or not _WORD.search(phrase):
        return None
    if not rules.spaced:
        fits = len(phrase) <= _LONGEST_SOURCE[False] and not phrase.endswith(tuple(rules.dangling))
        return span if fits else None
    words = phrase.split()
    if len(words) > _LONGEST_SOURCE[True] or words[-1].lower() in rules.dangling and words[-1].lower() not in rules.pronouns:
        return None
    if len(words) > 1 and words[0].lower() in rules.dangling and words[0].lower() not in rules.determiners:
        return None
    return span


def _after_coordination(masked: str, start: int, end: int, rules: Rules) -> int:
    """Return where the last of two coordinated clauses begins; two coordinated names stay together."""
    for match in re.finditer(r"\b(?:and|but)\s+", masked[start:end]):
        before = masked[start : start + match.start()]
        if rules.finite.search(before) or not before.strip():
            return start + match.end()
    return start


def _without_tail(masked: str, start: int, end: int, rules: Rules) -> int:
    """Return the end of ``masked[start:end]`` without the adverbs, auxiliaries and circumstances before a verb."""
    while True:
        while end > start and masked[end - 1].isspace():
            end -= 1
        found = rules.tail.search(masked[start:end])
        if found is None or found.start() == found.end():
            return end
        end = start + found.start()


def _without_leads(masked: str, start: int, end: int, rules: Rules) -> int:
    while (found := rules.lead.match(masked, start, end)) and start < found.end() < end:
        start = found.end()
        while start < end and masked[start] in _EDGE:
            start += 1
    return start


def _source_after(masked: str, start: int, end: int, rules: Rules) -> Span | None:
    """Return the source of an inverted cue: "said Li Wei of the institute in an interview"."""
    hard = _HARD.search(masked, start, end)
    stop = hard.start() if hard else end
    if (final := re.search(r"[.…]+\s*$", masked[start:stop])) is not None:
        stop = start + final.start()
    for match in rules.source_end.finditer(masked, start + 1, stop):
        if match.start() > start + 1:
            stop = match.start()
            break
    span = trimmed(masked, Span(_without_leads(masked, start, stop, rules), stop))
    phrase = masked[span.start : span.end].rstrip(".")
    words = phrase.split()
    if not words or len(words) > _LONGEST_SOURCE[True] or rules.source_end.fullmatch(words[0]):
        return None
    if words[-1].lower() in rules.dangling or BRACKET in phrase[:1]:
        return None
    return Span(span.start, span.start + len(phrase))


def _after_last(pattern: re.Pattern[str], masked: str, start: int, end: int) -> int:
    position = start
    for match in pattern.finditer(masked, start, end):
        position = match.end()
    return position


# -- content --------------------------------------------------------------------------------------------------------


def _after(masked: str, word: str, start: int, end: int, rules: Rules) -> tuple[Span, bool, bool]:
    """Step over addressee, time and place. Return the rest, whether "that" or the like led to it, whether a colon did."""
    position = start
    if word in rules.addressing and (found := rules.addressee.match(masked, position, end)):
        position = found.end()
    rest = position
    while found := rules.adjunct.match(masked, rest, end):
        rest = found.end()
        if rules.complementizer.match(masked, rest, end) or _COLON.match(masked, rest, end):
            position = rest
            break
        if re.match(rf"\s*,?\s*{OPEN}", masked[rest:end]) or not masked[rest:end].strip(_EDGE + "."):
            position = rest
            break
    if found := rules.complementizer.match(masked, position, end):
        return Span(found.end(), end), True, False
    if found := _COLON.match(masked, position, end):
        return Span(found.end(), end), False, True
    if position == start and word in rules.addressing or rest == position:
        rest = position
    elif rules.spaced and (found := rules.adjunct.match(masked, position, end)):
        # Time and place without "that" after them: step over one, the clause follows.
        position = found.end()
    return Span(position, end), bool(rules.question.match(masked, position, end)), False


def _before_region(
    masked: str, sentence: int, before: int, cue: Span, source: Span | None, position: int
) -> Span:
    end = min(cue.start, source.start) if source else cue.start
    return Span(max(sentence, min(before, end)), end)


def _regions(
    masked: str, frame: Frame, before: Span, after: Span, complemented: bool, rules: Rules, *, nominal: bool
) -> tuple[Span, ...]:
    following = trimmed(masked, after)
    preceding = trimmed(masked, before)
    marks_after = marks_in(masked, following)
    marks_before = marks_in(masked, preceding)
    separated = _separated(masked, before)
    if frame == "label":
        reach = _label_reach(masked, following, marks_after, rules)
        return (reach,) if reach else ()
    takes_before = separated and (bool(marks_before) or (frame != "marks" and not nominal and _is_clause(masked, preceding, rules)))
    if takes_before and marks_before:
        quoted_next = masked[following.start : following.start + 1] == OPEN
        if quoted_next and masked[after.start : following.start].strip(" ").startswith((",", "，", ":", "：", "—", "–")) or quoted_next and marks_after[0].start == following.start and _ends_in_comma(masked, marks_before[-1]):
            return (preceding, following)
        if complemented and following.start < following.end and not marks_before[-1].end >= preceding.end:
            return (following,)
        return (preceding,)
    if masked[following.start : following.start + 1] == OPEN:
        return (following,)
    if frame == "marks":
        return (following,) if marks_after else ()
    content = following if _long_enough(masked, following, rules) else None
    if content and (complemented or marks_after):
        return (content,)
    if takes_before:
        if rules.spaced and content and masked[after.start : after.start + 1] == "," and _is_clause(masked, preceding, rules):
            return (preceding, content)
        if not content or rules.spaced:
            return (preceding,)
    if content and not nominal and frame == "clause" and rules.finite.search(masked, *content):
        return (content,)
    if content and not rules.spaced and masked[after.start : after.start + 1] in ("，", ","):
        return (content,)
    return ()


def _ends_in_comma(masked: str, marked: Span) -> bool:
    return masked[marked.end - 2] not in ".。"


def _separated(masked: str, before: Span) -> bool:
    """Whether a comma or closing marks part the words before a source from it."""
    left = masked[before.start : before.end].rstrip()
    return bool(left) and left[-1] in f",，—–?!？！{CLOSE}{FILL}"


def _is_clause(masked: str, span: Span, rules: Rules) -> bool:
    if not _long_enough(masked, span, rules):
        return False
    if not rules.spaced:
        return True
    return rules.finite.search(masked, *span) is not None and not rules.clause_opener.match(masked, *span)


def _long_enough(masked: str, span: Span, rules: Rules) -> bool:
    if rules.spaced:
        return len(_WORD.findall(masked, *span)) + 3 * len(marks_in(masked, span)) >= 2
    return span.end - span.start >= 4


def _label_reach(masked: str, following: Span, marks: list[Span], rules: Rules) -> Span | None:
    if not marks:
        return None
    between = masked[following.start : marks[0].start]
    if re.search(r"[;；:：。]", between) or len(between) > (90 if rules.spaced else 20):
        return None
    end = marks[0].end
    for marked in marks[1:]:
        if len(masked[end : marked.start].split()) > 4:
            break
        end = marked.end
    return Span(following.start, end)


# -- prefixes -------------------------------------------------------------------------------------------------------


def _prefixed(masked: str, sentence: Span, rules: Rules) -> Iterator[Attribution]:
    for pattern in rules.prefixes:
        for match in pattern.finditer(masked, *sentence):
            source = _noun_phrase(masked, *match.span("source"), rules) if rules.spaced else Span(*match.span("source"))
            if source is None or rules.prefix_sources_not.match(source.of(masked)):
                continue
            after = trimmed(masked, Span(match.end(), sentence.end))
            before = trimmed(masked, Span(sentence.start, match.start()))
            follows = masked[match.end() : match.end() + 1] in (",", "，", ":", "：") or not rules.spaced
            content = before if len(before.of(masked)) > 12 and rules.spaced else after
            if rules.spaced and not follows and content is after:
                follows = masked[: match.end()].endswith(source.of(masked))
            if content.start < content.end and _long_enough(masked, content, rules):
                yield Attribution(
                    frame="clause", cue=Span(*match.span("cue")), source=source, regions=(content,)
                )


# -- several cues in one sentence -------------------------------------------------------------------------------------


def _settle(masked: str, found: list[Attribution], rules: Rules) -> list[Attribution]:
    settled: list[Attribution] = []
    for attribution in found:
        previous = settled[-1] if settled else None
        if previous is None:
            settled.append(attribution)
            continue
        inside = next((region for region in previous.regions if region.start <= attribution.cue.start < region.end), None)
        if inside is None:
            overlap = any(r.start < region.end and region.start < r.end for r in attribution.regions for region in previous.regions)
            if not overlap:
                settled.append(attribution)
            continue
        lead = masked[inside.start : attribution.start].strip(_EDGE)
        if not lead:
            # "According to CNBC, Lee said": the original speaker is the speaker.
            settled[-1] = attribution
        elif _begins_anew(masked, inside, attribution, rules):
            regions = tuple(
                trimmed(masked, Span(r.start, _before_connector(masked, attribution.start, rules))) if r == inside else r
                for r in previous.regions
            )
            settled[-1] = replace(previous, regions=tuple(r for r in regions if r.start < r.end))
            source = attribution.source if attribution.source or not attribution.shared else previous.source
            own = tuple(r for r in attribution.regions if r.start >= attribution.cue.end)
            if own:
                settled.append(replace(attribution, source=source, regions=own))
    shared: list[Attribution] = []
    for attribution in settled:
        if attribution.shared and attribution.source is None and shared:
            attribution = replace(attribution, source=shared[-1].source)
        shared.append(attribution)
    return [a for a in shared if a.regions or a.open_end or a is shared[0]]


def _begins_anew(masked: str, region: Span, attribution: Attribution, rules: Rules) -> bool:
    """Whether a cue inside another's content is a statement beside it, and not a part of it."""
    lead = masked[region.start : attribution.start].rstrip()
    if lead.endswith((",", "，", ";", "；", "。", "—", "–")) or attribution.shared:
        return True
    return bool(re.search(r"[,，]\s*(?:and|but|while|with|though|although|or|yet)\s*$", lead))


def _before_connector(masked: str, end: int, rules: Rules) -> int:
    found = re.search(r"[,，]?\s*(?:and|but|while|with|though|although|or|yet)?\s*$", masked[:end])
    return found.start() if found else end
