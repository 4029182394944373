"""Embedded: article text that a page carries outside its visible markup: JSON-LD, page state, escaped HTML."""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import Any

from lxml import etree, html

from crawlers.extract.blocks import UNREAD_TAGS, UNSEEN, blocks_of, size_of, squeeze
from crawlers.extract.linked_data import text_of
from crawlers.extract.page import Document
from crawlers.extract.paths import opened
from crawlers.extract.state import parsed

#: Less (in Latin letters) is a summary, not an article.
_LEAST = 300
_MAX_VALUES = 200_000
#: The article's tree is in no more lists than this; a list in each of which the rest of the state is costs its square.
_MOST_AROUND = 30
#: Types of nodes that begin and end a line of their own.
_NEW_LINE = frozenset(
    ("p", "div", "section", "article", "blockquote", "ul", "ol", "li", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6")
)
_NODE_FIELDS = frozenset({"type", "children", "data", "text", "content"})
#: The text of one tree is put together of so many of its values at most.
_MOST_LEAVES = 100_000
_DATA = etree.XPath("descendant::*/@data-json/.. | descendant::*/@data-content/..")
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
        return [line for each in opened(value) for line in text_of_lines(each)]
    if not isinstance(value, str):
        value = text_of(value) or ""
    value = UNSEEN.sub("", value)
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
        yield from _texts(document.json)
        return
    for element in document.root.iter("textarea"):
        yield element.text or ""
    for _, state in document.states:
        yield from _texts(state)
    for element in _DATA(document.root):
        value = element.get("data-json") or element.get("data-content") or ""
        yield from _texts(parsed(value)) if value[:1] in "[{" else (value,)


def _texts(state: Any) -> Iterator[str]:
    """Yield the long texts of a state: strings, and trees of nodes joined block by block."""
    waiting: list[tuple[str, Any, int]] = [("", state, 0)]
    for _ in range(_MAX_VALUES):
        if not waiting:
            return
        key, value, lists_around = waiting.pop()
        if isinstance(value, dict):
            waiting += [(name, each, lists_around) for name, each in value.items() if not _is_skipped(name)]
        elif isinstance(value, list):
            if lists_around < _MOST_AROUND and (joined := node_text(value)):
                yield joined
            waiting += [(key, each, lists_around + 1) for each in value]
        elif isinstance(value, str) and len(value) > _LEAST / 3 and _BODY_KEY.search(key):
            yield value


@lru_cache(maxsize=4_000)
def _is_skipped(key: str) -> bool:
    """Say whether what stands under ``key`` is no article; a state has the same few keys thousands of times."""
    return _SKIPPED_KEY.search(key) is not None


def node_text(nodes: list[Any]) -> str | None:
    """Return the text of a list of nodes such as ``{"type": "p", "children": [...]}``, a line for each node of the
    list, and for each paragraph inside one.
    """
    if not nodes or not all(isinstance(node, dict) and not _NODE_FIELDS.isdisjoint(node) for node in nodes):
        return None
    lines = [line for node in nodes for line in _leaves(node).split("\n")]
    text = "\n".join(line for line in lines if line.strip())
    return text if len(text) > _LEAST / 3 else None


def _leaves(node: Any) -> str:
    parts: list[str] = []
    waiting: list[Any] = [node]
    for _ in range(_MOST_LEAVES):
        if not waiting or len(parts) >= 10_000:
            break
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(reversed(item))
        elif isinstance(item, dict):
            kind = str(item.get("type", "")).lower()
            if kind in _NEW_LINE:
                parts.append("\n")
                waiting.append("\n")
            if kind not in UNREAD_TAGS:
                waiting.extend(item[key] for key in ("children", "content", "data", "text") if key in item)
        elif isinstance(item, str):
            parts.append(item)
    return "".join(parts)
