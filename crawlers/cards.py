"""Outlet cards: one YAML file says how one outlet is found, fetched and read; a broken card gives one clear line."""

import codecs
import functools
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from crawlers.urls import canonical_url
from domain.outlet import Outlet
from domain.problem import Problem

RuleLanguage = Literal["css", "xpath", "meta", "ld", "url", "const", "text"]
RULE_LANGUAGES: tuple[RuleLanguage, ...] = ("css", "xpath", "meta", "ld", "url", "const", "text")

_RULE = re.compile(rf"(?P<language>{'|'.join(RULE_LANGUAGES)}):(?P<expression>.+)", re.DOTALL)
_ATTRIBUTE = re.compile(r"(?P<css>.+?)@(?P<attribute>[A-Za-z_][\w:.-]*)")
_URL_PART = re.compile(r"path\[-?\d+\]|[A-Za-z_]\w*")
_HOST = re.compile(r"(?:\*\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?P<path>/\S*)?")
_ID = re.compile(r"[a-z][a-z0-9_]*")
#: Parts of a day in a source's URL, and how Python writes them.
_DAY_PARTS = {"{yyyy}": "%Y", "{yy}": "%y", "{mm}": "%m", "{m}": "%-m", "{dd}": "%d", "{d}": "%-d"}
_DAY = re.compile("|".join(map(re.escape, _DAY_PARTS)))
_BRACES = re.compile(r"\{([^{}]*)\}")
_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
#: What says who asks, or for whom, is not for a card to change.
_OUR_HEADERS = frozenset(
    {"authorization", "connection", "content-length", "cookie", "forwarded", "from", "host", "user-agent", "via"}
)
#: Fields of a source that only one kind has.
_FIELDS_OF_KINDS = {
    "links": "list_page",
    "follow": "sitemap",
    "languages": "sitemap",
    **dict.fromkeys(("method", "body", "headers", "items", "fields", "ids", "then"), "json_list"),
}


class CardError(Problem):
    """One or more things that are wrong with one card; ``problems`` has a line for each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a page: ``language`` says how ``expression`` is read.

    ``css`` and ``xpath`` select nodes (``attribute``, css only: the attribute in place of the text), ``meta`` a name or
    property, ``ld`` a dotted path in the JSON-LD object of an article type, ``url`` a named group of the matching
    ``article_url.allow`` pattern or ``path[n]``, ``text`` a regular expression over the visible text (its first group,
    else the whole match), ``const`` the value itself.
    """

    language: RuleLanguage
    expression: str
    attribute: str | None = None

    @classmethod
    def parse(cls, written: object) -> "Rule":
        """Read ``written``, such as ``css:.time@datetime``; raise ValueError saying what was expected."""
        found = _RULE.fullmatch(written) if isinstance(written, str) else None
        if found is None:
            raise ValueError(f"expected a rule that begins with one of {', '.join(f'{p}:' for p in RULE_LANGUAGES)}")
        language: Any = found["language"]
        expression, attribute = found["expression"].strip(), None
        if language == "css" and (split := _ATTRIBUTE.fullmatch(expression)):
            expression, attribute = split["css"].strip(), split["attribute"]
        elif language == "text" and len(expression) > 2 and expression[0] == expression[-1] == "/":
            expression = expression[1:-1]
        _check_expression(language, expression)
        return cls(language, expression, attribute)

    def __str__(self) -> str:
        return f"{self.language}:{self.expression}" + (f"@{self.attribute}" if self.attribute else "")


def _check_expression(language: RuleLanguage, expression: str) -> None:
    if not expression:
        raise ValueError(f"expected something behind {language}:")
    if language == "css":
        from cssselect import HTMLTranslator, SelectorError

        try:
            HTMLTranslator().css_to_xpath(expression)
        except SelectorError as error:
            raise ValueError(f"expected a CSS selector ({error})") from None
    elif language == "xpath":
        from lxml.etree import XPath, XPathError

        try:
            XPath(expression)
        except XPathError as error:
            raise ValueError(f"expected an XPath expression ({error})") from None
    elif language == "text":
        _pattern(expression)
    elif language == "url" and not _URL_PART.fullmatch(expression):
        raise ValueError("expected the name of a group of article_url.allow, or path[n]")


def _pattern(written: object) -> "re.Pattern[str]":
    if not isinstance(written, str) or not written:
        raise ValueError("expected a regular expression")
    try:
        return re.compile(written)
    except re.error as error:
        raise ValueError(f"expected a regular expression ({error})") from None


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


def _web_url(written: str) -> str:
    parts = urlsplit(written)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("expected a URL with http or https")
    return written


def _source_url(written: str) -> str:
    if unknown := [part for part in _BRACES.findall(written) if f"{{{part}}}" not in _DAY_PARTS]:
        raise ValueError(f"expected only {', '.join(_DAY_PARTS)} in braces, not {{{unknown[0]}}}")
    return _web_url(written)


def _path(written: str) -> str:
    import jmespath

    try:
        jmespath.compile(written)
    except jmespath.exceptions.JMESPathError as error:
        raise ValueError(f"expected a JMESPath expression such as data.list ({_first_line(error)})") from None
    return written


def _place(written: str) -> str:
    """Check a path, or a template with paths in braces."""
    for path in _BRACES.findall(written) if "{" in written else [written]:
        _path(path)
    return written


def _header(value: str) -> str:
    if not value.isascii() or not value.isprintable():
        raise ValueError("expected a value of printable ASCII")
    return value


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]


def _charset(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        raise ValueError("expected a charset that Python knows, such as gb18030") from None


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


RuleField = Annotated[Rule, BeforeValidator(Rule.parse)]
Rules = tuple[RuleField, ...]
PatternField = Annotated[re.Pattern[str], BeforeValidator(_pattern)]
PathField = Annotated[str, Field(min_length=1), AfterValidator(_path)]
Text = Annotated[str, Field(min_length=1)]


class JsonFields(_Strict):
    """Where an item of a JSON list keeps what is taken of it: JMESPath expressions, such as ``user.name``.

    ``url`` may be a template in place of a path: ``https://www.daily.example/{id}.html`` has a path in each brace.
    ``published`` holds a time in any notation, or seconds or milliseconds since 1970.
    """

    url: Annotated[str, AfterValidator(_place)]
    title: PathField | None = None
    published: PathField | None = None
    byline: PathField | None = None
    section: PathField | None = None


class Source(_Strict):
    """Where an outlet lists its articles.

    ``url`` may hold the day, as in ``/{yyyy}/{mm}/{dd}/``: it is asked for each of the last ``days`` days of the
    outlet's zone. Of a sitemap, entries that are older by their own word are left out.

    ``list_page``: ``links`` are rules that select the links, in ``href``.
    ``sitemap``: of an index, only addresses in which ``follow`` is found are read; of the entries, only those in
    ``languages`` (where they name one).
    ``json_list``: asked with ``method``, ``body`` (a mapping is sent as JSON, a text as a form) and ``headers``;
    ``items`` is the path of the list, ``fields`` says what its items hold. In two steps: what ``ids`` matches in the
    answer (its group ``id``, else its first) fills ``{id}`` in ``then``, and there is the list.
    """

    kind: Literal["feed", "list_page", "sitemap", "json_list"]
    url: Annotated[str, AfterValidator(_source_url)]
    section: Text | None = None
    days: Annotated[int, Field(ge=1, le=31)] = 3
    links: Rules = ()
    follow: PatternField | None = None
    languages: tuple[Annotated[str, Field(pattern=r"^[a-z]{2}$")], ...] = ()
    method: Literal["GET", "POST"] = "GET"
    body: dict[str, Any] | Text | None = None
    headers: dict[str, Annotated[str, AfterValidator(_header)]] = {}
    items: PathField | None = None
    fields: JsonFields | None = None
    ids: PatternField | None = None
    then: Annotated[str, AfterValidator(_web_url)] | None = None

    @field_validator("headers")
    @classmethod
    def _no_disguise(cls, headers: dict[str, str]) -> dict[str, str]:
        for name in headers:
            if not _HEADER.fullmatch(name) or name.lower() in _OUR_HEADERS:
                raise ValueError("expected headers such as Referer, and none that says who asks")
        return headers

    @model_validator(mode="after")
    def _fields_belong_to_the_kind(self) -> "Source":
        for name, kind in _FIELDS_OF_KINDS.items():
            if getattr(self, name) != type(self).model_fields[name].default and self.kind != kind:
                raise ValueError(f"expected {name} for a {kind} only")
        if self.kind == "list_page":
            if not self.links or any(rule.language not in ("css", "xpath") for rule in self.links):
                raise ValueError("expected links (css: or xpath: rules) for a list_page")
        elif self.kind == "json_list":
            if not self.items or not self.fields:
                raise ValueError("expected items and fields for a json_list")
            if (self.ids is None) != (self.then is None) or (self.then and "{id}" not in self.then):
                raise ValueError("expected ids and then, with {id} in then, or neither")
            if self.body is not None and self.method == "GET":
                raise ValueError("expected method: POST for a body")
        return self

    @property
    def address(self) -> str:
        """What this source goes by among all URLs: of a POST, ``url`` with the body in its query, as pywb writes it."""
        if self.method == "GET":
            return self.url
        body = self.body or ""
        query = body if isinstance(body, str) else urlencode({key: str(value) for key, value in body.items()})
        return f"{self.url}{'&' if '?' in self.url else '?'}__wb_method=POST&{query}"

    def on(self, day: date) -> "list[Source]":
        """Return the sources that this one is on ``day``, the newest first: one a day where ``url`` holds the day."""
        if not _DAY.search(self.url):
            return [self]
        urls = []
        for back in range(self.days):
            past = day - timedelta(days=back)
            urls.append(_DAY.sub(lambda part, past=past: past.strftime(_DAY_PARTS[part[0]]), self.url))  # type: ignore[misc]
        return [self.model_copy(update={"url": url}) for url in dict.fromkeys(urls)]

    def further(self, url: str) -> "Source":
        """Return the source at ``url`` that this one leads to: a sitemap of its index, the list of its second step."""
        return self.model_copy(update={"url": url, "ids": None, "then": None, "method": "GET", "body": None})


class Rewrite(_Strict):
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


class ArticleUrl(_Strict):
    """Which URLs are articles: any of ``allow`` (none: every URL of the hosts) and none of ``deny`` is found in it.

    ``rewrite`` gives an address its one form first (a mobile page's becomes the desktop page's), rule after rule.
    ``examples`` are real addresses of articles that ``racewatch outlets check`` tries.
    """

    allow: tuple[PatternField, ...] = ()
    deny: tuple[PatternField, ...] = ()
    rewrite: tuple[Rewrite, ...] = ()
    examples: tuple[Annotated[str, AfterValidator(_web_url)], ...] = ()


class PageRules(_Strict):
    """How a page is read: each field an ordered list of alternatives; the first that gives something wins.

    ``body`` selects the containers or paragraphs of the text; inside it ``drop`` removes nodes and ``stop`` ends the
    text. ``origin`` are the labels that say who published first.
    """

    title: Rules = ()
    body: Rules = ()
    drop: Rules = ()
    stop: Rules = ()
    published: Rules = ()
    updated: Rules = ()
    byline: Rules = ()
    section: Rules = ()
    origin: Rules = ()


class Card(_Strict):
    """One outlet. ``hosts`` are its own: ``host``, ``*.domain`` (subdomains), either with a path prefix.

    ``delay`` is in seconds between requests to a host. ``confidence`` maps a group of fields to a word or sentence on
    how it is known, ``as_of`` is the date of that knowledge. ``expected_daily`` is in articles.
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
    confidence: dict[str, str] = {}
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
        allow, deny = self.article_url.allow, self.article_url.deny
        return (
            self.owns(url)
            and (not allow or any(pattern.search(url) for pattern in allow))
            and not any(pattern.search(url) for pattern in deny)
        )


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
