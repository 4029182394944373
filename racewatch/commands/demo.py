"""``racewatch demo``: the whole job end to end on the offline news-stand."""

import click

from racewatch.demonstration import run_demonstration
from racewatch.interruption import end_in_order
from racewatch.progress import Progress


@click.command()
def demo() -> None:
    """Crawl, annotate and report the offline news-stand in Airflow, on a database of its own."""
    end_in_order()
    click.echo("\n".join(run_demonstration(Progress())))
