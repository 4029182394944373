"""Visit: one URL on its way from a source to its outcome, the item that the pipelines work on."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from domain.article import Article, Precision
from domain.crawl import KnownUrl, OutcomeKind

if TYPE_CHECKING:
    from crawlers.entries import Entry
    from crawlers.extract import Hint


@dataclass(kw_only=True, slots=True)
class Listing:
    """What one source says of one article, and when it said so. ``content`` is HTML, the article's text if given."""

    url: str
    at: datetime
    hint: "Hint | None" = None
    published_precision: Precision | None = None
    content: str | None = None

    @classmethod
    def of(cls, entry: "Entry", *, at: datetime, section: str | None = None) -> "Listing":
        """Make the listing of ``entry``; ``section`` is that of the source, for an entry that names none."""
        from crawlers.extract import Hint

        hint = Hint(title=entry.title, published=entry.published, section=entry.section or section, byline=entry.byline)
        return cls(
            url=entry.url, at=at, hint=hint, published_precision=entry.published_precision, content=entry.content
        )


@dataclass(kw_only=True, slots=True)
class Visit:
    """What has been learned of ``url``; done when ``kind`` is set. The fields are those of ``domain.crawl.Outcome``.

    ``final_url`` is where redirects led, ``body`` the body with content encodings undone. ``next_page`` is where the
    article goes on, ``further`` are the visits of its further pages.
    """

    url: str
    fetched_at: datetime
    kind: OutcomeKind | None = None
    reason: str | None = None
    known: KnownUrl | None = None
    hint: "Hint | None" = None
    final_url: str | None = None
    status_code: int | None = None
    content_type: str | None = None
    body: bytes | None = None
    truncated: bool = False
    etag: str | None = None
    last_modified: str | None = None
    body_sha256: str | None = None
    warc_file: str | None = None
    warc_offset: int | None = None
    article: Article | None = None
    due_at: datetime | None = None
    is_source: bool = False
    n_listed: int | None = None
    newest_at: datetime | None = None
    part_of: str | None = None
    part: int | None = None
    next_page: str | None = None
    further: "list[Visit]" = field(default_factory=list)

    def end(self, kind: OutcomeKind, reason: str | None = None, *, due_at: datetime | None = None) -> "Visit":
        """Set what became of the URL (and when it is due again, if the crawl knows) and return the visit."""
        self.kind, self.reason, self.due_at = kind, reason, due_at
        return self
