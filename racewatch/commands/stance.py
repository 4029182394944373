"""``racewatch stance``: statements in, the same lines with their stance out."""

import json
import sys
from pathlib import Path

import click

from dags.settings import Settings


@click.command()
@click.option("--proposition", default="us_losing_ai_race", show_default=True, help="An id, or a YAML file.")
@click.argument("file", type=click.Path(allow_dash=True, path_type=Path))
def stance(proposition: str, file: Path) -> None:
    """Judge statements towards a proposition: JSON lines in, the same lines in the same order with labels out."""
    from nlp.models import SHIPPED
    from nlp.propositions import load_proposition
    from nlp.stance.jsonl import judge_lines
    from nlp.stance.model import load_stance_model

    wanted = load_proposition(proposition)
    model = load_stance_model(Settings.from_environment().model or SHIPPED)
    raw = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    lines = raw.decode("utf-8-sig", errors="replace").split("\n")
    failed = False
    for result in judge_lines(lines, model, wanted):
        click.echo(json.dumps(result, ensure_ascii=False))
        failed = failed or "error" in result
    sys.exit(1 if failed else 0)
