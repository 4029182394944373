"""Imports: articles a second out of a WARC file into the warehouse on two processes, without and with card rules.

``python -m benchmarks.collection.imports [PAGES]`` packs real pages of the shared data folder into one WARC file, in
the form of public news archives (no source pages), as often as are asked for, each under an address of its own.
"Without cards" are cards that name the hosts and nothing else. A copy of a page counts as an article of its own only
as far as it names no canonical address, so pages a second are the figure to look at.
"""

import os
import platform
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import yaml
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from benchmarks.extraction.pages import fundus, newspaper4k, shared_data
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
                seconds, articles, outcomes = _timed(run)
                kinds = ", ".join(f"{n} {kind}" for kind, n in sorted(outcomes.items()))
                print(
                    f"{what}: {pages} pages, {articles} articles in {seconds:.1f} s: {articles / seconds:.1f} "
                    f"articles/s, {pages / seconds:.1f} pages/s ({kinds})",
                    flush=True,
                )


def _timed(settings: Settings) -> tuple[float, int, Counter[str]]:
    start = time.perf_counter()
    indexes = settings.state / "indexes"
    outcomes: Counter[str] = Counter()
    held = outlets_held(settings, indexes=indexes)
    for outlet, result in import_archives(settings, outlets=held, processes=_PROCESSES, indexes=indexes):
        if isinstance(result, Problem):
            print(f"({outlet}: {result})")
        else:
            outcomes.update(result)
    seconds = time.perf_counter() - start
    with closing(connect(settings.database_url, readonly=True)) as conn, conn.cursor() as cursor:
        cursor.execute("select count(*) from racewatch.articles")
        (articles,) = cursor.fetchone() or (0,)
    return seconds, articles, outcomes


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
            record = writer.create_warc_record(
                f"{page.url}{'&' if '?' in (page.url or '') else '?'}copy={place}",
                "response",
                payload=BytesIO(page.body),
                http_headers=StatusAndHeaders("200 OK", _HEADERS, protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Date": fetched.strftime("%Y-%m-%dT%H:%M:%SZ")},
            )
            writer.write_record(record)
    return number, outlets


def _write_card(folder: Path, card: dict[str, object]) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{card['id']}.yaml").write_text(yaml.safe_dump(card, allow_unicode=True), encoding="utf-8")


if __name__ == "__main__":
    main()
