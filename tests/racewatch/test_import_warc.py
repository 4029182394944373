"""``racewatch import-warc``: archives of invented outlets become rows, and what is broken costs only itself."""

import csv
import gzip
import io
import os
import resource
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from crawlers.archive.response import Recorded
from crawlers.archive.writer import ArchiveWriter
from racewatch.postgres import EmbeddedPostgres
from warehouse.connection import connect

PROJECT = Path(__file__).resolve().parents[2]
NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)
#: Tables that an import of the same archives may touch.
GROWING = {"runs", "captures"}

# Two invented outlets, people and stories.
TIDE = "http://www.tidepost.example"
HAI = "http://www.haitan.example"
CARDS = {
    "tidepost": {"name": "The Tide Post", "country": "US", "languages": ["en"], "timezone": "America/New_York"},
    "haitan": {"name": "海滩日报", "country": "CN", "languages": ["zh"], "timezone": "Asia/Shanghai"},
}
ENGLISH = (
    "The harbour board of Port Calder voted on Tuesday to let a fleet of self-steering ferries cross the bay.",
    "“We have counted every minute that these boats were late,” said Ottilie Brandrake, who chairs the board.",
    "Dockworkers asked for a slower start. Their council wants a pilot on board until the winter storms are over.",
)
SIMPLIFIED = (
    "港务局周二表决，允许一支自动驾驶渡船队穿越海湾。首批渡船停航检修已有十一个月。",
    "“我们把每一分钟的延误都记了下来。”主持港务局的柳若川说。码头工人要求放慢步伐。",
    "工会希望在冬季风暴结束之前，每艘渡船上都有一名引航员，并公开每一次紧急停船的记录。",
)
TRADITIONAL = (
    "港務局週二表決，允許一支自動駕駛渡船隊穿越海灣。首批渡船停航檢修已有十一個月。",
    "「我們把每一分鐘的延誤都記了下來。」主持港務局的柳若川說。碼頭工人要求放慢步伐。",
    "工會希望在冬季風暴結束之前，每艘渡船上都有一名引航員，並公開每一次緊急停船的記錄。",
)


@dataclass(frozen=True)
class Place:
    """A state folder whose server runs, and a folder of cards."""

    state: Path
    cards: Path
    server: EmbeddedPostgres

    def run(
        self, *arguments: str | Path, largest_file: int = resource.RLIM_INFINITY, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        own = {"RACEWATCH_STATE": str(self.state), "RACEWATCH_OUTLETS": str(self.cards)}
        return racewatch(*arguments, environment={**own, **environment}, largest_file=largest_file)

    def query(self, query: str) -> list[dict[str, str]]:
        done = self.run("sql", "--csv", "-c", query)
        assert done.returncode == 0, done.stderr
        return list(csv.DictReader(io.StringIO(done.stdout)))

    def tables(self) -> dict[str, list[str]]:
        """Return every row of every table, as text."""
        with closing(connect(self.server.url("racewatch"))) as conn, conn.cursor() as cursor:
            cursor.execute("select tablename from pg_tables where schemaname = 'racewatch'")
            names = [name for (name,) in cursor.fetchall()]
            rows = {}
            for name in names:
                cursor.execute(f"select t::text from racewatch.{name} t order by 1")
                rows[name] = [row for (row,) in cursor.fetchall()]
        return rows


def racewatch(
    *arguments: str | Path, environment: Mapping[str, str], largest_file: int = resource.RLIM_INFINITY
) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does; no file can grow beyond ``largest_file`` bytes, as on a disk that is full."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RACEWATCH_")}
    return subprocess.run(
        [sys.executable, "-m", "racewatch", *map(str, arguments)],
        cwd=PROJECT,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file)),
    )


def write_cards(folder: Path) -> Path:
    folder.mkdir()
    for name, fields in CARDS.items():
        host = f"www.{name}.example"
        whole = {"id": name, **fields, "hosts": [host], "invented": True, "status": "drafted"}
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(whole, allow_unicode=True), encoding="utf-8")
    return folder


def page(url: str, title: str, paragraphs: tuple[str, ...], *, charset: str = "utf-8", status: int = 200) -> Recorded:
    language = "en" if paragraphs is ENGLISH else "zh"
    html = (
        f"<!doctype html><html lang='{language}'><head><meta charset='{charset}'><title>{title}</title>"
        "<meta property='article:published_time' content='2031-03-04T10:00:00+08:00'></head>"
        f"<body><article><h1>{title}</h1>{''.join(f'<p>{paragraph}</p>' for paragraph in paragraphs)}</article></body>"
    )
    headers = ((b"Content-Type", b"text/html"),)
    return Recorded(url=url, status=status, headers=headers, body=html.encode(charset), fetched_at=NOON)


def warc(folder: Path, *pages: Recorded) -> tuple[Path, list[int]]:
    """Write a WARC file of ``pages``; return it with the place of each."""
    writer = ArchiveWriter(root=folder, spool=folder, outlet="elsewhere", run_id=f"mock-{len(pages)}", started=NOON)
    places = [writer.write(one) for one in pages]
    file = writer.close()
    assert file is not None
    return file, places


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    # Not pytest's own temporary folder: root's is closed to the user that runs the server.
    with tempfile.TemporaryDirectory(prefix="race watch ", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        state = Path(folder) / "state"
        with EmbeddedPostgres(state, fsync=False).running() as server:
            yield Place(state, write_cards(Path(folder) / "cards"), server)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of both outlets and of a stranger; the record of one page is broken."""
    file, places = warc(
        tmp_path_factory.mktemp("archive"),
        page(f"{TIDE}/ferries", "Ferries without captains", ENGLISH),
        page(f"{TIDE}/lost", "Lost on the way", ENGLISH),
        page(f"{HAI}/jian", "渡船将自行过湾", SIMPLIFIED, charset="gb18030"),
        page(f"{HAI}/fan", "渡船將自行過灣", TRADITIONAL),
        page(f"{HAI}/meiyou", "没有", SIMPLIFIED, status=404),
        page("http://www.stranger.example/a", "Of no card", ENGLISH),
    )
    content = bytearray(file.read_bytes())
    content[places[1] + 40 : places[1] + 80] = bytes(40)
    file.write_bytes(content)
    return file


@pytest.fixture(scope="module")
def imported(place: Place, archive: Path) -> subprocess.CompletedProcess[str]:
    return place.run("import-warc", archive)


def errors_of(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What a command said to its user in the way of errors."""
    return [line for line in done.stderr.splitlines() if line.startswith("racewatch: ")]


def test_articles_of_both_outlets_are_rows(place: Place, imported: subprocess.CompletedProcess[str]) -> None:
    assert imported.returncode == 0, imported.stderr
    assert imported.stdout.splitlines() == [
        "3 pages of 2 outlets with a card",
        "haitan: 1 failed, 2 new",
        "tidepost: 1 failed, 1 new",
    ]
    pages = f"'{HAI}/fan', '{HAI}/jian', '{TIDE}/ferries', '{TIDE}/lost', '{HAI}/meiyou'"
    rows = place.query(f"select * from marts.articles where url in ({pages}) order by url")
    assert [(row["url"], row["outlet_name"], row["title"], row["language"]) for row in rows] == [
        (f"{HAI}/fan", "海滩日报", "渡船將自行過灣", "zh"),
        (f"{HAI}/jian", "海滩日报", "渡船将自行过湾", "zh"),
        (f"{TIDE}/ferries", "The Tide Post", "Ferries without captains", "en"),
    ]
    assert {(row["side"], row["invented"], row["day"], row["day_source"]) for row in rows} == {
        ("CN", "t", "2031-03-04", "published"),
        ("US", "t", "2031-03-04", "published"),
    }
    assert [row["text"].split("\n") for row in rows] == [list(TRADITIONAL), list(SIMPLIFIED), list(ENGLISH)]


def test_broken_record_is_told_and_has_an_outcome(
    place: Place, imported: subprocess.CompletedProcess[str], archive: Path
) -> None:
    (told,) = imported.stderr.splitlines()
    assert told.startswith(f"{archive}: byte ") and "expected a gzip member" in told
    offset = told.removeprefix(f"{archive}: byte ").split(":")[0]
    failed = [row for row in place.tables()["captures"] if ",failed," in row]
    assert [f"mock-6.warc.gz#{offset}" in row and "expected a gzip member" in row for row in failed] == [True, True]


@pytest.mark.usefixtures("imported")
def test_second_import_changes_nothing_but_runs_and_captures(place: Place, archive: Path) -> None:
    before = place.tables()
    again = place.run("import-warc", archive)
    assert again.returncode == 0, again.stderr
    assert again.stdout.splitlines()[1:] == ["haitan: 1 failed", "tidepost: 1 failed"]
    after = place.tables()
    assert {name for name in after if after[name] != before.get(name)} <= GROWING
    assert len(before["articles"]) >= 3


def test_only_the_outlet_that_was_asked_for(place: Place, tmp_path: Path) -> None:
    file, _ = warc(tmp_path, page(f"{TIDE}/not-now", "Not now", ENGLISH), page(f"{HAI}/xianzai", "现在", SIMPLIFIED))
    done = place.run("import-warc", "--outlet", "haitan", file)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "haitan: 1 new")
    rows = place.query(f"select url from marts.articles where url in ('{TIDE}/not-now', '{HAI}/xianzai')")
    assert rows == [{"url": f"{HAI}/xianzai"}]


def test_broken_card_is_told_and_the_good_ones_import(place: Place, tmp_path: Path) -> None:
    cards = write_cards(tmp_path / "cards")
    (cards / "broken.yaml").write_text("id: broken\ncountry: Narnia\n")
    (cards / "torn.yaml").write_text("id: [")
    file, _ = warc(tmp_path, page(f"{TIDE}/beside", "Beside a broken card", ENGLISH))
    done = place.run("import-warc", file, RACEWATCH_OUTLETS=str(cards))
    assert (done.returncode, done.stdout.splitlines()) == (0, ["1 pages of 1 outlets with a card", "tidepost: 1 new"])
    assert f"{cards / 'broken.yaml'}: country: expected" in done.stderr
    assert f"{cards / 'torn.yaml'}: expected YAML" in done.stderr
    assert "Traceback" not in done.stderr


def test_torn_archive_gives_its_whole_records(place: Place, tmp_path: Path) -> None:
    file, places = warc(tmp_path, page(f"{HAI}/zheng", "整", SIMPLIFIED), page(f"{HAI}/can", "残", SIMPLIFIED))
    file.write_bytes(file.read_bytes()[:-20])
    done = place.run("import-warc", file)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "haitan: 1 failed, 1 new")
    assert done.stderr.splitlines() == [f"{file}: byte {places[1]}: the file ends inside a record"]
    assert place.query(f"select title from marts.articles where url in ('{HAI}/zheng', '{HAI}/can')") == [
        {"title": "整"}
    ]


def test_disk_that_is_full_is_one_line_and_a_later_import_has_the_rest(place: Place, tmp_path: Path) -> None:
    file, _ = warc(tmp_path, *(page(f"{TIDE}/full/{n}", f"Ferry number {n}", ENGLISH) for n in range(8)))
    count = f"select count(*) as n from marts.articles where url like '{TIDE}/full/%'"
    done = place.run("import-warc", file, largest_file=4000)
    assert done.returncode == 1
    (error,) = errors_of(done)
    assert error.startswith("racewatch: the crawl of tidepost ended with status 1: ")
    assert "outcomes cannot be written: File too large" in error and "Traceback" not in done.stderr
    assert 0 < int(place.query(count)[0]["n"]) < 8
    assert place.run("import-warc", file).returncode == 0
    assert place.query(count) == [{"n": "8"}]


@pytest.mark.parametrize("content", ["of no card", "no WARC", "nothing"])
def test_nothing_to_import_is_a_problem(place: Place, tmp_path: Path, content: str) -> None:
    if content == "of no card":
        file, _ = warc(tmp_path, page("http://www.stranger.example/a", "Of no card", ENGLISH))
    else:
        file = tmp_path / "odd.warc.gz"
        file.write_bytes(gzip.compress(b"no WARC") if content == "no WARC" else b"")
    done = place.run("import-warc", file)
    assert (done.returncode, done.stdout) == (1, "0 pages of 0 outlets with a card\n")
    (error,) = errors_of(done)
    assert "nothing to import" in error and "racewatch outlets" in error
    assert [line for line in done.stderr.splitlines() if line != error] == (
        [f"{file}: byte 0: expected a WARC record"] if content == "no WARC" else []
    )


def test_wrong_use_is_status_2(place: Place, archive: Path, tmp_path: Path) -> None:
    missing = place.run("import-warc", tmp_path / "missing.warc.gz")
    assert missing.returncode == 2 and "missing.warc.gz" in missing.stderr
    unknown = place.run("import-warc", "--outlet", "nobody", archive)
    assert unknown.returncode == 2 and "no page of nobody in these files" in unknown.stderr


def test_no_database_is_one_line(archive: Path, tmp_path: Path) -> None:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"postgresql://me:geheim@127.0.0.1:{port}/racewatch"
    done = racewatch(
        "import-warc", archive, environment={"RACEWATCH_DATABASE_URL": url, "RACEWATCH_STATE": str(tmp_path)}
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"racewatch: no database at 127.0.0.1:{port}/racewatch: Connection refused\n"


@pytest.mark.parametrize("below", [False, True])
def test_state_folder_that_cannot_be_made_is_one_line(archive: Path, tmp_path: Path, below: bool) -> None:
    (tmp_path / "taken").write_text("a file, no folder")
    state = tmp_path / "taken" / "state" if below else tmp_path / "taken"
    done = racewatch("import-warc", archive, environment={"RACEWATCH_STATE": str(state)})
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"racewatch: cannot create the state folder {state}: ")
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == [tmp_path / "taken"]
