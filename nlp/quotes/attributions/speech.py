"""Speech in marks beside a cue: how far it reaches, and whether marks hold speech or a term."""

import re
from dataclasses import dataclass

from domain.spans import Span
from nlp.quotes.attributions.clauses import Clauses
from nlp.quotes.mask import BRACKET, OPEN
from nlp.quotes.rules import Rules
from nlp.quotes.stretches import AFTER_STOP, EDGE, STOPS, trimmed

_ATTACHED = re.compile(r"\s+(?:for|of|that|who|whose)\s[^,;:—–.!?]+")
#: "It a “senseless” |hope", "the “worst” |deal ever": the noun that the words in marks describe.
_DETERMINED = re.compile(r"\b(?:an?|the|his|her|its|their)(?:\s[\w-]+ly)?\s*$")
#: "Accused it of trying to “debase” |the dollar".
_TO = re.compile(r"\bto\s*$")
_GOVERNED = re.compile(r"\s+(?:the|an?|his|her|its|their)\s[a-z-]+")
_NOUN = re.compile(
    r"\s+(?!(?:on|in|at|to|as|by|for|of|with|from|over|during|after|before|because|since|when|while|and|or|but|amid|about|"
    r"against|if|unless|until|who|whose|that|which|is|was|has|had|would|last|this|earlier|later|[a-z]+ing|[a-z]+ly|[a-z]+ed)\b)[a-z-]+"
)
#: "Employees call themselves “…”": a name, and nothing said.
_REFLEXIVE = re.compile(r"\s*(?:him|her|it|them|our|your|my)sel(?:f|ves)\s*$")
#: "Introduced her as “…”", and not "introduced the “…” Act".
_ONLY_AS = re.compile(r"introduc|remember")
_AS = re.compile(r"\bas\s*$|\b[a-z]+ing\b")
#: "Calls for “…”": no name, and no speech either.
_FOR = re.compile(r"\s*(?:for|on|upon|off|in|out|up)\b")
#: "Criticised a bailout |and pledged| to “act”": the marks are those of the next verb.
_NEXT_CUE = re.compile(r"(?:\s(?:and|but)|,)\s(?:[a-z]+ly\s)?(?:called|[a-z]+ed\sto)\s")
#: "Called them out for what he |said was “a mess”".
_WHAT_SAID = re.compile(r"\bwhat (?:[\w’'.-]+ ){1,3}?(?:said|says|call(?:s|ed)|describe[sd])\b")
#: Where and how a word was shouted.
_WHERE = re.compile(
    rf"\s*(?:{BRACKET}|(?:in|at|on|to|as|from|over|across|into|during|while|when|before|after|until|through|with)\b)"
)
#: More words than these between a cue and the comma before speech are more than how it was said.
_LONGEST_MANNER = 8
#: What goes on with the same thought behind the part of it in marks: 坦言“很意外”，但….
_CONCEDES = re.compile("，(?:但|不过|而是|而且|因为|所以|只是|只不过|却|仍)")
#: What follows “…”， and is shorter is no clause of the speech.
LEAST_GOING_ON = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedSpeech:
    """Tells speech in marks of one masked text."""

    masked: str
    rules: Rules
    clauses: Clauses

    def run_start(self, marks: list[Span]) -> int:
        """Return where the last run of marks begins that only joining punctuation parts."""
        start = marks[-1].start
        for marked in reversed(marks[:-1]):
            if self.masked[marked.end : start].strip(EDGE):
                break
            start = marked.start
        return start

    def is_speech_before(self, pre: Span, marks: list[Span]) -> bool:
        """Whether marks before a Chinese cue hold speech, not a term that ends the clause before (“…宣言”，批评)."""
        if self.masked.startswith(OPEN, pre.start) or marks[-1].end != pre.end:
            return True
        last = marks[-1]
        lead = self.masked[pre.start : last.start].rstrip()
        stopped = self.masked[last.end - 2] in STOPS or lead.endswith(("，", ",", "：", ":", "。"))
        return stopped and last.end - last.start - 2 >= self.rules.shortest_speech

    def ends_as_speech(self, pre: Span, marks: list[Span]) -> bool:
        """Whether marks before a cue are no term inside a clause (The “Plus” plan was …): a stop parts them from it."""
        last = marks[-1]
        tail = self.masked[last.end : pre.end + 2]
        stops = self.masked[last.end - 2] in STOPS or tail.lstrip().startswith(AFTER_STOP)
        return stops or last.end < pre.end or (last.start == pre.start and self.clauses.is_long_enough(last))

    def describes_source(self, pre: Span, marks: list[Span]) -> bool:
        """Whether speech in marks is followed by who says it, named after: "…,” its head, Dana Hale, said"."""
        rest = Span(marks[-1].end, pre.end)
        whole = self.masked.startswith(OPEN, pre.start) and self.masked[rest.start - 2] in STOPS
        return whole and bool(rest.of(self.masked).strip(EDGE)) and not self.clauses.is_whole(rest)

    def head(self, post: Span, marks: list[Span], *, led_by_comma: bool, concedes: bool = True) -> Span | None:
        """Return the speech in marks that the words after a cue begin with, or all of them where it is only part.

        ``concedes`` tells that it may go on behind the marks also where no comma leads to it: 坦言“很意外”，但….
        """
        masked = self.masked
        lead = re.match(r"(?:(?:and|but|then|又|并|但)\s*)?", masked[post.start : post.end])
        start = post.start + (lead.end() if lead else 0)
        if not marks or marks[0].start != start:
            return None
        end = marks[0].end
        for marked in marks[1:]:
            if not re.fullmatch(r"\s*(?:,|，|、|and|和|以及|并|\s)*\s*", masked[end : marked.start]):
                break
            end = marked.end
        rest = masked[end : post.end]
        inner = masked[end - 2 : end - 1] in STOPS
        stops = inner or rest.lstrip().startswith(AFTER_STOP)
        if (
            stops
            and not inner
            and (led_by_comma or (concedes and _CONCEDES.match(rest)))
            and (whole := self._goes_on_after(Span(start, post.end), end))
        ):
            return whole
        return Span(start, end) if stops or not rest.strip(EDGE + ".。!！?？") else Span(start, post.end)

    def _goes_on_after(self, span: Span, end: int) -> Span | None:
        """Return Chinese speech of which only the beginning is in marks: 他强调，“…”，双方都…."""
        if self.rules.spaced or self.masked[end : end + 1] != "，":
            return None
        rest = trimmed(self.masked, Span(end, span.end))
        reported = self.clauses.reported(Span(end, span.end))
        if self.rules.scene.match(self.masked, *rest) or self.rules.adding.match(self.masked, *rest):
            return None
        return Span(span.start, reported.end) if reported.end - rest.start >= LEAST_GOING_ON else None

    def voiced(self, quoted: Span, marks: list[Span]) -> Span:
        """Return what a verb of voice tells without where or how: "shouted “Wake up” |across the yard"."""
        last = max(marked.end for marked in marks if marked.end <= quoted.end)
        return Span(quoted.start, last) if _WHERE.match(self.masked, last, quoted.end) else quoted

    def behind_manner(self, after: Span, post: Span, marks: list[Span]) -> Span | None:
        """Return speech behind how it was said: "said almost in tears, “They left.”"."""
        if not marks or self.masked[marks[0].end - 2] not in STOPS:
            return None
        lead = Span(after.start, marks[0].start)
        words = lead.of(self.masked).rstrip()
        if self.rules.titled.search(words) or not words.endswith((",", ":")) or "," in words[:-1]:
            return None
        if len(words.split()) > _LONGEST_MANNER or self.clauses.is_whole(lead):
            return None
        return self.head(Span(marks[0].start, post.end), marks, led_by_comma=False)

    def later(self, post: Span, first: Span, marks: list[Span]) -> Span | None:
        """Return speech that goes on after "…,” X said during a rally in Ohio, “…"."""
        if not marks or (self.rules.spaced and self.masked[first.end - 2] in ".!?"):
            return None
        between = self.masked[post.start : marks[0].start].rstrip()
        cue = next((c for c in self.rules.cue.finditer(between) if not self._is_noun_at(post.start + c.start())), None)
        # “…。”他说，随后又补了一句，“…” is one.
        if cue is not None and cue.group() not in self.rules.counted:
            return None
        if not between.endswith((",", "，", ":", "：")) or len(between) > 160:
            return None
        return Span(marks[0].start, marks[-1].end)

    def _is_noun_at(self, place: int) -> bool:
        """Whether what looks like a cue is none by the words that follow it: "think tank"."""
        return self.rules.spaced and self.rules.never_followed.match(self.masked[place : place + 40]) is not None

    def labelled(self, word: str, post: Span, marks: list[Span]) -> Span | None:
        """Return what a cue calls something in ``marks`` soon behind it: "dismissed it as “a stunt”"."""
        if not marks:
            return None
        between = self.masked[post.start : marks[0].start]
        named = (not between.strip() or _REFLEXIVE.match(between)) and word in self.rules.naming
        if self.rules.spaced and (named or between.strip() == "as" or between.lstrip().startswith("as ")):
            return None
        if self.rules.spaced and (_FOR.match(between) or (_ONLY_AS.match(word) and not _AS.search(between))):
            return None
        if self.rules.spaced and (_NEXT_CUE.search(between) or _WHAT_SAID.search(between)):
            return None
        if re.search(r"[;；:：。]", between) or len(between) > (90 if self.rules.spaced else 20):
            return None
        end = marks[0].end
        for marked in marks[1:]:
            between = self.masked[end : marked.start]
            if len(between.split()) > 4 or (not self.rules.spaced and len(between.strip(EDGE)) > 1):
                break
            end = marked.end
        if self.rules.spaced and _DETERMINED.search(self.masked, post.start, marks[0].start):
            noun = _NOUN.match(self.masked, end, post.end)
            end = noun.end() if noun else end
        if self.rules.spaced and _TO.search(self.masked, post.start, marks[0].start):
            governed = _GOVERNED.match(self.masked, end, post.end)
            end = governed.end() if governed else end
        attached = _ATTACHED.match(self.masked, end, post.end) if self.rules.spaced else None
        return Span(post.start, attached.end() if attached else end)
