"""Embedded: article text that a page carries outside its visible markup: JSON-LD, page state, escaped HTML."""

import itertools
import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import unquote

from lxml import etree, html

from crawlers.extract.blocks import UNREAD_TAGS, blocks_of, size_of, squeeze
from crawlers.extract.linked_data import text_of
from crawlers.extract.page import Document

#: Less (in Latin letters) is a summary, not an article.
_LEAST = 300
#: State of single-page sites reaches some megabytes; more is a data dump.
_MAX_SCRIPT = 5_000_000
_MAX_VALUES = 200_000
_STATE = re.compile(
    r"(?:window\s?[.\[]\s?[\"']?\w{1,60}[\"']?\]?|\b__\w{1,60}__|\b(?:var|let|const)\s{1,5}\w{1,60})\s?=\s?(?=[\[{])"
)
#: A long string under a key such as ``content``; in quotes of either kind.
_STRING = re.compile(
    r"""\b(?P<key>\w{0,20}(?i:content|body|article|detail|html|text)\w{0,20})["']?\s{0,3}[:=]\s{0,3}"""
    r"""(?:"(?P<text>(?:[^"\\\n]|\\.){300,})"|'(?P<single>(?:[^'\\\n]|\\.){300,})')"""
)
_ESCAPE = re.compile(r"\\(?:u(?P<hex>[0-9a-fA-F]{4})|x(?P<byte>[0-9a-fA-F]{2})|(?P<plain>.))", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\n", "b": "", "f": "", "v": ""}
#: A script assigns its page's state in one of its first assignments.
_MOST_STATES = 20
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,400}>")
_SENTENCE = re.compile(r"[。！？]|[.!?](?:\s|$|[\"”’])")
#: Keys under which sites keep the article; other texts of a state are comments, terms of use, other articles.
_BODY_KEY = re.compile(
    r"(?:article|content|body|text|detail|html|paragraph|story|main|data|value|children)", re.IGNORECASE
)
_SKIPPED_KEY = re.compile(
    r"(?:comment|related|recommend|footer|legal|terms|policy|disclaimer|caption|translation|i18n|messages|config|css|style"
    r"|script|svg|headline$|title$|description$|abstract|summary|seo)",
    re.IGNORECASE,
)


def article_body(document: Document) -> list[str]:
    """Return the paragraphs of JSON-LD's ``articleBody``; empty when it has none worth the name."""
    written = text_of_lines(document.article_data.get("articleBody"))
    return written if sum(map(size_of, written)) >= _LEAST else []


def state_body(document: Document) -> list[str]:
    """Return the paragraphs of the largest article-like text in the page's scripts, attributes and text areas."""
    best: list[str] = []
    best_size = _LEAST
    for text in _candidates(document):
        paragraphs = text_of_lines(text)
        size = sum(map(size_of, paragraphs))
        if size > best_size and len(_SENTENCE.findall(" ".join(paragraphs))) >= size / 600:
            best, best_size = paragraphs, size
    return best


def text_of_lines(value: Any) -> list[str]:
    """Return the paragraphs of a text that may hold HTML, escaped or not."""
    if isinstance(value, list):
        return [line for each in value for line in text_of_lines(each)]
    if not isinstance(value, str):
        value = text_of(value) or ""
    text = unescape(value) if "&lt;" in value or "&amp;lt;" in value else value
    if len(_TAG.findall(text[:20_000])) >= 2:
        try:
            root = html.fragment_fromstring(text, create_parent="div")
        except (etree.LxmlError, ValueError):
            return []
        return [block.text for block in blocks_of(root) if block.link <= 0.6]
    lines = (squeeze(unescape(line)) for line in re.split(r"\r?\n|\u2028|\u2029", text))
    return [line for line in lines if line]


def _candidates(document: Document) -> Iterator[str]:
    if document.root is None:
        return
    for element in document.root.iter("script", "textarea"):
        text = element.text or ""
        if element.tag == "textarea":
            yield text
        elif len(text) <= _MAX_SCRIPT and "ld+json" not in (element.get("type") or ""):
            for state in _states(text, element.get("type") or ""):
                yield from _texts(state)
    for element in document.root.xpath(".//*[@data-json or @data-content]"):
        value = element.get("data-json") or element.get("data-content") or ""
        yield from _texts(_json(value)) if value[:1] in "[{" else (value,)


def _states(script: str, kind: str) -> Iterator[Any]:
    """Yield the values that a script holds as JSON: all of it, or what it assigns to a variable."""
    if "json" in kind or script[:3].upper() in ("%7B", "%5B"):
        yield _json(unquote(script) if script[:1] == "%" else script)
        return
    for match in itertools.islice(_STATE.finditer(script), _MOST_STATES):
        yield _json(script[match.end() :])
    # What is assigned may be JavaScript that is no JSON: single quotes, names without quotes, calls.
    for found in itertools.islice(_STRING.finditer(script), _MOST_STATES):
        yield {found["key"]: _unescaped(found["text"] or found["single"])}


def _unescaped(text: str) -> str:
    """Return what a JavaScript string holds."""
    return _ESCAPE.sub(_character, text)


def _character(escape: re.Match[str]) -> str:
    if code := escape["hex"] or escape["byte"]:
        return chr(int(code, 16))
    return _ESCAPED.get(escape["plain"], escape["plain"])


def _json(text: str) -> Any:
    try:
        return json.JSONDecoder(strict=False).raw_decode(text.strip())[0]
    except (ValueError, RecursionError):
        return None


def _texts(state: Any) -> Iterator[str]:
    """Yield the long texts of a state: strings, and trees of nodes joined block by block."""
    waiting: list[tuple[str, Any]] = [("", state)]
    for _ in range(_MAX_VALUES):
        if not waiting:
            return
        key, value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend((name, each) for name, each in value.items() if not _SKIPPED_KEY.search(name))
        elif isinstance(value, list):
            if joined := _node_text(value):
                yield joined
            waiting.extend((key, each) for each in value)
        elif isinstance(value, str) and len(value) > _LEAST / 3 and _BODY_KEY.search(key):
            yield value


def _node_text(nodes: list[Any]) -> str | None:
    """Return the text of a list of nodes such as ``{"type": "p", "children": [...]}``, a line for each node."""
    if not nodes or not all(
        isinstance(node, dict) and {"type", "children", "data", "text", "content"} & set(node) for node in nodes
    ):
        return None
    lines = [_leaves(node) for node in nodes]
    text = "\n".join(line for line in lines if line)
    return text if len(text) > _LEAST / 3 else None


def _leaves(node: Any) -> str:
    parts: list[str] = []
    waiting: list[Any] = [node]
    while waiting and len(parts) < 10_000:
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(reversed(item))
        elif isinstance(item, dict):
            if str(item.get("type", "")).lower() not in UNREAD_TAGS:
                waiting.extend(item[key] for key in ("children", "content", "data", "text") if key in item)
        elif isinstance(item, str):
            parts.append(item)
    return "".join(parts)
