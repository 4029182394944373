"""Sitemaps: the entries of a sitemap or news sitemap, or the sitemaps that an index names, from their bytes."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

from crawlers.entries import Entry, plain, read_time

#: A sitemap may have 50 MB by its protocol; what a compressed one grows beyond is not read. In bytes.
MAX_SIZE = 64 * 1024 * 1024
_GZIP = b"\x1f\x8b\x08"
#: ISO 639-2 and 639-3 codes that sitemaps use for languages that outlets write in.
_TWO_LETTERS = {"eng": "en", "zho": "zh", "chi": "zh", "cmn": "zh", "spa": "es", "fra": "fr", "fre": "fr"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Sitemap:
    """One sitemap. ``indexed`` are the addresses of further sitemaps (of an index), the newest first.

    ``n_older`` and ``n_foreign`` count entries left out: those from before ``since`` and those in other languages.
    """

    entries: tuple[Entry, ...] = ()
    indexed: tuple[str, ...] = ()
    n_older: int = 0
    n_foreign: int = 0


def read_sitemap(
    body: bytes, *, url: str, zone: ZoneInfo, since: datetime | None = None, languages: tuple[str, ...] = ()
) -> Sitemap:
    """Read a sitemap, gzip or not; of an ill-formed one what can be read. Raise ValueError when it is none.

    An entry is dated by its news:publication_date, else by its lastmod; one that is dated before ``since`` is left out,
    one without a date stays. ``languages`` are those wanted (empty: all), by news:language. Entities are not expanded.
    """
    if body.startswith(_GZIP):
        body = _unpacked(body)
    rows = list(_rows(body))
    entries: list[Entry] = []
    indexed: list[tuple[float, str]] = []
    n_older = n_foreign = 0
    for name, row in rows:
        address = row.get("loc", "")
        if not address:
            continue
        written = row.get("publication_date") or row.get("lastmod")
        at, precision = read_time(written, zone=zone) if written else (None, None)
        if at is not None and since is not None and at < since:
            n_older += 1
        elif name == "sitemap":
            indexed.append((-at.timestamp() if at else 0.0, address))
        elif languages and not _is_in(row.get("language"), languages):
            n_foreign += 1
        else:
            dated = "publication_date" in row
            entries.append(
                Entry(
                    url=address,
                    title=plain(row.get("title")),
                    published=at if dated else None,
                    published_precision=precision if dated else None,
                )
            )
    if not rows:
        raise ValueError("is no sitemap: it has neither url nor sitemap elements")
    indexed.sort(key=lambda each: each[0])
    return Sitemap(
        entries=tuple(entries), indexed=tuple(each for _, each in indexed), n_older=n_older, n_foreign=n_foreign
    )


def _rows(body: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield every ``url`` and ``sitemap`` element with the texts inside it by their local names.

    Scrapy's own reader (``scrapy.utils.sitemap``) works alike and leaves out what stands inside ``news:news``.
    """
    from lxml import etree

    parsing = etree.iterparse(
        BytesIO(body),
        recover=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        for _, element in parsing:
            name = _local_name(element)
            if name not in ("url", "sitemap"):
                continue
            row: dict[str, str] = {}
            for each in element.iterdescendants():
                field = _local_name(each)
                # an image or a video has a loc, a title and a date of its own
                if field and _local_name(each.getparent()) in (name, "news", "publication"):
                    row.setdefault(field, (each.text or "").strip())
            yield name, row
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError:
        return


def _local_name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if element is not None and isinstance(element.tag, str) else ""


def _is_in(language: str | None, languages: tuple[str, ...]) -> bool:
    """Say whether an entry's ``news:language`` (two or three letters, or such as ``zh-cn``) is one of ``languages``."""
    if not language:
        return True
    code = language.lower().replace("_", "-").partition("-")[0]
    return _TWO_LETTERS.get(code, code) in languages


def _unpacked(body: bytes) -> bytes:
    from scrapy.utils.gz import gunzip

    try:
        return bytes(gunzip(body, max_size=MAX_SIZE))
    except (OSError, EOFError, ValueError, zlib.error, struct.error) as error:
        reason = f"unpacks to more than {MAX_SIZE} bytes" if isinstance(error, ValueError) else "is broken gzip"
        raise ValueError(reason) from None
