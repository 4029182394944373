"""Peers: other extractors, each in a locked environment of its own, asked for the same pages in the same run."""

import json
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.extraction.pages import RealPage
from benchmarks.peers import peer_python
from crawlers.extract.charset import decode

_FOLDER = Path(__file__).parent
#: What each peer reads; htmldate finds dates only.
PEERS = ("trafilatura", "newspaper4k", "readability-lxml", "gne")
DATE_PEERS = ("htmldate",)
#: Seconds for one peer on one set of pages.
_PATIENCE = 3600


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What a peer read from a page; ``date`` as it wrote it, ``seconds`` of processor time, ``error`` if it failed."""

    text: str
    title: str | None
    date: str | None
    byline: tuple[str, ...]
    seconds: float
    error: str | None


def read_all(peer: str, pages: Sequence[RealPage], *, language: str, decoded: bool) -> list[Reading]:
    """Return what ``peer`` reads from ``pages``: bytes as sent, or the text our charset detection made of them."""
    python = peer_python(peer, _FOLDER / f"{peer}.txt")
    with tempfile.TemporaryDirectory() as folder:
        asked = Path(folder) / "pages.jsonl"
        with asked.open("w", encoding="utf-8") as stream:
            for number, page in enumerate(pages):
                file = Path(folder) / f"{number}.html"
                file.write_bytes(decode(page.body).text.encode("utf-8", "replace") if decoded else page.body)
                stream.write(json.dumps({"file": str(file), "url": page.url}) + "\n")
        command = [str(python), str(_FOLDER / "read.py"), peer, language, "decoded" if decoded else "sent", str(asked)]
        done = subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE)
    readings = [_reading(json.loads(line)) for line in done.stdout.decode("utf-8").splitlines()]
    if len(readings) != len(pages):
        raise RuntimeError(f"{peer} answered for {len(readings)} of {len(pages)} pages")
    return readings


def _reading(row: dict[str, Any]) -> Reading:
    return Reading(**{**row, "byline": tuple(row["byline"])})
