"""Explain: an outlet card in words: what is fetched, when and how, and what of it is guessed."""

import re
from collections.abc import Iterator
from typing import Any

from crawlers.cards import Card
from crawlers.checks import Check
from crawlers.sources import JsonFields, Source

_POLICIES = {
    "pages": "Every new or changed article page is fetched and read.",
    "feed_text_first": "The article is made of the text that the feed carries; where the feed has an excerpt or none, "
    "the page is fetched.",
    "metadata_only": "No page is fetched: title, time, byline and link are taken from the sources; no text is kept.",
}
_KINDS = {"feed": "feed", "sitemap": "sitemap", "list_page": "list page", "json_list": "JSON list"}


def explain(card: Card, *, schedule: str, budget: float, check: Check | None = None) -> Iterator[str]:
    """Yield lines of prose on ``card``; ``schedule`` and ``budget`` (seconds) are those of the installation."""
    languages = " and ".join(card.languages)
    yield f"{card.name} ({card.id}): {card.country}, in {languages}, {card.ownership or 'owner unknown'}"
    yield f"Times without a zone are read as {card.timezone}."
    yield _standing(card, check)
    yield ""
    yield f"What is fetched, {schedule}:"
    for source in card.sources:
        yield f"  - {_source(source)}"
    if not card.sources:
        yield "  - nothing of its own accord; pages come out of imported archives"
    yield _POLICIES[card.policy]
    yield ""
    yield from _articles(card)
    yield ""
    yield from _manners(card, budget)
    if card.notes:
        yield ""
        yield f"Notes: {' '.join(card.notes.split())}"
    yield ""
    yield f"How it is known{f', as of {card.as_of}' if card.as_of else ''}:"
    for group, words in card.confidence.items():
        yield f"  - {group}: {words}"
    if card.guessed:
        yield "Guessed, for nobody has seen it to be so:"
        yield from (f"  - {guess}" for guess in guesses(card))
    if card.status == "drafted":
        yield "No rule for pages was tried on a real page."
    if card.proof:
        yield f"Proven on: {', '.join(card.proof)}."


def guesses(card: Card) -> Iterator[str]:
    """Yield a line for each guessed field: its name, and what the card says there."""
    for name in card.guessed:
        yield f"{name}: {_value(card.get(name))}"


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        return ", else ".join(map(_value, value))
    if isinstance(value, Source):
        return _source(value)
    if isinstance(value, re.Pattern):
        return str(value.pattern)
    if isinstance(value, JsonFields):
        return ", ".join(f"{name} at {path}" for name, path in value.model_dump(exclude_none=True).items())
    return str(value)


def _standing(card: Card, check: Check | None) -> str:
    if card.enabled:
        state = "It is enabled by its card."
    elif check is not None and check.sound:
        state = f"It is enabled here, by a check of {check.day}."
    else:
        state = f"It is disabled; `racewatch outlets check {card.id} --live` enables it when it is sound."
    proven = "Its page rules gave the right result on a saved page." if card.status == "proven" else ""
    return " ".join(filter(None, [proven or "Nobody has seen this card work: it is a draft.", state]))


def _source(source: Source) -> str:
    words = [f"the {_KINDS[source.kind]} {source.url}"]
    if source.section:
        words.append(f"for {source.section}")
    if source.method == "POST":
        words.append(f"asked by POST with {source.body}")
    if source.headers:
        words.append(f"with {', '.join(f'{name}: {value}' for name, value in source.headers.items())}")
    if "{" in source.url:
        words.append(f"for each of the last {source.days} days")
    elif source.kind == "sitemap":
        words.append(f"of whose entries those of the last {source.days} days count")
    if source.languages:
        words.append(f"in {' and '.join(source.languages)} only")
    if source.follow:
        words.append(f"of an index, the sitemaps with {source.follow.pattern}")
    if source.then and source.ids:
        words.append(f"where {source.ids.pattern} finds what leads on to {source.then}")
    if source.after:
        words.append(f"in the page behind {source.after.pattern}")
    if source.fields:
        words.append(f"its items at {source.items}, their addresses at {source.fields.url}")
    if source.links:
        words.append(f"the links that {' or '.join(map(str, source.links))} selects")
    return ", ".join(words)


def _articles(card: Card) -> Iterator[str]:
    yield f"Its own hosts: {', '.join(card.hosts)}."
    allow, deny = card.article_url.allow, card.article_url.deny
    yield "An address is an article's when " + (
        f"one of these is found in it: {'  '.join(pattern.pattern for pattern in allow)}" if allow else "it is on them."
    )
    if deny:
        yield f"and none of these: {'  '.join(pattern.pattern for pattern in deny)}"
    for rule in card.article_url.rewrite:
        yield f"First {rule.match.pattern} becomes {rule.to}."
    fields = [name for name in type(card.page).model_fields if getattr(card.page, name)]
    yield (
        f"Pages are read by rules for {', '.join(fields)}, and by the general reader for the rest."
        if fields
        else ("Pages are read by the general reader alone.")
    )


def _manners(card: Card, budget: float) -> Iterator[str]:
    yield (
        f"robots.txt of every host is asked first and obeyed. Between two requests to a host lie {card.delay:g} s, or "
        "more where robots.txt asks for more."
    )
    if card.host_group:
        yield f"It shares hosts with the others of the group {card.host_group}; the distance holds between them, too."
    yield (
        f"A run takes at most {budget:g} s and leaves the rest due. Every answer is kept in the WARC archive; known "
        "pages are asked for with their ETag and Last-Modified."
    )
