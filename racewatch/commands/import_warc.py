"""``racewatch import-warc``: archives take the place of the web, through the same spiders and the same loading."""

import os
import sys
import threading
from collections import Counter
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from domain.problem import Problem
from racewatch.commands.service import demo_option, settings_of
from racewatch.database import database
from racewatch.progress import Progress

#: A line of progress is written every so many pages.
_PROGRESS = 500


@click.command("import-warc")
@click.option("--outlet", "outlets", multiple=True, help="Only this outlet (may be repeated); else all with a card.")
@click.option("--processes", type=click.IntRange(1), default=os.cpu_count() or 1, show_default="one a core")
@demo_option
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_warc(outlets: tuple[str, ...], processes: int, demo: bool, files: tuple[Path, ...]) -> None:
    """Read articles out of WARC files as if they were the web, and load them. Works without Airflow.

    The same files again go on where an import was broken off.
    """
    from dags.stages.collect import import_archives, outlets_held

    with database(settings_of(demo)) as ready, TemporaryDirectory(prefix="racewatch-import-") as folder:
        settings = replace(ready, replay=tuple(path.absolute() for path in files), as_of=None)
        held = outlets_held(settings, indexes=Path(folder), processes=processes)
        if unknown := sorted(set(outlets) - set(held)):
            raise click.UsageError(f"no page of {', '.join(unknown)} in these files, or no card")
        click.echo(f"{sum(held.values())} pages of {len(held)} outlets with a card")
        if not held:
            raise Problem(
                "nothing to import: no HTML page in these files is of a card's outlet (see racewatch outlets)"
            )
        wanted = {outlet: pages for outlet, pages in held.items() if not outlets or outlet in outlets}
        told = _Told(sum(wanted.values()))
        failed = False
        for outlet, result in import_archives(
            settings, outlets=wanted, processes=processes, indexes=Path(folder), on_load=told.loaded
        ):
            if isinstance(result, Problem):
                failed = True
                click.echo(f"racewatch: {result}", err=True)
            elif result or outlets:
                counts = ", ".join(f"{n} {kind}" for kind, n in sorted(result.items()))
                click.echo(f"{outlet}: {counts or 'nothing'}")
    sys.exit(1 if failed else 0)


class _Told:
    """Counts what is loaded and says so now and then; several threads load."""

    def __init__(self, pages: int) -> None:
        self._pages = pages
        self._progress = Progress()
        self._lock = threading.Lock()
        self._done = self._said = 0

    def loaded(self, _: str, counts: Counter[str]) -> None:
        with self._lock:
            self._done += counts.total()
            if self._done - self._said >= _PROGRESS:
                self._said = self._done
                self._progress.say(f"{self._done} of {self._pages} pages loaded")
