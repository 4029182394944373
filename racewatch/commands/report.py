"""``racewatch report`` and ``racewatch digest``: what people read, without Airflow."""

from datetime import datetime

import click

from racewatch.commands.service import demo_option, settings_of
from racewatch.database import database

as_of_option = click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The last UTC day told of; else today.")


@click.command()
@as_of_option
@click.option("--days", type=click.IntRange(1, 366), default=10, show_default=True, help="How many days back.")
@demo_option
def report(as_of: datetime | None, days: int, demo: bool) -> None:
    """Make the trend report as one HTML page and as CSV, and print the trend table."""
    from dags.stages.report import current_trend, write_reports
    from reports.table import text_table

    day = as_of.date().isoformat() if as_of else None
    with database(settings_of(demo)) as settings:
        page, table = write_reports(settings, as_of=day, days=days)
        click.echo(text_table(current_trend(settings, as_of=day, days=days)))
    click.echo(f"\nTrend report: {page}\nAs CSV:       {table}")


@click.command()
@as_of_option
@demo_option
def digest(as_of: datetime | None, demo: bool) -> None:
    """Make the daily mail: into the outbox folder, and sent where RACEWATCH_SMTP_URL is set. Once an edition."""
    from dags.stages.report import make_digest

    with database(settings_of(demo)) as settings:
        click.echo(make_digest(settings, as_of=as_of.date().isoformat() if as_of else None))
