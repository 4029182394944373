"""Imports: articles a second out of a WARC file into the warehouse on two processes, without and with card rules.

``python -m benchmarks.collection.imports [PAGES]`` packs real pages of the shared data folder into one WARC file, in
the form of public news archives (no source pages), as often as are asked for, each under an address of its own.
"Without cards" are cards that name the hosts and nothing else.
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


def main() -> None:
    """Print the measurement."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    with tempfile.TemporaryDirectory(prefix="racewatch-", dir="/tmp") as name:
        folder = Path(name)
        folder.chmod(0o755)
        settings = Settings.from_environment({"RACEWATCH_STATE": str(folder / "state")})
        cards = load_cards(settings.outlets)
        warc = folder / "news.warc.gz"
        pages = _write(warc, number, dict(cards))
        bare = folder / "bare"
        bare.mkdir()
        for card in cards.values():
            (bare / f"{card.id}.yaml").write_text(yaml.safe_dump(_bare(card), allow_unicode=True), encoding="utf-8")
        print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        with database(replace(settings, replay=(warc,))) as ready:
            for what, outlets in (("without cards", bare), ("with cards", settings.outlets)):
                with closing(connect(ready.database_url)) as conn, conn, conn.cursor() as cursor:
                    cursor.execute("truncate racewatch.outlets cascade")
                run = replace(ready, outlets=outlets, state=folder / what.replace(" ", "-"))
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


def _write(warc: Path, number: int, cards: dict[str, Card]) -> int:
    """Write about ``number`` pages of outlets with a card, each under an address that its card takes for an article."""
    carded = [
        (page, card)
        for page in (*fundus(shared_data()), *newspaper4k(shared_data()))
        if page.url and (card := card_of(page.url, cards)) is not None and card.is_article(page.url)
    ]
    written = 0
    with warc.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for copy in range(number // len(carded) + 1):
            for page, card in carded:
                url = page.url if copy == 0 else f"{page.url}{'&' if '?' in (page.url or '') else '?'}copy={copy}"
                if not card.is_article(url or ""):
                    continue
                fetched = page.fetched_at or datetime(2024, 1, 1, tzinfo=UTC)
                record = writer.create_warc_record(
                    url,
                    "response",
                    payload=BytesIO(page.body),
                    http_headers=StatusAndHeaders("200 OK", _HEADERS, protocol="HTTP/1.1"),
                    warc_headers_dict={"WARC-Date": fetched.strftime("%Y-%m-%dT%H:%M:%SZ")},
                )
                writer.write_record(record)
                written += 1
    return written


def _bare(card: Card) -> dict[str, object]:
    fields = ("id", "name", "country", "timezone", "status")
    return {
        **{field: getattr(card, field) for field in fields},
        "languages": list(card.languages),
        "hosts": list(card.hosts),
    }


if __name__ == "__main__":
    main()
