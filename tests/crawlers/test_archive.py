"""The archive: WARC files written, salvaged after a crash, and read in place of the web."""

import gzip
import io
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator, WARCIterator

from crawlers.archive.response import Recorded, http_head, read_head
from crawlers.archive.web import WarcWeb
from crawlers.archive.writer import ArchiveWriter, salvage, salvage_leftovers

NOON = datetime(2031, 3, 4, 12, 0, 0, 123456, tzinfo=UTC)
HTML = ((b"Content-Type", b"text/html; charset=utf-8"),)


def response(path: str, body: bytes = b"<html>mock</html>", *, at: datetime = NOON, status: int = 200) -> Recorded:
    return Recorded(url=f"http://mock.example{path}", status=status, headers=HTML, body=body, fetched_at=at)


def writer(folder: Path, *, run_id: str = "run") -> ArchiveWriter:
    return ArchiveWriter(
        root=folder / "archive", spool=folder / "spool", outlet="mock_gazette", run_id=run_id, started=NOON
    )


def written(folder: Path, *responses: Recorded) -> Path:
    archive = writer(folder)
    for one in responses:
        archive.write(one)
    place = archive.close()
    assert place is not None
    return place


def test_file_has_its_place_only_when_it_is_closed(tmp_path: Path) -> None:
    archive = writer(tmp_path, run_id="manual__2031-03-04T12:00:00+00:00 a/b")
    archive.write(response("/1"))
    assert list((tmp_path / "archive").rglob("*.gz")) == []
    place = archive.close()
    expected = "mock_gazette/2031/03/04/manual__2031-03-04T12_00_00+00_00_a_b.warc.gz"
    assert archive.name == expected and place == tmp_path / "archive" / expected
    assert list((tmp_path / "spool").rglob("*.part")) == []


def test_run_that_is_repeated_gets_a_file_of_its_own(tmp_path: Path) -> None:
    first, second = written(tmp_path, response("/1")), written(tmp_path, response("/2"))
    assert first != second
    assert WarcWeb([first]).holds("http://mock.example/1") and WarcWeb([second]).holds("http://mock.example/2")


def test_crawl_without_a_response_leaves_no_file(tmp_path: Path) -> None:
    assert writer(tmp_path).close() is None
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_other_tools_find_the_file_sound(tmp_path: Path) -> None:
    place = written(tmp_path, response("/1"), response("/2", status=304, body=b""), response("/3", b"\x00" * 5000))
    checked = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", "-v", place], capture_output=True, text=True, check=True
    )
    assert checked.stdout.count("digest pass") == 3
    with place.open("rb") as file:
        kinds = [record.rec_type for record in ArchiveIterator(file)]
    assert kinds == ["warcinfo", "response", "revisit", "response"]


@given(
    body=st.binary(max_size=5000),
    headers=st.lists(
        st.tuples(
            st.from_regex(rb"[A-Za-z][A-Za-z-]{0,12}", fullmatch=True),
            st.from_regex(rb"([!-~\x80-\xff]([ -~\x80-\xff]{0,20}[!-~\x80-\xff])?)?", fullmatch=True),
        ),
        max_size=6,
    ),
    status=st.integers(200, 599).filter(lambda status: status != 304),
)
@settings(max_examples=60)
def test_head_and_body_come_back_as_they_were(
    body: bytes, headers: list[tuple[bytes, bytes]], status: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    headers = [header for header in headers if header[0].lower() != b"transfer-encoding"]
    folder = tmp_path_factory.mktemp("archive")
    one = Recorded(
        url="http://mock.example/x", status=status, headers=tuple(headers), body=body, fetched_at=NOON, ip="192.0.2.1"
    )
    place = written(folder, response("/before"), one)
    back = WarcWeb([place]).get(one.url)
    assert back is not None
    assert (back.status, back.headers, back.body, back.fetched_at, back.ip) == (
        status,
        tuple(headers),
        body,
        NOON,
        "192.0.2.1",
    )
    head = read_head(http_head(one) + body)
    assert (head.status, head.headers) == (status, tuple(headers))


@pytest.mark.parametrize(("status", "kind"), [(200, "response"), (304, "revisit"), (599, "response")])
def test_record_holds_the_head_byte_for_byte(status: int, kind: str, tmp_path: Path) -> None:
    odd = ((b"X-ODD", b"\xb6\xc9\xb4\xac; a=\xe6\xb8\xa1"), (b"x-Odd", b""), (b"Content-Encoding", b"gzip"))
    body = b"" if status == 304 else b"\x1f\x8bno gzip"
    one = Recorded(
        url="http://mock.example/%E6%B8%A1",
        status=status,
        headers=odd,
        body=body,
        fetched_at=NOON.astimezone(timezone(timedelta(hours=8))),
        protocol="HTTP/1.0",
        ip="192.0.2.1",
        truncated=True,
    )
    with written(tmp_path, one).open("rb") as file:
        record = next(found for found in WARCIterator(file, no_record_parse=True) if found.rec_type != "warcinfo")
        assert record.raw_stream.read() == http_head(one) + body
    fields = dict(record.rec_headers.headers)
    assert http_head(one).count(b"\r\n") == 5
    assert (record.rec_type, record.content_type) == (kind, "application/http; msgtype=response")
    assert (fields["WARC-Target-URI"], fields["WARC-Date"]) == (one.url, "2031-03-04T12:00:00.123456Z")
    assert (fields["WARC-IP-Address"], fields["WARC-Truncated"]) == ("192.0.2.1", "disconnect")
    assert ("WARC-Profile" in fields) == ("WARC-Payload-Digest" not in fields) == (kind == "revisit")


@given(cut=st.floats(0, 1), bodies=st.lists(st.binary(max_size=300), min_size=1, max_size=5))
@settings(max_examples=60)
def test_file_cut_anywhere_is_salvaged_to_its_whole_records(
    cut: float, bodies: list[bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("cut")
    archive = writer(folder)
    offsets = [archive.write(response(f"/{number}", body)) for number, body in enumerate(bodies)]
    place = archive.close()
    assert place is not None
    data = place.read_bytes()
    size = int(cut * len(data))
    place.write_bytes(data[:size])
    whole = max(end for end in (0, *offsets, len(data)) if end <= size)
    assert salvage(place) == whole == place.stat().st_size
    web = WarcWeb([place])
    assert [web.get(f"http://mock.example/{n}") is not None for n in range(len(bodies))] == [
        end <= size for end in (*offsets[1:], len(data))
    ]
    assert web.problems == []


@given(place_of_noise=st.floats(0, 1), noise=st.binary(min_size=1, max_size=40))
@settings(max_examples=80)
def test_broken_stretch_costs_only_the_records_it_touches(
    place_of_noise: float, noise: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("noise")
    archive = writer(folder)
    offsets = [archive.write(response(f"/{number}", b"<html>%d" % number * 50)) for number in range(5)]
    place = archive.close()
    assert place is not None
    content = place.read_bytes()
    at = int(place_of_noise * (len(content) - len(noise)))
    broken = content[:at] + noise + content[at + len(noise) :]
    place.write_bytes(broken)
    ends = [*offsets[1:], len(content)]
    touched = {
        n for n, (start, end) in enumerate(zip(offsets, ends, strict=True)) if broken[start:end] != content[start:end]
    }
    web = WarcWeb([place])
    for number in range(5):
        back = web.get(f"http://mock.example/{number}")
        if number not in touched:
            assert back is not None and back.body == b"<html>%d" % number * 50
    lost = {n for n in touched if web.get(f"http://mock.example/{n}") is None}
    assert not lost or web.problems


def test_each_broken_stretch_is_told_once(tmp_path: Path) -> None:
    archive = writer(tmp_path)
    offsets = [archive.write(response(f"/{number}", b"<html>%d" % number * 500)) for number in range(4)]
    place = archive.close()
    assert place is not None
    content = bytearray(place.read_bytes())
    content[offsets[1] + 30 : offsets[1] + 60] = bytes(30)
    place.write_bytes(bytes(content[:-20]))
    web = WarcWeb([place])
    assert [web.holds(f"http://mock.example/{n}") for n in range(4)] == [True, False, True, False]
    assert [(problem.file, problem.offset) for problem in web.problems] == [(place, offsets[1]), (place, offsets[3])]
    assert "ends inside a record" in str(web.problems[1])


def test_leftover_of_a_dead_crawl_is_brought_to_its_place(tmp_path: Path) -> None:
    root, spool = tmp_path / "archive", tmp_path / "spool"
    dead = writer(tmp_path, run_id="dead")
    dead.write(response("/1"))
    # A crawl that was killed leaves its file without a lock and perhaps in the middle of a record.
    dead._file.write(b"\x1f\x8b\x08half")
    dead._file.close()
    alive = writer(tmp_path, run_id="alive")
    alive.write(response("/2"))
    saved = salvage_leftovers(root=root, spool=spool, outlet="mock_gazette")
    assert saved == [root / dead.name]
    web = WarcWeb(saved)
    assert web.holds("http://mock.example/1") and web.problems == []
    assert alive.close() == root / alive.name


def test_newest_response_until_as_of_answers(tmp_path: Path) -> None:
    days = [NOON + timedelta(days=number) for number in range(3)]
    place = written(
        tmp_path,
        response("/a", b"second", at=days[1]),
        response("/a", b"first", at=days[0]),
        response("/a", b"third", at=days[2]),
        response("/b", b"late", at=days[2]),
    )
    bodies = []
    for as_of in (days[0] - timedelta(seconds=1), *days, None):
        found = WarcWeb([place], as_of=as_of).get("http://mock.example/a")
        bodies.append(found and found.body)
    assert bodies == [None, b"first", b"second", b"third", b"third"]
    web = WarcWeb([place], as_of=days[1])
    assert web.holds("http://mock.example/b") and web.get("http://mock.example/b") is None


def test_pages_are_the_html_that_was_there(tmp_path: Path) -> None:
    feed = Recorded(
        url="http://mock.example/feed",
        status=200,
        headers=((b"content-type", b"application/rss+xml"),),
        body=b"<rss/>",
        fetched_at=NOON,
    )
    bare = Recorded(
        url="http://mock.example/bare", status=200, headers=(), body=b"<!doctype html><HTML>", fetched_at=NOON
    )
    place = written(tmp_path, response("/1"), response("/2", status=404), feed, bare)
    assert list(WarcWeb([place]).pages()) == ["http://mock.example/1", "http://mock.example/bare"]


def test_address_is_found_however_it_is_written(tmp_path: Path) -> None:
    place = written(tmp_path, response("/p?b=2&a=1&utm_source=x#top"))
    assert WarcWeb([place]).get("http://mock.example/p?a=1&b=2") is not None


@pytest.mark.parametrize("kind", ["plain", "one gzip member"])
def test_files_of_other_writers_are_read(kind: str, tmp_path: Path) -> None:
    records = b""
    for number in range(3):
        body = b"4\r\n<htm\r\n3\r\nl>%d\r\n0\r\n\r\n" % number
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n" + body
        records += (
            (
                b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <http://mock.example/%d>\r\n"
                b"WARC-Date: 2031-03-04T12:00:00Z\r\nWARC-Record-ID: <urn:uuid:%d>\r\nContent-Length: %d\r\n\r\n"
                % (number, number, len(block))
            )
            + block
            + b"\r\n\r\n"
        )
    place = tmp_path / "other.warc"
    place.write_bytes(records if kind == "plain" else gzip.compress(records))
    web = WarcWeb([place])
    bodies = [found and found.body for n in range(3) if (found := web.get(f"http://mock.example/{n}"))]
    assert bodies == [b"<html>0", b"<html>1", b"<html>2"]
    assert web.problems == []


@pytest.mark.parametrize(
    "content", [b"", b"not a warc", gzip.compress(b"not a warc", mtime=0), b"\x1f\x8b\x08", b"WARC/1.0\r\n"]
)
def test_file_that_is_no_archive_is_one_problem_at_most(content: bytes, tmp_path: Path) -> None:
    place = tmp_path / "odd.warc.gz"
    place.write_bytes(content)
    web = WarcWeb([place])
    assert web.size == 0
    assert len(web.problems) == (1 if content else 0)


def test_record_without_date_is_a_problem_and_the_rest_is_served(tmp_path: Path) -> None:
    place = written(tmp_path, response("/1"), response("/2"))
    plain = b"".join(gzip.GzipFile(fileobj=io.BytesIO(place.read_bytes())).readlines())
    place.write_bytes(plain.replace(b"WARC-Date: 2031-03-04T12", b"WARC-Date: soon", 1))
    web = WarcWeb([place])
    assert [web.holds(f"http://mock.example/{n}") for n in (1, 2)] == [False, True]
    assert ["WARC-Date" in problem.reason for problem in web.problems] == [True]
