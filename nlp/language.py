"""Which language a text is in: Han, kana and hangul are counted, Latin letters are left to py3langid."""

import re
from functools import cache
from typing import Any

from nlp.han import HAN

_HAN = re.compile(f"[{HAN}]")
_KANA = re.compile("[\u3041-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7af\u1100-\u11ff]")
_OTHER_LETTER = re.compile(f"[^\\W\\d_{HAN}\u3041-\u30ff\uac00-\ud7af\u1100-\u11ff]")

#: Enough for a verdict: more text costs time and changes nothing.
_SAMPLE = 4000
#: A Chinese character says about as much as this many Latin letters.
_LETTERS_PER_HAN = 3
#: Below this many letters the classifier guesses; English is then the better guess for what this project reads.
_SHORT = 40
_SURE = 0.95

UNDETERMINED = "und"


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in identifier.labels if len(code) == 2])
    return identifier


def detect(text: str) -> str:
    """Return the ISO 639-1 code of the language of ``text``, ``und`` when it holds no letter.

    Chinese is ``zh`` in both scripts, also when names in Latin letters stand in it.
    """
    sample = text[:_SAMPLE]
    han, kana, hangul = (len(pattern.findall(sample)) for pattern in (_HAN, _KANA, _HANGUL))
    other = len(_OTHER_LETTER.findall(sample))
    if not (han or kana or hangul or other):
        return UNDETERMINED
    east_asian = han + kana + hangul
    if east_asian * _LETTERS_PER_HAN >= other:
        if hangul > han + kana:
            return "ko"
        # Japanese cannot be written without kana; a Chinese text may name a Japanese title now and then.
        return "ja" if kana > 0.1 * (han + kana) else "zh"
    code, probability = _identifier().classify(sample)
    if other < _SHORT and sample.isascii() and probability < _SURE:
        return "en"
    return str(code)
