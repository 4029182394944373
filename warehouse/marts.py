"""Marts: bring the stored view of schema ``marts`` up to what the base tables say."""

from warehouse.connection import Connection


def refresh(conn: Connection) -> None:
    """Refresh ``marts.stance_daily`` without locking its readers out; nothing is written when nothing changed."""
    with conn.cursor() as cursor:
        cursor.execute("refresh materialized view concurrently marts.stance_daily")
