"""Drafting: what ``racewatch outlets new`` looks at: a saved file, or a few polite requests to the outlet."""

import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from crawlers.asking import answers, ask
from crawlers.draft import draft_card
from crawlers.extract import Page
from crawlers.extract.charset import decode
from crawlers.extract.page import Document
from crawlers.feeds import own_address
from crawlers.probe import Probed, Runner, decoded_body
from crawlers.urls import canonical_url
from domain.problem import Problem


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
        first = ask(folder / "home", host, [home], pages=0, run=run)
        pages = list(answers(first, [url]))
        if not pages:
            outcome = first.outcomes.get(url) or first.outcomes.get(canonical_url(url) or "")
            raise DraftError(f"{url}: gave nothing to draft from ({outcome.reason if outcome else 'no answer'})")
        robots = _robots(first, url)
        found = draft_card(pages[0].url, pages, robots=robots, today=today, id=id)
        host = found["hosts"][0]
        if any(source["kind"] != "list_page" for source in found["sources"]):
            second = ask(folder / "sources", host, found["sources"], pages=1, run=run)
        else:
            second = ask(folder / "page", host, [{**home, "url": pages[0].url}], pages=1, run=run)
        wanted = [source["url"] for source in found["sources"]]
        pages += answers(second, [*wanted, *(o.url for o in second.outcomes.values() if o.article)])
        return draft_card(pages[0].url, pages, robots=robots, today=today, id=id)


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
