from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.warehouse.made import NOON, contents, rows
from warehouse.connection import Connection
from warehouse.digests import already_sent, edition_exists, mark_sent, store_digest, unsent

DAY, NEXT = date(2031, 3, 10), date(2031, 3, 11)


@dataclass
class Told:
    key: str
    kind: str = "story"
    article_id: int | None = None
    story_id: int | None = 7
    url: str | None = "https://www.ledger.example/chips"


def store(conn: Connection, edition: date, *items: Told, subject: str = "Racewatch 芯片") -> bool:
    message = EmailMessage()
    message["Subject"] = subject
    message["Message-ID"] = f"<{edition}@racewatch.example>"
    path = Path(f"/somewhere/{edition}.eml")
    return store_digest(conn, list_id="daily", edition=edition, message=message, path=path, items=items)


def test_an_edition_is_remembered_once_with_what_it_told(empty: Connection) -> None:
    assert not edition_exists(empty, list_id="daily", edition=DAY)
    assert store(empty, DAY, Told("a"), Told("b"))
    before = contents(empty)
    assert not store(empty, DAY, Told("c"), subject="Another")
    assert contents(empty) == before
    assert store(empty, NEXT, Told("b"), Told("d"))
    assert edition_exists(empty, list_id="daily", edition=DAY)
    assert not edition_exists(empty, list_id="weekly", edition=DAY)
    assert already_sent(empty, list_id="daily") == {"a", "b", "d"}
    assert already_sent(empty, list_id="daily", but=NEXT) == {"a", "b"}
    assert already_sent(empty, list_id="weekly") == frozenset()
    assert rows(
        empty, "select item_key, position from racewatch.digest_items where edition = '2031-03-10' order by 2"
    ) == [
        ("a", 0),
        ("b", 1),
    ]


def test_an_edition_waits_until_a_mail_server_took_it(empty: Connection) -> None:
    store(empty, NEXT)
    store(empty, DAY)
    assert unsent(empty, list_id="daily") == [(DAY, "2031-03-10.eml"), (NEXT, "2031-03-11.eml")]
    mark_sent(empty, list_id="daily", edition=DAY, sent_at=NOON)
    mark_sent(empty, list_id="daily", edition=DAY)
    assert unsent(empty, list_id="daily") == [(NEXT, "2031-03-11.eml")]
    assert rows(empty, "select sent_at, subject from racewatch.digests where edition = '2031-03-10'") == [
        (NOON, "Racewatch 芯片")
    ]


def test_nothing_of_an_edition_stays_when_an_item_cannot_be_stored(empty: Connection) -> None:
    with pytest.raises(Exception, match="article_id"):
        store(empty, DAY, Told("a"), Told("b", article_id=999_999))
    assert not edition_exists(empty, list_id="daily", edition=DAY)
