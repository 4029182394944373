"""Mirrored statements: the two sides change places, and favor and against with them, only where that is sound."""

import pytest

from domain.stance import StanceLabel, Statement
from nlp.propositions import DEFAULT, load_proposition
from nlp.training.data import Example, read_examples, training_files
from nlp.training.mirror import against_the_reverse, mirrored


def example(text: str, label: StanceLabel, **statement: str) -> Example:
    return Example(id="made", statement=Statement(text=text, **statement), label=label, batch="made")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "language", "other"),
    [
        ("China's best model beats America's.", "en", "America's best model beats China's."),
        ("The United States trails China.", "en", "China trails America."),
        ("Beijing outspends Washington on US soil.", "en", "Washington outspends Beijing on Chinese soil."),
        ("中国的模型胜过美国。", "zh", "美国的模型胜过中国。"),
        ("華盛頓不如北京。", "zh", "北京不如华盛顿。"),
    ],
)
def test_sides_and_label_change_places(text: str, language: str, other: str) -> None:
    found = mirrored(example(text, "favor", language=language))
    assert found is not None
    assert (found.statement.text, found.label) == (other, "against")


def test_the_speaker_changes_sides_and_neutral_stays() -> None:
    found = mirrored(
        example("They have the engineers, we have the money.", "neutral", voice="quote", side="US", language="en")
    )
    assert found is not None
    assert (found.statement.side, found.label) == ("CN", "neutral")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The gap between China and the United States is narrowing.", "en"),
        ("Export controls have failed to slow China.", "en"),
        ("Everybody agrees on that.", "en"),
        ("中美差距正在缩小。", "zh"),
        ("国产大模型已经超过美国。", "zh"),
    ],
)
def test_what_has_no_mirror_has_none(text: str, language: str) -> None:
    assert mirrored(example(text, "favor", language=language)) is None


def test_the_reversed_proposition_keeps_the_statement() -> None:
    before = example("China is ahead of the United States.", "favor", language="en")
    found = against_the_reverse(before, load_proposition(DEFAULT))
    assert found.statement == before.statement
    assert found.label == "against"
    assert found.proposition is not None
    assert found.proposition.texts["en"] == "China is losing ground to America in the AI race."
    assert found.proposition.texts["zh"] == "中国在人工智能竞赛中正在输给美国。"


def test_much_of_the_corpus_has_a_mirror_in_both_languages() -> None:
    corpus = [e for e in read_examples(training_files()) if e.label in ("favor", "against")]
    for language in ("en", "zh"):
        here = [mirrored(e) is not None for e in corpus if e.statement.language == language]
        assert sum(here) > len(here) / 4
