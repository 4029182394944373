"""Documents as Chinese mentions: who issued one, or which it is where nobody is told to have."""

import re
from dataclasses import dataclass

from nlp.han import simplify
from nlp.speakers.people.dictionary import is_common_word
from nlp.speakers.vocabulary import Vocabulary

_DOCUMENTS = (
    "(?:报告|研报|声明|公告|通告|通报|公报|文章|评论|社论|报道|论文|研究|调查|蓝皮书|白皮书|新闻稿|公开信|博文|帖子|"
    "倡议书?|意见书|通知|备忘录|招股书|招股文件|财报|年报|证词)"
)
TIME = (
    "(?:(?:当地时间)?(?:\\d{4}年)?(?:\\d{1,2}月)?\\d{1,2}日[凌早上中下晚]?[晨午间]?|上周[一二三四五六日]?|本周|上月|本月|"
    "上个月|昨[天日晚午]|今[天日早晨晚]|近日|日前|当[天日晚]|去年|今年|前年|(?:周|星期)[一二三四五六日天]|随后|其后|此前|同期)"
)
#: 某某集团9月25日的公告, 某部门去年发布的一份蓝皮书, 县府随后发布新闻稿: who, and what was issued.
_ISSUED = re.compile(
    f"(?P<who>[^，《]{{2,20}}?)(?:{TIME}*(?:[于在]{TIME})?(?:联合|最新)?"
    "(?:发布|发表|公布|发出|出具|推出|撰写|刊发|刊登|刊出|配发|发了|作出|做出|提交)[了的]?|"
    f"{TIME}+的?|的)(?:一[份篇封则项])?(?P<what>(?:最新|[^，的《》]{{0,8}}){_DOCUMENTS}(?:《[^《》]*》)?)$"
)
_ENTITLED = re.compile(f"^[这该那此一][份篇项则封].*《(?P<title>[^《》]+)》的[^，的]{{0,6}}{_DOCUMENTS}$")
_ISSUES = re.compile("发布|发表|公布|发出|出具|推出|撰写|刊|配发|发了|[作做]出|提交")


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A document: the words for who issued it, or what it is called."""

    issuer: str | None = None
    title: str | None = None


def read_issued(plain: str, folded: str, vocabulary: Vocabulary) -> Issued | None:
    """Return who issued what a mention calls a document, else the document without a clause before it."""
    if entitled := _ENTITLED.match(folded):
        return Issued(title=plain[slice(*entitled.span("title"))])
    issued = _ISSUED.fullmatch(folded)
    if issued is None:
        return None
    who = plain[: len(issued["who"])]
    verb = _ISSUES.search(folded[len(who) : issued.start("what")]) is not None
    bodies = (*vocabulary.organisation_nouns, *vocabulary.body_endings, "部门", "当局")
    body = issued["who"] in vocabulary.thing_pronouns or issued["who"].endswith(bodies)
    if body or vocabulary.media.search(issued["who"]) or (verb and not is_common_word(issued["who"])):
        return Issued(issuer=who)
    what = plain[issued.start("what") :]
    bare = simplify(what) in vocabulary.document_nouns
    return Issued(title=what) if verb and not bare else None
