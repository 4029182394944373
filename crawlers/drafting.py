"""Drafting: what ``racewatch outlets new`` looks at: a saved file, or a few polite requests to the outlet."""

import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import yaml

from crawlers.archive.response import Recorded
from crawlers.cards import load_card
from crawlers.draft import draft_card, id_of
from crawlers.extract import Page
from crawlers.extract.charset import decode
from crawlers.extract.page import Document
from crawlers.feeds import own_address
from crawlers.probe import Probed, Runner, decoded_body, probe
from crawlers.urls import canonical_url
from domain.problem import Problem

_MOST_REDIRECTS = 5


class DraftError(Problem):
    """Something that no card can be drafted from; the text is one line."""


def draft_from_file(path: Path, *, url: str | None = None, today: date, id: str | None = None) -> dict[str, Any]:
    """Return the fields of a draft card out of one saved file; raise DraftError without an address, and OSError."""
    body = path.read_bytes()
    url = url or _own_address(body)
    if url is None or canonical_url(url) is None:
        raise DraftError(f"{path}: expected a page or feed that says where it came from; give its address with --url")
    return draft_card(url, [Page(url=url, body=body, fetched_at=datetime.now(UTC))], today=today, id=id)


def draft_from_web(url: str, *, today: date, id: str | None = None, run: Runner | None = None) -> dict[str, Any]:
    """Return the fields of a draft card for the outlet at ``url``: its home page, what that names, and one page.

    Raises DraftError when the address gives nothing, and ProbeError.
    """
    host = urlsplit(url).hostname
    if not host:
        raise DraftError(f"{url}: expected an address with http or https")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        home = {"kind": "list_page", "url": url, "links": ["css:a[href]"]}
        first = _probed(folder / "home", host, [home], pages=0, run=run)
        pages = list(_answers(first, [url]))
        if not pages:
            outcome = first.outcomes.get(url) or first.outcomes.get(canonical_url(url) or "")
            raise DraftError(f"{url}: gave nothing to draft from ({outcome.reason if outcome else 'no answer'})")
        robots = _robots(first, url)
        found = draft_card(pages[0].url, pages, robots=robots, today=today, id=id)
        host = found["hosts"][0]
        if any(source["kind"] != "list_page" for source in found["sources"]):
            second = _probed(folder / "sources", host, found["sources"], pages=1, run=run)
        else:
            second = _probed(folder / "page", host, [{**home, "url": pages[0].url}], pages=1, run=run)
        wanted = [source["url"] for source in found["sources"]]
        pages += _answers(second, [*wanted, *(o.url for o in second.outcomes.values() if o.article)])
        return draft_card(pages[0].url, pages, robots=robots, today=today, id=id)


def _probed(folder: Path, host: str, sources: list[dict[str, Any]], *, pages: int, run: Runner | None) -> Probed:
    """Crawl ``sources`` by a card made for the purpose."""
    fields = {
        "id": id_of(host),
        "name": host,
        "country": "US",
        "languages": ["en"],
        "timezone": "UTC",
        "status": "drafted",
        "hosts": [host],
        "sources": sources,
    }
    cards = folder / "cards"
    cards.mkdir(parents=True)
    path = cards / f"{fields['id']}.yaml"
    path.write_text(yaml.safe_dump(fields, allow_unicode=True), encoding="utf-8")
    return probe(load_card(path), cards=cards, folder=folder, pages=pages, run=run)


def _answers(probed: Probed, urls: list[str]) -> Iterator[Page]:
    """Yield what the archive holds of ``urls``, behind their redirects."""
    for url in dict.fromkeys(urls):
        recorded = _final(probed, url)
        if recorded is not None and recorded.status == 200:
            types = [value for name, value in recorded.headers if name.lower() == b"content-type"]
            yield Page(
                url=recorded.url,
                body=decoded_body(recorded),
                content_type=types[0].decode("latin-1") if types else None,
                fetched_at=recorded.fetched_at,
            )


def _final(probed: Probed, url: str) -> Recorded | None:
    for _ in range(_MOST_REDIRECTS):
        recorded = probed.web.get(url)
        if recorded is None or not 300 <= recorded.status < 400:
            return recorded
        to = next((value for name, value in recorded.headers if name.lower() == b"location"), b"")
        url = urljoin(url, to.decode("latin-1"))
    return None


def _robots(probed: Probed, url: str) -> str | None:
    parts = urlsplit(url)
    recorded = probed.web.get(f"{parts.scheme}://{parts.netloc}/robots.txt")
    return decoded_body(recorded).decode("utf-8", "replace") if recorded and recorded.status == 200 else None


def _own_address(body: bytes) -> str | None:
    """Return where a saved page or feed says that it came from."""
    text = decode(body).text
    if address := own_address(text):
        return address
    document = Document(Page(url="https://unknown.invalid/", body=body))
    if document.root is None:
        return None
    links = [link.get("href") or "" for link in document.root.iter("link") if link.get("rel") == "canonical"]
    addresses = [*links, *document.meta.get("og:url", ())]
    return next((address for address in addresses if canonical_url(address)), None)
