"""Read pages with one peer; run by the Python of that peer's environment, so it knows nothing of Racewatch.

``python read.py PEER LANGUAGE sent|decoded PAGES.jsonl`` prints a JSON line for each page.
"""

import json
import logging
import re
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Page = bytes | str
#: Seconds of processor time after which a peer has failed on a page.
_PATIENCE = 60


def _trafilatura() -> Callable[[Page, str | None], dict[str, Any]]:
    from trafilatura import bare_extraction

    def read(page: Page, url: str | None) -> dict[str, Any]:
        found = bare_extraction(page, url=url, include_comments=False, with_metadata=True)
        if found is None:
            return {}
        return {
            "text": found.text,
            "title": found.title,
            "date": found.date,
            "byline": re.split(r"\s*;\s*", found.author or ""),
        }

    return read


def _newspaper4k(language: str) -> Callable[[Page, str | None], dict[str, Any]]:
    import newspaper

    def read(page: Page, url: str | None) -> dict[str, Any]:
        article = newspaper.Article(url or "https://unknown.example/page", language=language, fetch_images=False)
        article.download(input_html=page)
        article.parse()
        date = article.publish_date
        return {
            "text": article.text,
            "title": article.title,
            "date": date.isoformat() if hasattr(date, "isoformat") else date,
            "byline": article.authors,
        }

    return read


def _readability() -> Callable[[Page, str | None], dict[str, Any]]:
    from lxml import html
    from readability import Document

    def read(page: Page, url: str | None) -> dict[str, Any]:
        document = Document(page)
        root = html.fromstring(document.summary())
        return {"text": "\n".join(root.itertext()), "title": document.short_title()}

    return read


def _gne() -> Callable[[Page, str | None], dict[str, Any]]:
    from gne import GeneralNewsExtractor

    extractor = GeneralNewsExtractor()

    def read(page: Page, url: str | None) -> dict[str, Any]:
        # GNE takes text only; bytes as sent are read as a client does that trusts UTF-8.
        found = extractor.extract(page.decode("utf-8", "replace") if isinstance(page, bytes) else page)
        return {
            "text": found["content"],
            "title": found["title"],
            "date": found["publish_time"],
            "byline": re.split(r"[\s、，,;]+", found["author"] or ""),
        }

    return read


def _htmldate() -> Callable[[Page, str | None], dict[str, Any]]:
    from htmldate import find_date

    def read(page: Page, url: str | None) -> dict[str, Any]:
        return {"date": find_date(page, url=url, original_date=True, outputformat="%Y-%m-%dT%H:%M:%S")}

    return read


def _too_long(*_: object) -> None:
    raise TimeoutError(f"more than {_PATIENCE} seconds of processor time")


def main() -> None:
    """Print what the peer reads from each page."""
    peer, language, form, asked = sys.argv[1:]
    logging.disable(logging.CRITICAL)
    readers = {
        "trafilatura": _trafilatura,
        "newspaper4k": lambda: _newspaper4k(language),
        "readability-lxml": _readability,
        "gne": _gne,
        "htmldate": _htmldate,
    }
    read = readers[peer]()
    signal.signal(signal.SIGPROF, _too_long)
    pages = [json.loads(line) for line in Path(asked).read_text(encoding="utf-8").splitlines()]
    # The first page is read twice: loading a library's tables is not counted as reading.
    for number, page in enumerate([*pages[:1], *pages]):
        body: Page = Path(page["file"]).read_bytes()
        if form == "decoded":
            body = body.decode("utf-8")
        signal.setitimer(signal.ITIMER_PROF, _PATIENCE)
        started = time.process_time()
        found, error = {}, None
        try:
            found = read(body, page["url"])
        except Exception as failure:  # a peer that fails on a page has read nothing from it
            error = f"{type(failure).__name__}: {failure}"[:200]
        signal.setitimer(signal.ITIMER_PROF, 0)
        seconds = time.process_time() - started
        row = {
            "text": found.get("text") or "",
            "title": found.get("title") or None,
            "date": str(found["date"]) if found.get("date") else None,
            "byline": [name for name in found.get("byline") or () if name],
            "seconds": seconds,
            "error": error,
        }
        if number:
            print(json.dumps(row))


if __name__ == "__main__":
    main()
