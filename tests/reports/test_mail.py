import email
import email.policy
from collections.abc import Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from io import BytesIO
from typing import Any

import pytest
from lxml import html
from matplotlib.image import imread

from reports.digest import compose
from reports.mail import Envelope, MailError, address, message
from reports.trend import Trend
from reports.typeset import width
from tests.reports.made import chinese_statement, full_trend, statement


def envelope(**changes: Any) -> Envelope:
    values: dict[str, Any] = {
        "list_id": "daily",
        "sender": "Racewatch <digest@racewatch.example>",
        "recipients": ("reader@desk.example",),
    }
    return Envelope(**(values | changes))


def built(trend: Trend, **changes: Any) -> EmailMessage:
    """Build the edition and read it back as a mail program would."""
    digest = compose(trend)
    mail = message(trend, stories=digest.stories, quotations=digest.quotations, envelope=envelope(**changes))
    read = email.message_from_bytes(mail.as_bytes(), policy=email.policy.default)
    assert isinstance(read, EmailMessage)
    assert not [defect for part in read.walk() for defect in part.defects]
    return read


def text_of(mail: EmailMessage, kind: str = "plain") -> str:
    body = mail.get_body((kind,))
    assert body is not None
    text: str = body.get_content()
    return text


def parts(mail: EmailMessage) -> Sequence[str]:
    return [part.get_content_type() for part in mail.walk()]


def test_the_mail_is_text_and_html_with_its_chart_inside(trend: Trend) -> None:
    mail = built(trend)
    assert parts(mail) == ["multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png"]
    image = next(part for part in mail.walk() if part.get_content_type() == "image/png")
    page = html.document_fromstring(text_of(mail, "html"))
    (picture,) = page.xpath("//img")
    assert f"<{picture.get('src').removeprefix('cid:')}>" == image["Content-ID"]
    assert "03-12 36% of 11" in picture.get("alt")
    assert image.get_content_disposition() == "inline"
    assert imread(BytesIO(image.get_content())).shape[1] > 1000


def test_the_headers_are_those_of_a_list(trend: Trend) -> None:
    mail = built(trend)
    assert mail["From"] == "Racewatch <digest@racewatch.example>"
    assert mail["To"] == "reader@desk.example"
    assert mail["Subject"] == "Racewatch 2031-03-12: 41% yes, 44% no (120 statements)"
    assert mail["Message-ID"] == "<digest.daily.2031-03-12@racewatch.example>"
    assert mail["List-Id"] == "Racewatch <daily.racewatch.example>"
    assert mail["List-Unsubscribe"] == "<mailto:digest@racewatch.example?subject=unsubscribe%20daily>"
    assert mail["List-Unsubscribe-Post"] is None
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Precedence"] == "bulk"
    assert mail["Date"].datetime == datetime(2031, 3, 13, tzinfo=UTC)


def test_an_https_link_unsubscribes_in_one_click(trend: Trend) -> None:
    link = "https://racewatch.example/leave?list=daily&reader=7"
    mail = built(trend, unsubscribe=link)
    assert mail["List-Unsubscribe"] == f"<{link}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link in text_of(mail)
    assert html.document_fromstring(text_of(mail, "html")).xpath(f"//a[@href='{link}']")


def test_no_header_of_a_list_is_folded(trend: Trend) -> None:
    digest = compose(trend)
    link = "https://racewatch.example/leave?reader=" + "x" * 200
    mail = message(trend, stories=(), quotations=digest.quotations, envelope=envelope(unsubscribe=link))
    assert f"\r\nList-Unsubscribe: <{link}>\r\n".encode() in mail.as_bytes()
    assert max(len(line) for line in mail.as_bytes().split(b"\r\n")) <= 998


def test_several_readers_do_not_learn_of_one_another(trend: Trend) -> None:
    mail = built(trend, recipients=("a@desk.example", "Ms B <b@desk.example>"))
    assert mail["To"] == "Racewatch <digest@racewatch.example>"
    assert [each.addr_spec for each in mail["Bcc"].addresses] == ["a@desk.example", "b@desk.example"]


def test_the_same_edition_is_the_same_to_the_byte() -> None:
    mails = []
    for _ in range(2):
        trend = full_trend()
        digest = compose(trend)
        mail = message(trend, stories=digest.stories, quotations=digest.quotations, envelope=envelope())
        mails.append(mail.as_bytes())
    assert mails[0] == mails[1]


def test_the_text_part_is_complete_by_itself(trend: Trend) -> None:
    text = text_of(built(trend))
    flat = " ".join(text.split())
    for words in (
        "41% support it (95% interval 32% to 50%)",
        "Change against the 10 days before",
        "US outlets 50% of 70; Chinese outlets 28% of 50; other outlets no data",
        "INVENTED DATA",
        "Senate panel hears of a shrinking lead",
        "美国参议院听证：领先优势正在缩小",
        "copied by Prairie Wire",
        f"“{statement().text}”",
        f"“{chinese_statement().text}”",
        "Senator Ada Thornquist, chair, Senate technology panel (US)",
        "supports, score 0.91 (ref. 17)",
        "闻人启明, 院长, 京海人工智能研究院 (CN)",
        "denies, score 0.78 (ref. 18)",
        "https://www.jinghai-daily.example/a/20310312-6.html",
        "獅山時報",
        "stance-small (revision 2031-01-01)",
        "Write to digest@racewatch.example",
    ):
        assert words in flat, words
    assert "<" not in text and "&amp;" not in text


def test_lines_of_the_text_part_take_at_most_78_columns() -> None:
    long = chinese_statement(text="差距正在缩小，而且缩小得很快。" * 12, title="标题" * 60, role="院长" * 30)
    trend = full_trend(statements=[long, statement(text="narrowing " * 60)])
    assert max(width(line) for line in text_of(built(trend)).splitlines()) <= 78


def test_text_and_html_say_the_same(trend: Trend) -> None:
    mail = built(trend)
    plain = " ".join(text_of(mail).split())
    page = html.document_fromstring(text_of(mail, "html"))
    for sentence in page.xpath("//ul[@class='facts']/li/text()"):
        assert " ".join(sentence.split()) in plain
    for words in page.xpath("//blockquote/p"):
        assert words.text_content() in plain


def test_an_edition_without_data_says_so(no_data: Trend) -> None:
    mail = built(no_data)
    assert mail["Subject"] == "Racewatch 2031-03-12: no data"
    assert parts(mail) == ["multipart/alternative", "text/plain", "text/html"]
    assert "No data: nothing was collected" in text_of(mail)
    assert "%" not in text_of(mail).replace("95%", "").replace("%20", "")
    assert not html.document_fromstring(text_of(mail, "html")).xpath("//img")


@pytest.mark.parametrize(
    "changes",
    [
        {"sender": "a@b.example\r\nBcc: victim@evil.example"},
        {"sender": "A\nB <a@b.example>"},
        {"sender": ""},
        {"sender": "nobody"},
        {"sender": "a@b.example, c@d.example"},
        {"recipients": ()},
        {"recipients": ("a@b.example\nX-Evil: 1",)},
        {"recipients": ("a@b.example", "b@")},
        {"list_id": "daily\r\nX-Evil: 1"},
        {"list_id": "../../etc/passwd"},
        {"list_id": ""},
        {"unsubscribe": "https://x.example/>\r\nX-Evil: 1"},
        {"unsubscribe": "http://x.example/leave"},
        {"unsubscribe": "javascript:alert(1)"},
        {"unsubscribe": "https://x.example/退订"},
        {"corrections": "desk@x.example\r\nX-Evil: 1"},
    ],
)
def test_what_would_reach_into_a_header_or_path_is_one_clear_error(changes: dict[str, Any]) -> None:
    with pytest.raises(MailError) as raised:
        envelope(**changes)
    assert len(str(raised.value).splitlines()) == 1


def test_an_address_with_a_chinese_name_is_read_and_written(trend: Trend) -> None:
    assert address("京海日报 <desk@jinghai.example>").display_name == "京海日报"
    assert address("racewatch@localhost").domain == "localhost"
    assert built(trend, sender="日报 <desk@jinghai.example>")["From"] == "日报 <desk@jinghai.example>"


def test_hostile_words_stay_words_and_cannot_close_a_part() -> None:
    trend = full_trend()
    digest = compose(trend)
    boundary = message(trend, stories=digest.stories, quotations=digest.quotations, envelope=envelope()).get_boundary()
    words = f"\r\n--{boundary}--\r\nSubject: other\r\n.\r\nFrom here on"
    mail = built(full_trend(statements=[statement(text=words, speaker=words, title=words)]))
    assert parts(mail) == ["multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png"]
    assert f"--{boundary}--" in text_of(mail)
    assert not [line for line in text_of(mail).split("\n") if line.startswith((f"--{boundary}", "Subject:"))]
