"""One test for all invented pages: what extraction finds on each is what its file says."""

import json
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from crawlers.cards import Card
from crawlers.extract import Page, extract

_PAGES = Path(__file__).with_name("pages")
_FETCHED = datetime(2031, 12, 31, tzinfo=UTC)


def _card(url: str, zone: str) -> Card:
    host = url.split("/")[2]
    return Card.model_validate(
        {
            "id": "invented",
            "name": "Invented",
            "country": "US",
            "languages": ["en"],
            "timezone": zone,
            "invented": True,
            "status": "drafted",
            "hosts": [host],
        }
    )


@pytest.mark.parametrize("record", sorted(_PAGES.glob("*.json")), ids=lambda path: path.stem)
def test_a_page_is_read_as_its_record_says(record: Path) -> None:
    told = cast(dict[str, Any], json.loads(record.read_text(encoding="utf-8")))
    markup = record.with_suffix(".html").read_text(encoding="utf-8")
    page = Page(
        url=told["url"],
        body=markup.encode(told["encoding"]),
        content_type=told["content_type"],
        fetched_at=_FETCHED,
    )
    card = _card(told["url"], told["timezone"]) if "timezone" in told else None

    article = extract(page, card=card)

    found = {field: _plain(getattr(article, field)) for field in told["expected"]}
    if isinstance(told["expected"].get("origin"), dict) and article.origin:
        found["origin"] = {key: getattr(article.origin, key) for key in told["expected"]["origin"]}
    expected = dict(told["expected"])
    if isinstance(expected.get("text"), list):
        expected["text"] = "\n".join(expected["text"])
    assert SimpleNamespace(**found) == SimpleNamespace(**expected)


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
