"""``python -m nlp.training``: trains the stance model on the corpus and writes its folder."""

import argparse
import logging
from pathlib import Path

import numpy as np
import torch
import yaml

from nlp.models import SHIPPED
from nlp.propositions import DEFAULT, load_proposition
from nlp.stance.model_input import statement_language
from nlp.stance.scoring import expected_calibration_error, macro_f1
from nlp.training.base import build_base
from nlp.training.calibrate import abstention_threshold, softmax, temperature
from nlp.training.data import Example, claim_files, read_examples, training_files
from nlp.training.encoding import encode
from nlp.training.epochs import Material, epoch_examples
from nlp.training.export import export
from nlp.training.fit import Encoded, fine_tune, fit_frozen, predict_logits
from nlp.training.mirrored import mirrored_examples
from nlp.training.model import StanceEncoder
from nlp.training.perspectrum import read_perspectrum
from nlp.training.real import RealDataMissing, read_real, real_files

_SETTINGS = Path(__file__).with_name("settings.yaml")
#: One in so many examples gives the head that fine-tuning starts from.
_HEAD_START_EVERY = 5
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
    shown = [example for example in written if example.batch not in settings["dev_batches"]]
    material = Material(
        written=shown,
        mirrored=mirrored_examples(shown),
        claims=read_examples(claim_files()),
        real=real_examples(),
        perspectrum=perspectrum_examples(),
    )
    _log.info(
        "%d written, %d mirrored, %d real and %d + %d general statements to train on, %d to choose by",
        len(material.written),
        len(material.mirrored),
        len(material.real),
        len(material.claims),
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

    def epoch_data(epoch: int) -> Encoded:
        return encoded(epoch_examples(material, epoch=epoch, settings=settings))

    network = StanceEncoder.from_base(base, dropout=settings["dropout"])
    checkpoint = arguments.work / "checkpoint.pt"
    if not checkpoint.is_file():
        # Fine-tuning wants no more from it than a head that points the right way.
        vectors = epoch_data(0).by_length(every=1 if arguments.frozen else _HEAD_START_EVERY)
        fit_frozen(network, vectors, batch_size=settings["batch_size"])
    if not arguments.frozen:
        fine_tune(
            network,
            epoch_data,
            epochs=settings["epochs"],
            settings=settings,
            checkpoint=checkpoint,
            threads=arguments.threads,
        )
        torch.save(network.state_dict(), arguments.work / "network.pt")

    scores = predict_logits(network, encoded(dev), batch_size=settings["batch_size"])
    labels = np.array([example.label_index for example in dev])
    languages = np.array([statement_language(example.statement) for example in dev])
    temperatures, thresholds = {}, {}
    for language in sorted(set(languages)):
        here = languages == language
        known = labels[here].tolist()
        temperatures[language] = temperature(scores[here], known) * settings["unseen_writer"][language]
        probabilities = softmax(scores[here] / temperatures[language])
        thresholds[language] = abstention_threshold(probabilities, share=settings["abstain_share"])
        _log.info(
            "dev %s: macro-F1 %.3f, calibration error %.3f, %d statements",
            language,
            macro_f1(labels[here], probabilities.argmax(1)),
            expected_calibration_error(probabilities, known),
            here.sum(),
        )
    export(
        network,
        arguments.out,
        tokenizer_file=base / "tokenizer.json",
        name=arguments.out.name,
        temperatures=temperatures,
        thresholds=thresholds,
        max_tokens=settings["max_tokens"],
    )


def perspectrum_examples() -> list[Example]:
    """Return the training pairs of Perspectrum; none without the data set."""
    try:
        return read_perspectrum("train")
    except RealDataMissing as missing:
        _log.warning("%s: training without general claims", missing)
        return []


def real_examples() -> list[Example]:
    """Return the real statements that may train; none without their texts."""
    try:
        return read_real(real_files(), split="train")
    except RealDataMissing as missing:
        _log.warning("%s: training without real statements", missing)
        return []


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m nlp.training", description=__doc__)
    parser.add_argument("--work", type=Path, default=Path(".state/training"), help="base encoder and checkpoints")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="the folder to write (default: the shipped one)")
    parser.add_argument("--frozen", action="store_true", help="the baseline: fit only the last layer")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
