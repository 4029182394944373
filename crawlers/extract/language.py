"""Language: ISO 639-1 code of a text, by script where that is enough, else by py3langid."""

import re

_HAN = re.compile(r"[\u3400-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_LETTERS = re.compile(r"[^\W\d_]")
_SAMPLE = 2_000
#: Shorter texts do not tell their language; the page's own word counts then.
_SHORT = 60


def language_of(text: str, *, declared: str | None = None) -> str | None:
    """Return the language of ``text``; ``declared`` (the html element's ``lang``) counts for short texts only."""
    sample = text[:_SAMPLE]
    letters = len(_LETTERS.findall(sample))
    hint = re.match(r"[a-z]{2}\b", (declared or "").strip().lower())
    if not letters:
        return hint.group() if hint else None
    if len(_KANA.findall(sample)) > 0.08 * letters:
        return "ja"
    if len(_HANGUL.findall(sample)) > 0.2 * letters:
        return "ko"
    # A Han character says as much as a word, so a fifth of the letters is most of the text.
    if len(_HAN.findall(sample)) > 0.2 * letters:
        return "zh"
    if letters < _SHORT and hint:
        return hint.group()
    from py3langid.langid import classify

    return str(classify(sample)[0])
