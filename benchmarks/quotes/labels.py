"""Gold labels of quotations: read from offsets and hashes, put back onto texts of the shared data or of packages.

``gold/README.md`` describes the fields. A text that is not the one that was labelled is refused, never guessed at.
"""

import hashlib
import json
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.extraction.pages import fundus_text
from benchmarks.packages import PackageProblem, packaged_text
from domain.problem import Problem
from domain.quotation import QuotationType
from domain.spans import Span

SHARED = Path(os.environ.get("RACEWATCH_SHARED_DATA") or Path(__file__).parents[3] / "shared" / "data")
GOLD = Path(__file__).with_name("gold")
_MARKUP = re.compile(r"<[^>]*>|&\w+;")


class GoldProblem(Problem):
    """A gold file cannot be laid over the texts that are there."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Label:
    """One labelled quotation. ``speakers`` are names that count as right; none means that the text names nobody."""

    type: QuotationType
    spans: tuple[Span, ...]
    optional_spans: tuple[Span, ...]
    cue_span: Span | None
    source_span: Span | None
    speakers: tuple[str, ...]
    affiliation: str | None
    role: str | None
    side: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Labelled:
    """One text with its labels; ``home`` is the country that it was printed in, where the gold file tells.

    ``not_speech`` are stretches in marks that nobody said, ``printed`` those of them that a program wrote;
    ``undecided`` are stretches that the codebook does not rule on.
    """

    document: str
    split: str
    text: str
    home: str | None
    quotations: tuple[Label, ...]
    not_speech: tuple[Span, ...]
    printed: tuple[Span, ...]
    undecided: tuple[Span, ...]


def read(path: Path, *, shared: Path = SHARED, split: str | None = None) -> list[Labelled]:
    """Return the labelled texts of a gold file, of one split or of all.

    Raises ``GoldProblem`` when a text is missing or is not the one that was labelled.
    """
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [_labelled(row, shared) for row in rows if split is None or row["split"] == split]


def _labelled(row: dict[str, Any], shared: Path) -> Labelled:
    text, start = _text_of(row, shared)
    name = row.get("id") or row["document"]
    return Labelled(
        document=name,
        split=row["split"],
        text=text,
        home=row.get("home"),
        quotations=tuple(_label(item, text, name, start) for item in row["quotations"]),
        not_speech=_spans(row["not_speech"], start),
        printed=_spans(row.get("printed"), start),
        undecided=_spans(row.get("undecided"), start),
    )


def _text_of(row: dict[str, Any], shared: Path) -> tuple[str, int]:
    """Return the text that a row labels and where it begins in what the row's offsets count."""
    if "text" in row:
        text = str(row["text"])
        if hashlib.sha256(text.encode()).hexdigest() != row["document_sha256"]:
            raise GoldProblem(f"{row['id']} is not the text that was labelled; restore the gold file")
        return text, 0
    if "package" in row:
        return _packaged(row), 0
    document = shared / row["document"]
    if not document.is_file():
        raise GoldProblem(f"no labelled text at {document}; set RACEWATCH_SHARED_DATA to the shared data folder")
    data = document.read_bytes()
    if hashlib.sha256(data).hexdigest() != row["document_sha256"]:
        raise GoldProblem(f"{document} is not the text that was labelled; fetch the shared data folder again")
    text = data.decode("utf-8")
    if "field" in row:
        return _field(json.loads(text), row["field"]), 0
    if "item_span" not in row:
        return text, 0
    start, end = row["item_span"]
    return _MARKUP.sub(lambda match: "\n" * len(match.group()), text[start:end]), start


def _packaged(row: dict[str, Any]) -> str:
    try:
        text = packaged_text(row["package"], line=row.get("line"))
    except PackageProblem as problem:
        raise GoldProblem(str(problem)) from problem
    if hashlib.sha256(text.encode()).hexdigest() != row["document_sha256"]:
        raise GoldProblem(f"the text of {row['package']} is not the one that was labelled; fetch the packages again")
    return text


def _field(value: Any, keys: Sequence[str]) -> str:
    """Return the text that stands in a JSON document under ``keys``, the outermost first: a string or Fundus's body."""
    for key in keys:
        value = value[key]
    return fundus_text(value) if isinstance(value, dict) else str(value)


def _label(item: dict[str, Any], text: str, document: str, start: int) -> Label:
    spans = _spans(item["spans"], start)
    content = "\n".join(span.of(text) for span in spans)
    if hashlib.sha256(content.encode()).hexdigest() != item["content_sha256"]:
        raise GoldProblem(f"{document}: the label at {spans[0].start} does not fit the text; restore the gold file")
    return Label(
        type=item["type"],
        spans=spans,
        optional_spans=_spans(item.get("optional_spans"), start),
        cue_span=_span(item["cue_span"], start),
        source_span=_span(item["source_span"], start),
        speakers=tuple(span.of(text) for span in _spans(item["speaker_spans"], start)),
        affiliation=_words(item["affiliation_span"], text, start),
        role=_words(item["role_span"], text, start),
        side=item["side"],
    )


def _span(pair: Sequence[int] | None, start: int) -> Span | None:
    return Span(pair[0] - start, pair[1] - start) if pair else None


def _spans(pairs: Sequence[Sequence[int]] | None, start: int) -> tuple[Span, ...]:
    return tuple(Span(first - start, last - start) for first, last in pairs or ())


def _words(pair: Sequence[int] | None, text: str, start: int) -> str | None:
    return Span(pair[0] - start, pair[1] - start).of(text) if pair else None
