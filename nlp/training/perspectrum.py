"""Perspectrum (CC BY-SA 4.0): claims with perspectives that support or undermine them, to learn what a claim asks."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from domain.stance import Proposition, StanceLabel, Statement
from nlp.training.data import Example
from nlp.training.real import RealDataMissing, shared_data

Split = Literal["train", "dev", "test"]

_FOLDER = Path("stance", "perspectrum", "data", "dataset")
_LABELS: dict[str, StanceLabel] = {"SUPPORT": "favor", "UNDERMINE": "against"}


def read_perspectrum(split: Split, *, data: Path | None = None) -> list[Example]:
    """Return the perspectives of one split of the data set's own, each with its claim as proposition.

    Raises ``RealDataMissing`` without the data set below ``data`` (default: ``shared_data()``).
    """
    folder = (data or shared_data()) / _FOLDER
    splits = _read(folder / "dataset_split_v1.0.json")
    texts = {entry["pId"]: entry["text"] for entry in _read(folder / "perspective_pool_v1.0.json")}
    claims = _read(folder / "perspectrum_with_answers_v1.0.json")
    return [
        example for claim in claims if splits[str(claim["cId"])] == split for example in _perspectives(claim, texts)
    ]


def with_strangers(examples: list[Example], *, share: float, seed: int) -> list[Example]:
    """Return ``examples``, a ``share`` of them with the claim of another one, to which they are unrelated."""
    draw = random.Random(seed)
    return [_stranger(example, draw.choice(examples)) if draw.random() < share else example for example in examples]


def _stranger(example: Example, other: Example) -> Example:
    if other.batch == example.batch:
        return example
    return Example(
        id=example.id,
        statement=example.statement,
        label="unrelated",
        batch=example.batch,
        proposition=other.proposition,
    )


def _perspectives(claim: dict[str, Any], texts: dict[int, str]) -> Iterator[Example]:
    name = f"perspectrum-{claim['cId']}"
    proposition = Proposition(id=name, version=1, texts={"en": claim["text"]})
    for cluster in claim["perspectives"]:
        for perspective in cluster["pids"]:
            if cluster["stance_label_3"] in _LABELS and texts[perspective].strip():
                yield Example(
                    id=f"{name}-{perspective}",
                    statement=Statement(text=texts[perspective], voice="quote", language="en"),
                    label=_LABELS[cluster["stance_label_3"]],
                    batch=name,
                    proposition=proposition,
                )


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RealDataMissing(
            f"Perspectrum: cannot read {path} ({error.strerror}); set RACEWATCH_SHARED_DATA to the folder of public "
            "data, or go on without it"
        ) from error
