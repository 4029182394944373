"""Texts of public packages: a page as plain paragraphs, and a package that has not been fetched."""

import json
from pathlib import Path

import pytest

from benchmarks.packages import paragraphs
from benchmarks.quotes.labels import GoldProblem, read

_PAGE = """<html><body><nav><p>Sections, subscriptions and the weather of the week</p></nav>
<div class="story"><section><p>The harbour of Ostmark  was closed on Monday,
the port office said.</p></section><section><p>“Nobody was hurt,” said Dana Hale, its head.</p>
<figure><p>A crane in the harbour, seen from the old town.</p></figure><p>More.</p></section></div>
<aside><p>Read next: why all the cranes of Ostmark are green</p></aside></body></html>"""


def test_a_page_is_read_as_the_paragraphs_of_its_article() -> None:
    assert paragraphs(_PAGE.encode()) == (
        "The harbour of Ostmark was closed on Monday, the port office said.\n\n"
        "“Nobody was hurt,” said Dana Hale, its head."
    )


@pytest.mark.parametrize(
    "page", [b"<html>", b"<p>short</p>", b"<p>\xff\xfe and nothing else that could be read here</p>"]
)
def test_a_page_without_an_article_has_no_paragraphs(page: bytes) -> None:
    assert paragraphs(page) == ""


def test_a_text_whose_package_is_not_there_says_what_to_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RACEWATCH_STATE", str(tmp_path))
    gold = tmp_path / "gold.jsonl"
    row = {"id": "en-1", "package": "nowhere-1.0/page.html", "document_sha256": "0", "split": "dev", "quotations": []}
    gold.write_text(json.dumps(row | {"not_speech": []}), encoding="utf-8")
    with pytest.raises(GoldProblem, match=r"run `python -m benchmarks\.packages`"):
        read(gold)
