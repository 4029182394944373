"""State: the JSON that scripts of a page hold, from which single-page sites make what readers see."""

import itertools
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from lxml.html import HtmlElement

#: State of single-page sites reaches some megabytes; more is a data dump.
_MAX_SCRIPT = 5_000_000
_STATE = re.compile(
    r"(?:window\s?[.\[]\s?[\"']?\w{1,60}[\"']?\]?|\b__\w{1,60}__|\b(?:var|let|const)\s{1,5}\w{1,60})\s?=\s?(?=[\[{])"
)
#: A long string under a key such as ``content``; in quotes of either kind.
_STRING = re.compile(
    r"""\b(?P<key>\w{0,20}(?i:content|body|article|detail|html|text)\w{0,20})["']?\s{0,3}[:=]\s{0,3}"""
    r"""(?:"(?P<text>(?:[^"\\\n]|\\.){300,})"|'(?P<single>(?:[^'\\\n]|\\.){300,})')"""
)
_ESCAPE = re.compile(r"\\(?:u(?P<hex>[0-9a-fA-F]{4})|x(?P<byte>[0-9a-fA-F]{2})|(?P<plain>.))", re.DOTALL)
_HALF = re.compile(r"[\ud800-\udfff]")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\n", "b": "", "f": "", "v": ""}
_OPENED = re.compile(r"\s*(?=[\[{])")
#: A script assigns its page's state in one of its first assignments.
_MOST_STATES = 20


def page_states(root: HtmlElement) -> Iterator[tuple[str, Any]]:
    """Yield ``(kind, value)`` for the JSON in scripts that are no JSON-LD: kind is next, json or state."""
    for script in root.iter("script"):
        text, kind = (script.text or "").strip(), script.get("type") or ""
        if not text or len(text) > _MAX_SCRIPT or "ld+json" in kind:
            continue
        if script.get("id") == "__NEXT_DATA__":
            yield "next", parsed(text)
        elif "json" in kind or text[:3].upper() in ("%7B", "%5B"):
            yield "json", parsed(unquote(text) if text[0] == "%" else text)
        else:
            yield from (("state", value) for value in _assigned(text))


def _assigned(script: str) -> Iterator[Any]:
    code = []  # the stretches that are no JSON
    at = read = 0
    for _ in range(_MOST_STATES):
        match = _STATE.search(script, at)
        if match is None:
            break
        value, at = _value_at(script, match.end())
        yield value
        if at > match.end():
            code.append((read, match.end()))
            read = at
    # What is assigned may be JavaScript that is no JSON: single quotes, names without quotes, calls.
    strings = (found for stretch in (*code, (read, len(script))) for found in _STRING.finditer(script, *stretch))
    for found in itertools.islice(strings, _MOST_STATES):
        yield {found["key"]: _unescaped(found["text"] or found["single"])}


def _unescaped(text: str) -> str:
    """Return what a JavaScript string holds; two halves of a character that were escaped apart become one."""
    found = _ESCAPE.sub(_character, text)
    return found.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if _HALF.search(found) else found


def _character(escape: re.Match[str]) -> str:
    if code := escape["hex"] or escape["byte"]:
        return chr(int(code, 16))
    return _ESCAPED.get(escape["plain"], escape["plain"])


def json_page(text: str) -> Any:
    """Return the JSON value that a page is; ``None`` for a page that is none, or has markup behind it."""
    start = _OPENED.match(text)
    if start is None:
        return None
    try:
        value, end = json.JSONDecoder(strict=False).raw_decode(text, start.end())
    except (ValueError, RecursionError):
        return None
    return None if "<" in text[end:] else value


def parsed(text: str) -> Any:
    """Return the JSON value that ``text`` begins with, ``None`` when it does not begin with one."""
    return _value_at(text.strip(), 0)[0]


def _value_at(text: str, start: int) -> tuple[Any, int]:
    """Return the JSON value that stands at ``start`` and where it ends; ``None`` and ``start`` when there is none."""
    try:
        return json.JSONDecoder(strict=False).raw_decode(text, start)
    except (ValueError, RecursionError):
        return None, start
