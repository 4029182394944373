"""The extractor on the labelled test splits, against the floors in git; skips, saying so, where a text is missing."""

from pathlib import Path

import pytest
import yaml

from benchmarks.quotes.chinese import extractor
from benchmarks.quotes.labels import GOLD, GoldProblem, read
from benchmarks.quotes.score import score
from benchmarks.quotes.scoring import LOOSE, STRICT
from tests.nlp.quotes.test_verbatim import assert_verbatim

FLOORS = yaml.safe_load((Path(GOLD).parent / "floor.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FLOORS)
def test_floor_holds_and_every_span_is_verbatim(name: str) -> None:
    try:
        texts = read(GOLD / name, split="test")
    except GoldProblem as problem:
        pytest.skip(str(problem))
    attribute = extractor(texts)
    found = {text.text: attribute(text.text) for text in texts}
    for text, quotations in found.items():
        assert_verbatim(text, quotations)
    scores = score(texts, lambda text: found[text])
    speaker = scores.speaker["direct+mixed, strict"]
    assert scores.quotations["direct+mixed", STRICT].f1 >= FLOORS[name]["direct_mixed"]
    assert scores.quotations["indirect", LOOSE].f1 >= FLOORS[name]["indirect"]
    assert speaker.right / speaker.total >= FLOORS[name]["speaker"]
