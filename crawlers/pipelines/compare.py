"""Compare: a page whose bytes are those of the last visit is not read again."""

import hashlib

from crawlers.visit import Visit


class ComparePipeline:
    """Ends the visits whose body has the hash of the earlier one."""

    def process_item(self, item: Visit) -> Visit:
        """Hash the body of ``item``; unchanged when the hash is known."""
        if item.kind is not None or item.body is None:
            return item
        item.body_sha256 = hashlib.sha256(item.body).hexdigest()
        if item.known and item.known.body_sha256 == item.body_sha256:
            return item.end("unchanged", "same bytes as before")
        return item
