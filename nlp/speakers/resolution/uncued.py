"""Speech without a cue: whoever acts beside it, or who spoke last."""

import re
from dataclasses import dataclass, replace

from domain.quotation import Quotation
from nlp.han import HAN
from nlp.speakers.cast import Cast, Entity
from nlp.speakers.resolution.antecedents import Antecedents
from nlp.speakers.resolution.dialogues import Dialogues
from nlp.speakers.resolution.history import History
from nlp.speakers.resolution.resolved import Resolved
from nlp.speakers.vocabulary import Vocabulary

#: How far after speech without a cue the one who acts may be named, in characters.
_REACH = 60
#: How far into the paragraph behind, where a text opens with somebody's words.
_REACH_OF_OPENING = 120
#: A sentence that tells who speaks next is no longer, in characters.
_LONGEST_SENTENCE = 1_000
#: What goes on behind speech up to the end of its sentence.
_ACTED = re.compile('[^“”「」『』"]?[”」』"](?P<words>[^。！？\n“”「」『』"：]+)')
#: A dash leads to whose words stand above it.
_SIGNED = re.compile('[^“”「」『』"\\n]?[”」』"]\\s*\\n?\\s*(?:—{1,2}|–|―{1,2})\\s*(?P<who>[^“”「」\\n]{2,40})')
#: What a Chinese paragraph may begin with that takes somebody up, and what no pronoun stands before.
_PRONOUNS = {"他": "m", "她": "f"}
_NO_PRONOUN = ("们", "們", "的", "人", "国", "國")
#: What stands before the label of a turn; where paragraphs were lost, the end of the one before.
_SENTENCE_ENDS = "\n。！？!?.…”」』）)"


@dataclass(frozen=True, slots=True, kw_only=True)
class UncuedSpeakers:
    """Finds who speaks in one text where no source tells."""

    text: str
    cast: Cast
    vocabulary: Vocabulary
    antecedents: Antecedents
    history: History
    dialogues: Dialogues

    def speaker(self, quotation: Quotation) -> Resolved | None:
        """Speech without a cue: whoever acts right before or after it, or else it goes on with what was said before."""
        if self._is_turn(quotation):
            return None
        if (turn := self.dialogues.speaker(quotation)) is not None:
            return Resolved(name=turn.name, score=0.65, entity=turn)
        if self.dialogues.is_exchange(quotation.spans[0].start):
            return None
        if (signed := self._signed(quotation)) is not None:
            return signed
        start, end = quotation.spans[0].start, quotation.spans[-1].end
        line_start = self.text.rfind("\n", 0, start) + 1
        before, _ = self.antecedents.best(start, person=True, quoted=self.history.quoted)
        if self.history.previous is not None:
            quoted, speaker = self.history.previous
            last = max(
                quoted.spans[-1].end,
                quoted.cue_span.end if quoted.cue_span else 0,
                quoted.source_span.end if quoted.source_span else 0,
            )
            between = self.text[last:start]
            letters = len(re.findall(f"[\\w{HAN}]", between))
            another = before is not None and before is not speaker.entity
            if (
                another
                and before is not None
                and any(max(last, line_start) <= place < start for place in before.places)
            ):
                return Resolved(name=before.name, score=0.65, entity=before)
            if "\n" not in between.strip(" ") and letters < 40:
                return replace(speaker, score=0.8)
            acting = self._acts_after(quotation)
            if acting is not None and acting.entity is not speaker.entity:
                return acting
            if letters == 0 and between.count("\n") <= 3:
                return replace(speaker, score=0.7)
        if (told := self._paragraph_about(line_start, start, before)) is not None:
            return told
        line_end = self.text.find("\n", end)
        line_end = len(self.text) if line_end < 0 else line_end
        after = _first_named(self.cast, end, min(line_end, end + _REACH))
        if before is not None and any(line_start <= place < start for place in before.places):
            return Resolved(name=before.name, score=0.6, entity=before)
        alone = not self.text[line_start:start].strip(' \u3000“"「『')
        if after is not None and alone:
            return Resolved(name=after.name, score=0.6, entity=after)
        if alone and self.history.previous is None and not self.vocabulary.spaced:
            return self._enters_after(end, line_end)
        if self.vocabulary.spaced:
            return self._told_of_before(line_start) if alone and quotation.cue is None else None
        if self.history.previous is None or quotation.cue is not None:
            return None
        return self._acts_after(quotation) or self._one_voice(before, start)

    def _paragraph_about(self, line_start: int, start: int, before: Entity | None) -> Resolved | None:
        """Return whom a Chinese paragraph takes up that begins with a pronoun, if it names nobody: 她还讲了…：“…”."""
        lead = self.text[line_start:start].lstrip(" \t\u3000")
        at = start - len(lead)
        if self.vocabulary.spaced or lead[:1] not in _PRONOUNS or lead[1:2] in _NO_PRONOUN:
            return None
        if before is not None and any(line_start <= place < start for place in before.places):
            return None
        found, score = self.antecedents.best(at, person=True, gender=_PRONOUNS[lead[:1]], quoted=self.history.quoted)
        return Resolved(name=found.name, score=min(score, 0.65), entity=found) if found is not None else None

    def _signed(self, quotation: Quotation) -> Resolved | None:
        """Return who stands behind a dash under the words: “…” ¶ ——作家某某."""
        found = _SIGNED.match(self.text, quotation.spans[-1].end)
        first = _first_named(self.cast, *found.span("who")) if found is not None else None
        return Resolved(name=first.name, score=0.75, entity=first) if first is not None else None

    def _told_of_before(self, line_start: int) -> Resolved | None:
        """Return whom alone the sentence before a paragraph of English speech tells of: "Hale won. ¶ “…”"."""
        first = max(0, line_start - _LONGEST_SENTENCE)
        before = self.text[first:line_start].rstrip()
        end = first + len(before)
        start = first + max(before.rfind(mark, 0, -1) for mark in (". ", "! ", "? ", "\n", "” ")) + 1
        acting = {
            entity.name
            for entity in self.cast.entities.values()
            if entity.person and not entity.unnamed
            for place in entity.places
            if start <= place < end and self.antecedents.acts(entity, place)
        }
        if len(acting) != 1:
            return None
        entity = self.cast.entities[acting.pop()]
        return Resolved(name=entity.name, score=0.55, entity=entity)

    def _acts_after(self, quotation: Quotation) -> Resolved | None:
        """Return who acts in the words right behind Chinese speech: “…。”对这个结果，某人显得惊讶。"""
        found = _ACTED.match(self.text, quotation.spans[-1].end)
        if self.vocabulary.spaced or found is None:
            return None
        first = _first_named(self.cast, found.start("words"), min(found.end(), found.start("words") + _REACH))
        if first is None:
            return None
        place = next(place for place in first.places if place >= found.start("words"))
        acting = self.antecedents.acts(first, place)
        return Resolved(name=first.name, score=0.6, entity=first) if acting else None

    def _one_voice(self, before: Entity | None, start: int) -> Resolved | None:
        """Return whom a Chinese text is about more than anybody: who acted above, or spoke last with nobody since."""
        main = self.cast.main_person(gender="")
        if before is not None and before is main and self._acted_above(before, start):
            return Resolved(name=before.name, score=0.55, entity=before)
        speaker = self.history.previous[1] if self.history.previous is not None else None
        if speaker is None or speaker.entity is None or before not in (None, speaker.entity):
            return None
        return replace(speaker, score=0.55) if main is speaker.entity else None

    def _acted_above(self, entity: Entity, start: int) -> bool:
        """Whether somebody acts in the paragraph above the one that holds ``start``."""
        end = max(self.text.rfind("\n", 0, start), 0)
        while end and self.text[end - 1].isspace():
            end -= 1
        first = self.text.rfind("\n", 0, end) + 1
        return any(first <= place < end and self.antecedents.acts(entity, place) for place in entity.places)

    def _enters_after(self, end: int, line_end: int) -> Resolved | None:
        """A Chinese text that opens with somebody's words: who enters first in the paragraph behind."""
        start = line_end + len(self.text[line_end:]) - len(self.text[line_end:].lstrip())
        stop = self.text.find("。", start)
        within = start < stop < (self.text + "\n").find("\n", start)
        if self.text[end:line_end].strip(' \u3000”"」』。！？') or "\n" not in self.text[:end] or not within:
            return None
        first = _first_named(self.cast, start, min(stop, start + _REACH_OF_OPENING))
        return Resolved(name=first.name, score=0.55, entity=first) if first is not None else None

    def _is_turn(self, quotation: Quotation) -> bool:
        """Whether a label without a name leads to the quotation, as in an interview: 问：…"""
        label = quotation.cue_span
        if label is None or label.end >= quotation.spans[0].start:
            return False
        before = self.text[: label.start].rstrip(" \t\u3000")
        return (not before or before.endswith(tuple(_SENTENCE_ENDS))) and self.text[label.end] in ":："


def _first_named(cast: Cast, start: int, end: int) -> Entity | None:
    """Return the person named first in a stretch."""
    named = [
        (place, entity.name)
        for entity in cast.entities.values()
        if entity.person
        for place in entity.places
        if start <= place < end
    ]
    return cast.entities[min(named)[1]] if named else None
