"""``racewatch annotate``: annotate what is due, without Airflow."""

import click

from racewatch.commands.service import demo_option, settings_of
from racewatch.database import database


@click.command()
@demo_option
def annotate(demo: bool) -> None:
    """Annotate what the current models have not seen, link speakers, group stories, refresh and check the marts."""
    from dags.stages.annotate import (
        annotate_versions,
        due_batches,
        group_stories,
        link_speakers,
        refresh_and_check,
    )
    from dags.stages.counts import total

    with database(settings_of(demo)) as settings:
        batches = due_batches(settings)
        counts = []
        for number, batch in enumerate(batches, 1):
            counts.append(annotate_versions(settings, version_ids=batch))
            click.echo(f"batch {number} of {len(batches)}: {_shown(counts[-1])}")
        click.echo(f"annotated: {_shown(total(counts)) or 'nothing was due'}")
        click.echo(f"speakers: {_shown(link_speakers(settings))}")
        click.echo(f"stories: {_shown(group_stories(settings))}")
        click.echo(f"marts: {_shown(refresh_and_check(settings))}")


def _shown(counts: dict[str, int]) -> str:
    return ", ".join(f"{n} {name}" for name, n in counts.items())
