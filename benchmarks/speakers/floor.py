"""The floor: figures below which no change may take the links."""

from pathlib import Path

import yaml

from benchmarks.speakers.measure import Figures

FLOOR = Path(__file__).with_name("floor.yaml")


def shortfalls(figures: Figures) -> list[str]:
    """Return a line for each figure below its floor."""
    floor = yaml.safe_load(FLOOR.read_text(encoding="utf-8"))
    found = []
    for name, least in floor.items():
        counts = figures.of(name)
        for figure in ("precision", "recall"):
            value = getattr(counts, figure)
            if value is None or value < least[figure]:
                found.append(f"{name}: {figure} {'no data' if value is None else f'{value:.3f}'}, not {least[figure]}")
    return found
