"""The cheap filter before the models: does a text bear on AI and the United States or China, or on their contest?"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nlp.han import simplify
from nlp.resources import load, revision

RULES = Path(__file__).with_name("relevance.yaml")
#: Of a long text this much is read: what an article is about shows early.
_READ = 20_000


@dataclass(frozen=True, slots=True)
class _Topics:
    ai: re.Pattern[str]
    ai_core: re.Pattern[str]
    us: re.Pattern[str]
    cn: re.Pattern[str]
    contest: re.Pattern[str]


def relevance_revision() -> str:
    """Return what changes when the filter may decide otherwise."""
    return revision(RULES)


@cache
def _topics() -> _Topics:
    return _Topics(**{topic: _pattern(words["en"], words["zh"]) for topic, words in load(RULES).items()})


def _pattern(english: list[str], chinese: list[str]) -> re.Pattern[str]:
    spaced = "|".join(re.escape(word).replace(r"\ ", r"[\s-]+") for word in sorted(english, key=len, reverse=True))
    # Latin words of the Chinese list stand between Han characters, where \b sees no boundary.
    joined = "|".join(map(re.escape, chinese))
    # Short upper-case words ("US", "AI", "Xi") are others in lower case.
    return re.compile(rf"(?<![A-Za-z0-9])(?:{_case(spaced)})(?:[’']s|s)?(?![A-Za-z0-9])|{joined}")


def _case(alternatives: str) -> str:
    exact: list[str] = []
    loose: list[str] = []
    for word in alternatives.split("|"):
        (exact if (len(word) <= 3 and word.isupper()) or word in ("Xi", "U\\.S\\.") else loose).append(word)
    return "|".join(filter(None, ["|".join(exact), f"(?i:{'|'.join(loose)})" if loose else ""]))


def article_is_relevant(title: str, text: str) -> bool:
    """Whether an article bears on AI and on the United States, China or the contest between them."""
    return _about(simplify(f"{title}\n{text}"[:_READ]))


def _about(read: str) -> bool:
    topics = _topics()
    if not topics.ai_core.search(read):
        return False
    return any(topic.search(read) for topic in (topics.us, topics.cn))


def sentence_is_relevant(sentence: str, *, context: str | None = None) -> bool:
    """Whether a sentence of a relevant article may speak of the standing of the two sides.

    It has a word of the contest, or it names AI together with a country, or both countries. ``context``, the sentence
    before, may supply AI or a country: "it" and "they" stand for them.
    """
    topics = _topics()
    if topics.contest.search(simplify(sentence)):
        return True
    around = simplify(f"{context}\n{sentence}" if context else sentence)
    us, cn = topics.us.search(around), topics.cn.search(around)
    return bool((us and cn) or ((us or cn) and topics.ai.search(around)))
