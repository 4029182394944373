"""Dialogue: who speaks in turns that stand alone in their paragraphs, one after another."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from domain.quotation import Quotation
from domain.spans import Span
from nlp.han import HAN, simplify
from nlp.speakers.cast import Cast, Entity
from nlp.speakers.epithets import Epithets
from nlp.speakers.resolution.history import History
from nlp.speakers.vocabulary import Vocabulary

_TURN = re.compile('[ \t\u3000]*[“「"](?P<words>[^“”「」"\n]+)[”」"][ \t\u3000]*$')
_SPEECH_FIRST = re.compile('[ \t\u3000]*[“「"]')
#: 焦师傅，您坐: whom somebody speaks to.
_VOCATIVE = re.compile(
    f"(?P<who>(?P<family>[{HAN}])(?:师傅|老师|先生|女士|总|工|大夫|医生|教授|主任|局长|伯|叔|姨))[，,]"
)
_ASKS = re.compile("[？?]$")
#: Who breaks in does not go on.
_BREAKS_IN = re.compile("插[嘴话]|打断|抢白|反问|追问")
#: 父子俩, 母女二人: the two are relatives.
_RELATIVES = re.compile("(?:父子|父女|母子|母女|夫妻|夫妇|兄弟|姐妹|姐弟|兄妹|姊妹|姊弟)[俩两二]?")
#: Somebody without a name who enters: 有个穿校服的女生在门口.
_SOMEBODY = re.compile("(?:有|来了|走来|进来)[一]?[个名位][^，。！？“”「」]{0,8}?[生人孩者员客友子伯姨]")
#: How far into a paragraph whoever acts first may be named; how long the turns of a dialogue are, at most.
_OPENING, _LONGEST_TURN, _SHORT_TURN = 14, 60, 16
#: The first two in English.
_OPENING_ENGLISH, _LONGEST_ENGLISH_TURN = 30, 100
_PRONOUNS = {"他": "m", "她": "f", "he": "m", "she": "f"}
#: How many paragraphs before a dialogue tell who is there; how many turns one has, at most.
_PARAGRAPHS_BEFORE, _MOST_TURNS = 4, 30


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph of a text: where it stands, and what is said in it where it is nothing but a turn."""

    span: Span
    words: str | None


class Dialogues:
    """Finds who speaks the turns of one text."""

    def __init__(
        self,
        *,
        text: str,
        cast: Cast,
        vocabulary: Vocabulary,
        history: History,
        epithets: Epithets,
        quotations: Sequence[Quotation],
    ) -> None:
        self._text = text
        self._cast = cast
        self._history = history
        self._epithets = epithets
        self._quotations = quotations
        self._lines = list(_lines(text))
        self._opening = _OPENING_ENGLISH if vocabulary.spaced else _OPENING
        self._longest = _LONGEST_ENGLISH_TURN if vocabulary.spaced else _LONGEST_TURN
        self._starts = [line.span.start for line in self._lines]

    def is_turn(self, at: int) -> bool:
        """Whether an offset is within a turn that stands alone in its paragraph."""
        index = bisect_left(self._starts, at) - 1
        return index >= 0 and self._lines[index].words is not None

    def is_exchange(self, at: int) -> bool:
        """Whether an offset is within one of several turns that stand one after another, of which one asks."""
        if not self.is_turn(at):
            return False
        first, last = self._run(bisect_left(self._starts, at) - 1)
        return last - first > 1 and any(_ASKS.search(line.words or "") for line in self._lines[first:last])

    def asking(self, at: int) -> Entity | None:
        """Return who spoke the turn before a paragraph that opens with what somebody answers at ``at``."""
        index = bisect_left(self._starts, at) - 1
        if index < 1 or self._lines[index - 1].words is None or not self._history.quoted:
            return None
        last = self._history.quoted[-1]
        line, before = self._lines[index].span, self._lines[index - 1].span
        opens = _SPEECH_FIRST.match(self._text, line.start) and "。" not in self._text[line.start : at].split("”")[-1]
        return last.entity if opens and before.start <= last.spans[0].start < before.end else None

    def speaker(self, quotation: Quotation) -> Entity | None:
        """Return who speaks a turn without a cue that stands alone, as far as another turn or what follows tells it."""
        if not self.is_turn(quotation.spans[0].start):
            return None
        index = bisect_left(self._starts, quotation.spans[0].start) - 1
        first, last = self._run(index)
        if any(len(line.words or "") > self._longest for line in self._lines[first:last]):
            return None
        anchor = self._turn_before(first, last) or self._thinks_first(first, last) or self._answers(first, last)
        if anchor is None:
            return None
        turn, entity, other = anchor
        return entity if (index - turn) % 2 == 0 else other

    def _run(self, index: int) -> tuple[int, int]:
        """Return the first and behind the last of the turns that stand one after another around one."""
        first = last = index
        while first and self._lines[first - 1].words is not None and index - first < _MOST_TURNS:
            first -= 1
        while last < len(self._lines) and self._lines[last].words is not None and last - index < _MOST_TURNS:
            last += 1
        return first, last

    def _turn_before(self, first: int, last: int) -> tuple[int, Entity, Entity | None] | None:
        """Return who spoke in the paragraph before, with that as a turn, where somebody else answers."""
        if not first or not self._history.quoted:
            return None
        line = self._lines[first - 1]
        told = [item for item in self._history.quoted if line.span.start <= item.at < line.span.end]
        said = [item for item in told if item.spans[-1].end <= line.span.end]
        if not said:
            return None
        speaker, end = said[-1].entity, said[-1].spans[-1].end
        rest = self._text[end : line.span.end]
        asks = _ASKS.search(self._text[:end][-2:].rstrip('”」"')) is not None
        several = len({item.entity.name for item in said}) > 1
        breaks_in = _BREAKS_IN.search(simplify(rest)) is not None
        turns = [self._text[end - 1 : end], *(line.words or "" for line in self._lines[first:last])]
        before = self._spoke_before(first - 1)
        several = several or (before is not None and before is not speaker)
        short = all(len(line.words or "") <= _SHORT_TURN for line in self._lines[first:last])
        dialogue = last - first > 1 and (short or any(_ASKS.search(words) for words in turns))
        if not (asks or several or breaks_in or dialogue):
            return None
        other = before if before is not speaker and before is not None else self._other(speaker, first)
        return first - 1, speaker, other

    def _spoke_before(self, index: int) -> Entity | None:
        """Return who spoke in the paragraph before one, where both of them open with what is said."""
        if index < 1 or not all(_SPEECH_FIRST.match(self._text, self._starts[n]) for n in (index - 1, index)):
            return None
        line = self._lines[index - 1].span
        said = [item for item in self._history.quoted if line.start <= item.spans[0].start < line.end]
        return said[-1].entity if said else None

    def _thinks_first(self, first: int, last: int) -> tuple[int, Entity, Entity | None] | None:
        """Return who acts between a question and the answer: “…？”记者问。¶林某某想了很久。¶“…。”"""
        before = self._lines[first - 2].span if first > 1 else None
        between = self._lines[first - 1].span
        if before is None or last - first > 1 or between.end - between.start > self._longest:
            return None
        asked = [item for item in self._history.quoted if before.start <= item.spans[0].start < before.end]
        acting = self._first_named(between)
        if acting is None or not asked or acting is asked[-1].entity:
            return None
        end = asked[-1].spans[-1].end
        return (first, acting, asked[-1].entity) if _ASKS.search(self._text[end - 1 : end]) else None

    def _answers(self, first: int, last: int) -> tuple[int, Entity, Entity | None] | None:
        """Return who speaks one of the turns, as the paragraph behind, or whom a turn speaks to, tells."""
        for turn in range(first, last):
            found = _VOCATIVE.match(simplify(self._lines[turn].words or ""))
            addressed = self._cast.only_bearer(found["family"]) if found else None
            if addressed is not None and (other := self._other(addressed, first)) is not None:
                return turn, other, addressed
        if last == len(self._lines) or last - first < 1:
            return None
        after = self._lines[last]
        if _SPEECH_FIRST.match(self._text, after.span.start):
            speaker = self._told_behind(after, first)
            return (last, speaker, self._other(speaker, first)) if speaker is not None else None
        if last - first == 1 and not _ASKS.search(self._lines[first].words or ""):
            # Somebody's words alone, and who they are behind.
            return None
        if (listener := self._first_named(after.span)) is None:
            return None
        other = self._other(listener, first)
        return (last - 1, other, listener) if other is not None else None

    def _told_behind(self, line: _Line, first: int) -> Entity | None:
        """Return who speaks the turn that a paragraph begins with, by name or by the only pronoun that fits."""
        quotation = next((q for q in self._quotations if line.span.start <= q.spans[0].start < line.span.end), None)
        if quotation is None or quotation.source is None or quotation.source_span is None:
            return None
        named = self._epithets.at(self._text, quotation.source_span)
        if named is not None:
            return named
        known, _ = self._cast.fullest(quotation.source, quotation.source_span.start)
        if known is not None and known.person:
            return known
        gender = _PRONOUNS.get(quotation.source, "")
        fitting = [e for e in self._named_before(first)[:2] if e.gender in ("", gender)]
        sure = [e for e in fitting if e.gender == gender]
        only = fitting if len(fitting) == 1 else sure
        return only[0] if gender and len(only) == 1 else None

    def _first_named(self, span: Span) -> Entity | None:
        """Return the person named where a paragraph opens."""
        named = [
            (place, entity.name)
            for entity in self._cast.entities.values()
            if entity.person and not entity.unnamed
            for place in entity.places
            if span.start <= place < min(span.end, span.start + self._opening)
        ]
        return self._cast.entities[min(named)[1]] if named else None

    def _other(self, entity: Entity, first: int) -> Entity | None:
        """Return who else is there: a relative where the text tells that the two are, else whoever was named last."""
        before = self._lines[first - 1].span.of(self._text) if first else ""
        if _RELATIVES.search(simplify(before)) and (relative := self._epithets.relative(entity)) is not None:
            return relative
        if not entity.unnamed and _SOMEBODY.search(simplify(before)):
            # 有个女生在门口探头: she has no name.
            return None
        return next((other for other in self._named_before(first) if other is not entity), None)

    def _named_before(self, first: int) -> list[Entity]:
        """Return the people named in the paragraphs before a dialogue, the last first."""
        start = self._lines[max(0, first - _PARAGRAPHS_BEFORE)].span.start
        end = self._lines[first].span.start
        named = sorted(
            (
                (max(inside), entity.name)
                for entity in self._cast.entities.values()
                if entity.person and not entity.plural
                if (inside := [place for place in entity.places if start <= place < end])
            ),
            reverse=True,
        )
        return [self._cast.entities[name] for _, name in named]


def _lines(text: str) -> list[_Line]:
    """Return the paragraphs of a text that are not empty."""
    lines = []
    for found in re.finditer(r"[^\n]*\S[^\n]*", text):
        turn = _TURN.match(found.group())
        lines.append(_Line(Span(*found.span()), turn["words"] if turn else None))
    return lines
