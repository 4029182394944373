"""``python -m benchmarks.stance``: prints the figures of the stance model on statements that it was not trained on."""

import argparse
from collections import defaultdict
from pathlib import Path

from benchmarks.stance.general import General, c_stance, perspectrum
from benchmarks.stance.measure import Figures, figures, figures_of, held_out, judge, real
from benchmarks.stance.rules import right_by_rule, rule_cases
from domain.stance import STANCE_LABELS
from nlp.models import SHIPPED
from nlp.stance.model import StanceModel, load_stance_model
from nlp.training.real import RealDataMissing


def main() -> None:
    """Judge every set and print what came out, a block each; for a second model one line under each block."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stance", description=__doc__)
    parser.add_argument("--model", default=SHIPPED, help="a model folder or name (default: the shipped model)")
    parser.add_argument("--beside", help="a second model folder, such as the baseline of nlp.training --frozen")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    model = load_stance_model(arguments.model, threads=arguments.threads)
    beside = load_stance_model(arguments.beside, threads=arguments.threads) if arguments.beside else None
    print(f"model {model.model}, revision {model.revision}")
    folder = Path(arguments.model)
    if folder.is_dir():
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        print(f"size of its folder: {size / 1e6:.1f} MB")
    other = {found.name: found for found in _all_figures(beside)} if beside else {}
    for found in _all_figures(model):
        _show(found)
        if found.name in other:
            print(f"  the other model's macro-F1  {other[found.name].macro_f1:.3f}")
    _show_rules(model)
    for judged in (perspectrum, c_stance):
        try:
            _show_general(judged(model))
        except RealDataMissing as missing:
            print(f"\n{missing}")


def _all_figures(model: StanceModel) -> list[Figures]:
    examples = held_out()
    found = [*figures(examples, judge(model, examples))]
    try:
        sources = real()
    except RealDataMissing as missing:
        print(f"\n{missing}")
        return found
    return found + [figures_of(source, statements, judge(model, statements)) for source, statements in sources.items()]


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


def _show_rules(model: StanceModel) -> None:
    languages: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for (language, rule), (right, total) in right_by_rule(model, rule_cases()).items():
        languages[language].append((rule, right, total))
    print("\ncases of the codebook's rules, right of all")
    for language, rules in languages.items():
        right, total = (sum(counts) for counts in list(zip(*rules, strict=True))[1:])
        each = ", ".join(f"{rule}: {hits}/{cases}" for rule, hits, cases in rules)
        print(f"  {language}: {right}/{total} ({right / total:.3f}); {each}")


def _show_general(found: General) -> None:
    print(f"\n{found.name}: {found.pairs} pairs")
    print(f"  macro-F1 of {found.classes} labels {found.macro_f1:.3f}, accuracy {found.accuracy:.3f}")


if __name__ == "__main__":
    main()
