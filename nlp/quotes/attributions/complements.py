"""Complements: what leads from a cue to its content, as an addressee, a time, "that" or a colon."""

import re
from dataclasses import dataclass

from domain.spans import Span
from nlp.quotes.mask import OPEN, TITLE
from nlp.quotes.rules import Rules

_COLON = re.compile(r"\s*(?:[:：]|——)")
#: What may part a verb from its "that": "said, however, that", "said through an aide that", "says with pride
#: that", "told X in May, that".
_PARTED_THAT = re.compile(
    rf"(?:,\s+(?:however|though|too|instead|in turn|for example|for instance|meanwhile|nevertheless|nonetheless),|"
    rf"\s+(?:through|via) (?:an?|his|her|its|their) [\w-]+(?: [\w-]+)?|\s+at the time|"
    r"\s+with (?:an? |some |no |great |his |her )?[a-z]+(?: (?:and )?[a-z]+){0,2}|"
    rf"(?:,|\s)\s*(?:on|in|at|during|from|after|before|outside|over)\s[^;:.!?—–{OPEN}-{TITLE}\n]{{2,110}}?,)\s+that\b"
)
#: "Wrote in an e-mail |that was shown to jurors": it tells of the e-mail.
_RELATIVE_THAT = re.compile(
    r"\s*(?:that|which)\s+(?:has|had|have|was|were|is|are|went|drew|ran|aired|appeared|reached|followed|sparked)\s"
    r"(?:also\s|since\s|been\s|viral\s|later\s)*(?:[a-z]+ed|shown|seen|read|sent|made|written|given|in|on|by|to|from)\b"
)
_LATER_THAT = re.compile(rf"[^,;:{OPEN}]{{0,60}}?\sthat\s")

#: Pronouns of those who are called upon: 呼吁|双方“尽快停火”.
_PARTIES = ("双方", "对方")


@dataclass(frozen=True, slots=True, kw_only=True)
class Complement:
    """What follows a cue once its addressee, time and place are stepped over."""

    span: Span
    #: "That", or a question word, leads to the content: it is a clause.
    complemented: bool = False
    #: A colon leads to it.
    colon: bool = False
    #: The cue has an addressee.
    addressed: bool = False
    #: Its source stands between the cue and it: "said Dana Hale, the head of the yard".
    inverted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Complements:
    """Finds the complement of a cue in one masked text."""

    masked: str
    rules: Rules

    def after(self, word: str, start: int, end: int) -> Complement:
        """Return the complement of the cue ``word`` that ends at ``start``, in a sentence that ends at ``end``."""
        masked, rules = self.masked, self.rules
        position = start
        led = rules.complementizer.match(masked, position, end) is not None
        found = rules.addressee.match(masked, position, end) if not led and word in rules.addressing else None
        if found is not None and not self._is_question(word, Span(position, found.end())):
            pronoun = rules.pronoun.match(masked, position, found.end()) if rules.pronoun is not None else None
            whole = pronoun is not None and pronoun.end() == found.end()
            personal = whole and not masked.startswith(_PARTIES, position)
            ordered = word in rules.ordering and masked[found.end() : found.end() + 1] in ("，", ",") and not whole
            # 呼吁|各方“保持克制”: whoever is called upon to do so is part of it.
            ordered = ordered or (word in rules.labels_too and masked.startswith(OPEN, found.end()) and not personal)
            if pronoun is not None and self._is_question(word, Span(pronoun.end(), found.end())):
                # 问她|最难忘的是哪一天
                position = pronoun.end()
            elif not ordered:
                position = found.end()
        addressed = position > start
        rest = position
        first = position
        while True:
            if rules.spaced and rest > position and (told := _RELATIVE_THAT.match(masked, rest, end)):
                that = _LATER_THAT.match(masked, told.end(), end)
                return Complement(
                    span=Span(that.end() if that else end, end), complemented=that is not None, addressed=addressed
                )
            if rules.frames[word] != "label" and (found := rules.complementizer.match(masked, rest, end)):
                return Complement(span=Span(found.end(), end), complemented=True, addressed=addressed)
            if rules.spaced and (found := _PARTED_THAT.match(masked, rest, end)):
                return Complement(span=Span(found.end(), end), complemented=True, addressed=addressed)
            if found := _COLON.match(masked, rest, end):
                return Complement(span=Span(found.end(), end), colon=True, addressed=addressed)
            if re.match(rf"\s*,?\s*(?:{OPEN}|[.,;]?\s*$)", masked[rest:end]):
                return Complement(span=Span(rest, end), addressed=addressed)
            if (found := rules.adjunct.match(masked, rest, end)) is None or found.end() == rest:
                break
            rest = found.end()
            first = rest if first == position else first
        # Time and place without "that" after them: step over one of them, the clause follows.
        asked = rules.question.match(masked, first, end)
        relative = first > position and asked is not None and asked.group().strip() in ("who", "which")
        return Complement(span=Span(first, end), complemented=asked is not None and not relative, addressed=addressed)

    def _is_question(self, word: str, span: Span) -> bool:
        """Whether what stands before a comma is asked, and not who is: 追问|这样做是否公平，…."""
        rules = self.rules
        if word not in rules.asking or rules.asked.match(self.masked, *span) is None:
            return False
        return rules.pronoun is None or rules.pronoun.match(self.masked, *span) is None
