"""Bylines: the people who wrote an article, never staff numbers, desks or publishers."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from lxml import etree

from crawlers.extract.blocks import Block
from crawlers.extract.data import lines, table
from crawlers.extract.linked_data import text_of, types
from crawlers.extract.page import Document

_HAN = re.compile(r"[\u3400-\u9fff]")
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,6}(?:[·・-][\u3400-\u9fffA-Z.]{1,8}){1,3}")
_BETWEEN_HAN_NAMES = re.compile(r"[、，,;；/／|｜&\s]+|(?<=[\u3400-\u9fff])[和与及](?=[\u3400-\u9fff])")
_BETWEEN_NAMES = re.compile(r"\s*(?:,|;|&|\||/|\band\b|\bwith\b)\s*", re.IGNORECASE)
_BY = re.compile(r"^\s*(?:story by|written by|reported by|reporting by|words by|by)[:\s]\s*", re.IGNORECASE)
_LATIN_NAME = re.compile(r"[^\W\d_][\w.'’\-]*(?:\s+(?:[^\W\d_][\w.'’\-]*|\"[^\"]{1,20}\"|\([^)]{1,20}\))){0,5}")
_TAIL = re.compile(r"\s*(?:\||•|·|—|–| - |\bin [A-Z]|\bfor [A-Z]|@|\(@).*$")
_SPACED_HAN = re.compile(r"(?<=[\u3400-\u9fff])[\s\u3000](?=[\u3400-\u9fff](?:$|[^\u3400-\u9fff]))")
_LONGEST_LINE = 200
_MARKED = etree.XPath(
    "(.//*[@rel='author' or @itemprop='author' or @itemprop='creator'])[position() <= 4]"
    " | (.//*[contains(@class, 'byline') or contains(@class, 'author-name')])[position() <= 3]"
)
_MOST = 12
#: A line with a name and nothing else is the writer's within so many blocks before the text.
_NEAR_TEXT = 8


def people_in(written: Iterable[str]) -> tuple[str, ...]:
    """Return the names of people in ``written`` bylines, each once, in order."""
    found: dict[str, None] = {}
    for line in written:
        for name in _names(line):
            found.setdefault(name)
    return tuple(found)[:_MOST]


def byline_of(
    document: Document,
    *,
    header: Sequence[Block],
    footer: Sequence[Block] = (),
    text: str | None,
    notes: Sequence[str] = (),
    stated: Sequence[str] = (),
    hinted: Sequence[str] = (),
) -> tuple[str, ...]:
    """Return the people who wrote the article: from the card, metadata, visible byline, text, feed; first find wins.

    ``notes`` are the lines that were kept out of ``text``, ``footer`` what stands behind it. Editors are no writers.
    """
    short = [block.text for block in header if len(block.text) <= _LONGEST_LINE]
    behind = [*notes[:_NEAR_TEXT], *(block.text for block in footer[:_NEAR_TEXT] if len(block.text) <= _LONGEST_LINE)]
    visible = [name for line in short for name in _visible(line)]
    in_text = [name for line in (*_edges(text), *behind) for name in _visible(line[:_LONGEST_LINE])]
    alone = [block.text for block in header[-_NEAR_TEXT:] if not block.link and _is_bare_name(block.text)]
    signed = [line for line in (*_edges(text), *behind[:1]) if line[:1] in "（(" and _is_bare_name(line)]
    data = ([name for name in names if _may_be_person(name)] for names in _in_data(document))
    for source in (stated, *data, _marked(document), visible, in_text, alone, signed, hinted):
        if people := people_in(source):
            return people
    return ()


def bylines_written(document: Document, header: Sequence[Block]) -> list[str]:
    """Return everything that stands where a writer's name belongs, people or not."""
    short = [block.text for block in header if len(block.text) <= _LONGEST_LINE]
    stated = [name for names in _in_data(document) for name in names]
    return [*stated, *_marked(document), *(name for line in short for name in _visible(line))]


def _in_data(document: Document) -> list[list[str]]:
    """Return what each field for authors says: JSON-LD's, then those of meta elements."""
    stated = _authors(document.article_data.get("author") or document.article_data.get("creator"))
    return [stated, *(document.meta.get(name, []) for name in lines("byline_fields"))]


def _authors(value: Any, *, deeper: int = 10) -> list[str]:
    if isinstance(value, list) and deeper:
        return [name for item in value[:50] for name in _authors(item, deeper=deeper - 1)]
    if isinstance(value, dict) and deeper:
        if any(name in ("Organization", "NewsMediaOrganization", "Corporation") for name in types(value)):
            return []
        return _authors(value.get("name"), deeper=deeper - 1)
    name = text_of(value)
    return [name] if name else []


def _marked(document: Document) -> list[str]:
    """Return the texts of elements that markup itself calls the author."""
    if document.root is None:
        return []
    found = _MARKED(document.root)[:6]
    return [" ".join("".join(element.itertext()).split())[:_LONGEST_LINE] for element in found[:6]]


def _edges(text: str | None) -> list[str]:
    """Return the beginnings and ends of the text's first and last paragraphs, where bylines in brackets stand."""
    paragraphs = (text or "").split("\n")
    return [paragraphs[0][:120], *(paragraph[-120:] for paragraph in paragraphs[-2:]), *(paragraphs[1:3])][:6]


def _visible(line: str) -> list[str]:
    return [match["names"] for pattern in _patterns() for match in pattern.finditer(line)]


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.MULTILINE) for pattern in table("byline")["visible"])


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    """Return the surnames of one character and those of two."""
    words = [word for line in lines("surnames") for word in line.split()]
    return frozenset("".join(word for word in words if len(word) > 2)), frozenset(w for w in words if len(w) == 2)


def _is_bare_name(line: str) -> bool:
    """Say whether a line is nothing but a Chinese name, perhaps in brackets."""
    name = line.strip("（()） \u3000").replace(" ", "")
    one, two = _surnames()
    if not _HAN_NAME.fullmatch(name) or len(name) > 4:
        return False
    return name[:2] in two or (len(name) <= 3 and name[0] in one)


def _may_be_person(name: str) -> bool:
    """Say whether a name from metadata can be a person's: four Chinese characters need a surname of two."""
    return not re.fullmatch(r"[\u3400-\u9fff]{4}", name) or name[:2] in _surnames()[1]


@cache
def _no_person() -> re.Pattern[str]:
    return re.compile("|".join(table("byline")["no_person"]), re.IGNORECASE)


def _names(line: str) -> list[str]:
    line = " ".join(line.split())
    if not line or "http" in line or "www." in line or len(line) > 300:
        return []
    if len(_HAN.findall(line)) * 2 > len(line.replace(" ", "")):
        return _han_names(line)
    line = _BY.sub("", line)
    names = (_TAIL.sub("", part).strip(" .,;:") for part in _BETWEEN_NAMES.split(line))
    return [
        _cased(name)
        for name in names
        if 2 < len(name) <= 50
        and not name.islower()
        and not re.fullmatch(r"[A-Z]{2,5}", name)
        and not _no_person().search(name)
        and _LATIN_NAME.fullmatch(name)
    ]


def _cased(name: str) -> str:
    return name.title() if name.isupper() and " " in name else name


def _han_names(line: str) -> list[str]:
    for label in table("byline")["han_labels"]:
        line = re.sub(label, " ", line)
    line = _SPACED_HAN.sub("", line) if re.fullmatch(r"[\u3400-\u9fff]\s[\u3400-\u9fff]", line.strip()) else line
    names = (part.strip("（）()【】[]:：。.") for part in _BETWEEN_HAN_NAMES.split(line))
    return [name for name in names if name and _HAN_NAME.fullmatch(name) and not _no_person().search(name)]
