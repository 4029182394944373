"""Template: the one place where Jinja is set up, with everything from the web escaped."""

from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reports import wording
from reports.links import mail_link, web_link
from reports.trend import Statement
from reports.typeset import fold, one_line, pad

FOLDER = Path(__file__).parent / "templates"


def render(name: str, **values: object) -> str:
    """Return a file of ``templates/`` filled in. Every value is escaped, but for a ``.txt``, which has no markup.

    A name that the template uses and nobody gave raises ``jinja2.UndefinedError``.
    """
    return _environment(markup=not name.endswith(".txt")).get_template(name).render(**values)


@cache
def _environment(*, markup: bool) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=markup,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= {"words": wording, "mail_link": mail_link}
    environment.filters |= {
        "day": _day,
        "fold": fold,
        "interval": wording.interval,
        "lang": script_of,
        "line": lambda text: one_line(text or ""),
        "pad": pad,
        "percent": wording.percent,
        "share": wording.share,
        "web_link": web_link,
        "who": who,
    }
    return environment


def script_of(text: str, language: str | None = None) -> str:
    """Return the ``lang`` of a few words: what is known of it, else Chinese if they hold a Han character."""
    if language and language.replace("-", "").isalnum():
        return language
    return "zh" if any("\u4e00" <= character <= "\u9fff" for character in text) else "en"


def who(statement: Statement) -> str:
    """Return speaker, role, affiliation and side in one line; the outlet where it speaks in its own voice."""
    if statement.voice == "outlet":
        return f"{one_line(statement.outlet_name)} in its own voice"
    parts = [statement.speaker or "speaker not known", statement.role, statement.affiliation]
    named = ", ".join(one_line(part) for part in parts if part)
    return f"{named} ({statement.speaker_side or 'side not stated'})"


def _day(day: date) -> str:
    return f"{day:%Y-%m-%d}"
