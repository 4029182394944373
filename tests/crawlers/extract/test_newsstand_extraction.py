"""The news-stand: every invented page comes out exactly as its maker meant it, by its outlet's card."""

import gzip
import zlib
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import pytest

from crawlers.cards import card_of, load_cards
from crawlers.extract import Page, extract
from domain.article import READABLE, Article
from samples.build import responses
from samples.stand import SampleArticle, read_stand

_CARDS = load_cards(Path(__file__).parents[3] / "samples" / "outlets")
_UNPACK = {"gzip": gzip.decompress, "deflate": zlib.decompress}


def _pages() -> list[tuple[Page, SampleArticle]]:
    stand = read_stand()
    versions: dict[str, list[SampleArticle]] = {}
    for article in stand.articles:
        versions.setdefault(article.url, []).append(article)
    found: dict[tuple[str, bytes], tuple[Page, SampleArticle]] = {}
    for moment, response in responses(stand):
        if response.url in versions:
            page = _page(response.url, response.body, dict(response.headers), moment)
            shown = max((each for each in versions[response.url] if each.seen <= moment), key=lambda each: each.seen)
            found.setdefault((page.url, page.body), (page, shown))
    return list(found.values())


def _page(url: str, body: bytes, headers: dict[str, str], moment: datetime) -> Page:
    if packed := headers.get("Content-Encoding"):
        body = _UNPACK[packed](body)
    return Page(url=url, body=body, content_type=headers.get("Content-Type"), fetched_at=moment)


@pytest.mark.parametrize(("page", "truth"), _pages(), ids=lambda value: getattr(value, "slug", ""))
def test_a_page_comes_out_as_it_was_meant(page: Page, truth: SampleArticle) -> None:
    article = extract(page, card=card_of(page.url, _CARDS))
    assert article.status == truth.expect
    if truth.expect in READABLE:
        assert _told(article) == {
            "title": truth.title,
            "text": truth.text,
            "byline": truth.byline,
            "published": truth.published,
            "updated": truth.updated,
            "language": truth.language,
            "section": truth.section,
            "origin": (truth.origin.kind, truth.origin.name) if truth.origin else None,
        }


def _told(article: Article) -> dict[str, object]:
    fields = asdict(article)
    told = {name: fields[name] for name in ("title", "text", "byline", "published", "updated", "language", "section")}
    return told | {"origin": (article.origin.kind, article.origin.name) if article.origin else None}
