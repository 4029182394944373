"""Checks: the ``.sql`` files of this folder; each returns the rows that break a rule, and none when all is well."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from warehouse.connection import Connection

Level = Literal["fail", "warn"]

#: Failing rows that a result holds; more would only be more of the same.
_ROWS_SHOWN = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckResult:
    """What one check found: ``count`` rows break its ``rule``, and ``rows`` holds the first of them by column."""

    name: str
    level: Level
    rule: str
    count: int
    rows: tuple[dict[str, Any], ...]

    @property
    def passed(self) -> bool:
        """Whether no row breaks the rule."""
        return self.count == 0


def run_checks(conn: Connection) -> list[CheckResult]:
    """Run every check in order of its name and return all results, of checks that passed as well."""
    return [_run(conn, path) for path in sorted(Path(__file__).parent.glob("*.sql"))]


def _run(conn: Connection, path: Path) -> CheckResult:
    sql = path.read_text(encoding="utf-8")
    level, rule = _heading(path, sql)
    with conn.cursor() as cursor:
        cursor.execute(sql)
        assert cursor.description is not None
        columns = [column.name for column in cursor.description]
        rows = tuple(dict(zip(columns, row, strict=True)) for row in cursor.fetchmany(_ROWS_SHOWN))
        return CheckResult(name=path.stem, level=level, rule=rule, count=cursor.rowcount, rows=rows)


def _heading(path: Path, sql: str) -> tuple[Level, str]:
    """Read the comment that opens a check: its level alone on the first line, then what a row means."""
    lines = sql.splitlines()
    words = [line.removeprefix("--").strip() for line in lines if line.startswith("--")]
    for level in get_args(Level):
        if words and lines[0] == f"-- {level}":
            return level, " ".join(words[1:])
    raise ValueError(f"{path}: the first line of a check is '-- fail' or '-- warn'")
