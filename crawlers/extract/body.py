"""Body: the article's own paragraphs, by the way of reading the page that the evidence speaks for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from crawlers.extract.blocks import Block, blocks_of
from crawlers.extract.card_body import card_blocks
from crawlers.extract.container import blocks_inside, container_of
from crawlers.extract.data import table
from crawlers.extract.junk import junk_of
from crawlers.extract.page import Document
from crawlers.extract.selection import standfirst, text_blocks
from crawlers.extract.titles import plain

if TYPE_CHECKING:
    from crawlers.cards import PageRules

#: Lines that end the text count only behind this share of it: the same words can begin a paragraph of prose.
_LAST_PART = 0.5
#: A card's rules are believed when they give this much text (in Latin letters); less may be a redesign's left-over.
_ENOUGH = 300


@dataclass(frozen=True, kw_only=True, slots=True)
class Body:
    """The text in paragraphs, the way it was found, the blocks around its beginning, and lines left out of it."""

    paragraphs: tuple[str, ...]
    method: str
    header: tuple[Block, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def text(self) -> str | None:
        """Paragraphs separated by newlines."""
        return "\n".join(self.paragraphs) or None


def body_of(document: Document, *, title: str | None, rules: "PageRules | None" = None) -> Body:
    """Read the article's text: by the card's rules when they find enough, else by what the page itself shows."""
    if rules is not None and rules.body:
        blocks = card_blocks(document, rules)
        if sum(block.size for block in blocks) >= _ENOUGH:
            return _body(document, blocks, "card", title)
    return generic_body(document, title=title)


def _body(document: Document, blocks: Sequence[Block], method: str, title: str | None) -> Body:
    bare_title = plain(title or "")
    blocks = [block for block in blocks if not bare_title or plain(block.text) != bare_title]
    kept, notes = without_service_lines([block.text for block in blocks])
    return Body(
        paragraphs=tuple(kept), method=method, header=_header(document.blocks, blocks, title), notes=tuple(notes)
    )


def generic_body(document: Document, *, title: str | None) -> Body:
    """Read the article of a page without knowing its outlet."""
    if document.root is None:
        return Body(paragraphs=(), method="none")
    blocks = blocks_of(document.root, junk_of(document.root, document.blocks))
    container = container_of(blocks)
    if container is None:
        return Body(paragraphs=(), method="none", header=tuple(document.blocks[:40]))
    chosen = text_blocks(blocks_inside(blocks, container), title)
    description = document.first_meta("og:description", "description", "twitter:description")
    if lead := standfirst(blocks, chosen, title, description):
        chosen.insert(0, lead)
    return _body(document, chosen, "density", title)


def without_service_lines(paragraphs: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the paragraphs that are prose, and those that are editor's lines, labels and what follows an end mark."""
    total = sum(map(len, paragraphs)) or 1
    kept: list[str] = []
    notes: list[str] = []
    read = 0
    for at, paragraph in enumerate(paragraphs):
        far = read > _LAST_PART * total
        if (far and _lines("stop").search(paragraph)) or (read > _ENOUGH and _lines("end").search(paragraph)):
            notes.extend(paragraphs[at:])
            break
        read += len(paragraph)
        (notes if _lines("drop").search(paragraph) else kept).append(paragraph)
    return kept, notes


def _header(blocks: Sequence[Block], chosen: Sequence[Block], title: str | None) -> tuple[Block, ...]:
    """Return the blocks from shortly before the title to the first paragraph: where date, source and byline stand."""
    if not chosen:
        return tuple(blocks[:40])
    first = chosen[0]
    end = next((at for at, block in enumerate(blocks) if block.element is first.element), 0)
    bare_title = plain(title or "")
    start = max((at for at in range(end) if bare_title and plain(blocks[at].text) == bare_title), default=max(0, end - 12))
    return tuple(blocks[max(0, start - 3) : end + 1])


@cache
def _lines(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(table("lines")[kind]), re.IGNORECASE)
