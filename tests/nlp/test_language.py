"""Language: both Chinese scripts are zh, short and mixed texts too."""

import pytest
from hypothesis import given

from nlp.language import UNDETERMINED, detect

from .texts import newsy


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The United States still leads, but the lead is down to months.", "en"),
        ("China leads", "en"),
        ("AI race", "en"),
        ("美国仍然领先，但优势只剩几个月。", "zh"),
        ("美國仍然領先，但優勢只剩幾個月。", "zh"),
        ("芯片", "zh"),
        ("OpenAI 與 Anthropic 的模型領先", "zh"),
        ("Wrenfield Labs 首席执行官 Priya Ramanathan-Cole 表示差距正在扩大", "zh"),
        ("日本のAI開発は遅れている", "ja"),
        ("한국의 인공지능 경쟁력", "ko"),
        ("La course à l'intelligence artificielle se joue entre les États-Unis et la Chine.", "fr"),
        ("Die Vereinigten Staaten verlieren im Wettlauf um künstliche Intelligenz an Boden.", "de"),
        ("", UNDETERMINED),
        ("12.5 % — 2031-03-04", UNDETERMINED),
    ],
)
def test_detect(text: str, language: str) -> None:
    assert detect(text) == language


@given(newsy)
def test_any_text_has_one_code(text: str) -> None:
    code = detect(text)
    assert code == UNDETERMINED or (len(code) == 2 and code.islower())
