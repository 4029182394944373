"""``racewatch requeue``: what failed too often to be tried again, and how it is brought back."""

import sys
from contextlib import closing

import click

from racewatch.commands.service import demo_option, settings_of
from racewatch.database import database


@click.command()
@click.option("--outlet", "outlets", multiple=True, help="Only this outlet (may be repeated).")
@click.option("--all", "everything", is_flag=True, help="Bring back every URL that is listed.")
@demo_option
@click.argument("urls", nargs=-1)
def requeue(outlets: tuple[str, ...], everything: bool, demo: bool, urls: tuple[str, ...]) -> None:
    """List the URLs that were set aside after too many failures; bring back URLS, or all, for the next crawl."""
    from warehouse.connection import connect
    from warehouse.health import requeue as bring_back
    from warehouse.health import set_aside

    if everything and urls:
        raise click.UsageError("give URLs or --all, not both")
    with database(settings_of(demo)) as settings, closing(connect(settings.database_url)) as conn:
        aside = set_aside(conn, outlets=outlets)
        if not everything and not urls:
            for row in aside:
                failed = f"{row['failures']} failures until {row['last_failed_at']:%Y-%m-%d %H:%M}Z"
                click.echo(f"{row['outlet']}  {row['url']}  {failed}: {row['failure']}")
            click.echo(f"{len(aside)} set aside" + ("; bring them back with --all or by URL" if aside else ""))
            return
        chosen = [row for row in aside if everything or row["url"] in urls]
        for row in chosen:
            bring_back(conn, outlet=row["outlet"], url=row["url"])
        click.echo(f"{len(chosen)} brought back: the next crawl takes them")
        if missing := sorted(set(urls) - {row["url"] for row in chosen}):
            for url in missing:
                click.echo(f"racewatch: not set aside: {url}", err=True)
            sys.exit(1)
