"""``racewatch outlets``: the outlet cards, and what is wrong with any of them."""

import sys

import click

from dags.settings import Settings


@click.command()
def outlets() -> None:
    """List the outlet cards; say of each broken one which field is wrong and what was expected."""
    from crawlers.cards import load_cards

    cards = load_cards(Settings.from_environment().outlets)
    for card in cards.values():
        state = "enabled" if card.enabled else "disabled"
        languages = ",".join(card.languages)
        click.echo(f"{card.id:16} {card.country}  {languages:6} {card.status:8} {state:9} {card.policy:16} {card.name}")
    for problem in cards.problems:
        click.echo(f"racewatch: {problem}", err=True)
    sys.exit(1 if cards.problems else 0)
