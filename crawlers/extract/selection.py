"""Selection: which blocks of the article's container are its text."""

import re
from collections.abc import Sequence
from functools import cache

from lxml.html import HtmlElement

from crawlers.extract.blocks import Block
from crawlers.extract.data import table
from crawlers.extract.junk import is_prose, name_parts
from crawlers.extract.tables import rows_of_data
from crawlers.extract.titles import plain

#: More of a line inside links makes it a link to elsewhere.
_LINKED = 0.6
#: A paragraph that is all link counts only as a whole sentence of this size (in Latin letters).
_LINKED_SENTENCE = 60
#: A line without any is a bullet or an ornament.
_LETTER = re.compile(r"\w")
_SIGNED = re.compile(r"[\d〇○零一二三四五六七八九]{4}年.{1,3}月.{1,3}日")
_ENDS_SENTENCE = re.compile(r"[.!?。！？…][\"'”’」』）)]{0,2}$")
#: A paragraph of this size that stands twice is there for machines or small screens; shorter ones may be repeated.
_REPEATED = 400
#: A block of this size that is made up of other blocks to this share is a copy of them; parts have so many letters.
_COPY_SIZE = 1_500
_COPIED = 0.7
_PART = 20
#: Beyond this product of blocks and letters the search would hold up the run, and no page for readers gets there.
_MOST_WORK = 500_000_000
#: Lines with a date, a source or a counter stand around the text in this many Latin letters at most.
_LABEL_SIZE = 240
#: A standfirst stands between title and text within this many blocks.
_STANDFIRST_WITHIN = 25
_STANDFIRST_SIZE = 900


def text_blocks(inside: Sequence[Block], title: str | None) -> list[Block]:
    """Return the blocks of a container that are paragraphs, lists and subheads of the article, in order, each once."""
    bare_title = plain(title or "")
    inside = _without_copies(inside)
    kept: list[Block] = []
    seen: set[str] = set()
    for block in inside:
        bare = plain(block.text)
        if (bare_title and bare == bare_title) or not _LETTER.search(block.text):
            continue
        if (block.size >= _REPEATED and bare in seen) or not _belongs(block):
            continue
        seen.add(bare)
        kept.append(block)
    prose = [at for at, block in enumerate(kept) if is_prose(block) and not _is_label_block(block)]
    if not prose:
        return []
    start, end = prose[0], prose[-1] + 1
    holders = {_holder(kept[at]) for at in prose}
    while start > 0 and _beside_prose(kept[start - 1], holders):
        start -= 1
    while end < len(kept):
        if rows := rows_of_data(kept, end):
            end += rows
        elif (
            _beside_prose(kept[end], holders) or kept[end].sentences or _is_signature(kept[end], holders)
        ) and not kept[end].is_heading:
            end += 1
        else:
            break
    while end > start and kept[end - 1].is_heading:
        end -= 1
    return kept[start:end]


def standfirst(
    blocks: Sequence[Block], chosen: Sequence[Block], title: str | None, description: str | None
) -> Block | None:
    """Return the block between title and text that sums the article up: named so, or given as its description."""
    if not chosen:
        return None
    first = next((at for at, block in enumerate(blocks) if block.element is chosen[0].element), 0)
    bare_title, bare_description = plain(title or ""), plain(description or "")
    for at in range(first - 1, max(-1, first - _STANDFIRST_WITHIN), -1):
        block = blocks[at]
        bare = plain(block.text)
        if bare_title and bare == bare_title:
            return None
        if block.link > 0.3 or not 40 <= block.size <= _STANDFIRST_SIZE:
            continue
        if is_label(block.text) or _summary().match(block.text):
            continue
        named = any(name_parts(element) & _standfirst_names() for element in (block.element, block.element.getparent()))
        if (named or (len(bare) > 20 and bare[:60] == bare_description[:60])) and not _said_again(bare, chosen):
            return block
    return None


def is_label(text: str) -> bool:
    """Say whether a line tells date, source, byline or counters rather than news."""
    return len(text) <= _LABEL_SIZE and bool(_labels().search(text))


def _without_copies(blocks: Sequence[Block]) -> list[Block]:
    """Leave out blocks that are the other blocks run together: copies of the whole text for machines."""
    large = [block for block in blocks if block.size >= _COPY_SIZE]
    small = [block for block in blocks if block.size < _COPY_SIZE]
    if not large or len(small) * sum(len(block.text) for block in large) > _MOST_WORK:
        return list(blocks)
    parts = {bare for block in small if len(bare := plain(block.text)) >= _PART}
    copies = set()
    for block in large:
        whole = plain(block.text)
        if sum(len(part) for part in parts if part in whole) > _COPIED * len(whole):
            copies.add(block)
    return [block for block in blocks if block not in copies]


def _is_label_block(block: Block) -> bool:
    return is_label(block.text) and not _ENDS_SENTENCE.search(block.text)


def _belongs(block: Block) -> bool:
    if block.link <= _LINKED:
        return True
    return (
        block.tag == "p"
        and block.size >= _LINKED_SENTENCE
        and bool(_ENDS_SENTENCE.search(block.text))
        and block.sentences > 0
    )


def _is_signature(block: Block, holders: set[HtmlElement]) -> bool:
    """Say whether a line is the day under which a notice or a letter is signed."""
    return bool(_SIGNED.fullmatch(block.text)) and _holder(block) in holders


def _beside_prose(block: Block, holders: set[HtmlElement]) -> bool:
    return _holder(block) in holders and block.link < 0.3 and not is_label(block.text)


def _holder(block: Block) -> HtmlElement:
    """Return what holds a block among its like: the element around a paragraph, the list around an item's list."""
    parent = block.element.getparent()
    if block.tag in ("li", "td", "th", "dd", "dt") and parent is not None:
        outer = parent.getparent()
        return outer if outer is not None else parent
    if block.tag in ("p", "blockquote", "pre", "h2", "h3", "h4", "h5", "h6") and parent is not None:
        return parent
    return block.element


def _said_again(bare: str, chosen: Sequence[Block]) -> bool:
    return any(bare in plain(block.text) for block in chosen[:3])


@cache
def _labels() -> re.Pattern[str]:
    return re.compile("|".join(table("lines")["label"]), re.IGNORECASE)


@cache
def _summary() -> re.Pattern[str]:
    return re.compile(table("lines")["summary"], re.IGNORECASE)


@cache
def _standfirst_names() -> frozenset[str]:
    return frozenset(table("lines")["standfirst_names"])
