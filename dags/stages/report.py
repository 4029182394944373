"""The stage ``report``: the trend report as files, and the daily mail once an edition."""

import logging
import os
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from dags.settings import Settings
from reports.digest import build_digest
from reports.outbox import read_from_outbox, send, write_to_outbox
from reports.read import read_trend
from reports.report import render_csv, render_html
from reports.trend import Trend
from warehouse.connection import Connection, connect
from warehouse.digests import already_sent, edition_exists, mark_sent, store_digest, unsent

log = logging.getLogger(__name__)

PROPOSITION = "us_losing_ai_race"
LIST = "daily"
DAYS = 10


def current_trend(settings: Settings, *, as_of: str | None = None, days: int = DAYS) -> Trend:
    """Return the trend up to a day: ``as_of``, else the settings' today."""
    with closing(connect(settings.database_url)) as conn:
        return read_trend(conn, proposition=PROPOSITION, as_of=_day(settings, as_of), days=days)


def write_reports(settings: Settings, *, as_of: str | None = None, days: int = DAYS) -> tuple[Path, Path]:
    """Write the trend report as one HTML page and as CSV; return their paths. Each file appears whole or not at all."""
    trend = current_trend(settings, as_of=as_of, days=days)
    stem = settings.reports / f"{PROPOSITION}-{_day(settings, as_of).isoformat()}"
    settings.reports.mkdir(parents=True, exist_ok=True)
    page, table = stem.with_suffix(".html"), stem.with_suffix(".csv")
    _write(page, render_html(trend, corrections=settings.corrections))
    _write(table, render_csv(trend))
    return page, table


def make_digest(settings: Settings, *, as_of: str | None = None) -> str:
    """Make the mail of the edition that is due, once: write it to the outbox, and send it where SMTP is configured.

    Returns a line that says what happened. An edition is a UTC day: the last one that is over and, from
    ``digest_hour`` on, complete enough to be told; in a replay the day that it has reached.
    """
    pinned = as_of or settings.as_of
    now = datetime.now(UTC)
    if not pinned and now.hour < settings.digest_hour:
        return f"not yet: the mail is made from {settings.digest_hour:02d}:00 UTC on"
    edition = _day(settings, as_of) if pinned else now.date() - timedelta(days=1)
    with closing(connect(settings.database_url)) as conn:
        made = not edition_exists(conn, list_id=LIST, edition=edition)
        if made:
            message, items = build_digest(
                conn,
                list_id=LIST,
                edition=edition,
                proposition=PROPOSITION,
                days=DAYS,
                sender=settings.mail_from,
                recipients=settings.mail_to,
                unsubscribe=settings.unsubscribe,
                corrections=settings.corrections,
                already_sent=already_sent(conn, list_id=LIST, but=edition),
            )
            path = write_to_outbox(message, settings.outbox, name=f"{LIST}-{edition.isoformat()}")
            store_digest(conn, list_id=LIST, edition=edition, message=message, path=path, items=items)
        sent = _send_unsent(conn, settings) if settings.smtp_url else 0
    return f"edition {edition}: {'made' if made else 'was made before'}, {sent} mails handed to the mail server"


def render_current(settings: Settings) -> str:
    """Return the trend report up to the settings' today as one HTML page."""
    return render_html(current_trend(settings), corrections=settings.corrections)


def _send_unsent(conn: Connection, settings: Settings) -> int:
    """Send what no mail server has taken yet, the oldest first. Raises ``MailError``; the rest stays unsent."""
    count = 0
    for edition, name in unsent(conn, list_id=LIST):
        message = read_from_outbox(settings.outbox / name)
        if refused := send(message, settings.smtp_url or ""):
            log.warning("edition %s: the mail server refused %s", edition, ", ".join(refused))
        mark_sent(conn, list_id=LIST, edition=edition)
        count += 1
    return count


def _day(settings: Settings, as_of: str | None) -> date:
    return date.fromisoformat(as_of) if as_of else settings.today()


def _write(path: Path, text: str) -> None:
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    partial.write_text(text, encoding="utf-8", newline="")
    partial.replace(path)
