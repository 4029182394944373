"""``racewatch demo``: the whole job end to end on the offline news-stand."""

import signal

import click

from racewatch.demonstration import run_demonstration
from racewatch.progress import Progress


@click.command()
def demo() -> None:
    """Crawl, annotate and report the offline news-stand in Airflow, on a database of its own."""
    # SIGTERM like Ctrl-C: whatever ends us, no process stays behind.
    signal.signal(signal.SIGTERM, _interrupt)
    click.echo("\n".join(run_demonstration(Progress())))


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt
