"""The registry of models: what it makes of good, foreign and broken folders."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from nlp.models import SHIPPED, ModelError, folder_revision, load_classifier
from nlp.stance.model import load_stance_model


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped folder that a test may spoil."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "a model"))


def test_rows_are_probabilities() -> None:
    classifier = load_classifier(SHIPPED)
    found = classifier.probabilities([("one", "two"), ("三", "四")])
    assert found.shape == (2, len(classifier.labels))
    assert np.allclose(found.sum(axis=1), 1)
    assert classifier.probabilities([]).shape == (0, len(classifier.labels))


def test_revision_follows_the_model_not_its_card(folder: Path) -> None:
    before = folder_revision(folder)
    (folder / "README.md").write_text("another card", encoding="utf-8")
    assert folder_revision(folder) == before
    (folder / "stance.json").write_text("{}", encoding="utf-8")
    assert folder_revision(folder) != before


def test_an_nli_folder_takes_its_place(folder: Path) -> None:
    (folder / "stance.json").unlink()
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    config["id2label"] = {"0": "ENTAILMENT", "1": "contradiction", "2": "neutral", "3": "Neutral"}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    assert load_stance_model(folder).model == "a model"


@pytest.mark.parametrize(
    ("file", "content", "says"),
    [
        ("config.json", "{", "config.json"),
        ("config.json", '{"id2label": {"1": "favor"}}', "id2label"),
        ("config.json", '{"id2label": {"0": "joy", "1": "anger"}}', "joy"),
        ("stance.json", '{"input": "marked"}', "stance.json"),
        ("tokenizer.json", "[]", "tokenizer.json"),
        ("onnx/model_quantized.onnx", "no graph", "cannot be loaded"),
    ],
)
def test_a_broken_folder_gives_one_line(folder: Path, file: str, content: str, says: str) -> None:
    (folder / file).write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match=says) as caught:
        load_stance_model(folder)
    assert "\n" not in str(caught.value)


def test_a_model_that_is_not_here_says_what_to_do() -> None:
    with pytest.raises(ModelError, match=r"torch|download"):
        load_stance_model("nobody.example/no-such-model")
