"""What an epoch shows: equally much each time, and the same for the same seed."""

import json
from pathlib import Path
from typing import Literal

import pytest

from domain.stance import StanceLabel, Statement
from nlp.training.data import Example
from nlp.training.epochs import Material, epoch_examples
from nlp.training.perspectrum import read_perspectrum
from nlp.training.real import RealDataMissing

SETTINGS = {
    "seed": 7,
    "mirrored_share": 0.4,
    "real_unrelated": {"en": 2, "zh": 1},
    "perspectrum_share": 0.5,
    "stranger_share": 0.25,
}


@pytest.fixture
def perspectrum(tmp_path: Path) -> Path:
    """A made set of the same form: four claims, the last one for testing, with two perspectives each."""
    folder = tmp_path / "stance" / "perspectrum" / "data" / "dataset"
    folder.mkdir(parents=True)
    claims = [
        {
            "cId": claim,
            "text": f"Claim {claim} is right",
            "perspectives": [
                {"pids": [2 * claim], "stance_label_3": "SUPPORT"},
                {"pids": [2 * claim + 1], "stance_label_3": "UNDERMINE"},
            ],
        }
        for claim in range(4)
    ]
    pool = [{"pId": number, "text": f"Perspective {number}"} for number in range(8)]
    splits = {"0": "train", "1": "train", "2": "train", "3": "test"}
    for name, value in (
        ("perspectrum_with_answers_v1.0.json", claims),
        ("perspective_pool_v1.0.json", pool),
        ("dataset_split_v1.0.json", splits),
    ):
        (folder / name).write_text(json.dumps(value), encoding="utf-8")
    return tmp_path


def example(name: str, *, label: StanceLabel = "favor", language: Literal["en", "zh"] = "en") -> Example:
    text = f"China's laboratory {name} beats America's."
    return Example(id=name, statement=Statement(text=text, language=language), label=label, batch="01")


def test_claims_and_labels_are_read_by_split(perspectrum: Path) -> None:
    train, test = (read_perspectrum(split, data=perspectrum) for split in ("train", "test"))
    assert [example.label for example in train] == ["favor", "against"] * 3
    assert {example.proposition.texts["en"] for example in test if example.proposition} == {"Claim 3 is right"}


def test_without_the_set_the_message_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(RealDataMissing, match="RACEWATCH_SHARED_DATA"):
        read_perspectrum("train", data=tmp_path)


def test_an_epoch_can_be_drawn_again_and_the_next_differs(perspectrum: Path) -> None:
    unrelated = [
        example(f"{language}-{n}", label="unrelated", language=language) for language in ("en", "zh") for n in range(20)
    ]
    material = Material(
        written=[example(f"w-{n}") for n in range(20)],
        mirrored=[example(f"m-{n}") for n in range(5)],
        claims=[example(f"c-{n}") for n in range(5)],
        real=[example("r"), *unrelated],
        perspectrum=read_perspectrum("train", data=perspectrum),
    )
    first, again, second = (epoch_examples(material, epoch=epoch, settings=SETTINGS) for epoch in (0, 0, 1))
    assert first == again != second
    assert len(first) == len(second) == 20 + 2 + 5 + 2 + 2 + 1 + 3
    assert [e.id for e in first].count("r") == 2
