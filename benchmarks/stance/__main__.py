"""``python -m benchmarks.stance``: prints the figures of the stance model on the held-out statements."""

import argparse
from pathlib import Path

from benchmarks.stance.measure import Figures, figures, held_out, judge
from domain.stance import STANCE_LABELS
from nlp.models import SHIPPED
from nlp.stance.model import load_stance_model


def main() -> None:
    """Judge the held-out statements and print what came out, one block a language."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stance", description=__doc__)
    parser.add_argument("--model", default=SHIPPED, help="a model folder or name (default: the shipped model)")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    model = load_stance_model(arguments.model, threads=arguments.threads)
    examples = held_out()
    stances, speed = judge(model, examples)
    print(f"model {model.model}, revision {model.revision}, {speed:.0f} statements/s on {arguments.threads} threads")
    folder = Path(arguments.model)
    if folder.is_dir():
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        print(f"size of its folder: {size / 1e6:.1f} MB")
    for found in figures(examples, stances):
        _show(found)


def _show(found: Figures) -> None:
    low, high = found.interval
    print(f"\n{found.language}: {found.statements} held-out statements")
    print(f"  macro-F1 of four labels   {found.macro_f1:.3f}  (95 % bootstrap interval {low:.3f} to {high:.3f})")
    for label in STANCE_LABELS:
        print(f"    F1 {label:<10} {found.f1[label]:.3f}  of {found.support.get(label, 0)}")
    print(f"  accuracy                  {found.accuracy:.3f}; of the surest 80 % {found.accuracy_most_certain:.3f}")
    print(f"  abstained                 {found.abstained:.3f}; accuracy of the rest {found.accuracy_not_abstained:.3f}")
    print(f"  calibration error         {found.calibration_error:.3f}")
    if found.rules:
        rules = ", ".join(f"{rule}: {right}/{total}" for rule, (right, total) in found.rules.items())
        print(f"  right by codebook rule    {rules}")


if __name__ == "__main__":
    main()
