"""``racewatch reparse``: read the archive again with today's extraction; say what would change, and change it."""

import os
import sys
from collections import Counter
from datetime import datetime

import click

from racewatch.commands.service import demo_option, settings_of
from racewatch.database import database
from racewatch.progress import Progress

#: A line of progress is written every so many pages.
_PROGRESS = 500
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--outlet", "outlets", multiple=True, help="Only this outlet (may be repeated); else all.")
@click.option("--from", "from_day", type=_DAY, help="Only pages fetched on this day (UTC) or later.")
@click.option("--to", "to_day", type=_DAY, help="Only pages fetched on this day (UTC) or earlier.")
@click.option("--run", "run_id", help="Only pages of this run.")
@click.option("--processes", type=click.IntRange(1), default=os.cpu_count() or 1, show_default="one a core")
@click.option("--show", type=click.IntRange(0), default=20, show_default=True, help="Pages to name at most.")
@click.option("--apply", "change", is_flag=True, help="Store what is changed or can be read now.")
@demo_option
def reparse(
    outlets: tuple[str, ...],
    from_day: datetime | None,
    to_day: datetime | None,
    run_id: str | None,
    processes: int,
    show: int,
    change: bool,
    demo: bool,
) -> None:
    """Run today's extraction over a stretch of the archive and say what it would change; with --apply, change it.

    A page that can no longer be read keeps what it had. Annotations of a new wording are made by racewatch annotate.
    """
    from dags.stages.reparse import Reading, apply_readings, read_archive_again

    progress = Progress()
    verdicts: Counter[str] = Counter()
    fields: Counter[str] = Counter()
    to_store: list[Reading] = []
    with database(settings_of(demo)) as settings:
        for reading in read_archive_again(
            settings,
            outlets=outlets,
            from_day=from_day and from_day.date(),
            to_day=to_day and to_day.date(),
            run_id=run_id,
            processes=processes,
        ):
            verdicts[reading.verdict] += 1
            fields.update(reading.fields)
            if reading.verdict != "same":
                if verdicts.total() - verdicts["same"] <= show:
                    what = ", ".join(reading.fields) or reading.reason or "an article where there was none"
                    click.echo(f"{reading.verdict:8}  {reading.outlet}  {reading.url}  {what}")
                to_store.append(reading)
            if verdicts.total() % _PROGRESS == 0:
                progress.say(f"{verdicts.total()} pages read")
        click.echo(
            f"{verdicts.total()} pages: " + (", ".join(f"{n} {name}" for name, n in sorted(verdicts.items())) or "none")
        )
        if fields:
            click.echo("fields that differ: " + ", ".join(f"{name} {n}" for name, n in fields.most_common()))
        if change:
            stored = apply_readings(settings, to_store)
            click.echo("stored: " + (", ".join(f"{n} {name}" for name, n in sorted(stored.items())) or "nothing"))
        elif verdicts["changed"] or verdicts["readable"]:
            click.echo("nothing is changed yet; --apply stores it")
    sys.exit(1 if verdicts["missing"] else 0)
