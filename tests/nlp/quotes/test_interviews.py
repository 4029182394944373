"""Turns of interviews in both languages. Sentences, people and outlets are invented."""

from nlp.quotes import extract


def test_questions_and_answers_are_whole_turns() -> None:
    found = extract(
        "问：您怎么看？\n答：差距还在。他说过“两年”，我不信。\n问：那以后呢？\n答：慢慢来吧。", language="zh"
    )
    assert [(item.type, item.content[0]) for item in found] == [
        ("indirect", "您怎么看？"),
        ("mixed", "差距还在。他说过“两年”，我不信。"),
        ("indirect", "那以后呢？"),
        ("indirect", "慢慢来吧。"),
    ]


def test_the_question_is_not_laid_to_who_answered_before() -> None:
    found = extract("Q: Who leads?\nA: Nobody leads.\nQ: Why is that so?\nA: Everybody copies.", language="en")
    assert [item.content[0] for item in found] == [
        "Who leads?",
        "Nobody leads.",
        "Why is that so?",
        "Everybody copies.",
    ]
    assert all(item.speaker is None for item in found)


def test_named_turns_have_their_speaker() -> None:
    text = "《砚台周刊》：差距有多大？\n温雁来：大约半年。\n《砚台周刊》：会缩小吗？\n温雁来：会的，一定会。"
    assert [item.speaker for item in extract(text, language="zh")] == ["砚台周刊", "温雁来", "砚台周刊", "温雁来"]


def test_a_single_label_is_no_interview() -> None:
    assert extract("Note: The figures are from May.\nThe next day it rained.", language="en") == []
    assert extract("提示：数据截至五月。\n第二天下雨了。", language="zh") == []


def test_notes_on_two_teams_are_no_interview() -> None:
    text = "Otters: Host the Herons on Friday.\nHerons: Visit the Otters.\nOtters: Lost a wing.\nHerons: Rested two."
    assert extract(text, language="en") == []


def test_turns_whose_paragraphs_were_lost() -> None:
    text = (
        "砚台实验室研究员温雁来接受了采访。问：差距有多大？答：大约半年。我说过“两年”，那是旧话。问：会缩小吗？"
        "答：会的。温雁来今年五十岁。同事苏见山说，他很少接受采访。"
    )
    found = extract(text, language="zh")
    assert [(item.content[0], item.speaker) for item in found] == [
        ("差距有多大？", None),
        ("大约半年。我说过“两年”，那是旧话。", "温雁来"),
        ("会缩小吗？", None),
        ("会的。", "温雁来"),
        ("他很少接受采访", "苏见山"),
    ]


def test_named_turns_whose_paragraphs_were_lost() -> None:
    text = (
        "温雁来在砚台科技做标注。记者：最难的是什么？温雁来：判断最难。记者：担心被取代吗？温雁来：担心过。"
        "公司总经理苏见山表示，订单还会增加。记者：明年呢？苏见山：明年更多。"
    )
    found = extract(text, language="zh")
    assert [(item.content[0], item.speaker) for item in found][2:] == [
        ("担心被取代吗？", "记者"),
        ("担心过。", "温雁来"),
        ("订单还会增加", "苏见山"),
        ("明年呢？", "记者"),
        ("明年更多。", "苏见山"),
    ]
