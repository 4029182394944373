"""Imports: articles a second out of a WARC file into the warehouse on two processes, without and with card rules.

``python -m benchmarks.collection.imports [PAGES]`` packs real pages of the shared data folder into WARC files, in the
form of public news archives (no source pages): every page at hand in its turn, so that sizes and languages are those of
pages as they were saved, and again from the first until there are PAGES. Each copy has an address of its own, which
also stands wherever the page names its address (canonical link, ``og:url``, JSON-LD), and a word of its own in its
paragraphs, so that it is another article for the warehouse.

"Without cards" all pages are of one outlet whose card names their hosts and nothing else; "with cards" are the pages of
outlets that have a card, each outlet with its own. Beside the wall clock stands the processor's time, of this process
and its crawls: other work on the machine counts less in it. Which step it goes to is measured by doing each once more
by itself, on some of the pages; the load has Postgres' own part beside it.
"""

import os
import platform
import random
import re
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
import yaml
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from benchmarks.extraction.pages import RealPage, cwced, fundus, newspaper4k, scrapinghub, shared_data
from crawlers.archive.web import WarcWeb
from crawlers.cards import card_of, load_cards
from crawlers.extract import Page, extract
from crawlers.extract.language import language_of
from crawlers.extract.page import Document
from crawlers.outcomes import read_outcomes
from dags.settings import Settings
from dags.stages.collect import import_archives, outlets_held
from domain.problem import Problem
from nlp.tokens import search_tokens
from racewatch.database import database
from warehouse.connection import Connection, connect
from warehouse.load import load_outcomes, start_run

_HEADERS = [("Content-Type", "text/html")]
_PROCESSES = 2
#: Pages on which each step is done once more by itself.
_SAMPLE = 150
_CARD = {
    "id": "mix",
    "name": "All pages at hand",
    "country": "US",
    "languages": ["en", "zh"],
    "timezone": "UTC",
    "status": "drafted",
}
_OWN_ADDRESS = (
    re.compile(rb"""<link\b[^>]*\brel=["']?canonical["']?[^>]*\bhref=["']([^"']+)""", re.IGNORECASE),
    re.compile(rb"""<link\b[^>]*\bhref=["']([^"']+)["'][^>]*\brel=["']?canonical""", re.IGNORECASE),
    re.compile(rb"""<meta\b[^>]*(?:og:url|dc\.identifier)["'][^>]*\bcontent=["']([^"']+)""", re.IGNORECASE),
    re.compile(rb"""<meta\b[^>]*\bcontent=["']([^"']+)["'][^>]*(?:og:url|dc\.identifier)""", re.IGNORECASE),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Archive:
    """A WARC file of ``pages`` pages with ``megabytes`` of bodies, and the folder of the cards that it is read by."""

    warc: Path
    cards: Path
    pages: int
    megabytes: float


def main() -> None:
    """Print the measurement."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    with tempfile.TemporaryDirectory(prefix="racewatch-", dir="/tmp") as name:
        folder = Path(name)
        folder.chmod(0o755)
        settings = Settings.from_environment({"RACEWATCH_STATE": str(folder / "state")})
        real = list(_pages())
        random.Random(4).shuffle(real)  # so that any number of them is like all
        _print_sizes("all pages", real)
        cards = load_cards(settings.outlets)
        carded = [(page, card) for page in real if page.url and (card := card_of(page.url, cards))]
        _print_sizes("pages of outlets with a card", [page for page, _ in carded])
        bare, ruled = folder / "bare", folder / "ruled"
        hosts = sorted({urlsplit(page.url).hostname or "" for page in real if page.url})
        _write_card(bare, {**_CARD, "hosts": hosts})
        for outlet in {card.id for _, card in carded}:
            raw = yaml.safe_load((settings.outlets / f"{outlet}.yaml").read_text(encoding="utf-8"))
            _write_card(ruled, _of_any_address(raw))
        archives = {
            "without cards": _write(folder / "all.warc.gz", real, number, bare),
            "with cards": _write(folder / "carded.warc.gz", [page for page, _ in carded], number, ruled),
        }
        print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        with database(settings) as ready:
            for what, archive in archives.items():
                _measure(
                    what, archive, replace(ready, replay=(archive.warc,), outlets=archive.cards, state=folder / what)
                )


def _of_any_address(card: dict[str, Any]) -> dict[str, Any]:
    """Return a card that reads copies under any address: without its patterns and what they name."""
    kept = _without(card, "article_url", "sources", "guessed")
    section = [rule for rule in kept.get("page", {}).get("section", []) if not rule.startswith("url:")]
    if "page" in kept:
        kept["page"] = {**kept["page"], "section": section} if section else _without(kept["page"], "section")
    return kept


def _without(mapping: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in mapping.items() if key not in keys}


def _measure(what: str, archive: _Archive, settings: Settings) -> None:
    with closing(connect(settings.database_url)) as conn, conn, conn.cursor() as cursor:
        cursor.execute("truncate racewatch.outlets cascade")
    seconds, busy, articles, outcomes = _timed(settings)
    shares = _steps(archive, settings)
    kinds = ", ".join(f"{n} {kind}" for kind, n in sorted(outcomes.items()))
    print(
        f"{what}: {archive.pages} pages, {archive.megabytes:.0f} MB, {articles} articles in {seconds:.1f} s: "
        f"{articles / seconds:.1f} articles/s, {archive.megabytes / seconds:.1f} MB/s ({kinds})"
    )
    whole = busy / archive.pages + shares["Postgres"]
    rest = whole - sum(shares.values())
    print(
        f"  {1000 * whole:.0f} ms of the processor a page: "
        + ", ".join(f"{step} {1000 * each:.1f}" for step, each in (*shares.items(), ("crawling, starting, rest", rest)))
        + f"; at most {_PROCESSES * articles / archive.pages / whole:.1f} articles/s and "
        f"{_PROCESSES * archive.megabytes / archive.pages / whole:.1f} MB/s on {_PROCESSES} free cores",
        flush=True,
    )


def _timed(settings: Settings) -> tuple[float, float, int, Counter[str]]:
    """Import; return the seconds by the clock and by the processor, the articles and the outcomes by kind."""
    start, busy = time.perf_counter(), _processor()
    indexes = settings.state / "indexes"
    outcomes: Counter[str] = Counter()
    held = outlets_held(settings, indexes=indexes, processes=_PROCESSES)
    for outlet, result in import_archives(settings, outlets=held, processes=_PROCESSES, indexes=indexes):
        if isinstance(result, Problem):
            print(f"({outlet}: {result})")
        else:
            outcomes.update(result)
    seconds, busy = time.perf_counter() - start, _processor() - busy
    with closing(connect(settings.database_url, readonly=True)) as conn, conn.cursor() as cursor:
        cursor.execute("select count(*) from racewatch.articles")
        (articles,) = cursor.fetchone() or (0,)
    return seconds, busy, articles, outcomes


def _processor() -> float:
    """Return the seconds of the processor that this process and its children that ended have used."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _steps(archive: _Archive, settings: Settings) -> dict[str, float]:
    """Do each step of the import once more by itself; return its seconds of the processor a page."""
    cards = load_cards(archive.cards)
    start = time.process_time()
    web = WarcWeb([archive.warc])
    urls = list(islice(web.pages(), _SAMPLE))
    indexing = (time.process_time() - start) / archive.pages
    start = time.process_time()
    found = [recorded for url in urls if (recorded := web.get(url))]
    reading = (time.process_time() - start) / len(urls)
    # The first page also pays for reading the word lists.
    for turn in (found[:3], found):
        start = time.process_time()
        for each in turn:
            page = Page(url=each.url, body=each.body, content_type="text/html", fetched_at=each.fetched_at)
            extract(page, card=card_of(each.url, cards))
    extraction = (time.process_time() - start) / len(found)
    with closing(connect(settings.database_url)) as conn:
        load, server = _load_again(conn, settings)
    return {"read": indexing + reading, "extract": extraction, "load": load, "Postgres": server}


def _load_again(conn: Connection, settings: Settings) -> tuple[float, float]:
    """Load some of the outcomes once more as if they were new; return our and the server's seconds an outcome."""
    files = sorted(settings.crawls.glob("*/*.outcomes"))
    outcomes = [outcome for file in files for outcome, _ in islice(read_outcomes(file), _SAMPLE // len(files) + 1)]
    again = [(replace(outcome, run_id="again"), place) for place, outcome in enumerate(outcomes)]
    for outlet in {outcome.outlet for outcome in outcomes}:
        start_run(conn, run_id="again", kind="collect", outlet=outlet)
    with conn, conn.cursor() as cursor:
        cursor.execute("delete from racewatch.articles")
    server = psutil.Process(conn.info.backend_pid)
    start, start_server = time.process_time(), sum(server.cpu_times()[:2])
    load_outcomes(conn, again, search_tokens=search_tokens)
    seconds, seconds_of_server = time.process_time() - start, sum(server.cpu_times()[:2]) - start_server
    return seconds / len(again), seconds_of_server / len(again)


def _pages() -> Iterator[RealPage]:
    """Yield every real page at hand; one that does not say its address gets an invented one."""
    data = shared_data()
    for page in (*fundus(data), *newspaper4k(data), *scrapinghub(data), *cwced(data)):
        if page.url:
            yield page
        else:
            source, _, name = page.name.partition("/")
            yield replace(page, url=f"https://{source.replace('_', '-')}.example/{name}.html")


def _print_sizes(what: str, pages: Sequence[RealPage]) -> None:
    """Print number, mean and median of the bytes of ``pages``, in all and by language."""
    by_language: dict[str, list[int]] = {}
    for page in pages:
        text = Document(Page(url=page.url or "", body=page.body)).visible_text
        language = language_of(page.truth_text or text)
        by_language.setdefault(language if language in ("en", "zh") else "other", []).append(len(page.body))
    sizes = {"all": [size for each in by_language.values() for size in each], **by_language}
    told = (
        f"{language} {len(each)} (mean {statistics.mean(each) / 1000:.0f} kB,"
        f" median {statistics.median(each) / 1000:.0f} kB)"
        for language, each in sorted(sizes.items())
    )
    print(f"{what}: {', '.join(told)}")


def _write(warc: Path, pages: Sequence[RealPage], number: int, cards: Path) -> _Archive:
    """Write ``number`` pages, all in their turn, as a public news archive holds them."""
    n_bytes = 0
    with warc.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for place, page in enumerate(islice(cycle(pages), number)):
            fetched = page.fetched_at or datetime(2024, 1, 1, tzinfo=UTC)
            url, body = _copy(page, place)
            n_bytes += len(body)
            record = writer.create_warc_record(
                url,
                "response",
                payload=BytesIO(body),
                http_headers=StatusAndHeaders("200 OK", _HEADERS, protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Date": fetched.strftime("%Y-%m-%dT%H:%M:%SZ")},
            )
            writer.write_record(record)
    return _Archive(warc=warc, cards=cards, pages=number, megabytes=n_bytes / 1e6)


def _copy(page: RealPage, number: int) -> tuple[str, bytes]:
    """Return the address and the bytes of a copy of ``page`` that is an article of its own."""
    assert page.url is not None
    names = {page.url.encode(), *_addresses_named(page.body)}
    body, copy = page.body, f"copy={number}"
    for name in sorted(names, key=len, reverse=True):
        # Only whole addresses: what merely begins alike is another page's.
        own = name + (b"&" if b"?" in name else b"?") + copy.encode()
        body = re.sub(re.escape(name) + rb"""(?=["'\s<>])""", lambda _, own=own: own, body)
    body = re.sub(rb"(<p\b[^>]*>)", rb"\1Copy %d. " % number, body)
    return f"{page.url}{'&' if '?' in page.url else '?'}{copy}", body


def _addresses_named(body: bytes) -> Iterator[bytes]:
    """Yield what a page says its own address is."""
    for pattern in _OWN_ADDRESS:
        yield from (found[1] for found in pattern.finditer(body))


def _write_card(folder: Path, card: Mapping[str, object]) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{card['id']}.yaml").write_text(yaml.safe_dump(card, allow_unicode=True), encoding="utf-8")


if __name__ == "__main__":
    main()
