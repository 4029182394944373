"""``python -m nlp.training``: trains the stance model on the corpus and writes its folder."""

import argparse
import logging
import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
import yaml

from nlp.models import SHIPPED
from nlp.propositions import DEFAULT, load_proposition
from nlp.stance.model_input import statement_language
from nlp.stance.scoring import expected_calibration_error, macro_f1
from nlp.training.base import build_base
from nlp.training.calibrate import abstention_threshold, softmax, temperature
from nlp.training.data import Example, read_examples, training_files
from nlp.training.encoding import encode
from nlp.training.epochs import Material, epoch_examples
from nlp.training.export import export
from nlp.training.fit import Encoded, fine_tune, fit_frozen, predict_logits
from nlp.training.model import StanceEncoder
from nlp.training.perspectrum import read_perspectrum
from nlp.training.real import RealDataMissing, read_real, real_files

_SETTINGS = Path(__file__).with_name("settings.yaml")
_log = logging.getLogger("nlp.training")


def main() -> None:
    """Build the base if it is missing, fit, calibrate on the dev batches, export."""
    arguments = _arguments()
    logging.basicConfig(format="%(message)s")
    logging.getLogger("nlp").setLevel(logging.INFO)
    settings = yaml.safe_load(_SETTINGS.read_text(encoding="utf-8"))
    base = arguments.work / "base"
    if not (base / "tokenizer.json").is_file():
        build_base(base)
    proposition = load_proposition(DEFAULT)
    written = read_examples(training_files())
    dev = [example for example in written if example.batch in settings["dev_batches"]]
    material = Material(
        written=[example for example in written if example.batch not in settings["dev_batches"]],
        real=real_examples(seed=settings["seed"], most_unrelated=settings["most_real_unrelated"]),
        perspectrum=perspectrum_examples(),
    )
    _log.info(
        "%d written, %d real and %d general statements to train on, %d to choose by",
        len(material.written),
        len(material.real),
        len(material.perspectrum),
        len(dev),
    )

    def encoded(part: list[Example]) -> Encoded:
        ids = encode(
            part,
            proposition=proposition,
            tokenizer_file=base / "tokenizer.json",
            max_tokens=settings["max_tokens"],
        )
        return Encoded(ids=ids, labels=[example.label_index for example in part])

    network = StanceEncoder.from_base(base, dropout=settings["dropout"])
    if arguments.frozen:
        fit_frozen(network, encoded([*material.written, *material.real]), batch_size=settings["batch_size"])
    else:
        for stage in settings["stages"]:
            fit_stage(network, material, stage, settings=settings, arguments=arguments, encoded=encoded)
            if stage["name"] == arguments.until:
                return

    scores = predict_logits(network, encoded(dev), batch_size=settings["batch_size"])
    labels = np.array([example.label_index for example in dev])
    divisor = temperature(scores, labels.tolist()) * settings["unseen_writer"]
    probabilities = softmax(scores / divisor)
    languages = np.array([statement_language(example.statement) for example in dev])
    thresholds = {}
    for language in sorted(set(languages)):
        here = languages == language
        thresholds[language] = abstention_threshold(probabilities[here], share=settings["abstain_share"])
        _log.info(
            "dev %s: macro-F1 %.3f, calibration error %.3f, %d statements",
            language,
            macro_f1(labels[here], probabilities[here].argmax(1)),
            expected_calibration_error(probabilities[here], labels[here].tolist()),
            here.sum(),
        )
    export(
        network,
        arguments.out,
        tokenizer_file=base / "tokenizer.json",
        name=arguments.out.name,
        temperature=divisor,
        thresholds=thresholds,
        max_tokens=settings["max_tokens"],
    )


def fit_stage(
    network: StanceEncoder,
    material: Material,
    stage: Mapping[str, Any],
    *,
    settings: Mapping[str, Any],
    arguments: argparse.Namespace,
    encoded: Callable[[list[Example]], Encoded],
) -> None:
    """Fit one stage and keep its network; a stage that an earlier run has finished is only read."""
    finished: Path = arguments.work / f"{stage['name']}.pt"
    if finished.is_file():
        network.load_state_dict(torch.load(finished, weights_only=True))
        _log.info("stage %s: read from %s", stage["name"], finished)
        return
    _log.info("stage %s", stage["name"])
    fine_tune(
        network,
        lambda epoch: encoded(epoch_examples(material, epoch=epoch, stage=stage, settings=settings)),
        epochs=stage["epochs"],
        settings={**settings, "learning_rate": stage["learning_rate"]},
        checkpoint=arguments.work / f"{stage['name']}.checkpoint",
        threads=arguments.threads,
    )
    torch.save(network.state_dict(), finished)


def perspectrum_examples() -> list[Example]:
    """Return the training pairs of Perspectrum; none without the data set."""
    try:
        return read_perspectrum("train")
    except RealDataMissing as missing:
        _log.warning("%s: training without general claims", missing)
        return []


def real_examples(*, seed: int, most_unrelated: Mapping[str, int]) -> list[Example]:
    """Return the real statements that may train; none without their texts.

    Those that speak of the question are there twice, of the many unrelated ones no more than ``most_unrelated`` a
    language.
    """
    try:
        found = read_real(real_files(), split="train")
    except RealDataMissing as missing:
        _log.warning("%s: training without real statements", missing)
        return []
    draw = random.Random(seed)
    chosen = [example for example in found if example.label != "unrelated"] * 2
    for language, most in most_unrelated.items():
        unrelated = [e for e in found if e.label == "unrelated" and statement_language(e.statement) == language]
        chosen += draw.sample(unrelated, min(most, len(unrelated)))
    return chosen


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m nlp.training", description=__doc__)
    parser.add_argument("--work", type=Path, default=Path(".state/training"), help="base encoder and checkpoints")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="the folder to write (default: the shipped one)")
    parser.add_argument("--frozen", action="store_true", help="the baseline: fit only the last layer")
    parser.add_argument("--until", help="stop after this stage, for the rest to go on from another time")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
