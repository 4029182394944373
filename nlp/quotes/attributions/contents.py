"""Contents: which stretches of a sentence a cue reports, on either side of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from domain.spans import Span
from nlp.quotes.attributions.attribution import Attribution
from nlp.quotes.attributions.clauses import ASKED, Clauses
from nlp.quotes.attributions.complements import Complement
from nlp.quotes.attributions.edges import SETTING
from nlp.quotes.attributions.speech import LEAST_GOING_ON, MarkedSpeech
from nlp.quotes.mask import CLOSE, OPEN
from nlp.quotes.rules import Frame, Rules
from nlp.quotes.stretches import LONGEST_TERM, marks_in, trimmed

#: After "…, he said," these go on with how he said it, not with what.
_PARTICIPLE = re.compile(
    r"[a-z]+ing\b|though\b|although\b|whereas\b|and\b|but\b|while\b|as\b|who\b|in\b|on\b|at\b|when\b|with\b|after\b|before\b"
)
#: What the verb of a content that a cue splits begins with: "Controls, he said, had been …".
_GOES_ON = re.compile(
    r"(?:is|are|was|were|am|has|have|had|will|would|can|could|may|might|must|should|does|did|do|not|"
    r"at least|in|of|to|for|by|on|"
    r"[a-z]+(?:ed|s)|a|an|the|and|but|because|if|it|he|she|they|we|there|that)\b"
)
#: "If it comes to that, he said, the town can still hope for “a fair hearing.”"
_CONDITION = re.compile(r"(?:If|Unless|Because|Although|Though|Even if|Even though)\s")
#: Before a comma and a cue these leave their sentence open; these others go on with a contrast.
_SUBORDINATE = re.compile(r"(?:While|If|When|Although|Though|Because|Unless|Since|As|Despite|Given|Unlike)\b")
_CONTRAST = re.compile(r"but (?:instead|rather|also)\b|not (?:just|only|because)\b")
#: … and these with the reason: "It was no surprise that “Leave” won, Hale said, |because the towns were angry".
_REASON = re.compile(r"(?:because|unless|even if|even though)\s")
#: With "how" behind it this verb tells a clause, and names nothing.
_DESCRIBES = re.compile(r"describ")
#: "Between the coast and the desert, Hale said, it is …": what opens the clause belongs to it, unless it tells when or
#: where it was said.
_OPENING = re.compile(
    r"(?:Between|Beyond|Besides|Despite|Without|Under|Given|Thanks to|Because of|Compared (?:with|to)|Like|Unlike)\b"
    rf"[^,{OPEN}]{{3,}}$"
)
#: "Parents like Hale belie the image of an idle household, said Dana Orton": a clause, although its verb is not known.
_WHOLE = re.compile(
    r"(?!(?:In|At|On|For|From|With|During|After|Before|As|By|When|While|Although|Though|If|To|Since)\b|[A-Z]?[a-z]+ing\b)"
    rf"[A-Z](?:[^\s,{OPEN}]*\s){{6,}}"
)
#: "After singing “…,”", "During “…,”".
_ADJUNCT = re.compile(
    rf"(?:After|Before|While|When|Following|During|Since|Upon|On|In|At|By|With)\s(?:[^,]|,(?={CLOSE}))*$"
)
#: "In one exchange cited in the complaint, a bear asked": no clause.
_PHRASE = re.compile(
    r"(?:In|At|On|For|From|With|During|After|Two|Three|Four|Five|Several|Some|Many|Most|People|Those)\b"
)
#: 他说，|指着墙上的照片: how the scene goes on, and not the speech.
_ACTING = re.compile("[^，。]{0,2}着|[^，。]{1,3}(?:起|了|过|出)(?:一|手|头|眼|身)|手里|眼[里中睛]|语气|声音|脸上|神情")
#: What goes on behind a term in the midst of a clause.
_OF_TERM = re.compile("的[^，。；：！？、]+")
#: "Protested |that": looked for so many characters before what follows.
_THAT_BEFORE, _REACH = re.compile(r"\sthat[ ,]*$", re.I), 12
#: What a verb right before it has as its object or clause, unless it tells when.
_OBJECT = re.compile(
    r".?\s*(?:the|an?|his|her|its|their|our|your|these|those|it|he|she|they|we|there|tens|hundreds|thousands|dozens)\b"
)
_NAMED = re.compile(r".?\s(?!\w+day\b)[A-Z]")
_TIME = re.compile(
    r".?\s*(?:[\w-]+\s){1,3}?(?:minute|hour|day|night|week|month|year|time|morning|evening|afternoon)s?\b"
)
#: After a verb that orders these name nobody who is told to do it.
_UNDIRECTED = re.compile(r".?\s*(?:$|[.,;:!?—–)-]|(?:in|on|at|during|after|before|from|as|when|last|this|earlier)\b)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Finds what a cue reports in one masked text."""

    masked: str
    rules: Rules
    clauses: Clauses
    speech: MarkedSpeech

    def told_on(self, sentence: Span, attribution: Attribution) -> Iterator[Attribution]:
        """Yield a Chinese attribution, and one more of what its cue reports behind whole speech: “A。”他说，|B。"""
        cue, first = attribution.cue, next(iter(attribution.regions), None)
        comma = self.masked[cue.end : cue.end + 1] in ("，", ",")
        if (
            first is None
            or attribution.frame not in ("clause", "that")
            or first.end > cue.start
            or not (self.masked[first.end - 2] in "。！？…" or self.masked[first.end] in "，,")
            or not comma
        ):
            yield attribution
            return
        post = trimmed(self.masked, Span(cue.end, sentence.end))
        marks = marks_in(self.masked, post)
        head = Span(post.start, marks[0].start if marks else post.end)
        # Before more speech in marks a short clause tells what somebody does meanwhile.
        speaks = bool(marks) and self.masked[: head.end].rstrip().endswith(("，", ",", "：", ":"))
        if not speaks:
            # Marks inside a clause hold a term of it.
            head = post
        least = LONGEST_TERM if speaks else LEAST_GOING_ON
        acts = self.rules.scene.match(self.masked, *head) or self.rules.adding.match(self.masked, *head)
        if acts or _ACTING.match(self.masked, *head) or head.end - head.start < least:
            yield attribution
            return
        yield replace(attribution, regions=(first,))
        yield replace(attribution, regions=(self.clauses.reported(post),), takes_marks_before=False)

    def regions(
        self,
        frame: Frame,
        word: str,
        before: Span,
        complement: Complement,
        *,
        verbal: bool,
    ) -> tuple[Span, ...]:
        """Return what a cue reports of the words ``before`` it and its source, and of its ``complement``.

        ``verbal`` tells that a form that may be a noun is a verb here.
        """
        masked, rules = self.masked, self.rules
        after, complemented, colon = complement.span, complement.complemented, complement.colon
        pre, post = trimmed(masked, before), trimmed(masked, after)
        marks_pre, marks_post = marks_in(masked, pre), marks_in(masked, post)
        if frame == "label" and not (complemented and _DESCRIBES.match(word)):
            if rules.spaced and word in rules.nominal and not (verbal or word.endswith("s")):
                return ()
            reach = self.speech.labelled(word, post, marks_post)
            return (reach,) if reach else ()
        separated = self.clauses.is_parted(before)
        if rules.spaced and marks_pre and not self.speech.ends_as_speech(pre, marks_pre):
            separated, marks_pre = False, []
        if not rules.spaced and marks_pre and not self.speech.is_speech_before(pre, marks_pre):
            separated, marks_pre = False, []
        led_by_comma = masked[after.start : after.start + 1] in ("，", ",")
        # Whoever shouts or scoffs is quoted with what stands in the marks: 直呼“太贵”，但店里仍坐满了人.
        quoted = self.speech.head(post, marks_post, led_by_comma=led_by_comma, concedes=frame != "marks")
        if quoted and word.endswith("着"):
            # 喊着“加油”|冲过终点: what somebody does meanwhile.
            quoted = Span(quoted.start, marks_post[0].end)
        if rules.spaced and quoted and frame == "marks":
            quoted = self.speech.voiced(quoted, marks_post)
        if rules.spaced and not quoted and frame in ("clause", "that") and not complemented:
            quoted = self.speech.behind_manner(after, post, marks_post)
        if word.endswith("ing") and rules.spaced:
            separated, marks_pre = False, []
        if rules.spaced and word in rules.plainly_nouns and not verbal and not word.endswith("s"):
            # "“…” — the term for the waking state."
            separated, marks_pre = False, []
        if rules.spaced and quoted and marks_pre and _ADJUNCT.match(masked, *pre):
            # "After singing “…,” she told the crowd, “…”": the first is no speech.
            separated, marks_pre = False, []
        if rules.spaced and marks_pre and not masked.startswith(OPEN, pre.start) and self._has_object(word, complement):
            separated, marks_pre = False, []
        if rules.spaced and separated and not marks_pre and (halves := self._split_by_cue(frame, pre, post, after)):
            return halves
        if rules.spaced and separated:
            pre = self.clauses.last_clause(pre)
            marks_pre = marks_in(masked, pre)
        beside = rules.spaced or (bool(marks_pre) and marks_pre[-1].end == pre.end)
        if separated and marks_pre and beside and not (complemented and not masked.startswith(OPEN, pre.start)):
            second = quoted or self.speech.later(post, marks_pre[-1], marks_post)
            if not rules.spaced and not masked.startswith(OPEN, pre.start):
                pre = Span(self.speech.run_start(marks_pre), marks_pre[-1].end)
            elif rules.spaced and self.speech.describes_source(pre, marks_pre):
                pre = Span(pre.start, marks_pre[-1].end)
            elif rules.spaced and not second and masked[after.start : after.start + 1] == ",":
                second = self._resumed(pre, post)
            return (pre, second) if second else (pre,)
        if quoted:
            return (quoted,)
        if rules.spaced and frame == "marks" and not (complemented and self._is_told(word, after, verbal=verbal)):
            return ()
        if frame == "marks" and not (rules.spaced or marks_post or colon):
            return ()
        if not rules.spaced and frame == "marks" and marks_post:
            # 他嘟囔了半天说：“…”: a colon leads to all that is said.
            led = masked[post.start : marks_post[0].start].rstrip().endswith((":", "："))
            return (Span(marks_post[0].start, post.end) if led else post,)
        content = self.clauses.reported(post)
        if not (rules.spaced or led_by_comma) and marks_post:
            content = self._without_narration(content, marks_post[0].end)
        if word in rules.asking and (asked := rules.asked.match(masked, *content)) is not None:
            comma = masked.find("，", asked.end(), content.end)
            return (content if comma < 0 else Span(content.start, comma),)
        content_fits = self.clauses.is_long_enough(content, least=2 if complemented or colon else 3)
        noun = word in rules.nominal and not verbal
        noun = noun or bool(marks_post and rules.titled.search(masked[content.start : marks_post[0].start]))
        within = rules.spaced and word not in rules.weak and not noun and self.clauses.is_mostly_marks(content, word)
        if content_fits and (complemented or colon or within):
            around = rules.spaced and separated and not (complemented or colon or complement.inverted)
            if around and _CONDITION.match(masked, *pre) and not _PARTICIPLE.match(masked, content.start):
                return (pre, content)
            return (content,)
        if not rules.spaced and word in rules.labels_too and not post.start > after.start and marks_post:
            reach = self.speech.labelled(word, post, marks_post)
            if reach and (rest := _OF_TERM.match(masked, reach.end, post.end)):
                # 批评某某抱着“…”|的态度接受质询
                reach = Span(reach.start, rest.end())
            return (reach,) if reach else ()
        nominal = word in rules.nominal and not verbal
        told = word not in rules.needs_addressee or complement.addressed
        strong = (
            not nominal
            and told
            and (
                frame == "clause"
                or (word in rules.proposing and rules.proposed.match(masked, *content) is not None)
                or rules.new_subject.match(masked, content.start) is not None
                or (rules.spaced and self.clauses.begins_with_subject(content))
            )
        )
        told_by_name = rules.spaced and complement.inverted and word in rules.plain and _WHOLE.match(masked, *pre)
        clause_pre = separated and not nominal and (self.clauses.is_clause(pre) or bool(told_by_name))
        clause_pre = clause_pre and not ASKED.match(masked, *pre)
        clause_pre = clause_pre and (rules.spaced or SETTING.fullmatch(masked, *pre) is None)
        clause_pre = clause_pre and not (rules.spaced and self._has_object(word, complement))
        clause_pre = clause_pre and not (
            rules.spaced and _PHRASE.match(masked, *pre) and not self.clauses.is_whole(pre)
        )
        if rules.spaced:
            directly = masked[after.start : after.start + 1] == ","
            apposition = complement.inverted and not self.clauses.is_whole(content)
            resumed = directly and not apposition and not _PARTICIPLE.match(masked, content.start)
            if separated and resumed and content_fits and strong:
                return (pre, content)
            if clause_pre:
                return (pre,)
            return (content,) if content_fits and strong and self.clauses.begins_soon(content, word) else ()
        if content_fits and (strong or masked[after.start : after.start + 1] in ("，", ",")):
            return (content,)
        return (pre,) if clause_pre and not post.of(masked).strip("。！？") else ()

    def _without_narration(self, content: Span, behind: int) -> Span:
        """Return a Chinese content up to where the scene goes on right ``behind`` its marks."""
        goes_on = self.rules.narrated.match(self.masked, behind, content.end) or (
            self.masked.startswith("，", behind) and self.rules.scene.match(self.masked, behind + 1, content.end)
        )
        return Span(content.start, behind) if goes_on else content

    def _has_object(self, word: str, complement: Complement) -> bool:
        """Whether a cue goes on with what it reports or names, so that the words before it are none of its content.

        "Though it rained, they said |it was over", "experts question |the costs", and not "…, they said |the next day".
        """
        if complement.inverted or complement.addressed or complement.span.start == complement.span.end:
            return False
        rest = self.masked[complement.span.start - 1 : complement.span.end]
        named = _NAMED.match(rest) is not None and _TIME.match(rest) is None
        if (
            named
            and word in self.rules.plain
            and self.clauses.begins_with_subject(trimmed(self.masked, complement.span))
        ):
            # "In the town where she was born, she said |Hale was the only choice".
            return True
        if word in self.rules.directing and _UNDIRECTED.match(rest) is None:
            return True
        return _OBJECT.match(rest) is not None and _TIME.match(rest) is None

    def _is_told(self, word: str, after: Span, *, verbal: bool) -> bool:
        """Whether a verb of voice or manner tells a clause: "protested that it would harm them"."""
        led = _THAT_BEFORE.search(self.masked, max(0, after.start - _REACH), after.start) is not None
        if led and word.startswith("suggest") and marks_in(self.masked, after):
            return True
        return led and word not in self.rules.weak and (verbal or word not in self.rules.nominal)

    def _resumed(self, pre: Span, post: Span) -> Span | None:
        """Return the rest of a clause that its cue splits: While it “works,” Hale said, |most will wait."""
        if self.masked.startswith(OPEN, pre.start):
            return None
        content = self.clauses.reported(post)
        governed = _SUBORDINATE.match(self.masked, *pre) and self.clauses.is_whole(content)
        quoted = bool(marks_in(self.masked, content))
        contrasted = _CONTRAST.match(self.masked, *content) or (
            quoted and self.masked.startswith("which ", content.start)
        )
        goes_on = (
            bool(contrasted)
            or _REASON.match(self.masked, *content) is not None
            or (governed and not _PARTICIPLE.match(self.masked, *content))
        )
        return content if goes_on and self.clauses.is_long_enough(content) else None

    def _split_by_cue(self, frame: Frame, pre: Span, post: Span, after: Span) -> tuple[Span, ...]:
        """Return both halves of a clause that its cue splits: "Controls, he said, had been “a sieve”"."""
        masked = self.masked
        if frame not in ("clause", "that") or masked[after.start : after.start + 1] != "," or pre.start == pre.end:
            return ()
        if marks_in(masked, post)[:1] and masked.startswith(OPEN, post.start):
            return ()
        pre = self.clauses.last_clause(pre)
        content = self.clauses.reported(post)
        interjection = self.rules.interjection.fullmatch(masked, *pre) is not None
        whole_rest = self.clauses.is_clause(content) and not self.clauses.lacks_subject(content)
        opened = _OPENING.match(masked, *pre) is not None and not self.clauses.is_whole(pre) and whole_rest
        whole = self.clauses.is_whole(pre) or _WHOLE.match(masked, *pre) is not None
        if opened or (whole and self.clauses.resumes(content)):
            return (pre, content)
        if _GOES_ON.match(masked, *content) is None and not interjection:
            return ()
        phrase = not self.clauses.is_clause(pre) and self.clauses.lacks_subject(content)
        marked = bool(marks_in(masked, content))
        if not (phrase or interjection or (marked and self.clauses.is_clause(pre))):
            return ()
        # "The plant, she says, was unsafe."
        return (pre, content) if self.clauses.is_long_enough(content, least=2 if phrase else 3) else ()
