"""Many journalistic styles, in both languages and scripts: what is said and who says it. All of it is invented."""

import pytest

from nlp.quotes import extract


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # an act splits the speech, a commentator ends it, a colon leads to it
        (
            "“这不是终点。”项目负责人兰既白放下粉笔，转身对学生们说，“明年我们还要再算一遍。”",
            [(("这不是终点。", "明年我们还要再算一遍。"), "兰既白")],
        ),
        ("前锋万俟岳伤愈复出，他在社交媒体上写下：“回来了，别眨眼。”", [(("回来了，别眨眼。",), "万俟岳")]),
        ("“要么合作，要么一起输。”——研究所所长 米向荣", [(("要么合作，要么一起输。",), "米向荣")]),
        # another speaks after the colon
        (
            "作家聂双溪到场。有读者问她会不会用它写作，聂双溪摇摇头：“不会，它没有童年。”",
            [(("会不会用它写作",), "读者"), (("不会，它没有童年。",), "聂双溪")],
        ),
        # cited media give way to whom they quote; documents stand for themselves
        ("据彭湖社援引知情人士报道，该公司正考虑出售旗下业务。", [(("该公司正考虑出售旗下业务",), "知情人士")]),
        ("《夏潮日报》早前报道称，两家公司已展开谈判。", [(("两家公司已展开谈判",), "夏潮日报")]),
        # Traditional script, circumstances before the cue
        ("教育局回應查詢時強調，不會強制推行。", [(("不會強制推行",), "教育局")]),
        ("數位部長宣明哲昨（9）日表示，主權AI不是口號。", [(("主權AI不是口號",), "宣明哲")]),
        ("晶圓廠業者籲「綠電別只畫大餅」", [(("綠電別只畫大餅",), "晶圓廠業者")]),
        # headlines
        ("新网络启用　专家：调度比堆卡更难\n记者到场采访。", [(("调度比堆卡更难",), "专家")]),
        # no speech
        ("他说这话时，眼圈红了。", []),
        ("原告代理人倪若拙表示满意。", []),
        ("用这样的数字宣布胜利，既骗不了对手，也帮不了自己。", []),
        ("这种合约被称为“卖声契”。", []),
    ],
)
def test_chinese(text: str, expected: list[tuple[tuple[str, ...], str | None]]) -> None:
    assert [(q.content, q.speaker) for q in extract(text, language="zh")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Hale, a former official who now advises start-ups, said the lead was “evaporating.”",
            [(("the lead was “evaporating.”",), "Hale")],
        ),
        (
            "According to Priya Cole, an analyst at Larkspur Research, the chips are “two generations behind.”",
            [(("the chips are “two generations behind.”",), "Priya Cole")],
        ),
        ("“The gap is closing,” according to Cole.", [(("The gap is closing,",), "Cole")]),
        (
            "“We will win,” Mayor Hollis Crane said at a rally in Ohio, promising “the greatest build-out in history.”",
            [(("We will win,",), "Hollis Crane"), (("the greatest build-out in history.",), "Hollis Crane")],
        ),
        (
            "Stocks fell as investors questioned whether spending was justified, analysts at Larkspur said in a note.",
            [(("Stocks fell as investors questioned whether spending was justified",), "analysts at Larkspur")],
        ),
        (
            "Chinese state media hailed the launch as a “breakthrough.”",
            [(("the launch as a “breakthrough.”",), "Chinese state media")],
        ),
        (
            "“It works,” Dana Hale said.\n\n“But it is late.”",
            [(("It works,", "But it is late."), "Dana Hale")],
        ),
        ("It is often dubbed the “Great Ladder” by nobody in particular.", []),
        ("It attacked the claims “without foundation” there.", [(("the claims “without foundation”",), None)]),
    ],
)
def test_english(text: str, expected: list[tuple[tuple[str, ...], str | None]]) -> None:
    assert [(q.content, q.speaker) for q in extract(text, language="en")] == expected


def test_questions_and_answers_of_a_spokesman() -> None:
    text = "外交部门发言人答记者问\n问：中方有何评论？\n答：我们注意到有关情况。\n问：会否反制？\n答：事实胜于雄辩。"
    found = extract(text, language="zh")
    assert [q.speaker for q in found] == [None, "外交部门发言人", None, "外交部门发言人"]


def test_a_pronoun_takes_up_who_acts_not_who_was_quoted_last() -> None:
    text = "“收成不错。”农奕说。也有人心存疑虑，老茶农卢阿公就没装。“电费谁送？”他问。"
    assert [q.speaker for q in extract(text, language="zh")] == ["农奕", "卢阿公"]
