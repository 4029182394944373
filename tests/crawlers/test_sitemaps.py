"""Sitemaps: what is read of sound ones, indexes, ill-formed ones and hostile ones."""

import gzip
import os
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawlers import sitemaps
from crawlers.entries import Entry
from crawlers.sitemaps import Sitemap, read_sitemap

BEIJING = ZoneInfo("Asia/Shanghai")
NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)


def read(body: bytes | str, **options: object) -> Sitemap:
    body = body if isinstance(body, bytes) else body.encode()
    return read_sitemap(body, url="https://www.mock.example/news.xml", zone=BEIJING, **options)  # type: ignore[arg-type]


def urlset(*rows: str) -> str:
    return f"<?xml version='1.0'?><urlset {NAMESPACES}>" + "".join(f"<url>{row}</url>" for row in rows) + "</urlset>"


def news(url: str, title: str, day: str, language: str = "zh") -> str:
    return (
        f"<loc>{url}</loc><news:news><news:publication><news:name>虚构报</news:name><news:language>{language}"
        f"</news:language></news:publication><news:publication_date>{day}</news:publication_date>"
        f"<news:title>{title}</news:title></news:news><image:image><image:loc>https://img.mock.example/1.jpg</image:loc>"
        f"<image:title>A picture</image:title></image:image>"
    )


def test_news_sitemap_gives_title_and_time() -> None:
    body = urlset(news("https://www.mock.example/1", "渡船<![CDATA[ & 引航员]]>", "2031-03-04T10:00:00+08:00"))
    assert read(body).entries == (
        Entry(
            url="https://www.mock.example/1",
            title="渡船 & 引航员",
            published=datetime(2031, 3, 4, 10, tzinfo=BEIJING),
            published_precision="second",
        ),
    )


def test_lastmod_dates_an_entry_and_is_no_time_of_publication() -> None:
    since = datetime(2031, 3, 2, tzinfo=UTC)
    rows = [f"<loc>/{day}</loc><lastmod>2031-03-0{day}</lastmod>" for day in (1, 2, 3)]
    found = read(urlset(*rows, "<loc>/undated</loc>"), since=since)
    assert [entry.url for entry in found.entries] == ["/3", "/undated"]
    assert found.n_older == 2
    assert {entry.published for entry in found.entries} == {None}


@pytest.mark.parametrize(
    ("language", "kept"), [("en", True), ("eng", True), ("en-US", True), ("", True), ("spa", False), ("zh-cn", False)]
)
def test_entries_of_other_languages_are_counted_and_left_out(language: str, kept: bool) -> None:
    found = read(urlset(news("/1", "One", "2031-03-04", language)), languages=("en",))
    assert (len(found.entries), found.n_foreign) == ((1, 0) if kept else (0, 1))


def test_chinese_languages_have_many_names() -> None:
    rows = [news(f"/{name}", name, "2031-03-04", name) for name in ("zh", "zho", "chi", "zh-Hans", "zh_TW", "en")]
    assert len(read(urlset(*rows), languages=("zh",)).entries) == 5


def test_index_names_further_sitemaps_the_newest_first() -> None:
    days = ("2031-03-02", "2031-03-04", "2031-03-03")
    rows = "".join(f"<sitemap><loc>/{day}.xml</loc><lastmod>{day}</lastmod></sitemap>" for day in days)
    body = f"<sitemapindex {NAMESPACES}>{rows}<sitemap><loc>/undated.xml</loc></sitemap></sitemapindex>"
    assert read(body).indexed == ("/2031-03-04.xml", "/2031-03-03.xml", "/2031-03-02.xml", "/undated.xml")
    since = datetime(2031, 3, 3, tzinfo=BEIJING)
    assert read(body, since=since).indexed == ("/2031-03-04.xml", "/2031-03-03.xml", "/undated.xml")


def test_gzip_is_unpacked_even_when_it_is_cut() -> None:
    body = gzip.compress(urlset(*(f"<loc>/{os.urandom(8).hex()}</loc>" for _ in range(2000))).encode())
    assert len(read(body).entries) == 2000
    assert 0 < len(read(body[: len(body) // 2]).entries) < 2000


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "is no sitemap"),
        (b"<html><body>Not found</body></html>", "is no sitemap"),
        (b"\x00\xff\x00", "is no sitemap"),
        (b'{"urls": []}', "is no sitemap"),
        (b"\x1f\x8b\x08not gzip", "is broken gzip"),
        (f"<urlset {NAMESPACES}></urlset>".encode(), "is no sitemap"),
    ],
)
def test_what_is_no_sitemap_says_so(body: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read(body)


def test_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "MAX_SIZE", 100_000)
    with pytest.raises(ValueError, match="unpacks to more than 100000 bytes"):
        read(gzip.compress(b"<urlset>" + b" " * 1_000_000))


@pytest.mark.parametrize(
    "body",
    [
        urlset("<loc>/1</loc>", "<loc>/2</loc>")[:-30],
        urlset("<loc>/1</loc>", "<loc>/2?a=1&b=2</loc>"),
        urlset("<loc>/1</loc>").replace("<?xml version='1.0'?>", "\n<?xml version='1.0'?>"),
        urlset("<loc> /1\n</loc>", "</wrong><loc>/3</loc>"),
        urlset("<loc>/1</loc>").replace(NAMESPACES, ""),
    ],
)
def test_ill_formed_sitemap_gives_what_can_be_read(body: str) -> None:
    assert read(body).entries[0].url == "/1"


def test_no_entity_is_expanded(tmp_path: os.PathLike[str]) -> None:
    secret = f"{tmp_path}/secret"
    with open(secret, "w") as file:  # noqa: PTH123
        file.write("secret words")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha " * 10}">' for n in range(10))
    doctype = f"<!DOCTYPE urlset [{laughs}<!ENTITY file SYSTEM 'file://{secret}'>]>"
    body = f"<?xml version='1.0'?>{doctype}<urlset {NAMESPACES}><url><loc>/1&l9;&file;</loc></url></urlset>"
    try:
        entries = read(body).entries
    except ValueError:
        entries = ()
    for entry in entries:
        assert len(entry.url) < 1000 and "secret" not in entry.url


@given(
    st.binary(max_size=300)
    | st.lists(st.sampled_from(["<url>", "</url>", "<loc>", "</loc>", "/1", "<news:news>", "&", "<!--", "\x00"])).map(
        lambda parts: ("<urlset>" + "".join(parts)).encode()
    )
)
@settings(max_examples=150)
def test_no_bytes_break_the_reader(body: bytes) -> None:
    try:
        assert all(entry.url for entry in read(body).entries)
    except ValueError as error:
        assert str(error).startswith(("is ", "unpacks "))
