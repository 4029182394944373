"""Epochs: which examples a stage shows in each of its epochs, some of them mirrored, drawn from the seed."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from domain.stance import Proposition
from nlp.training.data import Example
from nlp.training.mirror import against_the_reverse, mirrored
from nlp.training.perspectrum import with_strangers


@dataclass(frozen=True, kw_only=True, slots=True)
class Material:
    """What a stage may show: statements written for the corpus, real ones, and Perspectrum's pairs."""

    written: Sequence[Example]
    real: Sequence[Example]
    perspectrum: Sequence[Example]


def epoch_examples(
    material: Material, *, epoch: int, stage: Mapping[str, Any], settings: Mapping[str, Any], proposition: Proposition
) -> list[Example]:
    """Return the examples of one epoch of ``stage``: equally many in each, the same ones for the same seed."""
    draw = random.Random(f"{settings['seed']} {stage['name']} {epoch}")
    chosen = [example for example in material.written if stage["written"] == "all" or example.batch in stage["written"]]
    examples = [_turned(example, draw, settings=settings, proposition=proposition) for example in chosen]
    if stage["real"]:
        examples += material.real
    pairs = draw.sample(list(material.perspectrum), round(len(material.perspectrum) * stage["perspectrum"]))
    return examples + with_strangers(pairs, share=settings["stranger_share"], seed=draw.randrange(1 << 30))


def _turned(example: Example, draw: random.Random, *, settings: Mapping[str, Any], proposition: Proposition) -> Example:
    turn = draw.random()
    if turn < settings["mirrored_share"]:
        return mirrored(example) or example
    if turn < settings["mirrored_share"] + settings["reversed_share"]:
        return against_the_reverse(example, proposition)
    return example
