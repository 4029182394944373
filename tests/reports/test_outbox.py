import ssl
import subprocess
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword

from reports.digest import compose
from reports.mail import Envelope as MailEnvelope
from reports.mail import MailError, message
from reports.outbox import read_from_outbox, send, write_to_outbox
from tests.reports.made import full_trend


class Mailbox:
    """What a mail server took; recipients of ``refuses`` are turned away."""

    def __init__(self) -> None:
        self.taken: list[Envelope] = []
        self.users: list[bytes] = []
        self.refuses: set[str] = set()

    async def handle_RCPT(self, server: Any, session: Any, envelope: Envelope, address: str, options: Any) -> str:
        if address in self.refuses:
            return "550 no such reader"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        self.taken.append(envelope)
        return "250 taken"


class AnyPort(Controller):
    """A server on a port that the system chooses: aiosmtpd itself asks the port it was told whether it serves."""

    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.port}"


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def server(mailbox: Mailbox) -> Iterator[AnyPort]:
    def check(server: SMTP, session: Any, envelope: Any, mechanism: str, auth: Any) -> AuthResult:
        assert isinstance(auth, LoginPassword)
        mailbox.users.append(auth.login)
        return AuthResult(success=auth.password == b"p@ss/word", handled=False)

    controller = AnyPort(mailbox, hostname="127.0.0.1", port=0, authenticator=check, auth_require_tls=False)
    controller.start()
    try:
        yield controller
    finally:
        controller.stop()


@pytest.fixture(scope="module")
def mail() -> EmailMessage:
    trend = full_trend()
    digest = compose(trend)
    readers = ("a@desk.example", "b@desk.example")
    envelope = MailEnvelope(list_id="daily", sender="digest@racewatch.example", recipients=readers)
    return message(trend, stories=digest.stories, quotations=digest.quotations, envelope=envelope)


def test_a_server_takes_the_mail_for_every_reader_and_none_sees_the_others(
    mail: EmailMessage, server: AnyPort, mailbox: Mailbox
) -> None:
    assert send(mail, f"smtp://{server.place}") == ()
    (taken,) = mailbox.taken
    assert taken.mail_from == "digest@racewatch.example"
    assert taken.rcpt_tos == ["a@desk.example", "b@desk.example"]
    assert isinstance(taken.content, bytes)
    head, _, _ = taken.content.partition(b"\r\n\r\n")
    assert b"desk.example" not in head
    assert b"List-Unsubscribe: <mailto:digest@racewatch.example" in head


def test_user_and_password_come_from_the_url(mail: EmailMessage, server: AnyPort, mailbox: Mailbox) -> None:
    send(mail, f"smtp://reader%40desk:p%40ss%2Fword@{server.place}")
    assert mailbox.users == [b"reader@desk"]
    assert len(mailbox.taken) == 1


def test_a_wrong_password_is_one_line_without_it(mail: EmailMessage, server: AnyPort, mailbox: Mailbox) -> None:
    with pytest.raises(MailError, match="refused user and password") as raised:
        send(mail, f"smtp://user:Wr0ng-one@{server.place}")
    assert "Wr0ng-one" not in str(raised.value)
    assert raised.value.__cause__ is None and raised.value.__suppress_context__
    assert not mailbox.taken


def test_readers_that_are_refused_are_named_and_the_others_get_it(
    mail: EmailMessage, server: AnyPort, mailbox: Mailbox
) -> None:
    mailbox.refuses = {"b@desk.example"}
    assert send(mail, f"smtp://{server.place}") == ("b@desk.example",)
    mailbox.refuses = {"a@desk.example", "b@desk.example"}
    with pytest.raises(MailError, match=r"refused every recipient: a@desk\.example: no such reader"):
        send(mail, f"smtp://{server.place}")


def test_tls_that_is_asked_for_and_not_offered_stops_the_mail(
    mail: EmailMessage, server: AnyPort, mailbox: Mailbox
) -> None:
    with pytest.raises(MailError):
        send(mail, f"smtp://{server.place}?starttls=required")
    assert not mailbox.taken


def test_a_certificate_that_nobody_vouches_for_stops_the_mail(
    mail: EmailMessage, mailbox: Mailbox, tmp_path: Path
) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    controller = AnyPort(mailbox, hostname="127.0.0.1", port=0, tls_context=context)
    controller.start()
    try:
        with pytest.raises(MailError, match="no safe connection"):
            send(mail, f"smtp://{controller.place}")
    finally:
        controller.stop()
    assert not mailbox.taken


def test_nobody_at_the_port_is_one_line(mail: EmailMessage, mailbox: Mailbox) -> None:
    server = AnyPort(mailbox, hostname="127.0.0.1", port=0)
    server.start()
    there = server.place
    server.stop()
    with pytest.raises(MailError, match=f"mail server {there} cannot be used") as raised:
        send(mail, f"smtp://user:secret@{there}")
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    "url",
    ["", "mail.example", "http://user:s3cret@mail.example", "smtp://user:s3cret@:25", "smtp://user:s3cret@[::1",
     "smtp://user:s3cret@mail.example:port", "smtp://u:s3cret@mail.example?tls=no", "smtp://u:s3cret@mail.example/x"],
)  # fmt: skip
def test_a_url_that_cannot_be_used_is_one_line_without_its_password(mail: EmailMessage, url: str) -> None:
    with pytest.raises(MailError, match="RACEWATCH_SMTP_URL should look like") as raised:
        send(mail, url)
    assert "s3cret" not in str(raised.value)
    assert len(str(raised.value).splitlines()) == 1


def test_the_outbox_holds_one_whole_file_an_edition(mail: EmailMessage, tmp_path: Path) -> None:
    folder = tmp_path / "out box"
    path = write_to_outbox(mail, folder, name="daily-2031-03-12")
    assert path == folder / "daily-2031-03-12.eml"
    assert path.read_bytes() == mail.as_bytes()
    assert write_to_outbox(mail, folder, name="daily-2031-03-12") == path
    assert list(folder.iterdir()) == [path]


def test_a_mail_from_the_outbox_is_sent_as_it_was_made(
    mail: EmailMessage, server: AnyPort, mailbox: Mailbox, tmp_path: Path
) -> None:
    kept = read_from_outbox(write_to_outbox(mail, tmp_path, name="daily"))
    assert kept.as_bytes() == mail.as_bytes()
    send(mail, f"smtp://{server.place}")
    send(kept, f"smtp://{server.place}")
    first, second = mailbox.taken
    assert (first.rcpt_tos, first.content) == (second.rcpt_tos, second.content)


@pytest.mark.parametrize("name", ["../daily", "a/b", ".hidden", ""])
def test_the_outbox_takes_names_and_no_paths(mail: EmailMessage, tmp_path: Path, name: str) -> None:
    with pytest.raises(MailError, match="not a path"):
        write_to_outbox(mail, tmp_path, name=name)
    assert list(tmp_path.iterdir()) == []


def test_a_mail_that_cannot_be_written_leaves_nothing_behind(mail: EmailMessage, tmp_path: Path) -> None:
    (tmp_path / "daily.eml").mkdir()
    with pytest.raises(OSError):
        write_to_outbox(mail, tmp_path, name="daily")
    assert [path.name for path in tmp_path.iterdir()] == ["daily.eml"]
