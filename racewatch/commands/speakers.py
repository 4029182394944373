"""``racewatch speakers``: who is quoted, under which names and why; merges and splits by hand, and their undoing."""

import getpass
from contextlib import closing
from typing import Any

import click

from racewatch.commands.service import demo_option, settings_of
from racewatch.database import database

reason_option = click.option("--reason", required=True, help="Why: it is kept with the decision.")
by_option = click.option("--by", default=getpass.getuser, show_default="you", help="Who decides.")


@click.group()
def speakers() -> None:
    """Who is quoted. A SPEAKER is given by its id, or by any spelling of its name in either language."""


@speakers.command("list")
@click.option("--kind", type=click.Choice(["person", "organisation", "group", "unnamed"]), help="Only of this kind.")
@click.option("--side", help="Only those who stand for this country, ISO 3166-1 alpha-2.")
@click.option("--most", type=click.IntRange(1), default=50, show_default=True, help="At most so many.")
@demo_option
def list_speakers(kind: str | None, side: str | None, most: int, demo: bool) -> None:
    """List those who are quoted, the most quoted first."""
    for row in _rows(demo, "list_speakers", kind=kind, side=side and side.upper(), most=most):
        known = ", ".join(each for each in (row["role"], row["affiliation"], row["side"]) if each)
        click.echo(
            f"{row['speaker_id']:6} {row['n_quotations']:6} {row['kind'] or '':12} {row['name']}  {known}".rstrip()
        )


@speakers.command()
@click.argument("speaker")
@demo_option
def show(speaker: str, demo: bool) -> None:
    """Show a speaker: names, affiliations over time, and what links each name to it."""
    from dags.stages.speakers import the_one
    from warehouse.connection import connect
    from warehouse.queries import query

    with database(settings_of(demo)) as settings, closing(connect(settings.database_url)) as conn:
        found = the_one(conn, speaker)
        affiliations = query(conn, "affiliations_of", speaker_id=found.speaker_id)
        links = query(conn, "links_of", speaker_id=found.speaker_id)
    known = ", ".join(each for each in (found.kind, found.role, found.affiliation, found.side) if each)
    click.echo(f"{found.speaker_id} {found.name}: {known}; {found.n_quotations} quotations")
    click.echo(f"names: {', '.join(found.names)}")
    if found.source is not None:
        click.echo(f"in the directory as {found.key}, source: {found.source}")
    for row in affiliations:
        roles = f" as {', '.join(row['roles'])}" if row["roles"] else ""
        click.echo(
            f"{row['first_day']} to {row['last_day']}: {row['affiliation']}{roles}, {row['n_articles']} articles"
        )
    for row in links:
        click.echo(f"{row['n_mentions']} mentions as {row['name']} by {row['method']}: {row['evidence']}")


@speakers.command()
@click.argument("one")
@click.argument("other")
@reason_option
@by_option
@demo_option
def merge(one: str, other: str, reason: str, by: str, demo: bool) -> None:
    """Decide that ONE and OTHER are one speaker, which keeps the id of ONE. The decision holds in every later run."""
    from dags.stages.speakers import merge as decide

    with database(settings_of(demo)) as settings:
        number = decide(settings, one=one, other=other, reason=reason, by=by)
    click.echo(f"decision #{number}: {one} and {other} are one speaker")


@speakers.command()
@click.argument("speaker")
@click.option("--name", help="Take what is quoted under this name.")
@click.option("--affiliation", help="Take what is quoted with this affiliation.")
@click.option("--url", help="Take what is quoted in this article.")
@reason_option
@by_option
@demo_option
def split(
    speaker: str, name: str | None, affiliation: str | None, url: str | None, reason: str, by: str, demo: bool
) -> None:
    """Decide that a part of SPEAKER is somebody else: what has all of the name, affiliation and article given."""
    if not (name or affiliation or url):
        raise click.UsageError("say what to split off: --name, --affiliation or --url")
    from dags.stages.speakers import split as decide

    with database(settings_of(demo)) as settings:
        number = decide(settings, speaker=speaker, name=name, affiliation=affiliation, url=url, reason=reason, by=by)
    click.echo(f"decision #{number}: {', '.join(filter(None, (name, affiliation, url)))} is not {speaker}")


@speakers.command()
@click.argument("decision", type=click.IntRange(1))
@by_option
@demo_option
def undo(decision: int, by: str, demo: bool) -> None:
    """Take a DECISION back, by its number."""
    from dags.stages.speakers import undo as take_back

    with database(settings_of(demo)) as settings:
        take_back(settings, decision_id=decision, by=by)
    click.echo(f"decision #{decision} is taken back")


@speakers.command("decisions")
@demo_option
def list_decisions(demo: bool) -> None:
    """List all decisions: who, when, why, and whether they hold."""
    for row in _rows(demo, "all_decisions"):
        taken = ", ".join(filter(None, (row["name"], row["affiliation"], row["url"])))
        what = f"{row['one_names'][0]} {'=' if row['kind'] == 'merge' else 'without'} "
        what += row["other_names"][0] if row["other_names"] else taken
        undone = f"; taken back by {row['undone_by']}" if row["undone_by"] else ""
        when = row["decided_at"].date().isoformat()
        click.echo(f"#{row['decision_id']} {row['kind']} {what} ({row['decided_by']}, {when}: {row['reason']}{undone})")


def _rows(demo: bool, name: str, **parameters: Any) -> list[dict[str, Any]]:
    from warehouse.connection import connect
    from warehouse.queries import query

    with database(settings_of(demo)) as settings, closing(connect(settings.database_url)) as conn:
        return query(conn, name, **parameters)
