"""Gold labels of quotations: read from offsets and hashes, put back onto the texts of the shared data folder.

``gold/README.md`` describes the fields. A text that is not the one that was labelled is refused, never guessed at.
"""

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from domain.problem import Problem
from domain.quotation import QuotationType
from domain.spans import Span

SHARED = Path(os.environ.get("RACEWATCH_SHARED_DATA") or Path(__file__).parents[3] / "shared" / "data")
GOLD = Path(__file__).with_name("gold")


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
    """One text with its labels.

    ``not_speech`` are stretches in marks that nobody said, ``printed`` those of them that a program wrote;
    ``undecided`` are stretches that the codebook does not rule on.
    """

    document: str
    split: str
    text: str
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
    document = shared / row["document"]
    if not document.is_file():
        raise GoldProblem(f"no labelled text at {document}; set RACEWATCH_SHARED_DATA to the shared data folder")
    data = document.read_bytes()
    if hashlib.sha256(data).hexdigest() != row["document_sha256"]:
        raise GoldProblem(f"{document} is not the text that was labelled; fetch the shared data folder again")
    text = data.decode("utf-8")
    return Labelled(
        document=row["document"],
        split=row["split"],
        text=text,
        quotations=tuple(_label(item, text, row["document"]) for item in row["quotations"]),
        not_speech=_spans(row["not_speech"]),
        printed=_spans(row.get("printed")),
        undecided=_spans(row.get("undecided")),
    )


def _label(item: dict[str, Any], text: str, document: str) -> Label:
    spans = _spans(item["spans"])
    content = "\n".join(span.of(text) for span in spans)
    if hashlib.sha256(content.encode()).hexdigest() != item["content_sha256"]:
        raise GoldProblem(f"{document}: the label at {spans[0].start} does not fit the text; restore the gold file")
    return Label(
        type=item["type"],
        spans=spans,
        optional_spans=_spans(item.get("optional_spans")),
        cue_span=_span(item["cue_span"]),
        source_span=_span(item["source_span"]),
        speakers=tuple(span.of(text) for span in _spans(item["speaker_spans"])),
        affiliation=_words(item["affiliation_span"], text),
        role=_words(item["role_span"], text),
        side=item["side"],
    )


def _span(pair: Sequence[int] | None) -> Span | None:
    return Span(*pair) if pair else None


def _spans(pairs: Sequence[Sequence[int]] | None) -> tuple[Span, ...]:
    return tuple(Span(*pair) for pair in pairs or ())


def _words(pair: Sequence[int] | None, text: str) -> str | None:
    return Span(*pair).of(text) if pair else None
