"""Linked data: the JSON-LD of a page as flat objects, however broken, nested or long its scripts are."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from lxml.html import HtmlElement

from crawlers.extract.blocks import UNSEEN

#: Longer scripts are left alone: they are data dumps, and parsing them costs more than they can tell.
_MAX_SCRIPT = 2_000_000
_MAX_OBJECTS = 2_000
_CDATA = re.compile(r"^\s*(?://\s*)?<!(?:\[CDATA\[|--)|(?:\]\]|--)>[\s;]*$")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_ARTICLE_TYPE = re.compile(r"\w*(?:Article|Posting|Report|NewsStory)$")


def linked_data(root: HtmlElement) -> list[dict[str, Any]]:
    """Return every object of the page's JSON-LD scripts, lists and graphs opened, references by ``@id`` resolved."""
    objects: list[dict[str, Any]] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and (text := script.text):
            objects.extend(_objects(_loads(text)))
    by_id = {item["@id"]: item for item in objects if isinstance(item.get("@id"), str) and len(item) > 1}
    return [_resolved(item, by_id) for item in objects[:_MAX_OBJECTS]]


def article_object(objects: list[dict[str, Any]], url: str) -> dict[str, Any]:
    """Return the object of an article type that is at ``url``, else the one that says most; else ``{}``."""
    articles = [item for item in objects if any(_ARTICLE_TYPE.match(name) for name in types(item))]
    untyped = [item for item in objects if not types(item) and ("headline" in item or "pubDate" in item)]
    wanted = ("headline", "datePublished", "pubDate", "articleBody", "author", "dateModified")

    def worth(item: dict[str, Any]) -> int:
        return sum(bool(item.get(key)) for key in wanted) + (len(wanted) if _is_at(item, url) else 0)

    return max(articles or untyped, key=worth, default={})


def _is_at(item: dict[str, Any], url: str) -> bool:
    """Say whether an object calls ``url`` its own address: pages also carry objects of the articles they link to."""
    place = _place(url)
    named = (item.get("url"), item.get("mainEntityOfPage"), item.get("@id"))
    addresses = (value.get("@id") if isinstance(value, dict) else value for value in named)
    return bool(place) and any(isinstance(address, str) and _place(address) == place for address in addresses)


def _place(url: str) -> str:
    return url.partition("#")[0].partition("?")[0].partition("://")[2].removeprefix("www.").rstrip("/")


def types(item: dict[str, Any]) -> list[str]:
    """Return the names of an object's types without their vocabulary."""
    named = item.get("@type") or ()
    names = named if isinstance(named, list) else [named]
    return [name.rsplit("/", 1)[-1] for name in names if isinstance(name, str)]


def text_of(value: Any) -> str | None:
    """Return the text of a JSON-LD value (the first of a list, the name of an object), entities opened."""
    waiting = [value]
    for _ in range(_MAX_OBJECTS):
        if not waiting:
            break
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(reversed(item))
        elif isinstance(item, dict):
            waiting.append(item.get("@value") or item.get("name"))
        elif isinstance(item, str) and (text := " ".join(UNSEEN.sub("", unescape(item)).split())):
            return text
    return None


def _loads(script: str) -> Any:
    """Parse one script leniently; ``None`` when it cannot be read."""
    if len(script) > _MAX_SCRIPT:
        return None
    text = _CDATA.sub("", script.strip()).strip().rstrip(";")
    for candidate in (text, _TRAILING_COMMA.sub(r"\1", text.replace("\t", " "))):
        try:
            return json.JSONDecoder(strict=False).decode(candidate)
        except (ValueError, RecursionError):
            continue
    try:
        return json.JSONDecoder(strict=False).raw_decode(text)[0]
    except (ValueError, RecursionError):
        return None


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects at the top of ``value``: of lists, of ``@graph``, and of ``mainEntity`` kinds of wrapping."""
    waiting, seen = [value], 0
    while waiting and seen < _MAX_OBJECTS:
        item = waiting.pop(0)
        seen += 1
        if isinstance(item, list):
            waiting[:0] = item
        elif isinstance(item, dict):
            yield item
            waiting.extend(item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item)


def _resolved(item: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        key: _reference(value, by_id) if key in ("author", "creator", "publisher") else value
        for key, value in item.items()
    }


def _reference(value: Any, by_id: dict[str, dict[str, Any]]) -> Any:
    if isinstance(value, list):
        return [_referred(each, by_id) for each in value[:50]]
    return _referred(value, by_id)


def _referred(value: Any, by_id: dict[str, dict[str, Any]]) -> Any:
    if isinstance(value, dict) and isinstance(value.get("@id"), str) and "name" not in value:
        return by_id.get(value["@id"], value)
    return value
