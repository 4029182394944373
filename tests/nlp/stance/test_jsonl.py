"""The stance service on JSON lines: order, kept keys, broken lines."""

import json
from functools import cache
from typing import Any

import pytest

from domain.stance import STANCE_LABELS
from nlp.models import SHIPPED
from nlp.propositions import DEFAULT, load_proposition
from nlp.stance.jsonl import judge_lines
from nlp.stance.model import StanceModel, load_stance_model


@cache
def model() -> StanceModel:
    return load_stance_model(SHIPPED)


def judged(lines: list[str]) -> list[dict[str, Any]]:
    return list(judge_lines(lines, model(), load_proposition(DEFAULT)))


def test_same_lines_same_order_all_keys() -> None:
    rows = [
        {"id": f"s{number}", "text": text, "voice": "quote", "side": side, "page": [number, None], "speaker": None}
        for number, (text, side) in enumerate(
            [("We are ahead of China in AI.", "US"), ("我们在人工智能上落后。", "CN"), ("天氣很好。", "TW")] * 30
        )
    ]
    found = judged([json.dumps(row) for row in rows])
    assert [{key: row[key] for key in rows[0]} for row in found] == rows
    for row in found:
        assert set(row) - set(rows[0]) == {"label", "scores", "abstained", "proposition", "model", "revision"}
        assert set(row["scores"]) == set(STANCE_LABELS)
        assert row["label"] in STANCE_LABELS
        assert isinstance(row["abstained"], bool)
    assert json.loads(json.dumps(found)) == found


def test_evidence_comes_with_articles_only() -> None:
    text = "A report says so. It rained."
    (row,) = judged([json.dumps({"id": 1, "voice": "article", "title": "China leads America in AI", "text": text})])
    assert all(0 <= start < end <= len(text) for start, end in row["evidence"])
    assert row["evidence"]


GOOD = '{"id": "good", "text": "China leads America in AI."}'


@pytest.mark.parametrize(
    ("line", "identity", "fault"),
    [
        ("{", None, "not JSON"),
        ("[1]", None, "JSON object"),
        ('{"id": "a"}', "a", "text"),
        ('{"id": "a", "text": ""}', "a", "text"),
        ('{"id": "a", "text": " \\n"}', "a", "text"),
        ('{"id": "a", "text": 5}', "a", "text"),
        ('{"id": "a", "text": "x", "voice": "choir"}', "a", "voice"),
        ('{"id": "a", "text": "x", "voice": ["quote"]}', "a", "voice"),
        ('{"id": "a", "text": "x", "side": 1}', "a", "side"),
        ('{"id": "a", "text": "x", "context": {}}', "a", "context"),
        ('{"id": "a", "text": "half \\ud800"}', "a", "surrogate"),
        ('{"id": "a", "text": "x", "score": NaN}', None, "NaN"),
        ('{"text": "x"}', None, "id"),
        ('{"id": ["a"], "text": "x"}', None, "id"),
        ("[" * 100_000, None, "line 2"),
    ],
)
def test_a_broken_line_is_named_and_the_rest_goes_on(line: str, identity: object, fault: str) -> None:
    first, broken, last = judged([GOOD, line, GOOD])
    assert set(broken) == {"id", "error"}
    assert broken["id"] == identity
    assert fault in broken["error"]
    assert "\n" not in broken["error"]
    assert first == last
    assert first["label"] in STANCE_LABELS


def test_byte_order_mark_empty_lines_and_null_keys() -> None:
    found = judged(["\ufeff" + GOOD + "\n", "\n", '{"id": 2, "text": "x", "voice": null, "context": null}\n'])
    assert [row["id"] for row in found] == ["good", 2]
    assert all("label" in row for row in found)


def test_nothing_in_nothing_out() -> None:
    assert judged([]) == []
