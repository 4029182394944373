"""Feeds: every file of feedparser's test suite through the feed reader, and feeds and lists of 100,000 items.

``python -m benchmarks.sources.feeds [--big]`` prints how many items the well-formed ones hold and how many come out;
``--big`` adds the big lists, each with the time of the bare parser in the same run as its peer.
"""

import argparse
import io
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from lxml import etree

from benchmarks.extraction.pages import shared_data
from crawlers.feeds import read_feed
from crawlers.json_lists import read_json_list
from crawlers.sitemaps import read_sitemap
from crawlers.sources import Source

_URL = "https://www.daily.example/list"
_UTC = ZoneInfo("UTC")
_MANY = 100_000
#: A sitemap may have so many addresses by its protocol.
_MOST_IN_A_SITEMAP = 50_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Counted:
    """One feed: its ``item`` and ``entry`` elements (None: not well-formed), and what the reader made of it."""

    n_items: int | None
    n_entries: int
    n_without_address: int


def files(folder: Path) -> Iterator[Path]:
    """Yield the feeds of the suite: all its files but the lists of encodings in JSON."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in (".xml", ""):
            yield path


def count(body: bytes) -> Counted:
    """Read one feed, and count its items with lxml, which accepts well-formed XML only."""
    feed = read_feed(body, url=_URL, zone=_UTC)
    try:
        root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        n_items = None
    else:
        names = (str(each.tag).rpartition("}")[2] for each in root.iter() if isinstance(each.tag, str))
        n_items = sum(name in ("item", "entry") for name in names)
    return Counted(n_items=n_items, n_entries=len(feed.entries), n_without_address=feed.n_without_address)


def main() -> None:
    """Print the measurement."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--big", action="store_true", help="read lists of 100,000 items, too (some minutes)")
    big = options.parse_args().big
    folder = shared_data() / "infra" / "feedparser"
    if folder.is_dir():
        counted = [count(path.read_bytes()) for path in files(folder)]
        well_formed = [each for each in counted if each.n_items is not None]
        whole = [each for each in well_formed if each.n_entries + each.n_without_address >= (each.n_items or 0)]
        print(f"feeds: {len(counted)}, well-formed: {len(well_formed)}, of these with every item out: {len(whole)}")
        print(
            f"items in the well-formed ones: {sum(each.n_items or 0 for each in well_formed)}; out:"
            f" {sum(each.n_entries for each in well_formed)} with an address,"
            f" {sum(each.n_without_address for each in well_formed)} without;"
            f" out of the ill-formed ones: {sum(each.n_entries for each in counted if each.n_items is None)} with one"
        )
    else:
        print(f"no feeds at {folder}: set RACEWATCH_SHARED_DATA")
    if big:
        _big_lists()


def _big_lists() -> None:
    import feedparser

    item = "<item><title>Ferry {0}</title><link>https://www.daily.example/{0}</link><description>Short</description></item>"
    feed = f"<rss version='2.0'><channel>{''.join(map(item.format, range(_MANY)))}</channel></rss>".encode()
    rows = "".join(f"<url><loc>https://www.daily.example/{n}</loc></url>" for n in range(_MOST_IN_A_SITEMAP))
    sitemap = f"<urlset>{rows}</urlset>".encode()
    listed = json.dumps({"list": [{"id": n, "name": f"渡船{n}"} for n in range(_MANY)]}).encode()
    fields = {"url": "https://www.daily.example/{id}", "title": "name"}
    source = Source.model_validate({"kind": "json_list", "url": _URL, "items": "list", "fields": fields})
    _compare(
        "feed", lambda: len(read_feed(feed, url=_URL, zone=_UTC).entries), lambda: feedparser.parse(io.BytesIO(feed))
    )
    _compare(
        "sitemap", lambda: len(read_sitemap(sitemap, url=_URL, zone=_UTC).entries), lambda: etree.fromstring(sitemap)
    )
    _compare(
        "JSON list",
        lambda: len(read_json_list(listed, source=source, url=_URL, zone=_UTC)),
        lambda: json.loads(listed),
    )


def _compare(name: str, ours: Callable[[], int], peer: Callable[[], object]) -> None:
    start = time.perf_counter()
    n_entries = ours()
    between = time.perf_counter()
    peer()
    end = time.perf_counter()
    print(
        f"{name}: {n_entries} entries in {between - start:.1f} s; its parser alone {end - between:.1f} s, "
        f"ratio {(between - start) / (end - between):.1f}"
    )


if __name__ == "__main__":
    main()
