"""``racewatch extract``: a saved page in, one JSON object out."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from dags.settings import Settings
from domain.article import READABLE


@click.command()
@click.option("--url", help="Where the page came from.")
@click.option("--content-type", help="The Content-Type header it came with.")
@click.option("--jsonl", is_flag=True, help="FILE holds lines {url, content_type?, file}; paths are relative to it.")
@click.argument("file", type=click.Path(allow_dash=True, path_type=Path))
def extract(url: str | None, content_type: str | None, jsonl: bool, file: Path) -> None:
    """Read a saved page, bytes as sent, and print what it says as one JSON object (with --jsonl one a line)."""
    from crawlers.cards import load_cards

    cards = load_cards(Settings.from_environment().outlets)
    for problem in cards.problems:
        click.echo(f"racewatch: {problem}", err=True)
    if jsonl:
        if url or content_type:
            raise click.UsageError("--url and --content-type belong to a single page; with --jsonl each line has them")
        failed = False
        for result in _lines(file, cards):
            click.echo(json.dumps(result, ensure_ascii=False))
            failed = failed or result.get("status") not in READABLE
        sys.exit(1 if failed else 0)
    if not url:
        raise click.UsageError("--url is needed")
    body = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    result = _read(url, content_type, body, cards)
    click.echo(json.dumps(result, ensure_ascii=False, indent=2))
    sys.exit(0 if result["status"] in READABLE else 1)


def _read(url: str, content_type: str | None, body: bytes, cards: Any) -> dict[str, Any]:
    from crawlers.cards import card_of
    from crawlers.extract import Page, extract
    from crawlers.serial import article_to_json

    article = extract(Page(url=url, body=body, content_type=content_type), card=card_of(url, cards))
    return article_to_json(article)


def _lines(file: Path, cards: Any) -> Iterator[dict[str, Any]]:
    stream = sys.stdin if str(file) == "-" else file.open(encoding="utf-8-sig", newline="")
    folder = Path() if str(file) == "-" else file.parent
    with stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                asked = json.loads(line)
                body = (folder / asked["file"]).read_bytes()
                yield {"file": asked["file"], **_read(asked["url"], asked.get("content_type"), body, cards)}
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                yield {"line": number, "error": f"expected an object with url and file: {error}"}
            except OSError as error:
                yield {"line": number, "file": asked["file"], "error": f"{asked['file']}: {error.strerror}"}
