import csv
from io import StringIO

import pytest
from lxml import html

from reports.report import CSV_COLUMNS, render_csv, render_html
from reports.trend import Trend
from tests.reports.made import chinese_statement, coverage_row, full_trend, shaped, statement


@pytest.fixture(scope="module")
def written(trend: Trend) -> str:
    """The page of a trend with figures."""
    return render_html(trend)


def parsed_csv(trend: Trend) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(render_csv(trend))))


def test_the_page_needs_nothing_from_elsewhere(written: str) -> None:
    page = html.document_fromstring(written)
    assert not page.xpath(
        "//script|//link|//iframe|//object|//embed|//base|//form|//img[not(starts-with(@src,'data:'))]"
    )
    assert not page.xpath("//*[local-name()='image' or local-name()='foreignObject']")
    policy = page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert "default-src 'none'" in policy and "script-src" not in policy
    assert "url(http" not in written and "@import" not in written


def test_the_page_is_built_to_be_read_by_anyone(written: str) -> None:
    page = html.document_fromstring(written)
    assert page.xpath("string(/html/@lang)") == "en"
    identifiers = page.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))
    for drawing in page.xpath("//svg"):
        assert drawing.get("role") == "img"
        assert page.get_element_by_id(drawing.get("aria-labelledby")).text_content().strip()
    for table in page.xpath("//table"):
        assert table.xpath("caption") and table.xpath("thead//th[@scope='col']")
        assert len(table.xpath("tbody/tr")) == len(table.xpath("tbody/tr/th[@scope='row']"))
    assert [heading.tag for heading in page.xpath("//h1|//h2|//h3")].count("h1") == 1
    assert "prefers-color-scheme: dark" in written


def test_chinese_words_come_whole_and_marked_as_chinese(written: str) -> None:
    page = html.document_fromstring(written)
    for words in (
        chinese_statement().text,
        "美国参议院听证：领先优势正在缩小",
        "京海日报",
        "美国在人工智能竞赛中正在输给中国。",
    ):
        holders = [each for each in page.xpath("//*[@lang='zh']") if words in each.text_content()]
        assert holders, words
    traditional = statement(text="晶片差距仍在", language="zh-Hant", voice="outlet")
    page = html.document_fromstring(render_html(full_trend(statements=[traditional])))
    assert page.xpath("//p[@lang='zh-Hant']")


def test_a_stance_beside_a_name_has_words_link_score_and_correction(trend: Trend, written: str) -> None:
    page = html.document_fromstring(render_html(trend, corrections="desk@racewatch.example"))
    quotations = page.xpath("//blockquote")
    assert len(quotations) == 2
    for block, said in zip(quotations, (statement(), chinese_statement()), strict=True):
        assert f"“{said.text}”" in block.text_content()
        assert block.xpath(f".//a[@href='{said.url}']")
        assert f"score {said.score:.2f}" in block.text_content()
        (mailto,) = block.xpath(".//a[starts-with(@href, 'mailto:desk@racewatch.example?')]/@href")
        assert f"Correction%20{said.key}" in mailto
    without = html.document_fromstring(written)
    assert len(without.xpath("//blockquote//a[@href='#corrections']")) == 2
    assert without.get_element_by_id("corrections") is not None


def test_reported_speech_stands_without_quotation_marks() -> None:
    reported = statement(type="indirect", text="the gap had narrowed to months", voice="outlet")
    text = html.document_fromstring(render_html(full_trend(statements=[reported], speakers=[]))).text_content()
    assert "the gap had narrowed to months" in text
    assert "“the gap" not in text
    assert "reported speech" in text


def test_long_quotations_are_cut_and_say_so() -> None:
    long = statement(text="The lead is small, and it is getting smaller. " * 30, voice="outlet")
    page = html.document_fromstring(render_html(full_trend(statements=[long], speakers=[])))
    (words,) = page.xpath("//blockquote/p")
    assert len(words.text_content()) <= 282
    assert words.text_content().endswith("[…]”")


def test_invented_data_are_marked_and_real_ones_are_not(written: str) -> None:
    assert html.document_fromstring(written).find_class("invented")
    assert not html.document_fromstring(render_html(full_trend(invented=False))).find_class("invented")


def test_model_revision_and_reprints_are_named(written: str, trend: Trend) -> None:
    text = html.document_fromstring(written).text_content()
    assert "stance-small, revision 2031-01-01: 140 labels" in text
    assert f"{trend.copies} reprints of statements of this period left out" in text


def test_a_page_without_data_says_so_and_draws_nothing(no_data: Trend) -> None:
    page = html.document_fromstring(render_html(no_data))
    assert "No data: nothing was collected" in page.find_class("answer")[0].text_content()
    assert not page.xpath("//svg")
    cells = [cell.text_content() for cell in page.xpath("//td")]
    assert "no data" in cells and not any("%" in cell for cell in cells)


def test_the_same_trend_gives_the_same_page(written: str) -> None:
    assert written == render_html(full_trend())


def test_the_csv_is_tidy_and_agrees_with_the_trend(trend: Trend) -> None:
    rows = parsed_csv(trend)
    assert tuple(rows[0]) == CSV_COLUMNS
    assert len({(row["breakdown"], row["group"], row["first_day"]) for row in rows}) == len(rows)
    (everything,) = [row for row in rows if row["breakdown"] == "all"]
    assert int(everything["n_stated"]) == trend.overall.n
    share = trend.overall.share()
    assert share is not None
    assert everything["favor_share"] == f"{share.value:.4f}"
    for breakdown in ("day", "day_side", "day_language", "side", "language", "outlet"):
        assert sum(int(row["favor"]) for row in rows if row["breakdown"] == breakdown) == trend.overall.favor, breakdown
    assert {row["name"] for row in rows if row["breakdown"] == "outlet"} >= {"京海日报", "獅山時報"}


def test_no_data_is_an_empty_cell_and_never_zero(no_data: Trend) -> None:
    rows = parsed_csv(no_data)
    assert len(rows) > 10
    assert {row["favor_share"] + row["favor_low"] + row["neutral_high"] for row in rows} == {""}


def test_a_cell_never_begins_a_formula() -> None:
    names = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://evil.example","x")', "＝1", "a=1"]
    rows = [coverage_row(outlet="lion_rock") | {"outlet": f"o{i}", "outlet_name": name} for i, name in enumerate(names)]
    cells = [row["name"] for row in parsed_csv(shaped([], rows)) if row["breakdown"] == "outlet"]
    assert sorted(cells) == sorted(["'" + name for name in names[:-1]] + ["a=1"])
