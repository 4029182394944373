"""Article: what one page says, as extraction read it from the bytes of one response."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

ExtractionStatus = Literal["ok", "paywalled", "truncated", "blocked", "not_article", "empty"]
#: Statuses of a page that holds (part of) an article; the others never enter ``articles``.
READABLE: frozenset[ExtractionStatus] = frozenset({"ok", "paywalled", "truncated"})

Precision = Literal["second", "minute", "day"]
TimeSource = Literal["json_ld", "meta", "html", "url", "feed", "text"]
OriginKind = Literal["wire", "republication"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """Who first published the text, when that is not the outlet; ``evidence`` is the words that say so."""

    kind: OriginKind
    name: str | None = None
    url: str | None = None
    evidence: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """One article as one response showed it. Unknown is ``None`` (an empty tuple for ``byline``), never ``""``.

    ``text`` is paragraphs separated by newlines, without title, byline, captions and related links.
    ``published`` and ``updated`` are aware, in the page's own zone, else the outlet's.
    ``outlet`` is the id of the card whose hosts the URL belongs to; ``method`` names the extractor that won.
    """

    status: ExtractionStatus
    url: str | None
    outlet: str | None = None
    title: str | None = None
    text: str | None = None
    published: datetime | None = None
    published_precision: Precision | None = None
    published_source: TimeSource | None = None
    updated: datetime | None = None
    byline: tuple[str, ...] = ()
    language: str | None = None
    section: str | None = None
    canonical_url: str | None = None
    origin: Origin | None = None
    method: str | None = None
