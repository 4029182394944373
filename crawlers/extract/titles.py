"""Titles: the headline of the article, without the outlet's name behind it."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from lxml.html import HtmlElement

from crawlers.extract.blocks import squeeze
from crawlers.extract.linked_data import text_of
from crawlers.extract.page import Document

_SEPARATOR = re.compile(
    r"\s+[|\-–—·•»«:/]{1,2}\s+|\s?[|｜_»]\s?|\s?--+\s?|\s?—{2}\s?|(?<=[\u3400-\u9fff])-(?=[\u3400-\u9fff])|\s?：(?=[^：]{2,12}$)"
)
#: The end of an outlet's name, for pages that name their outlet nowhere but in the title.
_NAME_END = re.compile(
    r"(?:网|網|新闻|新聞|报|報|频道|頻道|在线|在線|客户端|中心|News|Times|Post|Daily|Online|\.(?:com|cn|net))$"
)
_LONGEST_TAIL = 30
_PLAIN = re.compile(r"[\W_][\W_]*")  # in two parts, since what begins with a set of characters is found sooner
_PLAIN_ASCII = {code: chr(code).lower() if chr(code).isalnum() else None for code in range(128)}
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,100}>")
_CUT = re.compile(r"\s*(?:\.\.\.|…)$")
_LONGEST = 500
#: A heading this short can be anything; a part of a title this small is not the headline.
_SHORTEST = 4
_LEAST_SHARE = 1 / 3


def title_of(document: Document, *, stated: str | None = None, hinted: str | None = None) -> str | None:
    """Return the article's headline.

    A card's rule wins. Else metadata, the headings and the ``title`` element vote: pages often carry several
    headlines, and the one that most of them show is the article's; between equals what the metadata say. The
    feed's title is the last resort.
    """
    tab = document.tab_title
    site = document.first_meta("og:site_name", "application-name", "dc.publisher") or ""
    named = [
        text_of(document.article_data.get("headline")),
        document.first_meta("og:title"),
        document.first_meta("twitter:title"),
        document.first_meta("dc.title", "title", "headline", "articletitle", "parsely-title", "sailthru.title"),
    ]
    headings = _headings(document.root, [name for name in (tab, stated, *named) if name])
    if stated and (title := clean_title(stated)):
        return _whole(without_outlet(title, headings, site), headings)
    cuts = [without_outlet(title, headings, site) for name in named if (title := clean_title(name))]
    # A heading that nothing else confirms can be a slogan or the outlet's name; the first confirmed one votes.
    votes = [title for title in [*cuts, *headings[:1]] if plain(title) != plain(site)]
    if tab:
        votes.append(without_outlet(tab, [*headings, *cuts], site, _first_headings(document.root)))
    if not votes:
        return clean_title(hinted)
    counts = Counter(map(plain, votes))
    return _whole(max(votes, key=lambda title: counts[plain(title)]), headings)


def clean_title(text: str | None) -> str | None:
    """Return ``text`` on one line and of sane length, ``None`` when nothing is left."""
    return squeeze(_TAG.sub(" ", text))[:_LONGEST].strip() or None if text else None


def without_outlet(title: str, headlines: Sequence[str], site: str, raw: Sequence[str] = ()) -> str:
    """Cut from ``title`` what stands before or behind the headline: the outlet's name, its sections.

    ``headlines`` are known titles of the article, ``raw`` the page's first headings, which may hold more than that.
    """
    whole = plain(title)
    fitting = [
        headline
        for headline in headlines
        if len(bare := plain(headline)) >= _SHORTEST
        and (whole.startswith(bare) or whole.endswith(bare))
        and len(bare) >= _LEAST_SHARE * len(whole)
    ]
    if fitting:
        return max(fitting, key=len)
    bare_site = plain(site)
    shown = [plain(text) for text in raw]
    for match in _SEPARATOR.finditer(title):
        head, tail = title[: match.start()].strip(), title[match.end() :].strip()
        if bare_site and plain(head) == bare_site:
            return tail
        bare_head = plain(head)
        if len(bare_head) >= _SHORTEST and (_names_outlet(tail, bare_site) or any(bare_head in text for text in shown)):
            return head
    return title


def _names_outlet(tail: str, bare_site: str) -> bool:
    """Say whether the end of a title is the outlet's name, perhaps behind a section's; ``bare_site`` is it if known."""
    if not bare_site:
        return len(tail) <= _LONGEST_TAIL and bool(_NAME_END.search(tail))
    names = [plain(part) for part in _SEPARATOR.split(tail)]
    return any(name and (name in bare_site or bare_site in name) for name in names)


def plain(text: str) -> str:
    """Return the letters and digits of ``text`` in lower case: what two writings of one title share."""
    return text.translate(_PLAIN_ASCII) if text.isascii() else _PLAIN.sub("", text).lower()


def _headings(root: HtmlElement | None, named: Sequence[str]) -> list[str]:
    """Return the headings that the page's own titles confirm, h1 before h2."""
    if root is None:
        return []
    bare_names = [plain(name) for name in named]
    headings = sorted(root.iter("h1", "h2", "h3"), key=lambda heading: str(heading.tag))
    texts = [squeeze("".join(heading.itertext())) for heading in headings]
    return [text for text in texts if len(text) <= _LONGEST and _is_confirmed(plain(text), bare_names)]


def _first_headings(root: HtmlElement | None) -> list[str]:
    return [squeeze("".join(heading.itertext())) for heading in islice(root.iter("h1"), 3)] if root is not None else []


def _is_confirmed(bare: str, bare_names: Sequence[str]) -> bool:
    """Say whether a heading begins one of the page's titles or is most of it; the outlet's name ends them."""
    return len(bare) >= _SHORTEST and any(
        name.startswith(bare) or (bare in name and 2 * len(bare) >= len(name)) for name in bare_names
    )


def _whole(title: str, headings: Sequence[str]) -> str:
    """Replace a headline that was cut short by the heading that goes on."""
    if not _CUT.search(title):
        return title
    start = plain(_CUT.sub("", title))
    return next((heading for heading in headings if plain(heading).startswith(start)), title)
