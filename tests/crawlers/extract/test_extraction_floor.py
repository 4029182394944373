"""Floor of extraction: real pages, where the shared data are at hand, and the measures themselves."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from benchmarks.extraction.compare import SETS, ours
from benchmarks.extraction.pages import shared_data
from benchmarks.extraction.scores import Overlap, characters, corpus_f1, shingles
from benchmarks.extraction.warc import addressless, build_real_warc
from benchmarks.extraction.whole import failures, replay
from crawlers.cards import card_of, load_cards
from crawlers.extract import extract

_PROJECT = Path(__file__).parents[3]
_FLOOR = yaml.safe_load((_PROJECT / "benchmarks/extraction/floor.yaml").read_text(encoding="utf-8"))
_NEEDS_DATA = pytest.mark.skipif(
    not (shared_data() / "extraction").is_dir(), reason=f"no public data at {shared_data()}; set RACEWATCH_SHARED_DATA"
)


def test_shingles_are_runs_of_four_words() -> None:
    assert shingles("a b c d e", "a b c d e").f1 == 1
    assert shingles("a b c d e", "b c d e f") == Overlap(right=1 / 3, wrong=1 / 3, missed=1 / 3)
    assert shingles("one two", "one two").f1 == 1  # a short text is one run
    assert shingles("a b c d", "").f1 == 0
    assert shingles("", "").f1 == 1


def test_characters_count_each_as_often_as_it_stands() -> None:
    overlap = characters("天天 向上", "天上上")
    assert (overlap.precision, overlap.recall) == (pytest.approx(2 / 3), pytest.approx(2 / 4))


def test_corpus_f1_is_of_mean_precision_and_mean_recall() -> None:
    f1, precision, recall = corpus_f1([Overlap(0.5, 0.5, 0.0), Overlap(0.5, 0.0, 0.5)])
    assert (f1, precision, recall) == (0.75, 0.75, 0.75)


@_NEEDS_DATA
@pytest.mark.parametrize("name", _FLOOR["f1"])
def test_text_stays_as_good_as_it_was(name: str) -> None:
    pages_of = SETS[name]
    cards = pages_of.cards()
    overlaps = [pages_of.measure(page.truth_text or "", ours(page, cards)) for page in pages_of.load()]
    reached = pages_of.figure(overlaps)
    assert reached >= _FLOOR["f1"][name]


@_NEEDS_DATA
def test_as_many_real_articles_come_out_whole_as_did(tmp_path: Path) -> None:
    cards = load_cards(_PROJECT / "crawlers/outlets")
    warc = tmp_path / "real.warc.gz"
    truths = {page.url: page for page in build_real_warc(shared_data(), warc)}
    whole: Counter[str] = Counter()
    read = 0
    for page in replay(warc):
        read += 1
        card = card_of(page.url, cards)
        truth = truths[page.url]
        if truth.truth_text and not failures(extract(page, card=card), truth):
            whole["with_card" if card else "without_card"] += 1
    assert read == len(truths)
    assert addressless(shared_data())
    assert whole["with_card"] >= _FLOOR["whole"]["with_card"]
    assert whole["without_card"] >= _FLOOR["whole"]["without_card"]
