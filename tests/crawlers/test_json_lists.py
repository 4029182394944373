"""JSON lists: what the card's map finds, and one reason for every answer that is no such list."""

import json
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawlers.entries import Entry
from crawlers.json_lists import read_json_list, second_steps
from crawlers.sources import Source

BEIJING = ZoneInfo("Asia/Shanghai")
URL = "https://api.mock.example/list?page=1"
NOW = datetime(2031, 3, 4, 12, tzinfo=BEIJING)


def source(**fields: Any) -> Source:
    values = {"kind": "json_list", "url": URL, "items": "data.list", "fields": {"url": "url"}, **fields}
    return Source.model_validate(values)


def read(body: Any, **fields: Any) -> list[Entry]:
    written = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
    return read_json_list(written, source=source(**fields), url=URL, zone=BEIJING, now=NOW)


def test_items_are_mapped() -> None:
    item = {"id": 7, "name": "<em>渡船</em>将自行过湾", "at": 1930384800000, "user": {"name": "林晓岚"}, "node": "科技"}
    fields = {
        "url": "https://www.mock.example/news_{id}",
        "title": "name",
        "published": "at",
        "byline": "user.name",
        "section": "node",
    }
    assert read({"data": {"list": [item]}}, fields=fields) == [
        Entry(
            url="https://www.mock.example/news_7",
            title="渡船将自行过湾",
            published=datetime(2031, 3, 4, 18, tzinfo=BEIJING),
            published_precision="second",
            byline=("林晓岚",),
            section="科技",
        )
    ]


def test_list_in_a_script_of_a_page() -> None:
    page = """<html><script>window.first={"items":[1]}</script><script>window.state={"at":1,"itemList":[
    {"material":{"id":7,"name":"渡船将自行过湾"}},{"kind":"ad"}],"more":undefined}</script></html>"""
    fields = {"url": "https://www.mock.example/p/{id}", "title": "name"}
    mapped = {"after": r'"itemList":\s*(?=\[)', "items": "[].material", "fields": fields}
    assert read(page.encode(), **mapped) == [Entry(url="https://www.mock.example/p/7", title="渡船将自行过湾")]
    with pytest.raises(ValueError, match=r"has nothing that .* finds"):
        read(b'<html><script>window.state={"state":"9f8a","isEncrypt":true}</script></html>', **mapped)
    with pytest.raises(ValueError, match="is no JSON"):
        read(b'<script>{"itemList":[{"material":</script>', **mapped)


@pytest.mark.parametrize(
    ("written", "expected", "precision"),
    [
        (1930384800, datetime(2031, 3, 4, 10, tzinfo=UTC), "second"),
        ("1930384800", datetime(2031, 3, 4, 10, tzinfo=UTC), "second"),
        (1930384800000.0, datetime(2031, 3, 4, 10, tzinfo=UTC), "second"),
        ("2031-03-04 18:00", datetime(2031, 3, 4, 10, tzinfo=UTC), "minute"),
        ("2031年3月4日 18:00", datetime(2031, 3, 4, 10, tzinfo=UTC), "minute"),
        ("Tue, 04 Mar 2031 10:00:00 GMT", datetime(2031, 3, 4, 10, tzinfo=UTC), "second"),
        ("2小时前", datetime(2031, 3, 4, 2, tzinfo=UTC), None),
        (True, None, None),
        (0, None, None),
        (None, None, None),
        ({"a": 1}, None, None),
        ("soon", None, None),
    ],
)
def test_time_in_any_notation(written: Any, expected: datetime | None, precision: str | None) -> None:
    (entry,) = read({"data": {"list": [{"url": "/1", "at": written}]}}, fields={"url": "url", "published": "at"})
    assert entry.published == expected
    assert precision is None or entry.published_precision == precision


def test_addresses_are_seen_from_the_list() -> None:
    items = [{"url": "/a"}, {"url": "//www.mock.example/b"}, {"url": ""}, {"url": None}, {"link": "/c"}, "text", None]
    assert [entry.url for entry in read({"data": {"list": items}})] == [
        "https://api.mock.example/a",
        "https://www.mock.example/b",
    ]


def test_template_is_filled_and_escaped() -> None:
    items = [{"id": "a b?c"}, {"id": 3}, {"other": 4}]
    found = read({"data": {"list": items}}, fields={"url": "https://www.mock.example/{id}.html"})
    assert [entry.url for entry in found] == [
        "https://www.mock.example/a%20b%3Fc.html",
        "https://www.mock.example/3.html",
    ]


def test_list_of_bare_ids_and_lists_of_either_name() -> None:
    assert [entry.url for entry in read([11, 12], items="@", fields={"url": "https://www.mock.example/{@}"})] == [
        "https://www.mock.example/11",
        "https://www.mock.example/12",
    ]
    assert len(read({"dataList": [{"url": "/1"}]}, items="datalist || dataList")) == 1


@pytest.mark.parametrize(
    "wrapping",
    [
        "callback({});",
        "/**/ns.call_back({})",
        "var data = {};",
        " jQuery123(\n{}\n)",
        "window['x'] = {}",
        "try{{cb({})}}",
    ],
)
def test_jsonp_is_read(wrapping: str) -> None:
    body = wrapping.format('{"data": {"list": [{"url": "/1"}]}}').encode()
    if wrapping.startswith("try"):
        with pytest.raises(ValueError, match="is no JSON"):
            read(body)
    else:
        assert [entry.url for entry in read(body)] == ["https://api.mock.example/1"]


def test_charset_is_found() -> None:
    text = json.dumps(
        {"data": {"list": [{"url": "/1", "t": "渡船将自行过湾，港务局周二表决。" * 4}]}}, ensure_ascii=False
    )
    (entry,) = read(text.encode("gb18030"), fields={"url": "url", "title": "t"})
    assert (entry.title or "").startswith("渡船将自行过湾")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "is no JSON"),
        (b"<html>Just a moment...</html>", "is no JSON"),
        (b'{"data": {"list": [', "is no JSON"),
        (b"[" * 100_000, "is no JSON"),
        (b'{"code": 99998, "msg": "error"}', "has no list at data.list, but code, msg"),
        (b'{"data": {"list": "a"}}', "has no list at data.list, but data"),
        (b"[1]", "has no list at data.list, but list"),
        (b"null", "has no list at data.list, but NoneType"),
    ],
)
def test_what_is_no_such_list_says_so(body: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read(body)


def test_second_step_is_found_in_the_first_answer() -> None:
    page = b"<ul class='wz-list' data='datasource:0a1b2c,page:1'></ul><ul data='datasource:0a1b2c'></ul>"
    two = source(ids=r"datasource:(?P<id>[0-9a-f]+)", then="https://www.mock.example/ds_{id}.json")
    assert second_steps(page, source=two, url=URL) == ["https://www.mock.example/ds_0a1b2c.json"]
    with pytest.raises(ValueError, match="has nothing that"):
        second_steps(b"<html></html>", source=two, url=URL)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["data", "list", "url", "t"]), inner),
    max_leaves=20,
)


@given(JSON | st.binary(max_size=60))
@settings(max_examples=150)
def test_no_answer_breaks_the_reader(body: Any) -> None:
    fields = {"url": "url", "title": "t", "published": "t", "byline": "t", "section": "t"}
    try:
        assert all(entry.url for entry in read(body, fields=fields))
    except ValueError as error:
        assert str(error).startswith(("is no JSON", "has no list", "does not fit"))
