"""Texts that no newspaper prints: what property tests feed to whatever reads text."""

from hypothesis import strategies as st

_PIECES = [
    "“", "”", "‘", "’", '"', "'", "''", "``", "「", "」", "『", "』", "«", "»",
    "《", "》", "(", ")", "（", "）",
    ". ", ", ", "，", "。", "：", ": ", "；", "！", "?", "…", "——", "—", "\n", "\r\n", "\n\n", " ", "\u3000",
    "said", "says", " told reporters ", "according to ", " that ", "adding", "called", "He ", "she ", "Wei Chen",
    "Mr. Lee", "the company", "a professor at Example University", "U.S.", "3.5", "A.I.",
    "表示", "说", "据", "报道", "在", "看来", "张伟", "陳偉", "他", "并", "称", "星槎智能",
    "美国", "的", "创始人", "告诉记者",
    "the gap is closing", "差距正在缩小", "領先三個月",
]  # fmt: skip

#: Marks, cues, names and line breaks in any order, with arbitrary characters between them.
newsy = st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=4)), max_size=40).map("".join)
