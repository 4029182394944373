"""Mirrored statements: the two sides exchanged, so that who is who decides the label, and not the topic."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from domain.stance import Proposition, StanceLabel
from nlp.han import simplify
from nlp.resources import load
from nlp.stance.model_input import statement_language
from nlp.training.data import Example

WORDS = Path(__file__).with_name("mirror.yaml")

_OTHER_SIDE = {"US": "CN", "CN": "US"}
_OTHER_LABEL: Mapping[StanceLabel, StanceLabel] = {"favor": "against", "against": "favor"}


def mirrored(example: Example) -> Example | None:
    """Return ``example`` with the two sides exchanged and the label with them, or None where that would not be sound.

    Not mirrored: statements that name neither side, words that fit one side only, and a gap that closes.
    """
    statement = example.statement
    language = statement_language(statement)
    parts = [simplify(part or "") for part in (statement.text, statement.context, statement.title)]
    whole = "\n".join(parts)
    if language not in load(WORDS)["pairs"] or _has(whole, "one_sided", language):
        return None
    if example.label == "favor" and _has(whole, "closing", language):
        return None
    text, context, title = (_exchange(part, language) for part in parts)
    if text == parts[0] and statement.side not in _OTHER_SIDE:
        return None
    return replace(
        example,
        statement=replace(
            statement,
            text=text,
            context=context or None,
            title=title or None,
            side=_other(statement.side),
            outlet_country=_other(statement.outlet_country),
        ),
        label=_OTHER_LABEL.get(example.label, example.label),
    )


def against_the_reverse(example: Example, proposition: Proposition) -> Example:
    """Return ``example`` towards the mirrored ``proposition``: the statement stays, favor and against change places."""
    texts = {language: _exchange(text, language) for language, text in proposition.texts.items()}
    reverse = Proposition(id=f"{proposition.id}_reversed", version=proposition.version, texts=texts)
    return replace(example, proposition=reverse, label=_OTHER_LABEL.get(example.label, example.label))


def _other(side: str | None) -> str | None:
    return _OTHER_SIDE.get(side, side) if side else None


@cache
def _alternatives(kind: str, language: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, load(WORDS)[kind][language]))
    return re.compile(rf"\b(?:{words})", re.IGNORECASE) if language == "en" else re.compile(words)


def _has(text: str, kind: str, language: str) -> bool:
    return bool(_alternatives(kind, language).search(text))


@cache
def _partners(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    partners: dict[str, str] = {}
    pairs: Any = load(WORDS)["pairs"].get(language, [])
    for american, chinese in pairs:
        partners[american] = chinese
        # On the way back the plain name reads better than the one with an article.
        partners.setdefault(chinese, "America" if american.startswith("the ") else american)
    words = "|".join(map(re.escape, sorted(partners, key=len, reverse=True)))
    edged = rf"(?<![A-Za-z])(?:{words})(?![A-Za-z])" if language == "en" else words or r"(?!)"
    return re.compile(edged.replace("the\\ ", "[Tt]he\\ ")), partners


def _exchange(text: str, language: str) -> str:
    pattern, partners = _partners(language)
    return pattern.sub(lambda match: partners[_key(match.group())], text)


def _key(found: str) -> str:
    return "t" + found[1:] if found.startswith("The ") else found
