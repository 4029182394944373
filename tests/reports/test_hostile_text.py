"""Whatever an article says stays text: pages and mails keep the very structure that harmless words give them."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from reports.links import mail_link, web_link
from reports.mail import message
from reports.report import render_html
from reports.trend import Model, SpeakerRecord, Statement, Story, Tally
from tests.reports.made import full_trend, statement, story_print
from tests.reports.test_mail import envelope, text_of

SHARED = Path(os.environ.get("RACEWATCH_SHARED_DATA") or Path(__file__).parents[3] / "shared" / "data")
OWN = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</p></blockquote></body></html><iframe src=//evil.example>",
    "<svg/onload=alert(1)>",
    "]]><!--<style>@import 'http://evil.example/x.css';</style>-->",
    "{{ 7 * 7 }}{% include '/etc/passwd' %}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "javascript:alert(1)",
    "</title></style></textarea><script>alert(1)</script>",
    "\u202e\u2066txt.exe\u0000\u0007",
    "＜script＞alert(1)＜/script＞",
    '<a href="javascript:alert(1)">芯片</a>',
]
ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "//evil.example/x",
    "/relative",
    "https://",
    "https://bank.example@evil.example/",
    'https://evil.example/" onclick="alert(1)',
    "https://evil.example/\r\nX: 1",
    "https://[::1",
    "https://evil.example:port/",
    "ftp://evil.example/",
    "",
]


def payloads() -> list[str]:
    folder = SHARED / "infra" / "xss"
    if not folder.is_dir():
        pytest.skip(f"no payload lists at {folder}: set RACEWATCH_SHARED_DATA to have them tried")
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and "LICENSE" not in path.name]
    lines = {line for path in files for line in path.read_text(encoding="utf-8", errors="replace").splitlines()}
    return sorted(line for line in lines if line.strip())


def hostile(words: str, number: int = 0) -> Statement:
    return statement(
        key=str(number),
        text=words,
        title=words,
        speaker=words,
        role=words,
        affiliation=words,
        speaker_side=words,
        outlet_name=words,
        origin=words,
        language=words,
    )


def page_of(words: Sequence[str]) -> str:
    said = tuple(hostile(each, number) for number, each in enumerate(words))
    record = SpeakerRecord(name=words[0], side=words[0], role=words[0], tally=Tally(favor=1), statements=said)
    told = story_print(title=words[0], outlet_name=words[0], origin=words[0], language=words[0])
    story = Story(story_id=1, prints=(told,), tally=Tally(favor=1))
    models = [Model(name=words[0], revision=words[0], n=1)]
    own = [hostile(words[0]), statement(voice="outlet", text=words[0], outlet_name=words[0])]
    trend = full_trend(speakers=[record], statements=own, stories=[story], models=models)
    return render_html(trend, corrections="desk@racewatch.example")


def mail_page_of(words: Sequence[str]) -> str:
    told = story_print(title=words[0], outlet_name=words[0], origin=words[0], language=words[0])
    story = Story(story_id=1, prints=(told,), tally=Tally(favor=1))
    said = [hostile(each, number) for number, each in enumerate(words)]
    return text_of(message(full_trend(), stories=[story], quotations=said, envelope=envelope()), "html")


def skeleton(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return tags and names of attributes in order; comments and instructions count as tags of their own."""
    return [(str(each.tag), tuple(each.keys())) for each in html.document_fromstring(page).iter()]


def assert_harmless(page: str) -> None:
    root = html.document_fromstring(page)
    assert not root.xpath("//script|//iframe|//object|//embed|//form|//base|//link|//comment()")
    for element in root.iter():
        for name, value in element.items():
            assert not name.lower().startswith("on"), (element.tag, name)
            if name in {"href", "src"} and not element.tag.startswith("{"):
                assert value.startswith(("https://", "mailto:", "#", "cid:")), value


@pytest.mark.parametrize("build", [page_of, mail_page_of])
def test_our_own_payloads_stay_words(build: Callable[[Sequence[str]], str]) -> None:
    page = build(OWN)
    assert_harmless(page)
    assert skeleton(page) == skeleton(build(["harmless"] * len(OWN)))
    assert "49" not in html.document_fromstring(build([OWN[6]])).find_class("stories")[0].text_content()


@pytest.mark.parametrize(("build", "step"), [(page_of, 3), (mail_page_of, 8)])
def test_public_payloads_stay_words(build: Callable[[Sequence[str]], str], step: int) -> None:
    words = payloads()[::step]
    assert len(words) > 1000
    page = build(words)
    assert_harmless(page)
    assert skeleton(page) == skeleton(build(["harmless"] * len(words)))


def test_public_payloads_never_become_a_link() -> None:
    for each in payloads():
        assert web_link(each) is None or each.startswith(("http://", "https://"))


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_is_no_web_page_is_not_a_link(address: str) -> None:
    assert web_link(address) is None
    mail = message(full_trend(), stories=(), quotations=[statement(url=address)], envelope=envelope())
    page = text_of(mail, "html")
    assert_harmless(page)
    assert "Senate panel hears of a shrinking lead" in html.document_fromstring(page).text_content()


@pytest.mark.parametrize(
    "address",
    ["https://a.example/", "http://a.example:8080/x?y=1&z=2#f", "https://a.example/中文/路径", "HTTPS://A.EXAMPLE"],
)
def test_a_web_page_is_a_link(address: str) -> None:
    assert web_link(address) == address


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_mail_link_has_one_recipient_and_the_subject_given(subject: str, body: str) -> None:
    subject, body = (text.encode("utf-8", "ignore").decode() for text in (subject, body))
    parts = urlsplit(mail_link("desk@racewatch.example", subject=subject, body=body))
    assert parts.path == "desk@racewatch.example"
    fields = parse_qs(parts.query, keep_blank_values=True)
    assert fields["subject"] == [subject]
    assert set(fields) == ({"subject", "body"} if body else {"subject"})
