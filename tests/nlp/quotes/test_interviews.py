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
