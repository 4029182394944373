"""Draft: the card of an outlet nobody has described yet, out of what some of its pages, feeds and robots.txt show.

Everything is a guess that a person should look at: ``guessed`` names each such field, ``confidence`` its evidence.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from crawlers.entries import Entry
from crawlers.extract import Page, extract
from crawlers.extract.charset import decode
from crawlers.extract.dates import zone_of
from crawlers.extract.language import language_of
from crawlers.extract.page import Document
from crawlers.feeds import read_feed
from crawlers.sitemaps import read_sitemap
from crawlers.urls import canonical_url
from domain.article import READABLE, Article

_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_SITEMAP = re.compile(r"<(?:\w+:)?(?:urlset|sitemapindex)\b")
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
#: Zones of the offsets that outlets write, where the country leaves a choice. Hours east of UTC.
_ZONES = {
    8.0: "Asia/Shanghai",
    0.0: "UTC",
    -4.0: "America/New_York",
    -5.0: "America/New_York",
    -7.0: "America/Los_Angeles",
    -8.0: "America/Los_Angeles",
}
_COUNTRIES = {"zh": "CN", "en": "US"}
#: Two letters at the end of a host that say nothing of a country any more.
_GENERIC = frozenset({"ai", "cc", "co", "fm", "io", "me", "tv", "eu"})
_MOST_FEEDS, _MOST_SITEMAPS, _MOST_SHAPES = 5, 2, 3
#: The least share of the addresses seen that makes a shape.
_SHARE = 0.2


@dataclass(kw_only=True)
class _Evidence:
    """What was seen so far."""

    url: str
    names: list[str] = field(default_factory=list)
    feeds: dict[str, None] = field(default_factory=dict)
    sitemaps: dict[str, None] = field(default_factory=dict)
    addresses: dict[str, None] = field(default_factory=dict)
    links: dict[str, None] = field(default_factory=dict)
    languages: Counter[str] = field(default_factory=Counter)
    offsets: Counter[float] = field(default_factory=Counter)
    n_entries: int = 0
    n_whole: int = 0
    articles: list[Article] = field(default_factory=list)


def draft_card(
    url: str, pages: Sequence[Page], *, robots: str | None = None, today: date, id: str | None = None
) -> dict[str, Any]:
    """Return the fields of a draft card for the outlet at ``url``, in the order in which cards are written.

    ``pages`` are what was seen of it: a home page, feeds, sitemaps, articles. ``robots`` is its robots.txt.
    """
    seen = _Evidence(url=url)
    delay = _read_robots(robots, seen)
    for page in pages:
        _look_at(page, seen)
    host = urlsplit(url).hostname or ""
    own = [address for address in (*seen.addresses, *seen.links) if urlsplit(address).hostname == host]
    listed = [address for address in seen.addresses if urlsplit(address).hostname == host]
    language, languages_from = _language(seen)
    zone, zone_from = _zone(url, seen, language)
    sources = _sources(seen)
    allow = shapes(listed or [article.url for article in seen.articles if article.url])
    card: dict[str, Any] = {
        "id": id or id_of(host),
        "name": Counter(seen.names).most_common(1)[0][0] if seen.names else host,
        "country": _country(host, language),
        "languages": [language],
        "timezone": zone,
        "status": "drafted",
        "enabled": False,
        "as_of": today,
        "hosts": [host],
        "policy": "feed_text_first" if seen.n_whole > seen.n_entries / 2 else "pages",
        "delay": max(5.0, delay or 0),
        "guessed": ["name", "country", "languages", "timezone", "policy", "hosts"],
        "confidence": {
            "sources": f"{len(seen.feeds)} feeds named by pages, {len(seen.sitemaps)} sitemaps named by robots.txt",
            "languages": languages_from,
            "timezone": zone_from,
            "policy": f"{seen.n_whole} of {seen.n_entries} entries of its feeds carry whole texts",
            "article_url": f"the shape of {len(listed)} addresses that its feeds and sitemaps list"
            if allow
            else "none",
            "delay": f"robots.txt asks for {delay:g} s" if delay else "robots.txt asks for none, or was not seen",
            "page": "no rules: the general reader alone",
        },
        "notes": f"Drafted by `racewatch outlets new` on {today}; nobody has looked at it yet.",
        "sources": sources,
        "article_url": {"allow": allow, "examples": [address for address in own if _fits(address, allow)][:3]},
    }
    card["guessed"] += [f"sources.{number}" for number in range(len(sources))]
    card["guessed"] += [f"article_url.allow.{number}" for number in range(len(allow))]
    return card


def id_of(host: str) -> str:
    """Return a card's id for ``host``: its labels without www and the last, joined by underscores."""
    labels = host.lower().removeprefix("www.").split(".")
    if len(labels) > 2 and labels[-2] in ("com", "co", "org", "net", "gov"):
        labels.pop(-2)
    name = re.sub(r"[^a-z0-9]+", "_", "_".join(labels[:-1] or labels)).strip("_")
    return name if name[:1].isalpha() else f"outlet_{name}".rstrip("_")


def shapes(addresses: Iterable[str]) -> list[str]:
    """Return regular expressions for the commonest shapes of ``addresses``, the commonest first."""
    found: dict[tuple[str, ...], list[list[str]]] = {}
    hosts: Counter[str] = Counter()
    total = 0
    for address in addresses:
        parts = urlsplit(address)
        segments = parts.path.strip("/").split("/")
        if not all(segments) or parts.path.startswith("//") or parts.path.endswith("//"):
            continue  # the front page, and paths that no shape is worth
        kinds = (*map(_kind, segments), "/" if parts.path.endswith("/") else "$", "?" if parts.query else "")
        found.setdefault(kinds, []).append(segments)
        hosts[parts.netloc] += 1
        total += 1
    written = []
    for kinds, paths in sorted(found.items(), key=lambda each: -len(each[1]))[:_MOST_SHAPES]:
        if len(paths) < min(2, total) or len(paths) < _SHARE * total:
            continue
        columns = zip(*paths, strict=True)
        path = "/".join(
            re.escape(next(iter(words)))
            if len(words := set(column)) == 1 and len(paths) > 1 and not kind.startswith("\\d")
            else kind
            for kind, column in zip(kinds, columns, strict=False)
        )
        end = "/$" if kinds[-2] == "/" else "$"
        host = re.escape(hosts.most_common(1)[0][0])
        written.append(rf"^https?://{host}/{path}" + (end.removesuffix("$") + r"\?" if kinds[-1] else end))
    return written


def _kind(segment: str) -> str:
    """Return a regular expression for segments like ``segment``."""
    if segment.isdigit():
        return rf"\d{{{len(segment)}}}" if len(segment) in (2, 4, 6, 8) else r"\d+"
    stem, dot, end = segment.rpartition(".")
    if dot and end.isalpha() and len(end) <= 5:
        return (r"\d+" if stem.isdigit() else r"[\w%.-]+") + rf"\.{end}"
    return r"[\w%.-]+"


def _fits(address: str, allow: Sequence[str]) -> bool:
    return not allow or any(re.search(pattern, address) for pattern in allow)


def _look_at(page: Page, seen: _Evidence) -> None:
    text = decode(page.body, page.content_type).text
    head = text[:2000]
    if page.body.startswith(b"\x1f\x8b") or _SITEMAP.search(head):
        try:
            found = read_sitemap(page.body, url=page.url, zone=ZoneInfo("UTC"))
        except ValueError:
            return
        seen.sitemaps[page.url] = None
        _count(found.entries, seen)
    elif _FEED.search(head):
        seen.feeds[page.url] = None
        entries = read_feed(page.body, url=page.url, zone=ZoneInfo("UTC"), content_type=page.content_type).entries
        seen.n_entries += len(entries)
        seen.n_whole += sum(entry.content is not None for entry in entries)
        _count(entries, seen)
        title = re.search(r"<title[^>]*>(?:<!\[CDATA\[)?\s*([^<\]]{1,80}?)\s*(?:\]\]>)?</title>", text)
        if title:
            seen.names.append(title[1])
    else:
        _look_at_html(page, seen)


def _count(entries: Iterable[Entry], seen: _Evidence) -> None:
    for entry in entries:
        if address := canonical_url(urljoin(seen.url, entry.url)):
            seen.addresses[address] = None
        if entry.published and (offset := entry.published.utcoffset()) is not None:
            seen.offsets[offset / timedelta(hours=1)] += 1
        if entry.title and (language := language_of(entry.title)):
            seen.languages[language] += 1


def _look_at_html(page: Page, seen: _Evidence) -> None:
    document = Document(page)
    if document.root is None:
        return
    seen.names += [name for key in ("og:site_name", "application-name") for name in document.meta.get(key, ())[:1]]
    for link in document.root.iter("link"):
        kind, rel = (link.get("type") or "").lower(), (link.get("rel") or "").lower().split()
        address = canonical_url(urljoin(page.url, link.get("href") or ""))
        if "alternate" in rel and kind in _FEED_TYPES and address:
            seen.feeds[address] = None
    for anchor in document.root.iter("a"):
        if address := canonical_url(urljoin(page.url, anchor.get("href") or "")):
            seen.links[address] = None
    article = extract(page)
    if article.language:
        seen.languages[article.language] += 3
    if article.status in READABLE and article.text and article.published:
        seen.articles.append(article)
        if article.published_source in ("json_ld", "meta") and (offset := article.published.utcoffset()) is not None:
            seen.offsets[offset / timedelta(hours=1)] += 1


def _read_robots(robots: str | None, seen: _Evidence) -> float | None:
    if robots is None:
        return None
    from protego import Protego

    from crawlers.settings import ROBOTSTXT_USER_AGENT

    rules = Protego.parse(robots)
    # what names itself a news sitemap lists what is new; others list everything there ever was
    for address in sorted(rules.sitemaps, key=lambda each: "news" not in each.lower()):
        if written := canonical_url(urljoin(seen.url, address)):
            seen.sitemaps[written] = None
    delay = rules.crawl_delay(ROBOTSTXT_USER_AGENT)
    return float(delay) if delay else None


def _sources(seen: _Evidence) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [{"kind": "feed", "url": url} for url in list(seen.feeds)[:_MOST_FEEDS]]
    found += [{"kind": "sitemap", "url": url} for url in list(seen.sitemaps)[:_MOST_SITEMAPS]]
    return found or [{"kind": "list_page", "url": seen.url, "links": ["css:a[href]"]}]


def _language(seen: _Evidence) -> tuple[str, str]:
    if not seen.languages:
        return "en", "nothing seen that tells it"
    (language, count), total = seen.languages.most_common(1)[0], seen.languages.total()
    return language, f"{count} of {total} signs (titles and texts) say {language}"


def _country(host: str, language: str) -> str:
    last = host.rpartition(".")[2]
    return (
        last.upper() if len(last) == 2 and last.isalpha() and last not in _GENERIC else _COUNTRIES.get(language, "US")
    )


def _zone(url: str, seen: _Evidence, language: str) -> tuple[str, str]:
    by_domain = zone_of(url, None)
    if isinstance(by_domain, ZoneInfo) and by_domain.key != "UTC":
        return by_domain.key, "by the country of its domain"
    local = Counter({offset: count for offset, count in seen.offsets.items() if offset})
    if local:
        offset, count = local.most_common(1)[0]
        if offset in _ZONES:
            return _ZONES[offset], f"{count} of {seen.offsets.total()} times are written with {offset:+g} h"
    if language == "zh":
        return "Asia/Shanghai", "by its language; no time with another offset than UTC was seen"
    return "UTC", f"{seen.offsets.total()} times were seen, none with an offset of its own"
