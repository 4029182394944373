"""Model input: how a statement and a proposition are written down for the model, in training and in use alike."""

import re
from functools import cache
from pathlib import Path

from domain.stance import Proposition, Statement
from nlp import language as languages
from nlp.han import simplify
from nlp.resources import load

SIDES = Path(__file__).with_name("sides.yaml")

#: The language whose wording of a proposition is used where it has none in the statement's own.
_FALLBACK_LANGUAGE = "en"
#: Characters, not tokens: cheap bounds that keep hostile input from costing minutes. The tokenizer cuts exactly.
_LONGEST_TEXT = 1200
_LONGEST_CONTEXT = 300
_UNKNOWN = "?"


def statement_language(statement: Statement) -> str:
    """Return the ISO 639-1 code of the stated language of ``statement``, else of the detected one."""
    stated = (statement.language or "").replace("_", "-").partition("-")[0].lower()
    return stated or languages.detect(statement.text)


def proposition_text(proposition: Proposition, language: str) -> str:
    """Return ``proposition`` in ``language``, else in English, else in the first language that it has."""
    texts = proposition.texts
    return texts.get(language) or texts.get(_FALLBACK_LANGUAGE) or next(iter(texts.values()))


def statement_side(statement: Statement) -> str | None:
    """Return the side that "we" stands for: the speaker's for a quotation, else the outlet's country."""
    return statement.side if statement.voice == "quote" else statement.outlet_country


def plain(statement: Statement) -> str:
    """Return what any model of natural language inference can read: the context and the text as they stand."""
    return " ".join(part for part in _parts(statement) if part)


def marked(statement: Statement) -> str:
    """Return what the shipped model was trained on: voice and side, then context and text, "we" with its side.

    Chinese is given in Simplified characters, so that one spelling serves both scripts.
    """
    side = _side_name(statement)
    context, text = map(simplify, _parts(statement))
    if side:
        text = first_person().sub(lambda match: f"{match.group()} ({side})", text, count=1)
    body = f"{context} » {text}" if context else text
    return f"{statement.voice} {side or _UNKNOWN}: {body}"


def _side_name(statement: Statement) -> str | None:
    side = statement_side(statement)
    names = load(SIDES)["names"]
    in_language = names.get(statement_language(statement), names[_FALLBACK_LANGUAGE])
    return in_language.get(side, side) if side else None


def _parts(statement: Statement) -> tuple[str, str]:
    context = statement.title if statement.voice == "article" else statement.context
    return (context or "").strip()[-_LONGEST_CONTEXT:], statement.text.strip()[:_LONGEST_TEXT]


@cache
def first_person() -> re.Pattern[str]:
    """Return the pattern of the words by which a speaker of either language means the own side."""
    words = load(SIDES)["first_person"]
    english, chinese = ("|".join(map(re.escape, words[code])) for code in ("en", "zh"))
    # "US" in capitals is the country.
    return re.compile(rf"\b(?!US\b)(?i:{english})\b|{chinese}")
