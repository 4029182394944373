"""Outbox: where a mail goes, a folder of files or a mail server."""

import contextlib
import email
import os
import smtplib
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from reports.mail import POLICY, MailError

#: Seconds that a mail server may take over one answer.
TIMEOUT = 30
_HINT = (
    "RACEWATCH_SMTP_URL should look like smtp://user:password@host:587?starttls=required or smtps://user:password@host"
)


def write_to_outbox(message: EmailMessage, folder: Path, *, name: str) -> Path:
    """Write the message as ``folder/name.eml`` and return the path; it appears there whole or not at all.

    A file of that name is replaced, for an edition is one mail. Raises ``OSError`` when the folder cannot be written
    and ``MailError`` for a name that is a path.
    """
    if not name or name != Path(name).name or name.startswith("."):
        raise MailError(f"mail file name {name!r}: give a name, not a path")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.eml"
    partial = folder / f".{name}.{os.getpid()}.partial"
    try:
        partial.write_bytes(message.as_bytes())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return path


def read_from_outbox(path: Path) -> EmailMessage:
    """Return a message that ``write_to_outbox`` wrote, for sending it later. Raises ``OSError``."""
    message = email.message_from_bytes(path.read_bytes(), policy=POLICY)
    assert isinstance(message, EmailMessage)
    return message


def send(message: EmailMessage, smtp_url: str) -> tuple[str, ...]:
    """Hand the message to a mail server and return the recipients that it refused, when it took some.

    ``smtp://host[:25]`` uses STARTTLS where the server offers it, ``?starttls=required`` insists on it and
    ``?starttls=never`` does without; ``smtps://host[:465]`` is TLS from the start. Certificates are checked. User and
    password stand percent-encoded in the URL, and are only sent through TLS or to this machine. Raises ``MailError``.
    """
    server = _read(smtp_url)
    # The readers of a list stand in Bcc, and To names the list itself, which is nobody's mailbox.
    readers = [each.addr_spec for each in (message["Bcc"] or message["To"]).addresses]
    try:
        with _connected(server) as client:
            refused = client.send_message(message, to_addrs=readers)
    except smtplib.SMTPAuthenticationError as error:
        raise MailError(f"mail server {server.place} refused user and password ({error.smtp_code}); {_HINT}") from None
    except smtplib.SMTPRecipientsRefused as error:
        reasons = "; ".join(f"{to}: {_words(reply[1])}" for to, reply in error.recipients.items())
        raise MailError(f"mail server {server.place} refused every recipient: {reasons}") from None
    except smtplib.SMTPResponseException as error:
        raise MailError(f"mail server {server.place} answered {error.smtp_code}: {_words(error.smtp_error)}") from None
    except ssl.SSLError as error:
        reason = getattr(error, "verify_message", None) or error.reason or "TLS failed"
        raise MailError(
            f"mail server {server.place}: no safe connection ({reason}); check the host name and port"
        ) from None
    except (OSError, smtplib.SMTPException) as error:
        reason = _words(getattr(error, "strerror", None) or str(error) or type(error).__name__)
        raise MailError(f"mail server {server.place} cannot be used: {reason}") from None
    return tuple(sorted(refused))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Server:
    host: str
    port: int
    tls: str
    user: str | None
    password: str

    @property
    def place(self) -> str:
        return f"{self.host}:{self.port}"

    def __repr__(self) -> str:
        return f"_Server({self.place})"


def _read(smtp_url: str) -> _Server:
    try:
        parts = urlsplit(smtp_url)
        port = parts.port
    except ValueError:
        # The message of the parser would repeat the URL, and with it the password.
        raise MailError(f"the mail server's URL cannot be read; {_HINT}") from None
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or parts.path.strip("/") or parts.fragment:
        raise MailError(f"the mail server's URL does not name a mail server; {_HINT}")
    return _Server(
        host=parts.hostname,
        port=port or (465 if parts.scheme == "smtps" else 25),
        tls=_tls(parts),
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password or ""),
    )


def _tls(parts: SplitResult) -> str:
    options = parse_qs(parts.query)
    wanted = options.pop("starttls", ["offered"])[-1]
    if options or wanted not in {"offered", "required", "never"} or (parts.scheme == "smtps" and parts.query):
        raise MailError(f"the mail server's URL has an option that is not known; {_HINT}")
    return "always" if parts.scheme == "smtps" else wanted


@contextlib.contextmanager
def _connected(server: _Server) -> Iterator[smtplib.SMTP]:
    context = ssl.create_default_context()
    if server.tls == "always":
        client: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT, context=context)
    else:
        client = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
    with client:
        client.ehlo_or_helo_if_needed()
        secure = server.tls == "always"
        if server.tls == "required" or (server.tls == "offered" and client.has_extn("starttls")):
            client.starttls(context=context)
            client.ehlo()
            secure = True
        if server.user is not None:
            if not secure and server.host not in {"localhost", "127.0.0.1", "::1"}:
                raise MailError(f"mail server {server.place} offers no TLS, so the password was not sent; {_HINT}")
            client.login(server.user, server.password)
        yield client


def _words(reply: bytes | str) -> str:
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return " ".join(text.split())
