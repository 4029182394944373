"""``racewatch import-warc``: archives take the place of the web, through the same spiders and the same loading."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from domain.problem import Problem
from racewatch.commands.service import demo_option, settings_of
from racewatch.database import database


@click.command("import-warc")
@click.option("--outlet", "outlets", multiple=True, help="Only this outlet (may be repeated); else all with a card.")
@demo_option
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_warc(outlets: tuple[str, ...], demo: bool, files: tuple[Path, ...]) -> None:
    """Read articles out of WARC files as if they were the web, and load them. Works without Airflow."""
    from dags.stages.collect import CrawlError, cause_of_import, crawl_outlet, outlets_held

    with database(settings_of(demo)) as ready:
        settings = replace(ready, replay=tuple(path.absolute() for path in files), as_of=None)
        held = outlets_held(settings)
        if unknown := sorted(set(outlets) - set(held)):
            raise click.UsageError(f"no page of {', '.join(unknown)} in these files, or no card")
        click.echo(f"{sum(held.values())} pages of {len(held)} outlets with a card")
        if not held:
            raise Problem(
                "nothing to import: no HTML page in these files is of a card's outlet (see racewatch outlets)"
            )
        failed = False
        for outlet in outlets or held:
            try:
                counts = crawl_outlet(settings, outlet=outlet, cause=cause_of_import(settings.replay))
            except CrawlError as error:
                failed = True
                click.echo(f"racewatch: {error}", err=True)
                continue
            if counts or outlets:
                click.echo(
                    f"{outlet}: " + (", ".join(f"{n} {kind}" for kind, n in sorted(counts.items())) or "nothing")
                )
    sys.exit(1 if failed else 0)
