"""Again: today's extraction over responses that the archive holds."""

from collections.abc import Sequence
from pathlib import Path

from crawlers.archive.web import read_response
from crawlers.cards import Card
from crawlers.extract import Hint, Page, read
from crawlers.extract.pagination import joined_article
from crawlers.middlewares.compression import unpacked
from domain.article import Article


def read_again(root: Path, places: Sequence[tuple[str, int]], *, card: Card, hint: Hint, whole: bool = True) -> Article:
    """Read the article whose pages' records are at ``places``: file (relative to ``root``, or absolute) and byte.

    ``hint`` is what the source said of it; one that is not ``whole`` has further pages that could not be had. Raises
    OSError when a file is not there, and ValueError with the reason when a record is broken or is no page.
    """
    first, *further = (_page(root / file, offset) for file, offset in places)
    article, _ = read(first, card=card, hint=hint)
    others = [read(page, card=card, hint=hint, further=True)[0] for page in further]
    return joined_article(article, others, whole=whole)


def _page(file: Path, offset: int) -> Page:
    recorded = read_response(file, offset)
    if recorded is None:
        raise ValueError("the record holds no response")
    headers = {name.lower(): value for name, value in reversed(recorded.headers)}
    encodings = headers.get(b"content-encoding", b"")
    return Page(
        url=recorded.url,
        body=unpacked(recorded.body, encodings),
        content_type=headers.get(b"content-type", b"").decode("latin-1") or None,
        fetched_at=recorded.fetched_at,
    )
