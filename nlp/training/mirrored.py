"""Mirrored statements: the two sides exchanged, so that a word is never taken for the side that it mostly stands by.

Counterfactual augmentation after Kaushik, Hovy and Lipton, "Learning the Difference that Makes a Difference with
Counterfactually-Augmented Data" (ICLR 2020), here by rule: names of the two countries change places, "we" changes
hands, and ``favor`` and ``against`` change with them. Only statements whose verdict has a mirror are taken.
"""

import dataclasses
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from domain.stance import StanceLabel, Statement
from nlp.resources import load
from nlp.stance.model_input import first_person, statement_language
from nlp.training.data import Example

_RESOURCE = Path(__file__).with_name("mirrored.yaml")
_LABELS: dict[StanceLabel, StanceLabel] = {"favor": "against", "against": "favor", "neutral": "neutral"}
_SIDES = {"US": "CN", "CN": "US"}
_WORD = re.compile(r"[A-Za-z][\w&'’-]*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:…“\"‘']\s*|—\s*)$")
_A_AMERICAN = re.compile(r"\b([Aa])(?= America)")
_AN_CHINESE = re.compile(r"\b([Aa])n(?= Chin)")
_HAN_LATIN = re.compile(r"[A-Za-z]+")


def mirrored_examples(examples: Iterable[Example]) -> list[Example]:
    """Return the mirror of every example on the proposition that has one, in order; its id ends in ``-mirrored``."""
    known = list(examples)
    plain_words = _plain_words(known)
    mirrors = (_mirrored(example, plain_words) for example in known)
    return [mirror for mirror in mirrors if mirror is not None]


def _plain_words(examples: Iterable[Example]) -> frozenset[str]:
    """Return the words that the examples write with a small letter somewhere: such a word names nobody."""
    texts = (example.statement.text for example in examples)
    return frozenset(word for text in texts for word in _WORD.findall(text) if word[0].islower())


def _mirrored(example: Example, plain_words: frozenset[str]) -> Example | None:
    statement, label = example.statement, _LABELS.get(example.label)
    if label is None or example.proposition or not _both_ways(example.rules):
        return None
    parts = [statement.text, statement.context or "", statement.title or ""]
    language = statement_language(statement)
    if not all(_has_mirror(part, language, plain_words) for part in parts):
        return None
    text, context, title = (_exchanged(part, language) for part in parts)
    we = first_person().search(statement.text) is not None
    changed = dataclasses.replace(statement, text=text, context=context or None, title=title or None)
    mirror = _other_hands(changed) if we else changed
    return (
        None
        if mirror == statement
        else dataclasses.replace(example, id=f"{example.id}-mirrored", label=label, statement=mirror)
    )


def _both_ways(rules: Iterable[int]) -> bool:
    return not set(map(str, rules)) & set(load(_RESOURCE)["one_way_rules"])


def _other_hands(statement: Statement) -> Statement:
    return dataclasses.replace(
        statement,
        side=_SIDES.get(statement.side or "", statement.side),
        outlet_country=_SIDES.get(statement.outlet_country or "", statement.outlet_country),
    )


def _has_mirror(text: str, language: str, plain_words: frozenset[str]) -> bool:
    if language not in load(_RESOURCE)["unmirrored"] or _unmirrored(language).search(text):
        return False
    no_side = set(load(_RESOURCE)["no_side"])
    if language == "zh":
        return set(_HAN_LATIN.findall(text)) <= no_side
    rest = _names("en").sub(" ", _read_united_states(text))
    return all(
        word in no_side or (_SENTENCE_START.search(rest[: match.start()]) and word.lower() in plain_words)
        for match in _WORD.finditer(rest)
        if (word := match.group().removesuffix("'s").removesuffix("’s"))[0].isupper()
    )


def _exchanged(text: str, language: str) -> str:
    pairs: list[list[str]] = load(_RESOURCE)["names"][language]
    other = {name: partner for pair in pairs for name, partner in (pair, pair[::-1])}
    if language == "en":
        text = _read_united_states(text)
    text = _names(language).sub(lambda match: other[match.group()], text)
    return _AN_CHINESE.sub(r"\1", _A_AMERICAN.sub(r"\1n", text))


def _read_united_states(text: str) -> str:
    """Return an English ``text`` in which the United States are ``America`` or ``American``."""
    after = set(load(_RESOURCE)["after_a_country"])

    def plainer(match: re.Match[str]) -> str:
        article, following = match["article"] or "", match["following"] or ""
        if (article and not following) or following.strip() in after:
            return f"America{following}"
        return f"{article}American{following}"

    return _united_states().sub(plainer, text)


@cache
def _names(language: str) -> re.Pattern[str]:
    names = [name for pair in load(_RESOURCE)["names"][language] for name in pair]
    edge = r"\b" if language == "en" else ""
    return re.compile(edge + f"(?:{'|'.join(map(re.escape, names))})" + edge)


@cache
def _united_states() -> re.Pattern[str]:
    names = r"\b(?:United States(?: of America)?|U\.S\.|US)(?!\w)"
    return re.compile(rf"(?P<article>\b[Tt]he )?{names}(?P<following>'s|’s|\s+[a-z][\w-]*)?")


@cache
def _unmirrored(language: str) -> re.Pattern[str]:
    words = load(_RESOURCE)["unmirrored"][language]
    if language != "en":
        return re.compile("|".join(map(re.escape, words)))
    stems = (re.escape(word.removesuffix("-")) + (r"\w*" if word.endswith("-") else "") for word in words)
    return re.compile(rf"(?i)\b(?:{'|'.join(stems)})\b")
