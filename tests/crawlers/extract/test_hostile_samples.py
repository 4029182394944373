"""Samples of others: chardet's charsets come out right, and html5lib's broken markup gives a status."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.extraction.pages import shared_data
from crawlers.extract.charset import decode
from tests.crawlers.made import article_html, read_hostile

_INFRA = shared_data() / "infra"
_NEEDS_DATA = pytest.mark.skipif(
    not _INFRA.is_dir(), reason=f"no public data at {shared_data()}; set RACEWATCH_SHARED_DATA"
)
#: chardet's folders, and the charset that holds all of what their names mean.
_CHARSETS = {"Big5": "big5hkscs", "GB2312": "gb18030", "utf-8": "utf-8"}
_CLAIMS = (None, "text/html; charset=utf-8", "text/html; charset=gbk", "text/html; charset=big5")


def _samples(folder: str) -> list[Path]:
    files = sorted((_INFRA / "chardet" / "tests" / folder).iterdir())
    return [path for path in files if path.suffix in (".xml", ".html")]


def _is_told_by_its_bytes(path: Path) -> bool:
    """A handful of characters beyond ASCII can be valid in several charsets: then a claim counts."""
    return sum(byte > 127 for byte in path.read_bytes()) > 40


@_NEEDS_DATA
@pytest.mark.parametrize("folder", _CHARSETS)
def test_charset_of_every_sample_is_found_whatever_the_header_claims(folder: str) -> None:
    samples = _samples(folder)
    assert samples
    wrong = [
        (path.name, claim, found.encoding)
        for path in samples
        for claim in (_CLAIMS if _is_told_by_its_bytes(path) else (None,))
        if (found := decode(path.read_bytes(), claim)).encoding != _CHARSETS[folder] or "\ufffd" in found.text
    ]
    assert wrong == []


@_NEEDS_DATA
def test_every_sample_of_a_charset_gives_a_status() -> None:
    samples = [path for path in sorted(_INFRA.glob("char*/**/*")) if path.is_file()]
    assert len(samples) > 60
    for path in samples:
        read_hostile(path.read_bytes()[:50_000])


def _broken_markup() -> Iterator[str]:
    for path in sorted((_INFRA / "html5lib_tests" / "tokenizer").glob("*.test")):
        told = json.loads(path.read_text(encoding="utf-8"))
        yield from (test["input"] for test in told.get("tests") or told["xmlViolationTests"])
    for path in sorted((_INFRA / "html5lib_tests" / "serializer").glob("*.test")):
        for test in json.loads(path.read_text(encoding="utf-8"))["tests"]:
            yield from test["expected"]


@_NEEDS_DATA
def test_broken_markup_gives_a_status() -> None:
    inputs = [text for text in _broken_markup() if text]
    assert len(inputs) > 3_000
    for start in range(0, len(inputs), 25):
        part = inputs[start : start + 25]
        read_hostile(article_html("Ferries", extra="".join(f"<div>{text}</div>" for text in part)))
        read_hostile("".join(part))


@_NEEDS_DATA
def test_declarations_of_every_kind_give_a_status() -> None:
    for path in sorted((_INFRA / "html5lib_tests" / "encoding").rglob("*.dat")):
        tests = path.read_bytes().split(b"#data\n")[1:]
        assert tests
        for test in tests:
            read_hostile(test.partition(b"#encoding\n")[0] + article_html("Ferries").encode())
