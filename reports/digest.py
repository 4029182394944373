"""Digest: the daily mail, a MIME message whose text part says by itself all that the HTML part does.

One edition of one list is the same message to the byte whenever it is built from the same rows.
"""

import hashlib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any, Literal

from reports import wording
from reports.chart import describe, trend_png
from reports.links import mail_link, web_link
from reports.read import trend as read_trend
from reports.report import texts
from reports.template import render
from reports.trend import SHARED, Print, Statement, Story, Trend
from reports.typeset import one_line

MOST_STORIES = 5
MOST_QUOTATIONS = 6
MOST_OUTLETS = 12
_LIST_ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]|\.(?=[A-Za-z0-9])){0,62}")


@dataclass(frozen=True, kw_only=True, slots=True)
class DigestItem:
    """Something that an edition told and no later one may tell again.

    ``key`` outlives a new annotation: the article's address, or a hash of the quoted words. A story leaves one item
    for every article that told it, so that it stays known when it is numbered anew.
    """

    key: str
    kind: Literal["story", "article", "quotation"]
    article_id: int | None = None
    story_id: int | None = None
    url: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Digest:
    """The contents of one edition: the trend, and what of it no earlier edition has told."""

    trend: Trend
    stories: tuple[Story, ...]
    quotations: tuple[Statement, ...]

    @property
    def items(self) -> tuple[DigestItem, ...]:
        """What the edition tells, in its order, each key once."""
        told = [item for story in self.stories for item in _story_items(story)]
        told += [
            DigestItem(key=quotation_key(each), kind="quotation", article_id=each.article_id, url=each.url)
            for each in self.quotations
        ]
        return tuple({item.key: item for item in reversed(told)}.values())[::-1]


def build_digest(
    connection: Any,
    *,
    list_id: str,
    edition: date,
    proposition: str,
    days: int,
    sender: str,
    recipients: Sequence[str],
    unsubscribe: str | None = None,
    already_sent: Collection[str] = frozenset(),
    sent_at: datetime | None = None,
) -> tuple[EmailMessage, tuple[DigestItem, ...]]:
    """Return the mail of one edition, drawn from the marts, and the items that it tells.

    ``edition`` is the last day that it reports on. ``already_sent`` are the keys of items of the list's *other*
    editions: building an edition again must leave out its own. For the other options see ``message``.
    """
    digest = compose(read_trend(connection, proposition=proposition, as_of=edition, days=days), already_sent=already_sent)
    mail = message(
        digest, list_id=list_id, sender=sender, recipients=recipients, unsubscribe=unsubscribe, sent_at=sent_at
    )
    return mail, digest.items


def compose(trend: Trend, *, already_sent: Collection[str] = frozenset()) -> Digest:
    """Choose what the edition tells: new stories as the trend ranks them, and new quotations of all stances."""
    stories = [story for story in trend.stories if not {_print_key(each) for each in story.prints} & {*already_sent}]
    quotations = [
        each
        for each in trend.statements
        if each.voice == "quote" and each.speaker and quotation_key(each) not in already_sent
    ]
    return Digest(trend=trend, stories=tuple(stories[:MOST_STORIES]), quotations=_choose(quotations))


def _choose(quotations: Sequence[Statement]) -> tuple[Statement, ...]:
    """Take the newest and surest quotations, one a speaker, and each stance in turn so that none crowds out another."""
    ranked = sorted(quotations, key=lambda each: (-each.day.toordinal(), -each.score, each.key))
    queues = {label: [each for each in ranked if each.label == label] for label in SHARED}
    chosen: list[Statement] = []
    speakers: set[str | None] = set()
    while len(chosen) < MOST_QUOTATIONS and any(queues.values()):
        for queue in queues.values():
            while queue:
                candidate = queue.pop(0)
                if candidate.speaker not in speakers:
                    speakers.add(candidate.speaker)
                    chosen.append(candidate)
                    break
    return tuple(chosen[:MOST_QUOTATIONS])


def message(
    digest: Digest,
    *,
    list_id: str,
    sender: str,
    recipients: Sequence[str],
    unsubscribe: str | None = None,
    sent_at: datetime | None = None,
) -> EmailMessage:
    """Return the edition as multipart/alternative: text, and HTML with its chart inside.

    ``sender`` and ``recipients`` are addresses, with a name or without. One recipient is named in To; several get it
    by Bcc, which ``smtplib`` takes out when it sends, for readers of a list need not know one another.
    ``unsubscribe`` is an https or mailto address; without it, a mail to the sender unsubscribes. ``sent_at`` (aware)
    is the Date; without it, the midnight UTC that ends the edition. Raises ``ValueError`` in one line for a list id,
    address or link that is not one.
    """
    if not _LIST_ID.fullmatch(list_id):
        raise ValueError(f"list id {list_id!r}: letters, digits, '-', '_' and single dots only, 63 at most")
    if not recipients:
        raise ValueError(f"list {list_id}: no recipient given")
    author = address(sender)
    edition = digest.trend.as_of
    leave = _unsubscribe(unsubscribe, author=author, list_id=list_id)

    mail = EmailMessage(policy=SMTP)
    mail["From"] = author
    readers = [address(recipient) for recipient in recipients]
    if len(readers) == 1:
        mail["To"] = readers[0]
    else:
        mail["To"] = author
        mail["Bcc"] = readers
    mail["Subject"] = f"Racewatch {edition}: {wording.short_answer(digest.trend)}"
    mail["Date"] = sent_at or datetime.combine(edition + timedelta(days=1), time(), tzinfo=UTC)
    mail["Message-ID"] = f"<digest.{list_id}.{edition}@{author.domain}>"
    mail["List-Id"] = f"Racewatch <{list_id}.{author.domain}>"
    mail["List-Unsubscribe"] = f"<{leave}>"
    if leave.startswith("https:"):
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail["Auto-Submitted"] = "auto-generated"
    mail["Precedence"] = "bulk"
    _fill(mail, digest, list_id=list_id, leave=leave, corrections=author.addr_spec)
    return mail


def _fill(mail: EmailMessage, digest: Digest, *, list_id: str, leave: str, corrections: str) -> None:
    trend = digest.trend
    chart = trend_png(trend) if any(day.tally.n for day in trend.daily) else None
    chart_id = f"chart.{list_id}.{trend.as_of}@{corrections.partition('@')[2]}"
    values = {
        "digest": digest,
        "trend": trend,
        "texts": texts(trend.proposition),
        "outlets": trend.by_outlet[:MOST_OUTLETS],
        "corrections": corrections,
        "leave": leave,
        "list_id": list_id,
    }
    text = render("digest.txt", **values)
    page = render(
        "digest.html", **values, chart_id=chart_id if chart else None, chart_words=describe(trend)
    )
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(page, subtype="html", cte="quoted-printable")
    if chart:
        part = mail.get_payload()[1]
        part.add_related(
            chart, "image", "png", cid=f"<{chart_id}>", disposition="inline", filename=f"trend-{trend.as_of}.png"
        )
    # A boundary by chance would make each build another file; one hashed from the contents cannot be foreseen by them.
    seal = hashlib.sha256(b"\0".join((text.encode(), page.encode(), chart or b""))).hexdigest()
    for number, part in enumerate(each for each in mail.walk() if each.is_multipart()):
        part.set_boundary(f"=_{number}_{seal[:40]}")


def quotation_key(statement: Statement) -> str:
    """Return what makes two printings of the same words the same item."""
    words = re.sub(r"\W+", "", statement.text).casefold()
    return f"quotation:{hashlib.sha256(words.encode()).hexdigest()[:24]}"


def _print_key(each: Print) -> str:
    return f"article:{each.url or each.article_id}"


def _story_items(story: Story) -> list[DigestItem]:
    shown = {each.article_id for each in story.leads}
    return [
        DigestItem(
            key=_print_key(each),
            kind="story" if each.article_id in shown else "article",
            article_id=each.article_id,
            story_id=story.story_id,
            url=each.url,
        )
        for each in sorted(story.prints, key=lambda each: (each.article_id not in shown, each.article_id))
    ]


def address(text: str) -> Address:
    """Read ``name@host`` or ``Name <name@host>``; raises ``ValueError`` in one line for anything else.

    A line break or another control is refused, not cleaned away: it is how a header is smuggled in.
    """
    if one_line(text) != text.strip(" "):
        raise ValueError(f"mail address {text!r}: it holds a line break or another control character")
    mail = EmailMessage(policy=SMTP)
    try:
        mail["To"] = text
        (found,) = mail["To"].addresses
        if mail["To"].defects or not found.username or "." not in found.domain.strip(".") and found.domain != "localhost":
            raise ValueError
    except (ValueError, IndexError) as problem:
        raise ValueError(f"mail address {text!r}: not of the form name@host or Name <name@host>") from problem
    return found


def _unsubscribe(link: str | None, *, author: Address, list_id: str) -> str:
    if link is None:
        return mail_link(author.addr_spec, subject=f"unsubscribe {list_id}")
    if link.startswith("https://") and web_link(link) and link.isascii():
        return link
    if re.fullmatch(r"mailto:[^\s<>,@]+@[^\s<>,@]+", link) and link.isascii():
        return link
    raise ValueError(f"unsubscribe {link!r}: give an https: or mailto: address without blanks, in ASCII")
