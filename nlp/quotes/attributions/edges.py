"""Edges of a noun phrase: what stands before it, or between it and its verb, and is no part of it."""

import re
from dataclasses import dataclass

from nlp.quotes.mask import CLOSE
from nlp.quotes.rules import Rules
from nlp.quotes.stretches import EDGE

#: 演唱会尾声，|她对歌迷说: a time or a place, and no speech.
SETTING = re.compile(
    "(?:，?(?:(?:站在|坐在|蹲在|走在|躺在|面对|面向|对着|望着|看着|指着|谈到|谈及|谈起|说起|提到|提起|回忆起|拿着|捧着|抱着)[^，。；：]{1,14}"
    "|[^，。；：]{0,16}(?:时|时分|[前后上下中里]|期间|之际|尾声|现场|当[天晚日]|散场|开场|中场|终了)))+"
)
#: No Chinese circumstance before a cue is longer, what brackets cover included.
_LONGEST_CIRCUMSTANCE = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseEdges:
    """Finds the edges of noun phrases of one masked text; ``named`` matches every name that may speak in it."""

    masked: str
    rules: Rules
    named: re.Pattern[str]

    def head_start(self, start: int, end: int) -> int:
        """Return where the noun of a Chinese noun phrase begins: after what is attached to it by 的."""
        return start if self.rules.spaced else max(start, self.masked.rfind("的", start, end))

    def without_tail(self, start: int, end: int) -> int:
        """Return the end without the adverbs, auxiliaries and circumstances that stand before a verb."""
        while True:
            while end > start and self.masked[end - 1].isspace():
                end -= 1
            # A circumstance does not reach over a name: 总部位于奥斯汀的某社社长李明|在采访中.
            least = start if self.rules.spaced else max(start, end - _LONGEST_CIRCUMSTANCE)
            named = max((found.end() for found in self.named.finditer(self.masked, least, end)), default=least)
            found = self.rules.tail.search(self.masked[named:end])
            if found is None or found.start() == found.end():
                return end
            end = named + found.start()

    def without_leads(self, start: int, end: int) -> int:
        """Return the start without time, place and the like, and without marks that close before a Chinese phrase."""
        while not self.rules.spaced and start < end and self.masked[start] == CLOSE:
            start += 1
        while (found := self.rules.lead.match(self.masked, start, end)) and start < found.end() < end:
            start = found.end()
            while start < end and self.masked[start] in EDGE:
                start += 1
        return start

    def beyond_leads(self, start: int, end: int) -> str:
        """Return what stands before a source beside time, place and the like; in Chinese those may come first."""
        while not self.rules.spaced and start < end and (found := self.rules.lead.match(self.masked, start, end)):
            if found.end() <= start:
                break
            start = found.end()
            while start < end and self.masked[start] in EDGE:
                start += 1
        first = self.masked.find("，", start, end)
        if not self.rules.spaced and first > start and SETTING.fullmatch(self.masked, start, first):
            return self.beyond_leads(first + 1, end)
        return self.masked[start:end]
