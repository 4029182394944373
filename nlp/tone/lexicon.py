"""A simple baseline: tone words with negation, weighed by their distance from the target."""

import math
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from domain.stance import Statement, Tone, ToneLabel
from nlp.han import HAN, simplify
from nlp.language import detect
from nlp.resources import load, revision

RULES = Path(__file__).with_name("lexicon.yaml")
MODEL = "lexicon"

_UNIT = re.compile(f"[{HAN}]|[^\\W_{HAN}][\\w’'.&-]*")
_FAR = 0.5


@dataclass(frozen=True, slots=True)
class _Lexicon:
    targets: dict[str, re.Pattern[str]]
    positive: re.Pattern[str]
    negative: re.Pattern[str]
    negation: re.Pattern[str]
    reach: int
    near: int
    threshold: float


def tone_revision() -> str:
    """Return what changes when the same statement may get another tone."""
    return revision(RULES)


def targets_in(text: str, *, language: str | None = None) -> list[str]:
    """Return the targets that ``text`` names (``CN``, ``US``), in the order of the lexicon."""
    lexicon = _lexicon(language or detect(text))
    folded = simplify(text)
    return [target for target, names in lexicon.targets.items() if names.search(folded)]


def tone(statement: Statement, target: str) -> Tone:
    """Return how ``statement`` speaks of ``target``; neutral when it does not name it.

    ``score`` is how sure the label is, from .5 to 1.
    """
    language = statement.language or detect(statement.text)
    balance = _balance(simplify(statement.text), _lexicon(language), target)
    strength = abs(balance) - _lexicon(language).threshold
    label: ToneLabel = "neutral" if strength < 0 else "positive" if balance > 0 else "negative"
    score = 1 / (1 + math.exp(-abs(strength)))
    return Tone(target=target, label=label, score=round(score, 4), model=MODEL, revision=tone_revision())


def _balance(text: str, lexicon: _Lexicon, target: str) -> float:
    """Return the sum of tone words: each counts 1, or less far from the target, and turns its sign after a negation."""
    starts = [match.start() for match in _UNIT.finditer(text)]

    def unit(offset: int) -> int:
        return max(bisect_right(starts, offset) - 1, 0)

    if not starts or (names := lexicon.targets.get(target)) is None:
        return 0.0
    named = [unit(match.start()) for match in names.finditer(text)]
    if not named:
        return 0.0
    negations = [unit(match.start()) for match in lexicon.negation.finditer(text)]
    balance = 0.0
    for words, sign in ((lexicon.positive, 1), (lexicon.negative, -1)):
        for match in words.finditer(text):
            at = unit(match.start())
            weight = 1.0 if min(abs(at - place) for place in named) <= lexicon.near else _FAR
            negated = any(0 < at - place <= lexicon.reach for place in negations)
            balance += -sign * weight if negated else sign * weight
    return balance


@cache
def _lexicon(language: str) -> _Lexicon:
    data = load(RULES)
    code = "zh" if language == "zh" else "en"
    negation = data["negation"][code]
    return _Lexicon(
        # Names stand in both languages' spelling in either language's text.
        targets={target: _pattern([*words["en"], *words["zh"]]) for target, words in data["targets"].items()},
        positive=_pattern(data["positive"][code]),
        negative=_pattern(data["negative"][code]),
        negation=_pattern(negation["words"]),
        reach=int(negation["reach"]),
        near=int(data["near"][code]),
        threshold=float(data["threshold"]),
    )


def _pattern(words: list[str]) -> re.Pattern[str]:
    alternatives = []
    for word in sorted(words, key=len, reverse=True):
        body = re.escape(word.rstrip("*")).replace(r"\ ", r"\s+")
        if not word.isascii() and re.search(f"[{HAN}]", word):
            alternatives.append(body)
        elif word.startswith(("n'", "n’")):
            alternatives.append(body + "(?![A-Za-z])")
        else:
            ending = "[a-z-]*" if word.endswith("*") else "(?:[’']s)?"
            # "US" is a country, "us" is not.
            exact = body if word.isupper() else f"(?i:{body})"
            alternatives.append(f"(?<![A-Za-z]){exact}{ending}(?![A-Za-z])")
    return re.compile("|".join(alternatives))
