"""Labels on real texts: offsets and hashes hold, no publisher's words in the project, splits apart from each other."""

import hashlib
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.stance import STANCE_LABELS
from nlp.training.data import CORPUS, Example
from nlp.training.real import RealDataMissing, read_real, shared_data

LABELS = CORPUS / "real_deepseek.jsonl"
#: Character 5-grams shared by more than this are the same statement in other clothes.
MOST_ALIKE = 0.5
KEYS = {
    *("id", "document", "document_sha256", "spans", "sha256", "context_span", "voice", "side", "outlet_country"),
    *("language", "label", "split", "batch", "title_document", "title_document_sha256", "title_span"),
}
#: Invented.
TEXT = "The minister spoke in Larkhaven. “We are behind,” she said, “and we know it.”\r\n据报道，差距正在缩小。😀 End."


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def line(*spans: tuple[int, int], **keys: object) -> dict[str, object]:
    joined = ("" if keys.get("language") == "zh" else " ").join(TEXT[start:end] for start, end in spans)
    row = {
        "id": "made-001",
        "document": "made/text.txt",
        "document_sha256": sha256(TEXT),
        "spans": [list(span) for span in spans],
        "sha256": sha256(joined),
        "context_span": None,
        "voice": "outlet",
        "label": "neutral",
        "split": "train",
        "batch": "made",
    }
    return row | keys


def read(folder: Path, *rows: dict[str, object], **options: object) -> list[Example]:
    (folder / "made").mkdir(exist_ok=True)
    (folder / "made" / "text.txt").write_bytes(TEXT.encode())
    path = folder / "real_made.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return read_real([path], data=folder, **options)  # type: ignore[arg-type]


@given(data=st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_stretch_comes_back_verbatim(tmp_path: Path, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(TEXT) - 1))
    end = data.draw(st.integers(start + 1, len(TEXT)).filter(lambda end: TEXT[start:end].strip()))
    (example,) = read(tmp_path, line((start, end)))
    assert example.statement.text == TEXT[start:end]


def test_a_split_quotation_its_context_and_side(tmp_path: Path) -> None:
    first, second = TEXT.index("We are"), TEXT.index("and we")
    spans = ((first, first + 14), (second, second + 15))
    context = (0, TEXT.index(" “"))
    (example,) = read(tmp_path, line(*spans, voice="quote", side="US", context_span=context))
    assert example.statement.text == "We are behind, and we know it."
    assert example.statement.context == "The minister spoke in Larkhaven."
    assert (example.statement.voice, example.statement.side, example.label) == ("quote", "US", "neutral")


def test_chinese_spans_join_without_a_space(tmp_path: Path) -> None:
    start = TEXT.index("据报道")
    (example,) = read(tmp_path, line((start, start + 3), (start + 4, start + 10), language="zh"))
    assert example.statement.text == "据报道差距正在缩小"


def test_one_split_at_a_time(tmp_path: Path) -> None:
    rows = [line((0, 12), id="a"), line((0, 12), id="b", split="test")]
    assert [example.id for example in read(tmp_path, *rows, split="test")] == ["b"]
    assert [example.id for example in read(tmp_path, *rows)] == ["a", "b"]


def test_missing_data_are_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(RealDataMissing, match="RACEWATCH_SHARED_DATA"):
        read(tmp_path, line((0, 12), document="made/elsewhere.txt"))


def test_another_version_of_a_document_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RealDataMissing, match="not the text that was labelled"):
        read(tmp_path, line((0, 12), document_sha256=sha256("other")))


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        ({"sha256": sha256("other")}, "do not give"),
        ({"spans": [[0, len(TEXT) + 1]]}, "outside its document"),
        ({"spans": [[5, 5]]}, "outside its document"),
        ({"label": "maybe"}, "expected one of"),
        ({"voice": "choir"}, "voice"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, keys: dict[str, object], reason: str) -> None:
    with pytest.raises(ValueError, match=f"real_made.jsonl, line 2: .*{reason}"):
        read(tmp_path, line((0, 12)), line((0, 12)) | keys)


def rows() -> list[dict[str, object]]:
    return [json.loads(text) for text in LABELS.read_text(encoding="utf-8").splitlines()]


def test_no_publishers_words_in_the_labels() -> None:
    found = rows()
    assert set().union(*found) <= KEYS
    for row in found:
        words = {key: value for key, value in row.items() if isinstance(value, str) and "document" not in key}
        assert all(re.fullmatch(r"[0-9a-f]{64}|[A-Za-z0-9-]{2,16}", value) for value in words.values()), row["id"]


def test_splits_share_no_document_and_hold_every_label() -> None:
    found = rows()
    assert max(Counter(row["id"] for row in found).values()) == 1
    splits = {name: [row for row in found if row["split"] == name] for name in ("train", "test")}
    assert sum(map(len, splits.values())) == len(found)
    documents = {name: {row["document"] for row in kept} for name, kept in splits.items()}
    assert len(documents["train"]) == 28 and len(documents["test"]) == 14
    assert not documents["train"] & documents["test"]
    assert all({row["label"] for row in kept} == set(STANCE_LABELS) for kept in splits.values())


@pytest.fixture(scope="module")
def folder() -> Path:
    if not (shared_data() / "news_text").is_dir():
        pytest.skip(f"no news texts at {shared_data()}: set RACEWATCH_SHARED_DATA to have the real labels checked")
    return shared_data()


def grams(example: Example) -> frozenset[str]:
    text = re.sub(r"\W+", " ", f"{example.statement.title or ''} {example.statement.text}".lower())
    return frozenset(text[at : at + 5] for at in range(len(text) - 4))


def test_hashes_hold_and_no_near_duplicate_across_the_splits(folder: Path) -> None:
    train, test = (read_real([LABELS], split=split, data=folder) for split in ("train", "test"))
    assert len(train) + len(test) == len(rows())
    assert all(example.statement.title for example in train + test if example.statement.voice == "article")
    known = [(example.id, grams(example)) for example in train]
    pairs = [
        (name, example.id)
        for example in test
        for found in [grams(example)]
        for name, other in known
        if len(found & other) > MOST_ALIKE * len(found | other)
    ]
    assert pairs == []
