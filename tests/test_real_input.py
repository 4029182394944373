"""Real pages through the whole flow: crawl of a WARC with real outlet cards, warehouse, annotation."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.extraction.pages import shared_data
from benchmarks.flow.real_input import Result, run

DATA = shared_data()
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the public data of ../shared/data are not here")

#: Outlets whose pages must come through, on both sides and in both languages.
OUTLETS = {"people_zh", "chinadaily", "bbc_zh", "ap", "cnbc", "foxnews", "techcrunch", "wired", "cnn"}


@pytest.fixture(scope="module")
def result() -> Iterator[Result]:
    with tempfile.TemporaryDirectory(prefix="race watch ", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        yield run(DATA, Path(folder) / "state")


def test_every_page_of_an_outlet_with_a_card_has_one_outcome(result: Result) -> None:
    assert result.pages >= 75
    assert result.without_address == 3
    assert {verdict.outcome for verdict in result.verdicts} <= {"new", "paywalled"}
    assert all(verdict.reason for verdict in result.verdicts if verdict.outcome != "new")


def test_whole_articles(result: Result) -> None:
    whole = {verdict.page for verdict in result.verdicts if verdict.whole}
    assert len(whole) >= 14, sorted(verdict.page for verdict in result.verdicts if not verdict.whole)
    assert {verdict.outlet for verdict in result.verdicts if verdict.whole} >= OUTLETS


def test_they_are_annotated(result: Result) -> None:
    assert result.totals["articles"] >= 20
    assert result.totals["quotations"] >= 150
