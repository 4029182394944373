"""Real statements: labels kept as document, offsets and hash, read beside the public texts that they point into."""

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Literal

from domain.problem import Problem
from domain.stance import STANCE_LABELS
from nlp.stance.lines import statement_of
from nlp.training.data import CORPUS, Example

Split = Literal["train", "test"]

_BESIDE_PROJECT = Path(__file__).parents[3] / "shared" / "data"
_COPIED = ("voice", "side", "outlet_country", "language")
#: Spans of one utterance are put together as annotation does it: Chinese takes no space between them.
_WITHOUT_SPACES = "zh"


class RealDataMissing(Problem):
    """The public texts that the labels point into are missing, or are not the ones that were labelled."""


def shared_data() -> Path:
    """Return the folder of public data: ``$RACEWATCH_SHARED_DATA``, else ``../shared/data`` from the project."""
    return Path(os.environ.get("RACEWATCH_SHARED_DATA") or _BESIDE_PROJECT)


def real_files() -> list[Path]:
    """Return the corpus files of labels on real texts."""
    return sorted(CORPUS.glob("real_*.jsonl"))


def read_real(paths: Iterable[Path], *, split: Split | None = None, data: Path | None = None) -> list[Example]:
    """Return the labelled statements of JSON-lines files with their words, of one split or of both.

    A line names a ``document`` below ``data`` (default: ``shared_data()``) and the ``spans`` of the statement in it, in
    code points of the text as UTF-8 with its newlines as they stand. Raises ``RealDataMissing`` when a document is not
    there or has another hash, and ``ValueError`` naming file and line when a line is broken.
    """
    library = _Library(data or shared_data())
    examples = []
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    row = json.loads(line)
                    if split is None or row["split"] == split:
                        examples.append(_example(row, library))
                except (ValueError, KeyError, TypeError) as error:
                    raise ValueError(f"{path.name}, line {number}: {error!r}") from error
    return examples


class _Library:
    """Reads each document once and vouches for its hash."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._texts: dict[tuple[str, str], str] = {}

    def text(self, document: str, sha256: str) -> str:
        key = (document, sha256)
        if key not in self._texts:
            self._texts[key] = self._read(document, sha256)
        return self._texts[key]

    def _read(self, document: str, sha256: str) -> str:
        path = self._folder / document
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise RealDataMissing(
                f"real statements: cannot read {path} ({error.strerror}); set RACEWATCH_SHARED_DATA to the folder of "
                "public data, or go on without real statements"
            ) from error
        if hashlib.sha256(raw).hexdigest() != sha256:
            raise RealDataMissing(f"real statements: {path} is not the text that was labelled; restore that version")
        return raw.decode("utf-8-sig")


def _example(row: dict[str, Any], library: _Library) -> Example:
    if row["label"] not in STANCE_LABELS:
        raise ValueError(f"label is {row['label']!r}, expected one of {', '.join(STANCE_LABELS)}")
    document = library.text(row["document"], row["document_sha256"])
    text = ("" if row.get("language") == _WITHOUT_SPACES else " ").join(_stretch(document, s) for s in row["spans"])
    if hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
        raise ValueError("spans do not give the statement that was labelled")
    statement = {key: row.get(key) for key in _COPIED} | {"text": text}
    if context := row.get("context_span"):
        statement["context"] = _stretch(document, context)
    if title := row.get("title_span"):
        source = library.text(row["title_document"], row["title_document_sha256"])
        statement["title"] = _stretch(source, title)
    return Example(id=str(row["id"]), statement=statement_of(statement), label=row["label"], batch=str(row["batch"]))


def _stretch(text: str, span: Sequence[int]) -> str:
    start, end = span
    if not 0 <= start < end <= len(text):
        raise ValueError(f"span {start}-{end} lies outside its document of {len(text)} characters")
    return text[start:end]
