"""Requirements: what a server must offer before Racewatch can use it."""

from dataclasses import dataclass
from typing import Literal

from warehouse.connection import Connection

MINIMUM_VERSION = 15
EXTENSIONS = ("pg_trgm", "vector")


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One thing that ``doctor`` looked at: ``advice`` says what to do unless ``level`` is ``ok``."""

    level: Literal["ok", "warn", "fail"]
    what: str
    advice: str | None = None

    @property
    def ok(self) -> bool:
        """Whether Racewatch can work with what was found."""
        return self.level != "fail"

    @property
    def line(self) -> str:
        """The finding as one line."""
        return self.what if self.advice is None else f"{self.what}: {self.advice}"


def server_version(conn: Connection) -> Finding:
    """Say whether the server is new enough."""
    major = conn.server_version // 10_000
    what = f"PostgreSQL {major}"
    if major >= MINIMUM_VERSION:
        return Finding(level="ok", what=what)
    return Finding(level="fail", what=what, advice=f"Racewatch needs PostgreSQL {MINIMUM_VERSION} or later")


def extensions(conn: Connection) -> list[Finding]:
    """Say of each extension whether it is there, or can be created by this user."""
    with conn.cursor() as cursor:
        cursor.execute(
            "select name, installed_version is not null from pg_available_extensions where name = any(%s)",
            (list(EXTENSIONS),),
        )
        installed = dict(cursor.fetchall())
        cursor.execute(
            "select e.name, rolsuper or (e.trusted and has_database_privilege(current_database(), 'create')) "
            "from pg_roles, pg_available_extension_versions e "
            "where rolname = current_user and e.name = any(%s)",
            (list(EXTENSIONS),),
        )
        may_create = dict(cursor.fetchall())
    return [_extension(name, installed=installed, may_create=may_create) for name in EXTENSIONS]


def _extension(name: str, *, installed: dict[str, bool], may_create: dict[str, bool]) -> Finding:
    what = f"extension {name}"
    if name not in installed:
        package = {"vector": "pgvector", "pg_trgm": "postgresql-contrib"}[name]
        return Finding(level="fail", what=what, advice=f"not on the server; its administrator must install {package}")
    if not installed[name] and not may_create[name]:
        advice = f"an administrator must run: create extension {name} with schema public"
        return Finding(level="fail", what=what, advice=advice)
    return Finding(level="ok", what=what)
