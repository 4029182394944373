"""Chinese titles: what stands before a name, or for one, taken apart into role and affiliation."""

import re

from nlp.han import segmenter, simplify
from nlp.speakers.sides import country_of, is_body
from nlp.speakers.vocabulary import Vocabulary

BRACKETED = re.compile(r"[(（][^)）]*[)）]")
#: What is no part of a body's name before a role: joining words, "a", "former", ranks.
_LEAD_WORDS = re.compile(
    "^(?:不过|但是?|而|另外|此外|其中|同时|对此|据|代理(?!主席)|来自|作为|身为|担任|现任|时任|曾任|和|与|有|一[名位个家]|[两三四五几多]位|这[位名]|那[位名]|该[名位]|某|现为|另一[名位]|其)+"
)
TRAIL_WORDS = re.compile(
    "(?:的)?(?:一[名位]|另一[名位]|[两三四五几多][名位]|首位|前任?|原|时任|现任|新任|相关|有关|主要|资深|知名|著名|年轻|高级|退休|驻村)+$"
)
_NO_BODY = re.compile(
    "前$|^(?:前|[他她它其我你]|不愿|匿名|自称|当地|本地|内地|海外|国内|[三四五六七八]十|被告|原告|现|同(?!校)|驻|论文|报告|项目|课题)|^[一二三四五六七八九十]+岁|不具名|不透露|透露姓名|了解内情|知情"
)
#: 暖川|一名前员工: whose somebody without a name is.
_SOMEBODY_OF = re.compile("(?P<of>.{2,}?)(?:另?一|两|三|几|多|数)[名位]")
#: 在某某诊所工作的, 为某某工作了31年的
_WORKS_AT = re.compile(
    "(?:[在为](?P<at>[^，。的]{2,16}?)(?:工作|任职|任教|就职|供职|上班|服务|效力|担任)|"
    "(?:来自|供职于|就职于|任职于|任教于)(?P<from>[^，。的]{2,16}))"
)
_LONGEST_CLASSED = 10
#: 前商务部官员
_FORMER = re.compile("^[前原](?![沿台端线海油子])|(?<=国)前$")
#: What is told of somebody, and no body: 研究老年心理, 接近某某智能, 二十年.
_TOLD = re.compile(
    "^(?:在|研究|熟悉|接近|了解|长期|关注|从事|负责|参与|自称|分管|最近|今年|出席|受访|[一二三四五六七八九十\\d]+[年岁个])"
)
#: Tags (jieba's) of plain words, that name no body: 交通|处长, 半导体|分析师.
_PLAIN_TAGS = frozenset(["n", "vn", "v", "b", "a", "ad", "an", "f", "d", "l", "i", "j", "s", "t"])
#: What offices, schools and the like end in, beside the nouns for bodies.
_OFFICES_END = re.compile(
    "(?:学校|中学|小学|幼儿园|机关|当局|论坛|诊所|院校|高校|券商|海关|政府)$|.(?:[^之]所|院|[^机国大社]会|[^在到]处|科|系|队|馆|厂|[市县镇村乡])$"
)


def clean_affiliation(words: str, vocabulary: Vocabulary) -> str | None:
    """Return the body in what stands before a role, without "a", "former" and what else describes the person.

    Words of the trade right before the role belong to it: 某某科技|财务|总监. Of several descriptions parted by 、 the
    last that names a body counts.
    """
    plain = BRACKETED.sub("", words)
    for piece in reversed(re.split("[、，]|和(?=[^和]*$)", plain)):
        if body := _body_in(piece, vocabulary):
            return body
    return None


def _body_in(words: str, vocabulary: Vocabulary) -> str | None:
    plain = _LEAD_WORDS.sub("", words.strip("的、，, "))
    plain = TRAIL_WORDS.sub("", plain).strip("的、 ")
    if somebody := _SOMEBODY_OF.match(plain):
        of, rest = somebody["of"].strip("的、 "), _without_trade(plain[somebody.end() :], vocabulary)
        plain = rest if is_body_like(rest, vocabulary) and not is_body_like(of, vocabulary) else of
    plain = _FORMER.sub("", plain)
    if "的" in plain:
        head, _, tail = plain.rpartition("的")
        head = _LEAD_WORDS.sub("", head.rpartition("的")[2])
        at = _WORKS_AT.search(head)
        named = (at["at"] or at["from"]) if at else head
        acts = segmenter().tag(simplify(named))[0][1] == "v" if named else True
        told = acts and is_body_like(tail, vocabulary)
        plain = named if at or (is_body_like(named, vocabulary) and not told) else tail
    elif at := _WORKS_AT.search(plain):
        plain = at["at"] or at["from"]
    plain = _LEAD_WORDS.sub("", plain)
    plain = _classed(plain, vocabulary) or _without_trade(plain, vocabulary)
    folded = simplify(plain)
    if len(plain) < 2 or vocabulary.role.fullmatch(folded) or _NO_BODY.search(folded) or _TOLD.search(folded):
        return None
    return plain


def _classed(words: str, vocabulary: Vocabulary) -> str | None:
    """Return the name behind what says what a body is: 咨询公司|北岸研究."""
    folded = simplify(words)
    for noun in vocabulary.class_nouns:
        place = folded.find(noun)
        if place > 0 and 3 <= len(folded) - place - len(noun) <= _LONGEST_CLASSED:
            return words[place + len(noun) :]
    return None


def is_body_like(words: str, vocabulary: Vocabulary) -> bool:
    """Whether words end as names of bodies do; what is a trade as well (科技, 半导体) needs a name before it."""
    folded = simplify(words)
    if is_body(words) or _OFFICES_END.search(folded):
        return True
    endings = (e for e in (*vocabulary.organisation_nouns, *vocabulary.body_endings) if folded.endswith(e))
    ending = max(endings, key=len, default="")
    stem = folded[: len(folded) - len(ending)]
    if ending not in vocabulary.trades:
        return bool(ending)
    return bool(stem) and not (country_of(stem) and not is_body(stem)) and stem not in vocabulary.trades


def _without_trade(words: str, vocabulary: Vocabulary) -> str:
    """Return what is left of ``words`` when the plain words at its end are taken off, up to what names a body."""
    if words[:1] in ("该", "同", "本", "該"):
        return words
    tagged = segmenter().tag(simplify(words))
    end = len(words)
    for word, tag in reversed(tagged):
        known = len(word) > 1 and tag in _PLAIN_TAGS and len(segmenter().cut(word, hmm=False)) == 1
        if not known or is_body_like(words[:end], vocabulary) or is_body(word):
            break
        end -= len(word)
    return words[:end]


def role_start(folded: str, start: int, vocabulary: Vocabulary) -> int:
    """Return where a row of roles begins that ends with the one at ``start``: "创始人兼首席执行官"."""
    for role in vocabulary.role.finditer(folded, 0, start):
        between = folded[role.end() : start]
        if between in ("兼", "、", "和", "及", "暨", "兼任", "") or (
            len(between) <= 8 and between.startswith(("兼", "、")) and not is_body_like(between[1:], vocabulary)
        ):
            return role_start(folded, role.start(), vocabulary)
    return start
