"""Refusals: why a request is not sent, or its answer not taken, raised where Scrapy's machinery carries it on."""

from scrapy.exceptions import IgnoreRequest

from domain.crawl import OutcomeKind


class Refused(IgnoreRequest):
    """A request that ends with the outcome ``kind`` and ``reason``."""

    def __init__(self, kind: OutcomeKind, reason: str) -> None:
        super().__init__(reason)
        self.kind: OutcomeKind = kind
        self.reason = reason


class LeftDue(IgnoreRequest):
    """A request for which no time was left: its URL gets no outcome and stays due."""
