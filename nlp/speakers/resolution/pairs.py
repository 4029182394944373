"""Two taken up at once: whom "the former" and "the latter", 前者 and 后者, stand for."""

import re
from dataclasses import dataclass

from nlp.han import HAN, simplify
from nlp.speakers.bodies import bodies_in, body_called
from nlp.speakers.cast import Cast, Entity
from nlp.speakers.mentions import Mention
from nlp.speakers.resolution.history import History
from nlp.speakers.vocabulary import Vocabulary

#: How far before 前者 the two may be named, in characters.
_REACH_OF_PAIR = 600
#: 向某某公司和某某局求证，前者…，后者…
_BOTH_ASKED = re.compile(
    f"(?:向|就|给|致函|致电|采访|询问|联系|约见)(?P<first>(?:(?![向就给])[{HAN}A-Za-z·]){{2,16}}?)(?:[和与及跟]|以及)(?P<second>[{HAN}A-Za-z·]{{2,30}}?)"
    "(?:分别|均|都)?(?:求证|询问|核实|发出|发送|提问|发函|求助|查询|反映|了解|提出|致函|[，。])"
)
#: 某某集团|与某某大学签约
_JOINS = "(?:与|和|同|跟|携手|联合|起诉|状告|收购|入股)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Finds the two that a text names last."""

    text: str
    cast: Cast
    vocabulary: Vocabulary
    history: History

    def one_of_two(self, mention: Mention, at: int) -> tuple[Entity | None, float]:
        """ "The former" and "the latter": the two that the sentences right before name last."""
        if not self.vocabulary.spaced and (both := self._both_asked(at)) is not None:
            return both[mention.kind == "latter"], 0.7
        named = sorted(
            (max(place for place in entity.places if place < at), entity.name)
            for entity in self.cast.entities.values()
            if any(at - 300 < place < at for place in entity.places)
        )
        if not self.vocabulary.spaced and (pair := self._named_together(at) or self._joined(at)):
            named = pair
        if len(named) < 2:
            return None, 0.0
        if mention.kind == "latter" and self.history.pair is not None:
            return self.history.pair[1], 0.6
        self.history.pair = self.cast.entities[named[-2][1]], self.cast.entities[named[-1][1]]
        return self.history.pair[mention.kind == "latter"], 0.6

    def _both_asked(self, at: int) -> tuple[Entity, Entity] | None:
        """Return the two whom a Chinese sentence asks before it takes them up: 向某某公司和某某局求证，前者…."""
        start = max(self.text.rfind(end, 0, at) for end in ("。", "\n")) + 1
        found = list(_BOTH_ASKED.finditer(simplify(self.text[start:at])))
        if not found:
            return None
        pair = []
        for group in ("first", "second"):
            place, end = (start + offset for offset in found[-1].span(group))
            words = self.text[place:end]
            name = body_called(words, self._ending(words), len(words)) or words
            known, _ = self.cast.fullest(name, place)
            pair.append(known or self.cast.add(name, person=False, places=[end - len(name)]))
        return pair[0], pair[1]

    def _joined(self, at: int) -> list[tuple[int, str]]:
        """Return the two bodies that a Chinese sentence begins with, though nothing else tells them: A与B签约."""
        endings = "|".join((*self.vocabulary.organisation_nouns, *self.vocabulary.body_endings))
        body = f"(?!一)[{HAN}A-Za-z]{{2,10}}?(?:{endings})"
        start = max(0, at - _REACH_OF_PAIR)
        joined = re.compile(f"(?:^|[。\\n])\\s*(?P<first>{body}){_JOINS}(?P<second>{body})")
        found = list(joined.finditer(simplify(self.text[start:at])))
        if not found:
            return []
        spans = [found[-1].span(group) for group in ("first", "second")]
        named = [(start + first, self.text[start + first : start + last]) for first, last in spans]
        for place, name in named:
            self.cast.add(name, person=False, places=[place])
        return named

    def _ending(self, words: str) -> str:
        """Return the noun that the name of a body ends in, to find where it begins."""
        folded = simplify(words)
        nouns = (*self.vocabulary.organisation_nouns, *self.vocabulary.body_endings)
        return re.escape(max((noun for noun in nouns if folded.endswith(noun)), key=len, default=folded[-1:]))

    def _named_together(self, at: int) -> list[tuple[int, str]]:
        """Return the two firms, else the two people, that the last Chinese sentence with just two of them names."""
        start = max(0, at - _REACH_OF_PAIR)
        sentences = [(match.start(), match.end()) for match in re.finditer(r"[^。！？\n]+", self.text[start:at])]
        firms = bodies_in(self.text)
        for kind in (lambda e: e.name in firms, lambda e: e.person):
            for first, last in reversed(sentences):
                named = sorted(
                    (min(places), entity.name)
                    for entity in self.cast.entities.values()
                    if kind(entity) and (places := [p for p in entity.places if start + first <= p < start + last])
                )
                if len(named) == 2:
                    return named
        return []
