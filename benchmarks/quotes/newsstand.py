"""News-stand: quotations and speakers of the invented articles against the labels in their front matter.

Run ``python -m benchmarks.quotes.newsstand``. The texts were written for this project; they show that nothing broke
rather than how well the extractor does on real news.
"""

import argparse
from collections import defaultdict

from benchmarks.quotes.scoring import LOOSE, STRICT, Counts, Item, add, characters, match
from nlp.quotes import extract
from nlp.resources import load
from samples.stand import ROOT, read_stand

_CARDS = ROOT.parent / "outlets"


def main() -> None:
    """Print the figures by language and type."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--errors", action="store_true", help="print what differs")
    options = arguments.parse_args()
    counts: dict[tuple[str, str], Counts] = defaultdict(Counts)
    speakers: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    stand = read_stand()
    home = {path.stem: str(load(path)["country"]) for path in _CARDS.glob("*.yaml")}
    for article in stand.articles:
        found = [
            Item(
                characters(article.text, q.spans),
                q.type,
                q.speaker,
                side=q.side,
                text=f"{q.type} {q.source!r}->{q.speaker!r} {q.side} {q.content}",
            )
            for q in extract(article.text, home=home[article.outlet])
        ]
        gold = [
            Item(
                characters(article.text, q.spans),
                q.type,
                q.speaker,
                side=q.side,
                text=f"{q.type} {q.speaker!r} {q.side} {q.content}",
            )
            for q in article.quotations
        ]
        language = article.language
        pairs = add(counts[language, "all, loose"], found, gold, least=LOOSE)
        for name, kinds, least in (
            ("direct+mixed, strict", {"direct", "mixed"}, STRICT),
            ("indirect, loose", {"indirect"}, LOOSE),
        ):
            _add_kinds(counts[language, name], found, gold, kinds, least)
        for left, right in pairs:
            speakers[language][0] += 1
            speakers[language][1] += (left.speaker or "").lower().removeprefix("the ") == (
                right.speaker or ""
            ).lower().removeprefix("the ")
            speakers[language][2] += left.side == right.side
        if options.errors:
            _print_errors(article.url, found, gold, pairs)
    for (language, name), count in sorted(counts.items()):
        print(f"{language} {name}: {count}")
    for language, (total, right, side) in sorted(speakers.items()):
        print(f"{language} speaker right on loose matches {right / total:.3f}, side {side / total:.3f} (of {total})")


def _add_kinds(counts: Counts, found: list[Item], gold: list[Item], kinds: set[str], least: float) -> None:
    """Count one group of types; what matches gold of another type is neither right nor wrong here."""
    others = [item for item in gold if item.kind not in kinds]
    wanted = [item for item in gold if item.kind in kinds]
    elsewhere = {id(f) for f, _ in match(found, others, least=least)}
    own = {id(f) for f, _ in match(found, wanted, least=least)}
    add(counts, [f for f in found if id(f) in own or (f.kind in kinds and id(f) not in elsewhere)], wanted, least=least)


def _print_errors(url: str, found: list[Item], gold: list[Item], pairs: list[tuple[Item, Item]]) -> None:
    hit = {id(item) for pair in pairs for item in pair}
    for item in gold:
        if id(item) not in hit:
            print(f"MISSED {url}: {item.text}")
    for item in found:
        if id(item) not in hit:
            print(f"EXTRA  {url}: {item.text}")
    for left, right in pairs:
        if (
            (left.speaker or "").lower().removeprefix("the ") != (right.speaker or "").lower().removeprefix("the ")
            or left.side != right.side
            or len(left.characters ^ right.characters) > 0.2 * len(right.characters)
        ):
            print(f"DIFFER {url}: {left.text}\n       gold: {right.text}")


if __name__ == "__main__":
    main()
