"""``python -m crawlers``: the crawl as a program, and what it says when something is in its way."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from crawlers.archive.web import WarcWeb
from crawlers.outcomes import read_outcomes
from crawlers.plan import write_plan
from domain.crawl import CrawlPlan
from tests.crawlers.made import CARD, Answer, Site, article_html, crawl, plan, rss, start_crawl
from tests.crawlers.test_replay import BASE, FEED, archive, listing, page


def run(folder: Path, the_plan: CrawlPlan | None, *, outcomes: Path | None = None) -> subprocess.CompletedProcess[str]:
    cards = folder / "cards"
    cards.mkdir(exist_ok=True)
    (cards / "mock_gazette.yaml").write_text(yaml.safe_dump({**CARD, **FEED}))
    if the_plan:
        write_plan(folder / "plan", the_plan)
    command = [sys.executable, "-m", "crawlers", folder / "plan", "--cards", cards]
    return subprocess.run(
        [*command, "--outcomes", outcomes or folder / "outcomes"], capture_output=True, text=True, check=False
    )


def fails_with_one_line(done: subprocess.CompletedProcess[str], *words: str) -> None:
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1 and done.stderr.startswith("crawlers: ")
    assert all(word in done.stderr for word in words)


def test_crawl_says_how_it_goes_and_ends_with_status_0(tmp_path: Path) -> None:
    file = archive(tmp_path, page("/feed.xml", listing("/news/1")), page("/news/1", article_html("Words")))
    done = run(tmp_path, plan(tmp_path, replay=(file,)))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "mock_gazette: 1 filtered, 1 new"
    assert [outcome.kind for outcome, _ in read_outcomes(tmp_path / "outcomes")] == ["filtered", "new"]


def test_missing_plan(tmp_path: Path) -> None:
    fails_with_one_line(run(tmp_path, None), "plan", "No such file")


def test_outlet_without_a_card(tmp_path: Path) -> None:
    fails_with_one_line(run(tmp_path, plan(tmp_path, outlet="other")), "other.yaml")


def test_missing_folder_for_outcomes(tmp_path: Path) -> None:
    outcomes = tmp_path / "missing" / "outcomes"
    fails_with_one_line(run(tmp_path, plan(tmp_path), outcomes=outcomes), str(outcomes), "No such file")


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("missing", "No such file"),
        ("a folder", "not a file"),
        ("a pipe", "not a file"),
        pytest.param(
            "closed", "Permission denied", marks=pytest.mark.skipif(os.geteuid() == 0, reason="root reads all")
        ),
    ],
)
def test_archive_that_cannot_be_replayed(kind: str, reason: str, tmp_path: Path) -> None:
    good = archive(tmp_path, page("/feed.xml", listing("/news/1")), page("/news/1", article_html("Words")))
    bad = tmp_path / "bad.warc.gz"
    if kind == "a folder":
        bad.mkdir()
    elif kind == "a pipe":
        os.mkfifo(bad)
    elif kind == "closed":
        bad.touch(mode=0)
    done = run(tmp_path, plan(tmp_path, replay=(good, str(bad))))
    fails_with_one_line(done, f"{bad}: expected a WARC file to replay", reason)
    assert done.stdout == "" and (tmp_path / "outcomes").read_bytes() == b""


def test_archive_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("a file, no folder")
    fails_with_one_line(run(tmp_path, plan(tmp_path)), str(tmp_path / "archive"))


def test_full_disk_for_outcomes(tmp_path: Path) -> None:
    file = archive(tmp_path, page("/feed.xml", listing("/news/1")), page("/news/1", article_html("Words")))
    done = run(tmp_path, plan(tmp_path, replay=(file,)), outcomes=Path("/dev/full"))
    fails_with_one_line(done, "/dev/full", "No space left")


def test_wrong_use_ends_with_status_2() -> None:
    done = subprocess.run([sys.executable, "-m", "crawlers"], capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "usage" in done.stderr


def site_of_many_pages(site: Site, *, wait: float = 0) -> dict[str, object]:
    chance = random.Random(1)
    for number in range(30):
        noise = "".join(chance.choices("abcdefghij", k=4000))
        site.answers[f"/news/{number}"] = Answer(article_html("Words", extra=f"<!-- {noise} -->"), wait=wait)
    site.answers["/feed.xml"] = Answer(rss(*(f"<link>{site.url(path)}</link>" for path in site.answers)))
    return {"sources": [{"kind": "feed", "url": site.url("/feed.xml")}]}


def test_full_disk_for_the_archive_keeps_what_is_whole(sites: Callable[[], Site], tmp_path: Path) -> None:
    fields = site_of_many_pages(sites())
    status, errors = start_crawl(tmp_path, plan(tmp_path), fields, largest_file=20_000).end()
    assert status == 1
    assert errors.splitlines()[-1].startswith("CrawlError: the archive cannot be written: mock_gazette/")
    outcomes = [outcome for outcome, _ in read_outcomes(tmp_path / "outcomes")]
    check_places(tmp_path, outcomes)


def test_killed_crawl_loses_nothing_that_has_an_outcome(sites: Callable[[], Site], tmp_path: Path) -> None:
    site = sites()
    fields = site_of_many_pages(site, wait=0.02)
    dying = start_crawl(tmp_path, plan(tmp_path), fields)
    wait_for(lambda: dying.outcomes.exists() and dying.outcomes.read_bytes().count(b"\n") > 6)
    dying.process.kill()
    dying.end()
    before = [outcome for outcome, _ in read_outcomes(dying.outcomes)]
    assert 6 < len(before) < 31

    after = crawl(tmp_path, plan(tmp_path), fields)
    assert after[: len(before)] == before
    assert {outcome.url for outcome in after} == {site.url(path) for path in site.answers}
    check_places(tmp_path, after)
    assert len(list((tmp_path / "archive").rglob("*.warc.gz"))) == 2
    assert list((tmp_path / "archive").rglob("*.part")) == []


def test_interrupted_crawl_puts_its_archive_in_place(sites: Callable[[], Site], tmp_path: Path) -> None:
    fields = site_of_many_pages(sites(), wait=0.05)
    crawling = start_crawl(tmp_path, plan(tmp_path), fields)
    wait_for(lambda: crawling.outcomes.exists() and crawling.outcomes.read_bytes().count(b"\n") > 2)
    crawling.process.terminate()
    status, errors = crawling.end()
    assert status == 1 and "interrupted" in errors
    check_places(tmp_path, [outcome for outcome, _ in read_outcomes(crawling.outcomes)])


def check_places(folder: Path, outcomes: list[object]) -> None:
    """Every outcome's place in the archive holds the record of its URL."""
    root = folder / "archive"
    web = WarcWeb(root.rglob("*.warc.gz"))
    assert web.size and not web.problems
    for outcome in outcomes:
        if outcome.kind == "due":  # type: ignore[attr-defined]
            continue
        found = WarcWeb([root / outcome.warc_file]).get(outcome.url)  # type: ignore[attr-defined]
        assert found is not None and found.offset == outcome.warc_offset  # type: ignore[attr-defined]


def wait_for(happened: Callable[[], bool]) -> None:
    for _ in range(1000):
        if happened():
            return
        time.sleep(0.02)
    raise AssertionError("it did not happen within 20 seconds")


def test_outcome_file_is_json_lines(tmp_path: Path) -> None:
    file = archive(tmp_path, page("/news/1", article_html("渡船")))
    run(tmp_path, plan(tmp_path, replay=(file,)))
    (line,) = (tmp_path / "outcomes").read_text(encoding="utf-8").splitlines()
    row = json.loads(line)
    assert row["url"] == f"{BASE}/news/1" and row["article"]["title"] == "渡船" and "渡船" in line
