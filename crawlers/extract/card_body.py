"""Card body: the article's paragraphs as an outlet card's rules say."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from lxml.html import HtmlElement

from crawlers.extract.blocks import Block, blocks_of
from crawlers.extract.page import Document
from crawlers.extract.rules import nodes

if TYPE_CHECKING:
    from crawlers.page_rules import PageRules

_ALWAYS_DROPPED = ("figcaption", "aside", "figure")


def card_blocks(document: Document, rules: "PageRules") -> list[Block]:
    """Return the blocks of the first body rule that selects any text, without what drop and stop rules take away."""
    root = document.root
    if root is None:
        return []
    unread = {node for rule in rules.drop for node in nodes(rule, root)}
    unread.update(root.iter(*_ALWAYS_DROPPED))
    ends = {node for rule in rules.stop for node in nodes(rule, root)}
    for rule in rules.body:
        blocks = [
            block
            for node in _outermost(nodes(rule, root))
            if node not in unread and unread.isdisjoint(node.iterancestors())
            for block in blocks_of(node, unread)
        ]
        if blocks:
            return _before(blocks, ends, root)
    return []


def _outermost(selected: Iterable[HtmlElement]) -> list[HtmlElement]:
    held = set(selected := list(selected))
    return [node for node in selected if held.isdisjoint(node.iterancestors())]


def _before(blocks: list[Block], ends: set[HtmlElement], root: HtmlElement) -> list[Block]:
    """Return the blocks that stand before the first of ``ends`` in the page."""
    if not ends:
        return blocks
    wanted = {block.element for block in blocks}
    reached: set[HtmlElement] = set()
    for element in root.iter():
        if element in ends:
            break
        if element in wanted:
            reached.add(element)
    return [block for block in blocks if block.element in reached]
