"""Reading: what a fault of extraction means for the page it met."""

import errno
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawlers.crawl import Crawl
from crawlers.outcomes import OutcomeWriter
from crawlers.pipelines.compare import ComparePipeline
from crawlers.pipelines.read import ReadPipeline
from crawlers.visit import Visit
from tests.crawlers.made import article_html, card, plan

URL = "http://127.0.0.1/news/1"


def read(folder: Path) -> Visit:
    visit = Visit(
        url=URL,
        fetched_at=datetime(2031, 3, 4, tzinfo=UTC),
        final_url=URL,
        status_code=200,
        content_type="text/html",
        body=article_html("Ferries without captains").encode(),
    )
    with OutcomeWriter(folder / "outcomes") as outcomes:
        step = ReadPipeline(Crawl(plan=plan(folder), card=card(), outcomes=outcomes))
        return step.process_item(ComparePipeline().process_item(visit))


def test_page_that_extraction_fails_on_is_to_be_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:

        def full_disk(*_: object, **__: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")  # a model is unpacked to a temporary file

        broken.setattr("crawlers.extract.article.language_of", full_disk)
        failed = read(tmp_path)
    assert (failed.kind, failed.reason) == ("failed", "extraction failed; see the crawl's log")
    assert (failed.article, failed.body_sha256) == (None, None)
    later = read(tmp_path)
    assert later.kind == "new" and later.article is not None and later.body_sha256
