"""Scores of an extractor against gold labels: quotations by type, speakers and sides on matches, marks taken wrongly.

Matching is one to one and blind to the type. A quotation found that matches gold of another type counts neither for
nor against its own; one that matches nothing but a stretch that the codebook leaves undecided is not counted at all.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.quotes.labels import Label, Labelled
from benchmarks.quotes.scoring import LOOSE, STRICT, Counts, Item, characters, match, overlap
from domain.quotation import Quotation

Extractor = Callable[[str], Sequence[Quotation]]

GROUPS: dict[str, frozenset[str]] = {
    "direct+mixed": frozenset({"direct", "mixed"}),
    "direct": frozenset({"direct"}),
    "mixed": frozenset({"mixed"}),
    "indirect": frozenset({"indirect"}),
    "all": frozenset({"direct", "mixed", "indirect"}),
}

_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)


@dataclass(slots=True)
class Share:
    """How many of how many are right."""

    right: int = 0
    total: int = 0

    def add(self, right: bool) -> None:
        """Count one more."""
        self.right += right
        self.total += 1

    def __str__(self) -> str:
        """Return the share with its counts."""
        return f"{self.right / self.total:.3f} ({self.right} of {self.total})" if self.total else "none"


@dataclass(slots=True)
class Scores:
    """Figures added up over texts; ``quotations`` is keyed by group of types and by the least overlap."""

    texts: int = 0
    quotations: dict[tuple[str, float], Counts] = field(default_factory=dict)
    speaker: dict[str, Share] = field(default_factory=dict)
    abstained: dict[str, Share] = field(default_factory=dict)
    type: Share = field(default_factory=Share)
    side: Share = field(default_factory=Share)
    affiliation: Share = field(default_factory=Share)
    role: Share = field(default_factory=Share)
    terms_taken: Share = field(default_factory=Share)
    printed_taken: Share = field(default_factory=Share)

    def lines(self) -> list[str]:
        """Return the figures, one a line."""
        counts = [
            f"{group}, {'strict' if least == STRICT else 'loose'}: {count}"
            for (group, least), count in self.quotations.items()
        ]
        speakers = [
            f"speaker of {name}: right {share}, abstained {self.abstained[name]}"
            for name, share in self.speaker.items()
        ]
        return [
            f"{self.texts} texts",
            *counts,
            *speakers,
            f"type of loose matches: {self.type}",
            f"side of loose matches: {self.side}",
            f"affiliation of loose matches that have one: {self.affiliation}",
            f"role of loose matches that have one: {self.role}",
            f"terms and titles in marks taken for speech: {self.terms_taken}",
            f"words of programs in marks taken for speech: {self.printed_taken}",
        ]


def score(texts: Iterable[Labelled], extract: Extractor) -> Scores:
    """Return the scores of ``extract`` on labelled texts."""
    scores = Scores()
    for text in texts:
        _add_text(scores, text, extract(text.text))
    return scores


def _add_text(scores: Scores, text: Labelled, quotations: Sequence[Quotation]) -> None:
    scores.texts += 1
    found = [_item(text.text, quotation) for quotation in quotations]
    sources = dict(zip(map(id, found), quotations, strict=True))
    gold = [_closest(text.text, label, found) for label in text.quotations]
    labels = dict(zip(map(id, gold), text.quotations, strict=True))
    loose = match(found, gold, least=LOOSE)
    found = _without_undecided(text, found, {id(item) for item, _ in loose})
    for least in (STRICT, LOOSE):
        pairs = loose if least == LOOSE else match(found, gold, least=least)
        for group, kinds in GROUPS.items():
            _count(scores.quotations.setdefault((group, least), Counts()), found, gold, pairs, kinds)
            if least == STRICT and group == "direct+mixed":
                right = [pair for pair in pairs if pair[1].kind in kinds]
                _add_speakers(scores, f"{group}, strict", right, labels)
    _add_speakers(scores, "all, loose", loose, labels)
    for item, wanted in loose:
        quotation, label = sources[id(item)], labels[id(wanted)]
        scores.type.add(item.kind == wanted.kind)
        scores.side.add(item.side == wanted.side)
        if label.affiliation is not None:
            scores.affiliation.add(_alike(quotation.affiliation, label.affiliation))
        if label.role is not None:
            scores.role.add(_alike(quotation.role, label.role))
    _add_marks(scores, text, found, {id(item) for item, _ in loose})


def _item(text: str, quotation: Quotation) -> Item:
    return Item(
        characters(text, quotation.spans),
        quotation.type,
        quotation.speaker,
        side=quotation.side,
        text=" ## ".join(quotation.content),
    )


def _closest(text: str, label: Label, found: Sequence[Item]) -> Item:
    """Return the label as an item, with as much of its optional sentences as the quotation nearest to it took."""
    core, optional = characters(text, label.spans), characters(text, label.optional_spans)
    variants = [core, *(core | (optional & item.characters) for item in found)] if optional else [core]
    best = max(variants, key=lambda variant: max((overlap(item.characters, variant) for item in found), default=0.0))
    content = " ## ".join(span.of(text) for span in label.spans)
    return Item(best, label.type, label.speakers[0] if label.speakers else None, side=label.side, text=content)


def _without_undecided(text: Labelled, found: Sequence[Item], matched: set[int]) -> list[Item]:
    undecided = [characters(text.text, [span]) for span in text.undecided]
    return [
        item
        for item in found
        if id(item) in matched or all(overlap(item.characters, stretch) < LOOSE for stretch in undecided)
    ]


def _count(
    counts: Counts,
    found: Sequence[Item],
    gold: Sequence[Item],
    pairs: Sequence[tuple[Item, Item]],
    kinds: frozenset[str],
) -> None:
    matched = {id(item) for item, _ in pairs}
    own = [pair for pair in pairs if pair[1].kind in kinds]
    counts.right += len(own)
    counts.found += len(own) + sum(id(item) not in matched and item.kind in kinds for item in found)
    counts.gold += sum(item.kind in kinds for item in gold)
    counts.matched += own


def _add_speakers(scores: Scores, name: str, pairs: Sequence[tuple[Item, Item]], labels: dict[int, Label]) -> None:
    right = scores.speaker.setdefault(name, Share())
    abstained = scores.abstained.setdefault(name, Share())
    for item, wanted in pairs:
        names = {normal(speaker) for speaker in labels[id(wanted)].speakers}
        right.add(item.speaker is None if not names else item.speaker is not None and normal(item.speaker) in names)
        abstained.add(item.speaker is None)


def _add_marks(scores: Scores, text: Labelled, found: Sequence[Item], matched: set[int]) -> None:
    """Count the stretches that are no speech; one is taken for it when a wrong quotation in marks holds half of it."""
    wrong = [item for item in found if id(item) not in matched and item.kind != "indirect"]
    for span in text.not_speech:
        stretch = characters(text.text, [span])
        taken = any(2 * len(stretch & item.characters) >= len(stretch) for item in wrong)
        (scores.printed_taken if span in text.printed else scores.terms_taken).add(taken)


def normal(name: str) -> str:
    """Return a name without case, leading article, possessive and the kind of its apostrophes."""
    return re.sub(r"'s?$", "", _ARTICLE.sub("", " ".join(name.split()).replace("’", "'"))).casefold()


def _alike(found: str | None, wanted: str) -> bool:
    """Whether a description found says the same as the wanted one, give or take words around it."""
    if found is None:
        return False
    left, right = normal(found), normal(wanted)
    return left in right or right in left
