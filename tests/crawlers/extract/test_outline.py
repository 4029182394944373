"""An outline tells of any tree what the tree itself would: what stands in what, sums, and the words that are left."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from lxml.html import HtmlElement

from crawlers.extract.blocks import UNREAD_TAGS, Outline
from crawlers.extract.data import table

_TAGS = ("p", "div", "span", "a", "b", "li", "br", "section", "script", "nav", "em")
_TREES = st.recursive(
    st.tuples(st.sampled_from(_TAGS), st.just(())),
    lambda inner: st.tuples(st.sampled_from(_TAGS), st.lists(inner, max_size=4)),
    max_leaves=25,
)


def _grown(tree: tuple[str, list[object]], words: Iterator[int]) -> HtmlElement:
    """Return the element of a tree, with a word of its own in and behind every element."""
    tag, inner = tree
    element = html.Element(tag)
    element.text = f"w{next(words)} "
    for each in inner:
        child = _grown(each, words)  # type: ignore[arg-type]
        child.tail = f" w{next(words)} "
        element.append(child)
    return element


def _words_of(element: HtmlElement, unread: HtmlElement | None) -> Iterator[str]:
    """Yield the words that readers see in document order, as the tree itself tells."""
    if element.tag in UNREAD_TAGS or element is unread:
        return
    yield from (element.text or "").split()
    for child in element:
        yield from _words_of(child, unread)
        yield from (child.tail or "").split()


@given(_TREES, st.data())
def test_outline_of_any_tree(tree: tuple[str, list[object]], data: st.DataObject) -> None:
    root = html.Element("body")
    root.append(_grown(tree, iter(range(1000))))
    outline = Outline(root)
    one = data.draw(st.sampled_from(outline.elements))
    other = data.draw(st.sampled_from(outline.elements))
    assert outline.is_in(other, one) == (one is other or one in other.iterancestors())
    total = outline.totals((element, len(element.tag)) for element in outline.elements)
    assert total(one) == sum(len(element.tag) for element in outline.elements if outline.is_in(element, one))
    for unread in (None, one):
        found = outline.blocks({unread} if unread is not None else ())
        assert " ".join(block.text for block in found).split() == list(_words_of(root, unread))


def test_lines_are_matched_where_they_begin() -> None:
    """Patterns are tried at the beginning of a line only: one that begins elsewhere would never be found."""
    for kind in ("drop", "end", "stop"):
        for pattern in table("lines")[kind]:
            assert all(part.startswith("^") for part in _alternatives(pattern)), pattern


def _alternatives(pattern: str) -> list[str]:
    """Return the alternatives of a pattern, without what stands in brackets."""
    depth, in_class, parts, escaped = 0, False, [""], False
    for character in pattern:
        if escaped or character == "\\":
            escaped = not escaped
        elif in_class or character == "[":
            in_class = character != "]"
        elif character in "()":
            depth += 1 if character == "(" else -1
        elif not depth:
            parts = [*parts, ""] if character == "|" else [*parts[:-1], parts[-1] + character]
    return parts
