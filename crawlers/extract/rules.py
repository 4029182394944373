"""Rules: what the rules of an outlet card find on a page."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement

from crawlers.extract.blocks import squeeze
from crawlers.extract.linked_data import text_of
from crawlers.extract.page import Document

if TYPE_CHECKING:
    from crawlers.cards import Card
    from crawlers.page_rules import Rule

_LONGEST = 2_000


def texts(rules: Sequence["Rule"], document: Document, card: "Card") -> list[str]:
    """Return what the first rule that finds anything gives: one line of text for every node or value."""
    for rule in rules:
        if found := [text for value in _values(rule, document, card) if (text := squeeze(value)[:_LONGEST])]:
            return found
    return []


def nodes(rule: "Rule", root: HtmlElement | None) -> list[HtmlElement]:
    """Return the elements that a css or xpath rule selects, in document order."""
    if root is None or rule.language not in ("css", "xpath"):
        return []
    try:
        found = root.cssselect(rule.expression) if rule.language == "css" else root.xpath(rule.expression)
    except etree.XPathError:
        return []
    return [node for node in found if isinstance(node, HtmlElement)] if isinstance(found, list) else []


def _values(rule: "Rule", document: Document, card: "Card") -> list[str]:
    match rule.language:
        case "css":
            selected = nodes(rule, document.root)
            if rule.attribute:
                return [value for node in selected if (value := node.get(rule.attribute))]
            return ["".join(node.itertext()) for node in selected]
        case "xpath":
            return _xpath(rule.expression, document.root)
        case "meta":
            return document.meta.get(rule.expression.lower(), [])
        case "ld":
            return _ld(rule.expression, document)
        case "url":
            part = _url(rule.expression, document.url, card)
            return [part] if part else []
        case "const":
            return [rule.expression]
        case "text":
            found = re.search(rule.expression, document.visible_text)
            return [found.group(1 if found.re.groups else 0)] if found else []


def _xpath(expression: str, root: HtmlElement | None) -> list[str]:
    if root is None:
        return []
    try:
        found = root.xpath(expression)
    except etree.XPathError:
        return []
    if not isinstance(found, list):
        return [str(found)]
    return ["".join(item.itertext()) if isinstance(item, HtmlElement) else str(item) for item in found]


def _ld(path: str, document: Document) -> list[str]:
    values: list[Any] = [document.article_data]
    for key in path.split("."):
        opened = [item for value in values for item in (value if isinstance(value, list) else [value])]
        values = [item[key] for item in opened if isinstance(item, dict) and key in item]
    flat = [item for value in values for item in (value if isinstance(value, list) else [value])]
    return [text for item in flat if (text := text_of(item))]


def _url(expression: str, url: str, card: "Card") -> str | None:
    if position := re.fullmatch(r"path\[(-?\d+)\]", expression):
        parts = [part for part in urlsplit(url).path.split("/") if part]
        at = int(position[1])
        return parts[at] if -len(parts) <= at < len(parts) else None
    for pattern in card.article_url.allow:
        if (found := pattern.search(url)) and expression in pattern.groupindex and found[expression]:
            return str(found[expression])
    return None
