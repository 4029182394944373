"""Attributions in one sentence: where a cue stands, whose it is, and which stretches of the sentence it reports."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from domain.spans import Span
from nlp.han import HAN
from nlp.quotes.han_phrases import before_verb, is_nominal, without_adverbs
from nlp.quotes.mask import BRACKET, CLOSE, FILL, OPEN, TITLE
from nlp.quotes.rules import Frame, Rules

_IN_MARKS = re.compile(f"{OPEN}[^{CLOSE}{OPEN}]*{CLOSE}*")
#: Punctuation that a source never reaches over, and the stronger kind that a description of it does not either.
_HARD = re.compile(
    f"[，。;；:：!?！？—–―\u3000{OPEN}{FILL}{CLOSE}\n]|(?<=[{HAN}？！]) (?=[{HAN}])|•(?= )|,(?!\\d)|(?<= )--?(?= )"
)
_STRONG = re.compile(f"[{CLOSE}{FILL};；:：。]")
_STRONG_HAN = re.compile("[;；:：。]")
_PARTICIPLE_BEFORE = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|being|often|widely|sometimes|commonly|so|what|now)|[’']s|"
    r"[’']re)\s+(?:\w+ly\s+|often\s+|also\s+)?$",
    re.I,
)
#: "The sum that X says was spent": the content follows its cue.
_RELATIVE = re.compile(r"\b(?:which|that|whom)\s+$", re.I)
_RELATIVE_CUE = re.compile(r"\b(?:that|who|which)\s+(?:(?:have|has|had|also|once|recently)\s+)*$")
_RELATIVE_OBJECT = re.compile(
    r"\s*(?:which|that|whom)\s+(?:it|he|she|they|we|I|the|an?|his|her|its|their|some|many|most|"
    r"critics|experts|analysts|[A-Z])"
)
#: "WASHINGTON (Agency) — ", "BEIJING, March 3 - ": no part of anybody's name.
_DATELINE = re.compile(
    rf"\s*(?:\d{{1,2}}[.:]\d{{2}}\s?(?:[ap]\.?m\.?)?(?: [A-Z]{{2,4}})?\s*(?::|—|–|--|-)?\s+|"
    rf"[A-Z]{{2,}}[A-Z .,/-]*(?:, ?[A-Z][\w.]+)*(?: \d{{1,2}})?\s*{BRACKET}*(?:\s*(?:—|–|--|-)|:)\s+)(?=[A-Z{OPEN}])"
)
_WHAT = re.compile(r"\bwhat\s+$", re.I)
#: "Warns on power costs", "asked about what it costs": a subject of talk, not what was said.
_ABOUT = re.compile(r"(?:about|on|of|over|against|regarding|for)\s(?!(?:\w+day|\d+|[a-z]+ing)\b)")
_GERUND = re.compile(r"\s*(?!wrongdoing|anything|everything|nothing|something)[a-z]+ing\s+\w")
_NOUN_BEFORE = re.compile(
    r"(?:\b(?:the|these|those|any|such|all|its|his|her|their|our|an?|no)|[A-Za-z]{3,}(?:[’']s|s[’']))\s+(?:[\w-]+\s+)?$",
    re.I,
)
_PLURAL = re.compile(r"[a-z-]+s$")
#: Sources of several people: a form without -s behind them is a verb ("some in Washington think").
_SEVERAL = re.compile(
    r"(?:some|many|most|others|few|several|people|those|both)\b|(?:[\w’'-]+ ){0,3}?[a-z-]+s (?:in|at|from) ", re.I
)
#: "Refused to let them call", "would make firms disclose".
_LET = re.compile(
    r"\b(?:to|not|would|will|can|could|may|might|should|must|cannot|\w+n[’']t)\s+(?:let|make|help|have)\s+(?:[\w’'-]+\s+){1,3}$"
)
_PLACE_BEFORE = re.compile(r"\b(?:in|near|outside|of|from) [A-Z]\w+(?: [A-Z]\w+)?,\s*$")
#: "A spokesman for the Commerce |and Economic Development Bureau".
_WITHIN_NAME = re.compile(r"\b(?:the|of|for|at|from) (?:[A-Z][\w-]* )*[A-Z][\w-]*\s*$")
_NAMED_BODY = re.compile(r"\s*(?:the\s+)?[A-Z]")
_INCLUDES = re.compile(r"\s*(?:including|such as|like|among them)\b")
_NAME = r"[A-Z][\w.’'-]*"
#: "This week it was Dana Hale, the investor, who announced".
_CLEFT = re.compile(r"[^,]*\b[Ii]t (?:is|was) (?=[A-Z])")
_ALL_NAMES = re.compile(
    rf"\s*(?:{_NAME}|(?:de|van|von|bin|al|of)(?= ))(?: (?:{_NAME}|(?:de|van|von|bin|al)(?= )))*"
    rf"(?: and (?:the )?{_NAME}(?: {_NAME})*)?\s*"
)
_JOINT = re.compile(r",\s+(?:and|but|while)\s+")
_WHO = re.compile(r"\bwho\b")
_MAIN_CUE = re.compile(
    r",\s+(?:(?:has|have|had|also|later|then|recently|(?:was|is|been) (?:reported|quoted|cited|"
    r"heard) (?:as|to))\s+)*(?=[a-z]+)"
)
_APPOSITION = re.compile(
    r"\s*,\s+(?:an?|who|whose|which|head|chief|director|professor|president|founder|co-founder|former|"
    r"senior|[A-Z][\w.&]*[’']s|"
    r"the\s+(?:[\w-]+\s+){0,4}(?:head|chief|director|founder|president|chairman|analyst|author|"
    r"professor|secretary|leader|minister|"
    r"executive|editor|scientist|economist))\b[^,;:]{2,110},"
)
_ADDING = re.compile(r",\s+(?:and\s+|while\s+|before\s+)?(?P<verb>[a-z]+ing)\b")
_SAID_THAT = re.compile(r"\s*,?\s*that\b")
#: 他用“…”来形容: the words in marks come first.
_WORDED = re.compile(f"用(?P<marks>{OPEN}[^{CLOSE}]*{CLOSE})(?:这[^，。]{{0,6}})?(?:来|以)?$")
#: 并称, 续指: the cue itself takes the subject of the one before.
_ADDS = ("并称", "并指", "又称", "又指", "亦指", "续称", "续指")
_CITES = re.compile("(?:援引|引述|引用)(?=[^，,]{2})")
_EDGE = " \t\n\u3000,，;；:：—–―-…"
#: What joins one reported clause to the next.
_CONNECTOR = re.compile(
    rf"(?:[,，;；]{CLOSE}?\s*(?:and|but|while|with|though|although|or|yet|并且?|但|而且?|同时|且|也|还)?)\s*$"
)
#: After "…, he said," these go on with how he said it, not with what.
_PARTICIPLE = re.compile(
    r"[a-z]+ing\b|though\b|although\b|whereas\b|and\b|but\b|while\b|as\b|who\b|in\b|on\b|at\b|when\b|with\b|after\b|before\b"
)
_CONTRACTED = re.compile(r"(\w+)[’'](?:s|re|ve|d|ll|m)")
_PREPOSITION = re.compile(r"\s+(?:on|in|by|with|at|to|from|for|about|as)\b")
_PIECE = re.compile(r"(?:[^,，—–―]|,(?=\d))+")
_COLON = re.compile(r"\s*[:：]")
_POSSESSIVE = re.compile(r"[’']s?$")
_LINKS = re.compile(r"\b(?:is|are|was|were|be|been|become|became|as|like|remains?|seems?|looks?)$")
_RELATIVE_END = re.compile(r"\b(?:who|which|that)\s+\w+\s*$")
_TO_MARKS = re.compile(rf"(?P<who>(?:\s+(?!to\b)[\w’'&.-]+){{0,6}}?)\s+(?P<to>to(?:\s+[\w’'-]+){{0,4}}?\s+{OPEN})")
_TO_VERB = re.compile(r"\s*to (?!(?:the|an?|his|her|its|their|this|that|these|those)\b)[a-z]+")
_ATTACHED = re.compile(r"\s+(?:for|of|that)\s[^,;:—–.!?]+")
_SEMICOLON = re.compile(r"[;；]")
_WORD = re.compile(r"[\w’'-]+")
#: "Employees call themselves “…”": a name, and nothing said.
_REFLEXIVE = re.compile(r"\s*(?:him|her|it|them|our|your|my)sel(?:f|ves)\s*$")
#: What the verb of a content that a cue splits begins with: "Controls, he said, had been …".
_GOES_ON = re.compile(
    r"(?:is|are|was|were|am|has|have|had|will|would|can|could|may|might|must|should|does|did|do|not|"
    r"at least|in|of|to|for|by|on|"
    r"[a-z]+(?:ed|s)|a|an|the|and|but|because|if|it|he|she|they|we|there|that)\b"
)
#: "Since X says …, perhaps …": the clause that the cue reports ends with the comma.
_SUBORDINATE = re.compile(r"\s*(?:Since|While|Although|Though|If|Because|When|Whenever|Every time)\b")
_MAIN_CLAUSE = re.compile(r",\s+(?!(?:and|or|but|which|who|whose|where|including|such|as|for)\b)")
#: "…, he said, |and most of them were old", "…, according to X, |most of them in Ohio": the clause before goes on.
_VERB = r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should)"
_RESUMES = re.compile(
    r"(?:and|or|nor|but)\s+(?:(?:also|then|even|not|still)\s+)?(?:"
    r"(?:for|in|on|at|to|with|by|from|of|as|because|if|that)\b|(?:most|some|all|many|none|both|much) of\b|"
    rf"{_VERB}\b|(?:he|she|it|they|we|there|the|an?|his|her|its|their)\s(?:[\w’'-]+\s){{0,4}}?{_VERB}\b)|"
    rf"(?:than|because|unless|(?:most|some|all|many|none|much) of|{_VERB})\b"
)
#: "In one exchange cited in the complaint, a bear asked": no clause.
_PHRASE = re.compile(
    r"(?:In|At|On|For|From|With|During|After|Two|Three|Four|Five|Several|Some|Many|Most|People|Those)\b"
)
_MODAL = re.compile(r"\b(?:might|may|could|can|would|should|must)\b")
_AND = re.compile(r"\s(?:and|but)\s*$")
#: What may part a verb from its "that": "said, however, that", "said through an aide that", "told X in May, that".
_PARTED_THAT = re.compile(
    rf"(?:,\s+(?:however|though|too|instead|in turn|for example|for instance|meanwhile|nevertheless|nonetheless),|"
    rf"\s+(?:through|via) (?:an?|his|her|its|their) [\w-]+(?: [\w-]+)?|\s+at the time|"
    rf"(?:,|\s)\s*(?:on|in|at|during|from|after|before|outside|over)\s[^;:.!?—–{OPEN}-{TITLE}\n]{{2,110}}?,)\s+that\b"
)
#: ", and cities have since competed": no part of what somebody was told to do.
_CLAUSE_JOINT = re.compile(
    rf"(?:,{CLOSE}?|{CLOSE},)(?P<joint>\s+(?:and|but|while)\s+(?!to\b)(?:[\w’'-]+\s+){{1,4}}?(?:is|are|was|were|has|have|had)\b)"
)
_DASH = re.compile(r"\s(?:—|–|--|-)\s|(?<=\w)—(?=\w)")
#: "Calls for “…”": no name, and no speech either.
_FOR = re.compile(r"\s*(?:for|on|upon|off|in|out|up)\b")
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|cannot|\w+n[’']t)\b"
)
_PAST = re.compile(rf"{_AUXILIARY.pattern}|(?<!-)\b[a-z]{{2,}}ed\b")
#: "Asked if it was over, Hale said no": what stands before the comma is not what Hale said.
_ASKED = re.compile(r"(?:When |Then )?(?:[Aa]sked|Pressed|Reached|Questioned|Speaking|Told|Challenged|Quizzed)\b")
#: “…,” Dana Hale ticked off on her fingers; “…,” goes the quip that she repeats.
_TOLD = re.compile(
    r"\s+(?P<source>he|she|they|I|"
    r"(?:(?:Mr|Ms|Mrs|Dr|Sen|Rep)\.\s+|[A-Z][\w’'-]*\s+(?!\w+ed\b|\w+s\b)){0,4}[A-Z][\w’'-]*)\s+"
    r"(?P<cue>[a-z]+(?:ed|s|ke|ng|nt|rew|old|ave)\b)"
)
_ACTS = re.compile(rf",\s+(?P<source>he|she|they|{_NAME}(?:\s+{_NAME})*)\s+[a-z]+(?:s|ed)\b")
#: "Judge Dana Hale sustains, telling …", "Minister Dana Hale hit back at the claims, calling …".
_NAMED_ACTS = re.compile(
    rf"(?P<who>{_NAME}(?:\s+{_NAME})+)\s+(?:[a-z]+s$|(?!and|or|of|for|who)[a-z]+\s+(?:back|up|out|off|down|at|to|against|the|an?|his|her|their|its|with|on)\b)"
)
_LAST_PAST = re.compile(r".*\b[a-z]{2,}(?:ed|ies)\s+(?=\w)")
_DATED = re.compile(r"\s*[a-z]{2,}ed\b")
_IN_PLACE = re.compile(
    rf"\s*(?:which|who|whose|based|headquartered|born|[a-z]+ed|an?|the)\s.*\b(?:in|near|from|outside)\s+{_NAME}(?:\s{_NAME})*\s*"
)
_TURNED = re.compile(
    r"\s+(?P<cue>goes|runs|ran|went|comes|came)\s+(?P<source>[^,.;:]{3,60}?)(?=[,.;:]|\s+(?:he|she|they|that)\b)"
)
_WITH_PREPOSITION = re.compile(r"\s*(?:[.;]|(?:throughout|in|by|across|for|at|to|on|with|from|of|under)\b)")
_WITHOUT_SUBJECT = re.compile(r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might)\b")
#: A subject of more words (Chinese: characters) than this is a misreading.
_LONGEST_SOURCE, _LONGEST_HAN_SOURCE = 22, 40
_LONGEST_TERM = 10
#: 李明的母亲 is not 李明.
_RELATED = re.compile(
    "的(?:[父母]亲|妻子|丈夫|女儿|儿子|家人|家属|助理|助手|同事|同学|学生|弟子|导师|经纪人|发言人|团队|朋友|邻居|律师|代理律师)"
)
#: “…”，|有网友评论.
_THERE_IS = re.compile("(?<=[，,])[也还又另]?有$")
#: What goes on with the same thought behind the part of it in marks: 坦言“很意外”，但….
_CONCEDES = re.compile("，(?:但|不过|而是|而且|因为|所以|只是|只不过|却|仍)")
#: Where a document may begin that says it by itself: …，|有|分析认为.
_OPENED = re.compile("(?:[，,。；]|^)(?:[也还又另]?有|该)?$")
#: Where something is said, and nobody who says it: 网上有人说.
_PLACE = re.compile("(?:网络?|路|街|会|书|文|信|台|场|平台|媒体|论坛|微博)[上中里]$|(?:现场|当中|期间)$")
#: 被媒体|追问: who asks is not quoted.
_PASSIVE_HAN = re.compile("(?:被(?!告)|遭(?![受遇]))[^，,的后时：。]{1,8}$")
#: Players and veterans; 将 by itself is a particle.
_GENERALS = ("小将", "老将", "名将", "大将", "健将", "干将")
#: What follows “…”， and is shorter is no clause of the speech.
_LEAST_GOING_ON = 6
#: 他说，|指着墙上的照片: how the scene goes on, and not the speech.
_ACTING = re.compile("[^，。]{0,2}着|[^，。]{1,3}(?:起|了|过|出)(?:一|手|头|眼|身)|手里|眼[里中睛]|语气|声音|脸上|神情")
#: English words are about this long, which tells how many a covered stretch holds.
_WORD_LENGTH = 6
#: "Calloway closed by announcing that …".
_BY = re.compile(r"\b(?:by|after|before|while)\s+$")
#: Before "and" a lower-case stretch of more words is the end of another clause.
_LONGEST_SHARED = 3
#: After "said", so many words are a clause also where no verb is known among them.
_SHORT_CLAUSE = 6
#: Speech in marks is whole when it ends with one of these, or one of the others follows it.
_INNER_STOPS = tuple(".!?。！？…,，")
_AFTER_STOP = (",", "，", ";", "；", "—", "–", "―", "(", "（")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One cue with its source and the stretches it reports, white space and outer punctuation still around them."""

    frame: Frame
    cue: Span
    source: Span | None
    regions: tuple[Span, ...]
    #: The cue has no subject of its own and takes that of the cue before it ("…, adding that").
    shared: bool = False
    #: A colon ends the sentence: what the next one says in marks is the content.
    open_end: bool = False
    #: Marks that end just before the sentence are part of it: “…。”张伟说，“…”.
    takes_marks_before: bool = False
    #: It only hands on what another says ("according to CNBC, Lee said").
    passes_on: bool = False

    @property
    def start(self) -> int:
        """Where the words of the cue or its source begin, whichever comes first."""
        return min(self.cue.start, self.source.start) if self.source and not self.shared else self.cue.start


def marks_in(masked: str, span: Span) -> list[Span]:
    """Return the stretches in marks, marks included, within ``span`` of a masked text."""
    return [Span(*match.span()) for match in _IN_MARKS.finditer(masked, *span)]


def trimmed(masked: str, span: Span) -> Span:
    """Return ``span`` without white space and joining punctuation at its edges."""
    start, end = span
    while start < end and masked[start] in _EDGE:
        start += 1
    while end > start and masked[end - 1] in _EDGE:
        end -= 1
    return Span(start, end)


class AttributionReader:
    """Reads the sentences of one masked text.

    ``people`` are names that a Chinese text is known to hold, ``known`` others that may speak: of bodies, family names.
    ``terms`` are where marks open that hold a term.
    """

    def __init__(
        self,
        masked: str,
        rules: Rules,
        *,
        people: frozenset[str] = frozenset(),
        known: Collection[str] = (),
        terms: frozenset[int] = frozenset(),
    ) -> None:
        self._masked = masked
        self._rules = rules
        self._known = tuple(known)
        self._terms = terms
        names = "|".join(map(re.escape, sorted(people, key=len, reverse=True)))
        self._people = re.compile(names or "(?!)")
        bodies = "|".join(map(re.escape, sorted({*people, *known}, key=len, reverse=True)))
        self._named = re.compile(bodies or "(?!)")

    def read(self, sentence: Span) -> list[Attribution]:
        """Return the attributions of one sentence, in the order of their cues.

        Their regions do not overlap; one that only passes on what another says is left out.
        """
        if self._rules.spaced and (dateline := _DATELINE.match(self._masked, *sentence)):
            sentence = Span(dateline.end(), sentence.end)
        candidates = sorted((*self._prefixed(sentence), *self._cued(sentence)), key=lambda found: found.cue)
        found: list[Attribution] = []
        for candidate in candidates:
            if not found or candidate.start >= found[-1].cue.end:
                found.append(candidate)
            elif candidate.cue.start >= found[-1].cue.end and candidate.cue.of(self._masked).endswith("ing"):
                # "…, he said in Ohio, promising …": the participle has the subject of the cue before.
                found.append(replace(candidate, source=None, shared=True))
        if not any(attribution.regions for attribution in found):
            found = list(self._colon(sentence)) or list(self._told_by_comma(sentence)) or found
        if not self._rules.spaced:
            found = [part for attribution in found for part in self._told_on(sentence, attribution)]
        settled = self._settled(self._with_final(sentence, found) if self._rules.spaced else found)
        return settled if self._rules.spaced else self._with_colons(sentence, settled)

    def _told_on(self, sentence: Span, attribution: Attribution) -> Iterator[Attribution]:
        """Yield a Chinese attribution, and one more of what its cue reports behind whole speech: “A。”他说，|B。"""
        cue, first = attribution.cue, next(iter(attribution.regions), None)
        comma = self._masked[cue.end : cue.end + 1] in ("，", ",")
        if (
            first is None
            or attribution.frame not in ("clause", "that")
            or first.end > cue.start
            or self._masked[first.end - 2] not in "。！？…"
            or not comma
        ):
            yield attribution
            return
        post = trimmed(self._masked, Span(cue.end, sentence.end))
        marks = marks_in(self._masked, post)
        head = Span(post.start, marks[0].start if marks else post.end)
        # Before more speech in marks a short clause tells what somebody does meanwhile.
        least = _LONGEST_TERM if marks else _LEAST_GOING_ON
        acts = self._rules.scene.match(self._masked, *head) or self._rules.adding.match(self._masked, *head)
        if acts or _ACTING.match(self._masked, *head) or head.end - head.start < least:
            yield attribution
            return
        yield replace(attribution, regions=(first,))
        yield replace(attribution, regions=(self._reported(post),), takes_marks_before=False)

    def _with_final(self, sentence: Span, found: list[Attribution]) -> list[Attribution]:
        """Where a sentence ends in ", analysts said", all before is what they said."""
        last = self._last_cued(sentence)
        if not found or last is None or (len(found) == 1 and found[0].cue == last.cue):
            return found
        start, source = last.start, last.source
        if source is None or last.shared or last.frame == "label" or any(r.end > start for r in last.regions):
            return found
        before = self._masked[sentence.start : start].rstrip()
        end = max(last.cue.end, source.end)
        rest = self._masked[end : sentence.end]
        adjunct = self._rules.adjunct.match(self._masked, end, sentence.end)
        final = (
            not rest.strip(" .,!?")
            or (adjunct and not self._masked[adjunct.end() : sentence.end].strip(" .,!?"))
            or rest.startswith(",")
        )
        others = [other for other in found if other.cue != last.cue]
        quoted = any(self._masked.startswith(OPEN, r.start) for other in others for r in other.regions)
        if not before.endswith(",") or not final or quoted or self._rules.coordinator.match(self._masked, start):
            return found
        if re.match(r"(?:and|but|while|as)\b", self._masked[start:]):
            return found
        return [replace(last, regions=(Span(sentence.start, sentence.start + len(before)),))]

    def _last_cued(self, sentence: Span) -> Attribution | None:
        """Return the attribution of the last cue of a sentence, as if no other stood before it."""
        for match in reversed(list(self._rules.cue.finditer(self._masked, *sentence))):
            if (attribution := self._at_cue(sentence, sentence.start, match)) is not None:
                return attribution
        return None

    def _with_colons(self, sentence: Span, found: list[Attribution]) -> list[Attribution]:
        """Cut a Chinese clause where somebody else speaks after a colon: 有读者问她会不会写，某某摇摇头：“…”."""
        result: list[Attribution] = []
        for attribution in found:
            cut = self._colon_inside(attribution)
            if cut is None:
                result.append(attribution)
                continue
            region, comma, source, marked = cut
            kept = tuple(trimmed(self._masked, Span(r.start, comma)) if r == region else r for r in attribution.regions)
            if kept := tuple(r for r in kept if r.start < r.end):
                result.append(replace(attribution, regions=kept))
            colon = len(self._masked[: marked.start].rstrip()) - 1
            speech = (Span(marked.start, region.end),)
            result.append(Attribution(frame="marks", cue=Span(colon, colon + 1), source=source, regions=speech))
        return result

    def _colon_inside(self, attribution: Attribution) -> tuple[Span, int, Span, Span] | None:
        for region in attribution.regions:
            for marked in marks_in(self._masked, region):
                lead = self._masked[region.start : marked.start].rstrip()
                comma = max(lead.rfind("，"), lead.rfind("；"))
                if not lead.endswith(("：", ":")):
                    continue
                clause = Span(region.start + comma + 1, region.start + len(lead) - 1)
                source = self._subject(*clause)
                if source is not None and source.start == clause.start and self.is_known(source):
                    return region, region.start + max(comma, 0), source, marked
        return None

    def subject(self, clause: Span) -> Span | None:
        """Return the noun phrase that a clause begins with, if it looks like one who can speak."""
        return self._subject(*trimmed(self._masked, clause))

    # -- cues ---------------------------------------------------------------------------------------------------------

    def _cued(self, sentence: Span) -> Iterator[Attribution]:
        before = position = sentence.start
        while match := self._rules.cue.search(self._masked, position, sentence.end):
            attribution = self._at_cue(sentence, before, match)
            # In Chinese a shorter cue may stand in what is none: 受访时指|出, 顾|问说.
            position = match.end() if attribution is not None or self._rules.spaced else match.start() + 1
            if attribution is not None:
                yield attribution
                before = max(attribution.cue.end, *(region.end for region in attribution.regions[:1]), 0)

    def _at_cue(self, sentence: Span, before: int, match: re.Match[str]) -> Attribution | None:
        word = re.sub(r"\s+", " ", match.group().lower())
        cue = Span(*match.span())
        left = self._masked[sentence.start : cue.start]
        if not self._is_cue(sentence, cue, word, left):
            return None
        if before > sentence.start and self._adds(sentence.start, cue.start, word):
            source, shared = None, True
        else:
            source, shared = self._source_before(sentence.start, cue.start)
        position = cue.end
        opens_clause = not left.strip(_EDGE + CLOSE) or _OPENED.search(left) is not None
        split = self._rules.said_by_noun.fullmatch(self._masked, *cue) if opens_clause else None
        if source is None and split is not None:
            source, shared, cue = Span(*split.span("source")), False, Span(*split.span("verb"))
        if self._rules.spaced and self._within_description(sentence, cue):
            return None
        if source is not None and self._rules.spaced and self._inverts_surely(cue, left, word, sentence.end):
            source = None
        if self._rules.spaced and source is None and not shared:
            if not left.strip() and not marks_in(self._masked, Span(cue.end, sentence.end)):
                return None
            said = bool(left.strip()) or self._masked[: sentence.start].rstrip().endswith(CLOSE)
            inverts = (
                said
                and not word.endswith("ing")
                and word not in self._rules.needs_addressee
                and self._ends_content(left)
            )
            source = self._source_after(cue.end, sentence.end) if inverts else None
            if source is not None:
                position = source.end
            else:
                # "Li, speaking in Geneva on the first day of talks that …, told": the sentence's own subject.
                shared = word.endswith("ing")
                by = shared and _BY.search(left) is not None
                titled = left.rstrip().endswith(CLOSE) and word in self._rules.addressing
                alone = by or ((left.rstrip().endswith(",") or titled) and not (shared and before > sentence.start))
                source = self._subject(sentence.start, cue.start) if alone else None
                if source is not None and (comma := self._masked.find(", ", *source)) > 0:
                    source = Span(source.start, comma)
        worded = _WORDED.search(left) if word in self._rules.worded else None
        if worded is not None:
            marked = Span(*(sentence.start + place for place in worded.span("marks")))
            source = self._subject(self._chunk_start(sentence.start, marked.start), marked.start - 1)
            return Attribution(frame="label", cue=cue, source=source, regions=(marked,)) if source else None
        frame = self._rules.frames[word]
        after, complemented, colon, addressed = self._after(word, position, sentence.end)
        relative = False
        if complemented and self._describes_noun(word, cue, after, sentence.end):
            return None
        if self._rules.spaced and source is not None and source.end <= cue.start:
            opened = _SUBORDINATE.match(self._masked, sentence.start)
            if opened and opened.end() <= source.start <= opened.end() + 1:
                words = after.of(self._masked).split(" ", 4)
                reach = after.start + len(" ".join(words[:4])) if len(words) > 4 else after.end
                main = _MAIN_CLAUSE.search(self._masked, reach, after.end)
                after = Span(after.start, main.start()) if main else after
            elif relative_end := self._relative_end(sentence, source, after):
                after = Span(after.start, relative_end)
            lead = self._masked[sentence.start : source.start]
            if _WHAT.search(lead):
                return None
            relative = _RELATIVE.search(lead) is not None
        end = min(cue.start, source.start) if source else cue.start
        if not self._rules.spaced and (there_is := _THERE_IS.search(self._masked, before, end)):
            end = there_is.start()
        pre = Span(end, end) if relative else Span(max(sentence.start, min(before, end)), end)
        complemented = complemented or relative
        infinitive = self._infinitive(word, source, after) or self._told_to(word, cue, sentence.end) if source else None
        verbal = source is not None and self._is_verb_after(source, word)
        regions = (
            (infinitive,)
            if infinitive
            else self._regions(
                frame, word, pre, after, complemented=complemented, colon=colon, addressed=addressed, verbal=verbal
            )
        )
        if not self._rules.spaced and frame == "label" and (source is None or self._names_only(source)):
            # 此即所谓“…”, 业内称之为“…”: a name that nobody in particular gives.
            return None
        if source is not None and self._rules.spaced:
            source = self._own_subject(source, word)
        if source is not None and self._rules.nobody.match(self._masked, source.start):
            return None
        if source is not None and not self._may_speak(source, regions):
            return None
        if (
            self._rules.spaced
            and regions
            and all(region.end <= end for region in regions)
            and _RELATIVE_CUE.search(left)
        ):
            # "Two utilities that have promised to build": what stands before is not what they said.
            return None
        if source is None and not shared and not any(self._masked.startswith(OPEN, region.start) for region in regions):
            return None
        opens = not left.strip() or (
            source is not None and not self._beyond_leads(sentence.start, source.start).strip(_EDGE)
        )
        empty = not after.of(self._masked).strip(_EDGE + ".。!！?？")
        # With nothing to report of its own, a cue at the start may still tell who spoke before: “Why?” Smith asked.
        alone = opens and frame != "label" and self._rules.cue.search(self._masked, *after) is None
        if not regions and not (colon and empty) and not alone:
            return None
        return Attribution(
            frame=frame,
            cue=cue,
            source=source,
            regions=regions,
            shared=shared,
            open_end=colon and empty,
            takes_marks_before=opens and frame != "label" and not complemented and (alone or bool(regions)),
            passes_on=self._rules.spaced or word in self._rules.passes_on,
        )

    def _describes_noun(self, word: str, cue: Span, after: Span, end: int) -> bool:
        """Whether "that" goes on about a noun: "rules proposed in May that would reward firms"."""
        verb = _AUXILIARY.match(self._masked, *trimmed(self._masked, after))
        plain = word in self._rules.plain or not self._rules.spaced
        return verb is not None and not plain and not self._rules.question.match(self._masked, cue.end, end)

    def _names_only(self, source: Span) -> bool:
        return self._rules.everybody.search(source.of(self._masked)) is not None

    def _adds(self, start: int, end: int, word: str) -> bool:
        """Whether only 还, 并 and the like part a Chinese cue from the comma before it, or nothing: …，称…."""
        if self._rules.spaced:
            return False
        begin = self._after_last(_HARD, start, end)
        chunk = self._masked[begin:end].strip(_EDGE)
        adds = word in self._rules.adds_bare or word.startswith(_ADDS)
        bare = not chunk and self._masked[begin - 1 : begin] in ("，", ",") and adds
        return bare or self._rules.adding.fullmatch(chunk) is not None

    def _within_description(self, sentence: Span, cue: Span) -> bool:
        """Whether a cue belongs to a description between commas, after which the sentence's own cue comes."""
        chunk = self._masked[self._chunk_start(sentence.start, cue.start) : cue.start]
        if not _WHO.search(chunk):
            return False
        main = _MAIN_CUE.search(self._masked, cue.end, sentence.end)
        return main is not None and self._rules.cue.match(self._masked, main.end()) is not None

    def _inverts_surely(self, cue: Span, left: str, word: str, end: int) -> bool:
        """Whether a comma before "said" and nothing but a source after it show that the clause before is content."""
        if not left.rstrip().endswith(",") or not word.endswith(("d", "s", "wrote")):
            return False
        source = self._source_after(cue.end, end)
        if source is None or self._rules.frames[word] == "label":
            return False
        unnamed = self._rules.unnamed.match(self._masked, *source) is not None
        named = (
            unnamed
            or source.of(self._masked)[0].isupper()
            or source.of(self._masked).split()[0] in self._rules.determiners
        )
        described = re.match(r",\s+who\b", self._masked[source.end : end]) is not None
        ends = re.match(r"\s*(?:[,.(]|$)", self._masked[source.end : end]) is not None
        return named and ends and (described or left.count(",") < 2)

    def _relative_end(self, sentence: Span, source: Span, after: Span) -> int | None:
        """Return where "…, which X says was built at no cost, is new" goes on with its main clause."""
        if not re.search(r",\s+which\s+$", self._masked[sentence.start : source.start]):
            return None
        main = re.compile(r",\s+(?=(?:is|are|was|were|has|have|had|will|would|can|could|also|[a-z]+ed)\b)")
        found = main.search(self._masked, *after)
        return found.start() if found else None

    def _own_subject(self, source: Span, word: str) -> Span:
        """Return the subject where a whole clause stands before its cue: "Example Labs emerged claiming"."""
        if word.endswith("ing") and (acts := _NAMED_ACTS.match(self._masked, *source)):
            return self._noun_phrase(*acts.span("who")) or source
        if (
            word in self._rules.nominal
            and not word.endswith("ing")
            and (last := _LAST_PAST.match(self._masked, *source))
        ):
            # "The ministry denied media reports that": whose reports.
            return self._noun_phrase(last.end(), source.end) or source
        verb = (_PAST if word.endswith("ing") else _AUXILIARY).search(self._masked, *source)
        before = Span(source.start, verb.start()) if verb else source
        if (
            verb is None
            or before.start == before.end
            or _WHO.search(before.of(self._masked))
            or " that " in before.of(self._masked)
        ):
            return source
        return self._noun_phrase(before.start, self._without_tail(*before)) or source

    def _may_speak(self, source: Span, regions: tuple[Span, ...]) -> bool:
        """Whether a source is not the writer, whose own words stand without marks."""
        own = self._rules.own_voice.fullmatch(source.of(self._masked)) is not None
        return not own or not regions or any(self._masked.startswith(OPEN, region.start) for region in regions)

    def _is_cue(self, sentence: Span, cue: Span, word: str, left: str) -> bool:
        rules = self._rules
        if self._masked[cue.start].isupper() and left.strip() and not left.rstrip().endswith((CLOSE, OPEN)):
            return False
        if rules.spaced and _LET.search(left) and not word.endswith(("s", "d", "ing")):
            return False
        if rules.spaced and word == "asked" and not left.strip() and self._masked[cue.start].isupper():
            # "Asked again, she said …": whoever asks is not told.
            return False
        if word in rules.exceptions:
            not_before, not_after = rules.exceptions[word]
            if left[-1:] and left[-1] in not_before:
                return False
            if cue.end < sentence.end and self._masked[cue.end] in not_after:
                return False
        # 解释|说明, 回应|说法: the last verb of a longer cue belongs to a noun behind it.
        after = self._masked[cue.end : cue.end + 1]
        if len(word) > 1 and after and after in rules.exceptions.get(word[-1], ("", ""))[1]:
            return False
        if cue.end < sentence.end and self._masked[cue.end] in rules.never_before:
            return False
        if rules.frames[word] != "clause" and rules.modal.search(left):
            return False
        noun = word in rules.nominal and _NOUN_BEFORE.search(left) and not _SAID_THAT.match(self._masked, cue.end)
        if noun and (not rules.spaced or self._masked[cue.end : cue.end + 2].strip().startswith(OPEN)):
            return False
        if (
            noun
            and word in rules.plainly_nouns
            and re.match(r"\s+(?:from|by|of|on|in|published|released)\b", self._masked[cue.end : sentence.end])
        ):
            return False
        if rules.spaced and rules.frames[word] == "label" and _PARTICIPLE_BEFORE.search(left):
            return False
        if not rules.spaced and rules.frames[word] == "label" and "被" in _HARD.split(left)[-1]:
            return False
        if rules.not_content.match(self._masked, cue.end, sentence.end):
            return False
        if (
            word in rules.takes_terms
            and (term := rules.term.match(self._masked, cue.end, sentence.end))
            and (cue.end in self._terms or term.end() > self._masked.index(CLOSE, cue.end) + 1)
        ):
            return False
        if not rules.spaced and _PASSIVE_HAN.search(left):
            return False
        if rules.negated.search(left) and not rules.infinitive.search(left):
            return False
        if rules.spaced and (
            rules.never_after.search(left) or rules.never_followed.match(self._masked[cue.start : sentence.end])
        ):
            return False
        return word.endswith("ing") or not rules.passive.search(left)

    def _ends_content(self, left: str) -> bool:
        """Whether what stands before an inverted cue ("…,” said X") can be its content."""
        left = left.rstrip()
        return not left or left.endswith((",", CLOSE, "—", "–", "?", "!", ":", ".", FILL))

    def _colon(self, sentence: Span) -> Iterator[Attribution]:
        """A colon alone leads to speech: 他拍拍扶手：“…”, "Smith: “…”"."""
        for marked in marks_in(self._masked, sentence):
            lead = self._masked[sentence.start : marked.start].rstrip()
            short = marked.end - marked.start < self._rules.shortest_speech
            if not lead.endswith((":", "：")) or (short and self._masked[marked.end - 2] not in _INNER_STOPS):
                continue
            if self._rules.titled.search(lead):
                continue
            colon = sentence.start + len(lead) - 1
            source = None if self._rules.spaced else self._subject(self._chunk_start(sentence.start, colon), colon)
            if source is None:
                source, _ = self._source_before(sentence.start, colon)
            if source is None and not self._rules.spaced:
                source = self._subject(sentence.start, colon)
            whole = source is not None and not self._masked[sentence.start : source.start].strip("• \t*-")
            if self._rules.spaced and (on := self._rules.on_topic.match(self._masked, sentence.start, colon)):
                source = self._noun_phrase(*on.span("source"))
            elif self._rules.spaced and (asked := _ASKED.match(lead)):
                acts = _ACTS.match(self._masked, sentence.start + lead.rfind(", "), colon) if ", " in lead else None
                source = Span(*acts.span("source")) if acts and lead.rfind(", ") > asked.end() else None
            elif self._rules.spaced and not (whole and source is not None and source.end == colon):
                continue
            if (
                self._rules.spaced
                and source is not None
                and (verb := self._rules.predicate.search(self._masked, *source))
            ):
                # "Hale pushed back: “…”": who acts speaks.
                source = self._noun_phrase(source.start, verb.start()) or source
            if self._rules.spaced and (source is None or self._rules.no_speaker.match(self._masked, *source)):
                continue
            yield Attribution(
                frame="marks", cue=Span(colon, colon + 1), source=source, regions=(Span(marked.start, marked.end),)
            )

    def _told_by_comma(self, sentence: Span) -> Iterator[Attribution]:
        """A comma that ends English speech shows that who said it follows, with whatever verb: “…,” Hale ticked off."""
        marks = marks_in(self._masked, sentence) if self._rules.spaced else []
        if not marks or marks[0].start != sentence.start or self._masked[marks[0].end - 2] not in ",?!":
            return
        end = next((marked.start for marked in marks[1:]), sentence.end)
        found = _TOLD.match(self._masked, marks[0].end, end) or _TURNED.match(self._masked, marks[0].end, end)
        if found is None or (found.re is _TURNED and self._masked[marks[0].end - 2] != ","):
            return
        more = self._later_marks(Span(found.end("cue"), sentence.end), marks[0], marks[1:])
        yield Attribution(
            frame="marks",
            cue=Span(*found.span("cue")),
            source=Span(*found.span("source")),
            regions=(marks[0], more) if more else (marks[0],),
        )

    # -- sources ------------------------------------------------------------------------------------------------------

    def _source_before(self, start: int, end: int) -> tuple[Span | None, bool]:
        """Return the source that ends where a cue begins, and whether the cue takes the source of another."""
        masked, rules = self._masked, self._rules
        if not masked[start:end].strip(_EDGE):
            return None, False
        parted = masked[start:end].rstrip().endswith(",")
        end = self._without_tail(start, end)
        chunk_start = self._chunk_start(start, end)
        chunk = masked[chunk_start:end]
        if rules.relative.match(chunk) and not (rules.spaced and _RELATIVE_OBJECT.match(chunk)):
            described = self._described(start, chunk_start)
            # The antecedent is a whole clause: "a model, which claims to lead".
            return (trimmed(masked, Span(chunk_start, end)), False) if described == (None, False) else described
        if rules.spaced and _PLACE_BEFORE.search(masked, max(start, chunk_start - 60), chunk_start):
            # "Three people at its plant in Chandler, Arizona, said": the place is no speaker.
            placed = self._noun_phrase(self._chunk_start(start, masked.rfind(",", start, chunk_start)), end)
            if placed is not None and parted and _ALL_NAMES.fullmatch(chunk):
                return placed, False
        if chunk.strip() and not rules.coordinator.fullmatch(chunk):
            source = self._noun_phrase(chunk_start, end)
            bracketed = masked[end : end + 2].strip().startswith(BRACKET) and not _NAMED_BODY.match(chunk)
            acting = (
                source is None or bracketed or re.match(r"\s*[a-z]+ing\b", chunk) or rules.agent.match(chunk.lstrip())
            )
            telling = (
                rules.description.match(chunk) if acting else _DATED.match(chunk) or _ALL_NAMES.fullmatch(chunk.strip())
            )
            if telling and rules.spaced and parted and chunk_start > start:
                return self._described(start, end)
            if source is not None or rules.spaced:
                joined = source is None and rules.coordinator.fullmatch(chunk.split()[-1]) is not None
                if not (joined and rules.spaced):
                    return source, joined
                subject = self._subject(chunk_start, end)
                if subject is None and chunk_start > start:
                    # "Hale, head of the yard, shut two docks and said": the subject stands before the description.
                    subject, _ = self._described(start, chunk_start)
                return subject, True
        elif chunk.strip():
            return self._subject(start, chunk_start), True
        if rules.spaced and not masked[start:end].rstrip().endswith((",", "—", "–")):
            return None, False
        return self._described(start, chunk_start)

    def _chunk_start(self, start: int, end: int) -> int:
        """Return where the clause begins that ends at ``end``; a short term in marks does not break a Chinese one."""
        found = self._after_last(_HARD, start, end)
        if not self._rules.spaced and found < end and self._masked[found - 1 : found] == CLOSE:
            opened = self._masked.rfind(OPEN, start, found)
            if found - opened > _LONGEST_TERM or opened < start:
                return found
            if opened > start and not _HARD.match(self._masked, opened - 1):
                return self._chunk_start(start, opened)
            if self._masked[found : found + 1] == "的":
                return opened
        return found

    def _described(self, start: int, end: int) -> tuple[Span | None, bool]:
        """Walk back over stretches between commas that describe the source: "Zhang, who leads it, said"."""
        floor = self._after_last(_STRONG if self._rules.spaced else _STRONG_HAN, start, end)
        pieces = [Span(*found.span()) for found in _PIECE.finditer(self._masked, floor, end) if found.group().strip()]
        tried = False
        for piece in reversed(pieces):
            if self._rules.description.fullmatch(self._masked, *piece) and piece != pieces[0]:
                continue
            if (
                self._rules.spaced
                and piece != pieces[0]
                and (_DATED.match(self._masked, *piece) or self._ends_place(piece, pieces))
            ):
                continue
            if self._rules.spaced and (name := self._name_before(piece, pieces)) is not None:
                return name, False
            if cleft := _CLEFT.match(self._masked, *piece):
                return trimmed(self._masked, Span(cleft.end(), piece.end)), False
            if self._rules.spaced:
                # A clause before the comma is what an inverted cue reports, not who says it.
                return (None if self._is_whole_clause(piece) else self._noun_phrase(*piece)), False
            tried = True
            if self._masked.startswith(("与", "和", "同", "跟"), piece.start):
                continue
            if (subject := self._subject(*piece)) is not None:
                return subject, False
        return None, not self._rules.spaced and end > start and not tried

    def _ends_place(self, piece: Span, pieces: list[Span]) -> bool:
        """Whether ``piece`` is the country of a place before it: "Example Labs, based in Dayton, Ohio, said"."""
        before = pieces[pieces.index(piece) - 1]
        names = _ALL_NAMES.fullmatch(piece.of(self._masked).strip()) is not None
        return names and before != pieces[0] and _IN_PLACE.fullmatch(self._masked, *before) is not None

    def _name_before(self, piece: Span, pieces: list[Span]) -> Span | None:
        """Return the name that ``piece`` describes: "Dana Hale, chip expert at the Larkspur Club, said"."""
        place = pieces.index(piece)
        listed = next((p for p in pieces[1 : place + 1] if _INCLUDES.match(self._masked, *p)), None)
        if listed is not None:
            return self._noun_phrase(*pieces[pieces.index(listed) - 1])
        if place == 0 or _ALL_NAMES.fullmatch(piece.of(self._masked)) or not piece.of(self._masked).strip():
            return None
        name = trimmed(self._masked, Span(self._without_leads(*pieces[place - 1]), pieces[place - 1].end))
        whole = self._is_whole_clause(piece) and not piece.of(self._masked).lstrip()[0].islower()
        if (
            whole
            or _ALL_NAMES.fullmatch(name.of(self._masked)) is None
            or (" and " in piece.of(self._masked)[-40:] and place > 1)
        ):
            return None
        return name

    def _is_whole_clause(self, piece: Span) -> bool:
        """Whether a stretch has a finite verb; a participle with its preposition is none ("briefed on the talks")."""
        for found in self._rules.predicate.finditer(self._masked, self._without_leads(*piece), piece.end):
            if not (found.group().endswith("ed") and _PREPOSITION.match(self._masked, found.end())):
                return True
        return False

    def _subject(self, start: int, end: int) -> Span | None:
        """Return the noun phrase that a clause begins with."""
        start = self._without_leads(start, end)
        head = self._head_start(start, end)
        found = self._rules.predicate.search(self._masked, head + 1, end) if start < end else None
        stop = found.start() if found else end
        if not self._rules.spaced and self._people.search(self._masked, start, end) is None:
            stop = min(stop, start + before_verb(self._masked[start:stop]))
        return self._noun_phrase(start, self._without_tail(start, stop))

    def _noun_phrase(self, start: int, end: int) -> Span | None:
        """Return the source in a stretch that ends where the source does, or ``None`` when there is none."""
        return self._spaced_phrase(start, end) if self._rules.spaced else self._han_phrase(start, end)

    def _spaced_phrase(self, start: int, end: int) -> Span | None:
        rules = self._rules
        for opener in rules.clause_opener.finditer(self._masked, start, end):
            start = opener.end()
        start = self._without_leads(self._after_coordination(start, end), end)
        span = trimmed(self._masked, Span(start, end))
        words = span.of(self._masked).split()
        if not words or len(words) > _LONGEST_SOURCE or not _WORD.search(span.of(self._masked)):
            return None
        first, last = words[0].lower(), words[-1].lower()
        if first in ("which", "that", "whom", "what") and len(words) > 1 and last not in ("has", "have", "had"):
            return self._spaced_phrase(span.start + len(first), span.end)
        if first == "with" and len(words) > 1:
            # "…, with Chen saying that": the absolute clause has a subject of its own.
            return self._spaced_phrase(span.start + len(first), span.end)
        if len(words) == 1 and ((first.endswith("ing") and words[0].islower()) or rules.lead.fullmatch(first + " ")):
            return None
        if last == "it" and len(words) > 1 and words[-2].lower() not in rules.dangling:
            return Span(span.end - len(words[-1]), span.end)
        if (contracted := _CONTRACTED.fullmatch(words[-1])) and contracted[1].lower() in rules.pronouns:
            return Span(span.end - len(words[-1]), span.end - len(words[-1]) + len(contracted[1]))
        if len(words) > 1 and last in ("this", "that", "these", "those"):
            return None
        if len(words) > 1 and last in rules.subjects:
            return Span(span.end - len(words[-1]), span.end)
        owned = len(words) > 2 and words[-2] == "of" and last in rules.owners
        if last in rules.dangling and not owned and (len(words) > 1 or last not in rules.pronouns):
            return None
        if agent := rules.agent.match(self._masked, *span):
            return Span(agent.end(), span.end)
        if rules.participle.match(self._masked, *span):
            return None
        if len(words) > 1 and first in rules.dangling and first not in rules.determiners:
            return None
        return span

    def _han_phrase(self, start: int, end: int) -> Span | None:
        rules = self._rules
        span = trimmed(self._masked, Span(self._without_leads(start, end), end))
        found = rules.pronoun.match(self._masked, *span) if rules.pronoun is not None else None
        if found is not None and self._masked[found.end()] != "的" and not self._masked.startswith("其中", span.start):
            return Span(*found.span())
        named = max(self._people.finditer(self._masked, *span), key=lambda found: found.start(), default=None)
        if named is not None and (related := _RELATED.match(self._masked, named.end(), span.end)):
            return Span(span.start, related.end())
        if named is not None and named.end() < span.end:
            title = rules.title_after.match(self._masked, named.end(), span.end)
            span = Span(span.start, title.end() if title else named.end())
        elif named is None and (found := rules.adverbial.search(self._masked, self._head_start(*span) + 2, span.end)):
            span = trimmed(self._masked, Span(span.start, found.start()))
        if named is None and span.of(self._masked) not in self._known:
            span = Span(span.start, span.start + without_adverbs(span.of(self._masked)))
        if named is not None and span.end - span.start > _LONGEST_HAN_SOURCE:
            # What a bracket holds makes a title long: 某某中心（Centre for …）研究员李明.
            bracket = self._masked.rfind(BRACKET, span.start, named.start())
            span = Span(bracket + 1, span.end) if bracket >= 0 else span
        phrase = span.of(self._masked)
        if (
            not (_WORD.search(phrase) or TITLE in phrase)
            or (phrase.endswith(tuple(rules.dangling)) and not phrase.endswith(_GENERALS))
            or (named is None and _PLACE.search(phrase))
            or len(phrase.replace(BRACKET, "")) > _LONGEST_HAN_SOURCE
        ):
            return None
        known = named is not None or any(name.startswith(phrase) for name in self._known)
        return span if known or is_nominal(phrase) or self._follows_speech(span) else None

    def _follows_speech(self, span: Span) -> bool:
        """Whether a short stretch stands right after whole speech in marks, and so is who said it: “…。”厉知行说."""
        before = self._masked[max(0, span.start - 2) : span.start]
        short = span.end - span.start <= _LONGEST_TERM and not span.of(self._masked).startswith(
            ("在", "对", "从", "当")
        )
        return short and before.endswith(CLOSE) and before[0] in _INNER_STOPS

    def _head_start(self, start: int, end: int) -> int:
        """Return where the noun of a Chinese noun phrase begins: after what is attached to it by 的."""
        return start if self._rules.spaced else max(start, self._masked.rfind("的", start, end))

    def _after_coordination(self, start: int, end: int) -> int:
        """Return where the last of two coordinated clauses begins; two coordinated names stay together."""
        begin = start
        for match in re.finditer(r"\b(?:and|but)\s+", self._masked[start:end]):
            before = self._masked[begin : start + match.start()]
            named = _WITHIN_NAME.search(before) and self._masked[start + match.end() : end][:1].isupper()
            wordy = len(before.split()) > _LONGEST_SHARED and before.strip()[0].islower() and not named
            if wordy or self._rules.finite.search(before) or not before.strip():
                begin = start + match.end()
        return begin

    def _without_tail(self, start: int, end: int) -> int:
        """Return the end without the adverbs, auxiliaries and circumstances that stand before a verb."""
        while True:
            while end > start and self._masked[end - 1].isspace():
                end -= 1
            # A circumstance does not reach over a name: 总部位于奥斯汀的某社社长李明|在采访中.
            named = max((found.end() for found in self._named.finditer(self._masked, start, end)), default=start)
            found = self._rules.tail.search(self._masked[named:end])
            if found is None or found.start() == found.end():
                return end
            end = named + found.start()

    def _without_leads(self, start: int, end: int) -> int:
        while not self._rules.spaced and start < end and self._masked[start] == CLOSE:
            start += 1
        while (found := self._rules.lead.match(self._masked, start, end)) and start < found.end() < end:
            start = found.end()
            while start < end and self._masked[start] in _EDGE:
                start += 1
        return start

    def _beyond_leads(self, start: int, end: int) -> str:
        """Return what stands before a source beside time, place and the like; in Chinese those may come first."""
        while not self._rules.spaced and start < end and (found := self._rules.lead.match(self._masked, start, end)):
            if found.end() <= start:
                break
            start = found.end()
            while start < end and self._masked[start] in _EDGE:
                start += 1
        return self._masked[start:end]

    def _source_after(self, start: int, end: int) -> Span | None:
        """Return the source of an inverted cue: "said Li Wei of the institute in an interview"."""
        masked, rules = self._masked, self._rules
        hard = _HARD.search(masked, start, end)
        stop = hard.start() if hard else end
        if (final := re.search(r"[.…]+\s*$", masked[start:stop])) is not None:
            stop = start + final.start()
        unnamed = rules.unnamed.match(masked, start, stop) is not None
        for match in rules.source_end.finditer(masked, start + 1, stop):
            if match.start() > start + 1 and not (unnamed and rules.describes.match(masked, match.start(), stop)):
                stop = match.start()
                break
        span = trimmed(masked, Span(self._without_leads(start, stop), stop))
        words = span.of(masked).split()
        if not words or len(words) > _LONGEST_SOURCE or rules.source_end.fullmatch(words[0]):
            return None
        if words[-1].lower() in rules.dangling or words[0].lower() in ("and", "or") or words[0].startswith(BRACKET):
            return None
        return span

    def _after_last(self, pattern: re.Pattern[str], start: int, end: int) -> int:
        position = start
        for match in pattern.finditer(self._masked, start, end):
            position = match.end()
        return position

    # -- content ------------------------------------------------------------------------------------------------------

    def _after(self, word: str, start: int, end: int) -> tuple[Span, bool, bool, bool]:
        """Step over addressee, time and place; return the rest, and whether "that", a colon, an addressee led to it."""
        masked, rules = self._masked, self._rules
        position = start
        led = rules.complementizer.match(masked, position, end) is not None
        if not led and word in rules.addressing and (found := rules.addressee.match(masked, position, end)):
            ordered = word in rules.ordering and masked[found.end() : found.end() + 1] in ("，", ",")
            position = position if ordered else found.end()
        addressed = position > start
        rest = position
        first = position
        while True:
            if rules.frames[word] != "label" and (found := rules.complementizer.match(masked, rest, end)):
                return Span(found.end(), end), True, False, addressed
            if rules.spaced and (found := _PARTED_THAT.match(masked, rest, end)):
                return Span(found.end(), end), True, False, addressed
            if found := _COLON.match(masked, rest, end):
                return Span(found.end(), end), False, True, addressed
            if re.match(rf"\s*,?\s*(?:{OPEN}|[.,;]?\s*$)", masked[rest:end]):
                return Span(rest, end), False, False, addressed
            if (found := rules.adjunct.match(masked, rest, end)) is None or found.end() == rest:
                break
            rest = found.end()
            first = rest if first == position else first
        # Time and place without "that" after them: step over one of them, the clause follows.
        return Span(first, end), rules.question.match(masked, first, end) is not None, False, addressed

    def _regions(
        self,
        frame: Frame,
        word: str,
        before: Span,
        after: Span,
        *,
        complemented: bool,
        colon: bool,
        addressed: bool,
        verbal: bool,
    ) -> tuple[Span, ...]:
        masked, rules = self._masked, self._rules
        pre, post = trimmed(masked, before), trimmed(masked, after)
        marks_pre, marks_post = marks_in(masked, pre), marks_in(masked, post)
        if frame == "label":
            reach = self._label_reach(word, post, marks_post)
            return (reach,) if reach else ()
        separated = self._separated(before)
        if rules.spaced and marks_pre and not self._ends_as_speech(pre, marks_pre):
            separated, marks_pre = False, []
        if not rules.spaced and marks_pre and not self._speech_before(pre, marks_pre):
            separated, marks_pre = False, []
        quoted = self._quoted_head(post, marks_post, led_by_comma=masked[after.start : after.start + 1] in ("，", ","))
        if word.endswith("ing") and rules.spaced:
            separated, marks_pre = False, []
        if rules.spaced and separated and not marks_pre and (halves := self._split_by_cue(frame, pre, post, after)):
            return halves
        if rules.spaced and separated:
            pre = self._last_clause(pre)
            marks_pre = marks_in(masked, pre)
        beside = rules.spaced or (bool(marks_pre) and marks_pre[-1].end == pre.end)
        if separated and marks_pre and beside and not (complemented and not masked.startswith(OPEN, pre.start)):
            second = quoted or self._later_marks(post, marks_pre[-1], marks_post)
            if not rules.spaced and not masked.startswith(OPEN, pre.start):
                pre = Span(self._run_start(marks_pre), marks_pre[-1].end)
            elif rules.spaced and self._describes_source(pre, marks_pre):
                pre = Span(pre.start, marks_pre[-1].end)
            return (pre, second) if second else (pre,)
        if quoted:
            return (quoted,)
        if frame == "marks":
            return (post,) if marks_post and not rules.spaced else ()
        content = self._reported(post)
        if word in rules.asking and (asked := rules.asked.match(masked, *content)) is not None:
            comma = masked.find("，", asked.end(), content.end)
            return (content if comma < 0 else Span(content.start, comma),)
        content_fits = self._long_enough(content, least=2 if complemented or colon else 3)
        noun = word in rules.nominal and not verbal
        within = rules.spaced and word not in rules.weak and not noun and self._mostly_marks(content, word)
        if content_fits and (complemented or colon or within):
            return (content,)
        if not rules.spaced and word in rules.labels_too and not post.start > after.start and marks_post:
            reach = self._label_reach(word, post, marks_post)
            return (reach,) if reach else ()
        nominal = word in rules.nominal and not verbal
        told = word not in rules.needs_addressee or addressed
        strong = (
            not nominal
            and told
            and (
                frame == "clause"
                or rules.new_subject.match(masked, content.start) is not None
                or (rules.spaced and self._begins_with_subject(content))
            )
        )
        clause_pre = separated and not nominal and self._is_clause(pre) and not _ASKED.match(masked, *pre)
        clause_pre = clause_pre and not (
            rules.spaced and _PHRASE.match(masked, *pre) and not self._is_whole_clause(pre)
        )
        if rules.spaced:
            directly = masked[after.start : after.start + 1] == ","
            if separated and directly and content_fits and strong and not _PARTICIPLE.match(masked, content.start):
                return (pre, content)
            if clause_pre:
                return (pre,)
            return (content,) if content_fits and strong and self._begins_clause(content, word) else ()
        if content_fits and (strong or masked[after.start : after.start + 1] in ("，", ",")):
            return (content,)
        return (pre,) if clause_pre and not post.of(masked).strip("。！？") else ()

    def _split_by_cue(self, frame: Frame, pre: Span, post: Span, after: Span) -> tuple[Span, ...]:
        """Return both halves of a clause that its cue splits: "Controls, he said, had been “a sieve”"."""
        masked = self._masked
        if frame not in ("clause", "that") or masked[after.start : after.start + 1] != "," or pre.start == pre.end:
            return ()
        if marks_in(masked, post)[:1] and masked.startswith(OPEN, post.start):
            return ()
        pre = self._last_clause(pre)
        content = self._reported(post)
        interjection = self._rules.interjection.fullmatch(masked, *pre) is not None
        if self._is_whole_clause(pre) and self._resumes(content):
            return (pre, content)
        if _GOES_ON.match(masked, *content) is None and not interjection:
            return ()
        phrase = not self._is_clause(pre) and _WITHOUT_SUBJECT.match(masked, *content) is not None
        marked = bool(marks_in(masked, content))
        if not (phrase or interjection or (marked and self._is_clause(pre))):
            return ()
        return (pre, content) if self._long_enough(content) else ()

    def _resumes(self, rest: Span) -> bool:
        """Whether a clause goes on in ``rest``, behind the cue or "according to" that stands in its midst."""
        how = self._rules.adjunct.match(self._masked, *rest)
        return how is None and rest.start < rest.end and _RESUMES.match(self._masked, *rest) is not None

    def _last_clause(self, pre: Span) -> Span:
        """Return what follows a lone dash, or a colon, in the words before a cue: the rest is the outlet's."""
        masked = self._masked
        colon = masked.rfind(": ", *pre)
        if colon > 0 and len(masked[pre.start : colon].split()) > 1:
            return trimmed(masked, Span(colon + 1, pre.end))
        dashes = list(_DASH.finditer(masked, *pre))
        if len(dashes) == 1 and self._is_clause(rest := trimmed(masked, Span(dashes[0].end(), pre.end))):
            verb = self._rules.finite.search(masked, *rest)
            if verb and not re.search(r"\b(?:that|which|who|whose)\b", masked[rest.start : verb.start()]):
                return rest
        return pre

    def _run_start(self, marks: list[Span]) -> int:
        """Return where the last run of marks begins that only joining punctuation parts."""
        start = marks[-1].start
        for marked in reversed(marks[:-1]):
            if self._masked[marked.end : start].strip(_EDGE):
                break
            start = marked.start
        return start

    def _speech_before(self, pre: Span, marks: list[Span]) -> bool:
        """Whether marks before a Chinese cue hold speech, not a term that ends the clause before (“…宣言”，批评)."""
        if self._masked.startswith(OPEN, pre.start) or marks[-1].end != pre.end:
            return True
        last = marks[-1]
        lead = self._masked[pre.start : last.start].rstrip()
        stopped = self._masked[last.end - 2] in _INNER_STOPS or lead.endswith(("，", ",", "：", ":", "。"))
        return stopped and last.end - last.start - 2 >= self._rules.shortest_speech

    def _ends_as_speech(self, pre: Span, marks: list[Span]) -> bool:
        """Whether marks before a cue are no term inside a clause (The “Plus” plan was …): a stop parts them from it."""
        last = marks[-1]
        tail = self._masked[last.end : pre.end + 2]
        stops = self._masked[last.end - 2] in _INNER_STOPS or tail.lstrip().startswith(_AFTER_STOP)
        return stops or last.end < pre.end or (last.start == pre.start and self._long_enough(last))

    def _describes_source(self, pre: Span, marks: list[Span]) -> bool:
        """Whether speech in marks is followed by who says it, named after: "…,” its head, Dana Hale, said"."""
        rest = Span(marks[-1].end, pre.end)
        whole = self._masked.startswith(OPEN, pre.start) and self._masked[rest.start - 2] in _INNER_STOPS
        return whole and bool(rest.of(self._masked).strip(_EDGE)) and not self._is_whole_clause(rest)

    def _is_verb_after(self, source: Span, word: str) -> bool:
        """Whether a form that may be a noun is a verb after ``source``: "it claims", "Beijing claims"."""
        last = source.of(self._masked).split()[-1]
        if _POSSESSIVE.search(last) is not None or last.lower() in self._rules.determiners:
            return last.lower() in self._rules.verbal_subjects
        if word in self._rules.mostly_verbs:
            return _WITH_PREPOSITION.match(self._masked, source.end + len(word) + 1) is None
        between = self._masked[source.end : source.end + len(word) + 3]
        if word.endswith("s") and re.fullmatch(rf" {word}[,.]", between.lower()[: len(word) + 2]):
            begins = source.of(self._masked).split()[0]
            named = begins[0].isupper() or begins.lower() in self._rules.determiners
            return named and self._masked[: source.start].rstrip().endswith((",", CLOSE))
        several = _SEVERAL.match(self._masked, *source) is not None and not word.endswith(("s", "ing", "ed"))
        plural = several or (_PLURAL.fullmatch(last) is not None and not word.endswith(("s", "ing", "ed")))
        return last.lower() in self._rules.verbal_subjects or plural or (word.endswith("s") and last[0].isupper())

    def _infinitive(self, word: str, source: Span, after: Span) -> Span | None:
        """Return the infinitive that says what a clause would: "claims to have built it"."""
        if word in self._rules.gerund_content:
            found = _GERUND.match(self._masked, *after)
            return self._reported(trimmed(self._masked, after)) if found else None
        if word not in self._rules.infinitive_content or not (
            word not in self._rules.nominal
            or self._is_verb_after(source, word)
            or _RELATIVE_END.search(self._masked[source.end : after.start])
        ):
            return None
        found = _TO_VERB.match(self._masked, *after)
        return self._reported(trimmed(self._masked, after)) if found else None

    def _told_to(self, word: str, cue: Span, end: int) -> Span | None:
        """Return the infinitive of which part stands in marks: "urged lawmakers to “act now”", "vowed to “resist”"."""
        found = _TO_MARKS.match(self._masked, cue.end, end) if self._rules.spaced else None
        if found is None:
            return None
        who = found["who"].strip()
        if who and (word not in self._rules.directing or self._rules.finite.search(who)):
            return None
        reported = self._reported(Span(found.start("to"), end))
        joint = next((j for j in _CLAUSE_JOINT.finditer(self._masked, found.end(), reported.end)), None)
        return Span(reported.start, joint.start("joint")) if joint else reported

    def _quoted_head(self, post: Span, marks: list[Span], *, led_by_comma: bool) -> Span | None:
        """Return the speech in marks that the words after a cue begin with, or all of them where it is only part."""
        masked = self._masked
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
        inner = masked[end - 2 : end - 1] in _INNER_STOPS
        stops = inner or rest.lstrip().startswith(_AFTER_STOP)
        if (
            stops
            and not inner
            and (led_by_comma or _CONCEDES.match(rest))
            and (whole := self._goes_on_after(Span(start, post.end), end))
        ):
            return whole
        return Span(start, end) if stops or not rest.strip(_EDGE + ".。!！?？") else Span(start, post.end)

    def _goes_on_after(self, span: Span, end: int) -> Span | None:
        """Return Chinese speech of which only the beginning is in marks: 他强调，“…”，双方都…."""
        if self._rules.spaced or self._masked[end : end + 1] != "，":
            return None
        rest = trimmed(self._masked, Span(end, span.end))
        reported = self._reported(Span(end, span.end))
        if self._rules.scene.match(self._masked, *rest) or self._rules.adding.match(self._masked, *rest):
            return None
        return Span(span.start, reported.end) if reported.end - rest.start >= _LEAST_GOING_ON else None

    def _later_marks(self, post: Span, first: Span, marks: list[Span]) -> Span | None:
        """Return speech that goes on after "…,” X said during a rally in Ohio, “…"."""
        if not marks or (self._rules.spaced and self._masked[first.end - 2] in ".!?"):
            return None
        between = self._masked[post.start : marks[0].start].rstrip()
        cue = next((c for c in self._rules.cue.finditer(between) if not self._is_noun_at(post.start + c.start())), None)
        # “…。”他说，随后又补了一句，“…” is one.
        if cue is not None and cue.group() not in self._rules.counted:
            return None
        if not between.endswith((",", "，", ":", "：")) or len(between) > 160:
            return None
        return Span(marks[0].start, marks[-1].end)

    def _is_noun_at(self, place: int) -> bool:
        """Whether what looks like a cue is none by the words that follow it: "think tank"."""
        return self._rules.spaced and self._rules.never_followed.match(self._masked[place : place + 40]) is not None

    def _separated(self, before: Span) -> bool:
        """Whether a comma or closing marks part the words before a source from it."""
        left = before.of(self._masked).rstrip()
        return bool(left) and left[-1] in f",，—–―?!？！{CLOSE}{FILL}"

    def _reported(self, span: Span) -> Span:
        """Return ``span`` up to where the next statement or the outlet's own words set in."""
        stops = [self._rules.asides.search(self._masked, *span)]
        if self._rules.spaced:
            semicolon = _SEMICOLON.search(self._masked, *span)
            quoted_after = semicolon is not None and any(
                m.start >= semicolon.end() for m in marks_in(self._masked, span)
            )
            stops.append(None if quoted_after else semicolon)
            stops += [self._other_statement(span), self._added(span)]
        stop = min((found.start() for found in stops if found), default=span.end)
        return span if stop == span.end else trimmed(self._masked, Span(span.start, stop))

    def _added(self, span: Span) -> re.Match[str] | None:
        """Return where a cue in -ing adds a statement of the same speaker: "said A, adding B"."""
        for joint in _ADDING.finditer(self._masked, *span):
            if joint["verb"] in self._rules.frames:
                return joint
        return None

    def _other_statement(self, span: Span) -> re.Match[str] | None:
        """Return where somebody else's statement is joined on: ", and in March a regulator alleged"."""
        for joint in _JOINT.finditer(self._masked, *span):
            reach = min(span.end, joint.end() + 60)
            cue = self._rules.cue.search(self._masked, joint.end(), reach)
            if cue and self._rules.frames[re.sub(r"\s+", " ", cue.group().lower())] != "label":
                subject = self._masked[joint.end() : cue.start()].split()
                if len(subject) > 2 and subject[0].lower() in ("in", "on", "last", "this", "at", "after"):
                    return joint
                alone = len(subject) == 1 and (subject[0] in self._rules.subjects or subject[0][0].isupper())
                if alone and re.match(r"\s+that\b", self._masked[cue.end() : span.end]):
                    return joint
        return None

    def _is_clause(self, span: Span) -> bool:
        if not self._long_enough(span) or not self._rules.spaced:
            return self._long_enough(span)
        rules = self._rules
        return rules.finite.search(self._masked, *span) is not None and not rules.clause_opener.match(
            self._masked, *span
        )

    def _begins_clause(self, span: Span, word: str) -> bool:
        """Whether a finite verb comes soon; verbs that take a noun as well ("added two seats") ask for more."""
        if _ABOUT.match(self._masked, *span):
            return False
        words = [found.end() for found in _WORD.finditer(self._masked, *span)]
        reach = Span(span.start, words[min(len(words), 12 if word in self._rules.plain else 7) - 1])
        found = self._rules.finite.search(self._masked, *reach)
        if found is None:
            return word in self._rules.plain and len(words) > _SHORT_CLAUSE
        between = self._masked[span.start : found.start()]
        return word in self._rules.plain or not re.search(r"\b(?:that|which|who|to|of|by)\b", between)

    def _begins_with_subject(self, span: Span) -> bool:
        """Whether an auxiliary comes soon after a plain subject: "announced revenue had risen"."""
        found = _AUXILIARY.search(self._masked, *span)
        if found is None:
            return False
        subject = self._masked[span.start : found.start()]
        joined = re.search(
            r"\b(?:that|which|who|to|by|and|because|when|if|as|what|how|for|with|about)\b|[,;:(]", subject
        )
        return 0 < len(subject.split()) <= 6 and joined is None

    def _long_enough(self, span: Span, *, least: int = 3) -> bool:
        if self._rules.spaced:
            covered = sum(1 + (m.end - m.start) // _WORD_LENGTH for m in marks_in(self._masked, span))
            return len(_WORD.findall(self._masked, *span)) + max(covered, 3 * bool(covered)) >= least
        return span.end - span.start >= 4

    def _mostly_marks(self, content: Span, word: str) -> bool:
        """Whether words around marks are speech: a clause, or less than what stands in the marks."""
        covered = marks_in(self._masked, content)
        quoted = sum(marked.end - marked.start for marked in covered)
        return bool(covered) and (2 * quoted >= content.end - content.start or self._begins_clause(content, word))

    def _label_reach(self, word: str, post: Span, marks: list[Span]) -> Span | None:
        if not marks:
            return None
        between = self._masked[post.start : marks[0].start]
        named = (not between.strip() or _REFLEXIVE.match(between)) and word in self._rules.naming
        if self._rules.spaced and (named or between.strip() == "as" or between.lstrip().startswith("as ")):
            return None
        if self._rules.spaced and _FOR.match(between):
            return None
        if re.search(r"[;；:：。]", between) or len(between) > (90 if self._rules.spaced else 20):
            return None
        end = marks[0].end
        for marked in marks[1:]:
            between = self._masked[end : marked.start]
            if len(between.split()) > 4 or (not self._rules.spaced and len(between.strip(_EDGE)) > 1):
                break
            end = marked.end
        attached = _ATTACHED.match(self._masked, end, post.end) if self._rules.spaced else None
        return Span(post.start, attached.end() if attached else end)

    # -- prefixes -----------------------------------------------------------------------------------------------------

    def _prefixed(self, sentence: Span) -> Iterator[Attribution]:
        """ "According to X, …", 据X报道，…: the cue comes first, the content after its source or before the whole."""
        masked, spaced = self._masked, self._rules.spaced
        for pattern in self._rules.prefixes:
            for match in pattern.finditer(masked, *sentence):
                source = self._prefix_source(match) if spaced else self._original(match)
                whole = match.end() == match.end("source")
                if spaced and whole and source is not None and self._rules.unnamed.match(masked, *source):
                    source = self._source_after(match.start("source"), sentence.end)
                if source is None or self._rules.prefix_sources_not.match(source.of(masked)):
                    continue
                after = trimmed(
                    masked, Span(self._after_prefix(max(match.end(), source.end), sentence.end), sentence.end)
                )
                if spaced and (described := _APPOSITION.match(masked, max(match.end(), source.end), sentence.end)):
                    after = trimmed(masked, Span(described.end(), sentence.end))
                before = trimmed(masked, Span(sentence.start, match.start()))
                content = self._beside_prefix(before, after, match.end()) if spaced else after
                regions = self._halves(before, after, match.end()) if spaced else ()
                if regions or self._long_enough(content):
                    cue = Span(*match.span("cue"))
                    regions = regions or (content,)
                    yield Attribution(frame="clause", cue=cue, source=source, regions=regions, passes_on=True)

    def _after_prefix(self, start: int, end: int) -> int:
        """Return where the clause may begin after "according to a paper| released at a forum, …"."""
        rest = self._masked[start:end]
        comma = rest.find(", ")
        if not self._rules.spaced or not re.match(r"\s+(?:[a-z]+ed|seen|written|by|at|in|on|who|that|which)\b", rest):
            return start
        return start + comma if comma > 0 and self._long_enough(Span(start + comma, end)) else start

    def _halves(self, before: Span, after: Span, end: int) -> tuple[Span, ...]:
        """Return both halves of "They were, in Hale’s words, “a lesson”", "It rose, according to X, and may fall"."""
        parted = self._masked[before.end : before.end + 1] == "," and self._masked[end : after.start].strip() == ","
        clause = self._last_clause(before)
        phrase = _WITHOUT_SUBJECT.match(self._masked, *after) is not None and not self._is_whole_clause(clause)
        if (
            parted
            and before.start < before.end
            and (phrase or (self._is_whole_clause(clause) and self._resumes(after)))
        ):
            return clause, self._reported(after)
        marks = marks_in(self._masked, after)
        if not marks or marks[0].start != after.start or _LINKS.search(self._masked[before.start : before.end]) is None:
            return ()
        comma = self._masked.rfind(", ", before.start, before.end)
        return trimmed(self._masked, Span(max(comma + 1, before.start), before.end)), marks[0]

    def _beside_prefix(self, before: Span, after: Span, end: int) -> Span:
        """Return the content of "according to X": what stands before it, unless the clause only begins after it."""
        if not self._long_enough(before, least=4 if after.start < after.end else 2):
            return self._reported(after)
        directly = self._masked[end : end + 1] == ","
        if directly and _WITHOUT_SUBJECT.match(self._masked, *after) is not None:
            return self._reported(after)
        if directly and self._masked.startswith(OPEN, after.start):
            return self._quoted_head(after, marks_in(self._masked, after), led_by_comma=False) or self._reported(after)
        return self._last_clause(before)

    def _prefix_source(self, match: re.Match[str]) -> Span | None:
        """Return the source of a prefix: "her" of "in her view" as it stands."""
        owned = match["source"].lower() in self._rules.owners
        return Span(*match.span("source")) if owned else self._noun_phrase(*match.span("source"))

    def _original(self, match: re.Match[str]) -> Span:
        """Return the one whom a Chinese medium quotes, where it names one: 据某社援引某某报道."""
        cited = _CITES.search(self._masked, *match.span("source"))
        return Span(cited.end(), match.end("source")) if cited else Span(*match.span("source"))

    # -- several cues in one sentence ---------------------------------------------------------------------------------

    def _settled(self, found: list[Attribution]) -> list[Attribution]:
        settled: list[Attribution] = []
        for attribution in found:
            if settled and attribution.shared:
                attribution = replace(attribution, source=settled[-1].source)
            if self._rules.spaced and attribution.shared and attribution.source is None:
                continue
            inside = self._region_around(settled[-1], attribution) if settled else None
            if settled and inside is None:
                if not _overlap(settled[-1].regions, attribution.regions):
                    settled.append(attribution)
            elif settled and inside is not None:
                self._settle_inside(settled, inside, attribution)
            else:
                settled.append(attribution)
        return [a for a in settled if a.regions or a.open_end or a.takes_marks_before]

    def _region_around(self, previous: Attribution, attribution: Attribution) -> Span | None:
        cue = attribution.cue.start
        return next((region for region in previous.regions if region.start <= cue < region.end), None)

    def _settle_inside(self, settled: list[Attribution], region: Span, attribution: Attribution) -> None:
        """Settle a cue that stands in the content of the one before."""
        previous = settled[-1]
        lead = self._masked[region.start : attribution.start].strip(_EDGE)
        if not lead and attribution.regions:
            # "According to CNBC, Lee said": the original speaker is the speaker.
            source = attribution.source
            may = source is not None and _MODAL.search(self._masked, source.end, attribution.cue.start) is not None
            if previous.passes_on and not self._is_pronoun(source, previous) and not (self._rules.spaced and may):
                settled[-1] = attribution
            return
        own = tuple(r for r in attribution.regions if r.start >= attribution.cue.end)
        if not own or not self._begins_anew(region, attribution):
            return
        cut = trimmed(self._masked, Span(region.start, self._before_connector(attribution.start)))
        regions = tuple(cut if r == region else r for r in previous.regions)
        settled[-1] = replace(previous, regions=tuple(r for r in regions if r.start < r.end))
        settled.append(replace(attribution, regions=own))

    def _is_pronoun(self, source: Span | None, outer: Attribution) -> bool:
        """Whether a pronoun inside reported speech most likely is its speaker: "she said she had asked whether"."""
        own = source is not None and source.of(self._masked).lower() in self._rules.pronouns
        return self._rules.spaced and own and "ccording" not in outer.cue.of(self._masked)

    def _begins_anew(self, region: Span, attribution: Attribution) -> bool:
        """Whether a cue inside another's content is a statement beside it, and not a part of it."""
        lead = self._masked[region.start : attribution.start].rstrip()
        if (
            self._rules.spaced
            and attribution.frame == "label"
            and not attribution.shared
            and _CONNECTOR.search(lead) is None
        ):
            return False
        known = attribution.shared or self.is_known(attribution.source)
        if not self._rules.spaced and attribution.frame != "clause" and not known:
            return False
        if lead.endswith((",", "，", ";", "；", "。", "—", "–")) or (attribution.shared and self._rules.spaced):
            return True
        return _CONNECTOR.search(lead) is not None

    def is_known(self, source: Span | None) -> bool:
        """Whether a Chinese source is a pronoun or holds a name that the text is known to hold."""
        if source is None or self._rules.pronoun is None:
            return False
        return self._rules.pronoun.match(self._masked, *source) is not None or (
            self._people.search(self._masked, *source) is not None
        )

    def _before_connector(self, end: int) -> int:
        found = _CONNECTOR.search(self._masked[:end]) or _AND.search(self._masked, max(0, end - 8), end)
        return found.start() if found else end


def _overlap(left: tuple[Span, ...], right: tuple[Span, ...]) -> bool:
    return any(a.start < b.end and b.start < a.end for a in left for b in right)
