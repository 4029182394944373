"""Terminal: words of the web on a terminal."""

import click


def say(line: str, *, err: bool = False) -> None:
    """Print a line that holds words of the web, without what could steer a terminal."""
    shown = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in line)
    click.echo(shown, err=err)
