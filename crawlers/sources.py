"""Sources: the part of an outlet card that says where the outlet lists its articles."""

import re
from datetime import date, timedelta
from typing import Annotated, Any, Literal, get_args
from urllib.parse import urlencode, urlsplit

from pydantic import AfterValidator, Field, field_validator, model_validator

from crawlers.page_rules import PatternField, Rules, Strict

Kind = Literal["feed", "list_page", "sitemap", "json_list"]
KINDS: tuple[Kind, ...] = get_args(Kind)

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
    **dict.fromkeys(("method", "body", "headers", "after", "items", "fields", "ids", "then"), "json_list"),
}


def web_url(written: str) -> str:
    """Check that ``written`` is a URL with http or https."""
    parts = urlsplit(written)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("expected a URL with http or https")
    return written


def _source_url(written: str) -> str:
    if unknown := [part for part in _BRACES.findall(written) if f"{{{part}}}" not in _DAY_PARTS]:
        raise ValueError(f"expected only {', '.join(_DAY_PARTS)} in braces, not {{{unknown[0]}}}")
    return web_url(written)


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


PathField = Annotated[str, Field(min_length=1), AfterValidator(_path)]
Text = Annotated[str, Field(min_length=1)]


class JsonFields(Strict):
    """Where an item of a JSON list keeps what is taken of it: JMESPath expressions, such as ``user.name``.

    ``url`` may be a template in place of a path: ``https://www.daily.example/{id}.html`` has a path in each brace.
    ``published`` holds a time in any notation, or seconds or milliseconds since 1970.
    """

    url: Annotated[str, AfterValidator(_place)]
    title: PathField | None = None
    published: PathField | None = None
    byline: PathField | None = None
    section: PathField | None = None


class Source(Strict):
    """Where an outlet lists its articles.

    ``url`` may hold the day, as in ``/{yyyy}/{mm}/{dd}/``: it is asked for each of the last ``days`` days of the
    outlet's zone. Of a sitemap, entries that are older by their own word are left out.

    ``list_page``: ``links`` are rules that select the links, in ``href``.
    ``sitemap``: of an index, only addresses in which ``follow`` is found are read; of the entries, only those in
    ``languages`` (where they name one).
    ``json_list``: asked with ``method``, ``body`` (a mapping is sent as JSON, a text as a form) and ``headers``;
    ``items`` is the path of the list, ``fields`` says what its items hold. Where the JSON stands in a page, it begins
    behind what ``after`` matches. In two steps: what ``ids`` matches in the
    answer (its group ``id``, else its first) fills ``{id}`` in ``then``, and there is the list.
    """

    kind: Kind
    url: Annotated[str, AfterValidator(_source_url)]
    section: Text | None = None
    days: Annotated[int, Field(ge=1, le=31)] = 3
    links: Rules = ()
    follow: PatternField | None = None
    languages: tuple[Annotated[str, Field(pattern=r"^[a-z]{2}$")], ...] = ()
    method: Literal["GET", "POST"] = "GET"
    body: dict[str, Any] | Text | None = None
    headers: dict[str, Annotated[str, AfterValidator(_header)]] = Field(default={})
    after: PatternField | None = None
    items: PathField | None = None
    fields: JsonFields | None = None
    ids: PatternField | None = None
    then: Annotated[str, AfterValidator(web_url)] | None = None

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
            if self.kind != kind and getattr(self, name) != type(self).model_fields[name].get_default():
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
