"""Recordings: saved pages with the result that extraction has to give on each, and what it gives otherwise today.

A recording is a file ``NAME.json`` with these fields; the page stands beside it as ``NAME.html``, bytes as sent.

- ``url``, and where known ``content_type`` (the header) and ``fetched_at`` (with its zone): how the page came.
- ``expected``: fields of an article as ``racewatch extract`` prints them, ``text`` also as a list of paragraphs. Only
  the fields that stand there are compared, so that a person can strike out what does not matter.
- ``sha256``: of the page, so that another page is never taken for it. A page written by hand has none.
- ``encoding``: a page written by hand is kept in UTF-8 and read as if it had been sent in this charset.
- ``timezone``: the zone of an outlet that has no card.
- ``outlet``: of an invented page, the card that reads it, as if the page's host were one of that outlet's: so the rules
  of a card are tried on a page of the form that they are for, where nobody has a real one.
- ``kept``: the page stands at this path below another folder, since its words are not ours to copy. Then ``expected``
  holds hashes in place of the title and of each paragraph.
"""

import difflib
import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, get_args
from urllib.parse import unquote, urlsplit

from pydantic import ValidationError

from crawlers.cards import Card, card_of
from crawlers.draft import id_of
from crawlers.extract import Page, extract
from crawlers.extract.page import is_text
from crawlers.serial import ARTICLE_KEYS, article_to_json
from crawlers.urls import canonical_url
from domain.article import READABLE, ExtractionStatus
from domain.problem import Problem

#: What a recording holds of an article; the reader that won may change while the result stays right.
FIELDS = tuple(key for key in ARTICLE_KEYS if key not in ("url", "outlet", "method"))
_KEYS = ("url", "content_type", "fetched_at", "sha256", "encoding", "timezone", "outlet", "kept", "expected")
#: Hexadecimal digits of a hash: enough to tell paragraphs apart.
_DIGITS = 16
_NAME = re.compile(r"\w[\w.-]{0,99}")
_LONGEST_SHOWN = 160


class RecordingError(Problem):
    """A page that cannot be recorded, or a recording that cannot be read; the text is one line."""


class PageMissing(RecordingError):
    """A recording whose page is not at hand."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Recording:
    """A recording as its file ``path`` gives it; see the module for the fields."""

    path: Path
    url: str
    expected: Mapping[str, Any]
    content_type: str | None = None
    fetched_at: datetime | None = None
    sha256: str | None = None
    encoding: str | None = None
    timezone: str | None = None
    outlet: str | None = None
    kept: str | None = None

    def page(self, pages: Path | None = None) -> Page:
        """Return the page as it came; ``pages`` is the folder that ``kept`` is below.

        Raises PageMissing, and RecordingError for a page that is another one.
        """
        place = self.path.with_suffix(".html")
        if self.kept is not None:
            if pages is None:
                raise PageMissing(f"{self.path}: expected the folder of its page {self.kept}: name it with --pages")
            place = pages / self.kept
        try:
            body = read_body(place)
        except OSError as error:
            raise PageMissing(f"{self.path}: expected its page {place} ({error.strerror or error})") from None
        if self.encoding is not None:
            try:
                body = body.decode("utf-8").encode(self.encoding)
            except (LookupError, UnicodeError) as error:
                raise RecordingError(f"{place}: expected UTF-8 that {self.encoding} can hold: {error}") from None
        if self.sha256 is not None and hashlib.sha256(body).hexdigest() != self.sha256:
            raise RecordingError(f"{self.path}: expected the page that was recorded, found another one in {place}")
        return Page(url=self.url, body=body, content_type=self.content_type, fetched_at=self.fetched_at)


def read_body(path: Path) -> bytes:
    """Return the bytes of a saved page, of one that ends in ``.gz`` those inside; raise OSError."""
    body = path.read_bytes()
    try:
        return gzip.decompress(body) if path.suffix == ".gz" else body
    except (EOFError, ValueError) as error:
        raise OSError(None, f"expected a whole gzip file: {error}", str(path)) from None


def read_recording(path: Path) -> Recording:
    """Read one recording; raise RecordingError with one line on what is wrong."""
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise RecordingError(f"{path}: expected a recording ({error.strerror})") from None
    except ValueError as error:
        raise RecordingError(f"{path}: expected JSON in UTF-8, found: {error}") from None
    if not isinstance(told, dict) or not isinstance(told.get("expected"), dict) or not isinstance(told.get("url"), str):
        raise RecordingError(f"{path}: expected an object with url and expected")
    if unknown := told.keys() - set(_KEYS):
        raise RecordingError(f"{path}: expected only the fields {', '.join(_KEYS)}, found {', '.join(sorted(unknown))}")
    if unknown := told["expected"].keys() - set(ARTICLE_KEYS):
        raise RecordingError(f"{path}: expected only fields of an article, found {', '.join(sorted(unknown))}")
    for key in ("content_type", "fetched_at", "sha256", "encoding", "timezone", "outlet", "kept"):
        if not isinstance(told.get(key), str | None):
            raise RecordingError(f"{path}: {key}: expected a text, found {told[key]!r}")
    if (status := told["expected"].get("status")) not in (None, *get_args(ExtractionStatus)):
        raise RecordingError(f"{path}: status: expected {', '.join(get_args(ExtractionStatus))}, found {status!r}")
    if (kept := Path(told.get("kept") or "")).is_absolute() or ".." in kept.parts:
        raise RecordingError(f"{path}: kept: expected a path below the folder of pages, found {told['kept']!r}")
    return Recording(**{**told, "path": path, "fetched_at": moment_of(told.get("fetched_at"), path)})


def moment_of(written: str | None, what: object) -> datetime | None:
    """Read a time with its zone; raise RecordingError, which names ``what`` it belongs to."""
    if written is None:
        return None
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise RecordingError(
            f"{what}: fetched_at: expected a time with its zone such as 2031-03-04T10:00:00Z, found {written!r}"
        )
    return moment


def recordings_in(place: Path) -> Iterator[Path]:
    """Yield the files of recordings in ``place``, at any depth, or ``place`` itself when it is a file."""
    if place.is_file():
        yield place
    else:
        yield from sorted(place.rglob("*.json"))


def record(
    page: Page,
    *,
    cards: Mapping[str, Card],
    to: Path,
    name: str | None = None,
    kept: str | None = None,
    timezone: str | None = None,
    anyway: bool = False,
    replace: bool = False,
) -> Recording:
    """Keep ``page`` and what extraction finds on it today in the folder ``to``; return the recording.

    With ``kept`` the page stays where it is, and no word of it is copied. A page without an article is recorded only
    when ``anyway`` says so, an existing recording is overwritten only with ``replace``. Raises RecordingError, and
    OSError for a folder that cannot be written.
    """
    if canonical_url(page.url) is None:
        raise RecordingError(f"{page.url}: expected the address of a page, with http or https")
    if not page.body.strip():
        raise RecordingError(f"{page.url}: expected a page, found nothing")
    if not is_text(page.body, page.content_type):
        kind = page.content_type or "a file of another kind"
        raise RecordingError(f"{page.url}: expected a page of HTML or JSON, found {kind}")
    name = name or name_of(page.url)
    if not _NAME.fullmatch(name):
        raise RecordingError(f"{name}: expected a name of letters, digits, dots, hyphens and underscores")
    path = to / f"{name}.json"
    if path.exists() and not replace:
        raise RecordingError(f"{path}: expected no such recording yet; --name names another, --replace overwrites it")
    recording = Recording(
        path=path,
        url=page.url,
        content_type=page.content_type,
        fetched_at=page.fetched_at,
        sha256=hashlib.sha256(page.body).hexdigest(),
        timezone=timezone,
        kept=kept,
        expected={},
    )
    found = found_on(recording, page, cards)
    if found["status"] not in READABLE and not anyway:
        reason = {"blocked": "a block or consent page", "empty": "no text"}.get(found["status"], "no article")
        raise RecordingError(f"{page.url}: expected an article, found {reason}; --anyway records the page all the same")
    expected = _without_words(found) if kept else {**found, "text": found["text"] and found["text"].split("\n")}
    told = {key: getattr(recording, key) for key in _KEYS if getattr(recording, key) is not None}
    told["expected"] = expected
    if recording.fetched_at:
        told["fetched_at"] = recording.fetched_at.isoformat()
    to.mkdir(parents=True, exist_ok=True)
    if kept is None:
        path.with_suffix(".html").write_bytes(page.body)
    draft = path.with_suffix(".part")
    draft.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    draft.replace(path)
    return read_recording(path)


def name_of(url: str) -> str:
    """Return the name of a recording of ``url``: its outlet's, by the host, and the last part of its path."""
    parts = urlsplit(url)
    last = re.sub(r"\.\w{1,5}$", "", unquote(parts.path).rstrip("/").rpartition("/")[2])
    words = re.sub(r"[^\w-]+", "_", last).strip("_-")[:60]
    return "_".join(filter(None, [id_of(parts.hostname or "page"), words]))


def found_on(recording: Recording, page: Page, cards: Mapping[str, Card]) -> dict[str, Any]:
    """Return what extraction finds on the recording's page today, by the card that it names or that of its address."""
    card = _lent(recording, cards) if recording.outlet else card_of(page.url, cards)
    if card is None and recording.timezone is not None:
        card = _zoned(page.url, recording.timezone)
    row = article_to_json(extract(page, card=card))
    return {key: row[key] for key in dict.fromkeys((*FIELDS, *recording.expected))}


def differences(recording: Recording, *, cards: Mapping[str, Card], pages: Path | None = None) -> list[str]:
    """Return a line for everything that is found otherwise than the recording expects; none when all is as expected.

    Raises PageMissing and RecordingError.
    """
    found = found_on(recording, recording.page(pages), cards)
    lines: list[str] = []
    for field, expected in recording.expected.items():
        if field == "text" and expected is not None and found["text"] is not None:
            lines += _of_texts(expected, found["text"].split("\n"))
        elif not _same(expected, found[field]):
            lines.append(f"{field}: expected {_shown(expected)}, found {_shown(found[field])}")
    return lines


def _same(expected: Any, found: Any) -> bool:
    if not isinstance(expected, dict):
        return bool(expected == found)
    if "sha256" in expected:
        return isinstance(found, str) and _digest(found) == expected["sha256"]
    return isinstance(found, dict) and all(found.get(key) == value for key, value in expected.items())


def _of_texts(expected: Any, found: list[str]) -> Iterator[str]:
    """Yield the paragraphs that are missing and those that are too many, as a diff does."""
    if isinstance(expected, dict):
        hashes = expected.get("paragraphs") or []
        wanted, told, compared = hashes, dict.fromkeys(hashes, "(words that are not kept)"), [*map(_digest, found)]
    else:
        wanted = expected.split("\n") if isinstance(expected, str) else list(expected)
        told, compared = {paragraph: paragraph for paragraph in wanted}, found
    matcher = difflib.SequenceMatcher(a=wanted, b=compared, autojunk=False)
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag != "equal":
            for at in range(first, last):
                yield f"text: - {at + 1}: {_cut(told[wanted[at]])}"
            for at in range(begin, end):
                yield f"text: + {at + 1}: {_cut(found[at])}"


def _without_words(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``found`` with hashes in place of what the publisher wrote."""
    told = dict(found)
    if found["title"] is not None:
        told["title"] = {"sha256": _digest(found["title"])}
    if found["text"] is not None:
        told["text"] = {"paragraphs": [_digest(paragraph) for paragraph in found["text"].split("\n")]}
    if found["origin"] is not None:
        told["origin"] = {key: found["origin"][key] for key in ("kind", "name", "url")}
    return told


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def _shown(value: object) -> str:
    if isinstance(value, dict) and "sha256" in value:
        return "words that are not kept"
    return _cut(json.dumps(value, ensure_ascii=False))


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST_SHOWN else f"{words[: _LONGEST_SHOWN - 1]}…"


def _lent(recording: Recording, cards: Mapping[str, Card]) -> Card:
    """Return the card that the recording names, its hosts that of the page; raise RecordingError when there is none."""
    card = cards.get(recording.outlet or "")
    if card is None:
        raise RecordingError(f"{recording.path}: outlet: expected the id of a card, found {recording.outlet!r}")
    return card.model_copy(update={"hosts": (urlsplit(recording.url).hostname or "",)})


def _zoned(url: str, zone: str) -> Card:
    """Return a card that says no more of an outlet than its zone; raise RecordingError for one that there is not."""
    host = urlsplit(url).hostname or ""
    fields = {"id": id_of(host), "name": host, "country": "US", "languages": ["en"], "hosts": [host]}
    try:
        return Card.model_validate({**fields, "timezone": zone, "status": "drafted"})
    except ValidationError:
        raise RecordingError(f"{url}: expected an IANA time zone such as Asia/Shanghai, found {zone!r}") from None
