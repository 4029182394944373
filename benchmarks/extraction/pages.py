"""Real pages with their truth, read from the shared data folder (never copied into the project)."""

import gzip
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_LINK = re.compile(rb"<link\b[^>]*>", re.IGNORECASE)
_META = re.compile(rb"<meta\b[^>]*>", re.IGNORECASE)
_REL_CANONICAL = re.compile(rb"""rel\s*=\s*["']?canonical["'\s/>]""", re.IGNORECASE)
_HREF = re.compile(rb"""href\s*=\s*["']?(https?://[^"'\s>]+)""", re.IGNORECASE)
_ADDRESS_META = re.compile(rb"""(?:property|name)\s*=\s*["']?(?:og:url|dc\.identifier)["'\s]""", re.IGNORECASE)
_CONTENT = re.compile(rb"""content\s*=\s*["']?(https?://[^"'\s>]+)""", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class RealPage:
    """One saved page and what a person found in it; what the data set does not say is ``None``.

    ``name`` is ``<data set>/<file>``. ``truth_date`` is as the set gives it: ``date_has_time`` and its ``tzinfo``
    say how much of it is known.
    """

    name: str
    body: bytes
    url: str | None
    truth_title: str | None
    truth_date: datetime | None
    date_has_time: bool
    truth_text: str | None
    truth_byline: tuple[str, ...]
    fetched_at: datetime | None = None


def shared_data(start: Path | None = None) -> Path:
    """Return the folder of public data: ``$RACEWATCH_SHARED_DATA``, else ``../shared/data`` from the project."""
    if named := os.environ.get("RACEWATCH_SHARED_DATA"):
        return Path(named)
    project = start or Path(__file__).resolve().parents[2]
    return project.parent / "shared" / "data"


def fundus(data: Path) -> Iterator[RealPage]:
    """Yield the pages of the Fundus set; truths pair with pages by order of crawl."""
    for truth_file in sorted((data / "extraction/fundus/tests/resources/parser/test_data").glob("*/*.json")):
        truths = list(json.loads(truth_file.read_text(encoding="utf-8")).values())
        crawls = json.loads((truth_file.parent / "meta.info").read_text(encoding="utf-8"))
        files = [path for path in truth_file.parent.glob(f"{truth_file.stem}_*.html.gz") if path.name in crawls]
        files.sort(key=lambda path: crawls[path.name]["crawl_date"])
        # Parsers, and with them their truths, were added in the order of the crawls.
        for path, truth in zip(files, truths, strict=True):
            published = datetime.fromisoformat(truth["publishing_date"])
            yield RealPage(
                name=f"fundus/{path.name.removesuffix('.html.gz')}",
                body=gzip.decompress(path.read_bytes()),
                url=crawls[path.name]["url"],
                truth_title=truth["title"],
                truth_date=published,
                date_has_time=published.time() != datetime.min.time(),
                truth_text=fundus_text(truth["body"]),
                truth_byline=tuple(truth.get("authors", ())),
                fetched_at=datetime.fromisoformat(crawls[path.name]["crawl_date"]).replace(tzinfo=UTC),
            )


def newspaper4k(data: Path) -> Iterator[RealPage]:
    """Yield the pages of newspaper4k; those it kept for other tests have no truth."""
    folder = data / "extraction/newspaper4k/tests/data"
    for path in sorted((folder / "html").glob("*.html")):
        text_file = folder / "txt" / f"{path.stem}.txt"
        meta_file = folder / "metadata" / f"{path.stem}.json"
        meta = json.loads(meta_file.read_text(encoding="utf-8")) if meta_file.exists() else {}
        published = datetime.fromisoformat(meta["publish_date"]) if meta.get("publish_date") else None
        body = path.read_bytes()
        yield RealPage(
            name=f"newspaper4k/{path.stem}",
            body=body,
            url=meta.get("url") or own_address(body),
            truth_title=meta.get("title"),
            truth_date=published,
            date_has_time=published is not None and published.time() != datetime.min.time(),
            truth_text=text_file.read_text(encoding="utf-8-sig") if text_file.exists() else None,
            truth_byline=(),  # the set's author lists hold related authors and links
        )


def scrapinghub(data: Path) -> Iterator[RealPage]:
    """Yield the pages of scrapinghub's article extraction benchmark."""
    folder = data / "extraction/scrapinghub_aeb"
    for key, truth in json.loads((folder / "ground-truth.json").read_text(encoding="utf-8")).items():
        yield RealPage(
            name=f"scrapinghub_aeb/{key[:8]}",
            body=gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes()),
            url=truth.get("url"),
            truth_title=None,
            truth_date=None,
            date_has_time=False,
            truth_text=truth.get("articleBody", ""),
            truth_byline=(),
        )


def cwced(data: Path) -> Iterator[RealPage]:
    """Yield the pages of the Chinese Web Content Extraction Dataset, bytes as sent."""
    folder = data / "extraction/cwced_zh"
    for path in sorted((folder / "original").glob("*.html")):
        body = path.read_bytes()
        byline = (folder / "author" / f"{path.stem}.txt").read_text(encoding="utf-8-sig").split()
        published, has_time = _cwced_date((folder / "date" / f"{path.stem}.txt").read_text(encoding="utf-8-sig"))
        yield RealPage(
            name=f"cwced_zh/{path.stem[:8]}",
            body=body,
            url=own_address(body),
            truth_title=None,
            truth_date=published,
            date_has_time=has_time,
            truth_text=(folder / "cleaned" / f"{path.stem}.txt").read_text(encoding="utf-8-sig"),
            truth_byline=() if byline == ["UNKNOWN"] else tuple(byline),
        )


def own_address(body: bytes) -> str | None:
    """Return the absolute address a page gives for itself (canonical link, og:url, dc.identifier), read from bytes."""
    for link in _LINK.findall(body):
        if _REL_CANONICAL.search(link) and (href := _HREF.search(link)):
            return href.group(1).decode("ascii", "replace")
    for meta in _META.findall(body):
        if _ADDRESS_META.search(meta) and (content := _CONTENT.search(meta)):
            return content.group(1).decode("ascii", "replace")
    return None


def fundus_text(body: Mapping[str, Any]) -> str:
    """Return the text of a ``body`` as Fundus gives it: summary, headlines and paragraphs, a line each."""
    lines = list(body["summary"])
    for section in body["sections"]:
        lines += [*section["headline"], *section["paragraphs"]]
    return "\n".join(lines)


def _cwced_date(text: str) -> tuple[datetime | None, bool]:
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if len(numbers) < 3:
        return None, False
    year, month, day, hour, minute, second = (*numbers, 0, 0, 0)[:6]
    return datetime(year, month, day, hour, minute, second), len(numbers) > 3  # noqa: DTZ001 - the set gives no zone
