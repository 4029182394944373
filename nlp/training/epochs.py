"""Epochs: which examples a stage shows in each of its epochs, drawn from the seed."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nlp.training.data import Example
from nlp.training.perspectrum import with_strangers


@dataclass(frozen=True, kw_only=True, slots=True)
class Material:
    """What a stage may show: statements written for the corpus, real ones, and Perspectrum's pairs."""

    written: Sequence[Example]
    real: Sequence[Example]
    perspectrum: Sequence[Example]


def epoch_examples(
    material: Material, *, epoch: int, stage: Mapping[str, Any], settings: Mapping[str, Any]
) -> list[Example]:
    """Return the examples of one epoch of ``stage``: equally many in each, the same ones for the same seed."""
    draw = random.Random(f"{settings['seed']} {stage['name']} {epoch}")
    chosen = [example for example in material.written if stage["written"] == "all" or example.batch in stage["written"]]
    examples = [*chosen, *material.real] if stage["real"] else chosen
    pairs = draw.sample(list(material.perspectrum), round(len(material.perspectrum) * stage["perspectrum"]))
    return examples + with_strangers(pairs, share=settings["stranger_share"], seed=draw.randrange(1 << 30))
