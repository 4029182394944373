"""Asking: a few polite requests to a host, by the crawl itself and a card made for the purpose."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import yaml

from crawlers.archive.response import Recorded
from crawlers.cards import load_card
from crawlers.draft import id_of
from crawlers.extract import Page
from crawlers.probe import Probed, Runner, decoded_body, probe

_MOST_REDIRECTS = 5


def ask(
    folder: Path,
    host: str,
    sources: Sequence[dict[str, Any]] = (),
    *,
    due: tuple[str, ...] = (),
    pages: int,
    delay: float = 5,
    run: Runner | None = None,
) -> Probed:
    """Crawl ``sources``, the addresses ``due`` and at most ``pages`` pages by a card made for the purpose.

    ``delay`` is in seconds between requests. Raises ProbeError, and OSError when ``folder`` cannot be written.
    """
    fields = {
        "id": id_of(host),
        "name": host,
        "country": "US",
        "languages": ["en"],
        "timezone": "UTC",
        "status": "drafted",
        "hosts": [host],
        "sources": list(sources),
        "delay": delay,
    }
    cards = folder / "cards"
    cards.mkdir(parents=True)
    path = cards / f"{fields['id']}.yaml"
    path.write_text(yaml.safe_dump(fields, allow_unicode=True), encoding="utf-8")
    return probe(load_card(path), cards=cards, folder=folder, pages=pages, due=due, run=run)


def answers(probed: Probed, urls: Sequence[str]) -> Iterator[Page]:
    """Yield what the archive holds of ``urls``, behind their redirects."""
    for url in dict.fromkeys(urls):
        recorded = final_answer(probed, url)
        if recorded is not None and recorded.status == 200:
            types = [value for name, value in recorded.headers if name.lower() == b"content-type"]
            yield Page(
                url=recorded.url,
                body=decoded_body(recorded),
                content_type=types[0].decode("latin-1") if types else None,
                fetched_at=recorded.fetched_at,
            )


def final_answer(probed: Probed, url: str) -> Recorded | None:
    """Return the answer behind the redirects of ``url``."""
    for _ in range(_MOST_REDIRECTS):
        recorded = probed.web.get(url)
        if recorded is None or not 300 <= recorded.status < 400:
            return recorded
        to = next((value for name, value in recorded.headers if name.lower() == b"location"), b"")
        url = urljoin(url, to.decode("latin-1"))
    return None
