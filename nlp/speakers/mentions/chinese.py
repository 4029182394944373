"""Reads Chinese mentions: 某某科技首席技术官梅绍棠, 一名知情人士, 该公司发布的报告."""

import re
from dataclasses import replace

from nlp.han import HAN, simplify
from nlp.speakers.han_titles import BRACKETED, clean_affiliation, is_body_like, role_start
from nlp.speakers.matching import last_match
from nlp.speakers.mentions.bare import bare
from nlp.speakers.mentions.chinese_names import (
    LATIN_NAME,
    is_han_name,
    is_tail_name,
    named_at_end,
    proper_name,
    read_polite,
    read_relative,
)
from nlp.speakers.mentions.issued import TIME, read_issued
from nlp.speakers.mentions.mention import Mention
from nlp.speakers.mentions.pronouns import read_pronoun, read_taking_up
from nlp.speakers.vocabulary import Vocabulary

#: After one of these a single Latin word is somebody's name, after a role a firm's: Ken先生, OpenAI发言人.
_HONORIFICS = ("先生", "女士", "小姐", "太太", "教授", "博士", "老师")
#: 外电上周: a time is no part of a name, but of a paper's, 某国星期天报.
_NAME_AND_TIME = re.compile(f"(?P<who>[^，的]{{2,16}}?){TIME}(?![^，的]{{0,6}}[报刊]$)[^的]*$")
#: 按照他的说法
_ACCORDING = re.compile("^(?:按照|根据|依照|依据|据|按)(?=[他她它其该这])")
#: 其中|一名员工
_AMONG = re.compile("^其中(?=[一两三四五几多][名位])")
#: Where somebody writes or speaks is no part of a name: 医师林远之|在个人公众号, 某某公司|则在官网.
_WHERE = re.compile(
    "(?<=..)(?:[则也还又仍曾均都就便已再]|随后|其后|昨[天日]|今[天日]|[近日]日|日前)*[在于通透](?:过)?[^，。在于]{0,8}?"
    "(?:公众号|微博|微信|朋友圈|脸书|推特|博客|官网|网站|网页|平台|社交媒体|媒体|社群|论坛|专栏|节目|直播间?|视频|频道|主页|账号|帖文|电邮|邮件|声明|采访|访问|受访|发布会|记者会|论坛|法庭|庭审|法庭)"
    "(?:上|中|里|时|内|后)?$|(?<=..)(?:讲话|致辞|致词|发言|演讲|演说|座谈|调研)[中时后]$|"
    "(?<=..)(?:投书|投稿|撰文|刊文|发文|致函|致信|去信)(?:给|至|于)?(?:《[^《》]*》|[^，的]{0,10})$"
)
#: 她的理由|很实在
_HIS = re.compile(
    "(?P<who>[他她它])(?:的$|的?(?:直觉|眼里|眼中|心里|内心|目光|眼神|微笑|笑容|语气|声音|口气|理由|解释|回答|说法|看法|观点|判断|评价|回应|结论|答案|感受|态度|回复|建议|总结|体会|想法|反应|愿望|心愿|原话|"
    "口头禅|担忧|顾虑|逻辑|经验|感觉|印象|意思|预测|主张|要求|答复|话|办法|打算))"
)
#: 小林的答复|是一个表情: whose words a source tells of.
_WHOSE = re.compile(
    "(?P<who>[^，。的]{2,12})的(?:答复|回答|回应|回复|解释|理由|说法|看法|观点|判断|评价|结论|反应)(?:[是很更则却也只倒]|有些)"
)
#: 林远之|要把规矩颠倒过来: what a source holds beside a name is what its bearer does.
_ACTS = re.compile("(?![的和与及同跟等、们方家])(?=.{2,})")
#: 供应商的|廖姓经理, 陈姓女店长: somebody of whom only the family name is told.
_OF_FAMILY = re.compile("(?P<of>(?:.*的)?)(?P<who>(?P<family>[^的]{1,2})姓(?P<what>[男女老]?[^的]{2,6}))$")
#: 在外打工的女孩|小鹿: a nickname behind a noun for somebody that is no calling.
_YOUNG = re.compile(
    f"(?:女孩|男孩|姑娘|小伙子?|少年|青年|男子|女子|女生|男生|老人|住户|租客)(?P<name>[小阿老][{HAN}]{{1,2}})$"
)
#: 《某某晚报》引述|消息人士: who is quoted by whom a paper quotes.
_CITED = re.compile(
    "(?:《?[^《》]{1,16}》|[^，的《》]{1,12}?[报社网台刊媒])[^，的]{0,6}?(?:引述|援引|转引)(?P<who>[^，]{2,})$"
)
#: How long the words are, at most, by which 这位 takes somebody up.
_LONGEST_TAKEN_UP = 12
#: 一位某某科技|内部人士
_INSIDE = re.compile("(?:另?[一两多数几][名位])?(?P<of>.{2,}?)(?:内部|相关|有关|知情)(?:人士|人员|员工)$")


def read_chinese_mention(words: str, vocabulary: Vocabulary, people: frozenset[str]) -> Mention:
    """Take the words of a Chinese mention apart; ``people`` are the names that its text is known to hold."""
    plain = bare(words)
    return read_taking_up(plain, vocabulary) or _read(plain, vocabulary, people)


def _read(plain: str, vocabulary: Vocabulary, people: frozenset[str]) -> Mention:
    plain = _AMONG.sub("", _ACCORDING.sub("", plain))
    if (where := _WHERE.search(simplify(plain))) is not None:
        plain = plain[: where.start()]
    folded = simplify(plain)
    if (owned := _HIS.fullmatch(folded)) is not None:
        folded = owned["who"]
    if (pronoun := read_pronoun(folded, vocabulary)) is not None:
        return pronoun
    if (whose := _WHOSE.match(folded)) is not None:
        return _trimmed(plain[: whose.end("who")], vocabulary, people)
    if (cited := _CITED.match(folded)) is not None:
        return _trimmed(plain[cited.start("who") :], vocabulary, people)
    if relative := read_relative(plain, people):
        return relative
    if polite := read_polite(plain, vocabulary, people):
        return polite
    if folded in vocabulary.document_nouns:
        return Mention(kind="document_noun", noun=folded)
    named, titled = named_at_end(plain, people, vocabulary)
    if named is not None:
        plain = plain[: len(plain) - len(titled)]
        head = plain[: len(plain) - len(named)]
        head = BRACKETED.sub("", head).rstrip("的、 ").removesuffix("之一")
        role = last_match(vocabulary.role, simplify(head))
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
    if (young := _YOUNG.search(folded)) is not None:
        return Mention(kind="name", name=plain[young.start("name") :], person=True)
    if (of_family := _of_family(plain, folded, vocabulary)) is not None:
        return of_family
    if (issued := read_issued(plain, folded, vocabulary)) is not None:
        if issued.issuer is None:
            return Mention(kind="name", name=issued.title)
        mention = read_chinese_mention(issued.issuer, vocabulary, people)
        return replace(mention, words=issued.issuer) if mention.kind == "description" else mention
    if (timed := _NAME_AND_TIME.fullmatch(folded)) and not timed["who"].endswith(("在", "于", "自", "从", "到", "了")):
        return _trimmed(plain[: len(timed["who"])], vocabulary, people)
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
        if tail and is_tail_name(tail, vocabulary):
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
            personal = is_han_name(head, vocabulary) and not simplify(head).endswith(
                tuple(vocabulary.organisation_nouns)
            )
            if len(head) > 2 and head not in people and is_body_like(head, vocabulary):
                # 江州队|队医: what ends as bodies do is nobody's name that the text does not know.
                personal = False
            firm = LATIN_NAME.fullmatch(head) is not None and " " not in head and role.group() not in _HONORIFICS
            if personal and not firm and (len(head) > 2 or role.group() in vocabulary.honorifics):
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
    if proper := proper_name(plain, folded, vocabulary):
        return Mention(kind="name", name=proper, person=re.match("[阿小老].{1,2}$", proper) is not None)
    head, _, tail = plain.rpartition("的")
    if head and is_han_name(tail, vocabulary) and len(tail) > 2:
        return Mention(kind="name", name=tail, affiliation=head, person=True)
    acting = max((name for name in people if plain.startswith(name)), key=len, default="")
    if acting and _ACTS.match(simplify(plain), len(acting)) and not is_body_like(plain, vocabulary):
        return Mention(kind="name", name=acting, person=True)
    return Mention(kind="name", name=plain, person=is_han_name(plain, vocabulary))


def _trimmed(plain: str, vocabulary: Vocabulary, people: frozenset[str]) -> Mention:
    """Return the mention that a part of the words is; a description has no more of them for a name."""
    mention = _read(plain, vocabulary, people)
    return replace(mention, words=mention.words or plain) if mention.kind == "description" else mention


def _of_family(plain: str, folded: str, vocabulary: Vocabulary) -> Mention | None:
    """Return somebody whose family name alone is told before what he is: 供应商的廖姓经理."""
    found = _OF_FAMILY.fullmatch(folded)
    if found is None or found["family"] not in vocabulary.surnames:
        return None
    role = vocabulary.role.search(folded, found.start("what"))
    whole = role is not None and role.end() == len(folded) and role.start() <= found.start("what") + 1
    if role is None or not whole:
        return None
    return Mention(
        kind="description",
        role=plain[role.start() :],
        affiliation=clean_affiliation(plain[: found.start("who")], vocabulary),
        person=True,
        words=plain[found.start("who") :],
    )
