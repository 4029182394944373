"""The noun phrase that a Chinese stretch holds: who is named there as one who can speak."""

import re
from dataclasses import dataclass

from domain.spans import Span
from nlp.quotes.attributions.edges import PhraseEdges
from nlp.quotes.han_phrases import before_act, is_nominal, is_person, last_word, without_adverbs
from nlp.quotes.mask import BRACKET, CLOSE, FILL, OPEN, TITLE
from nlp.quotes.rules import Rules
from nlp.quotes.stretches import LONGEST_TERM, STOPS, WORD, trimmed

#: A subject of more characters than this is a misreading.
_LONGEST_SOURCE = 40
#: 李明的母亲 is not 李明.
_RELATED = re.compile(
    "的(?:[父母]亲|妻子|丈夫|女儿|儿子|家人|家属|助理|助手|同事|同学|学生|弟子|导师|经纪人|发言人|团队|朋友|邻居|律师|代理律师)"
)
#: What takes somebody as its object, right before a name.
_AIMED_AT = re.compile(
    "(?<=..)(?:欢迎|支持|反对|声援|指责|谴责|抨击|批评|敦促|促请|感谢|祝贺|起诉|质疑|告诉|告知|陪同|邀请)$"
)
#: Where something is said, and nobody who says it: 网上有人说.
_PLACE = re.compile("(?:网络?|路|街|会|书|文|信|台|场|平台|媒体|论坛|微博)[上中里]$|(?:现场|当中|期间)$")
#: 某报|引述|消息人士: whom a medium quotes speaks.
_CITES = re.compile(f"[报社网台媒刊体{TITLE}][^，。]{{0,6}}?(?:援引|引述|引用|转引)(?=[^，。]{{2}})")
#: The pronoun that stands before what somebody has without 的.
_ITS = "其"
_RELATIVE = re.compile(
    "前?(?:[妻夫父母子女兄弟姐妹]|同事|同学|搭档|室友|邻居|好友|朋友|徒弟|弟子|学生|下属|上司|教练|经纪人|办公室|团队|竞选团队|竞选办公室|发言人|律师团队?)"
)
#: “王警官”|在电话里表示: by what somebody is called who may be somebody else.
_CALLED = re.compile(f"{OPEN}{FILL}{{2,8}}{CLOSE}")
#: 散会后|他, 四十九岁的|他, 这件事让|她感慨, 评论来自|一名用户, 台下|有人: what stands before who speaks.
_LATE = re.compile(
    "[^，。他她]{1,12}(?:[后前时中里上间天日晚夜早晨让令使的])(?=[他她]们?$)|轮到(?=[他她]们?$)|[^，]{2,12}来自(?=[一两][名位个])|(?:底下|台下|人群中|现场)(?=有人)"
)
#: What tells where and to whom somebody speaks begins with one of these.
_WHERE = ("在", "对", "向", "给", "跟")
#: A character by itself is a particle: 经, 非.
_SHORTEST_SOURCE = 2
#: What goes on behind a document that was told of before: 信中|还称.
_FURTHER = ("还", "也", "又", "并")
#: 报道|中提到: the document speaks.
_IN_DOCUMENT = re.compile("(?:报[道导告]|文章|评论|社论|声明|通报|公告|公报|通知|论文|博文|信|帖文?)(?=[中里]$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChinesePhrases:
    """Reads noun phrases of one masked Chinese text; ``people`` matches the people it names, ``known`` are others.

    ``families`` are the family names of people, ``terms`` where marks open that hold a term.
    """

    masked: str
    rules: Rules
    edges: PhraseEdges
    people: re.Pattern[str]
    known: tuple[str, ...]
    families: frozenset[str]
    terms: frozenset[int]

    def noun_phrase(self, start: int, end: int) -> Span | None:
        """Return the source in a stretch that ends where the source does, or ``None`` when there is none."""
        rules = self.rules
        start = max((cites.end() for cites in _CITES.finditer(self.masked, start, end)), default=start)
        span = trimmed(self.masked, Span(self.edges.without_leads(start, end), end))
        if (called := _CALLED.match(self.masked, *span)) is not None and called.start() in self.terms:
            if called.end() == span.end or self.masked.startswith(_WHERE, called.end()):
                return Span(*called.span())
            if not self.masked.startswith("的", called.end()):
                span = trimmed(self.masked, Span(self.edges.without_leads(called.end(), end), end))
        if (late := _LATE.match(self.masked, *span)) is not None:
            span = Span(late.end(), span.end)
        found = rules.pronoun.match(self.masked, *span) if rules.pronoun is not None else None
        if (
            found is not None
            and not self.masked.startswith("的", found.end())
            and not self.masked.startswith("其中", span.start)
        ):
            owned = Span(found.end(), found.end() + without_adverbs(self.masked[found.end() : span.end]))
            if found.group() != _ITS:
                return Span(*found.span())
            # 其|辩护人, 其妻|林秀云: who belongs to somebody speaks, and not who has them.
            named = next(self.people.finditer(self.masked, *owned), None)
            if named is not None and self._relates(self.masked[owned.start : named.start()]):
                return Span(span.start, named.end())
            own = owned.of(self.masked)
            return Span(span.start, owned.end) if self._relates(own) else Span(*found.span())
        named = max(self.people.finditer(self.masked, *span), key=lambda found: found.start(), default=None)
        if named is not None and (related := _RELATED.match(self.masked, named.end(), span.end)):
            return Span(span.start, related.end())
        if named is not None and (aimed := _AIMED_AT.search(self.masked, span.start, named.start())) is not None:
            # 一些议员欢迎|某某: what somebody does to whom the text names.
            return self.noun_phrase(span.start, aimed.start())
        if named is not None and named.end() < span.end:
            title = rules.title_after.match(self.masked, named.end(), span.end)
            span = Span(span.start, title.end() if title else named.end())
        elif named is None and (
            found := rules.adverbial.search(self.masked, self.edges.head_start(*span) + 2, span.end)
        ):
            span = trimmed(self.masked, Span(span.start, found.start()))
        if named is None and span.of(self.masked) not in self.known:
            span = Span(span.start, span.start + without_adverbs(span.of(self.masked)))
            span = Span(span.start, span.start + before_act(span.of(self.masked), self.families))
        goes_on = False
        if (document := _IN_DOCUMENT.search(self.masked, *span)) is not None:
            # 信中|还称: a letter that was told of before.
            goes_on = self.masked.startswith(_FURTHER, span.end)
            span = Span(span.start, document.end())
        if named is not None and span.end - span.start > _LONGEST_SOURCE:
            # What a bracket holds makes a title long: 某某中心（Centre for …）研究员李明.
            bracket = self.masked.rfind(BRACKET, span.start, named.start())
            span = Span(bracket + 1, span.end) if bracket >= 0 else span
        phrase = span.of(self.masked)
        if (
            not (WORD.search(phrase) or TITLE in phrase)
            or (len(phrase) < _SHORTEST_SOURCE and phrase not in self.families and not goes_on)
            or (named is None and rules.lead.fullmatch(phrase))
            or (phrase.endswith(tuple(rules.dangling)) and last_word(phrase) in rules.dangling)
            or (named is None and _PLACE.search(phrase))
            or len(phrase.replace(BRACKET, "")) > _LONGEST_SOURCE
        ):
            return None
        known = named is not None or self._ends_in_body(span) or any(name.startswith(phrase) for name in self.known)
        return span if known or is_nominal(phrase) or self._follows_speech(span) else None

    def _relates(self, words: str) -> bool:
        """Whether words behind 其 say who somebody is to another: 妻, 辩护律师."""
        return _RELATIVE.fullmatch(words) is not None or is_person(words)

    def _ends_in_body(self, span: Span) -> bool:
        """Whether the noun is a body that the text names, whatever is attached to it: 被列入名单的|代理商某某科技."""
        head = Span(self.edges.head_start(*span), span.end).of(self.masked).removeprefix("的")
        return head in self.known or (head.endswith(self.known) and is_nominal(head))

    def _follows_speech(self, span: Span) -> bool:
        """Whether a short stretch stands right after whole speech in marks, and so is who said it: “…。”厉知行说."""
        before = self.masked[max(0, span.start - 2) : span.start]
        short = span.end - span.start <= LONGEST_TERM and not span.of(self.masked).startswith(("在", "对", "从", "当"))
        return short and before.endswith(CLOSE) and before[0] in STOPS
