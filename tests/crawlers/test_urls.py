"""URLs: one written form for one page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.urls import canonical_url, join


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://WWW.Mock.example/A?b=2&a=1#top", "https://www.mock.example/A?a=1&b=2"),
        ("https://www.mock.example/a?utm_source=x&UTM_Medium=y&id=3", "https://www.mock.example/a?id=3"),
        ("https://www.mock.example/a?at_campaign=KARANGA", "https://www.mock.example/a"),
        ("https://www.mock.example/渡船", "https://www.mock.example/%E6%B8%A1%E8%88%B9"),
        ("http://www.mock.example/%B6%C9?k=%B6%C9", "http://www.mock.example/%B6%C9?k=%B6%C9"),
        ("https://www.mock.example", "https://www.mock.example/"),
        (" https://www.mock.example/a\n", "https://www.mock.example/a"),
        ("mailto:desk@mock.example", None),
        ("javascript:void(0)", None),
        ("ftp://www.mock.example/", None),
        ("https://", None),
        ("https://[broken/", None),
        ("/a", None),
        ("", None),
    ],
)
def test_canonical_form(url: str, canonical: str | None) -> None:
    assert canonical_url(url) == canonical


@given(url=st.text(max_size=60) | st.text(max_size=40).map("https://mock.example/".__add__))
def test_canonical_form_is_final(url: str) -> None:
    canonical = canonical_url(url)
    assert canonical is None or canonical_url(canonical) == canonical


def test_join_gives_back_what_it_cannot_join() -> None:
    assert join("https://mock.example/a/", "../b") == "https://mock.example/b"
    assert join("https://mock.example/a/", "http://[broken/") == "http://[broken/"
