"""Real news in both languages: every span is verbatim. Needs the shared data; skips, saying so, without it."""

import os
from pathlib import Path

import pytest

from nlp.quotes import extract

SHARED = Path(os.environ.get("RACEWATCH_SHARED_DATA") or Path(__file__).parents[4] / "shared" / "data")
FOLDERS = {
    "en": "news_text/deepseek_en_2025/**/*.txt",
    "zh": "news_text/xin_wen_lian_bo/news/2025*.md",
}


@pytest.mark.parametrize("language", FOLDERS)
def test_spans_are_verbatim(language: str) -> None:
    paths = sorted(SHARED.glob(FOLDERS[language]))[:12]
    if not paths:
        pytest.skip(f"no news text under {SHARED}; set RACEWATCH_SHARED_DATA")
    total = 0
    for path in paths:
        with path.open(encoding="utf-8", newline="") as stream:
            text = stream.read()
        for quotation in extract(text):
            total += 1
            assert quotation.content == tuple(text[start:end] for start, end in quotation.spans)
            assert quotation.source_span is None or quotation.source == quotation.source_span.of(text)
            assert quotation.cue_span is None or quotation.cue == quotation.cue_span.of(text)
    assert total > len(paths)
