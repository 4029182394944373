"""Epochs: which examples each of them shows, drawn from the seed."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nlp.stance.model_input import statement_language
from nlp.training.data import Example
from nlp.training.perspectrum import with_strangers


@dataclass(frozen=True, kw_only=True, slots=True)
class Material:
    """What a training run may show.

    ``written`` and ``real`` ones on the proposition, written ones on ``claims`` of their own, and Perspectrum's pairs.
    """

    written: Sequence[Example]
    claims: Sequence[Example]
    real: Sequence[Example]
    perspectrum: Sequence[Example]


def epoch_examples(material: Material, *, epoch: int, settings: Mapping[str, Any]) -> list[Example]:
    """Return the examples of one epoch: equally many in each, the same ones for the same seed.

    All written statements; the real ones that speak of the question, twice; of the many unrelated real ones
    ``real_unrelated`` a language, and of Perspectrum's pairs the ``perspectrum_share``, drawn anew for every epoch.
    """
    draw = random.Random(f"{settings['seed']} {epoch}")
    speaking = [example for example in material.real if example.label != "unrelated"]
    examples = [*material.written, *material.claims, *speaking * 2]
    for language, most in settings["real_unrelated"].items():
        unrelated = [
            example
            for example in material.real
            if example.label == "unrelated" and statement_language(example.statement) == language
        ]
        examples += draw.sample(unrelated, min(most, len(unrelated)))
    pairs = draw.sample(list(material.perspectrum), round(len(material.perspectrum) * settings["perspectrum_share"]))
    return examples + with_strangers(pairs, share=settings["stranger_share"], seed=draw.randrange(1 << 30))
