"""Propositions: the shipped one, and one from a file, or one clear line."""

from pathlib import Path

import pytest

from nlp.propositions import DEFAULT, PropositionError, load_proposition, load_propositions


def test_the_default_is_there_in_both_languages() -> None:
    proposition = load_propositions()[DEFAULT]
    assert proposition.id == DEFAULT
    assert proposition.version == 1
    assert proposition.texts["en"] == "The United States is losing ground to China in the AI race."
    assert proposition.texts["zh"] == "美国在人工智能竞赛中正在输给中国。"


def test_a_file_may_state_another(tmp_path: Path) -> None:
    card = tmp_path / "tea.yaml"
    card.write_text("id: tea\nversion: 2\ntexts: {en: Tea is best., zh: 茶最好。}\n", encoding="utf-8")
    proposition = load_proposition(str(card))
    assert (proposition.id, proposition.version, set(proposition.texts)) == ("tea", 2, {"en", "zh"})


@pytest.mark.parametrize(
    "written", ["- 1", "id: x", "id: x\nversion: one\ntexts: {en: a}", "id: x\nversion: 1\ntexts: {}"]
)
def test_a_broken_file_is_one_clear_line(tmp_path: Path, written: str) -> None:
    card = tmp_path / "broken.yaml"
    card.write_text(written, encoding="utf-8")
    with pytest.raises(PropositionError, match="expected the keys id") as raised:
        load_proposition(str(card))
    assert "\n" not in str(raised.value)


def test_an_unknown_id_names_the_known_ones() -> None:
    with pytest.raises(PropositionError, match=DEFAULT):
        load_proposition("us_loses_everything")
