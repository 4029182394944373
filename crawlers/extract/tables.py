"""Tables: which tables hold data that belong to the text, and not the page's layout."""

from collections.abc import Sequence

from lxml.html import HtmlElement

from crawlers.extract.blocks import Block
from crawlers.extract.junk import is_prose

#: A table of data has at least so many rows of two cells and more, and no more of its text in links than this.
_ROWS = 3
_LINKED = 0.2


def rows_of_data(blocks: Sequence[Block], start: int, *, beside: HtmlElement | None = None) -> int:
    """Return how many of ``blocks`` from ``start`` on are cells of one table of data; 0 when none begins there.

    With ``beside`` the table has to stand in the same element as that one.
    """
    if start >= len(blocks):
        return 0
    inside = set(blocks[start - 1].element.iterancestors()) if start else set()
    tables = [each for each in blocks[start].element.iterancestors("table") if each not in inside]
    if beside is not None:
        tables = [table for table in tables if table.getparent() is beside.getparent()]
    for table in reversed(tables):
        end = start
        while end < len(blocks) and table in blocks[end].element.iterancestors("table"):
            end += 1
        if _holds_data(table, blocks[start:end]):
            return end - start
    return 0


def _holds_data(table: HtmlElement, cells: Sequence[Block]) -> bool:
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]
    wide = sum(len([cell for cell in row if cell.tag in ("td", "th")]) >= 2 for row in rows)
    size = sum(cell.size for cell in cells)
    linked = sum(cell.link * cell.size for cell in cells)
    return wide >= _ROWS and 2 * wide >= len(rows) and linked <= _LINKED * size and not any(map(is_prose, cells[:1]))
