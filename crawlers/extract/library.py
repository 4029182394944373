"""Library: trafilatura's reading of a page, the second opinion where ours finds little."""

import logging

from crawlers.extract.page import Document

#: On larger pages trafilatura takes minutes.
_MAX_MARKUP = 3_000_000
_MAX_ELEMENTS = 30_000


def library_text(document: Document) -> list[str]:
    """Return the paragraphs that trafilatura finds, tables included and comments left out; empty for huge pages."""
    if document.root is None or len(document.markup) > _MAX_MARKUP:
        return []
    if sum(1 for _ in document.root.iter()) > _MAX_ELEMENTS:
        return []
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    text = trafilatura.extract(document.markup, include_comments=False, include_tables=True)
    return [line.removeprefix("- ").strip() for line in (text or "").split("\n") if line.strip()]
