"""Page rules: the part of an outlet card that says how a page is read; rules are checked as the card is loaded."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any, Literal, get_args
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

RuleLanguage = Literal[
    "css", "xpath", "meta", "ld", "ldraw", "next", "state", "json", "feed", "news", "url", "const", "text"
]
RULE_LANGUAGES: tuple[RuleLanguage, ...] = get_args(RuleLanguage)
#: Languages whose expressions are paths in JSON.
PATH_LANGUAGES = frozenset({"ld", "ldraw", "next", "state", "json"})
#: What a feed or a news sitemap says of an article, under the names that they use.
FEED_FIELDS = ("title", "pubDate", "published", "publication_date", "category", "author", "dc:creator")

_RULE = re.compile(rf"(?P<language>{'|'.join(RULE_LANGUAGES)}):(?P<expression>.+)", re.DOTALL)
_ATTRIBUTE = re.compile(r"(?P<css>.+?)@(?P<attribute>[A-Za-z_][\w:.-]*)")
_URL_PART = re.compile(r"path\[-?\d+\]|[A-Za-z_]\w*|(?:[^{}]*\{[A-Za-z_]\w*\})+[^{}]*")
_BRACES = re.compile(r"\{(\w+)\}")
_ITEMS = r"(?:\[(?:-?\d+|\w*|\w+=[^\[\]]+)\])"
_STEP = rf"[^\s.\[\]]+{_ITEMS}*"
_PATH = re.compile(rf"(?:(?:\.\.\.)?{_STEP}|{_ITEMS}+)(?:\.{{1}}(?:\.\.)?{_STEP})*")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a page: ``language`` says how ``expression`` is read, the rest what becomes of what it finds.

    ``css`` and ``xpath`` select nodes (``attribute``, css only: the attribute in place of the text), ``meta`` a name or
    property, ``url`` a named group of the matching ``article_url.allow`` pattern, several as in ``{y}-{m}-{d}``, or
    ``path[n]``, ``text`` a regular expression over the visible text (its first group, else the whole match), ``feed``
    and ``news`` a field of the feed or news sitemap that listed the page, ``const`` the value itself.

    The others are paths in JSON: ``ld`` in the JSON-LD object of an article type, ``ldraw`` in any JSON-LD object,
    ``next`` in ``__NEXT_DATA__``, ``state`` in what a script assigns, ``json`` in scripts of JSON or in a page that is
    JSON. ``a.b`` goes through lists, ``a[0]`` takes one item, ``a[Name]`` the items of that type, ``a[kind=Name]``
    those whose ``kind`` is that, and ``...a`` finds ``a`` at any depth. Of a list each item is a finding of its own.

    Transforms, in this order: ``path`` (what was found is JSON, as in an attribute: where to go in it, as in
    ``[kind=Name].b``), ``take`` (regular expression: its first group, else the whole match; no match: nothing),
    ``remove`` (regular expression), ``split`` (regular expression). For dates, ``format`` is strptime's and ``zone`` an
    IANA name for times without offset, where it is not the outlet's.
    """

    language: RuleLanguage
    expression: str
    attribute: str | None = None
    path: str | None = None
    take: re.Pattern[str] | None = None
    remove: re.Pattern[str] | None = None
    split: re.Pattern[str] | None = None
    format: str | None = None
    zone: str | None = None

    @classmethod
    def parse(cls, written: object) -> "Rule":
        """Read ``css:.time@datetime``, or a mapping with such a ``rule`` and transforms.

        Raises ValueError saying what was expected.
        """
        if isinstance(written, Rule):
            return written
        if isinstance(written, dict):
            return _with_transforms(cls.parse(written.get("rule")), written)
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

    @property
    def url_groups(self) -> frozenset[str]:
        """The groups of ``article_url.allow`` that a ``url`` rule needs."""
        if self.language != "url" or self.expression.startswith("path["):
            return frozenset()
        return frozenset(_BRACES.findall(self.expression) or [self.expression])

    def __str__(self) -> str:
        return f"{self.language}:{self.expression}" + (f"@{self.attribute}" if self.attribute else "")


def _with_transforms(rule: Rule, written: dict[Any, Any]) -> Rule:
    patterns: dict[str, Any] = {name: pattern(written[name]) for name in ("take", "remove", "split") if name in written}
    if unknown := written.keys() - {"rule", "path", "take", "remove", "split", "format", "zone"}:
        raise ValueError(
            f"expected only rule, path, take, remove, split, format and zone beside each other, not {unknown}"
        )
    path = written.get("path")
    if path is not None and not (isinstance(path, str) and _PATH.fullmatch(path)):
        raise ValueError("expected path to be one in JSON such as article.title, or [kind=text].content")
    layout = written.get("format")
    if layout is not None and not (isinstance(layout, str) and "%" in layout):
        raise ValueError("expected format to be a date's layout such as %d.%m.%Y %H:%M")
    zone = written.get("zone")
    if zone is not None:
        try:
            ZoneInfo(zone)
        except (KeyError, ValueError, OSError, TypeError):
            raise ValueError("expected zone to be an IANA time zone such as Asia/Shanghai") from None
    return replace(rule, **patterns, path=path, format=layout, zone=zone)


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
        pattern(expression)
    elif language in PATH_LANGUAGES and not _PATH.fullmatch(expression):
        raise ValueError("expected a path such as article.authors[].name, or ...authors[0]")
    elif language in ("feed", "news") and expression not in FEED_FIELDS:
        raise ValueError(f"expected one of {', '.join(FEED_FIELDS)} behind {language}:")
    elif language == "url" and not _URL_PART.fullmatch(expression):
        raise ValueError("expected groups of article_url.allow such as date or {y}-{m}-{d}, or path[n]")


def pattern(written: object) -> "re.Pattern[str]":
    """Return the compiled ``written``; raise ValueError saying what was expected."""
    if not isinstance(written, str) or not written:
        raise ValueError("expected a regular expression")
    try:
        return re.compile(written)
    except re.error as error:
        raise ValueError(f"expected a regular expression ({error})") from None


class Strict(BaseModel):
    """A part of a card: unknown fields are mistakes, and it does not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


RuleField = Annotated[Rule, BeforeValidator(Rule.parse)]
Rules = tuple[RuleField, ...]
PatternField = Annotated[re.Pattern[str], BeforeValidator(pattern)]


class Fields(Strict):
    """How a page is read: each field an ordered list of alternatives; the first that gives something wins.

    ``body`` selects the containers or paragraphs of the text, or HTML, text or a tree of nodes in JSON; inside it
    ``drop`` removes nodes and ``stop`` ends the text. ``origin`` are the labels that say who published first.
    ``next_page`` leads to the article's next page. A page on which a rule of ``blocked`` finds something is a
    challenge or consent page, one on which ``not_article`` does is a live report, a stream or a video under an
    article's address, and one on which ``paywalled`` does shows part of the article only.
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
    next_page: Rules = ()
    blocked: Rules = ()
    not_article: Rules = ()
    paywalled: Rules = ()

    @model_validator(mode="after")
    def _nodes_are_selected(self) -> "Fields":
        for name in ("drop", "stop"):
            if any(rule.language not in ("css", "xpath") for rule in getattr(self, name)):
                raise ValueError(f"expected {name} to have css: or xpath: rules only")
        return self


class Version(Fields):
    """What a redesign changed: fields named here take the place of the card's.

    It counts on pages fetched from ``since`` to ``until`` on which a rule of ``evidence`` finds something; what is
    left out is not asked. A version without any of the three would always count, and is a mistake.
    """

    since: date | None = None
    until: date | None = None
    evidence: Rules = ()

    @model_validator(mode="after")
    def _says_when(self) -> "Version":
        if self.since is None and self.until is None and not self.evidence:
            raise ValueError("expected since, until or evidence: when this version counts")
        if self.since and self.until and self.since > self.until:
            raise ValueError("expected since to be before until")
        return self


class PageRules(Fields):
    """The rules of a card and, the newest first, the versions of them; the first that counts is used."""

    versions: tuple[Version, ...] = ()

    def of(self, version: Version) -> "PageRules":
        """Return the rules of a page of ``version``: those that it names, and for the rest the card's."""
        named = version.model_fields_set & Fields.model_fields.keys()
        return self.model_copy(update={name: getattr(version, name) for name in named} | {"versions": ()})
