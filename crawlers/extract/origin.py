"""Origin: whether an article is a wire copy or a republication, of whom, and the words that say so."""

import re
from collections.abc import Sequence
from functools import cache
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawlers.extract.blocks import Block
from crawlers.extract.data import table
from crawlers.extract.han_byline import is_name
from crawlers.extract.page import Document
from crawlers.extract.titles import plain
from domain.article import Origin, OriginKind

#: A dateline stands within this many characters of the beginning.
_DATELINE = 120
#: Notes of republication stand in the first or last paragraphs.
_NOTES = 4
_LABEL_LINE = 200


def origin_of(
    document: Document,
    *,
    text: str | None,
    notes: Sequence[str],
    header: Sequence[Block],
    footer: Sequence[Block] = (),
    names: Sequence[str],
    own_names: Sequence[str],
    own_host: str | None,
    off_site: str | None,
    stated: Sequence[str] = (),
) -> Origin | None:
    """Return who published first, ``None`` when nothing says that it was somebody else.

    ``notes`` are paragraphs that were kept out of ``text`` (editor's lines), ``header`` and ``footer`` the blocks
    around it, ``names`` the byline as written,
    ``own_names`` the outlet's names, ``own_host`` its host, ``off_site`` a canonical link to another site,
    ``stated`` the labels a card's rules found.
    """
    paragraphs = (text or "").split("\n")
    if note := _republished([*notes, *paragraphs[:2], *paragraphs[-_NOTES:]], own_names):
        return note
    labels = [*stated, *names, *(block.text for block in header if len(block.text) <= _LABEL_LINE)]
    if wire := _dateline(paragraphs[:2], own_names, own_host, labels):
        return wire
    behind = [*notes, *paragraphs[-2:], *(block.text for block in footer[:_NOTES])]
    if label := _labelled(stated, header, behind, document, own_names, own_host):
        return label
    for name in names:
        if agency := _agency(name, own_host):
            return Origin(kind="wire", name=agency, evidence=name)
    if off_site:
        return Origin(kind="republication", name=urlsplit(off_site).hostname, url=off_site, evidence=off_site)
    return None


def _republished(paragraphs: Sequence[str], own_names: Sequence[str]) -> Origin | None:
    for paragraph in paragraphs:
        for pattern in _republication_patterns():
            match = pattern.search(paragraph[:1000])
            if match and not _is_own(match["name"], own_names) and not _pattern("no_origin").match(match["name"]):
                return Origin(kind="republication", name=match["name"].strip(), evidence=match.group().strip())
    return None


def _dateline(
    paragraphs: Sequence[str], own_names: Sequence[str], own_host: str | None, labels: Sequence[str]
) -> Origin | None:
    for paragraph in paragraphs:
        for name, hosts, dateline, _ in _agencies():
            if not _on(own_host, hosts) and (match := dateline.search(paragraph[:_DATELINE])):
                return Origin(kind="wire", name=name, evidence=paragraph[: match.end()].strip())
        if match := _pattern("dateline").search(paragraph[:_DATELINE]):
            name = match["name"] or match["name2"]
            if not _is_own(name, own_names) and not _agency_of_own_host(name, own_host):
                return Origin(kind="wire", name=_in_full(name, labels), evidence=match.group().strip())
    return None


def _in_full(name: str, labels: Sequence[str]) -> str:
    """Return an agency's full name where the page gives it beside the short one of the dateline."""
    longer = re.compile(rf"{re.escape(name)}(?:\s[A-Z]\w+){{1,3}}")
    found = (match.group() for label in labels if (match := longer.search(label)))
    return next((full for full in found if _pattern("agency").search(full)), name)


def _labelled(
    stated: Sequence[str],
    header: Sequence[Block],
    behind: Sequence[str],
    document: Document,
    own_names: Sequence[str],
    own_host: str | None,
) -> Origin | None:
    """Return the origin a label names: from the card, the lines around the title, meta source, the article's end."""
    found: list[tuple[str, str, str | None]] = [(label, label, None) for label in stated]
    found += [
        (match["name"], match.group(), _link_named(block.element, match["name"]))
        for block in header
        if len(block.text) <= _LABEL_LINE and (match := _pattern("label").search(block.text))
    ]
    for name in ("source", "article:source", "original-source", "syndication-source", "mediaid"):
        found += [(value, value, None) for value in document.meta.get(name, ())[:1]]
    found += [
        (match["name"], match.group(), None)
        for line in behind
        if len(line) <= _LABEL_LINE and (match := _pattern("label_behind").search(line)) and not is_name(match["name"])
    ]
    for written, evidence, url in found:
        name = (
            _pattern("label_tail").sub("", re.sub(r"^(?:来源|來源|Source)\s?[:：]\s?", "", written)).strip(" :：|-《》")
        )
        if (
            len(name) < 2
            or len(name) > 40
            or _pattern("no_origin").match(name)
            or _is_own(name, own_names)
            or "http" in name
        ):
            continue
        if _same_site(url, own_host):
            continue
        if agency := _agency(name, own_host):
            return Origin(kind="wire", name=agency, url=url, evidence=evidence.strip())
        if _agency_of_own_host(name, own_host):
            continue
        kind: OriginKind = "wire" if _pattern("agency").search(name) else "republication"
        return Origin(kind=kind, name=name, url=url, evidence=evidence.strip())
    return None


def _link_named(element: HtmlElement, name: str) -> str | None:
    for link in element.iter("a"):
        href = link.get("href") or ""
        if href.startswith("http") and name.startswith("".join(link.itertext()).strip() or "\0"):
            return str(href)
    return None


def _agency(name: str, own_host: str | None) -> str | None:
    for agency, hosts, _, label in _agencies():
        if label.fullmatch(name.strip()) and not _on(own_host, hosts):
            return agency
    return None


def _agency_of_own_host(name: str, own_host: str | None) -> bool:
    return any(_on(own_host, hosts) and label.fullmatch(name) for _, hosts, _, label in _agencies())


def _on(host: str | None, hosts: Sequence[str]) -> bool:
    return host is not None and any(host == each or host.endswith(f".{each}") for each in hosts)


def _same_site(url: str | None, own_host: str | None) -> bool:
    if url is None or own_host is None:
        return False
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return host.split(".")[-2:] == own_host.split(".")[-2:]


def _is_own(name: str, own_names: Sequence[str]) -> bool:
    bare = plain(name)
    return not bare or any(bare in plain(own) or (len(plain(own)) > 2 and plain(own) in bare) for own in own_names)


@cache
def _agencies() -> tuple[tuple[str, tuple[str, ...], re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (each["name"], tuple(each["hosts"]), re.compile(each["dateline"]), re.compile(each["label"], re.IGNORECASE))
        for each in table("agencies")
    )


@cache
def _republication_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in table("origin")["republished"])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(table("origin")[name])
