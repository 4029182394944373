"""Rules: what the rules of an outlet card find on a page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from lxml import etree
from lxml.html import HtmlElement

from crawlers.extract.blocks import squeeze
from crawlers.extract.linked_data import text_of
from crawlers.extract.page import Document, Hint
from crawlers.extract.paths import opened, values_at
from crawlers.extract.state import parsed
from crawlers.extract.when import Moment, read_moment

if TYPE_CHECKING:
    from crawlers.cards import Card
    from crawlers.page_rules import PageRules, Rule

_LONGEST = 2_000
#: In the XPath of a selector: its first element, where that is sought by one attribute, such as a class.
_BY_ATTRIBUTE = re.compile(
    r"(?:^|(?<= \| ))(?P<element>descendant-or-self::(?:\*|\w+))"
    r"\[(?P<test>@(?P<name>[\w-]+)(?: = '[\w -]+')?(?: and (?:contains|starts-with)"
    r"\((?:@(?P=name)|concat\(' ', normalize-space\(@(?P=name)\), ' '\)), '[\w -]+'\))*)\]"
    r"(?=$|/| \| )"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ruled:
    """A page with the rules that count on it; ``hint`` is what the source that listed the page said of it."""

    document: Document
    card: "Card"
    rules: "PageRules"
    hint: Hint


def ruled(document: Document, card: "Card", hint: Hint, fetched_at: datetime | None) -> Ruled:
    """Return the page with the rules of the card's first version that counts, else the card's own."""
    page = Ruled(document=document, card=card, rules=card.page, hint=hint)
    day = fetched_at.date() if fetched_at else None
    for version in card.page.versions:
        in_time = day is None or ((version.since or day) <= day <= (version.until or day))
        # Without a day only the page itself can tell, and the newest rules are the best guess.
        asked = version.evidence or (day is not None) or version.until is None
        if in_time and asked and (not version.evidence or texts(version.evidence, page)):
            return Ruled(document=document, card=card, rules=card.page.of(version), hint=hint)
    return page


def texts(rules: Sequence["Rule"], page: Ruled) -> list[str]:
    """Return what the first rule that finds anything gives: one line of text for every node or value."""
    for rule in rules:
        found = [text for value in _named(values(rule, page)) if (text := squeeze(_text(value))[:_LONGEST])]
        if changed := _transformed(found, rule):
            return changed
    return []


def moment_of(written: str, rule: "Rule", *, zone: tzinfo, now: datetime | None) -> Moment | None:
    """Return the moment that a date rule found, read in the rule's own layout and zone if it has them."""
    zone = ZoneInfo(rule.zone) if rule.zone else zone
    if rule.format is None:
        return read_moment(written, zone=zone, now=now)
    try:
        written_at = datetime.strptime(written.strip(), rule.format)  # noqa: DTZ007 - the zone follows
    except ValueError:
        return None
    zoned = written_at.tzinfo is not None
    at = written_at if zoned else written_at.replace(tzinfo=zone)
    if any(f"%{code}" in rule.format for code in "SsXcT"):
        return Moment(at=at, precision="second", zoned=zoned)
    return Moment(at=at, precision="minute" if "%H" in rule.format or "%I" in rule.format else "day", zoned=zoned)


def nodes(rule: "Rule", root: HtmlElement | None) -> list[HtmlElement]:
    """Return the elements that a css or xpath rule selects, in document order."""
    if root is None or rule.language not in ("css", "xpath"):
        return []
    try:
        found = _css(rule.expression)(root) if rule.language == "css" else root.xpath(rule.expression)
    except etree.XPathError:
        return []
    return [node for node in found if isinstance(node, HtmlElement)] if isinstance(found, list) else []


def values(rule: "Rule", page: Ruled) -> list[Any]:
    """Return what a rule finds, before its changes of text: texts, and for paths in JSON whatever stands there."""
    found = _found(rule, page)
    if rule.path is None:
        return found
    states = (parsed(value) for value in found if isinstance(value, str))
    return [value for state in states for value in values_at(rule.path, state)]


def _found(rule: "Rule", page: Ruled) -> list[Any]:
    document = page.document
    match rule.language:
        case "css":
            selected = nodes(rule, document.root)
            if rule.attribute:
                return [value for node in selected if (value := node.get(rule.attribute))]
            return ["".join(node.itertext()) for node in selected]
        case "xpath":
            return _xpath(rule.expression, document.root)
        case "meta":
            return list(document.meta.get(rule.expression.lower(), []))
        case "ld":
            return values_at(rule.expression, document.article_data)
        case "ldraw":
            return next((found for item in document.linked_data if (found := values_at(rule.expression, item))), [])
        case "next" | "state" | "json":
            states = [value for kind, value in document.states if kind == rule.language]
            if rule.language == "json" and document.json is not None:
                states.insert(0, document.json)
            return next((found for state in states if (found := values_at(rule.expression, state))), [])
        case "feed" | "news":
            return _hinted(rule.expression, page.hint)
        case "url":
            part = _url(rule, document.url, page.card)
            return [part] if part else []
        case "const":
            return [rule.expression]
        case "text":
            match = re.search(rule.expression, document.visible_text)
            return [match.group(1 if match.re.groups else 0) or ""] if match else []


def _css(expression: str) -> etree.XPath:
    """Return the compiled selector; compiled once a process, since cards use the same few on every page."""
    if expression not in _COMPILED:
        from lxml.cssselect import LxmlHTMLTranslator

        _COMPILED[expression] = etree.XPath(_attribute_first(LxmlHTMLTranslator().css_to_xpath(expression)))
    return _COMPILED[expression]


def _attribute_first(path: str) -> str:
    """Return an XPath that finds the same: libxml2 is a third sooner at attributes than at elements by attributes."""
    return _BY_ATTRIBUTE.sub(_by_its_value, path)


def _by_its_value(found: re.Match[str]) -> str:
    return f"{found['element']}/@{found['name']}[{found['test'].replace('@' + found['name'], '.')}]/.."


_COMPILED: dict[str, etree.XPath] = {}


def _named(found: list[Any]) -> Iterator[Any]:
    """Yield what lists hold, and each name of what has several."""
    for value in opened(found):
        names = value.get("name") if isinstance(value, dict) else None
        yield from opened(names) if isinstance(names, list) else (value,)


def _text(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    return text_of(value) or ""


def _transformed(found: Sequence[str], rule: "Rule") -> list[str]:
    changed = list(found)
    if rule.take:
        matches = [match for text in changed if (match := rule.take.search(text))]
        changed = [match.group(1 if match.re.groups else 0) or "" for match in matches]
    if rule.remove:
        changed = [rule.remove.sub("", text) for text in changed]
    if rule.split:
        changed = [part for text in changed for part in rule.split.split(text) if part]
    return [text for each in changed if (text := each.strip())]


def _xpath(expression: str, root: HtmlElement | None) -> list[Any]:
    if root is None:
        return []
    try:
        found = root.xpath(expression)
    except etree.XPathError:
        return []
    if not isinstance(found, list):
        return [str(found)]
    return ["".join(item.itertext()) if isinstance(item, HtmlElement) else str(item) for item in found]


def _hinted(field: str, hint: Hint) -> list[Any]:
    match field:
        case "title":
            return [hint.title] if hint.title else []
        case "pubDate" | "published" | "publication_date":
            return [hint.published.isoformat()] if hint.published else []
        case "category":
            return [hint.section] if hint.section else []
        case _:
            return list(hint.byline)


def _url(rule: "Rule", url: str, card: "Card") -> str | None:
    expression = rule.expression
    if position := re.fullmatch(r"path\[(-?\d+)\]", expression):
        parts = [part for part in urlsplit(url).path.split("/") if part]
        at = int(position[1])
        return parts[at] if -len(parts) <= at < len(parts) else None
    for pattern in card.article_url.allow:
        groups = found.groupdict() if (found := pattern.search(url)) else {}
        if all(groups.get(name) for name in rule.url_groups):
            return expression.format_map(groups) if "{" in expression else str(groups[expression])
    return None
