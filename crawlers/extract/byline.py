"""Bylines: the people who wrote an article, never staff numbers, desks or publishers."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from lxml import etree

from crawlers.extract.blocks import Block
from crawlers.extract.data import lines, table
from crawlers.extract.han_byline import bare, credited, datelined, is_name, labelled
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
#: A byline in the text stands in a paragraph this short, or within so many letters of the beginning.
_CREDIT_LINE = 80
_LEAD = 120
#: A first paragraph this short is a headline or a greeting, and a name behind it the writer's.
_HEADLINE = 40
_LAST_BRACKETS = re.compile(r"[（(][^（）()]{2,60}[）)]$")
_EDITOR = re.compile(r"(?:责任|責任)?(?:编辑|編輯)|责编|責編")
#: Attributes are looked for, and then whose they are: libxml2 needs half the time that conditions on elements take.
_MARKED = etree.XPath(
    "(descendant::*/@rel[. = 'author']/.. | descendant::*/@itemprop[. = 'author' or . = 'creator']/..)[position() <= 4]"
    " | (descendant::*/@class[contains(., 'byline') or contains(., 'author-name')]/..)[position() <= 3]"
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
    marked: Sequence[str],
    notes: Sequence[str] = (),
    stated: Sequence[str] = (),
    hinted: Sequence[str] = (),
) -> tuple[str, ...]:
    """Return the people who wrote the article: from the card, metadata, visible byline, text, feed; first find wins.

    ``marked`` are the ``marked_authors`` of the page, ``notes`` the lines that were kept out of ``text``, ``footer``
    what stands behind it. Editors are no writers.
    """
    data = ([name for name in names if _may_be_person(name)] for names in _in_data(document))
    for source in (stated, *data, marked):
        if people := people_in(source):
            return people
    short = [line for block in header for line in _readings(block)]
    behind = [*notes[:_NEAR_TEXT], *(line for block in footer[:_NEAR_TEXT] for line in _readings(block))]
    lead, ends = _edges(text)
    alone = [block.text for block in header[-_NEAR_TEXT:] if not block.link and _is_bare_name(block.text)]
    first, *_ = lead or [""]
    signed = [line for line in (*lead[1:], *ends, *behind[:1]) if line[:1] in "（(" and _is_bare_name(line)]
    beside = lead[1:2] if len(first) <= _HEADLINE else ()
    ranked = (
        (labelled, short),
        (labelled, behind),
        (_credited, short),
        (_credited_in_prose, lead[:1]),
        (_credited, lead[1:]),
        (datelined, lead),
        (_credited, [*ends, *behind]),
    )
    for read, where in ranked:
        if people := _each_once(name for line in where for name in read(line)):
            return people
    named = [name for line in short for name in bare(line)] or [*alone, *signed, *filter(_is_bare_name, beside)]
    return _each_once(_unbracketed(name) for name in named) or people_in(hinted)


def bylines_written(document: Document, header: Sequence[Block], marked: Sequence[str]) -> list[str]:
    """Return everything that stands where a writer's name belongs, people or not."""
    short = [block.text for block in header if len(block.text) <= _LONGEST_LINE]
    stated = [name for names in _in_data(document) for name in names]
    return [*stated, *marked, *(name for line in short for name in _visible(line))]


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


def marked_authors(document: Document) -> list[str]:
    """Return the texts of elements that markup itself calls the author."""
    if document.root is None:
        return []
    found = _MARKED(document.root)[:6]
    return [" ".join("".join(element.itertext()).split())[:_LONGEST_LINE] for element in found[:6]]


def _readings(block: Block) -> list[str]:
    """Return a short block's text, and once more with its parts apart where nothing but markup parts them."""
    if len(block.text) > _LONGEST_LINE:
        return []
    # What the element holds beside the block can be the whole page: it is taken apart only where it is the block.
    if "".join(block.element.text_content().split()) != block.text.replace(" ", "").replace("\u3000", ""):
        return [block.text]
    return [" ".join(" ".join(block.element.itertext()).split())]


def _edges(text: str | None) -> tuple[list[str], list[str]]:
    """Return the beginnings of the first paragraphs, and the last ones as far as they can hold a byline.

    In long paragraphs only what stands in brackets at the end is one.
    """
    paragraphs = (text or "").split("\n")
    lead = [paragraphs[0][:_LEAD], *(each for each in paragraphs[1:3] if len(each) <= _CREDIT_LINE)]
    ends = [
        end
        for paragraph in paragraphs[-2:]
        for end in ([paragraph] if len(paragraph) <= _CREDIT_LINE else _LAST_BRACKETS.findall(paragraph))
    ]
    return lead, ends


def _credited(line: str) -> list[str]:
    return [*credited(line), *people_in(_visible(line))]


def _credited_in_prose(line: str) -> list[str]:
    return credited(line, prose=True)


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))[:_MOST]


def _unbracketed(name: str) -> str:
    return re.sub(r"[\s（()）]", "", name)


def _visible(line: str) -> list[str]:
    return [match["names"] for pattern in _patterns() for match in pattern.finditer(line)]


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.MULTILINE) for pattern in table("byline")["visible"])


def _is_bare_name(line: str) -> bool:
    """Say whether a line is nothing but a Chinese name, perhaps in brackets."""
    return is_name(_unbracketed(line))


def _may_be_person(name: str) -> bool:
    """Say whether a name from metadata can be a person's: no editor, and four Chinese characters need a surname."""
    return not _EDITOR.match(name) and (not re.fullmatch(r"[\u3400-\u9fff]{4}", name) or is_name(name))


@cache
def _no_person() -> re.Pattern[str]:
    return re.compile("|".join(table("byline")["no_person"]), re.IGNORECASE)


def _names(line: str) -> list[str]:
    line = " ".join(line.split())
    if not line or "http" in line or "www." in line or len(line) > 300:
        return []
    if len(_HAN.findall(line)) * 2 >= len(line.replace(" ", "")):
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
    if writers := credited(line):
        return writers
    for label in table("byline")["han_labels"]:
        line = re.sub(label, " ", line)
    line = _SPACED_HAN.sub("", line) if re.fullmatch(r"[\u3400-\u9fff]\s[\u3400-\u9fff]", line.strip()) else line
    names = (part.strip("（）()【】[]:：。.") for part in _BETWEEN_HAN_NAMES.split(line))
    return [name for name in names if name and _HAN_NAME.fullmatch(name) and not _no_person().search(name)]
