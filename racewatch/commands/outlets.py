"""``racewatch outlets``: the outlet cards: list, check, explain, draft new ones, and record pages."""

import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dags.settings import Settings
from domain.problem import Problem
from racewatch.commands.recordings import record, recorded
from racewatch.terminal import say

if TYPE_CHECKING:
    from crawlers.cards import Card, Cards
    from crawlers.checks import Check


class NoSuchOutlet(Problem):
    """An id that no card has."""


@click.group(invoke_without_command=True)
@click.pass_context
def outlets(ctx: click.Context) -> None:
    """List, check, explain and draft outlet cards, and record pages. Without a subcommand: list the cards."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_)


@outlets.command("list")
def list_() -> None:
    """Show every outlet: standing, policy, sources, languages, host group; say what is wrong with broken cards."""
    from crawlers.checks import is_enabled, read_checks
    from crawlers.run import SPIDERS
    from crawlers.sources import KINDS

    settings, cards = _cards()
    checks = read_checks(settings.checks)
    rows = [("id", "country", "languages", "status", "here", "policy", "sources", "host group", "name")]
    for card in cards.values():
        check = checks.get(card.id)
        here = (
            "enabled" if card.enabled else f"checked {check.day}" if is_enabled(card, checks) and check else "disabled"
        )
        kinds = [source.kind for source in card.sources]
        sources = ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))
        languages = ",".join(card.languages)
        group = card.host_group or ""
        rows.append((card.id, card.country, languages, card.status, here, card.policy, sources, group, card.name))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    for row in rows:
        padded = [cell.ljust(width) for cell, width in zip(row[:-1], widths, strict=True)]
        click.echo("  ".join([*padded, row[-1]]).rstrip())
    proven = [card for card in cards.values() if card.status == "proven"]
    own = set(SPIDERS) - {"given"} - set(KINDS)
    click.echo(
        f"{len(cards)} outlets: {len(proven)} proven, {len(cards) - len(proven)} drafted, {len(own)} with a spider of "
        f"their own; {sum(is_enabled(card, checks) for card in cards.values())} enabled here"
    )
    sys.exit(_told(cards))


@outlets.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--live", is_flag=True, help="Ask the web: robots.txt, each source, one page; enable what is sound.")
def check(ids: tuple[str, ...], live: bool) -> None:
    """Check the cards named, or all: their fields, and their address patterns against known addresses of articles."""
    from crawlers.explain import guesses

    settings, cards = _cards()
    wrong = _told(cards)
    groups: set[str] = set()
    for card in [_card(cards, id) for id in ids] if ids else [*cards.values()]:
        problems = _problems_offline(card, cards)
        for problem in problems:
            click.echo(f"{card.id}: {problem}")
        if not problems and live:
            if card.host_group in groups:
                time.sleep(card.delay)  # the hosts are those of an outlet checked just now
            groups.update(filter(None, [card.host_group]))
            found = _check_live(card, settings)
            _show(found)
            problems = list(found.problems)
        elif not problems:
            n_known, n_guessed = len(card.article_url.examples), len(card.guessed)
            click.echo(
                f"{card.id}: {card.status}, sound; {n_known} known addresses are articles of it, {n_guessed} guesses"
            )
            if ids:
                for guess in guesses(card):
                    click.echo(f"{card.id}:   guessed {guess}")
        wrong = wrong or bool(problems)
    sys.exit(1 if wrong else 0)


@outlets.command()
@click.argument("id")
def explain(id: str) -> None:
    """Say in words what is fetched of an outlet, when and how, and how well that is known."""
    from crawlers.checks import read_checks
    from crawlers.explain import explain as lines

    settings, cards = _cards()
    card = _card(cards, id)
    for line in lines(
        card, schedule=settings.schedule, budget=settings.budget, check=read_checks(settings.checks).get(card.id)
    ):
        click.echo(line)


@outlets.command()
@click.argument("source", metavar="URL-or-FILE")
@click.option("--url", help="Where the file came from, when it does not say so itself.")
@click.option("--id", "id_", help="The card's id (default: from the host).")
@click.option("--folder", type=click.Path(path_type=Path), help="Where to write it (default: beside the cards).")
def new(source: str, url: str | None, id_: str | None, folder: Path | None) -> None:
    """Draft a card from a web address, or from a saved home page, feed, sitemap or article; no card is overwritten."""
    from crawlers.cards import CardError, card_of, load_card
    from crawlers.drafting import draft_from_file, draft_from_web

    settings, cards = _cards()
    if source.startswith(("http://", "https://")):
        if url:
            raise click.UsageError("--url belongs to a file")
        fields = draft_from_web(source, today=datetime.now(UTC).date(), id=id_)
    else:
        fields = draft_from_file(Path(source), url=url, today=datetime.now(UTC).date(), id=id_)
    folder = folder or settings.outlets
    path = folder / f"{fields['id']}.yaml"
    if path.exists():
        raise CardError([f"{path}: expected no such card yet; name another with --id"])
    owner = card_of(fields["sources"][0]["url"], cards) or card_of(f"https://{fields['hosts'][0]}/", cards)
    if owner is not None:
        click.echo(f"racewatch: the card {owner.id} has these hosts already", err=True)
    with tempfile.TemporaryDirectory() as scratch:
        draft = Path(scratch) / path.name
        draft.write_text(_written(fields), encoding="utf-8")
        load_card(draft)  # what is written here can be read again
    folder.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8") as file:
        file.write(_written(fields))
    click.echo(f"{path}: a draft with {len(fields['guessed'])} guesses: {', '.join(fields['guessed'])}")
    for group, words in fields["confidence"].items():
        click.echo(f"  {group}: {words}")
    click.echo(f"Look at it, then: racewatch outlets check {fields['id']} --live")


outlets.add_command(record)
outlets.add_command(recorded)


def _cards() -> "tuple[Settings, Cards]":
    from crawlers.cards import load_cards

    settings = Settings.from_environment()
    return settings, load_cards(settings.outlets)


def _card(cards: "Cards", id: str) -> "Card":
    if id not in cards:
        raise NoSuchOutlet(f"expected the id of an outlet that `racewatch outlets list` shows, found {id!r}")
    return cards[id]


def _told(cards: "Cards") -> int:
    for problem in cards.problems:
        click.echo(f"racewatch: {problem}", err=True)
    return 1 if cards.problems else 0


def _problems_offline(card: "Card", cards: "Cards") -> list[str]:
    from crawlers.cards import card_of

    problems = []
    for example in card.article_url.examples:
        address = card.address_of(example)
        owner = card_of(address, cards) if address else None
        if not address or not card.is_article(address):
            problems.append(f"{example}: expected an article by article_url, found none")
        elif owner is not None and owner.id != card.id:
            problems.append(f"{example}: expected an address of this card, found one of {owner.id}")
    return problems


def _check_live(card: "Card", settings: Settings) -> "Check":
    """Probe the outlet and keep what was found; a sound card is enabled from now on."""
    from crawlers.checks import write_check
    from crawlers.probe import check_of, probe

    now = datetime.now(UTC)
    folder = settings.checks / card.id / now.strftime("%Y%m%dT%H%M%SZ")
    found = check_of(card, probe(card, cards=settings.outlets, folder=folder), now=datetime.now(UTC))
    write_check(settings.checks, found)
    return found


def _show(check: "Check") -> None:
    for line in check.robots:
        say(f"{check.outlet}: {line}")
    for source in check.sources:
        say(f"{check.outlet}: {source.address}: {source.outcome}")
        if source.n_entries:
            say(
                f"{check.outlet}:   {source.n_entries} entries, {source.n_articles} articles by their URL, "
                f"{source.n_dated} dated, the newest of {source.newest or 'no known time'}, {source.n_whole} with "
                "whole text"
            )
    if check.article:
        shown = check.article
        say(
            f"{check.outlet}: {shown['url']}: {shown['status']}, {shown['title']!r}, {shown['published'] or 'no time'} "
            f"({shown['published_source'] or '-'}), {', '.join(shown['byline']) or 'no byline'}, {shown['language']}, "
            f"{shown['n_characters']} characters by {shown['method']}"
        )
    for problem in check.problems:
        say(f"{check.outlet}: {problem}")
    say(f"{check.outlet}: {'sound, and enabled here' if check.sound else 'not sound'}")


def _written(fields: dict[str, Any]) -> str:
    import yaml

    return str(yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=120))
