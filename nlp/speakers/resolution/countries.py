"""Countries that an article tells of those whom it names: "Chinese start-up X", "In Beijing, a spokesman said"."""

import re
from functools import lru_cache

from domain.quotation import Quotation
from nlp.han import HAN
from nlp.speakers.resolution.resolved import Resolved
from nlp.speakers.sides import country_of
from nlp.speakers.vocabulary import vocabulary_for

_HAN = re.compile(f"[{HAN}]")
#: How far before a name its description reaches, in characters.
_LEAD_HAN, _LEAD_LATIN = 14, 45
#: ", a law firm that keeps a tally": what a body is, up to what it does.
_CALLED = re.compile(r"(?:\s\([^)]*\))?,\s+(?:an?|the)\s+([a-z -]{3,60}?)(?=[,.;:]|\s(?:that|which|in|of|based|who)\b)")
#: What stands before one of these does not describe the name after it: "US shares fell after Example Labs".
_JOINING = re.compile(
    r"\b(?:after|of|in|on|by|to|with|from|for|and|or|at|as|that|than|about|against|over|between|when|while|but|told|said)\s"
)
#: "The Swedish trade minister, Dana Hale": a title with the article and a comma.
_TITLED = re.compile(
    r"(?:^|[.!?:”\"’\n]\s*|\b(?:and|but|while|when|as)\s)[Tt]he ([^.,;:!?\n]{3,60}),\s"
    r"(?:(?:Mrs?|Ms|Dr|Sir|Dame)\.?\s)?$"
)
#: "In Beijing, meanwhile, a …".
_IN_PLACE = re.compile(r"\bIn (?P<place>[A-Z][\w-]*(?: [A-Z][\w-]*)?),(?:\s[a-z]+,)?\s$")
_PLACED = re.compile(r"\s(?:said |told [\w ]+ )?in (?P<place>[A-Z][\w-]*(?: [A-Z][\w-]*)?)\b")


@lru_cache(maxsize=256)
def country_in_text(text: str, name: str) -> str | None:
    """Return the country by which the article describes ``name``: "Chinese start-up X", "X, a firm in California"."""
    for match in re.finditer(re.escape(name), text):
        reach = _LEAD_HAN if _HAN.match(name) else _LEAD_LATIN
        before = re.split(r"[.,;:。，；：\n“”\"]", text[max(0, match.start() - reach) : match.start()])[-1]
        described = re.match(
            r"[’']?s?,?\s*(?:\(\w+\)\s*)?,\s*(?:an?|the)\s+([^.,;\n]{3,60})", text[match.end() : match.end() + 90]
        )
        own = country_of(described[1]) if described else None
        if _HAN.match(name) is None:
            before = _JOINING.split(before)[-1]
            titled = _TITLED.search(text[max(0, match.start() - 90) : match.start()]) if not before.strip() else None
            before = titled[1] if titled else before
        country = own or country_of(before, nearest_last=True)
        if country is not None:
            return country
    return None


def country_beside(text: str, quotation: Quotation, found: Resolved, role: str | None) -> str | None:
    """Return the country in which somebody without a name speaks: "In Beijing, a ministry spokesman said"."""
    named = found.entity is not None and not found.entity.unnamed
    if named or role is None or quotation.source_span is None:
        return None
    start = quotation.source_span.start
    placed = _IN_PLACE.search(text[max(0, start - 60) : start]) or _PLACED.match(text, quotation.source_span.end)
    return country_of(placed["place"]) if placed else None


@lru_cache(maxsize=256)
def observes(text: str, name: str) -> bool:
    """Whether the article calls a body one that watches others: "the broker X", "X, a law firm"."""
    vocabulary = vocabulary_for("en")
    if vocabulary.observing.search(name) and country_of(name) is None:
        return True
    for match in re.finditer(re.escape(name), text):
        before = re.search(r"(?:[a-z-]+\s+){1,3}$", text[max(0, match.start() - 40) : match.start()])
        after = _CALLED.match(text, match.end())
        if any(words and vocabulary.observing.search(words) for words in (before and before[0], after and after[1])):
            return True
    return False
