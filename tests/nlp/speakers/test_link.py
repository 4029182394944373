"""Speakers across articles: one person under all spellings, two of one name apart. All invented but the directory."""

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.quotation import Quotation
from domain.spans import Span
from domain.speaker import Speaker, SpeakerDecision, SpeakerMention, SpeakerReference
from nlp.speakers import KnownSides, link, name_key

NUMBERS = count(1)
XINGCHA = Speaker(
    key="xingcha", names=("Xingcha Intelligence", "星槎智能"), kind="organisation", side="CN", source="memory"
)
SU = Speaker(
    key="su-yanqiu",
    names=("Su Yanqiu", "苏砚秋"),
    side="CN",
    affiliations=("xingcha",),
    role="founder",
    source="memory",
)
LI = Speaker(
    key="li-bo", names=("Li Bo", "李波"), side="CN", role="premier", ambiguous=("Li Bo", "李波"), source="memory"
)
DIRECTORY = (XINGCHA, SU, LI)


def mention(name: str, **told: object) -> SpeakerMention:
    number = next(NUMBERS)
    made = SpeakerMention(version_id=number, url=f"https://www.daily.example/{number}", name=name)
    return replace(made, **told)


def keys(*mentions: SpeakerMention, decisions: tuple[SpeakerDecision, ...] = ()) -> list[str]:
    return [each.speaker for each in link(mentions, directory=DIRECTORY, decisions=decisions).links]


def one(*mentions: SpeakerMention) -> bool:
    return len(set(keys(*mentions))) == 1


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Wei Chen", "Chen Wei"),
        ("Wei Chen", "CHEN Wei"),
        ("Dr. Wei Chen", "Wei Chen"),
        ("Jose Peña", "José Pena"),
        ("Dana J. Hale", "Dana Hale"),
        ("Su Yan-qiu", "Su Yanqiu"),
        ("Su Yan Qiu", "Yanqiu Su"),
        ("Su Xiao'ou", "Su Xiaoou"),
        ("陳偉", "陈伟"),
        ("陈伟先生", "陳偉教授"),
        ("普里娅·拉马纳坦", "普里婭・拉馬納坦"),
    ],
)
def test_spellings_with_one_key(name: str, other: str) -> None:
    assert name_key(name) == name_key(other)


@given(st.permutations(["ouyang", "zhengfei"]))
def test_the_order_of_a_name_does_not_matter(words: list[str]) -> None:
    assert name_key(" ".join(words).title()) == "ouyang zhengfei"


def test_an_entry_of_the_directory_is_found_under_all_its_names() -> None:
    assert set(keys(*map(mention, ["Su Yanqiu", "Yanqiu Su", "苏砚秋", "蘇硯秋"]))) == {"su-yanqiu"}


def test_an_ambiguous_name_needs_more_than_itself() -> None:
    bare, premier, professor = mention("Li Bo"), mention("李波", role="总理"), mention("Li Bo", role="professor")
    assert keys(premier) == ["li-bo"]
    assert keys(bare) != ["li-bo"]
    assert keys(professor, premier)[0] != "li-bo"


@pytest.mark.parametrize(
    "told",
    [
        {"side": "US", "role": "professor"},
        {"side": "US", "affiliation": "Example University"},
        {"affiliation": "Example University", "role": "professor"},
    ],
)
def test_an_entry_is_not_whoever_bears_its_name(told: dict[str, str]) -> None:
    assert keys(mention("Su Yanqiu", **told)) != ["su-yanqiu"]


def test_the_directory_lends_its_side_only_where_the_article_tells_none() -> None:
    said = Quotation(type="direct", spans=(Span(0, 1),), content=("a",), score=1, speaker="苏砚秋")
    told = replace(said, side="HK")
    scholar, other = replace(said, role="研究员"), replace(said, speaker="李波")
    lent = KnownSides(DIRECTORY).lend([said, told, scholar, other])
    assert [each.side for each in lent] == ["CN", "HK", None, None]


@pytest.mark.parametrize(
    ("han", "latin"),
    [
        ("单立群", "Shan Liqun"),
        ("单立群", "Liqun Shan"),
        ("曾立群", "Zeng Li-qun"),
        ("解立群", "Xie Liqun"),
        ("歐陽立群", "Ouyang Liqun"),
        ("吕立群", "Lyu Liqun"),
        ("吕立群", "Lü Liqun"),
    ],
)
def test_a_chinese_name_and_its_reading_are_one(han: str, latin: str) -> None:
    assert one(mention(han, side="CN"), mention(latin, side="CN"))


@pytest.mark.parametrize(
    ("han", "latin", "told", "other"),
    [
        # the character of a family name is not read so
        ("单立群", "Dan Liqun", {"side": "CN"}, {"side": "CN"}),
        # a common name: the country alone is not enough
        ("李墙", "Li Qiang", {"side": "CN"}, {"side": "CN"}),
        ("王伟", "Wang Wei", {"side": "CN"}, {"side": "CN"}),
        # nothing but the reading
        ("单立群", "Shan Liqun", {}, {}),
        # what is told is not of one person
        ("单立群", "Shan Liqun", {"side": "CN"}, {"side": "SG"}),
        ("单立群", "Shan Liqun", {"side": "CN", "role": "教授"}, {"side": "CN", "role": "striker"}),
    ],
)
def test_a_reading_alone_joins_nobody(han: str, latin: str, told: dict[str, str], other: dict[str, str]) -> None:
    assert not one(mention(han, **told), mention(latin, **other))


def test_a_common_name_with_the_same_affiliation_is_one() -> None:
    assert one(mention("王伟", affiliation="星槎智能"), mention("Wang Wei", affiliation="Xingcha Intelligence"))
    assert one(mention("王伟", affiliation="云汀科技"), mention("Wang Wei", affiliation="Yunting Technology"))


def test_two_who_read_alike_are_joined_with_neither() -> None:
    found = keys(mention("单立群", side="CN"), mention("单丽群", side="CN"), mention("Shan Liqun", side="CN"))
    assert len(set(found)) == 3


def test_names_side_by_side_are_one() -> None:
    linking = link(
        [
            mention("Wei Chen", beside=("陈伟",)),
            mention("陳偉"),
            mention("Tomas Brandvold", beside=("托马斯·布兰德沃尔",)),
        ],
        directory=DIRECTORY,
    )
    chen, again, tomas = linking.links
    assert chen.speaker == again.speaker != tomas.speaker
    assert (again.method, "Wei Chen beside 陈伟" in again.evidence) == ("beside", True)
    assert "托马斯·布兰德沃尔" in next(each for each in linking.speakers if each.key == tomas.speaker).names


def test_an_initial_needs_the_same_affiliation() -> None:
    full = mention("Dana Whitlock", affiliation="Example Securities")
    assert one(full, mention("D. Whitlock", affiliation="Example Securities"))
    assert not one(full, mention("D. Whitlock"))
    assert not one(full, mention("M. Whitlock", affiliation="Example Securities"))


@pytest.mark.parametrize(
    ("told", "other"),
    [
        ({"affiliation": "Acme Labs"}, {"affiliation": "Example University", "role": "professor"}),
        ({"side": "US"}, {"side": "GB"}),
        ({"role": "senator"}, {"role": "striker"}),
    ],
)
def test_two_of_one_name_stay_apart(told: dict[str, str], other: dict[str, str]) -> None:
    assert not one(mention("Ann Smith", **told), mention("Ann Smith", **other))


def test_whoever_tells_nothing_stays_apart_from_two_of_the_name() -> None:
    acme, university = mention("Ann Smith", affiliation="Acme Labs"), mention("Ann Smith", affiliation="Larkspur Club")
    assert len(set(keys(acme, university, mention("Ann Smith")))) == 3
    assert one(acme, mention("Ann Smith"))


def test_under_a_common_name_only_what_speaks_for_it_joins() -> None:
    assert not one(mention("Li Qiang", affiliation="Acme Labs"), mention("Li Qiang"))
    assert one(mention("Li Qiang", affiliation="Acme Labs"), mention("Qiang Li", affiliation="Acme Labs Inc."))
    assert not one(mention("A. Smith", affiliation="Acme Labs"), mention("A. Smith"))


def test_one_person_with_one_affiliation_in_other_words() -> None:
    assert one(mention("Ann Smith", affiliation="Acme Labs"), mention("Ann Smith", affiliation="the Acme Labs Inc."))
    assert one(mention("陈立群", affiliation="星槎"), mention("陳立群", affiliation="星槎智能"))


def test_initials_inside_a_name_tell_two_apart() -> None:
    assert not one(mention("John A. Smith"), mention("John B. Smith"))
    assert one(mention("John A. Smith"), mention("John Smith"))


def test_a_family_name_with_an_honorific_is_many_peoples() -> None:
    linking = link([mention("黎先生")], directory=())
    assert linking.speakers[0].kind == "unnamed"


def merge(one: str, other: str, **changes: object) -> SpeakerDecision:
    made = SpeakerDecision(
        decision_id=1,
        kind="merge",
        one=SpeakerReference(key=name_key(one), names=(one,)),
        other=SpeakerReference(key=name_key(other), names=(other,)),
        reason="the same photograph",
    )
    return replace(made, **changes)


def test_a_merge_by_hand_holds_and_says_why() -> None:
    mentions = [mention("Old Bear"), mention("Theo Barsukov")]
    linking = link(mentions, directory=(), decisions=[merge("Old Bear", "Theo Barsukov")])
    assert len({each.speaker for each in linking.links}) == 1
    assert {"hand"} <= {each.method for each in linking.links}
    assert any("merge #1: the same photograph" in each.evidence for each in linking.links)


def test_a_merge_is_found_again_under_another_key() -> None:
    made = merge("Ann Smith", "Nan Smith")
    made = replace(made, one=replace(made.one, affiliation="Acme Labs"))
    acme, club, nan = (
        mention("Ann Smith", affiliation="Acme Labs"),
        mention("Ann Smith", affiliation="Larkspur Club"),
        mention("Nan Smith"),
    )
    found = keys(acme, club, nan, decisions=(made,))
    assert found[0] == found[2] != found[1]


def test_a_merge_that_finds_nobody_waits() -> None:
    assert link([mention("Ann Smith")], directory=(), decisions=[merge("Ann Smith", "Nobody")]).waiting == (1,)


def split(name: str, *, key: str | None = None, names: tuple[str, ...] = (), **taken: str) -> SpeakerDecision:
    reference = SpeakerReference(key=key or name_key(name), names=(name, *names))
    return SpeakerDecision(decision_id=2, kind="split", one=reference, **taken)


def test_a_split_by_hand_takes_a_part_from_an_entry() -> None:
    mine, other = mention("Su Yanqiu"), mention("苏砚秋", url="https://www.daily.example/other")
    found = keys(mine, other, decisions=(split("Su Yanqiu", key="su-yanqiu", url=other.url),))
    assert found[0] == "su-yanqiu" != found[1]


def test_a_split_reaches_both_languages_and_a_merge_can_place_the_part() -> None:
    mentions = [
        mention("Shan Liqun", side="CN"),
        mention("单立群", side="CN"),
        mention("单立群", side="CN", affiliation="星槎智能"),
        mention("Leo Shan"),
    ]
    assert len(set(keys(*mentions[:3]))) == 1
    parted = split("Shan Liqun", names=("单立群",), affiliation="星槎智能")
    found = keys(*mentions, decisions=(parted,))
    assert found[0] == found[1] != found[2]
    part = replace(merge("Leo Shan", "单立群"), other=SpeakerReference(key=found[2], names=("单立群",)))
    again = keys(*mentions, decisions=(parted, part))
    assert again[2] == again[3] != again[0]


def test_a_split_that_takes_nothing_waits() -> None:
    decision = split("Ann Smith", url="https://www.daily.example/elsewhere")
    assert link([mention("Ann Smith")], directory=(), decisions=[decision]).waiting == (2,)


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_mentions_does_not_matter(random: object) -> None:
    told: list[dict[str, str]] = [{}, {"side": "CN"}, {"affiliation": "星槎智能"}, {"role": "教授"}, {"side": "US"}]
    names = ["Shan Liqun", "单立群", "Liqun Shan", "王伟", "Wang Wei", "Su Yanqiu"]
    mentions = [mention(name, **each) for name in names for each in told]
    shuffled = list(mentions)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    found = {each.version_id: each for each in link(mentions, directory=DIRECTORY).links}
    assert {each.version_id: each for each in link(shuffled, directory=DIRECTORY).links} == found
