"""Whether a Chinese stretch can be one who speaks: a noun phrase, told by the tags of its first and last word."""

import re
from functools import lru_cache

from nlp.han import HAN, segmenter
from nlp.quotes.mask import CLOSE, OPEN, TITLE

#: Tags (jieba's) of words that no noun phrase begins with: verbs, adverbs, prepositions, conjunctions, particles.
_NOT_FIRST = ("v", "d", "p", "c", "u", "y", "e", "f", "k")
_NOT_LAST = ("v", "d", "p", "c", "u", "y", "e", "a", "m", "q", "t", "z")
#: Verbal nouns and the like, whose tags begin like those above.
_NOMINAL = ("vn", "an", "ad", "eng", "dn")
#: What offices, firms and people are called by: the tagger takes parts of their names for verbs.
_BODIES = tuple("会局部院所厅署社报网台党府校组团队处司委办馆庭者员长家人士师将民生博号方媒商企信们")
#: Nouns for people that the tagger takes for verbs and the like.
_PERSONS = (
    "邻居",
    "教练",
    "翻译",
    "领队",
    "导演",
    "编导",
    "编剧",
    "少年",
    "保洁",
    "领导",
    "主编",
    "裁判",
    "保镖",
    "主播",
)
#: Nouns for people end in these as well, which verbs do too: 不愿具名的银行主管.
_PEOPLE = (
    *_BODIES,
    *_PERSONS,
    *"管监理主友客户手板裁席记辈层众授将亲属夫妇童男女孩爷奶爸妈姐妹哥弟叔伯姨姑舅",
)
#: Verbs end like some of these as well: 上报, 体会.
_VERBS = tuple("会报商信处办组")
_SEVERAL = ("多", "不少", "许多", "数", "近", "约", "至少", "几", "也有", "有")
#: No noun phrase begins with one of these: 用这样的数字|宣布.
_NEVER_FIRST = tuple("用以凭靠把让使令据")


#: What speaks for whoever wrote it, and is a verb to the tagger: 报道|认为.
_DOCUMENTS = ("报道", "报导", "通报", "声明", "公告", "评论", "报告", "研究", "调查", "通知", "判决", "裁定")
#: What documents and firms are called by, whatever the name begins with: 初步招股文件, 某某投顾.
_TAILS = (
    "文件",
    "公告",
    "报告",
    "声明",
    "白皮书",
    "蓝皮书",
    "招股书",
    "说明书",
    "社论",
    "投顾",
    "投信",
    "智库",
    "纪要",
    "备忘录",
    "判决书",
    "裁定书",
    "起诉书",
    "意见书",
    "团体",
    "媒体",
    "资本",
    "证券",
    "基金",
    "大学",
    "电子",
    "科技",
    "智能",
    "半导体",
    "软件",
    "网络",
    "汽车",
    "能源",
    "股份",
    "控股",
    "传媒",
    "通信",
    "物流",
    "航空",
    "光电",
    "制药",
    "医疗",
    "动力",
)
#: A role and a name that the tagger does not know: 执业的律师|司某某.
_NAMED = re.compile(
    "(?:教授|研究员|分析师|策略师|工程师|律师|医生|医师|主任|经理|总监|总裁|董事长|创始人|创办人|记者|院士|专家|学者|议员|部长|局长|科长|"
    "校长|院长|所长|会长|主席|秘书长|顾问|博士|老师|居民|村民|员工|司机|店主|老板|家长|学生|主管)"
    f"(?:[{HAN}]{{2,3}}|[{HAN}]+[·‧・．][{HAN}·‧・．]+)$"
)
#: How and where somebody speaks, which the tagger takes for nouns: 冷笑一声, 开口就说, 屋里传出.
_MANNERS = frozenset(
    [
        "冷笑",
        "苦笑",
        "微笑",
        "大笑",
        "小声",
        "低声",
        "大声",
        "高声",
        "轻声",
        "当场",
        "当众",
        "开口",
        "上台",
        "登台",
        "起身",
        "转身",
        "回头",
        "屋里",
        "屋外",
        "门外",
        "台上",
        "台下",
        "电话",
    ]
)
#: What somebody does who then speaks: 一名记者|站起来问, 姐姐|在旁边拉他的衣角，说.
_ACTS = re.compile(
    "站起|坐[下直在]|走[到过上进出]|拉[着住过]|在[^，的]{0,4}(?:旁|边|身后)|(?P<verb>[笑摇点叹挠拍抬看顿想停愣哼摆])[了着](?:(?P=verb)|口|一|头|手)|用[^，]{1,6}语|"
    "插[话嘴]|接过|抢过|举起|放下|抬起|压低|提高|贴文|贴出|发帖|发文|起身|转身|回头|点头|摇头|苦笑|冷笑|比[^，的]{1,4}年[轻长]"
)
_IN_MARKS = re.compile(f"{OPEN}[^{OPEN}]*{CLOSE}$")
#: Circles that speak, which the tagger takes for places.
_CIRCLES = ("业内", "圈内", "坊间", "国内", "海外", "境外", "县里", "市里", "省里", "村里", "厂里", "院里", "校内")
#: How unnamed people are described: 一名不具名官员.
_ANONYMOUS = frozenset(["相关", "有关", "知情", "不", "不愿", "不愿意", "具名", "不具名", "匿名", "要求", "透露"])


def without_adverbs(phrase: str) -> int:
    """Return how long ``phrase`` is without the adverbs and times that it ends with: 智谱科技|突然."""
    end = len(phrase)
    for word, tag in reversed(segmenter().tag(phrase)):
        if tag not in ("d", "ad", "t", "zg", "z", "c") and word.strip():
            break
        end -= len(word)
    return end


def before_verb(phrase: str) -> int:
    """Return how much of ``phrase`` stands before its verb: 卓越科技|否认了; all where a 的 follows the verb."""
    place = 0
    tagged = list(segmenter().tag(phrase))
    for index, (word, tag) in enumerate(tagged):
        done = len(word) > 1 or (place > 1 and index + 1 < len(tagged) and tagged[index + 1][0] in ("了", "着", "过"))
        # 发了 is one word to the tagger, and a particle.
        acts = tag in ("v", "d", "p", "i") or (tag == "ul" and len(word) > 1)
        if place and acts and done and word not in _ANONYMOUS and "的" not in phrase[place:]:
            return place
        place += len(word)
    return len(phrase)


def before_manner(phrase: str) -> int:
    """Return how much of ``phrase`` stands before how somebody acts: 老板娘|麻利地, 老人|小心翼翼地."""
    if not phrase.endswith("地"):
        return len(phrase)
    word = last_word(phrase[:-1])
    return len(phrase) - 1 - max(len(word), 2)


def begins_noun(stretch: str) -> bool:
    """Whether the first word of ``stretch`` is a noun or a time of more than one character: 法国, 明年."""
    word, tag = next(iter(segmenter().tag(stretch)), ("", ""))
    return len(word) > 1 and tag.startswith(("n", "t"))


def is_person(phrase: str) -> bool:
    """Whether ``phrase`` is a noun for somebody: 辩护人, 代理律师."""
    return phrase.endswith(_PEOPLE) and is_nominal(phrase)


def before_act(phrase: str, families: frozenset[str]) -> int:
    """Return how much of ``phrase`` names somebody, where what that one does follows: 一名记者|站起来; else all.

    ``families`` are family names that may stand alone: 冯|笑了笑.
    """
    acts = _ACTS.search(phrase, 1)
    who = phrase[: acts.start()] if acts is not None else ""
    return len(who) if who in families or (who and is_person(who)) else len(phrase)


@lru_cache(maxsize=4096)
def is_nominal(phrase: str) -> bool:
    """Whether ``phrase`` (Simplified) begins and ends as a noun phrase does."""
    if phrase in _MANNERS:
        return False
    if phrase.endswith(CLOSE) and (named := _IN_MARKS.search(phrase)) is not None and named.start() > 0:
        # 团体“某某”: what it is called by tells nothing.
        phrase = phrase[: named.start()].removesuffix("的")
    tagged = [(word, tag) for word, tag in segmenter().tag(phrase) if word.strip()]
    if not tagged:
        return False
    (_, first), (_, last) = tagged[0], tagged[-1]
    if phrase.endswith(TITLE) or phrase in (*_DOCUMENTS, *_CIRCLES):
        return True
    if phrase.endswith(_PERSONS) and not first.startswith(("p", "d", "c")):
        return True
    if phrase.endswith("方面") and len(phrase) > len("方面") and not first.startswith("p"):
        # What firms are called is no word that the tagger knows, and whatever stands before 方面 speaks.
        return True
    if len(tagged) == 1 and last == "v" and phrase.endswith(_VERBS):
        return False
    if phrase.startswith(_NEVER_FIRST) and len(tagged[0][0]) == 1:
        return False
    if phrase.endswith(_BODIES) and (not first.startswith(("p", "d", "c")) or phrase.startswith(_SEVERAL)):
        return True
    if phrase.endswith(_TAILS) and (not first.startswith("p")):
        return True
    if first == "ad" and len(tagged) > 1 and tagged[1][1].startswith("v") and tagged[1][1] != "vn":
        return False
    if (not first.startswith(("p", "c")) or phrase.startswith("在")) and _NAMED.search(phrase):
        return True
    begins = first in _NOMINAL or not first.startswith(_NOT_FIRST) or phrase.startswith("与会")
    # A clause attached by 的 may well begin with a verb: 负责算力枢纽的樊沐声.
    attached = any(word == "的" for word, _ in tagged[1:-1])
    someone = phrase.endswith(_PEOPLE) or last.startswith("nr")
    return (begins or (attached and someone)) and (last in _NOMINAL or not last.startswith(_NOT_LAST))


def last_word(phrase: str) -> str:
    """Return the last word of ``phrase``: 华为 is no verb phrase that ends in 为."""
    return next((word for word, _ in reversed(segmenter().tag(phrase)) if word.strip()), "")


def verb_at_end(phrase: str) -> int:
    """Return how long the verb of two characters is that ``phrase`` ends with; nought where it is none."""
    word, tag = next(((word, tag) for word, tag in reversed(segmenter().tag(phrase))), ("", ""))
    return len(word) if tag == "v" and len(word) == 2 else 0
