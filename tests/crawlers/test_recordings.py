"""Recordings: a page and its result are kept, read again, and what differs is shown."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.extract import Page
from crawlers.recordings import (
    PageMissing,
    Recording,
    RecordingError,
    differences,
    name_of,
    read_recording,
    record,
)
from tests.crawlers.made import article_html, card

URL = "https://www.daily.example/2031/03/ferries.html"
CHINESE = "港务局周二表决，允许一支自动驾驶渡船队穿越海湾。首批渡船停航检修已有十一个月，船员要求放慢步伐。"
CARDS = {"mock_gazette": card(hosts=["www.daily.example"], timezone="Asia/Shanghai", article_url={})}


def page(body: bytes | None = None, **fields: Any) -> Page:
    values = {"url": URL, "content_type": "text/html", "fetched_at": datetime(2031, 3, 5, tzinfo=UTC), **fields}
    return Page(body=article_html("Ferries").encode() if body is None else body, **values)


def change(path: Path, **expected: Any) -> Recording:
    told = json.loads(path.read_text(encoding="utf-8"))
    told["expected"] |= expected
    path.write_text(json.dumps(told), encoding="utf-8")
    return read_recording(path)


def test_recorded_page_is_read_as_it_was(tmp_path: Path) -> None:
    body = f"<html lang='zh'><meta charset='gbk'><h1>渡船</h1><p>{CHINESE}</p><p>{CHINESE}</p></html>".encode("gbk")
    recording = record(page(body), cards=CARDS, to=tmp_path / "new")
    assert recording.path == tmp_path / "new" / "daily_ferries.json"
    assert recording.path.with_suffix(".html").read_bytes() == body
    assert recording.expected["text"] == [CHINESE, CHINESE]
    assert recording.page() == page(body)
    assert differences(recording, cards=CARDS) == []


def test_what_differs_is_shown_paragraph_by_paragraph(tmp_path: Path) -> None:
    recording = record(page(), cards=CARDS, to=tmp_path)
    text = recording.expected["text"]
    wanted = change(recording.path, title="Boats", text=[text[0], "Advertisement", *text[2:]], byline=["Otto Brand"])
    assert differences(wanted, cards=CARDS) == [
        'title: expected "Boats", found "Ferries"',
        "text: - 2: Advertisement",
        f"text: + 2: {text[1][:159]}…" if len(text[1]) > 160 else f"text: + 2: {text[1]}",
        'byline: expected ["Otto Brand"], found []',
    ]
    told = json.loads(wanted.path.read_text())
    told["expected"] = {"status": "ok"}
    wanted.path.write_text(json.dumps(told))
    assert differences(read_recording(wanted.path), cards=CARDS) == []


def test_recording_may_name_the_card_that_reads_its_page(tmp_path: Path) -> None:
    recording = record(page(url="https://www.other.example/2031/03/ferries.html"), cards={}, to=tmp_path)
    told = json.loads(recording.path.read_text(encoding="utf-8"))
    recording.path.write_text(json.dumps({**told, "outlet": "mock_gazette"}), encoding="utf-8")
    assert change(recording.path, outlet="mock_gazette").outlet == "mock_gazette"
    assert differences(read_recording(recording.path), cards=CARDS) == []
    with pytest.raises(RecordingError, match="outlet: expected the id of a card, found 'mock_gazette'"):
        differences(read_recording(recording.path), cards={})


def test_page_that_is_not_ours_leaves_no_word(tmp_path: Path) -> None:
    library = tmp_path / "library"
    library.mkdir()
    (library / "a.html.gz").write_bytes(gzip.compress(page().body))
    recording = record(page(), cards=CARDS, to=tmp_path / "own", kept="a.html.gz")
    assert [path.name for path in (tmp_path / "own").iterdir()] == ["daily_ferries.json"]
    written = recording.path.read_text()
    assert "Ferries" not in written and "harbour" not in written
    assert differences(recording, cards=CARDS, pages=library) == []
    hashes = recording.expected["text"]["paragraphs"]
    wanted = change(recording.path, text={"paragraphs": hashes[1:]}, title={"sha256": "0"})
    lines = differences(wanted, cards=CARDS, pages=library)
    assert lines[0] == 'title: expected words that are not kept, found "Ferries"'
    assert len(lines) == 2 and lines[1].startswith("text: + 1: The harbour board")
    with pytest.raises(PageMissing, match="--pages"):
        differences(recording, cards=CARDS)
    (library / "a.html.gz").write_bytes(gzip.compress(b"<p>another"))
    with pytest.raises(RecordingError, match="found another one"):
        differences(recording, cards=CARDS, pages=library)
    (library / "a.html.gz").write_bytes(b"\x1f\x8bno")
    with pytest.raises(PageMissing, match="whole gzip"):
        differences(recording, cards=CARDS, pages=library)


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ({"page": page(b"%PDF-1.7 ...")}, "expected a page of HTML or JSON"),
        ({"page": page(b"{}", content_type="image/png")}, "found image/png"),
        ({"page": page(b"  ")}, "expected a page, found nothing"),
        ({"page": page(url="ftp://x.example/a")}, "with http or https"),
        ({"page": page(b"<title>Just a moment...</title><p>Checking your browser")}, "expected an article, found"),
        ({"page": page(b"<p></p>")}, "found no text"),
        ({"name": "../over"}, "expected a name of letters"),
        ({"timezone": "Mars/Base", "cards": {}}, "expected an IANA time zone"),
    ],
)
def test_what_cannot_be_recorded_leaves_nothing(tmp_path: Path, asked: dict[str, Any], problem: str) -> None:
    values: dict[str, Any] = {"page": page(), "cards": CARDS, **asked}
    with pytest.raises(RecordingError, match=problem):
        record(values.pop("page"), to=tmp_path / "to", **values)
    assert not (tmp_path / "to").exists()


def test_page_without_an_article_is_recorded_when_asked_to(tmp_path: Path) -> None:
    blocked = page(b"<title>Just a moment...</title><p>Checking your browser before accessing</p>")
    recording = record(blocked, cards=CARDS, to=tmp_path, anyway=True)
    assert recording.expected["status"] in ("blocked", "not_article")
    wanted = change(recording.path, status="ok", text=["What a person sees."])
    found = recording.expected["status"]
    assert differences(wanted, cards=CARDS) == [
        f'status: expected "ok", found "{found}"',
        'text: expected ["What a person sees."], found null',
    ]


def test_no_recording_is_overwritten_by_chance(tmp_path: Path) -> None:
    record(page(), cards=CARDS, to=tmp_path)
    before = sorted((path.name, path.read_bytes()) for path in tmp_path.iterdir())
    other = page(article_html("Other").encode())
    with pytest.raises(RecordingError, match="--replace"):
        record(other, cards=CARDS, to=tmp_path)
    assert sorted((path.name, path.read_bytes()) for path in tmp_path.iterdir()) == before
    assert record(other, cards=CARDS, to=tmp_path, replace=True).expected["title"] == "Other"


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("{", "expected JSON in UTF-8"),
        ("[]", "expected an object with url and expected"),
        ('{"url": "u", "expected": {}, "x": 1}', "expected only the fields"),
        ('{"url": "u", "expected": {"headline": "a"}}', "only fields of an article, found headline"),
        ('{"url": "u", "expected": {"status": "fine"}}', "status: expected ok, "),
        ('{"url": "u", "expected": {}, "fetched_at": "2031-03-04T10:00"}', "a time with its zone"),
        ('{"url": "u", "expected": {}, "encoding": 7}', "encoding: expected a text, found 7"),
        ('{"url": "u", "expected": {}, "kept": "../../etc/passwd"}', "a path below the folder"),
        ('{"url": "u", "expected": {}, "kept": "/etc/passwd"}', "a path below the folder"),
    ],
)
def test_broken_recording_is_one_line(tmp_path: Path, written: str, problem: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(written)
    with pytest.raises(RecordingError, match=problem) as raised:
        read_recording(path)
    assert "\n" not in str(raised.value)


@given(st.text(max_size=30))
def test_every_address_gives_a_name_for_a_file(path: str) -> None:
    name = name_of(f"https://www.daily.example/{path}")
    assert name.startswith("daily") and "/" not in name and not name.startswith(".")
