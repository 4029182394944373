"""``python -m crawlers``: one crawl of one outlet as a program: a plan file in, an outcome file out."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from crawlers.cards import Card, CardError, load_card
from crawlers.plan import read_plan
from crawlers.run import run_crawl
from domain.problem import Problem


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the crawl that ``arguments`` (default: the command line) name; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m crawlers", description=__doc__)
    parser.add_argument("plan", type=Path, help="the plan, JSON lines as crawlers.plan writes them")
    parser.add_argument("--outcomes", type=Path, required=True, help="the file to append one line an outcome to")
    parser.add_argument("--cards", type=Path, required=True, action="append", help="a folder of outlet cards")
    parser.add_argument("--spool", type=Path, help="a local folder for the WARC file until it is whole")
    parser.add_argument("--pages", type=int, help="the most pages to ask for, beside the sources (default: all)")
    asked = parser.parse_args(arguments)
    try:
        plan = read_plan(asked.plan)
        card = _card(plan.outlet, asked.cards)
        run_crawl(plan, card, outcomes=asked.outcomes, spool=asked.spool, pages=asked.pages)
    except Problem as problem:
        sys.stderr.write(f"crawlers: {problem}\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"crawlers: {error.filename or 'a file'}: {error.strerror or error}\n")
        return 1
    return 0


def _card(outlet: str, folders: list[Path]) -> Card:
    for folder in folders:
        if (path := folder / f"{outlet}.yaml").is_file():
            return load_card(path)
    raise CardError([f"expected a card {outlet}.yaml in {' or '.join(map(str, folders))}, found none"])


if __name__ == "__main__":
    sys.exit(main())
