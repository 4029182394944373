"""Page rules: the part of an outlet card that says how a page is read; rules are checked as the card is loaded."""

import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

RuleLanguage = Literal["css", "xpath", "meta", "ld", "url", "const", "text"]
RULE_LANGUAGES: tuple[RuleLanguage, ...] = ("css", "xpath", "meta", "ld", "url", "const", "text")

_RULE = re.compile(rf"(?P<language>{'|'.join(RULE_LANGUAGES)}):(?P<expression>.+)", re.DOTALL)
_ATTRIBUTE = re.compile(r"(?P<css>.+?)@(?P<attribute>[A-Za-z_][\w:.-]*)")
_URL_PART = re.compile(r"path\[-?\d+\]|[A-Za-z_]\w*")


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
        pattern(expression)
    elif language == "url" and not _URL_PART.fullmatch(expression):
        raise ValueError("expected the name of a group of article_url.allow, or path[n]")


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


class PageRules(Strict):
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
