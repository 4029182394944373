"""Addresses: the one URL under which an article is known on its outlet's own hosts, and links that lead elsewhere."""

from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

from crawlers.extract.data import lines
from crawlers.extract.page import Document
from crawlers.urls import canonical_url


def addresses(document: Document, owns: Callable[[str], bool]) -> tuple[str | None, str | None]:
    """Return the article's canonical URL on its own hosts, and the first canonical link that leads off them."""
    off_site = None
    for link in _links(document):
        try:
            url = canonical_url(urljoin(document.url, link))
            parts = urlsplit(url or "")
        except ValueError:
            continue
        if url is None or parts.path.rstrip("/") in ("", "/undefined", "/null") or parts.path.endswith("/undefined"):
            continue
        if owns(url):
            return url, off_site
        if off_site is None and "." in (parts.hostname or ""):
            off_site = url
    return canonical_url(document.url), off_site


def site_of(url: str) -> str:
    """Return the registrable part of a URL's host: what stays the same between ``www`` and ``edition``."""
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
    labels = host.split(".")
    return ".".join(labels[-3:] if ".".join(labels[-2:]) in lines("shared_suffixes") else labels[-2:])


def _links(document: Document) -> list[str]:
    if document.root is None:
        return []
    links = [
        link.get("href") or "" for link in document.root.iter("link") if "canonical" in (link.get("rel") or "").lower()
    ]
    links += [url for name in ("og:url", "dc.identifier") for url in document.meta.get(name, ())[:1]]
    return [link.strip() for link in links if link.strip() and not link.strip().isdigit()]
