"""Sides of speakers: the country that one stands for, as the article and the names tell."""

import re
from dataclasses import dataclass

from domain.quotation import Quotation
from nlp.han import HAN, simplify
from nlp.speakers.cast import Cast
from nlp.speakers.han_names import DOT
from nlp.speakers.resolution.countries import country_in_text
from nlp.speakers.resolution.english_sides import EnglishSides
from nlp.speakers.resolution.forms import country_by_form
from nlp.speakers.resolution.resolved import Resolved
from nlp.speakers.sides import country_of, is_body
from nlp.speakers.vocabulary import Vocabulary

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
#: Bodies of many countries stand for none of them.
_OF_THE_WORLD = re.compile(
    "联合国$|(?:世界|国际|联合国)[^的]*(?:组织|银行|机构|署|基金|基金会|联合会|联盟|协会|委员会|理事会|论坛)$"
)
#: "We" of those who watch is their team as a rule. It is their country where they speak of that, or of the contest.
_NATION = re.compile("我们?国|国家|民族|我们[^，。]{0,8}(?:领先|落后|追赶|赶上|超过|更快|更慢|输|赢)")
#: Offices that every country has: at a foreign name they say nothing of China.
_BARE_OFFICE = re.compile("(?:[商外财教国][务交政育防]|司法|内政|经济|交通|劳动|能源|农业|卫生)部(?!驻)")
_OFFICE = re.compile("^(?!.*[国國]).*(?:[商外财教国][务交政育防]部|國防部|[商外財教][務交政育]部)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Tells the sides of the speakers of one text."""

    text: str
    cast: Cast
    vocabulary: Vocabulary

    def side(self, quotation: Quotation, found: Resolved, *, role: str | None, affiliation: str | None) -> str | None:
        """Return the country that a speaker stands for; none where they watch others, or where nothing tells."""
        if self.vocabulary.spaced:
            english = EnglishSides(text=self.text, cast=self.cast, vocabulary=self.vocabulary)
            return english.side(quotation, found, role=role, affiliation=affiliation)
        description = " ".join(
            filter(None, [role, affiliation, quotation.source if found.entity is None else found.name])
        )
        titled = self.vocabulary.media.search(simplify(found.name)) is not None or (
            f"《{found.name}》" in self.text and not _OFFICIAL_PAPER.search(simplify(found.name))
        )
        if role is None and titled and not is_body(found.name):
            return None
        plain = self.vocabulary.insider.sub("", simplify(description))
        plain += self._fellow(found)
        world = _OF_THE_WORLD.match(simplify(affiliation or found.name)) is not None
        observer = world or self.vocabulary.observer.search(plain) is not None
        if _CLUB.search(plain):
            observer = observer or country_of(plain) in (None, self.cast.home)
        said = simplify(" ".join(quotation.content))
        if observer and not (self.vocabulary.we.search(said) and _NATION.search(said)):
            return None
        if any(_FORMERLY.match(simplify(name)) for name in (quotation.source or "", found.name)):
            return None
        if self.cast.home != "CN" and (office := _BARE_OFFICE.match(simplify(affiliation or ""))):
            # 国防部 of whatever country the text says, or was printed in.
            return country_in_text(self.text, (affiliation or "")[: office.end()]) or self.cast.home
        foreign = found.entity is not None and DOT.search(found.entity.name) is not None
        for words in filter(None, [f"{role or ''} {affiliation or ''}".strip(), description if not foreign else None]):
            if not (foreign and _OFFICE.search(words)) and (country := country_of(words)) is not None:
                return country
        for name in filter(None, [affiliation, found.entity.name if found.entity else None]):
            if (
                not self.vocabulary.authorities.fullmatch(simplify(name))
                and (country := country_in_text(self.text, name)) is not None
            ):
                return country
        return country_by_form(
            found.entity,
            found.name,
            role=role,
            affiliation=affiliation,
            vocabulary=self.vocabulary,
            home=self.cast.home,
        )

    def _fellow(self, found: Resolved) -> str:
        """Return the role of whom a description names first: 某某与两名同事."""
        if found.entity is None or found.entity.person:
            return ""
        named = re.match(f"(?P<name>[{HAN}·]{{2,}}?)[和与及跟]", found.name)
        person, _ = self.cast.fullest(named["name"], found.entity.places[0]) if named else (None, 0.0)
        return (
            simplify(f" {person.role or ''}{person.affiliation or ''}") if person is not None and person.person else ""
        )
