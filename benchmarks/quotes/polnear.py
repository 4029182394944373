"""PolNeAR: English quotations against the corpus' development set. Its annotations are read here, never trained on.

Run ``python -m benchmarks.quotes.polnear``. "Direct" is an attribution whose content stands in quotation marks
altogether; a direct quotation found where the corpus has an attribution of another kind counts as neither.
"""

import argparse
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.quotes.scoring import LOOSE, STRICT, Counts, Item, add, characters, match, overlap
from nlp.quotes import extract
from nlp.quotes.rules import rules_for

_SHARED = Path(os.environ.get("RACEWATCH_SHARED_DATA") or Path(__file__).parents[3] / "shared" / "data")
_CORPUS = _SHARED / "quotes" / "polnear" / "data"
_QUOTED = re.compile(r"“[^”]*(?:”|\Z)|\"[^\"\n]*(?:\"|(?=\n)|\Z)")


@dataclass(frozen=True, slots=True)
class Text:
    """One article with its attributions."""

    name: str
    text: str
    gold: tuple[Item, ...]
    cues: tuple[str, ...]


def read(part: str) -> Iterator[Text]:
    """Yield the articles of one part of the corpus (``dev`` or ``train``)."""
    folder = _CORPUS / part
    for path in sorted((folder / "text").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as stream:
            text = stream.read()
        annotations = sorted((folder / "attributions").glob(f"{path.stem}_*.ann"))
        if not annotations:
            continue
        quoted = frozenset(i for found in _QUOTED.finditer(text) for i in range(*found.span()))
        items, cues = [], []
        for item, cue in _attributions(text, annotations[0].read_text(encoding="utf-8"), quoted):
            items.append(item)
            cues.append(cue)
        yield Text(path.stem, text, tuple(items), tuple(cues))


def _attributions(text: str, lines: str, quoted: frozenset[int]) -> Iterator[tuple[Item, str]]:
    spans: dict[str, list[tuple[int, int]]] = {}
    rows = [line.split("\t") for line in lines.split("\n")]
    for fields in rows:
        if fields[0].startswith("T"):
            places = fields[1].split(" ", 1)[1]
            spans[fields[0]] = [(int(a), int(b)) for a, b in (p.split(" ") for p in places.split(";"))]
    for fields in rows:
        if fields[0].startswith("E"):
            roles: dict[str, list[tuple[int, int]]] = {}
            for argument in fields[1].split():
                role, _, key = argument.partition(":")
                roles.setdefault(role.rstrip("0123456789"), []).extend(spans[key])
            content = characters(text, roles.get("Content", []))
            if not content:
                continue
            cue = " ".join(text[a:b] for a, b in roles.get("Cue", []))
            kind = "direct" if content <= quoted else "indirect"
            yield Item(content, kind, source=characters(text, roles.get("Source", []))), cue


def main() -> None:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--part", default="dev", choices=["dev", "train"])
    arguments.add_argument("--errors", action="store_true", help="print what differs")
    arguments.add_argument("--limit", type=int)
    options = arguments.parse_args()
    if not _CORPUS.is_dir():
        raise SystemExit(f"skipped: no corpus at {_CORPUS}; set RACEWATCH_SHARED_DATA")
    strict, loose = Counts(), Counts()
    sources = [0, 0, 0]
    indirect = [0, 0]
    began = time.perf_counter()
    texts = list(read(options.part))[: options.limit]
    for article in texts:
        found = [
            Item(
                characters(article.text, q.spans),
                q.type,
                source=characters(article.text, [q.source_span] if q.source_span else []),
                text=" ## ".join(q.content),
            )
            for q in extract(article.text, language="en")
        ]
        gold = [item for item in article.gold if item.kind == "direct"]
        others = [item for item in article.gold if item.kind != "direct"]
        taken = {id(f) for f, _ in match(found, others, least=STRICT)} - {
            id(f) for f, _ in match(found, gold, least=STRICT)
        }
        direct = [f for f in found if f.kind == "direct" and id(f) not in taken]
        pairs = add(strict, direct, gold, least=STRICT)
        add(loose, direct, gold, least=LOOSE)
        for f, g in pairs:
            if g.source:
                sources[0] += 1
                sources[1] += overlap(f.source, g.source) >= 0.5
                sources[2] += len(f.source & g.source) >= 0.5 * min(len(f.source), len(g.source)) and bool(f.source)
        cued = [(g, c) for g, c in zip(article.gold, article.cues, strict=True) if g.kind != "direct" and _known(c)]
        reached = {id(g) for _, g in match(found, article.gold, least=LOOSE)}
        indirect[0] += len(cued)
        indirect[1] += sum(id(g) in reached for g, _ in cued)
        if options.errors:
            _print_errors(article, direct, gold, pairs, cued, reached)
    print(f"PolNeAR {options.part}, {len(texts)} articles, {time.perf_counter() - began:.1f} s")
    print(f"direct, strict: {strict}")
    print(f"direct, loose:  {loose}")
    total, union, shorter = sources
    print(f"source of matches: IoU >= .5 {union / total:.3f}; half of the shorter {shorter / total:.3f} ({total})")
    print(f"not direct, with a cue of the rules: recall, loose {indirect[1] / indirect[0]:.3f} (of {indirect[0]})")


def _known(cue: str) -> bool:
    """Whether one of the words of a cue is a cue word of the codebook."""
    frames = rules_for("en").frames
    words = re.findall(r"[\w’']+", cue.lower())
    return "according to" in cue.lower() or any(frames.get(word) in ("clause", "that") for word in words)


def _shown(text: str, item: Item) -> str:
    return re.sub(r"\s+", " ", text[max(0, min(item.characters) - 60) : max(item.characters) + 60])


def _print_errors(article, direct, gold, pairs, cued, reached) -> None:  # type: ignore[no-untyped-def]
    hit = {id(x) for pair in pairs for x in pair}
    for item in gold:
        if id(item) not in hit:
            print(f"MISSED {article.name[:12]}: {_shown(article.text, item)}")
    for item in direct:
        if id(item) not in hit:
            print(f"EXTRA  {article.name[:12]}: {item.text} <<< {_shown(article.text, item)}")
    for item, cue in cued:
        if id(item) not in reached:
            print(f"INDIR  {article.name[:12]}: [{cue}] {_shown(article.text, item)}")


if __name__ == "__main__":
    main()
