"""Cue words: whether one that is found is a cue where it stands, and what it can do there."""

import re
from dataclasses import dataclass

from domain.spans import Span
from nlp.quotes.attributions.clauses import AUXILIARY
from nlp.quotes.han_phrases import begins_noun
from nlp.quotes.mask import CLOSE, FILL, OPEN
from nlp.quotes.rules import Frame, Rules
from nlp.quotes.stretches import EDGE, HARD, after_last, trimmed

_PARTICIPLE_BEFORE = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|being|often|widely|sometimes|commonly|so|what|now)|[’']s|"
    r"[’']re)\s+(?:\w+ly\s+|often\s+|also\s+)?$",
    re.I,
)
_NOUN_BEFORE = re.compile(
    r"(?:\b(?:the|these|those|any|such|all|its|his|her|their|our|an?|no)|[A-Za-z]{3,}(?:[’']s|s[’']))\s+(?:[\w-]+\s+)?$",
    re.I,
)
#: "Refused to let them call", "would make firms disclose", "which helps explain".
_LET = re.compile(
    r"\bhelp(?:s|ed|ing)?\s+(?:to\s+)?$|"
    r"\b(?:to|not|would|will|can|could|may|might|should|must|cannot|\w+n[’']t)\s+(?:(?:let|make|have)\s+(?:[\w’'-]+\s+){1,3}|help\s+(?:[\w’'-]+\s+){0,3})$"
)
#: "Which made her feel that": nobody says so.
_MADE = re.compile(r"\b(?:made|makes|making)\s+(?:[\w’'-]+\s+){1,2}$")
#: "Hale has |written|", and not "a comedy written by Hale".
_HAS = re.compile(r"\b(?:has|have|had|having|(?:he|she|they|I|we|you|it)[’'](?:s|ve|d))\s(?:\w+\s){0,2}$")
#: ", dubbed the “…” by soldiers": a name that somebody gave.
_ARTICLE_AND_MARKS = re.compile(rf"\s+(?:the|an?)\s+{OPEN}")
_SAID_THAT = re.compile(r"\s*,?\s*that\b")
#: "Asked whether he |thought it wrong, he said …": what is asked nobody has said.
_ASKED = re.compile(
    r"(?:And |But )?(?:[Ww]hen |Then )?(?:[Aa]sked|[Pp]ressed|[Qq]uestioned|[Qq]uizzed)\s+(?:\w+\s+){0,4}"
    r"(?:if|whether|who|what|how|why|which)\s(?:[\w’'.-]+\s+){1,4}"
)
#: "A tweet that mocked the minister": what the noun did, and nothing said.
_ACTS = re.compile(r"(?:[a-z]+ly\s+)?[a-z]{2,}(?:ed|s)\s+(?:the|an?|his|her|its|their|at|in|on|to|by)\b")
#: 并称, 续指: the cue itself takes the subject of the one before.
_ADDS = ("并称", "并指", "又称", "又指", "亦指", "续称", "续指")
#: So much of what follows a cue shows the word that it begins with.
_LONGEST_WORD = 6
#: 提什么|要求, 三点|建议: a noun.
_NOUN_BEFORE_HAN = re.compile("(?:什么|任何|所有|这[一些个项种]|那[些个种]|[一二两三四五六几数多][点项条种些份])$")
#: 作出|回应, 予以|反驳: a noun, where no colon leads to words.
_TAKEN_HAN = re.compile("(?:[作做给]出|予以|加以|得到|收到|获得|寻求)$")
#: 她接到班主任通知，|说…: what the message says is part of what she says.
_MESSAGE = re.compile("(?:接到?|收到)[^，。]{0,4}(?:通知|电话|短信|消息|来电|微信|来信)$|(?:通知|来电|短信)$")
#: 这让人|觉得: nobody in particular thinks so.
_MADE_TO = re.compile("(?:让(?!-)|(?<![大特])使(?!馆)|(?<![司法命])令)[^，,。：；]{1,8}$")
#: 面对记者|质疑: what somebody meets with is a noun.
_MET_HAN = re.compile("(?:面对|面临|针对|对于|关于|引[来起发]|招[来致])[^，,的后时：。他她]{1,8}$")
#: 在判词中|指: what begins like a longer word stands behind where it is said.
_WITHIN_HAN = re.compile("(?:[在于][^，。；：]{1,20}|报告|声明|公告|文件|帖文?|回[复覆]|通报|判[词辞]|[信文书稿函])中$")
#: 人称|“…”的: a nickname.
_NICKNAME = re.compile("(?:^|[，。；：、 ])(?:[也又]?(?:江湖)?人|外号|绰号|诨号)$")
#: 回应有关|质疑: a noun.
_ANSWERED_HAN = re.compile(
    "(?:回应|答复|反驳|澄清)(?:有关|相关|外界|网友|媒体|上述|各方|市场)(?:质疑|批评|指责|评论|追问|提问|疑问)$"
)
#: 被媒体|追问: who asks is not quoted.
_PASSIVE_HAN = re.compile("(?:被(?!告)|遭(?![受遇]))[^，,的后时：。]{1,8}$")


#: "The alleged plot", "Hale’s repeated failures": how a thing is called, and nothing said.
_ATTRIBUTE = re.compile(
    r"(?:\b(?:the|an?|its|his|their|our|my|your|any|no)|(?<!\bit)(?<!\bhe)(?<!\bshe)(?<!\bwho)(?<!\bthat)(?<!\bwhat)(?<!\bthere)"
    r"(?:[’']s|(?<=s)[’']))\s+(?:\w+ly\s+)?$"
)
#: "Initial reports said …": the verb behind it shows that a word is a noun.
_AUXILIARY_BEHIND = re.compile(rf"\s+{AUXILIARY.pattern}")
_VERB_BEHIND = re.compile(r"\s+(?:said|says|say|suggest(?:s|ed)?|indicate[sd]?|show(?:s|ed)?)\b")
#: "The |state| Senate": what stands around a noun.
_ARTICLE = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Tt]hat|[Tt]his|its|his|their)\s+$")
_WORD_BEHIND = re.compile(r"\s+(?!that\b)\w")


@dataclass(frozen=True, slots=True, kw_only=True)
class CueWords:
    """Judges cue words in one masked text; ``terms`` are where marks open that hold a term."""

    masked: str
    rules: Rules
    terms: frozenset[int]

    def describes_noun(self, word: str, cue: Span, after: Span, end: int) -> bool:
        """Whether "that" goes on about a noun: "rules proposed in May that would reward firms"."""
        verb = AUXILIARY.match(self.masked, *trimmed(self.masked, after))
        plain = word in self.rules.plain or not self.rules.spaced
        if word in self.rules.plainly_nouns and _ACTS.match(self.masked, *trimmed(self.masked, after)):
            return True
        return verb is not None and not plain and not self.rules.question.match(self.masked, cue.end, end)

    def names_only(self, source: Span) -> bool:
        """Whether a source is everybody: 业内, 人们; what they call a thing is its name and no speech."""
        return self.rules.everybody.search(source.of(self.masked)) is not None

    def adds(self, start: int, end: int, word: str) -> bool:
        """Whether only 还, 并 and the like part a Chinese cue from the comma before it, or nothing: …，称…."""
        if self.rules.spaced:
            return False
        begin = after_last(self.masked, HARD, start, end)
        chunk = self.masked[begin:end].strip(EDGE)
        if word.startswith("不"):
            # 他不反对，也|不相信: the other half of what was said before.
            return False
        adds = word in self.rules.adds_bare or word.startswith(_ADDS)
        bare = not chunk and self.masked[begin - 1 : begin] in ("，", ",") and adds
        if bare and _MESSAGE.search(self.masked, max(start, begin - _LONGEST_WORD), begin - 1):
            return False
        return bare or self.rules.adding.fullmatch(chunk) is not None

    def frame(self, word: str, left: str) -> Frame:
        """Return what a cue takes: right behind a Chinese comma it adds a clause, where it may add one: …，|指…."""
        adds = not self.rules.spaced and word in self.rules.adds_bare and left.endswith(("，", ","))
        return "clause" if adds else self.rules.frames[word]

    def may_speak(self, source: Span, regions: tuple[Span, ...]) -> bool:
        """Whether a source is not the writer, whose own words stand without marks."""
        own = self.rules.own_voice.fullmatch(source.of(self.masked)) is not None
        return not own or not regions or any(self.masked.startswith(OPEN, region.start) for region in regions)

    def is_cue(self, sentence: Span, cue: Span, word: str, left: str) -> bool:
        """Whether ``word`` is a cue at ``cue`` and no noun, passive, negation or term; ``left`` stands before it."""
        rules = self.rules
        if self.masked[cue.start].isupper() and left.strip():
            before = left.rstrip()
            if not before.endswith((CLOSE, OPEN)) or before[-2:-1] == ",":
                return False
        if rules.spaced and word.endswith("ed") and _ATTRIBUTE.search(left):
            return False
        if rules.spaced and word in rules.nominal and not word.endswith("ed") and self._is_subject(cue, left):
            return False
        if rules.spaced and _LET.search(left) and not word.endswith(("s", "d", "ing")):
            return False
        if rules.spaced and word in rules.beliefs and _MADE.search(left):
            return False
        if rules.spaced and word == "written" and not _HAS.search(left):
            # "a comedy written by Dana Hale"
            return False
        if rules.spaced and word == "asked" and not left.strip() and self.masked[cue.start].isupper():
            # "Asked again, she said …": whoever asks is not told.
            return False
        if word in rules.exceptions:
            not_before, not_after = rules.exceptions[word]
            if left[-1:] and left[-1] in not_before and _WITHIN_HAN.search(left) is None:
                return False
            if word == "称" and self.masked.startswith(OPEN, cue.end) and _NICKNAME.search(left):
                return False
            if (
                cue.end < sentence.end
                and self.masked[cue.end] in not_after
                and not self._stands_apart(cue, sentence.end)
            ):
                return False
        # 解释|说明, 回应|说法: the last verb of a longer cue belongs to a noun behind it.
        after = self.masked[cue.end : cue.end + 1]
        if len(word) > 1 and after and after in rules.exceptions.get(word[-1], ("", ""))[1]:
            return False
        if cue.end < sentence.end and self.masked[cue.end] in rules.never_before:
            return False
        if (rules.frames[word] != "clause" or word in rules.beliefs) and rules.modal.search(left):
            return False
        noun = word in rules.nominal and _NOUN_BEFORE.search(left) and not _SAID_THAT.match(self.masked, cue.end)
        if noun and (not rules.spaced or self.masked[cue.end : cue.end + 2].strip().startswith(OPEN)):
            return False
        if word in rules.plainly_nouns and _ARTICLE.search(left) and _WORD_BEHIND.match(self.masked, cue.end):
            # "The |state| Senate": a noun, whatever stands behind.
            return False
        if (
            noun
            and word in rules.plainly_nouns
            and re.match(r"\s+(?:from|by|of|on|in|published|released)\b", self.masked[cue.end : sentence.end])
        ):
            return False
        if rules.spaced and rules.frames[word] == "label" and _PARTICIPLE_BEFORE.search(left):
            return False
        dubbed = word in rules.naming and word.endswith("ed") and left.rstrip().endswith(",")
        if dubbed and _ARTICLE_AND_MARKS.match(self.masked, cue.end):
            return False
        if not rules.spaced and rules.frames[word] == "label" and "被" in HARD.split(left)[-1]:
            return False
        if rules.not_content.match(self.masked, cue.end, sentence.end):
            return False
        if (
            word in rules.takes_terms
            and (term := rules.term.match(self.masked, cue.end, sentence.end))
            and (cue.end in self.terms or term.end() > self.masked.index(CLOSE, cue.end) + 1)
        ):
            return False
        if not rules.spaced and (
            left.endswith("、")
            or self.masked.startswith("、", cue.end)
            or _PASSIVE_HAN.search(left)
            or _MET_HAN.search(left)
            or _ANSWERED_HAN.search(left + word)
            or (word in rules.beliefs and _MADE_TO.search(left))
        ):
            # 标准、|要求: one of a list of nouns.
            return False
        if not rules.spaced and rules.frames[word] == "that" and left.endswith("的"):
            # 网友的|评论，…: a noun.
            return False
        if not rules.spaced and _TAKEN_HAN.search(left) and self.masked[cue.end : cue.end + 1] not in (":", "："):
            return False
        if not rules.spaced and len(word) == 2 and _NOUN_BEFORE_HAN.search(left):
            return False
        if rules.spaced and _ASKED.fullmatch(left):
            return False
        if rules.negated.search(left) and not (rules.infinitive.search(left) or rules.caused.search(left)):
            return False
        if rules.spaced and (
            rules.never_after.search(left) or rules.never_followed.match(self.masked[cue.start : sentence.end])
        ):
            return False
        return word.endswith("ing") or not rules.passive.search(left)

    def _is_subject(self, cue: Span, left: str) -> bool:
        """Whether a form that may be a noun has a verb behind it: "initial reports said", "her email had it"."""
        if _VERB_BEHIND.match(self.masked, cue.end):
            return True
        return _NOUN_BEFORE.search(left) is not None and _AUXILIARY_BEHIND.match(self.masked, cue.end) is not None

    def _stands_apart(self, cue: Span, end: int) -> bool:
        """Whether a Chinese cue is no part of a longer word, as the noun or time behind it shows: 说|法国, 说|明年."""
        short = cue.end - cue.start == 1 and self.rules.frames.get(cue.of(self.masked)) == "clause"
        return short and begins_noun(self.masked[cue.end : min(end, cue.end + _LONGEST_WORD)])

    def ends_content(self, left: str) -> bool:
        """Whether what stands before an inverted cue ("…,” said X") can be its content."""
        left = left.rstrip()
        return not left or left.endswith((",", CLOSE, "—", "–", "?", "!", ":", ".", FILL))
