"""The commands as other programs call them: what they read, what they print, and their exit status."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from racewatch.cli import COMMANDS, cli

PROJECT = Path(__file__).resolve().parents[2]
PAGE = """<!doctype html><html lang="zh"><head><meta charset="gb2312"><title>差距缩小_虚构日报</title></head><body>
<h1>差距缩小</h1><p class="time">2031-03-04 08:15</p><div id="content">{}</div></body></html>"""
PARAGRAPH = (
    "<p>研究员林晓岚（虚构人物）说：“两国模型的差距已经缩小到四个月。”她认为，算力仍是关键，训练成本还会继续下降。</p>"
)


def call(*arguments: str, stdin: bytes | str | None = None) -> Result:
    return CliRunner().invoke(cli, arguments, input=stdin)


def lines(result: Result) -> list[Any]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_every_command_explains_itself() -> None:
    listed = call("--help")
    assert listed.exit_code == 0
    for name in COMMANDS:
        assert re.search(rf"^  {name} ", listed.output, re.MULTILINE)
        assert call(name, "--help").exit_code == 0


def test_wrong_use_is_status_2() -> None:
    assert call("no-such-command").exit_code == 2
    assert call("sql", "--csv").exit_code == 2
    assert call("extract", "-", stdin=b"").exit_code == 2


# -- extract ----------------------------------------------------------------------------------------------------------


def test_extract_reads_a_page_that_lies_about_its_charset(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(PAGE.format(PARAGRAPH * 6).encode("gb18030"))
    result = call(
        "extract", "--url", "https://daily.example/a.html", "--content-type", "text/html; charset=utf-8", str(page)
    )
    assert result.exit_code == 0
    article = json.loads(result.stdout)
    assert article["status"] == "ok"
    assert article["title"] == "差距缩小"
    assert article["language"] == "zh"
    assert "缩小到四个月" in article["text"]
    assert article["outlet"] is None
    assert set(article) >= {
        "published",
        "published_precision",
        "byline",
        "canonical_url",
        "origin",
        "method",
        "section",
    }


def test_extract_lines_keep_their_order_and_survive_bad_ones(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(PAGE.format(PARAGRAPH * 6).encode())
    asked = [
        json.dumps({"url": "https://daily.example/a.html", "file": "page.html"}),
        "no json",
        json.dumps({"url": "https://daily.example/b.html", "file": "missing.html"}),
    ]
    listing = tmp_path / "pages.jsonl"
    listing.write_text("\ufeff" + "\n".join(asked), encoding="utf-8")
    result = call("extract", "--jsonl", str(listing))
    assert result.exit_code == 1
    good, broken, missing = lines(result)
    assert good["status"] == "ok"
    assert broken["line"] == 2
    assert "error" in broken
    assert "missing.html" in missing["error"]


def test_extract_of_nothing_has_a_status_and_fails() -> None:
    result = call("extract", "--url", "https://daily.example/", "-", stdin=b"\x00\xff\x00")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["status"] in {"empty", "not_article"}


# -- quotes -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        ("“The gap has closed,” said Ada Brook, a researcher.\r\nNothing else.", "The gap has closed", "Ada Brook"),
        ("“差距已经缩小到四个月，”研究员林晓岚说。", "差距已经缩小到四个月", "林晓岚"),
        ("「差距已經縮小到四個月，」研究員林曉嵐說。", "差距已經縮小到四個月", "林曉嵐"),
    ],
)
def test_quotes_are_verbatim(text: str, content: str, source: str) -> None:
    result = call("quotes", "-", stdin=text.encode("utf-8-sig"))
    assert result.exit_code == 0
    (quotation,) = lines(result)
    assert quotation["type"] == "direct"
    assert quotation["content"][0].rstrip(",，") == content
    assert [text[start:end] for start, end in quotation["spans"]] == quotation["content"]
    assert source in quotation["speaker"]
    assert set(quotation) == {
        *("type", "spans", "content", "cue", "cue_span", "source", "source_span"),
        *("speaker", "affiliation", "role", "side", "score", "speaker_score"),
    }


def test_no_quotation_is_no_line() -> None:
    result = call("quotes", "-", stdin="今天天气很好。".encode())
    assert (result.exit_code, result.stdout) == (0, "")


def test_quotes_of_lines(tmp_path: Path) -> None:
    texts = tmp_path / "texts.jsonl"
    rows = [
        {"id": "a", "text": "“It is over,” said Ada Brook."},
        {"id": "b"},
        {"id": 3, "text": "林晓岚说：“还没有结束。”"},
    ]
    texts.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    result = call("quotes", "--jsonl", str(texts))
    assert result.exit_code == 1
    assert [row["id"] for row in lines(result)] == ["a", "b", 3]
    assert "error" in lines(result)[1]


# -- stance -----------------------------------------------------------------------------------------------------------


def test_stance_keeps_lines_keys_and_order() -> None:
    asked = [
        '{"id": 1, "text": "China has overtaken the United States in artificial intelligence.", "mine": [1]}',
        "not json",
        '{"id": "三", "text": "美国在人工智能领域仍然遥遥领先于中国。", "voice": "outlet"}',
    ]
    result = call("stance", "-", stdin="\n".join(asked))
    assert result.exit_code == 1
    first, broken, third = lines(result)
    assert first["mine"] == [1]
    assert broken["error"]
    assert third["id"] == "三"
    for verdict in (first, third):
        assert verdict["label"] in {"favor", "against", "neutral", "unrelated"}
        assert sum(verdict["scores"].values()) == pytest.approx(1, abs=1e-3)
        assert verdict["proposition"] == "us_losing_ai_race"
        assert {"abstained", "model", "revision"} <= set(verdict)
        assert "evidence" not in verdict


def test_an_unknown_proposition_is_one_line() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "racewatch", "stance", "--proposition", "no_such", "-"],
        cwd=PROJECT,
        input="",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "no_such" in done.stderr


# -- the warehouse ----------------------------------------------------------------------------------------------------


@pytest.fixture
def warehouse(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("RACEWATCH_DATABASE_URL", url)
    monkeypatch.setenv("RACEWATCH_STATE", str(tmp_path))
    yield url


def test_sql_reads_and_does_not_write(warehouse: str) -> None:
    shown = call("sql", "-c", "select 1 as one, '中文' as words, null as nothing")
    assert shown.exit_code == 0
    assert shown.stdout.splitlines()[0].split() == ["one", "words", "nothing"]
    as_csv = call("sql", "--csv", "-c", "select 1 as one, '中文' as words")
    assert as_csv.stdout == "one,words\n1,中文\n"
    refused = call("sql", "-c", "delete from racewatch.articles")
    assert refused.exit_code == 1


def test_report_and_digest_of_an_empty_warehouse_say_no_data(warehouse: str, tmp_path: Path) -> None:
    report = call("report", "--as-of", "2031-03-12")
    assert report.exit_code == 0, report.output
    assert "no data" in report.stdout.lower()
    assert len(list((tmp_path / "reports").iterdir())) == 2
    assert call("digest", "--as-of", "2031-03-12").exit_code == 0
    (mail,) = (tmp_path / "outbox").glob("*.eml")
    before = mail.read_bytes()
    again = call("digest", "--as-of", "2031-03-12")
    assert again.exit_code == 0
    assert "was made before" in again.stdout
    assert mail.read_bytes() == before


def test_annotate_with_nothing_due(warehouse: str) -> None:
    result = call("annotate")
    assert result.exit_code == 0, result.output
    assert "nothing was due" in result.stdout


def test_doctor_finds_all_well(warehouse: str) -> None:
    result = call("doctor")
    assert result.exit_code == 0, result.output
    assert "BAD" not in result.stdout


def test_no_database_is_one_line_without_the_password(tmp_path: Path) -> None:
    import socket

    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    done = subprocess.run(
        [sys.executable, "-m", "racewatch", "sql", "-c", "select 1"],
        cwd=PROJECT,
        env={
            "RACEWATCH_DATABASE_URL": f"postgresql://me:geheim@127.0.0.1:{port}/racewatch",
            "RACEWATCH_STATE": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "geheim" not in done.stderr


def test_outlets_names_what_is_wrong_with_a_card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert call("outlets").exit_code == 0
    (tmp_path / "broken.yaml").write_text("id: broken\ncountry: China\n")
    monkeypatch.setenv("RACEWATCH_OUTLETS", str(tmp_path))
    result = call("outlets")
    assert result.exit_code == 1
    assert "broken.yaml: country: expected" in result.stderr
