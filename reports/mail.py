"""Mail: one edition as a MIME message whose text part says by itself all that the HTML part does.

The same edition from the same rows is the same message to the byte.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from domain.problem import Problem
from reports import wording
from reports.chart import describe, trend_png
from reports.links import mail_link, web_link
from reports.report import texts
from reports.template import render
from reports.trend import Statement, Story, Trend
from reports.typeset import one_line

#: Lines of the table of outlets; the report has them all.
MOST_OUTLETS = 12
#: How a mail is written and read again. Some readers of List-Unsubscribe do not unfold it, so no header is folded while
#: the standard lets it be.
POLICY = SMTP.clone(max_line_length=998)
_LIST_ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]|\.(?=[A-Za-z0-9])){0,62}")


class MailError(Problem):
    """A mail that cannot be made or sent; the text is one line that says what to do, and holds no password."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Envelope:
    """Who sends an edition of which list to whom.

    ``sender`` and ``recipients`` are addresses, with a name or without. ``unsubscribe`` is an https address that
    unsubscribes by one POST, or a mailto one; without it, a mail to the sender does. ``corrections`` is the address
    that corrections go to, else the sender's. ``sent_at`` (aware) is the Date; without it, the midnight UTC that ends
    the edition.
    """

    list_id: str
    sender: str
    recipients: tuple[str, ...]
    unsubscribe: str | None = None
    corrections: str | None = None
    sent_at: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse, with ``MailError``, what could not be sent or would reach into a header or a path."""
        if not _LIST_ID.fullmatch(self.list_id):
            raise MailError(f"list id {self.list_id!r}: use letters, digits, '-', '_' and single dots, 63 at most")
        if not self.recipients:
            raise MailError(f"list {self.list_id}: no recipient; set RACEWATCH_MAIL_TO")
        for text in (self.sender, *self.recipients, *filter(None, (self.corrections,))):
            address(text)
        if self.unsubscribe is not None and not _may_unsubscribe(self.unsubscribe):
            raise MailError(f"unsubscribe link {self.unsubscribe!r}: give an https: or mailto: address in plain ASCII")


def message(
    trend: Trend, *, stories: Sequence[Story], quotations: Sequence[Statement], envelope: Envelope
) -> EmailMessage:
    """Return the edition of the trend's last day as multipart/alternative: text, and HTML with its chart inside.

    One recipient is named in To. Several get it by Bcc, which ``smtplib`` takes out on sending: the readers of a list
    need not know one another.
    """
    author = address(envelope.sender)
    readers = [address(recipient) for recipient in envelope.recipients]
    mark = f"{envelope.list_id}.{trend.as_of}"
    leave = envelope.unsubscribe or mail_link(author.addr_spec, subject=f"unsubscribe {envelope.list_id}")
    midnight = datetime.combine(trend.as_of + timedelta(days=1), time(), tzinfo=UTC)

    mail = EmailMessage(policy=SMTP)
    mail["From"] = author
    mail["To"] = readers[0] if len(readers) == 1 else author
    if len(readers) > 1:
        mail["Bcc"] = readers
    mail["Subject"] = f"Racewatch {trend.as_of}: {wording.short_answer(trend)}"
    mail["Date"] = envelope.sent_at or midnight
    mail["Message-ID"] = f"<digest.{mark}@{author.domain}>"
    mail["List-Id"] = f"Racewatch <{envelope.list_id}.{author.domain}>"
    mail["List-Unsubscribe"] = f"<{leave}>"
    if leave.startswith("https:"):
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail["Auto-Submitted"] = "auto-generated"
    mail["Precedence"] = "bulk"

    chart_id = f"chart.{mark}@{author.domain}" if any(day.tally.n for day in trend.daily) else None
    values = {
        "trend": trend,
        "stories": stories,
        "quotations": quotations,
        "outlets": trend.by_outlet[:MOST_OUTLETS],
        "texts": texts(trend.proposition),
        "corrections": address(envelope.corrections or envelope.sender).addr_spec,
        "leave": leave,
        "list_id": envelope.list_id,
    }
    text = render("digest.txt", **values)
    page = render("digest.html", **values, chart_id=chart_id, chart_words=describe(trend))
    chart = trend_png(trend) if chart_id else None
    _fill(mail, text=text, page=page, chart=chart, chart_id=chart_id, chart_name=f"trend-{trend.as_of}.png")
    # Only now, for lines of the bodies end earlier.
    mail.policy = POLICY
    return mail


def _fill(
    mail: EmailMessage, *, text: str, page: str, chart: bytes | None, chart_id: str | None, chart_name: str
) -> None:
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(page, subtype="html", cte="quoted-printable")
    if chart is not None:
        part = mail.get_payload(1)
        assert isinstance(part, EmailMessage)
        part.add_related(chart, "image", "png", cid=f"<{chart_id}>", disposition="inline", filename=chart_name)
    # A boundary by chance would make each build another file; one hashed from the contents cannot be foreseen by them.
    seal = hashlib.sha256(b"\0".join((text.encode(), page.encode(), chart or b""))).hexdigest()
    for number, part in enumerate(each for each in mail.walk() if each.is_multipart()):
        part.set_boundary(f"=_{number}_{seal[:40]}")


def address(text: str) -> Address:
    """Read ``name@host`` or ``Name <name@host>``; raises ``MailError`` for anything else.

    A line break or another control is refused, not cleaned away: it is how a header is smuggled in.
    """
    if one_line(text) != text.strip(" "):
        raise MailError(f"mail address {text!r}: it holds a line break or another control character")
    probe = EmailMessage(policy=SMTP)
    try:
        probe["To"] = text
        (found,) = probe["To"].addresses
    except (ValueError, IndexError):
        raise MailError(f"mail address {text!r}: not of the form name@host or Name <name@host>") from None
    if probe["To"].defects or not found.username or not found.domain:
        raise MailError(f"mail address {text!r}: not of the form name@host or Name <name@host>")
    return Address(found.display_name, found.username, found.domain)


def _may_unsubscribe(link: str) -> bool:
    if not link.isascii() or len(link) > 900:
        return False
    if link.startswith("https://"):
        return web_link(link) is not None
    return re.fullmatch(r"mailto:[^\s<>,@]+@[^\s<>,@]+", link) is not None
