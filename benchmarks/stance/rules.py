"""The codebook rule by rule: eight small cases a rule and language, written for this and never trained on."""

from collections import defaultdict

from domain.stance import STANCE_LABELS
from nlp.propositions import DEFAULT, load_proposition
from nlp.stance.model import StanceModel
from nlp.stance.model_input import statement_language
from nlp.training.data import CORPUS, Example, read_examples


def rule_cases() -> list[Example]:
    """Return the cases of both languages."""
    return read_examples(sorted(CORPUS.glob("rules_*.jsonl")))


def right_by_rule(model: StanceModel, cases: list[Example]) -> dict[tuple[str, int], tuple[int, int]]:
    """Return for each language and rule how many cases ``model`` judges right, and of how many."""
    found: dict[tuple[str, int], list[bool]] = defaultdict(list)
    stances = model.judge([case.statement for case in cases], load_proposition(DEFAULT))
    for case, stance in zip(cases, stances, strict=True):
        for rule in case.rules:
            found[statement_language(case.statement), rule].append(stance.label == STANCE_LABELS[case.label_index])
    return {key: (sum(hits), len(hits)) for key, hits in sorted(found.items())}
