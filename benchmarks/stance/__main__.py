"""``python -m benchmarks.stance``: prints the figures of the stance model on the held-out statements."""

import argparse
from pathlib import Path

from benchmarks.stance.measure import Figures, figures, figures_of, held_out, judge, real
from domain.stance import STANCE_LABELS
from nlp.models import SHIPPED
from nlp.stance.model import load_stance_model
from nlp.training.real import RealDataMissing


def main() -> None:
    """Judge the held-out and the real statements and print what came out, one block a set."""
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
    try:
        sources = real()
    except RealDataMissing as missing:
        print(f"\n{missing}")
        return
    for source, statements in sources.items():
        stances, _ = judge(model, statements)
        _show(figures_of(source, statements, stances))


def _show(found: Figures) -> None:
    low, high = found.interval
    print(f"\n{found.name}: {found.statements} statements")
    print(f"  macro-F1 of four labels   {found.macro_f1:.3f}  (95 % bootstrap interval {low:.3f} to {high:.3f})")
    for label in STANCE_LABELS:
        print(f"    F1 {label:<10} {found.f1[label]:.3f}  of {found.support.get(label, 0)}")
    print(f"  accuracy                  {found.accuracy:.3f}; of the surest 80 % {found.accuracy_most_certain:.3f}")
    print(f"  abstained                 {found.abstained:.3f}; accuracy of the rest {found.accuracy_not_abstained:.3f}")
    print(f"  calibration error         {found.calibration_error:.3f}")
    print(f"  false favor or against    {found.false_alarms:.3f} of what is neither")
    if found.rules:
        rules = ", ".join(f"{rule}: {right}/{total}" for rule, (right, total) in found.rules.items())
        print(f"  right by codebook rule    {rules}")


if __name__ == "__main__":
    main()
