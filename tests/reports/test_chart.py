import re
from collections.abc import Callable
from io import BytesIO

import pytest
from lxml import etree
from matplotlib.image import imread

from reports.chart import INK, describe, groups_svg, trend_png, trend_svg
from reports.trend import Trend
from tests.reports.made import count_row, coverage_row, full_trend, shaped


@pytest.mark.parametrize("draw", [trend_svg, groups_svg, trend_png])
def test_a_chart_is_the_same_to_the_byte(draw: Callable[[Trend], str | bytes], trend: Trend) -> None:
    assert draw(trend) == draw(full_trend())


@pytest.mark.parametrize("draw", [trend_svg, groups_svg])
def test_a_drawing_is_well_formed_and_follows_the_page(draw: Callable[[Trend], str], trend: Trend) -> None:
    drawing = draw(trend)
    root = etree.fromstring(drawing)
    assert root.get("role") == "img" and root.get("viewBox")
    assert not root.xpath("//*[local-name()='style' or local-name()='metadata' or local-name()='script']")
    assert INK not in drawing and "currentColor" in drawing
    identifiers = {f"#{name}" for name in root.xpath("//@id")}
    used = set(re.findall(r'(?:href="|url\()(#[^")]+)', drawing))
    assert used and used <= identifiers


def test_two_drawings_share_a_page_without_sharing_names(trend: Trend) -> None:
    names = [set(etree.fromstring(drawing).xpath("//@id")) for drawing in (trend_svg(trend), groups_svg(trend))]
    assert not names[0] & names[1]


def test_the_number_of_statements_stands_under_every_day(trend: Trend) -> None:
    drawing = trend_svg(trend)
    for day in trend.daily:
        assert f"n={day.tally.n}" in drawing
    assert "n=0" in drawing


def test_outlets_are_named_by_id_for_the_font_has_no_chinese(trend: Trend) -> None:
    drawing = groups_svg(trend)
    assert "jinghai_daily" in drawing
    assert drawing.isascii()


def test_a_hostile_outlet_is_text_in_the_drawing() -> None:
    name = "<script>alert(1)</script>$\\frac{1}{$"
    trend = shaped([count_row(favor=1) | {"outlet": name}], [coverage_row() | {"outlet": name}])
    assert not etree.fromstring(groups_svg(trend)).xpath("//*[local-name()='script']")


@pytest.mark.parametrize("days", [1, 30, 120])
def test_any_length_of_period_can_be_drawn(days: int) -> None:
    trend = full_trend(days=days)
    assert etree.fromstring(trend_svg(trend)).get("viewBox")
    assert imread(BytesIO(trend_png(trend))).shape[0] > 500


def test_a_chart_of_nothing_says_no_data(no_data: Trend) -> None:
    assert "no data" in trend_svg(no_data)
    assert describe(no_data).endswith("no data.")
