"""Doctor: what of the database is in place, and what to do about the rest."""

from warehouse.connection import Connection, WarehouseError, connect
from warehouse.migrate import MIGRATIONS
from warehouse.requirements import Finding, extensions, server_version


def doctor(url: str) -> list[Finding]:
    """Look at the database at ``url`` and return what is well and what is not; changes nothing."""
    try:
        conn = connect(url, readonly=True)
    except WarehouseError as error:
        return [Finding(level="fail", what="database", advice=str(error))]
    try:
        return [
            Finding(level="ok", what="the database answers"),
            server_version(conn),
            *extensions(conn),
            _pending_migrations(conn),
            _analyst(conn),
        ]
    finally:
        conn.close()


def _pending_migrations(conn: Connection) -> Finding:
    expected = sorted(path.stem for path in MIGRATIONS.glob("*.sql"))
    with conn.cursor() as cursor:
        cursor.execute("select to_regclass('racewatch._yoyo_migration') is not null")
        (migrated,) = cursor.fetchone() or (False,)
        applied: set[str] = set()
        if migrated:
            cursor.execute("select migration_id from racewatch._yoyo_migration")
            applied = {name for (name,) in cursor.fetchall()}
    missing = [name for name in expected if name not in applied]
    unknown = sorted(applied - set(expected))
    if missing:
        advice = f"not applied: {', '.join(missing)}; any command that opens the warehouse applies them"
        return Finding(level="warn", what="migrations", advice=advice)
    if unknown:
        advice = f"the database is newer than this checkout ({', '.join(unknown)}); update the checkout"
        return Finding(level="fail", what="migrations", advice=advice)
    return Finding(level="ok", what=f"{len(expected)} migrations applied")


def _analyst(conn: Connection) -> Finding:
    with conn.cursor() as cursor:
        cursor.execute("select pg_has_role(current_user, oid, 'member') from pg_roles where rolname = 'analyst'")
        row = cursor.fetchone()
    if row is None:
        advice = "missing; an administrator may run: create role analyst nologin"
        return Finding(level="warn", what="role analyst", advice=advice)
    if not row[0]:
        advice = "this user may not act as analyst; an administrator may run: grant analyst to this user"
        return Finding(level="warn", what="role analyst", advice=advice)
    return Finding(level="ok", what="role analyst")
