"""Container: the part of a page that holds the article, found by where its prose gathers."""

import itertools
from collections import Counter
from collections.abc import Callable, Sequence

from lxml.html import HtmlElement

from crawlers.extract.blocks import Block, Outline
from crawlers.extract.data import lines
from crawlers.extract.junk import is_prose, name_parts

#: How much of a paragraph's weight its holder and the elements around that one get.
_DECAY = (1.0, 0.7, 0.45, 0.3, 0.2)
_NAMED_BONUS = 1.25
#: A parent takes the child's place when it adds this share of prose, and what it adds is mostly prose with few links.
_ADDS = 0.15
_ADDED_PROSE = 0.75
_ADDED_LINKS = 0.15
_ADDS_ALIKE = 0.04
_HALF = 0.5


def container_of(blocks: Sequence[Block], outline: Outline) -> HtmlElement | None:
    """Return the element that holds the article; ``blocks`` are those of the page without its junk."""
    held: Counter[HtmlElement] = Counter(block.element for block in blocks)
    credit: Counter[HtmlElement] = Counter()
    for block in filter(is_prose, blocks):
        # A paragraph's holder is around it; an element with several lines of its own (<br>) is itself the holder.
        holder = (
            block.element if held[block.element] > 1 and block.tag not in ("p", "li") else block.element.getparent()
        )
        for weight in _DECAY:
            if holder is None:
                break
            credit[holder] += int(weight * block.size)
            holder = holder.getparent()
    if not credit:
        return None
    named = set(lines("article_tokens"))
    size = outline.totals((block.element, block.size) for block in blocks)
    linked = outline.totals((block.element, int(block.link * block.size)) for block in blocks)

    def worth(element: HtmlElement) -> float:
        bonus = _NAMED_BONUS if element.tag in ("article", "main") or named & name_parts(element) else 1.0
        return credit[element] * (1 - linked(element) / max(1, size(element))) * bonus

    return _widened(max(credit, key=worth), blocks, outline, size, linked)


def _widened(
    top: HtmlElement,
    blocks: Sequence[Block],
    outline: Outline,
    size: Callable[[HtmlElement], int],
    linked: Callable[[HtmlElement], int],
) -> HtmlElement:
    """Return the element around ``top`` that also holds the article's other parts, else ``top``.

    Articles are cut in pieces by advertisements: paragraphs in containers of the same make belong together. Other
    prose counts only right beside, and only when it is a good part.
    """
    good = [block for block in blocks if is_prose(block)]
    made = [(block, _makes(block)) for block in good]
    makes = {make for block, own in made if outline.is_in(block.element, top) for make in own}
    prose = outline.totals((block.element, block.size) for block in good)
    alike = outline.totals((block.element, block.size) for block, own in made if not makes.isdisjoint(own))
    inner = top
    for parent in top.iterancestors():
        if parent.tag in ("html", "body"):
            break
        added, added_prose = size(parent) - size(top), prose(parent) - prose(top)
        few_links = linked(parent) - linked(top) < _ADDED_LINKS * added
        beside = inner is top and added_prose > _ADDS * prose(top) and added_prose > _ADDED_PROSE * added and few_links
        more_alike = alike(parent) - alike(top) > max(_ADDS_ALIKE * prose(top), _HALF * added)
        if not added or beside or more_alike:
            top = parent
        inner = parent
    return top


def _makes(block: Block) -> set[tuple[str, ...]]:
    """Return what a block shares with its like: each of its own classes, and the tags and classes around it."""
    around = (block.element, *itertools.islice(block.element.iterancestors(), 2))
    names = tuple(f"{element.tag}.{element.get('class') or ''}" for element in around)
    makes = {(name,) for name in (block.element.get("class") or "").split()}
    return makes | ({names} if any(not name.endswith(".") for name in names[1:]) else set())


def blocks_inside(blocks: Sequence[Block], container: HtmlElement, outline: Outline) -> list[Block]:
    """Return those of ``blocks`` that stand in ``container``."""
    return [block for block in blocks if outline.is_in(block.element, container)]
