"""Real cards: they load, and each knows its own article addresses."""

from pathlib import Path

import pytest

from crawlers.cards import card_of, load_cards

_CARDS = load_cards(Path(__file__).parents[3] / "crawlers" / "outlets")


def test_every_card_loads() -> None:
    assert _CARDS.problems == ()
    assert {"people_zh", "chinadaily", "bbc_zh", "ap", "cnn", "techcrunch", "wired"} <= set(_CARDS)


@pytest.mark.parametrize("card", _CARDS.values(), ids=lambda card: card.id)
def test_a_card_says_how_it_is_known(card: object) -> None:
    assert getattr(card, "confidence")  # noqa: B009
    assert not getattr(card, "invented")  # noqa: B009


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("http://politics.people.com.cn/n1/2024/0424/c1001-40223222.html", "people_zh"),
        ("https://china.chinadaily.com.cn/a/202311/17/WS65571297a310d5acd876f404.html", "chinadaily"),
        ("https://www.bbc.com/zhongwen/articles/c0xyz123abc/simp", "bbc_zh"),
        ("https://apnews.com/article/presidential-election-2024-labor-day-151f82b59473d29a448ef1cea9afe471", "ap"),
        ("https://edition.cnn.com/2023/11/06/politics/takeaways/index.html", "cnn"),
        ("https://techcrunch.com/2024/05/16/strava-taps-ai/", "techcrunch"),
        ("https://www.wired.com/story/the-best-sleeping-bags-for-every-adventure/", "wired"),
        ("https://time.com/6330957/james-hansen-climate-warning-geoengineering-study/", "time"),
    ],
)
def test_an_article_address_finds_its_card(url: str, outlet: str) -> None:
    card = card_of(url, _CARDS)
    assert card is not None
    assert card.id == outlet
    assert card.is_article(url)


def test_the_english_bbc_is_not_the_chinese_one() -> None:
    assert card_of("https://www.bbc.com/news/articles/clymn8zyrp9o", _CARDS) is None
