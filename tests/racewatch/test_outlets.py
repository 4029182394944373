"""``racewatch outlets``: list, check (also live, against a server on loopback), explain and new."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from crawlers.cards import load_card
from crawlers.checks import read_checks
from crawlers.probe import ProbeError, run_program
from dags.settings import Settings
from dags.stages.collect import enabled_groups
from racewatch.cli import cli
from tests.crawlers.made import Answer, Site, article_html, crawl_hastily, rss

XML = {"Content-Type": "application/xml"}
CHINESE = "港务局周二表决，允许一支自动驾驶渡船队穿越海湾。首批渡船停航检修已有十一个月，船员要求放慢步伐。"
FIELDS: dict[str, Any] = {
    "id": "yunhai",
    "name": "云海报",
    "country": "CN",
    "languages": ["zh"],
    "timezone": "Asia/Shanghai",
    "invented": True,
    "status": "drafted",
    "enabled": False,
    "hosts": ["127.0.0.1"],
    "article_url": {"allow": ["/news/"]},
}


def call(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["outlets", *arguments])


def published(age: timedelta) -> str:
    return (datetime.now(UTC) - age).strftime("%a, %d %b %Y %H:%M:%S GMT")


@pytest.fixture
def cards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of cards, and a state folder of its own."""
    folder = tmp_path / "cards"
    folder.mkdir()
    monkeypatch.setenv("RACEWATCH_OUTLETS", str(folder))
    monkeypatch.setenv("RACEWATCH_STATE", str(tmp_path / "state"))
    monkeypatch.setattr("crawlers.probe.run_program", crawl_hastily)
    return folder


@pytest.fixture
def site() -> Iterator[Site]:
    started = Site()
    yield started
    started.close()


def write(cards: Path, **fields: Any) -> Path:
    values = {**FIELDS, **fields}
    path = cards / f"{values['id']}.yaml"
    path.write_text(yaml.safe_dump(values, allow_unicode=True), encoding="utf-8")
    return path


def serve(site: Site, *, age: timedelta = timedelta(hours=1)) -> list[dict[str, str]]:
    """An outlet with a feed and a list; return the sources of its card."""
    text = "".join(f"<p>{CHINESE}第{number}段。</p>" for number in range(5))
    items = [
        f"<title>渡船将自行过湾之{n}</title><link>{site.url(f'/news/{n}')}</link><pubDate>{published(age)}</pubDate>"
        for n in range(3)
    ]
    site.answers |= {
        "/robots.txt": Answer("User-agent: *\nCrawl-delay: 0.1\n", headers={"Content-Type": "text/plain"}),
        "/rss.xml": Answer(rss(*items, f"<title>关于</title><link>{site.url('/about')}</link>"), headers=XML),
        **{
            f"/news/{n}": Answer(
                f"<html lang='zh'><head><meta charset='utf-8'><title>渡船\x1b[2J</title><meta "
                f"property='article:published_time' content='{datetime.now(UTC).isoformat()}'></head><body>"
                f"<h1>渡船将自行过湾之{n}</h1>{text}</body></html>"
            )
            for n in range(3)
        },
    }
    return [{"kind": "feed", "url": site.url("/rss.xml")}]


def test_list_shows_every_card_and_counts_them() -> None:
    result = call("list")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].split() == [
        "id",
        "country",
        "languages",
        "status",
        "here",
        "policy",
        "sources",
        "host",
        "group",
        "name",
    ]
    (people,) = [line for line in lines if line.startswith("people_zh ")]
    assert {"CN", "zh", "proven", "enabled", "pages", "5", "feed,", "2", "list_page", "人民网"} <= set(people.split())
    counted = [line.split()[3] for line in lines[1:-1]]
    assert lines[-1].startswith(
        f"{len(counted)} outlets: {sum('proven' in line.split() for line in lines[1:-1])} proven, "
    )
    assert call().stdout == result.stdout


def test_check_tries_known_addresses(cards: Path) -> None:
    write(cards, article_url={"allow": ["/news/"], "examples": ["http://127.0.0.1/news/1"]})
    assert call("check").exit_code == 0
    write(cards, article_url={"allow": ["/news/"], "examples": ["http://127.0.0.1/about"]})
    result = call("check", "yunhai")
    assert result.exit_code == 1
    assert "yunhai: http://127.0.0.1/about: expected an article by article_url, found none" in result.stdout
    unknown = call("check", "nobody")
    assert unknown.exit_code == 1 and isinstance(unknown.exception, Exception)


def test_sound_outlet_is_enabled_here_and_its_card_stays_as_it_was(cards: Path, site: Site) -> None:
    path = write(cards, sources=serve(site))
    before = path.read_bytes()
    assert enabled_groups(Settings.from_environment()) == []
    result = call("check", "--live", "yunhai")
    assert result.exit_code == 0, result.output
    assert "4 entries, 3 articles by their URL, 3 dated" in result.stdout
    assert "asks for 0.1 s between requests" in result.stdout
    assert "zh" in result.stdout and "sound, and enabled here" in result.stdout
    assert "\x1b" not in result.stdout
    assert [site.asked(path) for path in ("/robots.txt", "/rss.xml", "/news/0", "/news/1")] == [1, 1, 1, 0]
    assert path.read_bytes() == before
    assert enabled_groups(Settings.from_environment()) == [["yunhai"]]
    assert "checked" in call("list").stdout
    assert "by a check of" in call("explain", "yunhai").stdout


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"article_url": {"allow": ["/artikel/"]}}, "no source lists an article: look at the sources"),
        ({"policy": "metadata_only"}, None),
        ({"age": timedelta(days=400)}, "is silent: its newest item is of"),
        ({"answers": {"/rss.xml": Answer("gone", status=404)}}, "no source lists an article"),
        ({"answers": {"/robots.txt": Answer("no", status=500)}}, "no page gave an article"),
        (
            {"answers": {"/news/0": Answer("<title>Just a moment...</title>", status=403)}},
            "no page gave an article: HTTP 403",
        ),
    ],
)
def test_outlet_that_is_not_sound_stays_disabled(
    cards: Path, site: Site, change: dict[str, Any], problem: str | None
) -> None:
    sources = serve(site, age=change.pop("age", timedelta(hours=1)))
    site.answers |= change.pop("answers", {})
    write(cards, sources=sources, **change)
    result = call("check", "--live", "yunhai")
    assert result.exit_code == (0 if problem is None else 1), result.output
    assert problem is None or problem in result.stdout
    assert enabled_groups(Settings.from_environment()) == ([["yunhai"]] if problem is None else [])
    if change.get("policy") == "metadata_only":
        assert not any(site.asked(f"/news/{n}") for n in range(3))


def test_broken_file_of_a_check_counts_as_none(tmp_path: Path) -> None:
    for name, text in (("a", "{"), ("b", "[]"), ("c", '{"outlet": "c"}'), ("d", '{"outlet": "e", "sources": []}')):
        (tmp_path / f"{name}.json").write_text(text)
    assert read_checks(tmp_path) == {} == read_checks(tmp_path / "missing")


def test_explain_says_what_is_fetched_and_how() -> None:
    chinese, english = call("explain", "thepaper").stdout, call("explain", "scmp").stdout
    assert "asked by POST with {'channelId': '119908'}" in chinese and "科技" in chinese
    assert "becomes https://www.thepaper.cn/newsDetail_forward_\\1" in chinese
    assert "Between two requests to a host lie 10 s" in english and "It is disabled" in english
    assert "Guessed, for nobody has seen it to be so:\n  - sources.5.section: China tech\n" in english
    checked = call("check", "sixthtone").stdout
    assert "sixthtone: drafted, sound" in checked
    assert "guessed page.byline: feed:author, else next:...detailData.authorList" in checked


def test_new_drafts_a_card_from_the_web(cards: Path, site: Site) -> None:
    serve(site)
    site.answers["/"] = Answer(
        "<html lang='zh'><head><meta charset='utf-8'><meta property='og:site_name' content='云海报'>"
        "<link rel='alternate' type='application/rss+xml' href='/rss.xml'></head><body><h1>云海报</h1></body></html>"
    )
    result = call("new", site.url("/"), "--id", "yunhai")
    assert result.exit_code == 0, result.output
    card = load_card(cards / "yunhai.yaml")
    assert (card.name, card.languages, card.timezone, card.enabled) == ("云海报", ("zh",), "Asia/Shanghai", False)
    assert [source.url for source in card.sources] == [site.url("/rss.xml")]
    assert card.is_article(site.url("/news/77")) and not card.is_article(site.url("/imprint.html"))
    before = (cards / "yunhai.yaml").read_bytes()
    again = call("new", site.url("/"), "--id", "yunhai")
    assert again.exit_code == 1 and (cards / "yunhai.yaml").read_bytes() == before


def test_new_drafts_a_card_from_a_file(cards: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.html"
    saved.write_text(article_html("Ferries without captains").replace("2031-03-04T", "2026-01-05T"))
    result = call("new", str(saved), "--url", "https://www.gazette.example/news/2031/ferries")
    assert result.exit_code == 0, result.output
    assert load_card(cards / "gazette.yaml").timezone == "America/New_York"
    assert call("new", str(tmp_path / "missing.html")).exit_code == 1
    assert call("new", "https://www.gazette.example/", "--url", "https://x.example").exit_code == 2


def test_new_says_why_nothing_can_be_drafted(cards: Path, site: Site) -> None:
    site.answers["/"] = Answer("no", status=403)
    result = call("new", site.url("/"))
    assert result.exit_code == 1
    assert "gave nothing to draft from (HTTP 403)" in str(result.exception)
    assert not list(cards.iterdir())


def test_crawl_that_fails_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ProbeError, match="expected a crawl plan"):
        run_program(tmp_path / "missing", tmp_path, tmp_path / "outcomes", 1)


def test_page_of_the_web_is_recorded_politely_and_read_again(cards: Path, site: Site, tmp_path: Path) -> None:
    write(cards, sources=serve(site))
    result = call("record", site.url("/news/1"))
    assert result.exit_code == 0, result.output
    folder = tmp_path / "state" / "recordings"
    assert [path.suffix for path in sorted(folder.iterdir())] == [".html", ".json"]
    assert "ok: 渡船" in result.stdout and "\x1b" not in result.stdout
    assert [site.asked(path) for path in ("/robots.txt", "/rss.xml", "/news/1")] == [1, 0, 1]
    assert call("recorded").stdout == "1 recordings: 1 as expected\n"
    again = call("record", site.url("/news/1"))
    assert again.exit_code == 1 and "--replace" in str(again.exception)
    (written,) = folder.glob("*.json")
    written.write_text(written.read_text().replace("第2段。", "第2段。\\u001b[2J"))
    changed = call("recorded")
    assert changed.exit_code == 1 and "text: - 3: " in changed.stdout and "\x1b" not in changed.stdout
    (folder / "broken.json").write_text("{")
    assert call("recorded").stdout.endswith("2 recordings: 1 otherwise, 1 broken\n")


def test_record_says_why_there_is_no_page(cards: Path, site: Site) -> None:
    site.answers["/robots.txt"] = Answer("User-agent: *\nDisallow: /closed/\n", headers={"Content-Type": "text/plain"})
    site.answers["/closed/1"] = Answer(article_html("Closed"))
    site.answers["/pdf"] = Answer(b"%PDF-1.7", headers={"Content-Type": "application/pdf"})
    site.answers["/refused"] = Answer("<title>no</title>", status=403)
    for path, problem in (
        ("/closed/1", "expected a page, got none (blocked by robots.txt"),
        ("/refused", "expected a page, got none (HTTP 403"),
        ("/pdf", "found application/pdf"),
    ):
        result = call("record", site.url(path))
        assert result.exit_code == 1
        assert problem in str(result.exception)
    assert site.asked("/closed/1") == 0
    write(cards, policy="metadata_only")
    assert "yunhai is metadata_only" in str(call("record", site.url("/news/1")).exception)


def test_record_takes_files(cards: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.html"
    saved.write_text(article_html("Ferries without captains"))
    url = "https://www.gazette.example/news/2031/ferries"
    assert call("record", str(saved)).exit_code == 2
    assert call("record", url, "--url", url).exit_code == 2
    assert call("record", str(saved), "--url", url, "--pages", str(cards)).exit_code == 2
    assert "missing.html" in str(call("record", str(tmp_path / "missing.html"), "--url", url).exception)
    result = call("record", str(saved), "--url", url, "--pages", str(tmp_path), "--to", str(tmp_path / "to"))
    assert result.exit_code == 0, result.output
    assert call("recorded", str(tmp_path / "to")).exit_code == 1
    assert call("recorded", str(tmp_path / "to"), "--pages", str(tmp_path)).exit_code == 0
