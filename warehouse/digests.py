"""Digests: which editions of a mailing list were made and sent, and what they told."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol

from warehouse.connection import Connection
from warehouse.queries import queries
from warehouse.storable import storable_values


class Item(Protocol):
    """Something that an edition tells; ``key`` outlives a new annotation, and the same key is the same item."""

    @property
    def key(self) -> str:
        """What the item is."""

    @property
    def kind(self) -> str:
        """story, article or quotation."""

    @property
    def article_id(self) -> int | None:
        """The article it leads to."""

    @property
    def story_id(self) -> int | None:
        """The story it tells, as it is numbered now."""

    @property
    def url(self) -> str | None:
        """The link that is shown."""


def edition_exists(conn: Connection, *, list_id: str, edition: date) -> bool:
    """Return whether the edition was made before."""
    return bool(queries().edition_exists(conn, list=list_id, edition=edition.isoformat()))


def already_sent(conn: Connection, *, list_id: str, but: date | None = None) -> frozenset[str]:
    """Return the keys of all items that editions of the list told, those of the edition ``but`` left out."""
    rows = queries().told_items(conn, list=list_id, but=but and but.isoformat())
    return frozenset(key for (key,) in rows)


def store_digest(
    conn: Connection,
    *,
    list_id: str,
    edition: date,
    message: EmailMessage,
    path: Path,
    items: Sequence[Item],
    made_at: datetime | None = None,
) -> bool:
    """Remember an edition with its items, all or nothing; return False when it was made before, and stays as it was.

    ``path`` is the file of the outbox; its name is kept.
    """
    key = {"list": list_id, "edition": edition.isoformat()}
    with conn:
        inserted = queries().insert_digest(
            conn,
            **key,
            as_of=edition,
            made_at=made_at or datetime.now(UTC),
            **storable_values(
                {
                    "subject": str(message["Subject"]),
                    "message_id": str(message["Message-ID"]),
                    "outbox_path": path.name,
                }
            ),
        )
        if inserted is None:
            return False
        for position, item in enumerate(items):
            values = {"item_key": item.key, "kind": item.kind, "url": item.url}
            queries().insert_digest_item(
                conn,
                **key,
                position=position,
                article_id=item.article_id,
                story_id=item.story_id,
                **storable_values(values),
            )
    return True


def unsent(conn: Connection, *, list_id: str) -> list[tuple[date, str]]:
    """Return the editions that no mail server has taken yet, with the names of their files, the oldest first."""
    return [(date.fromisoformat(edition), name) for edition, name in queries().unsent(conn, list=list_id)]


def mark_sent(conn: Connection, *, list_id: str, edition: date, sent_at: datetime | None = None) -> None:
    """Note that a mail server took the edition; the first time stays."""
    with conn:
        queries().mark_sent(conn, list=list_id, edition=edition.isoformat(), sent_at=sent_at or datetime.now(UTC))
