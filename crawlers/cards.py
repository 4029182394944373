"""Outlet cards: one YAML file says how one outlet is found, fetched and read; a broken card gives one clear line."""

import codecs
import functools
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import yaml
from pydantic import (
    AfterValidator,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from crawlers.page_rules import Fields, PageRules, PatternField, Strict
from crawlers.sources import Source, Text, web_url
from crawlers.urls import canonical_url
from domain.outlet import Outlet
from domain.problem import Problem

_HOST = re.compile(r"(?:\*\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?P<path>/\S*)?")
_ID = re.compile(r"[a-z][a-z0-9_]*")


class CardError(Problem):
    """One or more things that are wrong with one card; ``problems`` has a line for each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError("expected an IANA time zone such as Asia/Shanghai") from None
    return name


def _host(written: str) -> str:
    if not _HOST.fullmatch(written):
        raise ValueError("expected a host such as www.daily.example, *.daily.example or www.daily.example/zh")
    return written


def _charset(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        raise ValueError("expected a charset that Python knows, such as gb18030") from None


class Rewrite(Strict):
    """One way to write an address anew: where ``match`` is found, it becomes ``to`` (``\\1``: its first group)."""

    match: PatternField
    to: str

    @model_validator(mode="after")
    def _groups_exist(self) -> "Rewrite":
        try:
            self.match.sub(self.to, "")
        except (re.error, IndexError) as error:
            raise ValueError(f"expected only groups of match in to ({error})") from None
        return self


class ArticleUrl(Strict):
    """Which URLs are articles: any of ``allow`` (none: every URL of the hosts) and none of ``deny`` is found in it.

    ``rewrite`` gives an address its one form first (a mobile page's becomes the desktop page's), rule after rule.
    ``examples`` are real addresses of articles that ``racewatch outlets check`` tries.
    """

    allow: tuple[PatternField, ...] = ()
    deny: tuple[PatternField, ...] = ()
    rewrite: tuple[Rewrite, ...] = ()
    examples: tuple[Annotated[str, AfterValidator(web_url)], ...] = ()


class Card(Strict):
    """One outlet. ``hosts`` are its own: ``host``, ``*.domain`` (subdomains), either with a path prefix.

    ``delay`` is in seconds between requests to a host. ``confidence`` maps a group of fields to a word or sentence on
    how it is known, ``as_of`` is the date of that knowledge. ``guessed`` names the fields that nobody has seen to be so
    (``timezone``, ``sources.0``, ``page.body``); ``proof`` the recordings (data set and page) that a proven card was
    checked on. ``expected_daily`` is in articles.
    """

    id: Annotated[str, Field(pattern=_ID.pattern)]
    name: Text
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    languages: Annotated[tuple[Annotated[str, Field(pattern=r"^[a-z]{2}$")], ...], Field(min_length=1)]
    timezone: Annotated[str, AfterValidator(_zone)]
    ownership: Text | None = None
    invented: bool = False
    status: Literal["proven", "drafted"]
    enabled: bool = True
    hosts: Annotated[tuple[Annotated[str, AfterValidator(_host)], ...], Field(min_length=1)]
    host_group: Text | None = None
    policy: Literal["pages", "feed_text_first", "metadata_only"] = "pages"
    confidence: dict[str, str] = Field(default_factory=dict)
    guessed: tuple[Text, ...] = ()
    proof: tuple[Text, ...] = ()
    as_of: date | None = None
    notes: Text | None = None
    delay: Annotated[float, Field(ge=5, le=3600)] = 5
    expected_daily: Annotated[float, Field(gt=0)] | None = None
    charset: Annotated[str, AfterValidator(_charset)] | None = None
    sources: tuple[Source, ...] = ()
    article_url: ArticleUrl = ArticleUrl()
    page: PageRules = PageRules()

    @field_validator("sources")
    @classmethod
    def _sources_differ(cls, sources: tuple[Source, ...]) -> tuple[Source, ...]:
        addresses = [source.address for source in sources]
        if len(set(addresses)) < len(addresses):
            raise ValueError("expected every source URL once")
        return sources

    @model_validator(mode="after")
    def _guesses_are_fields(self) -> "Card":
        for name in self.guessed:
            if self.get(name) in (None, ()):
                raise ValueError(f"expected guessed to name fields that the card has, not {name}")
        return self

    @model_validator(mode="after")
    def _groups_exist(self) -> "Card":
        groups = [frozenset(pattern.groupindex) for pattern in self.article_url.allow]
        for fields in (self.page, *self.page.versions):
            for name in Fields.model_fields:
                for rule in getattr(fields, name):
                    if rule.url_groups and not any(rule.url_groups <= each for each in groups):
                        raise ValueError(f"expected page.{name} to name groups of one pattern of allow, not {rule}")
        return self

    def get(self, name: str) -> Any:
        """Return the value of a field by its dotted name, such as ``sources.0.url``; None where there is none."""
        value: Any = self
        for part in name.split("."):
            if isinstance(value, tuple):
                value = value[int(part)] if part.isdigit() and int(part) < len(value) else None
            else:
                value = getattr(value, part, None) if part in getattr(type(value), "model_fields", ()) else None
        return value

    def outlet(self) -> Outlet:
        """Return what the rest of the house knows of this outlet."""
        return Outlet(
            id=self.id,
            name=self.name,
            country=self.country,
            languages=self.languages,
            timezone=self.timezone,
            ownership=self.ownership,
            invented=self.invented,
        )

    def owns(self, url: str) -> bool:
        """Say whether ``url`` is on one of this outlet's own hosts."""
        return _ownership(url, self.hosts) is not None

    def address_of(self, url: str) -> str | None:
        """Return the one written form of ``url``, rewritten as the card says; None when it is no address of the web."""
        written = canonical_url(url)
        for rule in self.article_url.rewrite if written else ():
            written = rule.match.sub(rule.to, written or "")
        return canonical_url(written) if written else None

    def is_article(self, url: str) -> bool:
        """Say whether ``url`` is on an own host and is an article by ``article_url``."""
        allow = self.article_url.allow
        return self.may_be_page(url) and (not allow or any(pattern.search(url) for pattern in allow))

    def may_be_page(self, url: str) -> bool:
        """Say whether ``url`` is on an own host and not denied, as a further page of an article has to be."""
        return self.owns(url) and not any(pattern.search(url) for pattern in self.article_url.deny)


@dataclass(frozen=True, kw_only=True, slots=True)
class Cards(Mapping[str, Card]):
    """The cards that could be read, by id, and one line for everything wrong with the others."""

    cards: dict[str, Card]
    problems: tuple[str, ...] = ()

    def __getitem__(self, key: str) -> Card:
        return self.cards[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.cards)

    def __len__(self) -> int:
        return len(self.cards)


def load_card(path: Path) -> Card:
    """Read one card; raise CardError with a line ``file: field: expected …, found …`` for everything wrong."""
    try:
        data = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=_loader())
    except OSError as error:
        raise CardError([f"{path}: expected an outlet card ({error.strerror})"]) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CardError([f"{path}: expected YAML in UTF-8, found: {' '.join(str(error).split())}"]) from None
    if not isinstance(data, dict):
        raise CardError([f"{path}: expected fields such as id and name, found {_shown(data)}"])
    try:
        card = Card.model_validate(data)
    except ValidationError as error:
        found = error.errors(include_url=False)
        places = {problem["loc"] for problem in found}
        # pydantic counts a tuple's broken items as missing, too
        raise CardError(
            f"{path}: {_line(problem)}"
            for problem in found
            if problem["type"] != "too_short" or not any(place[:-1] == problem["loc"] for place in places)
        ) from None
    if card.id != path.stem:
        raise CardError([f"{path}: id: expected the file's name {path.stem!r}, found {card.id!r}"])
    return card


def load_cards(*folders: Path) -> Cards:
    """Read every ``*.yaml`` of ``folders``; a broken card is reported in ``problems`` and the others still load."""
    cards: dict[str, Card] = {}
    problems: list[str] = []
    for folder in folders:
        if not folder.is_dir():
            problems.append(f"{folder}: expected a folder of outlet cards, found none")
        for path in sorted(folder.glob("*.yaml")):
            try:
                card = load_card(path)
            except CardError as error:
                problems.extend(error.problems)
                continue
            if card.id in cards:
                problems.append(f"{path}: id: expected an id that no other folder has, found {card.id!r}")
                continue
            cards[card.id] = card
    return Cards(cards=cards, problems=tuple(problems))


def card_of(url: str, cards: Mapping[str, Card]) -> Card | None:
    """Return the card whose hosts ``url`` is on; of several: the closest host, then where it is an article, then id."""
    owners = [
        (ownership, card.is_article(url), card)
        for _, card in sorted(cards.items())
        if (ownership := _ownership(url, card.hosts)) is not None
    ]
    return max(owners, key=lambda owner: owner[:2])[2] if owners else None


def _ownership(url: str, hosts: tuple[str, ...]) -> tuple[int, int] | None:
    """Return how closely one of ``hosts`` names the place of ``url`` (length of path, of host), None if none does."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return None
    matches = []
    for own in hosts:
        own_host, slash, path = own.partition("/")
        if own_host.startswith("*."):
            ours = host.endswith(own_host[1:])
        else:
            ours = host.removeprefix("www.") == own_host.removeprefix("www.")
        if ours and f"{parts.path}/".startswith(f"/{path.rstrip('/')}/" if slash else ""):
            matches.append((len(path), len(own_host)))
    return max(matches, default=None)


def _line(problem: Any) -> str:
    """Turn one error of pydantic into ``field: expected …, found …``."""
    field = ".".join(str(part) for part in problem["loc"]) or "card"
    if problem["type"] == "missing":
        return f"{field}: expected a value, found nothing"
    if problem["type"] == "extra_forbidden":
        return f"{field}: expected only known fields, found this one"
    if problem["type"] == "value_error":
        expected = str(problem["ctx"]["error"])
    else:
        expected = problem["msg"].replace("Input should be", "expected").replace("String should", "expected a text to")
    return f"{field}: {expected}, found {_shown(problem['input'])}"


def _shown(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 80 else f"{shown[:77]}…"


@functools.cache
def _loader() -> type[yaml.SafeLoader]:
    """Return a YAML loader that takes a repeated key for a mistake, which YAML itself leaves to the last one."""

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
            keys = [key.value for key, _ in node.value]
            if repeated := {key for key in keys if keys.count(key) > 1}:
                raise yaml.constructor.ConstructorError(
                    None, None, f"expected every field once, found {sorted(repeated)} again", node.start_mark
                )
            return super().construct_mapping(node, deep)  # type: ignore[no-any-return]

    return Loader
