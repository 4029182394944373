"""The firms and other bodies of a Chinese text, told by how their names end and where they stand."""

import re
from bisect import bisect_right
from functools import lru_cache

from domain.spans import Span
from nlp.han import HAN, segmenter, simplify
from nlp.speakers.sides import country_of
from nlp.speakers.vocabulary import vocabulary_for

#: What a name stands behind: the start of a clause, or a verb that takes a firm.
_BEFORE = (
    "(?:^|(?<=[，。；：！？、\\n\\s“”「」『』（）《》【】])|(?<=收购|起诉|携手|入股|加盟|加入|创办|创立)|"
    "(?<=创办的|创立的|旗下的|投资的))(?!的)"
)
#: What says what the body behind it is: 设备商某某半导体, 由深圳公司某某智能开发.
_CLASS = "(?:[造发应营销理备片售成务计]商|[造备圆晶]厂|代工厂|封测厂|大厂|公司|企业|机构|巨头|新创|龙头|团体|智库|券商)"
#: Behind one of these a name may begin too, if no word of the dictionary does.
_LINK = "(?<=[的由与和及向据在对])"
_TAKES = re.compile("(?:收购|起诉|携手|入股|加盟|加入|(?:创办|创立|旗下|投资)的?)$")
#: Words that end like names and are none, and what no name begins with.
_NO_NAME = re.compile(
    "(?:人工智能|大?数据|互联网|机器人|半导体|新能源|高科技|公司|企业|集团|机构|[前原副任])$|^(?:前|原|现任|这|该|那|其|本|我|你|他|她|一|两|三|几|多|各|某|每|另|不|没|有|在|从|对|向|把|被|由|以|据|和|与|为|让|新|老|大|小)"
)
#: What is in no name, and what a plain noun begins with: 全国智能|算力会议, 人形机器人.
_NEVER_NAME = re.compile("[都说称也还了的是被把]|^(?:全国|国家|国际|全球|世界|工业|人形|地方)")
_FEWEST = 2
_SHORTEST = 3
#: What tells no body's name: 这家公司, 一个委员会.
_UNTOLD = re.compile(
    "^[这该那本其此某]|^[一二终原]审|^[上下]级|^当地|^一[家个所名]|(?:干|内|全|外|[东西南北中]|俱乐|局|一)部$|(?:机|社|国|大|开|协|都|不|将)会$"
)
#: What courts are called by, and the first half of the name of some: 海事及|商业法院.
_COURT = re.compile(f"[{HAN}]{{1,14}}?(?:法院|法庭)(?!长)")
_JOINED = re.compile(f"(?<![{HAN}])[{HAN}]{{2,6}}及$")
_LONGEST_JOINED = 7
#: Who owns these is a body, whatever its name ends in: 某某芯科董事长.
_OWNED = (
    f"{_BEFORE}(?P<name>[{HAN}A-Za-z]{{3,8}}?)"
    "(?=(?:联合|共同)?(?:创始人|创办人|董事长|总裁|首席|总经理|执行长|CEO|社长))"
)
#: Whatever stands before 方面 and is no word is a body: 某某多|方面表示.
_ASIDE = (
    f"{_BEFORE}(?P<name>[{HAN}A-Za-z]{{2,5}}?)(?=方面(?:[则也还]|相关)?(?:表示|称|说|回应|告诉|透露|介绍|人士|负责人))"
)
#: A body's name in marks, told by what it is: 新创「某某」; how a text calls it for short: （以下简称“某某”）.
_MARKED = re.compile(
    "(?:公司|企业|新创|初创|厂商|大厂|机构|协会|智库|出版社|基金|团队|银行|环团|创投|券商|创办|创立|成立|简称|下称)了?[“「『]"
    f"(?P<name>[{HAN}A-Za-z0-9]{{2,8}})[”」』]"
)
#: What shows a name also where it comes once: a time, a verb, an adverb.
_FOLLOWS = re.compile(
    r"今[天日年]|昨|近日|日前|周[一二三四五六日]|\d|宣布|发布|表示|正在?|已|将|拟|回应|否认|推出|披露|公布|（|起诉|状告|收购|入股|指控|携手"
)


@lru_cache(maxsize=8)
def bodies_in(text: str) -> frozenset[str]:
    """Return the names of bodies that begin a clause or stand behind a verb that takes a firm, as they are written."""
    folded = simplify(text)
    endings = "|".join(sorted(vocabulary_for("zh").body_endings, key=len, reverse=True))
    pattern = re.compile(f"{_BEFORE}(?P<name>[{HAN}A-Za-z]{{2,6}}?(?:{endings}))(?!{endings})", re.MULTILINE)
    named = {match["name"]: match.span("name") for match in pattern.finditer(folded)}
    owning = {match["name"]: match.span("name") for match in re.finditer(_OWNED, folded, re.MULTILINE)}
    spans = {match["name"]: match.span("name") for match in _MARKED.finditer(folded) if _names(match["name"])}
    classed = f"{_CLASS}(?P<name>[{HAN}A-Za-z]{{2,6}}?(?:{endings})|[{HAN}]{{2,8}}(?=（[A-Za-z]))(?!{endings})"
    spans |= {match["name"]: match.span("name") for match in re.finditer(classed, folded) if _is_name(match["name"])}
    linked = f"{_LINK}(?P<name>(?P<stem>[{HAN}]{{2,3}}?)(?:{endings}))(?!{endings})"
    spans |= {match["name"]: match.span("name") for match in re.finditer(linked, folded) if _is_linked(folded, match)}
    spans |= {
        name: (start, end)
        for name, (start, end) in named.items()
        if (folded.count(name) >= _FEWEST or _FOLLOWS.match(folded, end) or _TAKES.search(folded[:start]))
        and _is_name(name)
    }
    beside = {match["name"]: match.span("name") for match in re.finditer(_ASIDE, folded, re.MULTILINE)}
    spans |= {name: span for name, span in beside.items() if folded.count(name) >= _FEWEST and _is_name(name)}
    spans |= {name: span for name, span in owning.items() if folded.count(name) >= _FEWEST and _is_name(name)}
    return frozenset(text[start:end] for name, (start, end) in spans.items() if country_of(name) is None)


@lru_cache(maxsize=256)
def body_called(text: str, noun: str, at: int) -> str | None:
    """Return the name, last before ``at``, of a body that ``noun`` (Simplified) calls for short: 该研究所, 议员's 议会.

    ``noun`` may be several, parted by ``|``.
    """
    folded = simplify(text)
    pattern = re.compile(f"[{HAN}A-Za-z]{{1,14}}(?:{noun})(?![{HAN}]?(?:长|员))")
    for match in reversed(list(pattern.finditer(folded, 0, at))):
        start = match.start() + _start_of_name(match.group())
        name = folded[start : match.end()]
        if len(name) >= _SHORTEST and not _UNTOLD.search(name):
            return text[start : match.end()]
    return None


def court_called(text: str, at: int) -> str | None:
    """Return the court that 法院 and 判决书 take up, with what 及 joins to its name: last before ``at``, or alone."""
    before = bisect_right(_courts(text), at, key=lambda court: court.end)
    if before:
        return _courts(text)[before - 1].of(text)
    # A headline calls the court that its text names further down.
    named = {court.of(text) for court in _courts(text)}
    return named.pop() if len(named) == 1 else None


@lru_cache(maxsize=8)
def _courts(text: str) -> tuple[Span, ...]:
    """Return where a text names a court, in order."""
    folded = simplify(text)
    found = []
    for match in _COURT.finditer(folded):
        start = match.start() + _start_of_name(match.group())
        if match.end() - start >= _SHORTEST and not _UNTOLD.search(folded[start : match.end()]):
            joined = _JOINED.search(folded, max(0, start - _LONGEST_JOINED), start)
            found.append(Span(joined.start() if joined else start, match.end()))
    return tuple(found)


def _start_of_name(words: str) -> int:
    """Return where a body's name begins in words that end with it: behind a particle, a verb, a time, a class noun."""
    start, place = 0, 0
    for word, tag in segmenter().tag(words):
        place += len(word)
        if place < len(words) and (tag.startswith(("p", "c", "u", "r", "d", "t", "m", "q", "v")) and tag != "vn"):
            start = place
    classed = re.match(f".*{_CLASS}(?=.{{3}})", words[start:])
    return start + (classed.end() if classed else 0)


def _names(words: str) -> bool:
    """Whether words in marks may name a body: they begin with no time, adverb or the like."""
    plain = vocabulary_for("zh").organisation_nouns | vocabulary_for("zh").thing_pronouns
    return words not in plain and not segmenter().tag(words)[0][1].startswith(("p", "c", "u", "r", "d", "t", "a"))


def _is_linked(folded: str, match: re.Match[str]) -> bool:
    """Whether no two characters of what a body's name begins with are a word, and none with the link: 对|话某某."""
    if _NO_NAME.search(match["stem"]) or _NEVER_NAME.search(match["stem"]):
        return False
    cut = segmenter().cut
    lead = folded[match.start() - 1 : match.start() + 1]
    return all(len(word) == 1 for word in cut(match["stem"], hmm=False)) and len(cut(lead, hmm=False)) > 1


def _is_name(name: str) -> bool:
    """Whether a stretch is no word of the dictionary and begins with no verb phrase or particle."""
    if _NEVER_NAME.search(name):
        return False
    if _NO_NAME.search(name) and not (len(name) > 4 and name.endswith(("数据", "机器人", "半导体", "新能源"))):
        return False
    words = segmenter().tag(name)
    return len(words) > 1 and not words[0][1].startswith(("p", "c", "u", "r", "m", "d"))
