"""Settings: everything Racewatch reads from its environment, in one frozen value.

The module imports nothing heavy, so that the command line and a DAG file may both import it.
"""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from domain.problem import Problem

PROJECT = Path(__file__).resolve().parent.parent


class SettingsError(Problem):
    """A setting that cannot be used; its text is one line that says what to do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """Where things are and how a run behaves.

    ``database_url`` is empty until a database is known: the command line fills it with the embedded server's
    (``racewatch.database``) and hands it to Airflow's tasks in ``RACEWATCH_DATABASE_URL``. ``replay`` names WARC
    files that stand in for the web. ``as_of`` pins "today" of reports and mails, and hides what a replay holds of
    later days. ``schedule`` says when the web is read, as Airflow writes it; ``budget`` is in seconds a crawl.
    """

    state: Path
    database_url: str
    outlets: Path
    archive: Path
    model: str | None = None
    smtp_url: str | None = None
    mail_from: str = "racewatch@localhost"
    mail_to: tuple[str, ...] = ("readers@localhost",)
    unsubscribe: str | None = None
    corrections: str | None = None
    replay: tuple[Path, ...] = ()
    as_of: date | None = None
    budget: float = 1500.0
    schedule: str = "@hourly"
    digest_hour: int = 6

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None, *, demo: bool = False) -> "Settings":
        """Read ``RACEWATCH_*``; see ``.env.example`` for what each one means.

        Raises ``SettingsError`` for a value that cannot be read. ``demo`` gives the demonstration its own state
        folder and the embedded database, whatever the environment says of a database.
        """
        env = os.environ if environment is None else environment
        state = Path(env["RACEWATCH_STATE"]).absolute() if env.get("RACEWATCH_STATE") else default_state()
        settings = cls(
            state=state,
            database_url=env.get("RACEWATCH_DATABASE_URL", ""),
            outlets=Path(env.get("RACEWATCH_OUTLETS") or PROJECT / "crawlers" / "outlets").absolute(),
            archive=Path(env.get("RACEWATCH_ARCHIVE") or state / "archive").absolute(),
            model=env.get("RACEWATCH_MODEL") or None,
            smtp_url=env.get("RACEWATCH_SMTP_URL") or None,
            mail_from=env.get("RACEWATCH_MAIL_FROM") or "racewatch@localhost",
            mail_to=tuple(env.get("RACEWATCH_MAIL_TO", "").replace(",", " ").split()) or ("readers@localhost",),
            unsubscribe=env.get("RACEWATCH_UNSUBSCRIBE") or None,
            corrections=env.get("RACEWATCH_CORRECTIONS") or None,
            replay=tuple(Path(name) for name in env.get("RACEWATCH_REPLAY", "").split(os.pathsep) if name),
            as_of=_day(env.get("RACEWATCH_AS_OF")),
            budget=_number(env, "RACEWATCH_CRAWL_BUDGET", 1500.0),
            schedule=env.get("RACEWATCH_SCHEDULE") or "@hourly",
            digest_hour=int(_number(env, "RACEWATCH_DIGEST_HOUR", 6)),
        )
        if demo:
            state = state / "demo"
            settings = replace(settings, state=state, archive=state / "archive", database_url="", smtp_url=None)
        return settings

    def environment(self) -> dict[str, str]:
        """Return the variables from which ``from_environment`` makes these settings again."""
        values = {
            "RACEWATCH_STATE": str(self.state),
            "RACEWATCH_DATABASE_URL": self.database_url,
            "RACEWATCH_OUTLETS": str(self.outlets),
            "RACEWATCH_ARCHIVE": str(self.archive),
            "RACEWATCH_MODEL": self.model or "",
            "RACEWATCH_SMTP_URL": self.smtp_url or "",
            "RACEWATCH_MAIL_FROM": self.mail_from,
            "RACEWATCH_MAIL_TO": " ".join(self.mail_to),
            "RACEWATCH_UNSUBSCRIBE": self.unsubscribe or "",
            "RACEWATCH_CORRECTIONS": self.corrections or "",
            "RACEWATCH_REPLAY": os.pathsep.join(map(str, self.replay)),
            "RACEWATCH_AS_OF": self.as_of.isoformat() if self.as_of else "",
            "RACEWATCH_CRAWL_BUDGET": str(self.budget),
            "RACEWATCH_SCHEDULE": self.schedule,
            "RACEWATCH_DIGEST_HOUR": str(self.digest_hour),
        }
        return {name: value for name, value in values.items() if value}

    @property
    def crawls(self) -> Path:
        """The folder of crawl plans and outcome files, one pair a run and outlet."""
        return self.state / "crawls"

    @property
    def checks(self) -> Path:
        """The folder of what live checks of outlets found; a sound one enables its outlet."""
        return self.state / "outlets"

    @property
    def outbox(self) -> Path:
        """The folder where mails are written."""
        return self.state / "outbox"

    @property
    def reports(self) -> Path:
        """The folder where trend reports are written."""
        return self.state / "reports"

    def today(self) -> date:
        """The day reports speak of: ``as_of`` where it is pinned, else the UTC day."""
        return self.as_of or datetime.now(UTC).date()


def default_state() -> Path:
    """Return the project's ``.state``; for root a folder of this project under ``/var/lib``.

    Postgres refuses to run as root, and the unprivileged user that runs it then must reach its data, which a project
    in root's home would not allow.
    """
    if os.geteuid() != 0:
        return PROJECT / ".state"
    digest = hashlib.sha256(str(PROJECT).encode()).hexdigest()[:8]
    return Path("/var/lib/racewatch") / f"{PROJECT.name.replace(' ', '_')}-{digest}"


def _day(value: str | None) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise SettingsError(f"RACEWATCH_AS_OF={value!r} is not a day such as 2031-03-12") from None


def _number(env: Mapping[str, str], name: str, default: float) -> float:
    value = env.get(name)
    if not value:
        return default
    try:
        return float(value)
    except ValueError:
        raise SettingsError(f"{name}={value!r} is not a number") from None
