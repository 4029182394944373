"""``racewatch doctor``: is everything in place? One line a finding, exit status 1 when something is wrong."""

import sys
from contextlib import closing

import click

from racewatch.commands.service import demo_option, settings_of
from racewatch.database import database


@click.command()
@demo_option
def doctor(demo: bool) -> None:
    """Check the database, the health of every outlet, the outlet cards, the models and the folders."""
    from crawlers.cards import load_cards
    from nlp.models import SHIPPED
    from nlp.stance.model import load_stance_model
    from warehouse.connection import connect
    from warehouse.doctor import doctor as examine
    from warehouse.health import all_alarms, set_aside

    settings = settings_of(demo)
    findings: list[tuple[bool, str]] = []
    with database(settings) as ready:
        findings += [
            (found.level != "fail", f"{found.what}: {found.advice}" if found.advice else found.what)
            for found in examine(ready.database_url)
        ]
        with closing(connect(ready.database_url)) as conn:
            alarms, aside = all_alarms(conn), set_aside(conn)
        findings.append((not alarms, f"outlets: {len(alarms) or 'no'} alarms (see marts.outlet_health)"))
        findings += [(False, str(alarm)) for alarm in alarms]
        findings.append((True, f"URLs set aside: {len(aside)}" + (" (see racewatch requeue)" if aside else "")))
    cards = load_cards(settings.outlets)
    findings.append((not cards.problems, f"outlet cards: {len(cards)} in {settings.outlets}"))
    findings += [(False, line) for line in cards.problems]
    model = load_stance_model(settings.model or SHIPPED)
    findings.append((True, f"stance model: {model.model}, revision {model.revision}"))
    for name, folder in (("archive", settings.archive), ("outbox", settings.outbox), ("reports", settings.reports)):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            findings.append((True, f"{name}: {folder}"))
        except OSError as error:
            findings.append((False, f"{name}: {folder}: {error.strerror}"))
    for ok, line in findings:
        click.echo(f"{'ok ' if ok else 'BAD'}  {line}")
    sys.exit(0 if all(ok for ok, _ in findings) else 1)
