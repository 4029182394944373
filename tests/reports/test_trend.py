from datetime import timedelta

import pytest

from reports.table import text_table
from reports.trend import Coverage, Tally, Trend
from reports.typeset import width
from reports.wording import answer, breakdown, change, percent, points, short_answer
from tests.reports.made import AS_OF, both_languages_story, count_row, coverage_row, full_trend, shaped, story_print

DAY = timedelta(days=1)


def test_shares_are_over_favor_against_and_neutral_alone() -> None:
    trend = shaped([count_row(favor=1, against=2, neutral=1, unrelated=50, abstained=30)], [coverage_row()])
    assert trend.overall == Tally(favor=1, against=2, neutral=1, unrelated=50, abstained=30)
    assert trend.overall.n == 4
    share = trend.overall.share()
    assert share is not None and share.value == 0.25
    with pytest.raises(ValueError, match="unrelated"):
        trend.overall.share("unrelated")


def test_articles_as_a_whole_are_apart_from_statements() -> None:
    rows = [count_row(subject=subject, favor=1) for subject in ("quote", "outlet", "article")]
    trend = shaped(rows, [coverage_row()])
    assert trend.overall.favor == 2
    assert {group.key: group.tally.favor for group in trend.by_voice} == {"quote": 1, "outlet": 1, "article": 1}


def test_every_day_and_side_has_its_place_also_without_data() -> None:
    rows = [count_row(AS_OF - 2 * DAY, favor=3), count_row(AS_OF, "jinghai_daily", against=1)]
    trend = shaped(rows, [coverage_row(AS_OF - 2 * DAY)], days=4)
    assert [day.day for day in trend.daily] == [AS_OF - 3 * DAY, AS_OF - 2 * DAY, AS_OF - DAY, AS_OF]
    assert [day.tally.n for day in trend.daily] == [0, 3, 0, 1]
    assert trend.daily[0].tally.share() is None
    assert [(group.key, group.tally.n) for group in trend.by_side] == [("US", 3), ("CN", 1), ("other", 0)]
    assert [(group.key, group.tally.n) for group in trend.by_language] == [("en", 3), ("zh", 1)]


def test_the_period_before_is_as_long_and_no_longer() -> None:
    rows = [count_row(AS_OF - back * DAY, favor=10**back) for back in range(5)]
    trend = shaped(rows, [], days=2)
    assert trend.overall.favor == 11
    assert trend.previous.favor == 1100
    assert trend.first_day == AS_OF - DAY


def test_outlets_that_published_nothing_relevant_are_there_with_their_coverage() -> None:
    trend = shaped([count_row(favor=2)], [coverage_row(), coverage_row(AS_OF, "lion_rock", 7, 0)])
    assert [(group.key, group.side, group.tally.n) for group in trend.by_outlet] == [
        ("harbor_ledger", "US", 2),
        ("lion_rock", "other", 0),
    ]
    assert trend.by_outlet[1].coverage == Coverage(n_coverage=7, n_relevant=0)
    assert trend.coverage == Coverage(n_coverage=11, n_relevant=1)


def test_reprints_are_numbered_and_not_counted() -> None:
    trend = shaped([count_row(favor=2, copies=3)], [coverage_row()])
    assert (trend.overall.n, trend.copies) == (2, 3)


def test_speakers_sides_are_of_quotations_and_name_every_country() -> None:
    rows = [count_row(favor=1, speaker_side=side) for side in ("US", "CN", "HK", "")]
    trend = shaped([*rows, count_row(subject="outlet", favor=9)], [])
    assert [(group.key, group.tally.n) for group in trend.by_speaker_side] == [("US", 1), ("CN", 1), ("HK", 1), ("", 1)]


def test_a_period_needs_a_day() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        shaped([], [], days=0)


def test_the_answer_says_the_figures_with_their_interval() -> None:
    trend = shaped([count_row(favor=10, against=21, neutral=11)], [coverage_row()])
    assert answer(trend) == (
        "Of 42 statements that speak to it in the 10 days from 2031-03-03 to 2031-03-12, 24% support it "
        "(95% interval 13% to 39%), 50% deny it and 26% take neither side."
    )
    assert short_answer(trend) == "24% yes, 50% no (42 statements)"


def test_no_data_is_said_and_why(no_data: Trend) -> None:
    assert no_data.empty
    assert answer(no_data).startswith("No data: nothing was collected")
    assert short_answer(no_data) == "no data"
    assert "no data" in change(no_data)
    seen = shaped([count_row(unrelated=3)], [coverage_row()])
    assert answer(seen).startswith("No data: of 4 articles seen")
    assert breakdown(no_data.by_side, {}) == "US no data; CN no data; other no data"


def test_a_change_is_called_chance_unless_its_interval_leaves_zero_out() -> None:
    little = shaped([count_row(favor=3, against=3), count_row(AS_OF - 10 * DAY, favor=2, against=3)], [])
    much = shaped([count_row(favor=90, against=10), count_row(AS_OF - 10 * DAY, favor=10, against=90)], [])
    assert "not more than chance" in change(little)
    assert "+80 points" in change(much) and "more than chance alone would explain" in change(much)


@pytest.mark.parametrize(("share", "words"), [(0, "0%"), (0.001, "<1%"), (0.244, "24%"), (0.998, ">99%"), (1, "100%")])
def test_per_cent_never_rounds_something_to_nothing(share: float, words: str) -> None:
    assert percent(share) == words


def test_points_carry_a_sign() -> None:
    assert [points(value) for value in (0.08, -0.12, 0.001, -0.001)] == ["+8", "−12", "0", "0"]


def test_a_story_leads_with_its_earliest_own_print_in_each_language() -> None:
    assert [lead.outlet for lead in both_languages_story().leads] == ["harbor_ledger", "jinghai_daily"]


def test_a_copy_leads_where_there_is_nothing_else() -> None:
    story = both_languages_story()
    alone = type(story)(story_id=1, prints=(story_print(copy=True),), tally=Tally())
    assert [lead.copy for lead in alone.leads] == [True]


def test_the_text_table_fits_a_terminal_and_names_both_sides(trend: Trend) -> None:
    table = text_table(trend)
    assert max(width(line) for line in table.split("\n")) <= 100
    for words in ("2031-03-12", "US outlets", "Chinese outlets", "京海日报", "no data", "INVENTED DATA", "32%–50%"):
        assert words in table


def test_the_text_table_of_nothing_says_no_data(no_data: Trend) -> None:
    assert "No data: nothing was collected" in text_table(no_data)
    assert "0%" not in text_table(no_data).replace("100%", "")


def test_the_same_rows_give_the_same_trend() -> None:
    assert full_trend() == full_trend()
