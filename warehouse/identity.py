"""Identity: which URL names an article."""

from urllib.parse import SplitResult, urldefrag, urlsplit

#: Labels in front of a host that name a form of the same site, not another site.
_FORMS = frozenset({"www", "m", "mobile", "wap", "amp", "3g"})


def article_url(url: str, canonical_url: str | None, *, longest: int) -> str:
    """Return the URL that names the article found at ``url``, without fragment.

    That is the canonical link the page gives, as long as it stays on the site: a link that leads off the site says
    where a text comes from, never what it is. One of more than ``longest`` bytes is not taken, for no index holds it.
    """
    own = urldefrag(url).url
    if not canonical_url:
        return own
    try:
        canonical = urlsplit(urldefrag(canonical_url).url)
        page = urlsplit(own)
        on_site = canonical.scheme in ("http", "https") and _same_site(canonical, page)
    except ValueError:
        return own
    # The front page as "canonical" link of every article is a common mistake: it would make them all one.
    points_home = canonical.path in ("", "/") and not canonical.query and page.path not in ("", "/")
    if not on_site or points_home or len(canonical.geturl().encode(errors="replace")) > longest:
        return own
    return canonical.geturl()


def _same_site(one: SplitResult, other: SplitResult) -> bool:
    a, b = _site(one.hostname or ""), _site(other.hostname or "")
    return bool(a and b) and (a == b or a.endswith(f".{b}") or b.endswith(f".{a}"))


def _site(host: str) -> str:
    labels = host.rstrip(".").split(".")
    while len(labels) > 2 and labels[0] in _FORMS:
        labels = labels[1:]
    return ".".join(labels)
