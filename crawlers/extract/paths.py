"""Paths: what a dotted path leads to in JSON of any shape."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

_STEP = re.compile(r"(?P<name>[^.\[\]]+)(?P<items>(?:\[[^\[\]]*\])*)|(?P<first>(?:\[[^\[\]]*\])+)")
_ITEM = re.compile(r"\[([^\[\]]*)\]")
#: Fields in which objects say what they are.
_TYPE_FIELDS = ("__typename", "@type", "type", "blockType")
#: A search at any depth looks at so many values.
_MOST_VALUES = 200_000


def values_at(path: str, root: Any) -> list[Any]:
    """Return what ``path`` leads to from ``root``.

    ``a.b`` is b of a, of every item where a is a list; ``a[0]`` one item, ``a[Name]`` the items of that type,
    ``a[kind=Name]`` those whose kind is that, ``a[]`` all; ``[0].a`` begins at a list. ``...a`` is the first a at any
    depth from which the rest of the path leads to something.
    """
    head, deep, tail = path.partition("...")
    if not deep:
        return _walk(head, [root])
    starts = _walk(head, [root]) if head else [root]
    first = _STEP.match(tail)
    if first is None:
        return []
    for holder in _holding(first["name"], starts):
        if found := [value for value in values_at(tail, holder) if value not in (None, "", [], {})]:
            return found
    return []


def opened(values: Iterable[Any]) -> Iterator[Any]:
    """Yield what lists hold that may stand in lists, in order."""
    waiting = [*values][::-1]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(reversed(value))
        else:
            yield value


def _walk(path: str, values: list[Any]) -> list[Any]:
    for step in _STEP.finditer(path):
        if name := step["name"]:
            values = [item[name] for item in _opened(values) if isinstance(item, dict) and name in item]
        for item in _ITEM.findall(step["items"] or step["first"] or ""):
            values = list(_items(item, values))
    return values


def _opened(values: Iterable[Any]) -> Iterator[Any]:
    for value in values:
        if isinstance(value, list):
            yield from _opened_once(value)
        else:
            yield value


def _opened_once(value: list[Any]) -> Iterator[Any]:
    for item in value:
        if isinstance(item, list):
            yield from item
        else:
            yield item


def _items(item: str, values: Iterable[Any]) -> Iterator[Any]:
    for value in values:
        held = value if isinstance(value, list) else [value]
        if re.fullmatch(r"-?\d+", item):
            yield from held[int(item) :][:1]
        elif "=" in item:
            field, _, said = item.partition("=")
            yield from (each for each in held if isinstance(each, dict) and str(each.get(field)) == said)
        elif item:
            yield from (each for each in held if isinstance(each, dict) and _is_of_type(each, item))
        else:
            yield from held


def _is_of_type(value: dict[str, Any], name: str) -> bool:
    for field in _TYPE_FIELDS:
        said = value.get(field)
        if said == name or (isinstance(said, list) and name in said):
            return True
    return False


def _holding(name: str, starts: list[Any]) -> Iterator[dict[str, Any]]:
    """Yield the objects that have a field of that name, breadth first."""
    level = list(starts)
    looked_at = 0
    while level and looked_at < _MOST_VALUES:
        looked_at += len(level)
        below: list[Any] = []
        for value in level:
            if isinstance(value, dict):
                if name in value:
                    yield value
                below.extend(value.values())
            elif isinstance(value, list):
                below.extend(value)
        level = below
