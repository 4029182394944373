"""Again: today's extraction over a response that the archive holds."""

from pathlib import Path

from crawlers.archive.web import read_response
from crawlers.cards import Card
from crawlers.extract import Hint, Page, extract
from crawlers.middlewares.compression import unpacked
from domain.article import Article


def read_again(root: Path, file: str, offset: int, *, card: Card, hint: Hint) -> Article:
    """Read the page whose record begins at byte ``offset`` of ``file`` (relative to ``root``, or absolute).

    ``hint`` is what the source said of it. Raises OSError when the file is not there, and ValueError with the reason
    when the record is broken or is no page.
    """
    recorded = read_response(root / file, offset)
    if recorded is None:
        raise ValueError("the record holds no response")
    headers = {name.lower(): value for name, value in reversed(recorded.headers)}
    encodings = headers.get(b"content-encoding", b"")
    page = Page(
        url=recorded.url,
        body=unpacked(recorded.body, encodings),
        content_type=headers.get(b"content-type", b"").decode("latin-1") or None,
        fetched_at=recorded.fetched_at,
    )
    return extract(page, card=card, hint=hint)
