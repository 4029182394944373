"""JSON lists: the entries that an outlet's API lists, as the card maps them, from the bytes of one answer."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from crawlers.entries import Entry, plain, read_time
from crawlers.extract.charset import decode
from crawlers.sources import Source
from crawlers.urls import join

#: Names and ids come as these; anything else in their place is a mistake of the map.
_Scalar = (str, int, float)
_MOST_SECOND_STEPS = 20
# callback({...}); or /**/ns.callback([...]) or var data = {...};
_WRAPPED = re.compile(
    r"\s*(?:/\*.{0,200}?\*/\s*)?(?:(?:var|let|const)\s+)?[\w$.\[\]'\"]{1,200}\s*[(=]\s*(?=[\[{])", re.DOTALL
)
_BRACES = re.compile(r"\{([^{}]*)\}")
_JSON = json.JSONDecoder()


def read_json_list(
    body: bytes,
    *,
    source: Source,
    url: str,
    zone: ZoneInfo,
    content_type: str | None = None,
    now: datetime | None = None,
) -> list[Entry]:
    """Return the entries of the answer that came from ``url``, in its order; JSONP is read, too.

    Items without an address are left out. Raises ValueError, saying what was found, when the answer is no JSON, has
    none where ``source.after`` looks in a page, or holds nothing where ``source.items`` looks. ``now`` is what relative
    times refer to.
    """
    assert source.items is not None and source.fields is not None
    data = _parsed(decode(body, content_type).text, source.after)
    items = _search(source.items, data)
    if not isinstance(items, list):
        found = ", ".join(sorted(data)[:8]) if isinstance(data, dict) else type(data).__name__
        raise ValueError(f"has no list at {source.items}, but {found or 'nothing'}")
    fields = source.fields
    paths = {name: path for name, path in fields.model_dump(exclude={"url"}).items() if path}
    entries = []
    for item in items:
        address = _address(fields.url, item)
        if not address:
            continue
        values = {name: _search(path, item) for name, path in paths.items()}
        written = values.get("published")
        published, precision = (None, None)
        if isinstance(written, _Scalar) and not isinstance(written, bool):
            number = f"{written:.0f}" if isinstance(written, float) and abs(written) < 1e15 else str(written)
            published, precision = read_time(number, zone=zone, now=now)
        entries.append(
            Entry(
                url=join(url, address),
                title=plain(values.get("title")),
                published=published,
                published_precision=precision,
                byline=tuple(_names(values.get("byline"))),
                section=plain(values.get("section")) or source.section,
            )
        )
    return entries


def second_steps(body: bytes, *, source: Source, url: str, content_type: str | None = None) -> list[str]:
    """Return the addresses of the lists that the first step of ``source`` leads to; ValueError when there is none."""
    assert source.ids is not None and source.then is not None
    name: str | int = "id" if "id" in source.ids.groupindex else min(1, source.ids.groups)
    text = decode(body, content_type).text
    ids = dict.fromkeys(found[name] for found in source.ids.finditer(text) if found[name])
    if not ids:
        raise ValueError(f"has nothing that {source.ids.pattern!r} finds")
    then = source.then
    return [join(url, then.replace("{id}", quote(each, safe=""))) for each in list(ids)[:_MOST_SECOND_STEPS]]


def _parsed(text: str, after: re.Pattern[str] | None) -> Any:
    wrapped = after.search(text) if after else _WRAPPED.match(text)
    if after and wrapped is None:
        raise ValueError(f"has nothing that {after.pattern!r} finds")
    try:
        # of JSONP, or of a page, the value is read, and not what stands behind it
        return _JSON.raw_decode(text, wrapped.end())[0] if wrapped else _JSON.decode(text)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"is no JSON ({str(error)[:80]})") from None


def _search(path: str, data: Any) -> Any:
    import jmespath

    try:
        return jmespath.search(path, data)
    except jmespath.exceptions.JMESPathError as error:  # a function of the path met a value of another type
        raise ValueError(f"does not fit {path} ({str(error)[:80]})") from None


def _address(written: str, item: Any) -> str | None:
    """Fill the template, or follow the path, ``written``; None when the item lacks what it names."""
    if "{" not in written:
        value = _search(written, item)
        return value.strip() or None if isinstance(value, str) else None
    values = {path: _search(path, item) for path in _BRACES.findall(written)}
    if not all(isinstance(value, _Scalar) and value != "" for value in values.values()):
        return None
    return _BRACES.sub(lambda found: quote(str(values[found[1]]), safe="/"), written)


def _names(value: Any) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        if name := plain(each):
            yield name
