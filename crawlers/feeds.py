"""Feeds: the entries of an RSS or Atom feed, from its bytes; what can be read of an ill-formed one is kept."""

import html
import io
import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from crawlers.entries import Entry, plain, read_time
from crawlers.extract.blocks import size_of

#: The least text that is an article rather than a teaser, in Latin letters (a Han character counts as three).
WHOLE_TEXT = 600
#: A feed of 100,000 items takes about a minute. A hostile one can take days: feedparser's time grows with the square
#: of how deep tags are nested. In seconds of the processor, so that a busy machine gives up no sooner.
MOST_SECONDS = 180.0
#: What a teaser ends with, before the note that WordPress puts behind every one.
_CUT = re.compile(
    r"(?:…|\.\.\.|\[(?:…|\.\.\.|&#8230;)\]|(?:continue reading|read (?:more|on|the (?:rest|full story)))[^.]{0,80}"
    r"|(?:阅读|閱讀|查看|点击|點擊)(?:全文|原文|更多|查看)[^。]{0,20})\W*$",
    re.IGNORECASE,
)
_WORDPRESS_NOTE = re.compile(r"The post .{0,300} (?:first )?appeared (?:first )?on .{0,100}$", re.DOTALL)
_MARKUP = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[^<>]*>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Feed:
    """One feed: its entries in its order, and the number of those that have no address and cannot be followed."""

    entries: tuple[Entry, ...]
    n_without_address: int


def read_feed(body: bytes, *, url: str, zone: ZoneInfo, content_type: str | None = None) -> Feed:
    """Read a feed from ``url``; of an ill-formed one what can be read, of what is no feed nothing.

    ``zone`` is that of times without one. No entity of the feed's own is expanded and nothing else is fetched. Raises
    ValueError when it takes more than ``MOST_SECONDS``.
    """
    import feedparser

    headers = {"content-location": url}
    if content_type:
        headers["content-type"] = content_type
    try:
        with _at_most(MOST_SECONDS):
            feed = feedparser.parse(io.BytesIO(body), response_headers=headers, sanitize_html=False)
    except _Late:
        raise ValueError(f"takes more than {MOST_SECONDS:g} s to read") from None
    entries = tuple(_entry(entry, zone) for entry in feed.entries if entry.get("link"))
    return Feed(entries=entries, n_without_address=len(feed.entries) - len(entries))


class _Late(BaseException):
    """The time is over. No ``except Exception`` on the way may stop it."""


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Raise _Late when the block takes the processor longer.

    Signals reach the main thread only, which is where crawls read feeds.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def late(*_: object) -> None:
        raise _Late

    before = signal.signal(signal.SIGPROF, late)
    # again every second, as an exception that meets a finalizer or a hook of the collector is lost
    signal.setitimer(signal.ITIMER_PROF, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


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
