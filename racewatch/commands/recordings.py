"""``racewatch outlets record`` and ``recorded``: pages kept with the result that extraction has to give on each."""

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dags.settings import Settings
from racewatch.terminal import say

if TYPE_CHECKING:
    from crawlers.extract import Page

_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.argument("source", metavar="URL-or-FILE")
@click.option("--url", help="Where the file came from.")
@click.option("--content-type", help="The Content-Type header that the file came with.")
@click.option("--fetched-at", help="When the file was fetched (default: when it was last written).")
@click.option("--timezone", help="The IANA zone of an outlet that has no card.")
@click.option("--to", type=_FOLDER, help="The folder of recordings (default: recordings in the state folder).")
@click.option("--name", help="The recording's name (default: from the address).")
@click.option("--pages", type=_FOLDER, help="Leave the file where it is, below this folder, and copy no word of it.")
@click.option("--anyway", is_flag=True, help="Record a page although no article is found on it.")
@click.option("--replace", is_flag=True, help="Overwrite a recording of the same name.")
def record(
    source: str,
    url: str | None,
    content_type: str | None,
    fetched_at: str | None,
    timezone: str | None,
    to: Path | None,
    name: str | None,
    pages: Path | None,
    anyway: bool,
    replace: bool,
) -> None:
    """Keep a page and what is read from it as a recording; correct what is wrong in its file by hand."""
    from crawlers.cards import load_cards
    from crawlers.recordings import record as keep

    settings = Settings.from_environment()
    cards = load_cards(settings.outlets)
    kept = None
    if source.startswith(("http://", "https://")):
        if url or content_type or fetched_at or pages:
            raise click.UsageError("--url, --content-type, --fetched-at and --pages belong to a file")
        page = _from_web(source, cards)
    else:
        if not url:
            raise click.UsageError("--url is needed: where the file came from")
        page = _from_file(source, url, content_type, fetched_at)
        kept = _below(source, pages) if pages else None
    recording = keep(
        page,
        cards=cards,
        to=to or settings.state / "recordings",
        name=name,
        kept=kept,
        timezone=timezone,
        anyway=anyway,
        replace=replace,
    )
    for line in _summary(recording.expected):
        say(line)
    say(f"{recording.path}: correct there what is wrong, then: racewatch outlets recorded {recording.path}")


@click.command()
@click.argument("places", nargs=-1, metavar="[FOLDER-or-FILE]...", type=click.Path(exists=True, path_type=Path))
@click.option("--pages", type=_FOLDER, help="The folder that pages which were not copied are below.")
def recorded(places: tuple[Path, ...], pages: Path | None) -> None:
    """Read every recorded page again and show what differs from the result that its recording expects."""
    from crawlers.cards import load_cards
    from crawlers.recordings import PageMissing, RecordingError, differences, read_recording, recordings_in

    settings = Settings.from_environment()
    cards = load_cards(settings.outlets)
    as_expected = otherwise = missing = broken = 0
    for path in [path for place in places or (settings.state / "recordings",) for path in recordings_in(place)]:
        try:
            lines = differences(read_recording(path), cards=cards, pages=pages)
        except PageMissing as problem:
            missing += 1
            say(str(problem), err=True)
            continue
        except RecordingError as problem:
            broken += 1
            say(str(problem), err=True)
            continue
        as_expected, otherwise = as_expected + (not lines), otherwise + bool(lines)
        for line in lines:
            say(f"{path}: {line}")
    counts = {"as expected": as_expected, "otherwise": otherwise, "without their page": missing, "broken": broken}
    told = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    say(f"{sum(counts.values())} recordings: {told}" if told else "no recordings")
    sys.exit(1 if otherwise or missing or broken else 0)


def _from_web(url: str, cards: Any) -> "Page":
    """Ask for one page in the crawl's manners: robots.txt, the distance of its card, public addresses only."""
    from urllib.parse import urlsplit

    from crawlers.asking import answers, ask
    from crawlers.cards import card_of
    from crawlers.recordings import RecordingError

    card = card_of(url, cards)
    host = urlsplit(url).hostname
    if not host:
        raise RecordingError(f"{url}: expected an address with http or https")
    if card is not None and card.policy == "metadata_only":
        raise RecordingError(f"{url}: expected an outlet whose pages may be asked for; {card.id} is metadata_only")
    with tempfile.TemporaryDirectory() as scratch:
        probed = ask(Path(scratch), host, due=(url,), pages=1, delay=card.delay if card else 5)
        page = next(answers(probed, [url, *probed.outcomes]), None)
        if page is None:
            reasons = [outcome.reason or outcome.kind for outcome in probed.outcomes.values()]
            raise RecordingError(f"{url}: expected a page, got none ({'; '.join(reasons)[:200] or 'no answer'})")
        return page


def _from_file(source: str, url: str, content_type: str | None, fetched_at: str | None) -> "Page":
    from crawlers.extract import Page
    from crawlers.recordings import moment_of, read_body

    if source == "-":
        body, written = sys.stdin.buffer.read(), datetime.now(UTC)
    else:
        body = read_body(Path(source))
        written = datetime.fromtimestamp(int(Path(source).stat().st_mtime), UTC)
    return Page(url=url, body=body, content_type=content_type, fetched_at=moment_of(fetched_at, source) or written)


def _below(source: str, pages: Path) -> str:
    path = Path(source).resolve()
    if source == "-" or not path.is_relative_to(pages.resolve()):
        raise click.UsageError(f"expected a file below {pages}, which --pages names")
    return path.relative_to(pages.resolve()).as_posix()


def _summary(expected: Any) -> list[str]:
    """Return what a person looks at first; hashes say nothing to them."""
    text = expected.get("text")
    paragraphs = text.get("paragraphs", []) if isinstance(text, dict) else text or []
    title = expected["title"] if isinstance(expected["title"], str) else "a title" if expected["title"] else "no title"
    byline = ", ".join(expected["byline"]) or "no byline"
    return [
        f"{expected['status']}: {title}",
        f"{expected['published'] or 'no time'}, {byline}, {len(paragraphs)} paragraphs",
    ]
