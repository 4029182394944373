"""URLs: one written form for one page."""

import functools
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from w3lib.url import canonicalize_url, url_query_cleaner

_LONGEST_KNOWN = 1_000
_TRACKING = Path(__file__).with_name("tracking_parameters.txt")


@functools.cache
def _tracking() -> tuple[str, ...]:
    lines = _TRACKING.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def canonical_url(url: str) -> str | None:
    """Return ``url`` without fragment and tracking, its query in order; None when it is no address of the web."""
    # A page's address is asked for on each step of its way; what is too long to be one is not kept in mind.
    return _known(url) if len(url) <= _LONGEST_KNOWN else _canonical(url)


@functools.lru_cache(maxsize=10_000)
def _known(url: str) -> str | None:
    return _canonical(url)


def _canonical(url: str) -> str | None:
    try:
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
            return None
        query = urlsplit(url).query
        names = [pair.split("=", 1)[0] for pair in query.split("&")]
        tracking = [name for name in names if any(fnmatchcase(name.lower(), pattern) for pattern in _tracking())]
        if tracking:
            url = url_query_cleaner(url, parameterlist=tracking, remove=True, unique=False, keep_fragments=False)
        return str(canonicalize_url(url))
    except ValueError:
        return None


def join(base: str, address: str) -> str:
    """Return ``address`` as seen from ``base``; as it is where that makes no URL."""
    try:
        return urljoin(base, address)
    except ValueError:
        return address
