"""Resolves the mentions of one article to speakers: the fullest name, with affiliation, role and side."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from domain.quotation import Quotation
from domain.spans import Span
from nlp.han import HAN, simplify
from nlp.resources import revision
from nlp.speakers.antecedents import Antecedents, Quoted
from nlp.speakers.bodies import bodies_in, body_called
from nlp.speakers.cast import Cast, Entity, read_cast
from nlp.speakers.descriptions import describe
from nlp.speakers.documents import issuer_of
from nlp.speakers.mentions import Mention, clean_affiliation, read_mention
from nlp.speakers.people import people_in
from nlp.speakers.sides import country_of, is_body
from nlp.speakers.titles import read_unnamed
from nlp.speakers.vocabulary import FILES, Vocabulary, given_names, vocabulary_for

#: Raise when the code resolves otherwise than before.
_CODE_REVISION = "9"
REVISION = f"{_CODE_REVISION}-{revision(*FILES)}"

#: Below this a speaker stays unknown: guessing is worse than abstaining.
THRESHOLD = 0.5

_HAN = re.compile(f"[{HAN}]")
#: "… who declined to be named", "… I met in Ohio": no part of a description that serves as a name.
_RELATIVE = re.compile(r"(?<=\s)(?P<head>\S*[a-z]),?\s+(?:who|which|that|whom|whose|(?:I|we)\s+[a-z]+)\b.*$")
#: "A report by the auditor", "an editorial published beside it".
_ISSUED = re.compile(
    r"(?P<what>(?:An?|One|Another|The|an?|one|another|the)\s(?:[\w’'-]+\s){0,3}?(?:report|study|paper|survey|analysis|poll|review|audit|"
    r"assessment|letter|statement|memo|editorial|circular|copy|filing|note|article|document|notice))\s"
    r"(?:(?:by|from)\s(?P<who>the(?:\s(?!in\b)[\w&.’'-]+){1,6}|[A-Z][\w&.’'-]*(?:\s(?:[A-Z&][\w&.’'-]*|of|for|and|the))*)\b"
    r"(?:\sin\s.*)?$|(?:[a-z]+ed|sent|written|seen)\s.*$)"
)
_NEARLY = re.compile(r"\b(?:more than|at least|nearly|about|almost|over)\s$", re.IGNORECASE)
_KNOWS = re.compile(r"\b(?:briefed|familiar|involved|close|aware)$")
_KNOWING = re.compile(
    r"\s(?:on|with|in|to|of)\s[\w’'-]+(?:\s(?!said|told|says|who|and\b)[\w’'-]+){0,3}(?=[,.;:\n]|\s(?:said|told|says))"
)
_OF_NAMED = re.compile(r"\sof\s(?:the\s)?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*(?=\s[a-z]+(?:s|ed|said|told)\b)")
#: "The San Jose, California-based company".
_BASED = re.compile(r"[A-Z][\w.’'-]*-based\s+(?=[a-z])")
#: "Dana Hale, the site director, a former officer who …": whom an apposition describes.
_APPOSED = re.compile(
    r"(?P<name>[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*)+)(?:,\s(?:the|an?|its|his|her)\s[^,.;:\n“”\"]{3,60})?,\s$"
)
#: How far before a name its description reaches, in characters.
_LEAD_HAN, _LEAD_LATIN = 14, 45
#: How far after speech without a cue the one who acts may be named, in characters.
_REACH = 60
#: How far into the paragraph behind, where a text opens with somebody's words.
_REACH_OF_OPENING = 120
#: How far after somebody spoke "the economist" may tell what they are, in characters.
_REACH_OF_ROLE = 400
#: How far before 前者 the two may be named, in characters.
_REACH_OF_PAIR = 600
_FOREIGN = re.compile("[·•‧・]")
#: What goes on behind speech up to the end of its sentence.
_ACTED = re.compile('[^“”「」『』"]?[”」』"](?P<words>[^。！？\n“”「」『』"：]+)')
#: A name after a description of somebody: ", Dana Hale, said", ", Dana Hale of the institute".
_BESIDE = re.compile(
    r",\s+(?P<name>[A-Z][\w’'.-]*(?:\s+(?:[A-Z][\w’'.-]*|de|van|von|der|bin|"
    r"al))*\s+[A-Z][\w’'-]+)(?=\s*(?:[,.:;]|\(|$|of\b|told\b|says?\b|said\b))"
)
_LONGEST_TITLE = 14
#: 该研究所, 同校, and what the short ones stand for.
_THE_BODY = re.compile("(?:[该同本此](?![人市省县国报刊台社网])|这[家个])(?P<noun>.+)")
_SHORT_NOUNS = {
    "校": "大学|学院|中学",
    "行": "银行",
    "所": "研究所|事务所",
    "院": "研究院|医院|法院|学院",
    "社": "社",
    "台": "电视台|电台",
    "会": "协会|学会|联合会|商会",
}
#: What takes up a medium, and how its name ends.
_MEDIA = {
    **dict.fromkeys(["报纸", "该报", "这家报纸", "这份报纸"], ("报",)),
    **dict.fromkeys(["杂志", "该刊", "该杂志", "这家杂志", "这份杂志"], ("刊", "杂志")),
    **dict.fromkeys(["通讯社", "该社", "这家通讯社"], ("社",)),
    **dict.fromkeys(["电视台", "该台", "这家电视台"], ("台",)),
}
#: 记者致电某地商户，他们
_ASKED = re.compile(
    "(?:致电|采访|询问|走访|联系|访问|问及|咨询)(?:到|了)?(?P<whom>[^，。；：！？“”「」\n]{2,20}?(?:人士|人员|[者员民户师家生友们]))，[^，。]{0,4}$"
)
_FIRM_NOUNS = frozenset(["公司", "企业", "集团", "厂商", "平台", "初创公司", "机构", "团队"])
_KINDS_OF_BODIES = frozenset(
    [
        "中心",
        "研究所",
        "研究院",
        "委员会",
        "协会",
        "学会",
        "联合会",
        "基金会",
        "实验室",
        "联盟",
        "组织",
        "智库",
        "法院",
        "医院",
        "学院",
    ]
)
#: Roles of one kind of body, that no other has.
_SEATS = {
    "立委": "立法院",
    "立法会议员": "立法会",
    "议员": "议会|立法会|众议院|参议院",
    "审判长": "法院|法庭",
    "法官": "法院|法庭",
    "庭长": "法院",
    "院长": "医院|研究院|学院|法院",
    "校长": "大学|学院|中学|小学",
    "队长": "队",
    "馆长": "馆",
    "行长": "银行",
    "所长": "研究所|派出所",
}
#: 某某和同事今年发表论文
_COLLEAGUES = re.compile("[和与及](?:[他她其]的?)?(?:同事|同行|团队|合作者)[们們]?$")
#: What stands before the label of a turn; where paragraphs were lost, the end of the one before.
_SENTENCE_ENDS = "\n。！？!?.…”」』）)"
_NATIONALITY = re.compile(r"([A-Z][\w.]+)\s(?=[A-Z])")
_SENTENCE_BEFORE = re.compile(r"(?:[.!?][”\"’]?|\n)\s*$")
_OWNED_NAME = re.compile(r"(?:[’']s|s[’'])\s+(?=[A-Z])")
#: ", a law firm that keeps a tally": what a body is, up to what it does.
_CALLED = re.compile(r"(?:\s\([^)]*\))?,\s+(?:an?|the)\s+([a-z -]{3,60}?)(?=[,.;:]|\s(?:that|which|in|of|based|who)\b)")
#: What stands before one of these does not describe the name after it: "US shares fell after Example Labs".
_JOINING = re.compile(
    r"\b(?:after|of|in|on|by|to|with|from|for|and|or|at|as|that|than|about|against|over|between|when|while|but|told|said)\s"
)
#: How far back somebody without a name is taken up, and by "they", in characters.
_FARTHEST_UNNAMED, _NEAR_UNNAMED = 2500, 160
#: A lead, in characters: there an office may stand for whom the next paragraph names.
_LEAD = 400
#: Nouns of one thing: a study is a paper is a report.
_STUDIES = ("study", "paper", "report", "survey", "analysis")
_BY = (
    r"(?:\s+(?:by|from)\s+(?:(?!finds?|found|says?|said|shows?|warns?|published|released|which|that|has|"
    r"is|was)[\w’'-]+\s?){1,6}(?<!\s))?"
)

#: Where an envoy is sent is not whom they stand for.
_SENT_TO = re.compile(r"\b((?:envoy|ambassador|emissary|delegate)s?) (?:to|for) (?:the )?[A-Z]\w+")
#: Who has left office stands for nobody.
_FORMERLY = re.compile(
    "(?:另?[一两多][名位])?(?:[^，的]{0,8}的)?(?:[^，的前]{1,4}[国州省市府部院署局厅])?(?:前(?![沿台端线海往来])|曾任)"
)
#: What speaks for its members or its visitors, and for no country; trades of a country do: 设备商协会.
_CLUB = re.compile("(?<![商业厂])协会")
#: What a state issues under a title stands for it, a paper does not.
_OFFICIAL_PAPER = re.compile(
    "(?:方案|办法|意见|规划|计划|条例|通知|法|规定|决定|政府工作报告|公报|纲要|细则|标准|指南|倡议|声明|公约|协定)$"
)
#: 其中|一名值夜班的员工: who is described needs no group.
_AMONG = re.compile("^其中(?=[一两三四五几多兩幾][名位].*的)")
#: 两名某某科技员工…其中一名
_SEVERAL_OF = re.compile("[两三四五六七八九十几多数][名位](?P<of>[^，。；：“”「」\n]{2,20})")
#: 向某某公司和某某局求证，前者…，后者…
_BOTH_ASKED = re.compile(
    f"(?:向|就|给|致函|致电|采访|询问|联系|约见)(?P<first>(?:(?![向就给])[{HAN}A-Za-z·]){{2,16}}?)(?:[和与及跟]|以及)(?P<second>[{HAN}A-Za-z·]{{2,30}}?)"
    "(?:分别|均|都)?(?:求证|询问|核实|发出|发送|提问|发函|求助|查询|反映|了解|提出|致函|[，。])"
)
#: The team that a sentence is about.
_TEAM = re.compile(f"(?:^|[。\\n])[\\s\u3000]*(?P<name>[{HAN}]{{2,8}}?[队隊])(?![{HAN}]?[长長员員伍])")
#: How far before 该平台 a body of the kind may have entered: 一家有声书平台.
_REACH_OF_KIND = 120
#: "In Beijing, meanwhile, a …".
_IN_PLACE = re.compile(r"\bIn (?P<place>[A-Z][\w-]*(?: [A-Z][\w-]*)?),(?:\s[a-z]+,)?\s$")
_PLACED = re.compile(r"\s(?:said |told [\w ]+ )?in (?P<place>[A-Z][\w-]*(?: [A-Z][\w-]*)?)\b")
#: Offices that every country has: at a foreign name they say nothing of China.
_BARE_OFFICE = re.compile("(?:[商外财教国][务交政育防]|司法|内政|经济|交通|劳动|能源|农业|卫生)部(?!驻)")
_OFFICE = re.compile("^(?!.*[国國]).*(?:[商外财教国][务交政育防]部|國防部|[商外財教][務交政育]部)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Resolved:
    """Whom one mention stands for."""

    name: str
    score: float
    entity: Entity | None = None
    mention: Mention | None = None


def resolve(text: str, quotations: Sequence[Quotation], *, language: str, home: str | None = None) -> list[Quotation]:
    """Return the quotations with speaker, affiliation, role, side and score filled in, as far as they are known.

    ``home`` is the country of the outlet: news names the country of foreign firms and officials, not of its own.
    """
    vocabulary = vocabulary_for(language)
    if vocabulary.spaced:
        quotations = [_whole(text, quotation) for quotation in quotations]
    cast = read_cast(text, vocabulary, home=home)
    people = frozenset() if vocabulary.spaced else people_in(text)
    _learn(text, quotations, cast, vocabulary, people)
    describe(text, cast, vocabulary)
    resolver = _Resolver(text, cast, vocabulary, people, quotations)
    resolved: list[Quotation] = []
    for quotation in quotations:
        found = resolver.speaker(quotation)
        if found is None or found.score < THRESHOLD:
            resolved.append(quotation)
            continue
        resolved.append(_described(text, quotation, found, resolver, cast, vocabulary))
        resolver.remember(quotation, found)
    return resolved


def _learn(
    text: str, quotations: Sequence[Quotation], cast: Cast, vocabulary: Vocabulary, people: frozenset[str]
) -> None:
    """Whoever is quoted by a full name belongs to the cast, also where the name alone does not look like one."""
    for quotation in quotations:
        if quotation.source is None or quotation.source_span is None:
            continue
        at = quotation.source_span.start
        mention = read_mention(_words(text, quotation, vocabulary), vocabulary, people=people)
        if mention.kind == "description":
            # Somebody without a name may be taken up by "he" or "they" as well.
            name = _as_name(mention.words or quotation.source)
            entity = cast.add(name, person=mention.person, places=[at], described=True)
            entity.plural = mention.plural
            entity.unnamed = True
            entity.organisation = not mention.person and not mention.plural
            if not vocabulary.spaced:
                entity.role = entity.role or mention.role
                entity.affiliation = entity.affiliation or mention.affiliation
        if mention.kind != "name" or mention.name is None:
            continue
        known, _ = _known(cast, mention.name, at)
        name = mention.polite or mention.name
        entity = known or cast.add(name, person=mention.person, places=[at])
        entity.person = entity.person or mention.person
        if vocabulary.spaced and not entity.organisation and name in given_names().gender:
            entity.person = True
        bare = not entity.person and not entity.organisation and vocabulary.spaced
        body = (vocabulary.organisation_words | vocabulary.public_bodies) & set(name.split())
        entity.unsure = bare and not body and country_of(name) is None
        entity.organisation = entity.organisation or not entity.person
        entity.places = sorted({*entity.places, at})
        entity.learn_gender(mention.gender)
        entity.role = entity.role or mention.role
        entity.affiliation = entity.affiliation or mention.affiliation


def _known(cast: Cast, name: str, at: int) -> tuple[Entity | None, float]:
    """Return whom a name stands for, also behind an owner's: "Example Labs’ Hale" may be Hale."""
    entity, score = cast.fullest(name, at)
    bare = name.removeprefix("The ").removeprefix("the ")
    if entity is None and bare != name:
        entity, score = cast.fullest(bare, at)
    if entity is None and (nationality := _NATIONALITY.match(bare)) and country_of(nationality[1]):
        # "The Chinese CDC" is the CDC.
        entity, score = cast.fullest(bare[nationality.end() :], at)
    owned = _OWNED_NAME.search(name)
    if entity is not None or owned is None:
        return entity, score
    entity, score = cast.fullest(name[owned.end() :], at)
    return (entity, score) if entity is not None and entity.person else (None, 0.0)


class _Resolver:
    """Resolves the quotations of one text in order; each speaker is a candidate for the next."""

    def __init__(
        self,
        text: str,
        cast: Cast,
        vocabulary: Vocabulary,
        people: frozenset[str],
        quotations: Sequence[Quotation],
    ) -> None:
        self._text = text
        self._cast = cast
        self._vocabulary = vocabulary
        self._people = people
        spoken = [span for quotation in quotations if quotation.type == "direct" for span in quotation.spans]
        self._antecedents = Antecedents(text, cast, vocabulary, spoken)
        self._quoted: list[Quoted] = []
        #: Whom "the former" and "the latter" took up last.
        self._pair: tuple[Entity, Entity] | None = None
        self._previous: tuple[Quotation, _Resolved] | None = None

    def remember(self, quotation: Quotation, found: _Resolved) -> None:
        """Keep who spoke last, for those who are taken up later."""
        self._previous = quotation, found
        if found.entity is not None:
            at = quotation.source_span.start if quotation.source_span else quotation.spans[-1].end
            self._quoted.append(Quoted(found.entity, at, quotation.spans))

    def speaker(self, quotation: Quotation) -> _Resolved | None:
        """Return whom the source of a quotation stands for."""
        if quotation.source is None or quotation.source_span is None:
            return self._without_source(quotation)
        at = quotation.source_span.start
        if self._vocabulary.spaced:
            if quotation.source.lower() in self._vocabulary.own:
                return None
            if (owner := self._owner(quotation.source, at)) is not None:
                return owner
            if (named := self._named_beside(quotation) or self._described_by(quotation.source, at)) is not None:
                return named
        words = _words(self._text, quotation, self._vocabulary)
        if words.startswith("the ") and _BASED.match(quotation.source):
            # The town that stands before is not taken up.
            at = max(self._text.rfind(end, 0, at) for end in (". ", "\n")) + 1
        mention = read_mention(words, self._vocabulary, people=self._people)
        if not self._vocabulary.spaced and (paper := self._paper(quotation.source)) is not None:
            return paper
        if mention.kind == "name" and mention.name is not None:
            entity, score = _known(self._cast, mention.name, at)
            if entity is None:
                return _Resolved(name=mention.name, score=0.75, mention=mention)
            return _Resolved(name=entity.name, score=score, entity=entity, mention=mention)
        if mention.kind == "description" and (bearer := self._bearer(quotation.source, mention, at)) is not None:
            return _Resolved(name=bearer.name, score=0.75, entity=bearer, mention=mention)
        if mention.kind in ("description", "national_body"):
            name = _as_name(mention.words or quotation.source)
            return _Resolved(name=name, score=0.8, entity=self._cast.entities.get(name), mention=mention)
        if not self._vocabulary.spaced and (kind := self._of_kind(quotation.source, at)) is not None:
            entity = self._cast.add(kind, person=False, places=[at], described=True)
            entity.unnamed = entity.organisation = True
            return _Resolved(name=kind, score=0.7, entity=entity, mention=mention)
        entity, score = self._taken_up(mention, at)
        if entity is None:
            if mention.kind not in ("organisation_noun", "person_noun", "document_noun"):
                return None
            # Nobody is taken up: "the ministry" is a name for want of one, which "it" may take up.
            name = _as_name(quotation.source)
            if self._vocabulary.spaced and mention.kind == "organisation_noun":
                name, at = self._office(mention.noun, at) or (name, at)
                entity = self._cast.add(name, person=False, places=[at], described=True)
                entity.organisation = True
            return _Resolved(name=name, score=THRESHOLD, entity=entity, mention=mention)
        return _Resolved(name=entity.name, score=score, entity=entity, mention=mention)

    def _named_beside(self, quotation: Quotation) -> _Resolved | None:
        """Return whom an apposition names: "the deputy commissioner, Dana Hale, said"; "one, Dana Hale of …"."""
        source, span = quotation.source, quotation.source_span
        if source is None or span is None or source.split()[0].lower() not in self._vocabulary.describing:
            return None
        mention = read_mention(source, self._vocabulary, people=self._people)
        if mention.kind not in ("description", "person_noun") or mention.plural or len(source.split()) > _LONGEST_TITLE:
            return None
        found = _BESIDE.match(self._text, span.end)
        if found is None or self._vocabulary.organisation_words & set(found["name"].split()):
            return None
        name = _as_name(found["name"])
        entity, _ = self._cast.fullest(name, found.start("name"))
        entity = entity or self._cast.add(name, person=True, places=[found.start("name")])
        entity.person, entity.organisation = True, False
        if mention.role is not None and entity.role is None:
            entity.role = mention.role
        entity.affiliation = entity.affiliation or mention.affiliation
        return _Resolved(name=entity.name, score=0.9, entity=entity, mention=mention)

    def body_told(self, words: str | None, at: int) -> str | None:
        """Return the body that an English description tells: "the department" is the one that it takes up."""
        if words is None or not words.startswith("the ") or words != words.lower():
            return words.removeprefix("the ") if words else None
        mention = read_mention(words, self._vocabulary)
        if mention.kind != "organisation_noun":
            return words
        found, score = self._taken_up(mention, at)
        return found.name if found is not None and score >= THRESHOLD and not found.person else words

    def body(self, entity: Entity, role: str | None, affiliation: str | None) -> str | None:
        """Return the body of somebody in a Chinese text, where only 公司, 该研究所 or the role tells it."""
        words, told = simplify(affiliation or ""), simplify(role or "")
        at = entity.places[0] if entity.places else 0
        if affiliation is None and entity.unnamed and (group := self._among(told, at)):
            return group
        taken = _THE_BODY.fullmatch(words)
        noun = self._noun_of_body(taken["noun"]) if taken else words
        firm = noun in _FIRM_NOUNS or (taken is None and words in self._vocabulary.thing_pronouns)
        if (taken or words in _KINDS_OF_BODIES) and not firm:
            return body_called(self._text, noun, at) or self._of_kind(affiliation or "", at) or affiliation
        if firm or (affiliation is None and self._vocabulary.firm_roles.search(told)):
            found, _ = self._antecedents.best(at, person=False)
            found = found or self._cast.last_organisation(at)
            return found.name if found is not None else affiliation
        if affiliation is None and (of := next((bodies for end, bodies in _SEATS.items() if told.endswith(end)), None)):
            if of == "队" and (team := _TEAM.search(self._text, 0, at)):
                return team["name"]
            return body_called(self._text, of, at) or body_called(self._text, of, len(self._text))
        return affiliation

    def _among(self, role: str, at: int) -> str | None:
        """Return the body of several, one of whom speaks: 两名某某科技员工…其中一名员工."""
        if not role or simplify(self._text[max(0, at - 2) : at + 2]).find("其中") < 0:
            return None
        start = max(0, at - _REACH_OF_KIND)
        for several in reversed(list(_SEVERAL_OF.finditer(simplify(self._text[start:at])))):
            where = several["of"].find(role)
            if where > 1:
                of = self._text[start + several.start("of") :][:where]
                return clean_affiliation(of, self._vocabulary)
        return None

    def _noun_of_body(self, noun: str) -> str:
        """Return what 该中心运维 and 该院 take up: 中心; 研究院 or 医院."""
        bare = max(
            (n for n in (*self._vocabulary.organisation_nouns, *_SHORT_NOUNS) if noun.startswith(n)),
            key=len,
            default=noun,
        )
        return _SHORT_NOUNS.get(bare, bare)

    def _described_by(self, source: str, at: int) -> _Resolved | None:
        """Return whom a source describes that stands in apposition: "Dana Hale, a former officer who calls …"."""
        found = _APPOSED.search(self._text, max(0, at - 140), at)
        if found is None or source.split()[0] not in ("a", "an", "the") or source.split()[-1][0].isupper():
            return None
        entity, _ = self._cast.fullest(found["name"], at)
        if entity is None or not entity.person:
            return None
        return _Resolved(name=entity.name, score=0.8, entity=entity)

    def _asking(self, at: int) -> Entity | None:
        """Return who asked right before ``at`` in an English text."""
        if self._previous is None or not self._vocabulary.spaced:
            return None
        quotation, speaker = self._previous
        near = at - quotation.spans[-1].end < _NEAR_UNNAMED
        asked = quotation.cue is not None and quotation.cue.lower().startswith(("ask", "press", "wonder"))
        return speaker.entity if near and asked else None

    def _owner(self, source: str, at: int) -> _Resolved | None:
        """Return whose "her statement" is, and who said "the quip"."""
        first, *rest = source.lower().split()
        if not rest or rest[-1] not in self._vocabulary.speech_nouns | self._vocabulary.document_nouns:
            return None
        if first == "the" and rest[-1] in self._vocabulary.speech_nouns and self._previous is not None:
            return replace(self._previous[1], score=0.7)
        if first not in ("his", "her"):
            return None
        found, score = self._taken_up(read_mention(first, self._vocabulary), at)
        return _Resolved(name=found.name, score=score, entity=found) if found is not None else None

    def _unnamed(self, noun: str, at: int) -> Entity | None:
        """Return the person or people without a name, quoted last, that "the person" or "they" takes up."""
        for item in reversed(self._quoted):
            entity = item.entity
            if not entity.unnamed or at - item.at > _FARTHEST_UNNAMED:
                continue
            words = set(re.findall(r"[a-z-]+", entity.name.lower()))
            several = entity.plural or bool(words & {"people", "sources", "insiders", "officials"})
            same = noun in words or (noun == "person" and not several) or (noun in ("people", "sources") and several)
            if same:
                return entity
        return None

    def _taken_up(self, mention: Mention, at: int) -> tuple[Entity | None, float]:
        """Return whom a pronoun or "the company" takes up, and how sure that is."""
        if mention.kind in ("former", "latter"):
            return self._one_of_two(mention, at)
        if mention.kind == "person_pronoun" and not mention.gender and self._quoted and not self._vocabulary.spaced:
            # 其 goes on with whoever was quoted right before, a person or a body.
            last = self._quoted[-1]
            if "\n" not in self._text[last.at : at]:
                return last.entity, 0.8
        person = mention.kind in ("person_pronoun", "person_noun") and not mention.plural
        if self._vocabulary.spaced and mention.kind == "person_noun" and mention.role is not None:
            if (bearer := self._unnamed(mention.noun or mention.role, at)) is not None:
                return bearer, 0.8
            if mention.noun is not None:
                return None, 0.0
        if self._vocabulary.spaced and mention.plural and mention.kind == "thing_pronoun":
            before = self._quoted[-1] if self._quoted else None
            if (
                before is not None
                and before.entity.unnamed
                and at - max(before.at, before.spans[-1].end) < _NEAR_UNNAMED
            ):
                return before.entity, 0.75
        if not self._vocabulary.spaced and mention.plural and (several := self._several(at)) is not None:
            return several, 0.65
        if mention.role == "人士" and (somebody := self._somebody(at)) is not None:
            return somebody, 0.8
        if mention.role is not None and (bearer := self._cast.with_role(mention.role, at)) is not None:
            return bearer, 0.8
        if self._vocabulary.spaced and mention.kind == "person_noun" and mention.role is not None:
            named, sure = self._first_named_after(at)
            later = None if named else self._cast.in_role_later(mention.role, at)
            if named is None and later is None and mention.role in self._vocabulary.generic_people:
                return self._antecedents.best(at, person=True, quoted=self._quoted)
            begins = _SENTENCE_BEFORE.search(self._text[max(0, at - 4) : at]) is not None
            topic = self._antecedents.topic(at) if begins and named is None and later is None else None
            if topic is not None and topic.role is None and not topic.unnamed:
                return topic, 0.6
            previous = self._quoted[-1] if self._quoted and named is None and later is None else None
            if (
                previous is not None
                and previous.entity.person
                and previous.entity.role is None
                and at - previous.at < _REACH_OF_ROLE
            ):
                previous.entity.role = mention.role
                return previous.entity, 0.6
            return (later, 0.65) if later is not None else (named, sure)
        if mention.noun is not None:
            if (bearer := self._cast.called(mention.noun, at)) is not None:
                return bearer, 0.8
            if mention.kind == "document_noun":
                return self._document(mention.noun, at)
        if self._vocabulary.spaced and mention.noun in self._vocabulary.public_nouns:
            study = self._introduced(mention.noun, at) if mention.noun in _STUDIES else None
            return (study, 0.7) if study is not None else self._public_body(mention.noun, at)
        if self._vocabulary.spaced and mention.kind == "person_noun" and mention.role is None:
            # "The 56-year-old" is whom the text is about.
            main = self._cast.main_person(gender="")
            if main is not None and main.places[0] < at:
                return main, 0.7
        found, score = self._antecedents.best(
            at,
            person=person,
            gender=mention.gender,
            plural=mention.plural,
            noun=mention.noun,
            quoted=self._quoted,
            asking=self._asking(at),
        )
        if found is None and self._vocabulary.spaced and person:
            found, score = self._cast.main_person(gender=mention.gender), 0.55
        if found is None and not person and not mention.plural:
            found, score = self._cast.main_organisation(least=3), 0.55
        if found is not None and mention.kind == "person_pronoun":
            found.learn_gender(mention.gender)
        return found, score

    def _paper(self, source: str) -> _Resolved | None:
        """Return the medium quoted last that 报纸 or 该刊 takes up."""
        endings = _MEDIA.get(simplify(source), ())
        found = (item.entity for item in reversed(self._quoted) if simplify(item.entity.name).endswith(endings))
        medium = next(found, None) if endings else None
        return _Resolved(name=medium.name, score=0.8, entity=medium) if medium is not None else None

    def _several(self, at: int) -> Entity | None:
        """Return whom a Chinese "they" takes up: 记者致电某地商户，他们…; two whom the sentence before names."""
        start = max(self._text.rfind("\n", 0, at), 0)
        if (asked := _ASKED.search(simplify(self._text[start:at]))) is not None:
            place = start + asked.start("whom")
            group = self._cast.add(
                self._text[place : start + asked.end("whom")], person=False, places=[place], described=True
            )
            group.unnamed = group.plural = True
            return group
        end = self._text.rfind("。", start, at)
        first = max(self._text.rfind("。", start, end), start) if end > start else at
        named = sorted(
            (place, entity.name)
            for entity in self._cast.entities.values()
            if entity.person and not entity.unnamed
            for place in entity.places
            if first <= place < end
        )
        two = list(dict.fromkeys(name for _, name in named))
        return self._cast.entities[two[0]] if len(two) == 2 else None

    def _somebody(self, at: int) -> Entity | None:
        """Return the person without a name who was told of last, whom 该人士 takes up."""
        told = [
            (max(place for place in entity.places if place < at), entity.name)
            for entity in self._cast.entities.values()
            if entity.unnamed and not entity.organisation and any(place < at for place in entity.places)
        ]
        return self._cast.entities[max(told)[1]] if told else None

    def _bearer(self, source: str, mention: Mention, at: int) -> Entity | None:
        """Return whom a Chinese office stands for: whose name follows it elsewhere, in a headline who has it."""
        if self._vocabulary.spaced or not mention.person or mention.role is None or mention.plural:
            return None
        if source.startswith(self._vocabulary.singular):
            return None
        if simplify(source) == simplify(mention.role):
            # 发言人 after 某局发言人.
            fuller = [
                e for e in self._cast.entities.values() if e.unnamed and e.name.endswith(source) and e.name != source
            ]
            before = [e for e in fuller if e.places[0] < at]
            if before:
                return max(before, key=lambda e: max(place for place in e.places if place < at))
        for entity in self._cast.entities.values():
            if entity.person and len(source) > 3 and f"{source}{entity.name}" in self._text:
                return entity
        line_end = self._text.find("\n", at)
        if self._text.rfind("\n", 0, at) >= 0 or line_end < 0 or "。" in self._text[:line_end]:
            return None
        bearers = self._cast.bearers(simplify(mention.role))
        own = [bearer for bearer in bearers if simplify(bearer.role or "") == simplify(mention.role)] or bearers
        apart = mention.affiliation is not None and any(mention.affiliation != e.affiliation for e in own)
        return own[0] if len(own) == 1 and not apart else None

    def _public_body(self, noun: str, at: int) -> tuple[Entity | None, float]:
        """Return the office or paper that "the agency" takes up: one so described, or so called, before ``at``."""
        named = [e for e in self._cast.entities.values() if e.places[0] < at and not e.person and not e.unnamed]
        described = [e for e in named if noun in e.nouns]
        words = self._vocabulary.named_by.get(noun, frozenset())
        called = [e for e in named if words & set(e.name.split())]
        for bearers, score in ((described, 0.75), (called, 0.65)):
            if bearers:
                return max(bearers, key=lambda e: max(place for place in e.places if place < at)), score
        return None, 0.0

    def _office(self, noun: str | None, at: int) -> tuple[str, int] | None:
        """Return the office that the text calls by a fuller common noun before: "the energy department"."""
        if noun not in self._vocabulary.public_nouns:
            return None
        found = re.search(rf"\b[Tt]he (?P<name>(?:[a-z]+ ){{1,2}}{noun})\b", self._text[:at])
        return (found["name"], found.start("name")) if found else None

    def _first_named_after(self, at: int) -> tuple[Entity | None, float]:
        """Whom a lead calls by an office only, the next paragraph names: "…, the minister has said. ¶ Dana Hale"."""
        end = self._text.find("\n", at)
        start = end + len(self._text[end:]) - len(self._text[end:].lstrip()) if end >= 0 else len(self._text)
        if at > _LEAD or start - at > _LEAD:
            return None, 0.0
        named = [e for e in self._cast.entities.values() if e.person and start in e.places and e.role is None]
        return (named[0], 0.6) if named and " " in named[0].name else (None, 0.0)

    def _document(self, noun: str, at: int) -> tuple[Entity | None, float]:
        """Return the document that "the report" takes up: the first that is called one, else whoever issued it."""
        if self._vocabulary.spaced and (introduced := self._introduced(noun, at)) is not None:
            return introduced, 0.7
        if not self._vocabulary.spaced and (issuer := issuer_of(self._text, noun, at)) is not None:
            return self._issuer(issuer)
        if self._vocabulary.spaced and noun != "statement":
            # A complaint or an index speaks for itself, a statement for whoever made it.
            return None, 0.0
        return self._antecedents.best(at, person=False, quoted=self._quoted)

    def _issuer(self, issuer: Span) -> tuple[Entity | None, float]:
        """Return whom the words for who issued a document stand for: a name, 该研究所, somebody and colleagues."""
        words = _COLLEAGUES.sub("", issuer.of(self._text))
        mention = read_mention(words, self._vocabulary, people=self._people)
        if mention.kind in ("thing_pronoun", "organisation_noun"):
            return self._taken_up(mention, issuer.start)
        known, _ = self._cast.fullest(mention.name or words, issuer.start)
        name = words if self._vocabulary.spaced else mention.name or words
        return known or self._cast.add(name, person=False, places=[issuer.start]), 0.7

    def _introduced(self, noun: str, at: int) -> Entity | None:
        """Return the document that the text introduces with an article before ``at``, a source itself or not."""
        nouns = "|".join(_STUDIES) if noun in _STUDIES else noun
        for entity in self._cast.entities.values():
            if re.search(rf"^(?:an?|one|another)\b.*\b(?:{nouns})\b", entity.name, re.I) and entity.places[0] < at:
                return entity
        found = re.search(rf"\b[Aa]n?\s+(?:[\w’'-]+\s+){{0,4}}?(?:{nouns})\b{_BY}", self._text[:at])
        if found is None:
            return None
        return self._cast.add(_as_name(found.group()), person=False, places=[found.start()], described=True)

    def _one_of_two(self, mention: Mention, at: int) -> tuple[Entity | None, float]:
        """ "The former" and "the latter": the two that the sentences right before name last."""
        if not self._vocabulary.spaced and (both := self._both_asked(at)) is not None:
            return both[mention.kind == "latter"], 0.7
        named = sorted(
            (max(place for place in entity.places if place < at), entity.name)
            for entity in self._cast.entities.values()
            if any(at - 300 < place < at for place in entity.places)
        )
        if not self._vocabulary.spaced and (pair := self._named_together(at)):
            named = pair
        if len(named) < 2:
            return None, 0.0
        if mention.kind == "latter" and self._pair is not None:
            return self._pair[1], 0.6
        self._pair = self._cast.entities[named[-2][1]], self._cast.entities[named[-1][1]]
        return self._pair[mention.kind == "latter"], 0.6

    def _both_asked(self, at: int) -> tuple[Entity, Entity] | None:
        """Return the two whom a Chinese sentence asks before it takes them up: 向某某公司和某某局求证，前者…."""
        start = max(self._text.rfind(end, 0, at) for end in ("。", "\n")) + 1
        found = list(_BOTH_ASKED.finditer(simplify(self._text[start:at])))
        if not found:
            return None
        pair = []
        for group in ("first", "second"):
            place, end = (start + offset for offset in found[-1].span(group))
            words = self._text[place:end]
            name = body_called(words, self._ending(words), len(words)) or words
            known, _ = self._cast.fullest(name, place)
            pair.append(known or self._cast.add(name, person=False, places=[end - len(name)]))
        return pair[0], pair[1]

    def _ending(self, words: str) -> str:
        """Return the noun that the name of a body ends in, to find where it begins."""
        folded = simplify(words)
        nouns = (*self._vocabulary.organisation_nouns, *self._vocabulary.body_endings)
        return re.escape(max((noun for noun in nouns if folded.endswith(noun)), key=len, default=folded[-1:]))

    def _of_kind(self, source: str, at: int) -> str | None:
        """Return the body without a name that entered last, as 该平台 takes it up: 一家有声书平台."""
        taken = _THE_BODY.fullmatch(simplify(source))
        start = max(0, at - _REACH_OF_KIND)
        if taken is None or "\n" in self._text[start:at].strip():
            start = max(start, self._text.rfind("\n", 0, at) + 1)
        kinds = f"[一某][家个间間]?[^，。；：、“”「」\n]{{1,10}}?{re.escape(taken['noun'])}" if taken else "(?!)"
        last = max(re.finditer(kinds, simplify(self._text[start:at])), key=lambda match: match.start(), default=None)
        if last is None or taken is None or taken["noun"] in simplify(self._text[start + last.end() : at]):
            return None
        return self._text[start + last.start() : start + last.end()]

    def _named_together(self, at: int) -> list[tuple[int, str]]:
        """Return the two firms, else the two people, that the last Chinese sentence with just two of them names."""
        start = max(0, at - _REACH_OF_PAIR)
        sentences = [(match.start(), match.end()) for match in re.finditer(r"[^。！？\n]+", self._text[start:at])]
        firms = bodies_in(self._text)
        for kind in (lambda e: e.name in firms, lambda e: e.person):
            for first, last in reversed(sentences):
                named = sorted(
                    (min(places), entity.name)
                    for entity in self._cast.entities.values()
                    if kind(entity) and (places := [p for p in entity.places if start + first <= p < start + last])
                )
                if len(named) == 2:
                    return named
        return []

    def _without_source(self, quotation: Quotation) -> _Resolved | None:
        """Speech without a cue: whoever acts right before or after it, or else it goes on with what was said before."""
        if self._is_turn(quotation):
            return None
        start, end = quotation.spans[0].start, quotation.spans[-1].end
        line_start = self._text.rfind("\n", 0, start) + 1
        before, _ = self._antecedents.best(start, person=True, quoted=self._quoted)
        if self._previous is not None:
            quoted, speaker = self._previous
            last = max(
                quoted.spans[-1].end,
                quoted.cue_span.end if quoted.cue_span else 0,
                quoted.source_span.end if quoted.source_span else 0,
            )
            between = self._text[last:start]
            letters = len(re.findall(f"[\\w{HAN}]", between))
            another = before is not None and before is not speaker.entity
            if (
                another
                and before is not None
                and any(max(last, line_start) <= place < start for place in before.places)
            ):
                return _Resolved(name=before.name, score=0.65, entity=before)
            if "\n" not in between.strip(" ") and letters < 40:
                return replace(speaker, score=0.8)
            acting = self._acts_after(quotation)
            if acting is not None and acting.entity is not speaker.entity:
                return acting
            if letters == 0 and between.count("\n") <= 3:
                return replace(speaker, score=0.7)
        line_end = self._text.find("\n", end)
        line_end = len(self._text) if line_end < 0 else line_end
        after = _first_named(self._cast, end, min(line_end, end + _REACH))
        if before is not None and any(line_start <= place < start for place in before.places):
            return _Resolved(name=before.name, score=0.6, entity=before)
        alone = not self._text[line_start:start].strip(' \u3000“"「『')
        if after is not None and alone:
            return _Resolved(name=after.name, score=0.6, entity=after)
        if alone and self._previous is None and not self._vocabulary.spaced:
            return self._enters_after(end, line_end)
        if self._vocabulary.spaced or self._previous is None or quotation.cue is not None:
            return None
        return self._acts_after(quotation) or self._one_voice(before)

    def _acts_after(self, quotation: Quotation) -> _Resolved | None:
        """Return who acts in the words right behind Chinese speech: “…。”对这个结果，某人显得惊讶。"""
        found = _ACTED.match(self._text, quotation.spans[-1].end)
        if self._vocabulary.spaced or found is None:
            return None
        first = _first_named(self._cast, found.start("words"), min(found.end(), found.start("words") + _REACH))
        if first is None:
            return None
        place = next(place for place in first.places if place >= found.start("words"))
        acting = self._antecedents.acts(first, place)
        return _Resolved(name=first.name, score=0.6, entity=first) if acting else None

    def _one_voice(self, before: Entity | None) -> _Resolved | None:
        """Return who spoke last, where a Chinese text is about nobody as much, and nobody else was named since."""
        speaker = self._previous[1] if self._previous is not None else None
        if speaker is None or speaker.entity is None or before not in (None, speaker.entity):
            return None
        return replace(speaker, score=0.55) if self._cast.main_person(gender="") is speaker.entity else None

    def _enters_after(self, end: int, line_end: int) -> _Resolved | None:
        """A Chinese text that opens with somebody's words: who enters first in the paragraph behind."""
        start = line_end + len(self._text[line_end:]) - len(self._text[line_end:].lstrip())
        stop = self._text.find("。", start)
        within = start < stop < (self._text + "\n").find("\n", start)
        if self._text[end:line_end].strip(' \u3000”"」』。！？') or "\n" not in self._text[:end] or not within:
            return None
        first = _first_named(self._cast, start, min(stop, start + _REACH_OF_OPENING))
        return _Resolved(name=first.name, score=0.55, entity=first) if first is not None else None

    def _is_turn(self, quotation: Quotation) -> bool:
        """Whether a label without a name leads to the quotation, as in an interview: 问：…"""
        label = quotation.cue_span
        if label is None or label.end >= quotation.spans[0].start:
            return False
        before = self._text[: label.start].rstrip(" \t\u3000")
        return (not before or before.endswith(tuple(_SENTENCE_ENDS))) and self._text[label.end] in ":："


def _first_named(cast: Cast, start: int, end: int) -> Entity | None:
    """Return the person named first in a stretch."""
    named = [
        (place, entity.name)
        for entity in cast.entities.values()
        if entity.person
        for place in entity.places
        if start <= place < end
    ]
    return cast.entities[min(named)[1]] if named else None


def _as_name(source: str) -> str:
    """Return a description as a name, without line breaks and relative clauses; of a document, who issued it."""
    name = _AMONG.sub("", _RELATIVE.sub(r"\g<head>", re.sub(r"\s+", " ", source)))
    document = _ISSUED.match(name)
    if document is None:
        return name
    who = document["who"]
    return who.removeprefix("the ").strip() if who and " and " not in who else document["what"]


def _words(text: str, quotation: Quotation, vocabulary: Vocabulary) -> str:
    """Return the words of a source as they are read: "the company" for "The San Jose, California-based company"."""
    source, span = quotation.source or "", quotation.source_span
    if not vocabulary.spaced or span is None:
        return source
    based = _BASED.match(source) if text[max(0, span.start - 2) : span.start] == ", " else None
    return f"the {source[based.end() :]}" if based else _as_name(source)


def _whole(text: str, quotation: Quotation) -> Quotation:
    """Return an English quotation with what belongs to a source without a name: "two people briefed on the matter"."""
    span = quotation.source_span
    if quotation.source is None or span is None or not quotation.source.split()[-1].islower():
        return quotation
    start, end = span
    if led := _NEARLY.search(text[max(0, start - 12) : start]):
        start -= len(led.group())
    if following := (_KNOWING.match(text, end) if _KNOWS.search(quotation.source) else _OF_NAMED.match(text, end)):
        end = following.end()
    whole = Span(start, end)
    return quotation if whole == span else replace(quotation, source=whole.of(text), source_span=whole)


def _described(
    text: str, quotation: Quotation, found: _Resolved, resolver: _Resolver, cast: Cast, vocabulary: Vocabulary
) -> Quotation:
    entity, mention = found.entity, found.mention
    own_role = mention.role if mention and mention.kind != "person_noun" else None
    role = own_role or (entity.role if entity else None)
    affiliation = (mention.affiliation if mention else None) or (entity.affiliation if entity else None)
    if (
        vocabulary.spaced
        and mention is not None
        and quotation.source_span
        and _is_unnamed(quotation, found, vocabulary)
    ):
        title = read_unnamed(mention.words or _as_name(quotation.source or ""), vocabulary)
        if title is not None:
            role = title.role
            affiliation = affiliation or resolver.body_told(title.affiliation, quotation.source_span.start)
        if entity is not None and entity.unnamed:
            # Whoever takes them up has them too.
            entity.role, entity.affiliation = entity.role or role, entity.affiliation or affiliation
    if vocabulary.spaced and affiliation is not None:
        affiliation = _body_spelt_out(text, quotation, affiliation, cast)
    if not vocabulary.spaced and entity is not None:
        affiliation = resolver.body(entity, role, affiliation)
    return replace(
        quotation,
        speaker=found.name,
        role=role,
        affiliation=affiliation,
        side=_side(text, quotation, found, role, affiliation, cast, vocabulary),
        speaker_score=round(found.score, 3),
    )


def _body_spelt_out(text: str, quotation: Quotation, affiliation: str, cast: Cast) -> str | None:
    """Return the full name of an English body; nothing for where somebody lives: "of Leeds, England"."""
    end = quotation.source_span.end if quotation.source_span else 0
    lives = (quotation.source or "").endswith(f" of {affiliation}") and re.match(r",\s[A-Z][\w.]+(?:,|\s)", text[end:])
    if lives and " " not in affiliation:
        return None
    known, _ = cast.fullest(affiliation, end) if affiliation.isupper() else (None, 0.0)
    return known.name if known is not None and not known.person else affiliation


def _is_unnamed(quotation: Quotation, found: _Resolved, vocabulary: Vocabulary) -> bool:
    """Whether a description stands for nobody whom the text names."""
    kind = found.mention.kind if found.mention else None
    described = kind == "person_noun" and found.name == _as_name(quotation.source or "")
    # "Executives at two makers in China" ends like a name.
    first, *rest = (quotation.source or "").split() or [""]
    several = first.lower() in vocabulary.groups and rest[:1] == ["at"]
    return kind == "description" or several or (described and " " in found.name)


def _side(
    text: str,
    quotation: Quotation,
    found: _Resolved,
    role: str | None,
    affiliation: str | None,
    cast: Cast,
    vocabulary: Vocabulary,
) -> str | None:
    description = " ".join(filter(None, [role, affiliation, quotation.source if found.entity is None else found.name]))
    titled = vocabulary.media.search(simplify(found.name)) is not None or (
        f"《{found.name}》" in text and not _OFFICIAL_PAPER.search(simplify(found.name))
    )
    if role is None and titled and not is_body(found.name):
        return None
    plain = vocabulary.insider.sub("", simplify(description))
    if not vocabulary.spaced:
        plain += _fellow(found, cast)
    observer = vocabulary.observer.search(plain) is not None
    if not vocabulary.spaced and _CLUB.search(plain):
        observer = observer or country_of(plain) in (None, cast.home)
    body = affiliation or (found.entity.name if found.entity is not None and not found.entity.person else None)
    observer = observer or (body is not None and vocabulary.spaced and _observes(text, body))
    if observer and not vocabulary.we.search(simplify(" ".join(quotation.content))):
        return None
    if not vocabulary.spaced and any(_FORMERLY.match(simplify(name)) for name in (quotation.source or "", found.name)):
        return None
    if not vocabulary.spaced and cast.home != "CN" and (office := _BARE_OFFICE.match(simplify(affiliation or ""))):
        # 国防部 of whatever country the text says, or was printed in.
        return _country_in_text(text, (affiliation or "")[: office.end()]) or cast.home
    description = _SENT_TO.sub(r"\1", description)
    role = _SENT_TO.sub(r"\1", role) if role else role
    foreign = found.entity is not None and _FOREIGN.search(found.entity.name) is not None
    for words in filter(None, [f"{role or ''} {affiliation or ''}".strip(), description if not foreign else None]):
        if not (foreign and _OFFICE.search(words)) and (country := country_of(words)) is not None:
            return country
    for name in filter(None, [affiliation, found.entity.name if found.entity else None]):
        if (
            not vocabulary.authorities.fullmatch(simplify(name))
            and (country := _country_in_text(text, name)) is not None
        ):
            return country
    if vocabulary.spaced and (country := _country_beside(text, quotation, found, role)) is not None:
        return country
    return cast.country_by_name(found.entity, found.name, role=role, affiliation=affiliation)


def _fellow(found: _Resolved, cast: Cast) -> str:
    """Return the role of whom a description names first: 某某与两名同事."""
    if found.entity is None or found.entity.person:
        return ""
    named = re.match(f"(?P<name>[{HAN}·]{{2,}}?)[和与及跟]", found.name)
    person, _ = cast.fullest(named["name"], found.entity.places[0]) if named else (None, 0.0)
    return simplify(f" {person.role or ''}{person.affiliation or ''}") if person is not None and person.person else ""


def _country_beside(text: str, quotation: Quotation, found: _Resolved, role: str | None) -> str | None:
    """Return the country in which somebody without a name speaks: "In Beijing, a ministry spokesman said"."""
    named = found.entity is not None and not found.entity.unnamed
    if named or role is None or quotation.source_span is None:
        return None
    start = quotation.source_span.start
    placed = _IN_PLACE.search(text[max(0, start - 60) : start]) or _PLACED.match(text, quotation.source_span.end)
    return country_of(placed["place"]) if placed else None


@lru_cache(maxsize=256)
def _observes(text: str, name: str) -> bool:
    """Whether the article calls a body one that watches others: "the broker X", "X, a law firm"."""
    vocabulary = vocabulary_for("en")
    if vocabulary.observing.search(name) and country_of(name) is None:
        return True
    for match in re.finditer(re.escape(name), text):
        before = re.search(r"(?:[a-z-]+\s+){1,3}$", text[max(0, match.start() - 40) : match.start()])
        after = _CALLED.match(text, match.end())
        if any(words and vocabulary.observing.search(words) for words in (before and before[0], after and after[1])):
            return True
    return False


@lru_cache(maxsize=256)
def _country_in_text(text: str, name: str) -> str | None:
    """Return the country by which the article describes ``name``: "Chinese start-up X", "X, a firm in California"."""
    for match in re.finditer(re.escape(name), text):
        reach = _LEAD_HAN if _HAN.match(name) else _LEAD_LATIN
        before = re.split(r"[.,;:。，；：\n“”\"]", text[max(0, match.start() - reach) : match.start()])[-1]
        described = re.match(
            r"[’']?s?,?\s*(?:\(\w+\)\s*)?,\s*(?:an?|the)\s+([^.,;\n]{3,60})", text[match.end() : match.end() + 90]
        )
        own = country_of(described[1]) if described else None
        if _HAN.match(name) is None:
            before = _JOINING.split(before)[-1]
        country = own or country_of(before, nearest_last=True)
        if country is not None:
            return country
    return None
