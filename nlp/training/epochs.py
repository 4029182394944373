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

    ``written`` and ``real`` ones on the proposition, the ``mirrored`` written ones, written ones on ``claims`` of their
    own, and Perspectrum's pairs.
    """

    written: Sequence[Example]
    mirrored: Sequence[Example]
    claims: Sequence[Example]
    real: Sequence[Example]
    perspectrum: Sequence[Example]


def epoch_examples(material: Material, *, epoch: int, settings: Mapping[str, Any]) -> list[Example]:
    """Return the examples of one epoch: equally many in each, the same ones for the same seed.

    All written statements; the real ones that speak of the question, twice; and, drawn anew for every epoch, the
    ``mirrored_share`` of the mirrored ones, of the many unrelated real ones ``real_unrelated`` a language, and of
    Perspectrum's pairs the ``perspectrum_share``.
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
    examples += _share(material.mirrored, settings["mirrored_share"], draw)
    pairs = _share(material.perspectrum, settings["perspectrum_share"], draw)
    return examples + with_strangers(pairs, share=settings["stranger_share"], seed=draw.randrange(1 << 30))


def _share(examples: Sequence[Example], share: float, draw: random.Random) -> list[Example]:
    return draw.sample(list(examples), round(len(examples) * share))
