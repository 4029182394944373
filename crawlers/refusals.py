"""Refusals: why a request is not sent, or its answer not taken, raised where Scrapy's machinery carries it on."""

from datetime import datetime

from scrapy.exceptions import IgnoreRequest

from domain.crawl import OutcomeKind


class Refused(IgnoreRequest):
    """A request that ends with the outcome ``kind`` and ``reason``.

    ``due_at`` is when the URL may be asked for again, ``status_code`` that of the answer that led to the refusal.
    """

    def __init__(
        self, kind: OutcomeKind, reason: str, *, due_at: datetime | None = None, status_code: int | None = None
    ) -> None:
        super().__init__(reason)
        self.kind: OutcomeKind = kind
        self.reason = reason
        self.due_at = due_at
        self.status_code = status_code


class LeftDue(IgnoreRequest):
    """A request for which no time was left: its URL stays due."""
