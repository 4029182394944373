"""The labelled corpus: well formed, every label, no near duplicate between training and held-out statements."""

import json
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from benchmarks.stance.measure import held_out
from benchmarks.stance.rules import rule_cases
from domain.stance import STANCE_LABELS
from nlp.han import simplify
from nlp.training.data import Example, claim_files, read_examples, training_files

#: Character 5-grams (2-grams in Chinese) shared by more than this are the same statement in other clothes.
MOST_ALIKE = 0.5


@pytest.fixture(scope="module")
def training() -> list[Example]:
    return read_examples(training_files())


@pytest.fixture(scope="module")
def claims() -> list[Example]:
    return read_examples(claim_files())


@pytest.fixture(scope="module")
def kept_out() -> list[Example]:
    return held_out() + rule_cases()


def grams(example: Example) -> frozenset[str]:
    text = re.sub(r"\W+", " ", simplify(f"{example.statement.title or ''} {example.statement.text}").lower())
    size = 2 if example.statement.language == "zh" else 5
    return frozenset(text[at : at + size] for at in range(len(text) - size + 1))


def test_ids_and_texts_are_one_of_a_kind(
    training: list[Example], claims: list[Example], kept_out: list[Example]
) -> None:
    everything = training + claims + kept_out
    assert max(Counter(example.id for example in everything).values()) == 1
    keys = Counter(
        (
            e.statement.text,
            e.statement.context,
            e.statement.side,
            e.statement.title,
            str(e.proposition and e.proposition.texts),
        )
        for e in everything
    )
    assert max(keys.values()) == 1


@pytest.mark.parametrize("language", ["en", "zh"])
def test_claims_of_every_kind_get_every_label(claims: list[Example], language: str) -> None:
    here = [example for example in claims if example.statement.language == language]
    assert all(example.proposition and example.proposition.texts.keys() == {language} for example in here)
    assert {example.label for example in here} == set(STANCE_LABELS)


def test_a_claim_without_words_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "claims_en.jsonl"
    row = {"id": "c-1", "claim": " ", "text": "Trams pay.", "voice": "quote", "language": "en", "label": "favor"}
    file.write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(ValueError, match=r"claims_en\.jsonl, line 1: claim"):
        read_examples([file])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_enough_of_every_label_voice_and_side(training: list[Example], language: str) -> None:
    here = [example for example in training if example.statement.language == language]
    assert len(here) >= 1500
    labels = Counter(example.label for example in here)
    assert set(labels) == set(STANCE_LABELS) and min(labels.values()) >= 300
    assert {example.statement.voice for example in here} == {"quote", "outlet", "article"}
    assert {"US", "CN", None} <= {example.statement.side for example in here}


def test_every_rule_has_its_cases_in_both_languages() -> None:
    found = Counter((case.statement.language, rule) for case in rule_cases() for rule in case.rules)
    assert set(found) == {(language, rule) for language in ("en", "zh") for rule in range(1, 14)}
    assert min(found.values()) >= 8


def test_no_near_duplicate_is_held_out(training: list[Example], kept_out: list[Example]) -> None:
    known = [grams(example) for example in training]
    places: dict[str, list[int]] = defaultdict(list)
    for index, found in enumerate(known):
        for gram in found:
            places[gram].append(index)
    pairs = []
    for example in kept_out:
        found = grams(example)
        shared = Counter(index for gram in found for index in places[gram])
        pairs += [
            (training[index].id, example.id)
            for index, count in shared.items()
            if count / (len(found) + len(known[index]) - count) > MOST_ALIKE
        ]
    assert pairs == []
