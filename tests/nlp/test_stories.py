"""Stories: copies are grouped whatever their script and edits, other texts stay apart, order does not matter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from domain.annotation import Document, StoryMember
from nlp.stories import group

# Invented reports.
WIRE = (
    "WASHINGTON (Halyard) - The rule adds fourteen entities to a list of buyers that need a license. Officials "
    "said the controls would take effect in thirty days. Engineers at two firms described months of preparation, "
    "and a lobbyist called the text longer than anyone had expected. Shipments already at sea are exempt until "
    "the end of the month."
)
OTHER = (
    "Volunteers counted forty thousand cranes along the river on Sunday, fewer than last year. Warm weather had "
    "sent many north a week early, the refuge said. Visitors stood in the blinds from four in the morning with "
    "thermoses of coffee."
)
CHINESE = (
    "星槎智能周一公开新一代模型的全部权重，训练费用约为同级美国模型的八分之一。"
    "公司没有披露所用芯片的型号，只说以国产卡为主。多家云厂商连夜上架。"
)
TRADITIONAL = (
    "星槎智能周一公開新一代模型的全部權重，訓練費用約為同級美國模型的八分之一。"
    "公司沒有披露所用芯片的型號，只說以國產卡為主。多家雲廠商連夜上架。"
)


@dataclass(frozen=True)
class Made:
    document: Document
    published_at: datetime | None
    origin_name: str | None = None


def made(version: int, text: str, *, hour: int | None = 0, outlet: str = "x", origin: str | None = None) -> Made:
    document = Document(version_id=version, title=f"Title {version}", text=text, outlet=outlet, outlet_country="US")
    moment = None if hour is None else datetime(2031, 3, 5, tzinfo=UTC) + timedelta(hours=hour)
    return Made(document, moment, origin)


def by_version(members: Sequence[StoryMember]) -> dict[int, tuple[int, str]]:
    return {member.version_id: (member.story, member.relation) for member in members}


def test_copies_share_a_story_and_the_earliest_is_the_origin() -> None:
    edited = WIRE.replace("WASHINGTON (Halyard) - ", "") + " The plant in Ansel County makes trays for such chips."
    found = by_version(group([made(7, edited, hour=5), made(8, OTHER, hour=1), made(9, WIRE, hour=2)]))
    assert found == {9: (9, "origin"), 7: (9, "copy"), 8: (8, "origin")}


def test_a_report_cut_to_its_lead_is_a_copy() -> None:
    lead = WIRE[: WIRE.index(" Shipments")]
    found = by_version(group([made(1, WIRE), made(2, lead, hour=1)]))
    assert found[2] == (1, "copy")


def test_the_outlet_that_another_names_as_its_source_is_the_origin() -> None:
    found = by_version(
        group([made(1, WIRE, outlet="tribune", origin="Halyard"), made(2, WIRE, hour=3, outlet="halyard")])
    )
    assert found == {1: (1, "copy"), 2: (1, "origin")}


def test_traditional_and_simplified_characters_are_one_text() -> None:
    found = by_version(group([made(1, CHINESE), made(2, TRADITIONAL, hour=1)]))
    assert found[2] == (1, "copy")


def test_other_texts_and_empty_ones_stay_apart() -> None:
    found = by_version(group([made(1, OTHER), made(2, WIRE), made(3, ""), made(4, "", hour=None)]))
    assert {story for story, _ in found.values()} == {1, 2, 3, 4}


def test_order_of_the_candidates_does_not_matter() -> None:
    candidates = [made(1, WIRE), made(2, OTHER, hour=1), made(3, WIRE, hour=2), made(4, CHINESE), made(5, TRADITIONAL)]
    assert by_version(group(candidates)) == by_version(group(candidates[::-1]))
