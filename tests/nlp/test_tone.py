"""Tone: praise and blame of a target, turned by negation; stance is another matter."""

import pytest
from hypothesis import given

from domain.stance import TONE_LABELS, Statement
from nlp.tone import MODEL, targets_in, tone, tone_revision

from .texts import newsy


@pytest.mark.parametrize(
    ("text", "target", "label"),
    [
        ("China made an impressive breakthrough and its engineers are brilliant.", "CN", "positive"),
        ("Beijing is accused of theft and censorship.", "CN", "negative"),
        ("American chipmakers suffer heavy losses.", "US", "negative"),
        ("The United States met China in Geneva.", "US", "neutral"),
        ("China's model is not reliable and not safe.", "CN", "negative"),
        ("中国取得重大突破，成果令人振奋。", "CN", "positive"),
        ("美国的霸凌行径遭到谴责。", "US", "negative"),
        ("美國的打壓和封鎖損害了合作。", "US", "negative"),
        ("这不是中国的失败。", "CN", "positive"),
        ("中国代表团周二抵达。", "CN", "neutral"),
    ],
)
def test_label(text: str, target: str, label: str) -> None:
    found = tone(Statement(text=text), target)
    assert (found.label, found.target, found.model, found.revision) == (label, target, MODEL, tone_revision())


def test_targets_are_those_that_are_named() -> None:
    assert targets_in("Washington warned Beijing.") == ["CN", "US"]
    assert targets_in("They told us.") == []
    assert targets_in("美方回應", language="zh") == ["US"]


@given(newsy)
def test_any_text_has_a_tone(text: str) -> None:
    for target in ("CN", "US"):
        found = tone(Statement(text=text), target)
        assert found.label in TONE_LABELS
        assert 0.5 <= found.score <= 1
