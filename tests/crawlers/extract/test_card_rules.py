"""Card rules: every kind of rule on an invented page, and what happens where a rule finds nothing."""

from datetime import UTC, datetime
from typing import Any

import pytest

from crawlers.cards import Card
from crawlers.extract import Hint, Page, extract
from domain.article import Article

_URL = "https://www.lintel.example/science/2031/05/02/story-77.html"
_PAGE = """<html><head><title>Wrong title - Lintel</title>
<meta name="dek" content="From a meta element"><meta property="article:published_time" content="2031-05-01">
<script type="application/ld+json">
{"@type":"NewsArticle","headline":"From linked data","author":[{"name":"Odile Brandvold"}]}</script>
</head><body>
<h1 class="head">From a heading</h1><span class="when" data-at="2031-05-02T03:04:05Z">yesterday</span>
<p id="credit">Filed by Casimir Oyelaran in the science room | Source: Harbor Wire</p>
<div class="copy"><p>The first paragraph of the story is long enough to be taken for prose by anybody who reads it.</p>
<div class="promo"><p>Buy the paper today and get the weekend edition at half the price, with supplements.</p></div>
<p>The second paragraph says more about the matter, and it names nobody in particular at this point.</p>
<p class="end">***</p><p>After the end mark there is only what other desks want readers to see next.</p></div>
</body></html>"""


def _card(page: dict[str, Any]) -> Card:
    return Card.model_validate(
        {
            "id": "lintel",
            "name": "Lintel",
            "country": "US",
            "languages": ["en"],
            "timezone": "America/New_York",
            "invented": True,
            "status": "drafted",
            "hosts": ["www.lintel.example"],
            "article_url": {"allow": [r"/(?P<desk>[a-z]+)/(?P<y>\\d{4})/".replace("\\\\", "\\")]},
            "page": page,
        }
    )


def _read(page: dict[str, Any], hint: Hint | None = None) -> Article:
    return extract(
        Page(url=_URL, body=_PAGE.encode(), fetched_at=datetime(2031, 5, 3, tzinfo=UTC)), card=_card(page), hint=hint
    )


@pytest.mark.parametrize(
    ("rules", "title"),
    [
        (["css:h1.head"], "From a heading"),
        (["xpath://h1[@class='head']"], "From a heading"),
        (["xpath:string(//h1)"], "From a heading"),
        (["meta:DEK"], "From a meta element"),
        (["ld:headline"], "From linked data"),
        (["const:From the card"], "From the card"),
        (["text:/Filed by (\\w+ \\w+)/"], "Casimir Oyelaran"),
        (["css:.nothing", "meta:nothing", "ld:no.such.path", "css:h1"], "From a heading"),
    ],
)
def test_a_rule_of_each_kind_gives_the_title(rules: list[str], title: str) -> None:
    assert _read({"title": rules}).title == title


def test_body_drop_and_stop() -> None:
    article = _read({"body": ["css:.missing", "css:.copy"], "drop": ["css:.promo"], "stop": ["css:.end"]})
    assert article.method == "card"
    assert (article.text or "").split("\n") == [
        "The first paragraph of the story is long enough to be taken for prose by anybody who reads it.",
        "The second paragraph says more about the matter, and it names nobody in particular at this point.",
    ]


def test_rules_that_find_too_little_leave_the_text_to_the_page() -> None:
    article = _read({"body": ["css:#credit"]})
    assert article.method == "density"
    assert "The second paragraph" in (article.text or "")


def test_the_other_fields() -> None:
    article = _read(
        {
            "published": ["css:.nothing@datetime", "css:.when@data-at"],
            "byline": ["text:/Filed by (\\w+ \\w+)/"],
            "section": ["url:desk"],
            "origin": ["text:/Source: (\\w+ \\w+)/"],
        }
    )
    assert article.outlet == "lintel"
    assert article.published == datetime(2031, 5, 2, 3, 4, 5, tzinfo=UTC)
    assert (article.published_precision, article.published_source) == ("second", "html")
    assert article.byline == ("Casimir Oyelaran",)
    assert article.section == "science"
    assert article.origin is not None
    assert (article.origin.kind, article.origin.name) == ("republication", "Harbor Wire")


def test_url_parts_by_position() -> None:
    assert _read({"section": ["url:path[0]"]}).section == "science"
    assert _read({"section": ["url:path[9]", "const:desk"]}).section == "desk"


def test_the_outlets_zone_counts_where_the_page_gives_none_and_its_source_is_said() -> None:
    article = _read({})
    assert article.published is not None
    assert article.published.isoformat() == "2031-05-01T00:00:00-04:00"
    assert (article.published_precision, article.published_source) == ("day", "meta")


def test_the_feed_completes_what_the_page_leaves_open() -> None:
    bare = "<html><body>" + _PAGE[_PAGE.index('<div class="copy">') :]
    hint = Hint(
        title="From the feed",
        published=datetime(2031, 5, 2, 9, 30, tzinfo=UTC),
        section="Science",
        byline=("Noor Halvorsen",),
    )
    article = extract(Page(url="https://www.lintel.example/x", body=bare.encode()), hint=hint)
    assert (article.title, article.section, article.byline) == ("From the feed", "Science", ("Noor Halvorsen",))
    assert (article.published, article.published_source) == (hint.published, "feed")
