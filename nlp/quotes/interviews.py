"""A name and a colon: turns of a printed interview (“问：…”, "Q: …"), and headlines that say who says what."""

from collections import Counter
from collections.abc import Iterator

from domain.quotation import Quotation
from domain.spans import Span
from nlp.han import simplify
from nlp.quotes.marks import Marked
from nlp.quotes.mask import CLOSE, OPEN
from nlp.quotes.rules import Rules

#: Fewer turns are no interview, and fewer by one speaker no conversation.
_FEWEST_TURNS, _FEWEST_BY_ONE = 3, 2
_MOST_SPEAKERS = 4
_SCORE, _HEADLINE_SCORE = 0.7, 0.6


def read_turns(
    text: str, masked: str, marks: list[Marked], rules: Rules, *, people: frozenset[str]
) -> Iterator[Quotation]:
    """Yield the turns of an interview in text order, none where the text holds no interview.

    Whoever of ``people`` is named most before the first turn gives the answers.
    """
    turns = [match for match in rules.turn.finditer(masked) if not masked.startswith(OPEN, match.start("content"))]
    labels = Counter(match["label"] for match in turns)
    labels = Counter({label: n for label, n in labels.items() if n > 1 or rules.turn_label.fullmatch(simplify(label))})
    turns = [match for match in turns if match["label"] in labels]
    formal = any(rules.turn_word.fullmatch(label) for label in labels)
    enough = len(turns) >= _FEWEST_TURNS and max(labels.values(), default=0) >= _FEWEST_BY_ONE
    if not (enough or (formal and len(turns) > 1)) or len(labels) > _MOST_SPEAKERS:
        return
    answers = _most_named(masked[: turns[0].end("label")], people, rules)
    for match in turns:
        label, content = Span(*match.span("label")), Span(*match.span("content"))
        word = rules.turn_word.fullmatch(simplify(match["label"])) is not None
        source = label if not word else answers if rules.answer.fullmatch(simplify(match["label"])) else None
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
