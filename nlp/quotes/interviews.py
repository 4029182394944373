"""A name and a colon: turns of a printed interview (“问：…”, "Q: …"), and headlines that say who says what."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from domain.quotation import Quotation
from domain.spans import Span
from nlp import sentences
from nlp.han import simplify
from nlp.quotes.marks import Marked
from nlp.quotes.mask import CLOSE, OPEN, for_sentences
from nlp.quotes.rules import Rules

#: Fewer turns are no interview, and fewer by one speaker no conversation.
_FEWEST_TURNS, _FEWEST_BY_ONE = 3, 2
_MOST_SPEAKERS = 4
_SCORE, _HEADLINE_SCORE = 0.7, 0.6


@dataclass(frozen=True, slots=True)
class _Turn:
    """A label, where its line goes on and ends; ``inline`` where a sentence stands before the label in that line."""

    label: Span
    start: int
    line_end: int
    inline: bool


def read_turns(
    text: str,
    masked: str,
    marks: list[Marked],
    rules: Rules,
    *,
    people: frozenset[str],
    narrated: Sequence[Quotation] = (),
) -> Iterator[Quotation]:
    """Yield the turns of an interview in text order, none where the text holds no interview.

    Each stands in a paragraph of its own, or behind the one before where paragraphs were lost; there ``narrated``
    quotations with a source of their own show that the outlet goes on. Whoever of ``people`` is named most before the
    first turn gives the answers.
    """
    turns = sorted(_labelled(masked, rules, people), key=lambda turn: turn.label)
    # A caption that a page repeats is no turn: what it says comes once.
    said = {(turn.label.of(masked), masked[turn.start : turn.line_end]): turn for turn in reversed(turns)}
    turns = sorted(said.values(), key=lambda turn: turn.label)
    labels = Counter(turn.label.of(masked) for turn in turns)
    once = {turn.label.of(masked) for turn in turns if turn.inline} & people
    labels = Counter(
        {
            label: n
            for label, n in labels.items()
            if n > 1 or label in once or rules.turn_label.fullmatch(simplify(label))
        }
    )
    turns = [turn for turn in turns if turn.label.of(masked) in labels]
    formal = any(rules.turn_word.fullmatch(label) for label in labels)
    enough = len(turns) >= _FEWEST_TURNS and max(labels.values(), default=0) >= _FEWEST_BY_ONE
    if not (enough or (formal and len(turns) > 1)) or len(labels) > _MOST_SPEAKERS:
        return
    if rules.spaced and not formal and not any("?" in masked[turn.start : turn.line_end] for turn in turns):
        # "Home: …", "Away: …": notes on two teams, where nobody asks.
        return
    answers = _most_named(masked[: turns[0].label.end], people, rules)
    for turn, following in zip_longest(turns, turns[1:]):
        last = following is None or following.label.start > turn.line_end
        end = turn.line_end if last else following.label.start
        if turn.inline:
            end = _narration(masked, Span(turn.start, end), narrated, people if last else frozenset(), rules) or end
        content = Span(turn.start, turn.start + len(masked[turn.start : end].rstrip()))
        label = turn.label
        word = rules.turn_word.fullmatch(simplify(label.of(text))) is not None
        source = label if not word else answers if rules.answer.fullmatch(simplify(label.of(text))) else None
        quoted = any(marked.outer.start >= content.start and marked.outer.end <= content.end for marked in marks)
        yield Quotation(
            type="mixed" if quoted else "indirect",
            spans=(content,),
            content=(content.of(text),),
            score=_SCORE,
            cue=label.of(text) if word else None,
            cue_span=label if word else None,
            source=source.of(text) if source else None,
            source_span=source,
        )


def _labelled(masked: str, rules: Rules, people: frozenset[str]) -> Iterator[_Turn]:
    """Yield what may be turns: any label that begins a line, and within one the words for turns, and names."""
    for match in rules.turn.finditer(masked):
        if not masked.startswith(OPEN, match.start("content")):
            yield _Turn(Span(*match.span("label")), match.start("content"), match.end(), inline=False)
    for match in rules.inline_turn.finditer(masked):
        label = match["label"]
        known = rules.turn_label.fullmatch(label) is not None or label.endswith(tuple(people))
        begins_line = not masked[masked.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
        if known and not begins_line and not masked.startswith(OPEN, match.end()):
            line_end = masked.find("\n", match.end())
            end = line_end if line_end >= 0 else len(masked)
            yield _Turn(Span(*match.span("label")), match.end(), end, inline=True)


def _narration(
    masked: str, turn: Span, narrated: Sequence[Quotation], people: frozenset[str], rules: Rules
) -> int | None:
    """Return where the outlet goes on behind a turn: with speech that has a source of its own, or one of ``people``."""
    sources = [
        quotation.source_span.start
        for quotation in narrated
        if quotation.source_span is not None and not rules.own_voice.search(simplify(quotation.source or ""))
    ]
    for sentence in sentences.split(for_sentences(turn.of(masked)))[1:]:
        start, end = turn.start + sentence.start, turn.start + sentence.end
        if any(start <= source < end for source in sources) or any(name in masked[start:end] for name in people):
            return start
    return None


def _most_named(before: str, people: frozenset[str], rules: Rules) -> Span | None:
    counts = Counter({name: before.count(name) for name in sorted(people) if name in before})
    if not counts:
        office = max(rules.answering.finditer(before), key=lambda found: found.start(), default=None)
        return Span(*office.span("who")) if office else None
    name = max(counts, key=lambda name: (counts[name], len(name)))
    start = before.rindex(name)
    return Span(start, start + len(name))


def read_headlines(
    text: str, masked: str, marks: list[Marked], rules: Rules, *, people: frozenset[str]
) -> Iterator[Quotation]:
    """Yield what headlines and cross-headings say that somebody says: 专家：调度比堆卡更难."""
    for match in (*rules.headline.finditer(masked), *rules.bulletin.finditer(masked)):
        label, content = Span(*match.span("label")), Span(*match.span("content"))
        named = any(match["label"].endswith(name) for name in people)
        if not named and not rules.speaks_in_headlines.search(match["label"]):
            continue
        if masked.startswith(OPEN, content.start) and masked.find(CLOSE, *content) in (-1, content.end - 1):
            continue
        quoted = any(content.start <= marked.outer.start < content.end for marked in marks)
        yield Quotation(
            type="mixed" if quoted else "indirect",
            spans=(content,),
            content=(content.of(text),),
            score=_HEADLINE_SCORE,
            source=label.of(text),
            source_span=label,
        )
