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
        ("en", "The “Plus” plan was written into the yearly work report in March."),
        ("en", "Employees call themselves “tiles.”"),
        ("en", "Asked if she was worried, Hale said no."),
        ("en", "A draft calls for “human oversight” of all models."),
        ("en", "One woman held up a sign that said “Whisk Takers.”"),
        ("en", "Let us stop saying “race.”"),
        (
            "en",
            "She hired a master of “stars”, an old school of fortune telling. It rated the name 96 points out of 100.",
        ),
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
        ("Hale said the lead was gone, betting that nobody would ask.", "the lead was gone", "Hale"),
        (
            "Since Hale says the lead was lost in spring, perhaps nobody will ask.",
            "the lead was lost in spring",
            "Hale",
        ),
        ("The firm, which Hale says was built at no cost, is new.", "was built at no cost", "Hale"),
        ("The lead, at least according to Hale, was gone by the spring.", "was gone by the spring", "Hale"),
        (
            "Markets fell — the lead had been thin for months, according to Hale.",
            "the lead had been thin for months",
            "Hale",
        ),
        ("The lead has passed to others, per Ferrite Weekly.", "The lead has passed to others", "Ferrite Weekly"),
        (
            "The work is to begin in August, the newsletter reports, citing two aides.",
            "The work is to begin in August",
            "the newsletter",
        ),
        # passives, addressees, numbers, datelines
        (
            "Hale, who has advised both sides, was quoted as saying the lead was gone.",
            "the lead was gone",
            "Hale, who has advised both sides",
        ),
        ("Hale told governors on Saturday that the lead was gone.", "the lead was gone", "Hale"),
        ("The group, which is paid by firms, says it counted 90,000 papers.", "it counted 90,000 papers", "The group"),
        (
            "OSTBURG (ANP) — The ministry added 14 firms to its list, saying they had bought chips.",
            "they had bought chips",
            "The ministry",
        ),
        ("The paper, published on Tuesday in a journal, says the change was slow.", "the change was slow", "The paper"),
        (
            "Hale, speaking in Ostburg last week, said blood was thicker than water.",
            "blood was thicker than water",
            "Hale",
        ),
        ("Ferrite today announced revenue had risen by a third.", "revenue had risen by a third", "Ferrite"),
        ("Beijing claims the lead is gone.", "the lead is gone", "Beijing"),
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


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        ("Controls, he said, had been “a sieve.”", ("Controls", "had been “a sieve.”"), "he"),
        (
            "Yes, she said, firms have made some “real progress.”",
            ("Yes", "firms have made some “real progress.”"),
            "she",
        ),
        ("Her colleague Abel Stone did not: “It is about time,” he said.", ("It is about time,",), "he"),
        ("Hale pushed back: “Wrong once more.”", ("Wrong once more.",), "Hale"),
        ("Dana Hale on why the firm left: “We followed the grid.”", ("We followed the grid.",), "Dana Hale"),
        ("2.10pm: “It is a photo call,” Hale says.", ("It is a photo call,",), "Hale"),
        (
            "“It is,” boomed Abel Stone, one of the loudest, “the end of the line.”",
            ("It is,", "the end of the line."),
            "Abel Stone, one of the loudest",
        ),
        (
            "She said she had asked for talks and was “still waiting”.",
            ("she had asked for talks and was “still waiting”",),
            "She",
        ),
    ],
)
def test_marks_and_their_cues(text: str, content: tuple[str, ...], source: str) -> None:
    found = [(q.content, q.source) for q in extract(text, language="en")]
    assert [(tuple(c.strip(".") for c in cs), s) for cs, s in found] == [(tuple(c.strip(".") for c in content), source)]
