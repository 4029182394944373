"""Relevance: what bears on AI and the two countries passes, in both languages and scripts; the rest does not."""

import pytest

from nlp.relevance import article_is_relevant, sentence_is_relevant


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("China's AI labs catch up", "The gap is down to months."),
        ("Chip rule widened", "The Commerce Department will ask for licenses to sell accelerators in Shenzhen."),
        ("星槎-4开源", "该模型的训练费用不到同级美国模型的八分之一，人工智能竞赛升温。"),
        ("晶片管制", "美國商務部擴大對華晶片出口管制。"),
    ],
)
def test_articles_on_the_question_pass(title: str, text: str) -> None:
    assert article_is_relevant(title, text)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Maple sap runs early", "The sugar houses of the valley opened two weeks before their time. It told us much."),
        ("Chatbot helps a French bakery", "The generative tool writes its menus."),
        ("澜江马拉松开跑", "两万名跑者清晨从江边出发。"),
        ("濃霧鎖港", "天文台表示周日有冷鋒抵達。"),
    ],
)
def test_other_articles_do_not(title: str, text: str) -> None:
    assert not article_is_relevant(title, text)


@pytest.mark.parametrize(
    ("sentence", "context"),
    [
        ("America still leads China, if barely.", None),
        ("The best Chinese model trails by four months.", None),
        ("The gap has narrowed to three months.", "China's labs published two models."),
        ("We are losing the AI race.", None),
        ("中国最好的模型落后四个月。", None),
        ("差距已缩小到三个月。", "中国的实验室公布了两个模型。"),
        ("美國的晶片仍領先一代。", None),
    ],
)
def test_sentences_that_speak_of_the_standing_pass(sentence: str, context: str | None) -> None:
    assert sentence_is_relevant(sentence, context=context)


@pytest.mark.parametrize("sentence", ["It rained all day.", "He ordered tea.", "会议研究了其他事项。", "Tell us."])
def test_other_sentences_do_not(sentence: str) -> None:
    assert not sentence_is_relevant(sentence)
