"""The shipped stance model on the held-out statements, against the floors in git."""

from pathlib import Path

import pytest
import yaml

from benchmarks.stance import measure
from benchmarks.stance.measure import Figures
from benchmarks.stance.rules import right_by_rule, rule_cases
from nlp.models import SHIPPED
from nlp.stance.model import load_stance_model

FLOORS = yaml.safe_load(Path(measure.__file__).with_name("floor.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def found() -> dict[str, Figures]:
    examples = measure.held_out()
    stances = measure.judge(load_stance_model(SHIPPED), examples)
    return {figures.name: figures for figures in measure.figures(examples, stances)}


def test_floors_cover_both_languages() -> None:
    assert all(set(floors) == {"en", "zh"} for floors in FLOORS.values())


@pytest.mark.parametrize("figure", [name for name in FLOORS if name != "rules"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_floor_holds(found: dict[str, Figures], figure: str, language: str) -> None:
    assert getattr(found[language], figure) >= FLOORS[figure][language]


def test_the_rules_of_the_codebook_hold() -> None:
    found = right_by_rule(load_stance_model(SHIPPED), rule_cases())
    for language, floor in FLOORS["rules"].items():
        here = [counts for (other, _), counts in found.items() if other == language]
        assert sum(right for right, _ in here) >= floor * sum(cases for _, cases in here)


def test_enough_is_held_out(found: dict[str, Figures]) -> None:
    for figures in found.values():
        assert figures.statements >= 150
        assert set(figures.support) == {"favor", "against", "neutral", "unrelated"}
