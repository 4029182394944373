"""Page: one response as it came, what a feed said of it, and the parsed document made of it."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from lxml import etree, html

from crawlers.extract.blocks import MOST_BLOCKS, Block, Outline, squeeze
from crawlers.extract.charset import decode, unmarked_utf16
from crawlers.extract.linked_data import article_object, linked_data
from crawlers.extract.state import json_page, page_states

#: No article needs more markup than this many characters, scripts apart; what lies behind it is not parsed.
MAX_MARKUP = 6_000_000
#: libxml2 drops what is nested deeper, so runs of opening tags without text between them are shortened before.
_OPENING_TAGS = re.compile(r"(?:<[a-zA-Z][^<>]{0,300}>\s{0,20})+")
_MOST_NESTED = 200
_LONGEST_TITLE = 1_000
#: What a response is told apart from a file by.
_HEAD = 65_536
_MAGIC = (
    b"%PDF-",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"RIFF",
    b"Rar!",
    b"\x7fELF",
    b"ID3",
)
#: What ``UNSEEN`` matches, in UTF-8.
_CONTROLS = bytes([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F])
#: Controls of ISO 8859 that no page means: Windows-1252 taken for Latin-1 when the page was turned into UTF-8 (“ and ”
#: as U+0093 and U+0094). References such as &#147; are read that way by every parser.
_C1 = re.compile(rb"\xc2[\x80-\x9f]")
_AS_MEANT = {chr(code).encode(): bytes([code]).decode("cp1252", "ignore").encode() for code in range(0x80, 0xA0)}
#: U+FFFE and U+FFFF. What begins with one byte only is found many times faster; hence the look ahead.
_NO_CHARACTERS = re.compile(rb"\xef(?=\xbf)\xbf[\xbe\xbf]")
_NOISE = bytes([*range(0x01, 0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
_NO_PAGES = frozenset(
    {"application/pdf", "application/zip", "application/gzip", "application/javascript", "text/css", "text/javascript"}
)
#: One class for every element: lxml.html's own choice by tag asks Python for each, and forms are nothing to us.
_ELEMENTS = etree.ElementDefaultClassLookup(element=html.HtmlElement)
_TOO_DEEP = etree.ErrorTypes.ERR_RESOURCE_LIMIT
_DOCTYPE = re.compile(r"^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!doctype[^>]{0,400}>)?", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """One response: ``body`` as sent (content encodings undone), ``content_type`` the header, ``fetched_at`` aware."""

    url: str
    body: bytes
    content_type: str | None = None
    fetched_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Hint:
    """What the source that listed the page said of it."""

    title: str | None = None
    published: datetime | None = None
    section: str | None = None
    byline: tuple[str, ...] = ()


class Document:
    """A page decoded and parsed. ``root`` is ``None`` when there is no markup to parse."""

    def __init__(self, page: Page, *, expected_charset: str | None = None) -> None:
        self.url = page.url
        self.is_text = is_text(page.body, page.content_type)
        body = page.body if self.is_text else b""
        decoded = decode(body, page.content_type, expected=expected_charset)
        self.markup, written = decoded.text, decoded.utf8
        if len(self.markup) > MAX_MARKUP:
            self.markup, written = _without_scripts(self.markup), None
        self._cut = len(self.markup) > MAX_MARKUP
        #: The value of a page that is JSON itself, such as the answer of an API; ``None`` for any other.
        self.json = json_page(self.markup)
        self.root: html.HtmlElement | None = None
        if self.json is None:
            self.root = _parse(written if written is not None else self.markup[:MAX_MARKUP].encode("utf-8", "ignore"))

    @cached_property
    def meta(self) -> dict[str, list[str]]:
        """Contents of meta elements by lower-cased name, property or itemprop, in page order."""
        found: dict[str, list[str]] = {}
        if self.root is None:
            return found
        for element in self.root.iter("meta"):
            content = " ".join((element.get("content") or element.get("value") or "").split())
            if not content:
                continue
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                if name := element.get(attribute):
                    found.setdefault(name.strip().lower(), []).append(content)
        return found

    @cached_property
    def linked_data(self) -> list[dict[str, Any]]:
        """Every JSON-LD object of the page, flattened."""
        return linked_data(self.root) if self.root is not None else []

    @cached_property
    def states(self) -> list[tuple[str, Any]]:
        """What scripts of the page hold as JSON, each with its kind: next, json or state."""
        return list(page_states(self.root)) if self.root is not None else []

    @cached_property
    def article_data(self) -> dict[str, Any]:
        """The JSON-LD object that describes the article itself; empty when there is none."""
        return article_object(self.linked_data, self.url)

    @cached_property
    def outline(self) -> Outline | None:
        """The tree walked once; ``None`` when there is none."""
        return Outline(self.root) if self.root is not None else None

    @cached_property
    def blocks(self) -> list[Block]:
        """Every block of the page, junk included."""
        return self.outline.blocks() if self.outline is not None else []

    @property
    def is_cut(self) -> bool:
        """Whether the page is so large that only its beginning was read."""
        return self._cut or len(self.blocks) >= MOST_BLOCKS

    @cached_property
    def visible_text(self) -> str:
        """All visible text, a line for each block."""
        return "\n".join(block.text for block in self.blocks)

    @cached_property
    def tab_title(self) -> str | None:
        """What the ``title`` element says."""
        if self.root is None:
            return None
        written = self.root.findtext(".//head/title") or self.root.findtext(".//title") or ""
        return squeeze(written[:_LONGEST_TITLE]) or None

    @cached_property
    def declared_language(self) -> str | None:
        """The language that the page claims."""
        if self.root is None:
            return None
        return self.root.get("lang") or self.root.get("xml:lang") or self.first_meta("content-language", "og:locale")

    @cached_property
    def host(self) -> str | None:
        """Host of the page's URL."""
        try:
            return urlsplit(self.url).hostname
        except ValueError:
            return None

    def first_meta(self, *names: str) -> str | None:
        """Return the first content of the first of ``names`` that the page has."""
        return next((values[0] for name in names if (values := self.meta.get(name))), None)


def is_text(body: bytes, content_type: str | None) -> bool:
    """Say whether a response can be a page: not by its media type, not by the first bytes of a file, not by noise."""
    kind = (content_type or "").partition(";")[0].strip().lower()
    if kind.partition("/")[0] in ("image", "audio", "video", "font") or kind in _NO_PAGES:
        return False
    head = body[:_HEAD]
    if head.startswith(_MAGIC):
        return False
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or unmarked_utf16(head):
        return True
    return len(head) - len(head.translate(None, _NOISE)) <= 0.02 * len(head)


def _without_scripts(markup: str) -> str:
    """Return ``markup`` without the scripts that are no JSON-LD: they make up most of the largest pages."""
    kept: list[str] = []
    at = 0
    lower = markup.lower()
    while (start := lower.find("<script", at)) >= 0 and (end := lower.find("</script", start)) >= 0:
        if "ld+json" in lower[start : start + 200]:
            start = end
        kept.append(markup[at:start])
        at = end
    return "".join([*kept, markup[at:]])


def _parse(markup: bytes) -> html.HtmlElement | None:
    # As UNSEEN says, on bytes: a pattern looks at millions of characters one by one.
    written = markup.translate(None, _CONTROLS)
    written = _NO_CHARACTERS.sub(b"", written)
    written = _C1.sub(lambda control: _AS_MEANT[control[0]], written)
    if b"<" not in written:
        return None
    doctype = _DOCTYPE.match(written[:_HEAD].decode("utf-8", "ignore"))
    written = written[len(doctype[0].encode()) if doctype else 0 :]
    root, too_deep = _tree(written)
    return _tree(_OPENING_TAGS.sub(_shortened, written.decode()).encode())[0] if too_deep else root


def _shortened(tags: re.Match[str]) -> str:
    return "<div>" if tags.group().count("<") > _MOST_NESTED else tags.group()


def _tree(markup: bytes) -> tuple[html.HtmlElement | None, bool]:
    """Return the root, and whether libxml2 gave up on what was nested too deep."""
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False
    )
    parser.set_element_class_lookup(_ELEMENTS)
    try:
        root = html.document_fromstring(markup, parser=parser)
    except (etree.LxmlError, ValueError):
        root = None
    return root, any(error.type == _TOO_DEEP for error in parser.error_log)
