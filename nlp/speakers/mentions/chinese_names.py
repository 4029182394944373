"""Names in Chinese mentions: what looks like a person's, a body's, or a family name with its honorific."""

import re

from nlp.han import HAN, simplify
from nlp.speakers.han_titles import TRAIL_WORDS
from nlp.speakers.mentions.mention import Mention
from nlp.speakers.people.dictionary import begins_name, is_common_word
from nlp.speakers.vocabulary import Vocabulary

_FOREIGN_NAME = re.compile(
    f"(?:[{HAN}]{{1,5}}[-‐－–])?[{HAN}]{{1,6}}(?:[·•‧・．][{HAN}A-Z]{{1,8}})+(?:[-‐－–][{HAN}]{{1,6}})?"
)
LATIN_NAME = re.compile(r"[A-Z][A-Za-z.’'-]+(?:\s+[A-Z][A-Za-z.’'-]*)*$")
#: 半导体大厂「某某」: the name stands in marks at the end.
_MARKED_NAME = re.compile('[「『“‘《"](?P<name>[^「」『』“”‘’《》"]{2,16})[」』”’》"]$')
_APPOSED = re.compile("(?:方|商|公司|企业|机构|平台|单位|股东)、(?P<name>[^、的]{3,12})$")
_NO_NAME = re.compile(
    "[的在和与及等方内人员们]|业者|负责|高管|员工|创始|代表|发言|方面|联盟|协会|之|主|均|都|也|股东|团队|客户|用户|总|董"
)
_BODY_END = re.compile("(?:社|报|院|所|大学|集团|银行|局|科技|智能|协会|学会|中学|医院)$")
#: Relatives of somebody named right before.
_MALE_KIN = ("父亲", "爸爸", "爷爷", "外公", "姥爷", "丈夫", "儿子", "哥哥", "弟弟", "舅舅", "伯伯", "叔叔")
_FEMALE_KIN = ("母亲", "妈妈", "奶奶", "外婆", "姥姥", "妻子", "女儿", "姐姐", "妹妹", "姑姑", "阿姨")
#: More of them before a name: 其妻|林秀云, 女婿|林远.
_MALE_BEFORE = (*_MALE_KIN, "女婿", "孙子", "祖父", "公公", "其父", "其夫", "其子", "其兄", "其弟")
_FEMALE_BEFORE = (*_FEMALE_KIN, "媳妇", "儿媳", "孙女", "祖母", "婆婆", "其母", "其妻", "其女", "其姐", "其妹")
_FAMILIES = ("家属", "家人", "家长", "父母")
KIN = re.compile(f"(?<=.)(?:{'|'.join((*_MALE_KIN, *_FEMALE_KIN, *_FAMILIES))})$")
#: 小林奶奶, where the text is about a child.
_FAMILIAR = re.compile(f"[小阿][{HAN}](?:{'|'.join((*_MALE_KIN, *_FEMALE_KIN, *_FAMILIES))})")
#: 一位干部|向笔者感叹
_TO_WHOM = re.compile("[向对与和同跟](?:笔者|记者|媒体|我们?|本[报台刊社]|大家|外界)")


def is_han_name(words: str, vocabulary: Vocabulary) -> bool:
    """Whether a Chinese string looks like a person's name: family name and one or two characters, or a foreign name."""
    folded = simplify(words)
    if _FOREIGN_NAME.fullmatch(words) or LATIN_NAME.fullmatch(words):
        return True
    if not 2 <= len(folded) <= 4 or not re.fullmatch(f"[{HAN}]+", folded):
        return False
    if folded[:2] in vocabulary.surnames:
        return len(folded) in (3, 4)
    return folded[0] in vocabulary.surnames and len(folded) in (2, 3)


def is_tail_name(tail: str, vocabulary: Vocabulary) -> bool:
    """Whether what follows a role is a name, of whatever origin: 惠特洛克, 央金卓玛, 阿Ken."""
    if simplify(tail).endswith(("单位", "部门", "机构", "人士", "署", "局", "厅", "院", "所", "处")) or _TO_WHOM.match(
        simplify(tail)
    ):
        return False
    if is_han_name(tail, vocabulary):
        return not re.fullmatch(f"[{HAN}]+", tail) or not is_common_word(simplify(tail))
    foreign = re.fullmatch(f"[{vocabulary.foreign_characters}]{{2,6}}", simplify(tail)) is not None
    coined = re.fullmatch(f"[{HAN}]{{3,4}}", tail) is not None and begins_name(simplify(tail))
    plain = foreign or coined or re.fullmatch(f"阿[A-Za-z{HAN}]{{1,8}}|[小老][{HAN}]{{1,2}}", tail) is not None
    return plain and not any(
        simplify(tail).endswith(noun) for noun in vocabulary.organisation_nouns | vocabulary.groups
    )


def named_at_end(plain: str, people: frozenset[str], vocabulary: Vocabulary) -> tuple[str | None, str]:
    """Return the known name that a mention ends with, and the honorific behind it, if any: 首席技术官梅绍棠|博士."""
    folded = simplify(plain)
    for honorific in ("", *vocabulary.honorifics):
        if not folded.endswith(honorific):
            continue
        bare = plain[: len(plain) - len(honorific)]
        named = max((name for name in people if bare.endswith(name)), key=len, default=None)
        if named is not None and (bare != named or not honorific):
            return named, plain[len(bare) :]
    return None, ""


def proper_name(plain: str, folded: str, vocabulary: Vocabulary) -> str | None:
    """Return the name at the end of a description: 初创企业某某科技, 大厂「某某」, 成立六十年的某某出版社."""
    if marked := _MARKED_NAME.search(plain):
        return marked["name"]
    if apposed := _APPOSED.search(folded):
        # “…”的运营方、声浪文化
        return plain[apposed.start("name") :]
    for noun in vocabulary.class_nouns:
        place = folded.rfind(noun)
        if place >= 0 and 2 <= len(folded) - place - len(noun) <= 16:
            tail = plain[place + len(noun) :]
            plain_noun = simplify(tail) in vocabulary.class_nouns or simplify(tail) in vocabulary.organisation_nouns
            if not _NO_NAME.match(simplify(tail)) and not plain_noun:
                return tail
    if folded.endswith("方面") and len(folded) > 5:
        return plain[:-2]
    head, _, tail = plain.rpartition("的")
    ends = _BODY_END.search(simplify(tail)) or simplify(tail).endswith(vocabulary.body_endings)
    return tail if head and len(tail) >= 4 and ends else None


def read_relative(plain: str, people: frozenset[str]) -> Mention | None:
    """Return somebody who is told by the name of a relative: 小林奶奶, 某某母亲; several, 小林奶奶、小吴爷爷."""
    folded = simplify(plain)
    kin = KIN.search(folded)
    named = kin is not None and (_FAMILIAR.match(folded) or folded[: kin.start()] in map(simplify, people))
    if kin is None or not named:
        return None
    several = "、" in plain or folded.endswith(_FAMILIES)
    gender = "" if several else "m" if kin.group() in _MALE_KIN else "f" if kin.group() in _FEMALE_KIN else ""
    return Mention(kind="name", name=plain, gender=gender, person=not several, plural=several)


def gender_before(words: str) -> str:
    """Return what the word for a relative tells of whose name stands right behind it: 妻子|林秀云."""
    folded = simplify(words)
    return "m" if folded.endswith(_MALE_BEFORE) else "f" if folded.endswith(_FEMALE_BEFORE) else ""


def read_polite(plain: str, vocabulary: Vocabulary, people: frozenset[str]) -> Mention | None:
    """Return a family name, or a full one, with its honorific: 在码头等候的黎先生."""
    folded = simplify(plain)
    honorific = max((word for word in vocabulary.polite if folded.endswith(word)), key=len, default="")
    if not honorific and folded[0] in vocabulary.surnames and vocabulary.role.fullmatch(folded, 1):
        honorific = folded[1:]
    if any(plain.endswith(name) and len(name) > len(honorific) + 1 for name in people):
        # 科林·韦伯 is nobody's uncle.
        return None
    head = plain[: len(plain) - len(honorific)]
    trail = TRAIL_WORDS.search(simplify(head))
    if trail is not None and len(trail.group()) > 1:
        # 有关|律师, 前任|校长
        return None
    double = simplify(head[-2:]) if len(head) > 1 else ""
    if honorific and double in vocabulary.surnames and (len(head) == 2 or head[:-2].endswith("的")):
        # 司徒医生
        family, gender = head[-2:], vocabulary.honorifics.get(honorific, "")
        return Mention(kind="name", name=family, gender=gender, person=True, polite=family + plain[len(head) :])
    if not honorific or not head or simplify(head[-1]) not in vocabulary.surnames:
        return None
    if len(head) > 1 and is_han_name(head, vocabulary):
        return None
    gender = vocabulary.honorifics.get(honorific, "")
    return Mention(kind="name", name=head[-1], gender=gender, person=True, polite=head[-1] + plain[len(head) :])
