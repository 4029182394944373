"""Feeds: the entries of an RSS or Atom feed, from its bytes; what can be read of an ill-formed one is kept."""

import html
import io
import re
from typing import Any
from zoneinfo import ZoneInfo

from crawlers.entries import Entry, plain, read_time
from crawlers.extract.blocks import size_of

#: The least text that is an article rather than a teaser, in Latin letters (a Han character counts as three).
WHOLE_TEXT = 600
#: What a teaser ends with, before the note that WordPress puts behind every one.
_CUT = re.compile(
    r"(?:…|\.\.\.|\[(?:…|\.\.\.|&#8230;)\]|(?:continue reading|read (?:more|on|the (?:rest|full story)))[^.]{0,80}"
    r"|(?:阅读|閱讀|查看|点击|點擊)(?:全文|原文|更多|查看)[^。]{0,20})\W*$",
    re.IGNORECASE,
)
_WORDPRESS_NOTE = re.compile(r"The post .{0,300} (?:first )?appeared (?:first )?on .{0,100}$", re.DOTALL)
_MARKUP = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[^<>]*>", re.DOTALL | re.IGNORECASE)


def read_feed(body: bytes, *, url: str, zone: ZoneInfo, content_type: str | None = None) -> list[Entry]:
    """Return the entries of a feed that have an address, in its order; an empty list when there is none.

    ``zone`` is that of times without one. No entity of the feed's own is expanded and nothing else is fetched.
    """
    import feedparser

    headers = {"content-location": url}
    if content_type:
        headers["content-type"] = content_type
    feed = feedparser.parse(io.BytesIO(body), response_headers=headers, sanitize_html=False)
    return [_entry(entry, zone) for entry in feed.entries if entry.get("link")]


def own_address(text: str) -> str | None:
    """Return the address of the site that a feed says it belongs to, None when ``text`` is no feed or says none."""
    import feedparser

    feed = feedparser.parse(io.BytesIO(text.encode(errors="replace")), sanitize_html=False).feed
    address = feed.get("link")
    return address if isinstance(address, str) and address.startswith(("http://", "https://")) else None


def _entry(entry: Any, zone: ZoneInfo) -> Entry:
    written = entry.get("published") or entry.get("updated")
    published, precision = read_time(written, zone=zone) if written else (None, None)
    bodies = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    texts = [part.get("value") for part in bodies if "html" in part.get("type", "")]
    content = max(filter(None, texts), key=len, default=None)
    return Entry(
        url=entry["link"],
        title=plain(entry.get("title")),
        published=published,
        published_precision=precision,
        byline=tuple(name for author in entry.get("authors", ()) if (name := plain(author.get("name")))),
        content=content if content and _is_whole(content) else None,
    )


def _is_whole(content: str) -> bool:
    """Say whether ``content`` is an article's text rather than its teaser."""
    text = " ".join(html.unescape(_MARKUP.sub(" ", content)).split())
    text = _WORDPRESS_NOTE.sub("", text).strip()
    return size_of(text) >= WHOLE_TEXT and not _CUT.search(text[-120:])
