"""Blocks: a page's visible text as a flat list of paragraphs, each with what is needed to judge it."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from lxml import etree
from lxml.html import HtmlElement

from crawlers.extract.data import table

BLOCK_TAGS = frozenset(table("elements")["block"])
UNREAD_TAGS = frozenset(table("elements")["unread"])
#: What walking a tree does at an element: block-level ones by their names, and these few.
_KINDS = {
    **dict.fromkeys(BLOCK_TAGS, "block"),
    "pre": "pre",
    "br": "br",
    "a": "a",
    **dict.fromkeys(UNREAD_TAGS, "unread"),
}
#: White space between elements, with its length in links.
_BLANK = (" ", 0)
#: No page for readers has more; what lies behind is not read.
MOST_BLOCKS = 50_000
#: Nor more block-level elements, empty ones among them.
_MOST_ENDS = 1_000_000
#: What no text for readers holds, and no tree of markup can: control characters, halves of pairs.
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
#: White space, but for a lone blank, which stays as it is. A pattern that begins with one set of characters is looked
#: for several times faster.
_BLANKS = r"\t\r\n\f\v\xa0\u200b\u200c\u2028\u2029\ufeff\xad\u2002\u2003\u2009"
_SPACE = re.compile(rf"[ {_BLANKS}](?:(?<! )[ {_BLANKS}]*|[ {_BLANKS}]+)")
#: What ``str.split`` takes for white space and ``_SPACE`` does not, in ASCII.
_SEPARATORS = re.compile(r"[\x1c-\x1f]")
_WIDE_SPACE = re.compile(r" ?\u3000[ \u3000]*")
_WIDE = r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"
_WRAPPED = re.compile(rf"(?<={_WIDE})[ \t\r]*\n[ \t\r]*(?={_WIDE})")
#: A wide indentation begins a paragraph where it stands behind the end of a line or a sentence.
_INDENTED = re.compile(r"(?:\n[ \t\r]*|(?<=[。！？…”』」])[ \t\xa0]*)\u3000[\u3000\xa0 ]+")
#: In preformatted text empty lines and any indentation do.
_INDENTED_LINES = re.compile(r"\n[ \t\r]*\n\s*|\n(?:[ \t]{2,}|\u3000+)\s*")
_HAN_RUN = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]+")
_SENTENCE = re.compile(r"[。！？；，：、….!?,;:](?:(?<![.!?,;:])|(?=[\s\"'”’)]|$))")


@dataclass(slots=True, eq=False)
class Block:
    """One paragraph-like stretch of visible text.

    ``element`` is the nearest block-level element around it, ``link`` the share of its characters inside links,
    ``size`` its length in Latin-letter equivalents (a Han character counts three), ``sentences`` the number of marks
    that prose has.
    """

    text: str
    element: HtmlElement
    link: float
    size: int
    sentences: int

    @property
    def tag(self) -> str:
        """Name of the block-level element around the text."""
        return str(self.element.tag)

    @property
    def is_heading(self) -> bool:
        """Whether the text stands in h1 to h6."""
        return len(self.tag) == 2 and self.tag[0] == "h" and self.tag[1].isdigit()


class Outline:
    """A tree walked once: its texts, and where each element that readers can see lies among them.

    ``elements`` are in document order; what is no text for readers (``UNREAD_TAGS``) is left out with all it holds.
    Everything else that is asked of the tree is then a matter of places in lists: libxml2's own tree makes a new Python
    object for each step, which was most of the time that a page took.
    """

    def __init__(self, root: HtmlElement) -> None:
        self.elements: list[HtmlElement] = []
        self._places: dict[HtmlElement, int] = {}
        #: For each element the place of the next one that it does not hold.
        self._ends: list[int] = []
        #: A text with its length inside links, or no text with the element whose paragraph ends there.
        self._steps: list[tuple[str, int] | tuple[None, HtmlElement]] = []
        #: For each element its first step, and the first one behind it.
        self._firsts: list[int] = []
        self._lasts: list[int] = []
        self._read: dict[str, tuple[str, int, int]] = {}
        self._walk(root)

    def blocks(
        self, unread: Collection[HtmlElement] = frozenset(), *, inside: HtmlElement | None = None
    ) -> list[Block]:
        """Return the blocks in document order; elements in ``unread`` are passed over with all they hold.

        With ``inside`` only those of an element that ``holds_by_itself``.
        """
        found: list[Block] = []
        parts: list[str] = []
        linked = 0
        for start, end in self._left_of(unread, inside):
            for text, value in self._steps[start:end]:
                if text is not None:
                    if parts or text != " ":
                        parts.append(text)
                        linked += value
                elif parts:
                    written, size, sentences = self._reading("".join(parts))
                    if written:
                        found.append(Block(written, value, min(1.0, linked / len(written)), size, sentences))
                        if len(found) >= MOST_BLOCKS:
                            return found
                    parts.clear()
                    linked = 0
        return found

    def holds_by_itself(self, element: HtmlElement) -> bool:
        """Say whether the blocks inside ``element`` are those that it would have as the root of a tree."""
        return (
            element in self._places
            and not self._is_cut
            and element.tag in BLOCK_TAGS
            and next(element.iterancestors("a", "pre"), None) is None
        )

    def is_in(self, element: HtmlElement, holder: HtmlElement) -> bool:
        """Say whether ``element`` is ``holder`` or stands in it."""
        place = self._places[holder]
        return place <= self._places[element] < self._ends[place]

    def spans(self, elements: Iterable[HtmlElement]) -> list[tuple[int, int]]:
        """Return for each of some elements its place, and that of the next one that it does not hold."""
        return [(place := self._places[each], self._ends[place]) for each in elements]

    def totals(self, values: Iterable[tuple[HtmlElement, int]]) -> Callable[[HtmlElement], int]:
        """Return what gives for an element the sum of the ``values`` of all that it holds, and of its own."""
        own = [0] * (len(self.elements) + 1)
        for element, value in values:
            own[self._places[element] + 1] += value
        upto = list(accumulate(own))

        def total(element: HtmlElement) -> int:
            place = self._places[element]
            return upto[self._ends[place]] - upto[place]

        return total

    def _walk(self, root: HtmlElement) -> None:
        steps, elements, ends, firsts, lasts = self._steps, self.elements, self._ends, self._firsts, self._lasts
        #: The place of each element that is open, its kind, and what holds the text around it.
        open_: list[tuple[int, str | None, HtmlElement]] = []
        holder = root
        in_link = in_pre = n_ended = 0
        walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walker:
            if event == "start":
                kind = _KINDS.get(element.tag)
                open_.append((len(elements), kind, holder))
                if kind == "unread":
                    walker.skip_subtree()
                    continue
                elements.append(element)
                ends.append(0)
                firsts.append(len(steps))
                lasts.append(0)
                if kind is not None:
                    if kind == "a":
                        in_link += 1
                    else:
                        steps.append((None, holder))
                        if kind != "br":
                            holder = element
                            in_pre += kind == "pre"
                            n_ended += 1
                            if n_ended > _MOST_ENDS:
                                break
                text = element.text
            else:
                if event == "end":
                    place, kind, around = open_.pop()
                    if kind != "unread":
                        if kind == "a":
                            in_link -= 1
                        elif kind is not None and kind != "br":
                            steps.append((None, element))
                            in_pre -= kind == "pre"
                        holder = around
                        ends[place] = len(elements)
                        lasts[place] = len(steps)
                if element is root:
                    break
                text = element.tail
            if not text:
                continue
            if in_pre or "\u3000" in text:
                *ended, text = (_INDENTED_LINES if in_pre else _INDENTED).split(text)
                for paragraph in ended:
                    steps.append((_unwrapped(paragraph), len(paragraph.strip()) if in_link else 0))
                    steps.append((None, holder))
            elif text.isspace() and not text.strip(" \t\r\n"):
                steps.append(_BLANK)
                continue
            steps.append((_unwrapped(text), len(text.strip()) if in_link else 0))
        for place, *_ in open_:
            ends[place], lasts[place] = len(elements), len(steps)
        self._is_cut = bool(open_)
        steps.append((None, root))
        self._places.update(zip(elements, range(len(elements)), strict=True))

    def _left_of(self, unread: Collection[HtmlElement], inside: HtmlElement | None) -> Iterator[tuple[int, int]]:
        """Yield the stretches of steps that lie outside all elements of ``unread``, and inside the element given."""
        first, last, at, behind = 0, len(self.elements), 0, len(self._steps)
        if inside is not None:
            first = self._places[inside]
            last, at, behind = self._ends[first], self._firsts[first], self._lasts[first]
        places = [place for each in unread if (place := self._places.get(each)) is not None and first <= place < last]
        for place in sorted(places):
            if self._firsts[place] >= at:
                yield at, self._firsts[place]
                at = self._lasts[place]
        yield at, behind

    def _reading(self, raw: str) -> tuple[str, int, int]:
        """Return a block's text, its size and its marks; most blocks are read twice, with the junk and without it."""
        known = self._read.get(raw)
        if known is None:
            text = squeeze(raw)
            known = self._read[raw] = text, size_of(text), len(_SENTENCE.findall(text))
        return known


def blocks_of(root: HtmlElement, unread: Collection[HtmlElement] = frozenset()) -> list[Block]:
    """Return the blocks below ``root`` in document order; elements in ``unread`` are passed over with all they hold."""
    return Outline(root).blocks(unread)


def size_of(text: str) -> int:
    """Return the length of ``text`` in Latin letters: Han characters, kana and Hangul say as much as three."""
    return len(text) if text.isascii() else len(text) + 2 * sum(map(len, _HAN_RUN.findall(text)))


def squeeze(text: str) -> str:
    """Return ``text`` on one line: white space of every kind becomes one space, a wide one where it was wide."""
    if text.isascii() and not _SEPARATORS.search(text):
        return " ".join(text.split())
    text = _SPACE.sub(" ", text)
    return (_WIDE_SPACE.sub("\u3000", text) if "\u3000" in text else text).strip()


def _unwrapped(text: str) -> str:
    """Join lines that were broken inside Chinese text, which has no spaces between words."""
    return _WRAPPED.sub("", text) if "\n" in text and not text.isascii() else text
