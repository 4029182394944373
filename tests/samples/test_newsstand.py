"""The news-stand keeps its promises: its numbers, its gold, its charsets, and nothing outside reserved names."""

import gzip
import re
from collections import Counter, defaultdict
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawlers.cards import Cards, load_cards
from crawlers.extract import Page, extract
from domain.stance import STANCE_LABELS
from samples.build import build_warc
from samples.stand import SampleArticle, SampleError, Stand, read_article, read_stand

OUTLETS = Path(__file__).parents[2] / "samples" / "outlets"

#: Names of vocabularies: they stand in pages and feeds and lead nowhere.
VOCABULARIES = {"schema.org", "www.w3.org", "purl.org"}

TRADITIONAL = re.compile("[這裏裡說與國會對發後來時間開關學機構應該過還沒點請個們為進實體條網電點優勢領導]")


@pytest.fixture(scope="module")
def stand() -> Stand:
    return read_stand()


@pytest.fixture(scope="module")
def articles(stand: Stand) -> list[SampleArticle]:
    """Articles that a polite crawler can read, one an address."""
    readable = {
        article.url: article
        for article in stand.articles
        if article.expect in ("ok", "paywalled") and "disallowed" not in article.extra
    }
    return list(readable.values())


@pytest.fixture(scope="module")
def cards() -> Cards:
    return load_cards(OUTLETS)


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> list[dict]:
    file = build_warc(tmp_path_factory.mktemp("stand") / "stand.warc.gz")
    with file.open("rb") as stream:
        return [
            {
                "type": record.rec_type,
                "id": record.rec_headers.get_header("WARC-Record-ID"),
                "url": record.rec_headers.get_header("WARC-Target-URI"),
                "date": record.rec_headers.get_header("WARC-Date"),
                "status": int(record.http_headers.get_statuscode()),
                "headers": {name.lower(): value for name, value in record.http_headers.headers},
                "body": record.raw_stream.read(),
            }
            for record in ArchiveIterator(stream)
        ]


def _text(record: dict, stand: Stand) -> str:
    host = urlsplit(record["url"]).netloc
    outlet = next(
        outlet for outlet in stand.outlets if host.endswith(urlsplit(outlet.base).netloc.removeprefix("www."))
    )
    body = record["body"]
    if record["headers"].get("content-encoding") == "gzip":
        body = gzip.decompress(body)
    return body.decode(outlet.charset)


def test_two_builds_have_the_same_bytes(tmp_path: Path) -> None:
    first, second = build_warc(tmp_path / "a.warc.gz"), build_warc(tmp_path / "deep" / "b.warc.gz")
    assert first.read_bytes() == second.read_bytes()


def test_every_record_is_a_whole_response_of_its_own(records: list[dict]) -> None:
    assert {record["type"] for record in records} == {"response"}
    assert len({record["id"] for record in records}) == len(records)
    assert len({(record["url"], record["date"]) for record in records}) == len(records)
    for record in records:
        assert len(record["body"]) == int(record["headers"]["content-length"]), record["url"]
        assert record["status"] in (200, 301, 404)


def test_ten_days_eight_outlets_and_enough_articles(stand: Stand, articles: list[SampleArticle]) -> None:
    assert len(stand.crawls) == 10
    assert len(stand.outlets) == 8
    assert len(articles) >= 48
    assert {article.outlet for article in articles} == {outlet.id for outlet in stand.outlets}
    assert {article.published.date() for article in articles} == {crawl.date() for crawl in stand.crawls}
    chinese = sum(article.language == "zh" for article in articles)
    assert chinese / len(articles) >= 0.4


def test_sides_and_scripts(cards: Cards, articles: list[SampleArticle]) -> None:
    assert Counter("US" if card.country == "US" else "CN side" for card in cards.values()) == {"US": 4, "CN side": 4}
    for article in articles:
        if article.language == "zh":
            traditional = len(TRADITIONAL.findall(article.text))
            assert (traditional > 10) == (article.outlet == "leimun_daily"), article.slug


def test_articles_are_as_long_as_news(articles: list[SampleArticle]) -> None:
    for article in articles:
        size = len(article.text) if article.language == "zh" else len(article.text.split())
        least = 350 if article.language == "zh" else 225
        if article.expect == "ok":
            assert least <= size <= 1100, article.slug


def test_gold_quotations_are_verbatim_and_of_every_kind(articles: list[SampleArticle]) -> None:
    for article in articles:
        assert article.quotations, article.slug
        for quotation in article.quotations:
            assert quotation.content == tuple(article.text[start:end] for start, end in quotation.spans)
            assert all(words and words == words.strip() for words in quotation.content), article.slug
            assert all(
                later.start >= earlier.end for earlier, later in zip(quotation.spans, quotation.spans[1:], strict=False)
            )
            assert quotation.stance in STANCE_LABELS
            if quotation.type == "direct":
                opened = {article.text[start - 1] for start, _ in quotation.spans}
                assert opened <= set('“"「'), (article.slug, quotation.content)
    for language in ("en", "zh"):
        gold = [quotation for article in articles if article.language == language for quotation in article.quotations]
        assert {quotation.type for quotation in gold} == {"direct", "mixed", "indirect"}
        assert all(Counter(quotation.stance for quotation in gold)[label] >= 10 for label in STANCE_LABELS)
        assert any(len(quotation.spans) > 1 for quotation in gold)


def test_speakers_are_named_in_their_articles(articles: list[SampleArticle]) -> None:
    for article in articles:
        for quotation in article.quotations:
            if quotation.speaker:
                named = f"{article.text}\n{' '.join(article.byline)}"
                assert quotation.speaker.lower() in named.lower(), (article.slug, quotation.speaker)


def test_people_speak_in_both_languages(stand: Stand, articles: list[SampleArticle]) -> None:
    languages, outlets = defaultdict(set), defaultdict(set)
    key_of = {name: person.key for person in stand.people for name in person.names}
    for article in articles:
        for quotation in article.quotations:
            if key := key_of.get(quotation.speaker or ""):
                languages[key].add(article.language)
                outlets[key].add(article.outlet)
    assert set(languages) == {person.key for person in stand.people}
    assert sum(spoken == {"en", "zh"} for spoken in languages.values()) >= 15
    assert all(len(heard) >= 2 for heard in outlets.values())


def test_stories_and_wire_copies(articles: list[SampleArticle]) -> None:
    told, copies = defaultdict(set), defaultdict(set)
    for article in articles:
        told[article.story].add(article.language)
        if article.origin:
            assert article.origin.kind == "wire"
            copies[article.story].add(article.outlet)
    assert sum(spoken == {"en", "zh"} for story, spoken in told.items() if story) >= 5
    assert sorted(map(len, copies.values())) == [3, 3]


def test_the_revised_article_changes_between_the_two_editions(stand: Stand) -> None:
    versions = defaultdict(list)
    for article in stand.articles:
        versions[article.url].append(article)
    [revised] = [found for found in versions.values() if len(found) > 1]
    first, second = sorted(revised, key=lambda article: article.seen)
    assert first.published == second.published
    assert first.seen < stand.crawls[6] < second.seen
    assert first.title != second.title
    before, after = set(first.text.split("\n")), set(second.text.split("\n"))
    assert before & after and before - after and after - before


def test_gbk_outlet_says_gb2312_and_holds_more(records: list[dict]) -> None:
    pages = [record for record in records if "lanjiangdaily" in record["url"] and record["status"] == 200]
    assert pages
    for page in pages:
        assert b"charset=gb2312" in page["body"]
        assert "澜江日报" in page["body"].decode("gbk")
    with pytest.raises(UnicodeDecodeError):
        b"".join(page["body"] for page in pages).decode("gb2312")
    assert any("utf-8" in page["headers"]["content-type"] for page in pages)


def test_every_page_and_feed_says_that_it_is_invented(records: list[dict], stand: Stand) -> None:
    for record in records:
        if record["status"] == 200:
            assert "Invented for Racewatch's demonstration" in _text(record, stand).replace("&#39;", "'"), record["url"]


def test_no_host_outside_reserved_names(records: list[dict], stand: Stand) -> None:
    for record in records:
        named = {record["url"], record["headers"].get("location", record["url"])}
        named |= set(re.findall(r"https?://[^\s\"'<>]+|(?<=[\"'])//[^\s\"'<>]+", _text(record, stand)))
        hosts = {urlsplit(url).hostname for url in named}
        assert all(host.endswith(".example") or host in VOCABULARIES for host in hosts), (record["url"], hosts)
        assert not re.search(r"[\w.]+@(?!\w+\.example)\w+\.\w+", _text(record, stand))


def test_all_articles_are_listed_at_both_editions(records: list[dict], stand: Stand, cards: Cards) -> None:
    for crawl in (stand.crawls[6], stand.crawls[-1]):
        day = crawl.date().isoformat()
        for outlet in stand.outlets:
            sources = {source.url for source in cards[outlet.id].sources}
            listed = "".join(
                _text(record, stand)
                for record in records
                if record["url"] in sources and record["date"].startswith(day)
            )
            for article in stand.live(outlet.id, crawl):
                address = article.listed_as or article.url
                path = address.removeprefix(outlet.base).replace("&", "&amp;")
                assert path in listed, (day, article.slug)
                assert cards[outlet.id].is_article(address), address


def test_pages_are_taken_on_the_day_they_appear_or_change(records: list[dict], stand: Stand) -> None:
    for article in stand.articles:
        taken = [record for record in records if record["url"] == article.url]
        days = {record["date"][:10] for record in taken}
        first = next(crawl for crawl in stand.crawls if article.seen <= crawl)
        assert first.date().isoformat() in days
        assert first - article.seen < timedelta(days=1)
        assert len(taken) == sum(other.url == article.url for other in stand.articles)


def test_politeness_has_something_to_obey(records: list[dict], stand: Stand) -> None:
    robots = {record["url"]: record for record in records if record["url"].endswith("/robots.txt")}
    assert robots["https://www.lanjiangdaily.example/robots.txt"]["status"] == 404
    assert "Crawl-delay: 10" in _text(robots["https://ferrite.example/robots.txt"], stand)
    assert "Disallow: /sponsored/" in _text(robots["https://www.easternlantern.example/robots.txt"], stand)
    [shut] = [article for article in stand.articles if "disallowed" in article.extra]
    assert urlsplit(shut.url).path.startswith("/sponsored/")


def test_cards_are_whole_and_marked_invented(cards: Cards, stand: Stand) -> None:
    assert not cards.problems
    assert set(cards) == {outlet.id for outlet in stand.outlets}
    for outlet in stand.outlets:
        assert cards[outlet.id].invented
        assert cards[outlet.id].name == outlet.name
        assert cards[outlet.id].owns(outlet.base)


def test_the_cards_read_every_article_of_their_outlet(
    records: list[dict], stand: Stand, cards: Cards, articles: list[SampleArticle]
) -> None:
    for article in articles:
        record = [record for record in records if record["url"] == article.url][-1]
        page = Page(
            url=article.url,
            body=gzip.decompress(record["body"]) if "content-encoding" in record["headers"] else record["body"],
            content_type=record["headers"]["content-type"],
            fetched_at=stand.crawls[-1],
        )
        found = extract(page, card=cards[article.outlet])
        assert found.status == article.expect, article.slug
        assert found.language == article.language
        assert found.published == article.published, article.slug
        assert _squeezed(found.title) == _squeezed(article.title)
        assert _squeezed(found.text) == _squeezed(article.text), article.slug
        assert (found.origin and found.origin.name) == (article.origin and article.origin.name), article.slug


def _squeezed(text: str | None) -> str:
    """Leave out white space: which of it stays between Chinese characters is extraction's own rule."""
    return "".join((text or "").split())


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("no front matter", "expected YAML"),
        (
            "---\nurl: /a\ntitle: a\nsummary: a\nlanguage: en\nsection: a\npublished: '2031-03-03T10:00:00'\n---\na",
            "offset",
        ),
        ("---\nurl: /a\n---\nHe [[1:spoke]].", "differ"),
    ],
)
def test_a_broken_article_file_is_named(tmp_path: Path, stand: Stand, written: str, problem: str) -> None:
    path = tmp_path / "broken.md"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(SampleError, match=f"broken.md: .*{problem}"):
        read_article(path, outlet=stand.outlets[0])
