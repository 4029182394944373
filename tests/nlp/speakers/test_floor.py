"""Links across articles and languages against the floor in git."""

from benchmarks.speakers.floor import shortfalls
from benchmarks.speakers.measure import hard, measure


def test_the_floor_holds() -> None:
    assert shortfalls(measure()) == []


def test_the_hard_pairs_have_both_kinds() -> None:
    persons = [[each.person for each in group] for group in hard().values()]
    assert sum(len(set(group)) > 1 for group in persons) >= 8
    assert sum(len(set(group)) < len(group) for group in persons) >= 5
