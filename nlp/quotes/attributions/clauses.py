"""Clauses: whether a stretch is one, where it begins, and where what is reported in it ends."""

import re
from dataclasses import dataclass

from domain.spans import Span
from nlp.quotes.attributions.edges import PhraseEdges
from nlp.quotes.mask import CLOSE, FILL, OPEN
from nlp.quotes.rules import Rules
from nlp.quotes.stretches import WORD, marks_in, trimmed

#: "Warns on power costs", "asked about what it costs", "responded by arguing", "argued to the judge to let it be":
#: a subject of talk or an act, not what was said.
_ABOUT = re.compile(
    r"(?:about|of)\s(?!(?:\w+day|\d+|(?:one|two|three)-\w+|half|a\s(?:third|quarter|dozen))\b)|(?:on|over|against|regarding|for)\s(?!(?:\w+day|\d+|[a-z]+ing)\b)|to\s|in\sfavou?r\sof\s|as\s(?:he|she|they)\s[^,]*$|by\s(?:\w+ly\s)?[a-z]+ing\b"
)
#: A finite form behind one of these is not the verb of the clause; behind the others a participle is not.
_SINGULAR = re.compile(r"(?!is$|was$|has$|does$)[a-z]+s")
_SUBORDINATED = re.compile(r"\b(?:that|which|who|to|by)\b")
_GOVERNED = re.compile(r"\b(?:that|which|who|to|of|by)\b")
_JOINT = re.compile(r",\s+(?:and|but|while)\s+")
_ADDING = re.compile(r",\s+(?:and\s+|while\s+|before\s+)?(?P<verb>[a-z]+ing)\b")
_NEXT = re.compile(r",?\s+(?:and|but)\s+(?:[a-z]+ly\s+|then\s+|also\s+|later\s+)?(?P<verb>[a-z]+ed|said|told)\b")
#: Participles that stand for adjectives.
_NOT_NEXT = frozenset(("informed", "detailed", "shared", "ordered", "finished"))
_PREPOSITION = re.compile(r"\s+(?:on|in|by|with|at|to|from|for|about|as)\b")
_SEMICOLON = re.compile(r"[;；]")
#: "…, he said, |and most of them were old", "…, according to X, |most of them in Ohio": the clause before goes on.
_VERB = r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should)"
_RESUMES = re.compile(
    r"(?:and|or|nor|but)\s+(?:(?:also|then|even|not|still)\s+)?(?:"
    rf"{OPEN}|(?:[a-z]+\s){{1,3}}?{_VERB}\b|"
    r"(?:for|in|on|at|to|with|by|from|of|as|because|if|that)\b|(?:most|some|all|many|none|both|much) of\b|"
    rf"{_VERB}\b|(?:he|she|it|they|we|there|the|an?|his|her|its|their)\s(?:[\w’'-]+\s){{0,4}}?{_VERB}\b)|"
    rf"(?:than|because|unless|(?:most|some|all|many|none|much) of|{_VERB})\b"
)
_DASH = re.compile(r"\s(?:—|–|--|-)\s|(?<=\w)—(?=\w)")
AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|cannot|\w+n[’']t)\b"
)
#: "Asked if it was over, Hale said no": what stands before the comma is not what Hale said.
ASKED = re.compile(r"(?:When |Then )?(?:[Aa]sked|Pressed|Reached|Questioned|Speaking|Told|Challenged|Quizzed)\b")
#: "Hale |and his| co-defendants", "Hale |and| Orton": one subject.
_COUPLE = re.compile(r"(?<=[a-z]) and (?:(?:his|her|its|their)\b|(?=[A-Z]))")
#: With these a sentence of its own begins: "But prices fell".
_BEGINS = re.compile(r"But|So|Yet|Or|Nor|What|How|Why|Where")
#: "A day after the report was published, it said …": no clause of its own.
_TIMED = re.compile(
    r"(?:(?:an?|one|two|three|four|five|six|several|a few|some|\d+|just|only)\s+){0,2}"
    r"(?:minute|hour|day|night|week|month|year|moment)s?(?:\s[a-z]+)?\s(?:after|before)\b",
    re.I,
)
#: "Told counsel for the board |to sit down": an act, where nobody's name goes on with "to".
_TOLD_TO = re.compile(r"(?:[\w’'&.-]+\s){1,8}?to\s(?!(?:the|an?|his|her|its|their|this|that|be|him|them)\b)[a-z]+\b")
#: A verb, and no pronoun, which stands for a clause of its own among the finite forms.
_BARE = re.compile(r"(?!(?:it|he|she|they|we|there|you)$)[a-z]+")
#: Where the first of two coordinated verbs ends: "acknowledged the terms of the loan, |but argued it was paid".
_COORDINATED = re.compile(r",\s(?:and|but)\s")
_WITHOUT_SUBJECT = re.compile(r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might)\b")
#: English words are about this long, which tells how many a covered stretch holds.
_WORD_LENGTH = 6
#: After "said", so many words are a clause also where no verb is known among them.
_SHORT_CLAUSE = 6
_NEARLY = re.compile(r"^(?:about|around|over) (?=[\w-])")
#: A subject before its auxiliary has at most so many words: "a member of the family called Hale |had left".
_LONGEST_SUBJECT = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Clauses:
    """Tells clauses of one masked text."""

    masked: str
    rules: Rules
    edges: PhraseEdges

    def is_whole(self, piece: Span) -> bool:
        """Whether a stretch has a finite verb; a participle with its preposition is none ("briefed on the talks")."""
        for found in self.rules.predicate.finditer(self.masked, self.edges.without_leads(*piece), piece.end):
            if not (found.group().endswith("ed") and _PREPOSITION.match(self.masked, found.end())):
                return True
        return False

    def resumes(self, rest: Span) -> bool:
        """Whether a clause goes on in ``rest``, behind the cue or "according to" that stands in its midst."""
        how = self.rules.adjunct.match(self.masked, *rest)
        return how is None and rest.start < rest.end and _RESUMES.match(self.masked, *rest) is not None

    def last_clause(self, pre: Span) -> Span:
        """Return what follows a lone dash, or a colon, in the words before a cue: the rest is the outlet's."""
        masked = self.masked
        colon = masked.rfind(": ", *pre)
        if colon > 0 and len(masked[pre.start : colon].split()) > 1:
            return trimmed(masked, Span(colon + 1, pre.end))
        dashes = list(_DASH.finditer(masked, *pre))
        if len(dashes) == 1 and self.is_clause(rest := trimmed(masked, Span(dashes[0].end(), pre.end))):
            verb = self.rules.finite.search(masked, *rest)
            if verb and not re.search(r"\b(?:that|which|who|whose)\b", masked[rest.start + 1 : verb.end()]):
                return rest
        return pre

    def is_parted(self, before: Span) -> bool:
        """Whether a comma or closing marks part the words before a source from it."""
        left = before.of(self.masked).rstrip()
        return bool(left) and left[-1] in f",，—–―?!？！{CLOSE}{FILL}"

    def reported(self, span: Span) -> Span:
        """Return ``span`` up to where the next statement or the outlet's own words set in."""
        stops = [self.rules.asides.search(self.masked, *span)]
        if self.rules.spaced:
            semicolon = _SEMICOLON.search(self.masked, *span)
            quoted_after = semicolon is not None and any(
                m.start >= semicolon.end() for m in marks_in(self.masked, span)
            )
            listed = semicolon is not None and ": " in self.masked[span.start : semicolon.start()]
            stops.append(None if quoted_after or listed else semicolon)
            stops += [self._other_statement(span), self._added(span), self._told_next(span)]
        stop = min((found.start() for found in stops if found), default=span.end)
        return span if stop == span.end else trimmed(self.masked, Span(span.start, stop))

    def _added(self, span: Span) -> re.Match[str] | None:
        """Return where a cue in -ing adds a statement of the same speaker: "said A, adding B"."""
        for joint in _ADDING.finditer(self.masked, *span):
            if joint["verb"] in self.rules.frames:
                return joint
        return None

    def _told_next(self, span: Span) -> re.Match[str] | None:
        """Return where the speaker's next statement is joined on: "said A, |but warned of B"."""
        for joint in _NEXT.finditer(self.masked, *span):
            if joint["verb"] in self.rules.frames and joint["verb"] not in _NOT_NEXT:
                return joint
        return None

    def _other_statement(self, span: Span) -> re.Match[str] | None:
        """Return where somebody else's statement is joined on: ", and in March a regulator alleged"."""
        for joint in _JOINT.finditer(self.masked, *span):
            reach = min(span.end, joint.end() + 60)
            cue = self.rules.cue.search(self.masked, joint.end(), reach)
            if cue and self.rules.frames[re.sub(r"\s+", " ", cue.group().lower())] != "label":
                subject = self.masked[joint.end() : cue.start()].split()
                if len(subject) > 2 and subject[0].lower() in ("in", "on", "last", "this", "at", "after"):
                    return joint
                alone = len(subject) == 1 and (subject[0] in self.rules.subjects or subject[0][0].isupper())
                if alone and re.match(r"\s+that\b", self.masked[cue.end() : span.end]):
                    return joint
        return None

    def lacks_subject(self, span: Span) -> bool:
        """Whether an English stretch begins with an auxiliary: the subject stands before what parts them."""
        return _WITHOUT_SUBJECT.match(self.masked, *span) is not None

    def is_clause(self, span: Span) -> bool:
        """Whether a stretch is a clause: long enough, and in English with a finite verb that no conjunction governs."""
        if not self.is_long_enough(span) or not self.rules.spaced:
            return self.is_long_enough(span)
        rules = self.rules
        opener = _TIMED.match(self.masked, *span) or rules.clause_opener.match(self.masked, *span)
        if opener and not _BEGINS.fullmatch(opener.group()):
            # "After the phones shipped, people began …": the main clause stands behind the comma.
            comma = self.masked.find(", ", *span)
            return comma > 0 and rules.finite.search(self.masked, comma, span.end) is not None
        return rules.finite.search(self.masked, *span) is not None

    def begins_soon(self, span: Span, word: str) -> bool:
        """Whether a finite verb comes soon; verbs that take a noun as well ("added two seats") ask for more."""
        if _ABOUT.match(self.masked, *span):
            return False
        words = [found.end() for found in WORD.finditer(self.masked, *span)]
        reach = Span(span.start, words[min(len(words), 12 if word in self.rules.plain else 7) - 1])
        if (joint := _COORDINATED.search(self.masked, *reach)) is not None:
            reach = Span(span.start, joint.start())
        found = self._verb(reach, word)
        if self.begins_with_subject(span):
            return True
        if found is None:
            if word in self.rules.plain and marks_in(self.masked, span):
                # "Saying the city “fundamentally disagrees” with it": the verb stands in the marks.
                return True
            told_to = word in self.rules.needs_addressee and _TOLD_TO.match(self.masked, *reach) is not None
            return word in self.rules.plain and len(words) > _SHORT_CLAUSE and not told_to
        between = self.masked[span.start : found.start()]
        # "Claim the use of it helps": only a participle may belong to what "of" leads to.
        parted = _SUBORDINATED if _SINGULAR.fullmatch(found.group()) else _GOVERNED
        return word in self.rules.plain or parted.search(between) is None

    def _verb(self, span: Span, word: str) -> re.Match[str] | None:
        """Return the first finite verb in what the cue ``word`` leads to.

        A form at its very beginning has no subject ("announced |plans to go"), and a participle is none where a thing
        is announced more often than a clause ("announced features |focused on speed").
        """
        for found in self.rules.finite.finditer(self.masked, *span):
            form = found.group()
            bare = found.start() == span.start and _BARE.fullmatch(form) is not None
            announced = self.rules.frames[word] == "that" and form.endswith("ed")
            if not bare and not (announced and _PREPOSITION.match(self.masked, found.end())):
                return found
        return None

    def begins_with_subject(self, span: Span) -> bool:
        """Whether an auxiliary comes soon after a plain subject: "announced revenue had risen"."""
        found = AUXILIARY.search(self.masked, *span)
        if found is None:
            return False
        subject = _NEARLY.sub("", self.masked[span.start : found.start()])
        joined = re.search(
            r"\b(?:that|which|who|to|by|and|because|when|if|as|what|how|for|with|about)\b|[,;:(]",
            _COUPLE.sub("", subject),
        )
        return 0 < len(subject.split()) <= _LONGEST_SUBJECT and joined is None

    def is_long_enough(self, span: Span, *, least: int = 3) -> bool:
        """Whether a stretch has ``least`` English words, what marks cover counted by its length, or four characters."""
        if self.rules.spaced:
            covered = sum(1 + (m.end - m.start) // _WORD_LENGTH for m in marks_in(self.masked, span))
            return len(WORD.findall(self.masked, *span)) + max(covered, 3 * bool(covered)) >= least
        return span.end - span.start >= 4

    def is_mostly_marks(self, content: Span, word: str) -> bool:
        """Whether words around marks are speech: a clause, or less than what stands in the marks."""
        covered = marks_in(self.masked, content)
        quoted = sum(marked.end - marked.start for marked in covered)
        return bool(covered) and (2 * quoted >= content.end - content.start or self.begins_soon(content, word))
