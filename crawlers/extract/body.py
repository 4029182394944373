"""Body: the article's own paragraphs, by the way of reading the page that the evidence speaks for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from crawlers.extract.blocks import Block, size_of
from crawlers.extract.card_body import card_blocks
from crawlers.extract.container import blocks_inside, container_of
from crawlers.extract.data import table
from crawlers.extract.embedded import article_body, state_body
from crawlers.extract.junk import junk_of
from crawlers.extract.library import library_text
from crawlers.extract.page import Document
from crawlers.extract.posts import before_other_posts
from crawlers.extract.rules import Ruled
from crawlers.extract.selection import standfirst, text_blocks
from crawlers.extract.tables import rows_of_data
from crawlers.extract.titles import plain

#: Lines that end the text count only behind this share of it: the same words can begin a paragraph of prose.
_LAST_PART = 0.5
#: Text of this size (in Latin letters) is no left-over of a redesign.
_ENOUGH = 300
#: Visible text shorter than this may be a teaser, the article being elsewhere on the page.
_WEAK = 700
#: A text of less than this share of another one is its summary, not another version.
_HALF = 0.5
#: A text has at least one paragraph of this size; without, it is a list of links.
_PARAGRAPH = 80
#: Share of JSON-LD's text that the visible paragraphs have to hold, or another reading is tried.
_COVERED = 0.85
#: Beyond this product of letters and blocks the comparison would hold up the run.
_MOST_WORK = 2_000_000_000
#: A paragraph is found again in another text by this many letters; fewer stand anywhere.
_TELLING = 8
#: Longer paragraphs are no service lines.
_SERVICE_LINE = 600
_HEADER_BLOCKS = 40
#: Without a visible title, date and byline are looked for in so many blocks before the text; and behind it.
_BEFORE_TEXT = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Body:
    """The text in paragraphs, the way it was found, the blocks before and behind it, and lines left out of it."""

    paragraphs: tuple[str, ...]
    method: str
    header: tuple[Block, ...] = ()
    footer: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str | None:
        """Paragraphs separated by newlines."""
        return "\n".join(self.paragraphs) or None


def body_of(document: Document, *, title: str | None, page: Ruled | None = None) -> Body:
    """Read the article's text.

    The card's rules, unless they find little and the page has more. Else the paragraphs where the page's prose
    gathers, held against JSON-LD's ``articleBody`` where the page has one; where the visible text is little, what the
    page's state holds; where there is none, what trafilatura reads. ``method`` says which it was.
    """
    by_card = card_blocks(page) if page is not None else []
    card_size = sum(block.size for block in by_card)
    if card_size >= _ENOUGH:
        return _body(document, by_card, "card", title)
    visible = visible_blocks(document, title)
    size = sum(block.size for block in visible)
    if card_size > _HALF * size:
        return _body(document, by_card, "card", title)
    stated = article_body(document)
    stated_size = sum(map(size_of, stated))
    if stated_size > _HALF * size and stated_size * len(document.blocks) < _MOST_WORK:
        told = plain("".join(stated))
        if _coverage(visible, told) < _COVERED:
            shown = _found_in(document.blocks, told, title)
            if _coverage(shown, told) >= _COVERED:
                return _body(document, shown, "json_ld", title)
            if size < _HALF * stated_size:
                return _embedded(document, stated, "json_ld")
    elif size < _WEAK:
        if (state := state_body(document)) and sum(map(size_of, state)) > 2 * size:
            return _embedded(document, state, "state")
        if not visible and any(map(_is_paragraph, read := library_text(document))):
            return _embedded(document, read, "trafilatura")
    return _body(document, visible, "density" if visible else "none", title)


def visible_blocks(document: Document, title: str | None) -> list[Block]:
    """Return the blocks of the article as the page shows it, found by where prose gathers."""
    outline = document.outline
    if outline is None:
        return []
    blocks = outline.blocks(junk_of(outline, document.blocks))
    blocks = before_other_posts(blocks)
    container = container_of(blocks, outline)
    if container is None:
        return []
    inside = blocks_inside(blocks, container, outline)
    behind = blocks.index(inside[-1]) + 1
    inside += blocks[behind : behind + rows_of_data(blocks, behind, beside=container)]
    chosen = text_blocks(inside, title)
    description = document.first_meta("og:description", "description", "twitter:description")
    if lead := standfirst(blocks, chosen, title, description):
        chosen.insert(0, lead)
    return chosen


def without_service_lines(paragraphs: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the paragraphs that are prose, and those that are editor's lines, labels and what follows an end mark."""
    sizes = [size_of(paragraph) for paragraph in paragraphs]
    total = sum(sizes) or 1
    kept: list[str] = []
    notes: list[str] = []
    read = 0
    for at, paragraph in enumerate(paragraphs):
        far = read > _LAST_PART * total
        if (far and _is("stop", paragraph)) or (read > _ENOUGH and _is("end", paragraph)):
            notes.extend(paragraphs[at:])
            break
        read += sizes[at]
        (notes if _is("drop", paragraph) else kept).append(paragraph)
    return kept, notes


def _is(kind: str, paragraph: str) -> bool:
    if len(paragraph) > _SERVICE_LINE:
        return False
    begins = _lines(kind).match(paragraph) is not None
    return begins or (kind == "drop" and _lines("drop_anywhere").search(paragraph) is not None)


def _body(document: Document, blocks: Sequence[Block], method: str, title: str | None) -> Body:
    bare_title = plain(title or "")
    blocks = [block for block in blocks if not bare_title or plain(block.text) != bare_title]
    kept, notes = without_service_lines([block.text for block in blocks])
    header, footer = _around(document.blocks, blocks, title)
    return Body(paragraphs=tuple(kept), method=method, header=header, footer=footer, notes=tuple(notes))


def _embedded(document: Document, paragraphs: Sequence[str], method: str) -> Body:
    kept, notes = without_service_lines(paragraphs)
    return Body(
        paragraphs=tuple(kept), method=method, header=tuple(document.blocks[:_HEADER_BLOCKS]), notes=tuple(notes)
    )


def _is_paragraph(line: str) -> bool:
    return size_of(line) >= _PARAGRAPH and bool(re.search(r"[。！？.!?]", line))


def _coverage(blocks: Sequence[Block], told: str) -> float:
    found = {bare for block in blocks if len(bare := plain(block.text)) >= _TELLING and bare in told}
    return sum(map(len, found)) / len(told) if told else 0.0


def _found_in(blocks: Sequence[Block], told: str, title: str | None) -> list[Block]:
    """Return the first of each block whose text is part of ``told``, in page order."""
    found: dict[str, Block] = {}
    for block in blocks:
        bare = plain(block.text)
        if len(bare) >= _TELLING and bare in told and bare != plain(title or ""):
            found.setdefault(bare, block)
    return list(found.values())


def _around(
    blocks: Sequence[Block], chosen: Sequence[Block], title: str | None
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return the blocks from shortly before the title to the first paragraph, and some behind the last one.

    That is where date, source and byline stand.
    """
    if not chosen:
        return tuple(blocks[:_HEADER_BLOCKS]), ()
    places = {block.element: at for at, block in enumerate(blocks)}
    end = next((at for at, block in enumerate(blocks) if block.element is chosen[0].element), 0)
    bare_title = plain(title or "")
    titles = (at for at in range(end) if bare_title and plain(blocks[at].text) == bare_title)
    start = max(titles, default=max(0, end - _BEFORE_TEXT))
    last = places.get(chosen[-1].element, end)
    return tuple(blocks[max(0, start - 3) : end + 1]), tuple(blocks[last + 1 : last + 1 + _BEFORE_TEXT])


@cache
def _lines(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(table("lines")[kind]), re.IGNORECASE)
