"""Language: ISO 639-1 code of a text, by script or by its small words where these are enough, else by py3langid."""

import re
from functools import cache

from crawlers.extract.data import lines

_HAN = re.compile(r"[\u3400-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 2_000
#: Shorter texts do not tell their language; the page's own word counts then.
_SHORT = 60
#: The least share of function words, and number of them, that makes a text English: news has about a quarter of them,
#: and a twentieth of it less than this; text of other languages has a hundredth at most.
_SHARE, _ENOUGH = 0.15, 8


def language_of(text: str, *, declared: str | None = None) -> str | None:
    """Return the language of ``text``, None if unknown; what the page has ``declared`` counts for short texts only."""
    sample = text[:_SAMPLE]
    letters = sum(map(len, _WORD.findall(sample)))
    hint = re.match(r"[a-z]{2}\b", (declared or "").strip().lower())
    if not letters:
        return hint.group() if hint else None
    if not sample.isascii() and (script := _script_of(sample, letters)):
        return script
    if letters < _SHORT and hint:
        return hint.group()
    if _is_plainly_english(sample):
        return "en"
    # Imported here: with its model it takes a second, a third of a small crawl, and few pages come this far.
    from py3langid.langid import classify

    code = str(classify(sample)[0])
    return code if len(code) == 2 else None  # it has codes beyond ISO 639-1, one of them for what is no language


def _script_of(sample: str, letters: int) -> str | None:
    """Return the language that the script of a sample with so many ``letters`` stands for."""
    if len(_KANA.findall(sample)) > 0.08 * letters:
        return "ja"
    if len(_HANGUL.findall(sample)) > 0.2 * letters:
        return "ko"
    # A Han character says as much as a word, so a fifth of the letters is most of the text.
    return "zh" if len(_HAN.findall(sample)) > 0.2 * letters else None


def _is_plainly_english(sample: str) -> bool:
    words = _WORD.findall(sample.lower())
    small = sum(map(_function_words().__contains__, words))
    return small >= _ENOUGH and small >= _SHARE * len(words)


@cache
def _function_words() -> frozenset[str]:
    return frozenset(lines("function_words_en"))
