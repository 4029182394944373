"""robots.txt by RFC 9309: what it forbids, what its failures mean, and the delay it asks for."""

from collections.abc import Callable
from pathlib import Path

import pytest

from domain.crawl import Outcome
from tests.crawlers.made import Answer, Site, article_html, crawl, plan, rss

PLAIN = {"Content-Type": "text/plain"}
ROBOTS = {
    "missing": Answer("<html>Disallow: /</html>", status=404),
    "forbidden": Answer("no", status=403),
    "unavailable": Answer("later", status=503),
    "dropped": Answer(drop=True),
    "broken off": Answer("User-agent: *\nDisallow:\n", headers=PLAIN, cut=100),
    "moved to a failure": Answer(status=301, headers={"Location": "/robots-there.txt"}),
    "names us": Answer("User-agent: *\nAllow: /\n\nUser-agent: RaceWatch\nDisallow: /news/\n", headers=PLAIN),
    "names us among others": Answer("User-agent: Otherbot\nUser-agent: racewatch\nDisallow: /news/\n", headers=PLAIN),
    "names another": Answer("User-agent: Otherbot\nDisallow: /\n", headers=PLAIN),
    "allows more closely": Answer("User-agent: *\nDisallow: /news\nAllow: /news/1\n", headers=PLAIN),
    "with a byte order mark": Answer("\ufeffUser-agent: *\nDisallow: /news/\n", headers=PLAIN),
    "too long to read whole": Answer("#" * 600_000 + "\nUser-agent: *\nDisallow: /\n", headers=PLAIN),
}


@pytest.fixture(scope="module")
def outcomes(sites: Callable[[], Site], tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Site, Outcome]]:
    """One crawl over a site for each robots.txt; the outcome of each site's page."""
    folder = tmp_path_factory.mktemp("robots")
    started = {name: sites() for name in ROBOTS}
    for name, site in started.items():
        site.answers["/robots.txt"] = ROBOTS[name]
        site.answers["/robots-there.txt"] = Answer("oops", status=500)
        site.answers["/news/1"] = Answer(article_html("Ferries without captains"))
    # The feed of a site whose robots.txt fails cannot be read, so one site without rules lists all pages.
    lister = sites()
    lister.answers["/feed.xml"] = Answer(rss(*(f"<link>{site.url('/news/1')}</link>" for site in started.values())))
    found = crawl(folder, plan(folder), {"sources": [{"kind": "feed", "url": lister.url("/feed.xml")}]})
    by_url = {outcome.url: outcome for outcome in found}
    return {name: (site, by_url[site.url("/news/1")]) for name, site in started.items()}


@pytest.mark.parametrize(
    ("name", "kind", "reason"),
    [
        ("missing", "new", None),
        ("forbidden", "new", None),
        ("unavailable", "failed", "robots.txt unreachable"),
        ("dropped", "failed", "robots.txt unreachable"),
        ("broken off", "failed", "robots.txt unreachable"),
        ("moved to a failure", "failed", "robots.txt unreachable"),
        ("names us", "filtered", "blocked by robots.txt"),
        ("names us among others", "filtered", "blocked by robots.txt"),
        ("names another", "new", None),
        ("allows more closely", "new", None),
        ("with a byte order mark", "filtered", "blocked by robots.txt"),
        ("too long to read whole", "new", None),
    ],
)
def test_robots(outcomes: dict[str, tuple[Site, Outcome]], name: str, kind: str, reason: str | None) -> None:
    site, outcome = outcomes[name]
    assert (outcome.kind, outcome.reason) == (kind, reason)
    assert site.asked("/news/1") == (kind == "new")


def test_robots_that_takes_too_long_lets_no_page_be_asked_for(sites: Callable[[], Site], tmp_path: Path) -> None:
    site = sites()
    site.answers["/robots.txt"] = Answer("User-agent: *\nAllow: /\n", headers=PLAIN, wait=1.5)
    site.answers["/news/1"] = Answer(article_html("Ferries without captains"))
    the_plan = plan(tmp_path, due=(site.url("/news/1"),))
    (outcome,) = crawl(tmp_path, the_plan, {}, settings={"DOWNLOAD_TIMEOUT": 0.3})
    assert (outcome.kind, outcome.reason) == ("failed", "robots.txt unreachable")
    assert site.asked("/robots.txt") and not site.asked("/news/1")


def test_crawl_delay_is_kept(sites: Callable[[], Site], tmp_path: Path) -> None:
    site = sites()
    site.answers["/robots.txt"] = Answer("User-agent: *\nCrawl-delay: 0.3\n", headers=PLAIN)
    site.answers["/feed.xml"] = Answer(rss(*(f"<link>{site.url(f'/news/{n}')}</link>" for n in range(2))))
    crawl(tmp_path, plan(tmp_path), {"sources": [{"kind": "feed", "url": site.url("/feed.xml")}]})
    times = [at for _, _, at in site.requests]
    assert len(times) == 4
    # one distance less would be .3
    assert times[-1] - times[0] > 0.5
