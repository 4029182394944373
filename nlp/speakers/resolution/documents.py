"""Documents taken up: who issued one (报道指出 after 据某社报道), and where an English text introduces one."""

import re

from domain.spans import Span
from nlp.han import simplify
from nlp.speakers.cast import Cast, Entity
from nlp.speakers.resolution.wording import as_name

_REACH = 900
_TIME = (
    r"(?:当地时间|(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日|日前|近日|今[天日年]|昨[天日]|当[天日]|"
    r"本周|上周|周[一二三四五六日]|去年|最新|网站|[在于](?=[\d当近日昨今本上])|\s)*"
)
_WHO = r"(?P<who>[^，。：；！？、\s“”「」]{2,24}?)"
_REPORTED = re.compile(
    rf"(?:^|(?<=[，。；\s]))(?:另|又|但|而|不过)?[据在]?{_WHO}{_TIME}(?:援引[^，。]{{2,30}}?)?(?:发表)?报[道导](?=[，称说指]|援引)"
)
_ISSUED = re.compile(
    rf"(?:^|(?<=[，。；\s]))(?:另|又|但|而|不过)?[据在]?{_WHO}{_TIME}(?:联合)?(?:发布|公布|发表|发出|推出|出台|签署|撰写)(?:了|的)?"
    r"[^，。\n]{0,30}?(?P<kind>报告|声明|公告|通报|公报|宣言|通知|白皮书|蓝皮书|研报|论文|研究|调查|倡议|文件)(?!报告|论文)"
)
#: 某报网站十月一日发表题为《…》的报道。报道称
_PRINTED = re.compile(
    rf"(?:^|(?<=[，。；\s]))(?:另|又|但|而|不过)?{_WHO}{_TIME}(?:发表|刊登|刊发|刊出|刊载|登载|发布)(?:了)?(?:一篇|文章|署名|长篇|题为|题目为|标题为)*"
    r"《[^《》\n]{1,60}》的[^，。\n]{0,8}?(?:报[道导]|文章|评论|社论|署名文章)"
)
_REPORTS = ("报道", "报导", "文章", "评论", "社论")
_NOBODY = re.compile("^(?:他|她|它|其|这|此|有|并|还|也|同时|随后|已|将|的|了)|有关|相关$")
#: Nouns of one thing: a study is a paper is a report.
STUDIES = ("study", "paper", "report", "survey", "analysis")
_BY = (
    r"(?:\s+(?:by|from)\s+(?:(?!finds?|found|says?|said|shows?|warns?|published|released|which|that|has|"
    r"is|was)[\w’'-]+\s?){1,6}(?<!\s))?"
)


def issuer_of(text: str, noun: str, at: int) -> Span | None:
    """Return who issued, last before ``at``, what ``noun`` (Simplified) calls a document, if told."""
    folded = simplify(text)
    start = max(0, at - _REACH)
    reports = noun.endswith(_REPORTS)
    pattern = _REPORTED if reports else _ISSUED
    found = [
        match
        for match in (*pattern.finditer(folded, start, at), *(_PRINTED.finditer(folded, start, at) if reports else ()))
        if not _NOBODY.search(match["who"]) and (reports or noun.endswith(match["kind"]))
    ]
    last = max(found, key=lambda match: match.start(), default=None)
    return Span(*last.span("who")) if last is not None else None


def introduced(text: str, cast: Cast, noun: str, at: int) -> Entity | None:
    """Return the document that the text introduces with an article before ``at``, a source itself or not."""
    nouns = "|".join(STUDIES) if noun in STUDIES else noun
    for entity in cast.entities.values():
        if re.search(rf"^(?:an?|one|another)\b.*\b(?:{nouns})\b", entity.name, re.I) and entity.places[0] < at:
            return entity
    found = re.search(rf"\b[Aa]n?\s+(?:[\w’'-]+\s+){{0,4}}?(?:{nouns})\b{_BY}", text[:at])
    if found is None:
        return None
    return cast.add(as_name(found.group()), person=False, places=[found.start()], described=True)
