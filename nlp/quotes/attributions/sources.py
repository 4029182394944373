"""Sources: whose a cue is, before it ("X said") or after it ("said X")."""

import re
from dataclasses import dataclass

from domain.spans import Span
from nlp.quotes.attributions.clauses import AUXILIARY, Clauses
from nlp.quotes.attributions.edges import PhraseEdges
from nlp.quotes.attributions.english import ALL_NAMES, LONGEST_SOURCE, NAME
from nlp.quotes.attributions.phrases import NounPhrases
from nlp.quotes.attributions.subjects import acting_in, told_of
from nlp.quotes.mask import BRACKET, CLOSE, FILL, OPEN
from nlp.quotes.rules import Rules
from nlp.quotes.stretches import EDGE, HARD, LONGEST_TERM, after_last, trimmed

#: How many terms in marks a clause has, at most.
_MOST_TERMS = 4
_STRONG = re.compile(f"[{CLOSE}{FILL};；:：。]")
_STRONG_HAN = re.compile("[;；:：。]")
_RELATIVE_OBJECT = re.compile(
    r"\s*(?:which|that|whom)\s+(?:it|he|she|they|we|I|the|an?|his|her|its|their|some|many|most|"
    r"critics|experts|analysts|[A-Z])"
)
_PLACE_BEFORE = re.compile(r"\b(?:in|near|outside|of|from) [A-Z]\w+(?: [A-Z]\w+)?,\s*$")
_NAMED_BODY = re.compile(r"\s*(?:the\s+)?[A-Z]")
#: "The Committee |on| Science".
_WITHIN_NAME = re.compile(
    r"(?:[Ss]ub)?(?:[Cc]ommittee|Commission|Council|Institute|Cent(?:er|re)|Office|Conference|Panel|Coalition)\son\s"
    r"(?:the\s)?(?!\w+day\b|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[A-Z]"
)
_JOINED_NAME = re.compile(rf"\s*(?:and|but|while)\s+(?P<who>(?:the\s+)?{NAME}(?:\s+{NAME})*)\s*")
_INCLUDES = re.compile(r"\s*(?:including|such as|like|among them)\b")
#: "This week it was Dana Hale, the investor, who announced".
_CLEFT = re.compile(r"[^,]*\b[Ii]t (?:is|was) (?=[A-Z])")
_WHO = re.compile(r"\bwho\b")
_WHO_BEFORE = re.compile(r"\s*who\b")
_MAIN_CUE = re.compile(
    r",\s+(?:(?:has|have|had|also|later|then|recently|(?:was|is|been) (?:reported|quoted|cited|"
    r"heard) (?:as|to))\s+)*(?=[a-z]+)"
)
_AUXILIARIES = r"(?:is|are|was|were|has|have|had|will|would|can|could)"
_GOES_ON = re.compile(rf",\s+(?=(?:{_AUXILIARIES}|also|[a-z]+ed)\b)")
_WHO_TELLS = re.compile(r",\s+who\s")
_GOES_ON_BEHIND_MARKS = re.compile(rf"(?:(?<=,{CLOSE})|(?<={CLOSE}),)\s+(?={_AUXILIARIES}\b)")
#: "All said it was over", "Both of them said …": a whole source, and no adverb.
_ALL = re.compile(r"(?:All|Both|Each)(?: (?:of them|two|three|four|five))?")
_PIECE = re.compile(r"(?:[^,，—–―]|,(?=\d))+")
#: "…, allowing it to go on, |said Hale": no subject of the cue.
_PARTICIPLE = re.compile(r"\s*(?:[a-z]+ing|is|are|was|were|has|have|had|will|would|can|could|may|might|must|should)\s")
#: "The board, which sets fees, |issued a statement| warning that": no subject of the cue.
_ACTS_ALONE = re.compile(
    r"\s*(?!based|led|said)[a-z]{2,}ed\s(?:an?|the|its|his|her|their)\s(?!.*\b(?:and|but|who|which|that)\s)"
)
_ADJUNCT = re.compile(
    r"\s*(?:In|On|At|After|Before|During|Since|For|With|Under|Amid|Despite|By|As|While|When|Following)\b[^,]*,\s(?:the|an?)\s"
)
#: "It fell, |and firms have cut jobs, |said Hale".
_SECOND_CLAUSE = re.compile(
    rf"\s*(?:and|but|so|because|or)\s(?:[\w’'-]+\s){{1,6}}?(?:{AUXILIARY.pattern}|[a-z]{{2,}}ed\b)"
)
_DATED = re.compile(r"\s*(?:[a-z]{2,}ed|via)\b")
#: "A team in Dayton, |Ohio, said", and not "At a fair in Dayton, Dana Hale, the founder, said".
_REGION = re.compile(r"\s*(?:(?:New|North|South|West) )?[A-Z]\w+\s*")
_ENDS_IN_PLACE = re.compile(
    rf"\s*(?!(?:At|In|On|During|After|Before|From|For|With|By|To|Since|Under|As|While|When)\b)\S+\s\S+\s.*\b(?:in|near|outside)\s+{NAME}(?:\s{NAME})*\s*"
)
_IN_PLACE = re.compile(
    rf"\s*(?:which|who|whose|based|headquartered|born|[a-z]+ed|an?|the|and)\s.*\b(?:in|near|from|outside)\s+{NAME}(?:\s{NAME})*\s*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Finds the source of a cue in one masked text; ``terms`` are where marks open that hold a term."""

    masked: str
    rules: Rules
    edges: PhraseEdges
    phrases: NounPhrases
    clauses: Clauses
    terms: frozenset[int]

    def within_description(self, sentence: Span, cue: Span) -> bool:
        """Whether a cue belongs to a description between commas, after which the sentence's own cue comes."""
        chunk = self.masked[self.chunk_start(sentence.start, cue.start) : cue.start]
        if not _WHO.search(chunk):
            return False
        main = _MAIN_CUE.search(self.masked, cue.end, sentence.end)
        return main is not None and self.rules.cue.match(self.masked, main.end()) is not None

    def surely_inverted(self, cue: Span, left: str, word: str, end: int) -> bool:
        """Whether a comma before "said" and nothing but a source after it show that the clause before is content."""
        if not left.rstrip().endswith(",") or not word.endswith(("d", "s", "wrote")):
            return False
        source = self.after(cue.end, end)
        if source is None or self.rules.frames[word] == "label":
            return False
        unnamed = self.rules.unnamed.match(self.masked, *source) is not None
        named = (
            unnamed
            or source.of(self.masked)[0].isupper()
            or source.of(self.masked).split()[0] in self.rules.determiners
        )
        described = re.match(r",\s+who\b", self.masked[source.end : end]) is not None
        ends = re.match(r"\s*(?:[,.(]|$)", self.masked[source.end : end]) is not None
        last = left[left.rstrip(", ").rfind(",") + 1 :]
        participle = _PARTICIPLE.match(last) is not None or _SECOND_CLAUSE.match(last) is not None
        return named and ends and (described or participle or left.count(",") < 2)

    def relative_end(self, sentence: Span, source: Span, after: Span) -> int | None:
        """Return where "…, which X says was built, is new", "X, who said it was “new,” will go" goes on."""
        if re.search(r",\s+which\s+$", self.masked[sentence.start : source.start]):
            main = _GOES_ON
        elif _WHO_TELLS.match(self.masked, source.end, after.start):
            main = _GOES_ON_BEHIND_MARKS
        else:
            return None
        found = main.search(self.masked, *after)
        return found.start() if found else None

    def own_subject(self, source: Span, word: str) -> Span:
        """Return the subject where a whole clause stands before its cue: "Example Labs emerged claiming"."""
        return acting_in(self.masked, source, word, rules=self.rules, edges=self.edges, phrases=self.phrases)

    def before(self, start: int, end: int) -> tuple[Span | None, bool]:
        """Return the source that ends where a cue begins, and whether the cue takes the source of another."""
        masked, rules = self.masked, self.rules
        if not masked[start:end].strip(EDGE):
            return None, False
        if rules.spaced and _ALL.fullmatch(masked[start:end].strip()):
            return trimmed(masked, Span(start, end)), False
        parted = masked[start:end].rstrip().endswith(",")
        cue = end
        end = self.edges.without_tail(start, end)
        chunk_start = self.chunk_start(start, end)
        chunk = masked[chunk_start:end]
        if rules.spaced and _WHO_BEFORE.match(masked, end, cue) and self.clauses.is_whole(Span(chunk_start, end)):
            return told_of(masked, chunk_start, end, rules=rules, phrases=self.phrases), False
        if rules.relative.match(chunk) and not (rules.spaced and _RELATIVE_OBJECT.match(chunk)):
            described = self._described(start, chunk_start)
            # The antecedent is a whole clause: "a model, which claims to lead".
            return (trimmed(masked, Span(chunk_start, end)), False) if described == (None, False) else described
        if rules.spaced and _PLACE_BEFORE.search(masked, max(start, chunk_start - 60), chunk_start):
            # "Three people at its plant in Chandler, Arizona, said": the place is no speaker.
            placed = self.phrases.noun_phrase(self.chunk_start(start, masked.rfind(",", start, chunk_start)), end)
            if placed is not None and parted and ALL_NAMES.fullmatch(chunk):
                return placed, False
        if chunk.strip() and not rules.coordinator.fullmatch(chunk):
            source = self.phrases.noun_phrase(chunk_start, end)
            bracketed = masked[end : end + 2].strip().startswith(BRACKET) and not _NAMED_BODY.match(chunk)
            acting = (
                source is None or bracketed or re.match(r"\s*[a-z]+ing\b", chunk) or rules.agent.match(chunk.lstrip())
            )
            telling = (
                rules.description.match(chunk) if acting else _DATED.match(chunk) or ALL_NAMES.fullmatch(chunk.strip())
            )
            alone = _ACTS_ALONE.match(chunk)
            if rules.spaced and chunk_start > start and (alone or (telling and parted)):
                return self._described(start, end)
            if source is not None or rules.spaced:
                joined = source is None and rules.coordinator.fullmatch(chunk.split()[-1]) is not None
                if not (joined and rules.spaced):
                    return source, joined
                subject = self.phrases.subject(chunk_start, end)
                if subject is None and chunk_start > start:
                    # "Hale, head of the yard, shut two docks and said": the subject stands before the description.
                    subject, _ = self._described(start, chunk_start)
                return subject, True
        elif chunk.strip():
            return self.phrases.subject(start, chunk_start), True
        if rules.spaced and not masked[start:end].rstrip().endswith((",", "—", "–")):
            return None, False
        described = self._described(start, chunk_start)
        if rules.spaced and described == (None, False) and _WHO_BEFORE.match(masked, end, cue):
            # "They met Dana Hale, who said it was late": whom the clause before tells of last.
            end = self.edges.without_tail(start, chunk_start)
            return told_of(masked, start, end, rules=rules, phrases=self.phrases), False
        return described

    def chunk_start(self, start: int, end: int) -> int:
        """Return where the clause begins that ends at ``end``; a short term in marks does not break a Chinese one."""
        found = after_last(self.masked, HARD, start, end)
        for _ in range(_MOST_TERMS):
            if self.rules.spaced or found >= end or self.masked[found - 1 : found] != CLOSE:
                return found
            opened = self.masked.rfind(OPEN, start, found)
            if found - opened > LONGEST_TERM or opened < start:
                return found
            if opened == start or HARD.match(self.masked, opened - 1):
                return opened if self.masked[found : found + 1] == "的" or opened in self.terms else found
            end = opened
            found = after_last(self.masked, HARD, start, end)
        return found

    def _described(self, start: int, end: int) -> tuple[Span | None, bool]:
        """Walk back over stretches between commas that describe the source: "Zhang, who leads it, said"."""
        floor = after_last(self.masked, _STRONG if self.rules.spaced else _STRONG_HAN, start, end)
        pieces = [Span(*found.span()) for found in _PIECE.finditer(self.masked, floor, end) if found.group().strip()]
        if self.rules.spaced and len(pieces) > 2 and _ADJUNCT.match(self.masked, pieces[0].start, pieces[1].end):
            # "In a rush, the board, which sets fees, said": the subject comes second.
            pieces = pieces[1:]
        tried = False
        for piece in reversed(pieces):
            joined = _JOINED_NAME.fullmatch(self.masked, *piece) if self.rules.spaced else None
            if joined and piece != pieces[0] and self.clauses.is_whole(pieces[0]):
                # "It is on track, |and Dana Hale|, the founder, said": another clause begins with a name.
                return Span(*joined.span("who")), False
            if self.rules.description.fullmatch(self.masked, *piece) and piece != pieces[0]:
                continue
            if (
                self.rules.spaced
                and piece != pieces[0]
                and (_DATED.match(self.masked, *piece) or self._ends_place(piece, pieces))
            ):
                continue
            if self.rules.spaced and (name := self._name_before(piece, pieces)) is not None:
                return name, False
            if cleft := _CLEFT.match(self.masked, *piece):
                return trimmed(self.masked, Span(cleft.end(), piece.end)), False
            if self.rules.spaced and piece == pieces[0] and self.masked[floor - 1 : floor] == CLOSE:
                # "“…,” said Hale, who also says …": who speaks once more.
                told = self.rules.cue.match(self.masked, trimmed(self.masked, piece).start, piece.end)
                if told is not None:
                    return self.phrases.noun_phrase(told.end(), piece.end), False
            if self.rules.spaced:
                # A clause before the comma is what an inverted cue reports, not who says it.
                return (None if self.clauses.is_whole(piece) else self.phrases.noun_phrase(*piece)), False
            tried = True
            if self.masked.startswith(("与", "和", "同", "跟"), piece.start):
                continue
            if (subject := self.phrases.subject(*piece)) is not None:
                return subject, False
        return None, not self.rules.spaced and end > start and not tried

    def _ends_place(self, piece: Span, pieces: list[Span]) -> bool:
        """Whether ``piece`` is the country of a place before it: "Example Labs, based in Dayton, Ohio, said"."""
        before = pieces[pieces.index(piece) - 1]
        names = ALL_NAMES.fullmatch(piece.of(self.masked).strip()) is not None
        if before == pieces[0]:
            region = _REGION.fullmatch(self.masked, *piece) is not None
            return region and _ENDS_IN_PLACE.fullmatch(self.masked, *before) is not None
        return names and _IN_PLACE.fullmatch(self.masked, *before) is not None

    def _name_before(self, piece: Span, pieces: list[Span]) -> Span | None:
        """Return the name that ``piece`` describes: "Dana Hale, chip expert at the Larkspur Club, said"."""
        place = pieces.index(piece)
        listed = next((p for p in pieces[1 : place + 1] if _INCLUDES.match(self.masked, *p)), None)
        if listed is not None:
            return self.phrases.noun_phrase(*pieces[pieces.index(listed) - 1])
        if place == 0 or ALL_NAMES.fullmatch(piece.of(self.masked)) or not piece.of(self.masked).strip():
            return None
        name = trimmed(self.masked, Span(self.edges.without_leads(*pieces[place - 1]), pieces[place - 1].end))
        whole = self.clauses.is_whole(piece) and not piece.of(self.masked).lstrip()[0].islower()
        if (
            whole
            or ALL_NAMES.fullmatch(name.of(self.masked)) is None
            or (" and " in piece.of(self.masked)[-40:] and place > 1)
        ):
            return None
        return name

    def after(self, start: int, end: int) -> Span | None:
        """Return the source of an inverted cue: "said Li Wei of the institute in an interview"."""
        masked, rules = self.masked, self.rules
        hard = HARD.search(masked, start, end)
        stop = hard.start() if hard else end
        if (final := re.search(r"[.…]+\s*$", masked[start:stop])) is not None:
            stop = start + final.start()
        unnamed = rules.unnamed.match(masked, start, stop) is not None
        for match in rules.source_end.finditer(masked, start + 1, stop):
            within = rules.spaced and _WITHIN_NAME.match(masked, masked.rfind(" ", start, match.start() - 1) + 1, stop)
            goes_on = within or (unnamed and rules.describes.match(masked, match.start(), stop))
            if match.start() > start + 1 and not goes_on:
                stop = match.start()
                break
        span = trimmed(masked, Span(self.edges.without_leads(start, stop), stop))
        words = span.of(masked).split()
        if not words or len(words) > LONGEST_SOURCE or rules.source_end.fullmatch(words[0]):
            return None
        if (
            words[-1].lower() in rules.dangling
            or words[0].lower() in ("and", "or", "him", "them", "me", "us")
            or words[0].startswith(BRACKET)
        ):
            return None
        return span
