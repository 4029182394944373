"""Takes one mention of a speaker apart: name, role, affiliation, or the word that stands for one named before."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from nlp.han import HAN, segmenter, simplify
from nlp.speakers.people import begins_name, is_common_word
from nlp.speakers.sides import country_of, is_body
from nlp.speakers.titles import ABBREVIATED, as_affiliation, name_at_end, read_title
from nlp.speakers.vocabulary import Vocabulary

#: What a mention is: a name of its own, a pronoun, "the company" or "the senator", or a description without a name.
MentionKind = Literal[
    "name",
    "person_pronoun",
    "thing_pronoun",
    "organisation_noun",
    "person_noun",
    "document_noun",
    "national_body",
    "former",
    "latter",
    "description",
]

_NAME_WORD = (
    r"(?:(?:[A-Z]\.)+|(?:Jr|Sr|St|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Rev|Inc|Corp|Co|Ltd)\.|[A-Z][\w’'-]*)"
)
NAME = rf"{_NAME_WORD}(?:[^\S\n]+(?:{_NAME_WORD}|(?:&|de|van|von|der|bin|al|da|del|la|ibn|den)(?=\s+[A-Z])))*"
_CAPITALISED = re.compile(r"[A-Z][\w’'.&-]*$|[A-Z]\.$")
_PARTICLES = frozenset(["&", "de", "van", "von", "der", "bin", "al", "da", "del", "la", "ibn", "den"])
#: "A start-up called Example Labs": the name is what follows.
_CALLED = re.compile(r"^(?i:an?|the)\s[^,]*\s(?:called|named|known as)\s+(?=[A-Z])")
_OF = re.compile(r"\s+(?:of|at|from|with)\s+(?=(?:the\s+)?[A-Z])")
#: "Dana Hale of the broker Example Grant": what the body is stands before its name.
_OF_KIND = re.compile(
    r"(?P<name>[^a-z]\S*(?:\s\S+){1,3}?)\s(?:of|at|from|with)\s(?:the\s)?(?:[a-z-]+\s){1,2}(?P<body>[A-Z].*)$"
)
#: No day or month: "the department on Thursday" is no longer name.
NO_DAY = (
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May\b|June|July|August|"
    r"September|October|November|December)"
)
#: "The Office for Digital Rights": what the head is for belongs to the name.
_BODY = re.compile(
    r"(?:[Tt]he\s+)?(?P<name>(?P<head>[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*)(?:,)?\s+(?:for|"
    r"on)\s+(?:the\s+)?[A-Z][\w’'-]*(?:(?:\s+(?:and|of|the|in))*\s+[A-Z][\w’'-]*)*)$"
)
#: "Japan’s Example Heavy": the country is no part of the name.
_OF_COUNTRY = re.compile(r"(?P<country>[A-Z]\w+(?: [A-Z]\w+)?)[’']s\s+(?=[A-Z])")
_DOCUMENT = re.compile(
    r"(?:an?|one|another|the)\s+(?:[\w’'-]+\s+){0,4}?(?:report|study|paper|survey|analysis|poll|"
    r"review|audit|assessment|letter|statement|memo)\s+(?:by|from|of)\s"
)
#: Bodies of a country: "the South Korean government" is a name, "the Chinese company" is not.
_NATIONAL = re.compile(
    r"(?:government|ministry|embassy|parliament|military|army|navy|police|regulator|watchdog|"
    r"administration|authorities|president|premier|prime minister|foreign minister)$"
)
_IN = re.compile(r"\s+(?:in|near)\s+[\w-]")
_BRACKETED = re.compile(r"[(（][^)）]*[)）]")
_POSSESSIVE_WORD = re.compile(r"[’']s?$")
#: "A spokesman for", "economists at": somebody without a name, of a body.
_UNNAMED = re.compile(
    r"(?:(?:an?|one|another|the|two|three|four|five|several|some)\s+)?(?:[a-z-]+\s+){0,3}?(?P<noun>[A-Za-z-]+)\s+"
    r"(?:for|at|with|from|of)\s",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"[’']s?$")
#: Whom "the person", "the people" take up has no name either.
_SEVERAL = frozenset(
    ["people", "sources", "insiders", "officials", "analysts", "researchers", "authors", "executives", "experts"]
)
_UNNAMED_NOUNS = _SEVERAL | {"person", "source", "insider"}
_FOREIGN_NAME = re.compile(f"[{HAN}]{{1,6}}(?:[·•‧・][{HAN}A-Z]{{1,8}})+")
_LATIN_NAME = re.compile(r"[A-Z][A-Za-z.’'-]+(?:\s+[A-Z][A-Za-z.’'-]*)*$")
#: 半导体大厂「某某」: the name stands in marks at the end.
_MARKED_NAME = re.compile('[「『“‘《"](?P<name>[^「」『』“”‘’《》"]{2,16})[」』”’》"]$')
_APPOSED = re.compile("(?:方|商|公司|企业|机构|平台|单位|股东)、(?P<name>[^、的]{3,12})$")
_NO_NAME = re.compile(
    "[的在和与及等方内人员们]|业者|负责|高管|员工|创始|代表|发言|方面|联盟|协会|之|主|均|都|也|股东|团队|客户|用户|总|董"
)
#: What is no part of a body's name before a role: joining words, "a", "former", ranks.
_LEAD_WORDS = re.compile(
    "^(?:不过|但是?|而|另外|此外|其中|同时|对此|据|代理(?!主席)|来自|作为|身为|担任|现任|时任|曾任|和|与|有|一[名位个家]|[两三四五几多]位|这[位名]|那[位名]|该[名位]|某|现为|另一[名位]|其)+"
)
_TRAIL_WORDS = re.compile(
    "(?:的)?(?:一[名位]|另一[名位]|[两三四五几多][名位]|首位|前任?|原|时任|现任|新任|相关|有关|主要|资深|知名|著名|年轻|高级|退休|驻村)+$"
)
#: After one of these a single Latin word is somebody's name, after a role a firm's: Ken先生, OpenAI发言人.
_HONORIFICS = ("先生", "女士", "小姐", "太太", "教授", "博士", "老师")
_NO_BODY = re.compile(
    "前$|^(?:前|[他她它其我你]|不愿|匿名|自称|当地|本地|内地|海外|国内|[三四五六七八]十|被告|原告|现|同(?!校)|驻|论文|报告|项目|课题)|^[一二三四五六七八九十]+岁|不具名|不透露|透露姓名|了解内情|知情"
)
_BODY_END = re.compile("(?:社|报|院|所|大学|集团|银行|局|科技|智能|协会|学会|中学|医院)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A mention taken apart. ``name`` is without titles; ``gender`` is ``m``, ``f`` or empty."""

    kind: MentionKind
    name: str | None = None
    role: str | None = None
    affiliation: str | None = None
    gender: str = ""
    person: bool = False
    #: A family name with its honorific (黎先生), for want of a full name.
    polite: str | None = None
    #: More than one: "they", "analysts".
    plural: bool = False
    #: The bare noun of "the commission", by which a fuller name may be known.
    noun: str | None = None
    #: The words of a description, where they are fewer than those of the mention: who issued a document.
    words: str | None = None


def read_mention(words: str, vocabulary: Vocabulary, *, people: frozenset[str] = frozenset()) -> Mention:
    """Take the words of one mention apart; ``people`` are the names that a Chinese text is known to hold."""
    titled = words.startswith("《") and words.endswith("》")
    plain = (words if titled else _BRACKETED.sub("", words)).strip(" ,，、:：")
    plain = plain.strip("《》") if plain.count("《") + plain.count("》") < 2 or plain.startswith("《") else plain
    if called := _CALLED.search(plain):
        plain = plain[called.end() :]
    folded = simplify(plain).lower()
    folded = folded.removesuffix("自己") if not vocabulary.spaced and len(folded) <= 4 else folded
    if folded in vocabulary.person_pronouns:
        return Mention(kind="person_pronoun", gender=vocabulary.person_pronouns[folded], person=True)
    if folded in vocabulary.thing_pronouns:
        return Mention(kind="thing_pronoun", plural=folded in vocabulary.plural_pronouns)
    if folded in vocabulary.former:
        return Mention(kind="former")
    if folded in vocabulary.latter:
        return Mention(kind="latter")
    return _latin(plain, vocabulary) if vocabulary.spaced else _han(plain, vocabulary, people)


# -- English --------------------------------------------------------------------------------------------------------


#: "Australian-born Hale", "Seoul-based Example Labs": what is attached is no name.
ATTACHED = re.compile(
    r"[A-Z]\w+-(?:born|based|led|owned|backed|run|funded|made|trained|educated|raised|bred|controlled|listed|allied|held|"
    r"speaking|appointed|area|focused|inspired|rated|ranked)"
)
#: "The 14th-ranked Hale", "an angry Hale": plain words between an article and a name; after a clause, its subject.
_MODIFIED = re.compile(
    rf"(?:[Tt]he|[Aa]n?|[Aa]nother|[Ff]ellow)\s(?:(?!(?:of|for|at|from|in|by|to|and|or|with|on|near|behind|"
    rf"against|who|that|than|as)\s)[\w’'-]*[a-z]\s)*?(?P<name>{NAME})$"
)
_CLAUSE = re.compile(
    rf"(?P<name>{NAME})\s(?:also\s|then\s|later\s|[a-z]+ly\s)?(?:was|were|is|had|has|[a-z]+(?:ed|nt|ew|ade))\s"
)
_SPEECH_BEFORE = re.compile(r".*[,.!?][\"”]\s+")
_AGED = re.compile(r"[\w-]+-year-old")
#: How press releases call who sends them, as contracts do.
_DEFINED = re.compile(r"[Tt]he (?:Company|Corporation|Firm|Group|Partnership)")


def _latin(plain: str, vocabulary: Vocabulary) -> Mention:
    words = _SPEECH_BEFORE.sub("", plain).split()
    while len(words) > 1 and ATTACHED.fullmatch(words[0]):
        words = words[1:]
    plain = " ".join(words)
    if not words:
        return Mention(kind="description")
    first = words[0].lower()
    capitals = [word for word in words if word[0].isupper()]
    if _DEFINED.fullmatch(plain):
        return _noun([word.lower() for word in words], vocabulary)
    if first in vocabulary.determiners and len(words) > 1:
        bare = words[-1][0].islower() and (len(words) < 4 or first not in vocabulary.indefinite)
        head = words[-1].lower()
        known = (
            head in vocabulary.organisation_nouns | vocabulary.person_nouns | vocabulary.document_nouns
            or vocabulary.role.fullmatch(head) is not None
        )
        if not any(word[0].isupper() for word in words[1:]) or (bare and known):
            return _noun(words, vocabulary)
    if (
        (owned := _OF_COUNTRY.match(plain))
        and country_of(owned["country"])
        and not (vocabulary.public_bodies & set(plain.split()))
    ):
        plain = plain[owned.end() :]
        words = plain.split()
    if _DOCUMENT.match(plain):
        return Mention(kind="description")
    if (at := name_at_end(words, vocabulary)) is not None:
        return _with_title(" ".join(words[:at]), " ".join(words[at:]), vocabulary)
    if (
        (kind := _OF_KIND.match(plain))
        and _is_name(kind["name"], vocabulary)
        and not vocabulary.organisation_words & set(kind["name"].split())
    ):
        return Mention(kind="name", name=_name(kind["name"]), affiliation=kind["body"], person=True)
    if (unnamed := _UNNAMED.match(plain)) and (told := read_title(plain, vocabulary)) and told.affiliation:
        several = unnamed["noun"].endswith("s") and vocabulary.role.fullmatch(unnamed["noun"]) is not None
        return Mention(
            kind="description", role=told.role, affiliation=told.affiliation, person=not several, plural=several
        )
    affiliation: str | None = None
    if (split := _IN.search(plain)) and (
        _is_name(plain[: split.start()], vocabulary) or _is_body_name(plain[: split.start()])
    ):
        plain = plain[: split.start()]
        words = plain.split()
    split = _OF.search(plain)
    body = split is not None and vocabulary.organisation_words & set(plain[: split.start()].split())
    if (named := _BODY.match(plain)) and vocabulary.organisation_words & set(named["head"].split()):
        return Mention(kind="name", name=_name(named["name"]))
    if split and not body and len(plain[: split.start()].split()) > 1:
        affiliation, plain = plain[split.end() :], plain[: split.start()]
        words = plain.split()
    if body and _is_body_name(plain):
        return Mention(kind="name", name=_name(re.sub(r"^(?:the|The)\s+", "", plain)))
    if words and words[0].lower() in vocabulary.honorifics and len(words) > 1 and words[1][0].isupper():
        return Mention(
            kind="name",
            name=_name(" ".join(words[1:])),
            gender=vocabulary.honorifics[words[0].lower()],
            affiliation=affiliation,
            person=True,
        )
    role = _last(vocabulary.role, plain)
    if role is not None and not plain.startswith(("’", "'"), role.end()):
        tail = plain[role.end() :].strip(" ,")
        if tail and len(tail.split()) == 1 and is_body(tail):
            # "Facebook owner Meta": a firm described by a role.
            return Mention(kind="name", name=_name(tail))
        if tail and _is_name(tail, vocabulary):
            head = re.sub(r"^(?:the|a|an)\s+", "", plain[: role.start()].strip(), flags=re.IGNORECASE)
            person = _with_title(f"{head} {role.group()}", tail, vocabulary)
            return replace(person, affiliation=affiliation or person.affiliation)
        if not (tail and words[-1][0].isupper() and len(_trailing_name(words)) < len(words)):
            several = len(words) == 1 and role.group().lower() in vocabulary.groups
            return Mention(
                kind="description",
                role=role.group(),
                affiliation=affiliation,
                person=not several,
                plural=several,
            )
    if title := vocabulary.titles.match(plain):
        tail = plain[title.end() :].strip()
        if tail and _is_name(tail, vocabulary):
            return Mention(kind="name", name=_name(tail), role=title.group(), affiliation=affiliation, person=True)
    trailing = _trailing_name(words)
    lowered = {word.lower().rstrip("s") for word in words} | {word.lower() for word in words}
    if lowered & vocabulary.groups and not (capitals and capitals[-1] == words[-1]):
        return Mention(kind="description", plural=True)
    if (
        trailing
        and len(trailing) < len(words)
        and not vocabulary.organisation_words & set(trailing)
        and (len(trailing) > 1 or words[-2].lower() in vocabulary.organisation_nouns)
    ):
        return Mention(kind="name", name=_name(" ".join(trailing)), affiliation=affiliation)
    if _is_name(plain, vocabulary):
        return Mention(kind="name", name=_name(plain), affiliation=affiliation)
    if (named := _MODIFIED.match(plain) or _CLAUSE.match(plain)) is not None:
        return Mention(kind="name", name=_name(named["name"]), affiliation=affiliation)
    return Mention(kind="name" if capitals else "description", name=_name(plain) if capitals else None)


def _with_title(head: str, name: str, vocabulary: Vocabulary) -> Mention:
    """Return the mention of somebody whose title, or whose firm, stands before the name."""
    title = read_title(head, vocabulary)
    owner = as_affiliation(head) if title is None and _POSSESSIVE_WORD.search(head) else None
    honorific = head.split()[-1].lower()
    return Mention(
        kind="name",
        name=_name(name),
        role=title.role if title else None,
        affiliation=title.affiliation if title else owner,
        gender=vocabulary.honorifics.get(honorific, ""),
        person=True,
    )


def _noun(words: list[str], vocabulary: Vocabulary) -> Mention:
    """Return what "the company" is; with an indefinite article it is somebody new."""
    noun = " ".join(words[1:]).lower()
    head = words[-1].lower()
    if words[0].lower() not in vocabulary.indefinite:
        if any(word[0].isupper() for word in words[1:]) and _NATIONAL.search(noun) and country_of(" ".join(words[1:])):
            return Mention(kind="national_body", noun=head)
        if _AGED.fullmatch(noun):
            return Mention(kind="person_noun", person=True)
        if noun in vocabulary.organisation_nouns or head in vocabulary.organisation_nouns:
            two = " ".join(words[-2:]).lower()
            return Mention(kind="organisation_noun", noun=two if two in vocabulary.organisation_nouns else head)
        if noun in vocabulary.person_nouns or head in vocabulary.person_nouns:
            return Mention(kind="person_noun", person=True, role=head)
        if head in vocabulary.document_nouns:
            return Mention(kind="document_noun", noun=head)
        if head in _UNNAMED_NOUNS:
            return Mention(
                kind="person_noun", person=head not in _SEVERAL, plural=head in _SEVERAL, noun=head, role=head
            )
        if (role := _last(vocabulary.role, noun)) is not None and role.end() == len(noun):
            return Mention(kind="person_noun", person=True, role=role.group())
    role = _last(vocabulary.role, noun)
    return Mention(
        kind="description",
        plural=_is_group(words, vocabulary),
        person=role is not None,
        role=role.group() if role and role.end() == len(noun) else None,
    )


def _is_group(words: list[str], vocabulary: Vocabulary) -> bool:
    """Whether a description is of several: "rights groups", "some analysts"."""
    return words[0].lower() in vocabulary.several or any(
        word.lower() in vocabulary.groups and word.lower().endswith("s") for word in words
    )


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(text):
        found = match
    return found


def _is_name(text: str, vocabulary: Vocabulary) -> bool:
    words = text.split()
    return bool(words) and all(_CAPITALISED.match(word) or word in _PARTICLES for word in words)


def _name(text: str) -> str:
    plain = re.sub(r"\s+", " ", text.strip(" ,"))
    return _POSSESSIVE.sub("", plain if ABBREVIATED.search(plain) else plain.strip(" ,."))


def _is_body_name(text: str) -> bool:
    """Whether all words but "of", "for" and the like are capitalised: "China’s Ministry of Foreign Affairs"."""
    words = re.sub(r"^(?:the|The)\s+", "", text).split()
    return all(_CAPITALISED.match(word) or word in ("of", "for", "and", "the", "on", "de") for word in words)


def _trailing_name(words: list[str]) -> list[str]:
    kept: list[str] = []
    for word in reversed(words):
        if not (_CAPITALISED.match(word) or word in _PARTICLES):
            break
        kept.insert(0, word)
    return kept


# -- Chinese --------------------------------------------------------------------------------------------------------


_DOCUMENTS = (
    "(?:报告|研报|声明|公告|通告|通报|公报|文章|评论|社论|报道|论文|研究|调查|蓝皮书|白皮书|新闻稿|公开信|博文|帖子|"
    "倡议书?|意见书|通知|备忘录|招股书|招股文件|财报|年报|证词)"
)
_TIME = (
    "(?:(?:当地时间)?(?:\\d{4}年)?(?:\\d{1,2}月)?\\d{1,2}日[凌早上中下晚]?[晨午间]?|上周[一二三四五六日]?|本周|上月|本月|"
    "上个月|昨[天日晚午]|今[天日早晨晚]|近日|日前|当[天日晚]|去年|今年|前年|(?:周|星期)[一二三四五六日天]|随后|其后|此前|同期)"
)
#: 某某集团9月25日的公告, 某部门去年发布的一份蓝皮书, 县府随后发布新闻稿: who, and what was issued.
_ISSUED = re.compile(
    f"(?P<who>[^，《]{{2,20}}?)(?:{_TIME}*(?:[于在]{_TIME})?(?:联合|最新)?"
    "(?:发布|发表|公布|发出|出具|推出|撰写|刊发|刊登|刊出|配发|发了|作出|做出|提交)[了的]?|"
    f"{_TIME}+的|的)(?:一[份篇封则项])?(?P<what>(?:最新|[^，的《》]{{0,8}}){_DOCUMENTS}(?:《[^《》]*》)?)$"
)
_ENTITLED = re.compile(f"^[这该那此一][份篇项则封].*《(?P<title>[^《》]+)》的[^，的]{{0,6}}{_DOCUMENTS}$")
_ISSUES = re.compile("发布|发表|公布|发出|出具|推出|撰写|刊|配发|发了|[作做]出|提交")
#: 外电上周: a time is no part of a name, but of a paper's, 某国星期天报.
_NAME_AND_TIME = re.compile(f"(?P<who>[^，的]{{2,16}}?){_TIME}(?![^，的]{{0,6}}[报刊]$)[^的]*$")
#: 按照他的说法
_ACCORDING = re.compile("^(?:按照|根据|依照|依据|据|按)(?=[他她它其该这])")

#: 其中|一名员工
_AMONG = re.compile("^其中(?=[一两三四五几多][名位])")
#: Where somebody writes or speaks is no part of a name: 医师林远之|在个人公众号, 某某公司|则在官网.
_WHERE = re.compile(
    "(?<=..)(?:[则也还又仍曾均都就便已再]|随后|其后|昨[天日]|今[天日]|[近日]日|日前)*[在于通透](?:过)?[^，。在于]{0,8}?"
    "(?:公众号|微博|微信|朋友圈|脸书|推特|博客|官网|网站|网页|平台|社交媒体|媒体|社群|论坛|专栏|节目|直播间?|视频|频道|主页|账号|帖文|电邮|邮件|声明|采访|访问|受访|发布会|记者会|论坛|法庭|庭审|法庭)"
    "(?:上|中|里|时|内|后)?$|(?<=..)(?:讲话|致辞|致词|发言|演讲|演说|座谈|调研)[中时后]$"
)
#: 她的理由|很实在
_HIS = re.compile(
    "(?P<who>[他她它])(?:的$|的?(?:直觉|眼里|眼中|心里|内心|目光|眼神|微笑|笑容|语气|声音|口气|理由|解释|回答|说法|看法|观点|判断|评价|回应|结论|答案|感受|态度|回复|建议|总结|体会|想法|反应|愿望|心愿|原话|"
    "口头禅|担忧|顾虑|逻辑|经验|感觉|印象|意思|预测|主张|要求|答复|话|办法|打算))"
)


def _issued(plain: str, folded: str, vocabulary: Vocabulary, people: frozenset[str]) -> Mention | None:
    """Return who issued what a mention calls a document, else the document without a clause before it."""
    if entitled := _ENTITLED.match(folded):
        return Mention(kind="name", name=plain[slice(*entitled.span("title"))])
    issued = _ISSUED.fullmatch(folded)
    if issued is None:
        return None
    who = plain[: len(issued["who"])]
    verb = _ISSUES.search(folded[len(who) : issued.start("what")]) is not None
    bodies = (*vocabulary.organisation_nouns, *vocabulary.body_endings, "部门", "当局")
    body = issued["who"] in vocabulary.thing_pronouns or issued["who"].endswith(bodies)
    if body or vocabulary.media.search(issued["who"]) or (verb and not is_common_word(issued["who"])):
        mention = read_mention(who, vocabulary, people=people)
        return replace(mention, words=who) if mention.kind == "description" else mention
    what = plain[issued.start("what") :]
    bare = simplify(what) in vocabulary.document_nouns
    return Mention(kind="name", name=what) if verb and not bare else None


def _han(plain: str, vocabulary: Vocabulary, people: frozenset[str]) -> Mention:
    plain = _AMONG.sub("", _ACCORDING.sub("", plain))
    if (where := _WHERE.search(simplify(plain))) is not None:
        plain = plain[: where.start()]
    folded = simplify(plain)
    if (owned := _HIS.fullmatch(folded)) is not None:
        folded = owned["who"]
    if folded in vocabulary.person_pronouns:
        return Mention(kind="person_pronoun", gender=vocabulary.person_pronouns[folded], person=True)
    if folded in vocabulary.thing_pronouns:
        return Mention(kind="thing_pronoun", plural=folded in vocabulary.plural_pronouns)
    if polite := _polite(plain, vocabulary):
        return polite
    if folded in vocabulary.document_nouns:
        return Mention(kind="document_noun", noun=folded)
    named, titled = _named_at_end(plain, people, vocabulary)
    if named is not None:
        plain = plain[: len(plain) - len(titled)]
        head = plain[: len(plain) - len(named)]
        head = _BRACKETED.sub("", head).rstrip("的、 ").removesuffix("之一")
        role = _last(vocabulary.role, simplify(head))
        if role is None or role.end() != len(head):
            body = head if is_body_like(head, vocabulary) else ""
            return Mention(kind="name", name=named, affiliation=clean_affiliation(body, vocabulary), person=True)
        start = role_start(simplify(head), role.start(), vocabulary)
        return Mention(
            kind="name",
            name=named,
            role=head[start:],
            affiliation=clean_affiliation(head[:start], vocabulary),
            person=True,
        )
    if issued := _issued(plain, folded, vocabulary, people):
        return issued
    if (timed := _NAME_AND_TIME.fullmatch(folded)) and not timed["who"].endswith(("在", "于", "自", "从", "到", "了")):
        plain = plain[: len(timed["who"])]
        folded = simplify(plain)
    if any(
        folded.startswith(word) and folded[len(word) :] in vocabulary.organisation_nouns
        for word in vocabulary.determiners
    ):
        return Mention(kind="organisation_noun")
    for word in sorted(vocabulary.determiners, key=len, reverse=True):
        noun = folded.removeprefix(word)
        if noun != folded and (vocabulary.role.fullmatch(noun) or noun.endswith("人士")):
            return Mention(kind="person_noun", person=True, role=noun)
    if folded.startswith(("这位", "这名", "该名", "该位")) and ("的" in folded or len(folded) <= _LONGEST_TAKEN_UP):
        # 这名二十岁的小将, 这位前国手: what is told of somebody who was named before.
        return Mention(kind="person_noun", person=True, role=re.sub("^[这该][位名]前?", "", folded.rpartition("的")[2]))
    for role in reversed(list(vocabulary.role.finditer(folded))):
        tail = plain[role.end() :].strip("、 ")
        if tail and _is_tail_name(tail, vocabulary):
            # "副总裁兼研究院院长": the role begins where the first of them does.
            start = role_start(folded, role.start(), vocabulary)
            return Mention(
                kind="name",
                name=tail,
                role=plain[start : role.end()],
                affiliation=clean_affiliation(plain[:start], vocabulary),
                person=True,
            )
        if role.end() == len(folded):
            head = plain[: role.start()]
            proper_name = is_han_name(head, vocabulary) and not simplify(head).endswith(
                tuple(vocabulary.organisation_nouns)
            )
            firm = _LATIN_NAME.fullmatch(head) is not None and " " not in head and role.group() not in _HONORIFICS
            if proper_name and not firm and (len(head) > 2 or role.group() in vocabulary.honorifics):
                return Mention(
                    kind="name",
                    name=head,
                    role=None if role.group() in ("先生", "女士") else plain[role.start() :],
                    gender=vocabulary.honorifics.get(role.group(), ""),
                    person=True,
                )
            start = role_start(folded, role.start(), vocabulary)
            return Mention(
                kind="description",
                role=plain[start:],
                affiliation=clean_affiliation(plain[:start], vocabulary),
                person=True,
            )
    inside = _INSIDE.match(folded)
    body = plain[slice(*inside.span("of"))] if inside else ""
    affiliation = clean_affiliation(body, vocabulary) if is_body_like(body, vocabulary) else None
    if folded.startswith(vocabulary.singular) and not folded.endswith(tuple(vocabulary.organisation_nouns)):
        return Mention(kind="description", affiliation=affiliation, person=True)
    if any(folded.endswith(word) for word in vocabulary.groups):
        return Mention(
            kind="description",
            affiliation=affiliation,
            person=folded.startswith(vocabulary.singular),
            plural=not folded.startswith(vocabulary.singular),
        )
    if proper := _proper(plain, folded, vocabulary):
        return Mention(kind="name", name=proper, person=re.match("[阿小老].{1,2}$", proper) is not None)
    head, _, tail = plain.rpartition("的")
    if head and is_han_name(tail, vocabulary) and len(tail) > 2:
        return Mention(kind="name", name=tail, affiliation=head, person=True)
    acting = max((name for name in people if plain.startswith(name)), key=len, default="")
    if acting and _ACTS.match(simplify(plain), len(acting)) and not is_body_like(plain, vocabulary):
        return Mention(kind="name", name=acting, person=True)
    return Mention(kind="name", name=plain, person=is_han_name(plain, vocabulary))


def _named_at_end(plain: str, people: frozenset[str], vocabulary: Vocabulary) -> tuple[str | None, str]:
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


def _proper(plain: str, folded: str, vocabulary: Vocabulary) -> str | None:
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
            if not _NO_NAME.match(simplify(tail)):
                return tail
    if folded.endswith("方面") and len(folded) > 5:
        return plain[:-2]
    head, _, tail = plain.rpartition("的")
    return tail if head and len(tail) >= 4 and _BODY_END.search(simplify(tail)) else None


#: 林远之|要把规矩颠倒过来: what a source holds beside a name is what its bearer does.
_ACTS = re.compile("(?![的和与及同跟等、们方家])(?=.{2,})")


def _polite(plain: str, vocabulary: Vocabulary) -> Mention | None:
    """Return a family name, or a full one, with its honorific: 在码头等候的黎先生."""
    folded = simplify(plain)
    honorific = max((word for word in vocabulary.polite if folded.endswith(word)), key=len, default="")
    if not honorific and folded[0] in vocabulary.surnames and vocabulary.role.fullmatch(folded, 1):
        honorific = folded[1:]
    head = plain[: len(plain) - len(honorific)]
    trail = _TRAIL_WORDS.search(simplify(head))
    if trail is not None and len(trail.group()) > 1:
        # 有关|律师, 前任|校长
        return None
    if not honorific or not head or simplify(head[-1]) not in vocabulary.surnames:
        return None
    if len(head) > 1 and is_han_name(head, vocabulary):
        return None
    gender = vocabulary.honorifics.get(honorific, "")
    return Mention(kind="name", name=head[-1], gender=gender, person=True, polite=head[-1] + plain[len(head) :])


#: 暖川|一名前员工: whose somebody without a name is.
_SOMEBODY_OF = re.compile("(?P<of>.{2,}?)(?:另?一|两|三|几|多|数)[名位]")
#: 在某某诊所工作的, 为某某工作了31年的
_WORKS_AT = re.compile(
    "(?:[在为](?P<at>[^，。的]{2,16}?)(?:工作|任职|任教|就职|供职|上班|服务|效力|担任)|"
    "(?:来自|供职于|就职于|任职于|任教于)(?P<from>[^，。的]{2,16}))"
)
_LONGEST_CLASSED = 10
#: How long the words are, at most, by which 这位 takes somebody up.
_LONGEST_TAKEN_UP = 8
#: 前商务部官员
_FORMER = re.compile("^[前原](?![沿台端线海油子])|(?<=国)前$")
#: What is told of somebody, and no body: 研究老年心理, 接近某某智能, 二十年.
_TOLD = re.compile(
    "^(?:在|研究|熟悉|接近|了解|长期|关注|从事|负责|参与|自称|分管|最近|今年|出席|受访|[一二三四五六七八九十\\d]+[年岁个])"
)
#: Tags (jieba's) of plain words, that name no body: 交通|处长, 半导体|分析师.
_PLAIN_TAGS = frozenset(["n", "vn", "v", "b", "a", "ad", "an", "f", "d", "l", "i", "j", "s", "t"])


def clean_affiliation(words: str, vocabulary: Vocabulary) -> str | None:
    """Return the body in what stands before a role, without "a", "former" and what else describes the person.

    Words of the trade right before the role belong to it: 某某科技|财务|总监. Of several descriptions parted by 、 the
    last that names a body counts.
    """
    plain = _BRACKETED.sub("", words)
    for piece in reversed(re.split("[、，]|和(?=[^和]*$)", plain)):
        if body := _body_in(piece, vocabulary):
            return body
    return None


def _body_in(words: str, vocabulary: Vocabulary) -> str | None:
    plain = _LEAD_WORDS.sub("", words.strip("的、，, "))
    plain = _TRAIL_WORDS.sub("", plain).strip("的、 ")
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


#: What offices, schools and the like end in, beside the nouns for bodies.
_OFFICES_END = re.compile(
    "(?:机关|当局|论坛|诊所|院校|高校|券商|海关|政府)$|.(?:[^之]所|院|[^机国大社]会|[^在到]处|科|系|队|馆|厂|[市县镇村乡])$"
)


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


#: 一位某某科技|内部人士
_INSIDE = re.compile("(?:另?[一两多数几][名位])?(?P<of>.{2,}?)(?:内部|相关|有关|知情)(?:人士|人员|员工)$")
#: 一位干部|向笔者感叹
_TO_WHOM = re.compile("[向对与和同跟](?:笔者|记者|媒体|我们?|本[报台刊社]|大家|外界)")


def _is_tail_name(tail: str, vocabulary: Vocabulary) -> bool:
    """Whether what follows a role is a name, of whatever origin: 惠特洛克, 央金卓玛, 阿Ken."""
    if simplify(tail).endswith(("单位", "部门", "机构", "人士")) or _TO_WHOM.match(simplify(tail)):
        return False
    if is_han_name(tail, vocabulary):
        return not re.fullmatch(f"[{HAN}]+", tail) or not is_common_word(simplify(tail))
    foreign = re.fullmatch(f"[{vocabulary.foreign_characters}]{{2,6}}", simplify(tail)) is not None
    coined = re.fullmatch(f"[{HAN}]{{3,4}}", tail) is not None and begins_name(simplify(tail))
    plain = foreign or coined or re.fullmatch(f"阿[A-Za-z{HAN}]{{1,8}}|[小老][{HAN}]{{1,2}}", tail) is not None
    return plain and not any(
        simplify(tail).endswith(noun) for noun in vocabulary.organisation_nouns | vocabulary.groups
    )


def role_start(folded: str, start: int, vocabulary: Vocabulary) -> int:
    """Return where a row of roles begins that ends with the one at ``start``: "创始人兼首席执行官"."""
    for role in vocabulary.role.finditer(folded, 0, start):
        between = folded[role.end() : start]
        if between in ("兼", "、", "和", "及", "暨", "兼任", "") or (
            len(between) <= 8 and between.startswith(("兼", "、")) and not is_body_like(between[1:], vocabulary)
        ):
            return role_start(folded, role.start(), vocabulary)
    return start


def is_han_name(words: str, vocabulary: Vocabulary) -> bool:
    """Whether a Chinese string looks like a person's name: family name and one or two characters, or a foreign name."""
    folded = simplify(words)
    if _FOREIGN_NAME.fullmatch(words) or _LATIN_NAME.fullmatch(words):
        return True
    if not 2 <= len(folded) <= 4 or not re.fullmatch(f"[{HAN}]+", folded):
        return False
    if folded[:2] in vocabulary.surnames:
        return len(folded) in (3, 4)
    return folded[0] in vocabulary.surnames and len(folded) in (2, 3)
