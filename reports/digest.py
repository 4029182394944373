"""Digest: what one edition of the daily mail tells, so that nothing is told twice."""

import hashlib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from email.message import EmailMessage
from typing import Literal

from reports.mail import Envelope, message
from reports.read import read_trend
from reports.trend import SHARED, Print, Statement, Story, Trend
from warehouse.connection import Connection

MOST_STORIES = 5
MOST_QUOTATIONS = 6


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
        first: dict[str, DigestItem] = {}
        for item in told:
            first.setdefault(item.key, item)
        return tuple(first.values())


def build_digest(
    conn: Connection,
    *,
    list_id: str,
    edition: date,
    proposition: str,
    days: int,
    sender: str,
    recipients: Sequence[str],
    unsubscribe: str | None = None,
    corrections: str | None = None,
    already_sent: Collection[str] = frozenset(),
    sent_at: datetime | None = None,
) -> tuple[EmailMessage, tuple[DigestItem, ...]]:
    """Return the mail of one edition, drawn from the marts, and the items that it tells.

    ``edition`` is the last day that it reports on. ``already_sent`` are the keys of items of the list's *other*
    editions: building an edition again must leave out its own. The other options are those of ``mail.Envelope``.
    Raises ``MailError`` for an option that no mail can carry, ``NoProposition`` for an unknown proposition.
    """
    envelope = Envelope(
        list_id=list_id,
        sender=sender,
        recipients=tuple(recipients),
        unsubscribe=unsubscribe,
        corrections=corrections,
        sent_at=sent_at,
    )
    trend = read_trend(conn, proposition=proposition, as_of=edition, days=days)
    digest = compose(trend, already_sent=already_sent)
    return message(trend, stories=digest.stories, quotations=digest.quotations, envelope=envelope), digest.items


def compose(trend: Trend, *, already_sent: Collection[str] = frozenset()) -> Digest:
    """Choose what the edition tells: new stories as the trend ranks them, and new quotations of all stances."""
    sent = frozenset(already_sent)
    stories = [story for story in trend.stories if sent.isdisjoint(map(print_key, story.prints))]
    quotations = [
        each for each in trend.statements if each.voice == "quote" and each.speaker and quotation_key(each) not in sent
    ]
    return Digest(trend=trend, stories=tuple(stories[:MOST_STORIES]), quotations=_choose(quotations))


def _choose(quotations: Sequence[Statement]) -> tuple[Statement, ...]:
    """Take the newest and surest quotations, one a speaker, each stance in turn so that none crowds out another."""
    ranked = sorted(quotations, key=lambda each: (-each.day.toordinal(), -each.score, each.key))
    queues = [[each for each in ranked if each.label == label] for label in SHARED]
    chosen: list[Statement] = []
    while len(chosen) < MOST_QUOTATIONS and any(queues):
        for queue in queues:
            heard = {each.speaker for each in chosen}
            while queue and queue[0].speaker in heard:
                queue.pop(0)
            if queue:
                chosen.append(queue.pop(0))
    return tuple(chosen[:MOST_QUOTATIONS])


def quotation_key(statement: Statement) -> str:
    """Return the key of a quotation: two printings of the same words have the same."""
    words = re.sub(r"\W+", "", statement.text).casefold()
    return f"quotation:{hashlib.sha256(words.encode()).hexdigest()[:24]}"


def print_key(each: Print) -> str:
    """Return the key of one outlet's printing of a story: its address, which stays when the text is revised."""
    return f"article:{each.url or each.article_id}"


def _story_items(story: Story) -> list[DigestItem]:
    shown = {each.article_id for each in story.leads}
    return [
        DigestItem(
            key=print_key(each),
            kind="story" if each.article_id in shown else "article",
            article_id=each.article_id,
            story_id=story.story_id,
            url=each.url,
        )
        for each in sorted(story.prints, key=lambda each: (each.article_id not in shown, each.article_id))
    ]
