"""What looks like speech and is none, and where a reported clause ends. Sentences and people are invented."""

import pytest

from nlp.quotes import extract


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # the writer's own voice
        ("en", "I think that the race has only begun."),
        ("zh", "我认为，这场竞赛才刚刚开始。"),
        # a name for something
        ("en", "They use a process called “learning from feedback” here."),
        ("en", "It was described as a “godfather of chips” by nobody."),
        ("zh", "这项服务被企业称作“打车软件”的翻版。"),
        # a title
        ("en", "The paper arrived with a plain title: “Learning to Reason by Trial and Error.”"),
        # nouns and verbs that are no cues
        ("en", "Users should treat the app with extreme caution until it was made safe."),
        ("en", "This suggests that the gap is narrowing."),
        ("en", "The desire to win explains the “Stardust” project."),
        ("zh", "外交部新闻发言人走进会场，大家都站了起来。"),
        ("zh", "该公司的说法受到质疑的声音越来越多。"),
    ],
)
def test_no_quotation(language: str, text: str) -> None:
    assert extract(text, language=language) == []


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        ("Hale said the lead was gone – referring to the spring.", "the lead was gone", "Hale"),
        ("Hale said the lead was gone, pointing to new figures.", "the lead was gone", "Hale"),
        ("Hale said the lead was gone, although the firm is larger.", "the lead was gone", "Hale"),
        ("Hale said the lead was gone, which the firm disputes.", "the lead was gone", "Hale"),
        ("Hale said the lead was gone, but that claim is disputed.", "the lead was gone", "Hale"),
        # an infinitive, a noun form after a subject, a clause without "that"
        ("Ferrite claims to have built it for less.", "to have built it for less", "Ferrite"),
        ("It claims the model was cheap.", "the model was cheap", "It"),
        ("Ferrite announced it had built a model.", "it had built a model", "Ferrite"),
        # sources in participles and relative clauses
        ("It is a model, built by a team who said the cost was low.", "the cost was low", "a team"),
        ("The firm lost ground, with Ms. Hale saying that the lead was gone.", "the lead was gone", "Ms. Hale"),
        (
            "The lead is gone, said people familiar with the talks.",
            "The lead is gone",
            "people familiar with the talks",
        ),
    ],
)
def test_clauses(text: str, content: str, source: str) -> None:
    assert [(q.content, q.source) for q in extract(text, language="en")] == [((content,), source)]


def test_words_attached_to_the_marks_belong_to_the_label() -> None:
    (found,) = extract("Hale called the launch a “wake-up call” for the valley.", language="en")
    assert found.content == ("the launch a “wake-up call” for the valley",)


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        ("“我们提前买了明年的粮食。”厉知行说。", "我们提前买了明年的粮食。", "厉知行"),
        ("审判长询问被告能否提供训练数据清单。", "被告能否提供训练数据清单", "审判长"),
        ("澜川科技发布公告称，已下线相关功能。", "已下线相关功能", "澜川科技"),
        ("【鲸湖日报讯】澜川科技表示，已下线相关功能。", "已下线相关功能", "澜川科技"),
    ],
)
def test_chinese(text: str, content: str, source: str) -> None:
    assert [(q.content, q.source) for q in extract(text, language="zh")] == [((content,), source)]
