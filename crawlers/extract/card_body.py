"""Card body: the article's paragraphs as an outlet card's rules say."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from lxml import etree, html
from lxml.html import HtmlElement

from crawlers.extract.blocks import UNSEEN, Block, Outline, blocks_of, squeeze
from crawlers.extract.embedded import node_text, text_of_lines
from crawlers.extract.rules import Ruled, nodes, values

if TYPE_CHECKING:
    from crawlers.page_rules import PageRules

_ALWAYS_DROPPED = ("figcaption", "aside", "figure")


def card_blocks(page: Ruled) -> list[Block]:
    """Return the blocks of the first body rule that selects any text, without what drop and stop rules take away."""
    for rule in page.rules.body:
        if rule.language in ("css", "xpath") and rule.attribute is None:
            blocks = _selected(nodes(rule, page.document.root), page)
        else:
            blocks = [block for value in values(rule, page) for block in _in_value(value, page.rules)]
        if blocks:
            return blocks
    return []


def _selected(selected: list[HtmlElement], page: Ruled) -> list[Block]:
    root = page.document.root
    if root is None or not selected:
        return []
    return _without(selected, root, page.rules, outline=page.document.outline)


def _without(
    selected: list[HtmlElement], root: HtmlElement, rules: "PageRules", *, outline: Outline | None = None
) -> list[Block]:
    """Return the blocks of ``selected`` without what is to be dropped; ``outline`` is that of ``root`` if known."""
    unread = {node for rule in rules.drop for node in nodes(rule, root)}
    unread.update(root.iter(*_ALWAYS_DROPPED))
    ends = {node for rule in rules.stop for node in nodes(rule, root)}
    blocks = [
        block
        for node in _outermost(selected)
        if node not in unread and unread.isdisjoint(node.iterancestors())
        for block in _blocks_of(node, unread, outline)
    ]
    return _before(blocks, ends, root)


def _blocks_of(node: HtmlElement, unread: set[HtmlElement], outline: Outline | None) -> list[Block]:
    if outline is not None and outline.holds_by_itself(node):
        return outline.blocks(unread, inside=node)
    return blocks_of(node, unread)


def _in_value(value: Any, rules: "PageRules") -> list[Block]:
    """Return the blocks of a text, of HTML, or of a tree of nodes that stands in JSON."""
    if isinstance(value, str) and "<" in value:
        try:
            root = html.fragment_fromstring(value, create_parent="div")
        except (etree.LxmlError, ValueError):
            return []
        return _without([root], root, rules)
    if isinstance(value, dict):
        value = [value]
    tree = node_text(value) if isinstance(value, list) else None
    lines = tree.split("\n") if tree else text_of_lines(value)
    found = []
    for line in lines:
        holder = html.Element("p")
        holder.text = _writable(line)
        found += blocks_of(holder)
    return found


def _writable(line: str) -> str:
    return UNSEEN.sub("", squeeze(line))


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
