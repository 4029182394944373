"""Bodies of a Chinese text that only a noun or a role tells: 公司, 该研究所, 报纸, a judge's court."""

import re
from dataclasses import dataclass

from nlp.han import HAN, simplify
from nlp.speakers.bodies import body_called, court_called
from nlp.speakers.cast import Cast, Entity
from nlp.speakers.han_titles import clean_affiliation
from nlp.speakers.resolution.antecedents import Antecedents
from nlp.speakers.resolution.history import History
from nlp.speakers.resolution.resolved import Resolved
from nlp.speakers.vocabulary import Vocabulary

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
#: What takes up a body by the side that it is: 署方, 校方.
_PARTIES = {
    "校方": "大学|学院|中学|小学|学校",
    "院方": "医院|研究院|法院",
    "署方": "署",
    "局方": "局",
    "馆方": "馆",
    "厂方": "厂",
    "园方": "园",
    "台方": "电视台|电台",
}
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
#: What takes up a court by itself: 法院审理后认为.
_COURT = "法院"
#: 两名某某科技员工…其中一名
_SEVERAL_OF = re.compile("[两三四五六七八九十几多数][名位](?P<of>[^，。；：“”「」\n]{2,20})")
#: The team that a sentence is about.
_TEAM = re.compile(f"(?:^|[。\\n])[\\s\u3000]*(?P<name>[{HAN}]{{2,8}}?[队隊])(?![{HAN}]?[长長员員伍])")
#: What a body is called for short has at most so many characters.
_LONGEST_SHORT = 4
#: How far before 该平台 a body of the kind may have entered: 一家有声书平台.
_REACH_OF_KIND = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class ChineseBodies:
    """Finds the bodies that one Chinese text takes up."""

    text: str
    cast: Cast
    vocabulary: Vocabulary
    antecedents: Antecedents
    history: History

    def body(self, entity: Entity, role: str | None, affiliation: str | None) -> str | None:
        """Return the body of somebody in a Chinese text, where only 公司, 该研究所 or the role tells it."""
        words, told = simplify(affiliation or ""), simplify(role or "")
        at = entity.places[0] if entity.places else 0
        if affiliation is None and entity.unnamed and (group := self._among(told, at)):
            return group
        taken = _THE_BODY.fullmatch(words)
        noun = self._noun_of_body(taken["noun"]) if taken else words
        firm = noun in _FIRM_NOUNS or (taken is None and words in self.vocabulary.thing_pronouns)
        if (taken or words in _KINDS_OF_BODIES) and not firm:
            return body_called(self.text, noun, at) or self.of_kind(affiliation or "", at) or affiliation
        if firm or (affiliation is None and self.vocabulary.firm_roles.search(told)):
            found, _ = self.antecedents.best(at, person=False)
            found = found or self.cast.last_organisation(at)
            return found.name if found is not None else affiliation
        if affiliation is None and (of := next((bodies for end, bodies in _SEATS.items() if told.endswith(end)), None)):
            if of == "队" and (team := _TEAM.search(self.text, 0, at)):
                return team["name"]
            return body_called(self.text, of, at) or body_called(self.text, of, len(self.text))
        return affiliation

    def of_kind(self, source: str, at: int) -> str | None:
        """Return the body without a name that entered last, as 该平台 takes it up: 一家有声书平台."""
        taken = _THE_BODY.fullmatch(simplify(source))
        start = max(0, at - _REACH_OF_KIND)
        if taken is None or "\n" in self.text[start:at].strip():
            start = max(start, self.text.rfind("\n", 0, at) + 1)
        kinds = f"[一某][家个间間]?[^，。；：、“”「」\n]{{1,10}}?{re.escape(taken['noun'])}" if taken else "(?!)"
        last = max(re.finditer(kinds, simplify(self.text[start:at])), key=lambda match: match.start(), default=None)
        if last is None or taken is None or taken["noun"] in simplify(self.text[start + last.end() : at]):
            return None
        return self.text[start + last.start() : start + last.end()]

    def medium(self, source: str) -> Resolved | None:
        """Return the medium quoted last that 报纸 or 该刊 takes up."""
        endings = _MEDIA.get(simplify(source), ())
        found = (item.entity for item in reversed(self.history.quoted) if simplify(item.entity.name).endswith(endings))
        medium = next(found, None) if endings else None
        return Resolved(name=medium.name, score=0.8, entity=medium) if medium is not None else None

    def fuller(self, name: str) -> str | None:
        """Return the one full name that a text gives a body beside its short one: 折光 is 折光智能."""
        if not 2 <= len(name) <= _LONGEST_SHORT or simplify(name).endswith(self.vocabulary.body_endings):
            return None
        endings = "|".join(sorted(self.vocabulary.body_endings, key=len, reverse=True))
        pattern = f"{re.escape(simplify(name))}(?:{endings})(?![{HAN}]?长)"
        spans = {match.span() for match in re.finditer(pattern, simplify(self.text))}
        names = {self.text[start:end] for start, end in spans}
        return names.pop() if len(names) == 1 else None

    def party(self, source: str, at: int) -> Resolved | None:
        """Return the body named last before ``at`` that 署方 or 校方 takes up."""
        noun = _PARTIES.get(simplify(source))
        name = body_called(self.text, noun, at) if noun is not None else None
        return Resolved(name=name, score=0.7, entity=self.cast.entities.get(name)) if name is not None else None

    def court(self, source: str, at: int) -> Resolved | None:
        """Return the court named last before ``at``, which a bare 法院 takes up."""
        name = court_called(self.text, at) if source == _COURT else None
        return Resolved(name=name, score=0.7, entity=self.cast.entities.get(name)) if name is not None else None

    def _among(self, role: str, at: int) -> str | None:
        """Return the body of several, one of whom speaks: 两名某某科技员工…其中一名员工."""
        if not role or simplify(self.text[max(0, at - 2) : at + 2]).find("其中") < 0:
            return None
        start = max(0, at - _REACH_OF_KIND)
        for several in reversed(list(_SEVERAL_OF.finditer(simplify(self.text[start:at])))):
            where = several["of"].find(role)
            if where > 1:
                of = self.text[start + several.start("of") :][:where]
                return clean_affiliation(of, self.vocabulary)
        return None

    def _noun_of_body(self, noun: str) -> str:
        """Return what 该中心运维 and 该院 take up: 中心; 研究院 or 医院."""
        bare = max(
            (n for n in (*self.vocabulary.organisation_nouns, *_SHORT_NOUNS) if noun.startswith(n)),
            key=len,
            default=noun,
        )
        return _SHORT_NOUNS.get(bare, bare)
