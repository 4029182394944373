"""The command line ``racewatch``: one subcommand a file in ``racewatch.commands``, loaded when it is asked for."""

import importlib
import sys

import click

#: Subcommand -> module of racewatch.commands; the function has the subcommand's name, with _ for -.
COMMANDS = {
    "annotate": "annotate",
    "demo": "demo",
    "digest": "report",
    "doctor": "doctor",
    "down": "service",
    "extract": "extract",
    "import-warc": "import_warc",
    "outlets": "outlets",
    "quotes": "quotes",
    "reparse": "reparse",
    "report": "report",
    "requeue": "requeue",
    "speakers": "speakers",
    "sql": "sql",
    "stance": "stance",
    "status": "service",
    "up": "service",
}


class _Lazy(click.Group):
    """A group whose subcommands cost their imports only when they run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"racewatch.commands.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="racewatch")
def cli() -> None:
    """Are we losing the AI race? Who says so, who denies it, day by day, with evidence."""


def main() -> None:
    """Run the command line: exit status 0 done, 1 a problem in the data or the run, 2 wrong use."""
    from racewatch.problems import one_line

    try:
        cli(standalone_mode=True)
    except Exception as error:
        line = one_line(error)
        if line is None:
            raise
        click.echo(f"racewatch: {line}", err=True)
        sys.exit(1)
