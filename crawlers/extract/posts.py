"""Posts: forum threads, weblogs and readers' comments put several texts on a page; the first is the page's own."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, pairwise

from lxml.html import HtmlElement

from crawlers.extract.blocks import Block
from crawlers.extract.data import table
from crawlers.extract.junk import is_prose

#: A line that says when a post was written is no longer than this.
_STAMP = 120
#: Text of this size (in Latin letters) before the first post is the page's own, and the posts are answers to it.
_OWN = 300
#: Elements around a stamp that have to be of the same make for stamps to be a series.
_AROUND = 4


def before_other_posts(blocks: list[Block]) -> list[Block]:
    """Return ``blocks`` up to where the page's first post ends; all of them where there are not several posts.

    Posts are known by their stamps: short lines with date and time that stand in containers of the same make, one
    for each post, with prose between any two of them.
    """
    end = min((_end(series, blocks) for series in _series(blocks)), default=len(blocks))
    return blocks[:end]


def _end(series: Sequence[int], blocks: Sequence[Block]) -> int:
    first, second, last = series[0], series[1], series[-1]
    before = sum(block.size for block in blocks[:first] if is_prose(block))
    stamps_follow = not any(map(is_prose, blocks[last + 1 :]))
    return first if before >= _OWN or (before and stamps_follow) else second


def _series(blocks: Sequence[Block]) -> Iterator[list[int]]:
    """Yield the places of the stamps of each series of posts."""
    by_make: dict[tuple[str, ...], list[int]] = {}
    for at, block in enumerate(blocks):
        if len(block.text) <= _STAMP and not is_prose(block) and _stamp().search(block.text):
            by_make.setdefault(_make(block.element), []).append(at)
    for places in by_make.values():
        if len(places) >= 2 and all(_is_post(blocks, *pair) for pair in pairwise(places)):
            yield places


def _is_post(blocks: Sequence[Block], start: int, end: int) -> bool:
    """Say whether prose stands between two stamps, in a container of one of them that the other is not in."""
    prose = [block for block in blocks[start + 1 : end] if is_prose(block)]
    if not prose:
        return False
    around_both = set(blocks[start].element.iterancestors()) & set(blocks[end].element.iterancestors())
    own = {*blocks[start].element.iterancestors(), *blocks[end].element.iterancestors()} - around_both
    return any(not own.isdisjoint(block.element.iterancestors()) for block in (prose[0], prose[-1]))


def _make(element: HtmlElement) -> tuple[str, ...]:
    around = (element, *islice(element.iterancestors(), _AROUND))
    return tuple(f"{each.tag}.{each.get('class') or ''}" for each in around)


@cache
def _stamp() -> re.Pattern[str]:
    return re.compile("|".join(table("lines")["post_stamp"]))
