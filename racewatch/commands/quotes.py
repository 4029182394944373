"""``racewatch quotes``: plain text in, quotations out, one JSON line each."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from domain.quotation import Quotation


@click.command()
@click.option("--language", type=click.Choice(["en", "zh"]), help="Else it is told from the text.")
@click.option("--jsonl", is_flag=True, help="FILE holds lines {id, text, language?}.")
@click.argument("file", type=click.Path(allow_dash=True, path_type=Path))
def quotes(language: str | None, jsonl: bool, file: Path) -> None:
    """Print who said what in a text, in text order, one JSON line a quotation."""
    raw = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    # Offsets count code points of the text as read: a BOM is skipped, newlines stay as they are.
    text = raw.decode("utf-8-sig", errors="strict") if not jsonl else ""
    if not jsonl:
        for quotation in attributed(text, language=language):
            click.echo(json.dumps(quotation, ensure_ascii=False))
        return
    failed = False
    for number, line in enumerate(raw.decode("utf-8-sig").split("\n"), 1):
        if not line.strip():
            continue
        identifier: Any = None
        try:
            asked = json.loads(line)
            identifier = asked["id"]
            found = attributed(_text(asked["text"]), language=asked.get("language") or language)
        except (ValueError, KeyError, TypeError) as error:
            failed = True
            reason = f"line {number}: expected an object with id and text ({error})"
            click.echo(json.dumps({"id": identifier, "error": reason}, ensure_ascii=False))
            continue
        for quotation in found:
            click.echo(json.dumps({"id": identifier, **quotation}, ensure_ascii=False))
    sys.exit(1 if failed else 0)


def attributed(text: str, *, language: str | None) -> list[dict[str, Any]]:
    """Return the quotations of ``text`` with their speakers, as the interface shows them."""
    from nlp.annotate import attribute

    return [_shown(quotation) for quotation in attribute(text, language=language)]


def _shown(quotation: Quotation) -> dict[str, Any]:
    return {key: value for key, value in asdict(quotation).items()}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text is not a string")
    return value
