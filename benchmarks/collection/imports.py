"""Imports: articles a second out of a WARC file into the warehouse on two processes, without and with card rules.

``python -m benchmarks.collection.imports [PAGES]`` packs real pages of the shared data folder into one WARC file, in
the form of public news archives (no source pages), as often as are asked for. Each copy has an address of its own,
which also stands wherever the page names its address (canonical link, ``og:url``, JSON-LD), and a word of its own in
its paragraphs, so that it is another article for the warehouse. "Without cards" are cards that name the hosts and
nothing else. Beside the wall clock stands the processor's time, of this process and its crawls (Postgres apart): other
work on the machine does not count in it.
"""

import os
import platform
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import yaml
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from benchmarks.extraction.pages import RealPage, fundus, newspaper4k, shared_data
from crawlers.cards import Card, card_of, load_cards
from dags.settings import Settings
from dags.stages.collect import import_archives, outlets_held
from domain.problem import Problem
from racewatch.database import database
from warehouse.connection import connect

_HEADERS = [("Content-Type", "text/html")]
_PROCESSES = 2
#: Outlets whose pages are taken; each costs a process its start.
_OUTLETS = 2
_OWN_ADDRESS = (
    re.compile(rb"""<link\b[^>]*\brel=["']?canonical["']?[^>]*\bhref=["']([^"']+)""", re.IGNORECASE),
    re.compile(rb"""<link\b[^>]*\bhref=["']([^"']+)["'][^>]*\brel=["']?canonical""", re.IGNORECASE),
    re.compile(rb"""<meta\b[^>]*(?:og:url|dc\.identifier)["'][^>]*\bcontent=["']([^"']+)""", re.IGNORECASE),
    re.compile(rb"""<meta\b[^>]*\bcontent=["']([^"']+)["'][^>]*(?:og:url|dc\.identifier)""", re.IGNORECASE),
)
_BARE = ("id", "name", "country", "languages", "timezone", "status", "hosts")


def main() -> None:
    """Print the measurement."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    with tempfile.TemporaryDirectory(prefix="racewatch-", dir="/tmp") as name:
        folder = Path(name)
        folder.chmod(0o755)
        settings = Settings.from_environment({"RACEWATCH_STATE": str(folder / "state")})
        cards = load_cards(settings.outlets)
        warc = folder / "news.warc.gz"
        pages, outlets = _write(warc, number, dict(cards))
        bare, ruled = folder / "bare", folder / "ruled"
        for outlet in outlets:
            raw = yaml.safe_load((settings.outlets / f"{outlet}.yaml").read_text(encoding="utf-8"))
            _write_card(ruled, {key: value for key, value in raw.items() if key not in ("article_url", "sources")})
            _write_card(bare, {key: raw[key] for key in _BARE if key in raw})
        print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        with database(replace(settings, replay=(warc,))) as ready:
            for what, folder_of_cards in (("without cards", bare), ("with cards", ruled)):
                with closing(connect(ready.database_url)) as conn, conn, conn.cursor() as cursor:
                    cursor.execute("truncate racewatch.outlets cascade")
                run = replace(ready, outlets=folder_of_cards, state=folder / what.replace(" ", "-"))
                seconds, busy, articles, outcomes = _timed(run)
                kinds = ", ".join(f"{n} {kind}" for kind, n in sorted(outcomes.items()))
                print(
                    f"{what}: {pages} pages, {articles} articles in {seconds:.1f} s: {articles / seconds:.1f} "
                    f"articles/s, {pages / seconds:.1f} pages/s; {busy:.1f} s of the processor, "
                    f"{1000 * busy / pages:.0f} ms a page: at most {_PROCESSES * articles / busy:.1f} articles/s on "
                    f"{_PROCESSES} free cores ({kinds})",
                    flush=True,
                )


def _timed(settings: Settings) -> tuple[float, float, int, Counter[str]]:
    """Import; return the seconds by the clock and by the processor, the articles and the outcomes by kind."""
    start, busy = time.perf_counter(), _processor()
    indexes = settings.state / "indexes"
    outcomes: Counter[str] = Counter()
    held = outlets_held(settings, indexes=indexes)
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


def _write(warc: Path, number: int, cards: dict[str, Card]) -> tuple[int, list[str]]:
    """Write about ``number`` pages of the outlets with the most pages; return their number and these outlets."""
    pages = [
        (page, card)
        for page in (*fundus(shared_data()), *newspaper4k(shared_data()))
        if page.url and (card := card_of(page.url, cards)) is not None
    ]
    outlets = [outlet for outlet, _ in Counter(card.id for _, card in pages).most_common(_OUTLETS)]
    chosen = [page for page, card in pages if card.id in outlets]
    with warc.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for place in range(number):
            page = chosen[place % len(chosen)]
            fetched = page.fetched_at or datetime(2024, 1, 1, tzinfo=UTC)
            url, body = _copy(page, place)
            record = writer.create_warc_record(
                url,
                "response",
                payload=BytesIO(body),
                http_headers=StatusAndHeaders("200 OK", _HEADERS, protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Date": fetched.strftime("%Y-%m-%dT%H:%M:%SZ")},
            )
            writer.write_record(record)
    return number, outlets


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


def _write_card(folder: Path, card: dict[str, object]) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{card['id']}.yaml").write_text(yaml.safe_dump(card, allow_unicode=True), encoding="utf-8")


if __name__ == "__main__":
    main()
