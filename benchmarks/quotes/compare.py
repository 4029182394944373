"""Ours beside others, in one run: textacy with spaCy's small model for English, marks and verbs for Chinese.

Run ``python -m benchmarks.quotes.compare``. textacy runs in an environment of its own, made on first use from
``peers/requirements.txt``. Its small model is the copy on PyPI named there; it finds direct speech only, so "indirect"
and the sides say nothing of it. Speed is articles a second on one core, models loaded before the clock starts.
"""

import argparse
import json
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.peers import PeerProblem, peer_python
from benchmarks.quotes import baseline_zh, chinese, english
from benchmarks.quotes.chinese import extractor
from benchmarks.quotes.labels import GOLD, GoldProblem, Labelled, read
from benchmarks.quotes.score import Scores, score
from benchmarks.quotes.scoring import LOOSE, STRICT
from domain.quotation import Quotation
from domain.spans import Span
from nlp.annotate import attribute

_PEER = Path(__file__).with_name("peers")
_WARM_UP = "“It is late,” said Dana Hale."


def main() -> None:
    """Print the figures of one split, ours and theirs."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quotes.compare", description=__doc__)
    parser.add_argument("--split", choices=["dev", "test"], default="test")
    options = parser.parse_args()
    _english(options.split)
    _chinese(options.split)


def _english(split: str) -> None:
    attribute(_WARM_UP)
    for name, file in english.SETS.items():
        if not (texts := _read("English", name, file, split=split)):
            continue
        extract = extractor(texts)
        began = time.perf_counter()
        ours = {text.text: extract(text.text) for text in texts}
        own_seconds = time.perf_counter() - began
        theirs, their_seconds = _by_textacy(texts)
        _print("ours", score(texts, ours.__getitem__))
        _print("textacy", score(texts, theirs.__getitem__))
        own, their = len(texts) / own_seconds, len(texts) / their_seconds
        print(f"articles a second: ours {own:.1f}, textacy {their:.1f}, ratio {own / their:.2f}")


def _chinese(split: str) -> None:
    for name, file in chinese.SETS.items():
        if texts := _read("Chinese", name, file, split=split):
            _print("ours", score(texts, extractor(texts)))
            _print("marks and verbs", score(texts, baseline_zh.attribute))


def _read(language: str, name: str, file: str, *, split: str) -> list[Labelled]:
    """Return the texts of a set, its name printed above what comes of them; none where they are missing."""
    try:
        texts = read(GOLD / file, split=split)
    except GoldProblem as problem:
        print(f"skipped {language}, {name}: {problem}")
        return []
    if texts:
        print(f"{language}, {name}, {split}")
    return texts


def _by_textacy(texts: Sequence[Labelled]) -> tuple[dict[str, list[Quotation]], float]:
    lines = "".join(json.dumps({"text": text.text}) + "\n" for text in texts)
    command = [str(peer_python("textacy", _PEER / "requirements.txt")), str(_PEER / "textacy_quotes.py")]
    result = subprocess.run(command, input=lines, capture_output=True, text=True, encoding="utf-8", check=False)
    if result.returncode:
        raise PeerProblem(f"textacy failed: {(result.stderr.strip().splitlines() or ['no message'])[-1]}")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    found = {
        text.text: [_quotation(text.text, item) for item in row["quotations"]]
        for text, row in zip(texts, rows, strict=True)
    }
    return found, sum(row["seconds"] for row in rows)


def _quotation(text: str, item: dict[str, object]) -> Quotation:
    start, end = item["span"]  # type: ignore[misc]
    span = Span(start, end)
    speaker = item["speaker"]
    return Quotation(
        type="direct",
        spans=(span,),
        content=(span.of(text),),
        score=1.0,
        speaker=str(speaker) if speaker else None,
        speaker_score=1.0 if speaker else None,
    )


def _print(name: str, scores: Scores) -> None:
    for group in ("direct+mixed", "direct", "mixed", "indirect"):
        print(f"  {name}, {group}, strict: {scores.quotations[group, STRICT]}")
        print(f"  {name}, {group}, loose:  {scores.quotations[group, LOOSE]}")
    print(f"  {name}, speaker of direct+mixed, strict: {scores.speaker['direct+mixed, strict']}")
    print(f"  {name}, speaker of all, loose: {scores.speaker['all, loose']}")
    print(f"  {name}, terms and titles in marks taken for speech: {scores.terms_taken}")


if __name__ == "__main__":
    main()
