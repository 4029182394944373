"""Search tokens: Latin words in lower case, Chinese by words and pairs; either script finds both."""

from hypothesis import given

from nlp.tokens import search_tokens

from .texts import newsy


def test_latin_words_are_lower_case_and_distinct() -> None:
    title, text = search_tokens("The Models are Running", "GPT-4o leads; the nation's lead.")
    assert title == ["the", "models", "are", "running"]
    assert text == ["gpt", "4o", "leads", "the", "nation", "s", "lead"]


def test_two_character_chinese_words_are_found_in_either_script() -> None:
    for title in ("美國的晶片領先", "美国的芯片领先"):
        tokens, _ = search_tokens(title, "")
        assert {"美国", "领先"} <= set(tokens)
    traditional, _ = search_tokens("美國的晶片領先", "")
    assert {"美國", "領先", "晶片"} <= set(traditional)


def test_all_pairs_of_a_run_are_there_although_the_segmenter_joins_them() -> None:
    _, text = search_tokens("", "人工智能竞赛")
    assert {"人工", "工智", "智能", "能竞", "竞赛", "人工智能"} <= set(text)


def test_a_pair_does_not_reach_over_punctuation() -> None:
    _, text = search_tokens("", "领先，美国")
    assert "先美" not in text


def test_mixed_text_gives_both() -> None:
    _, text = search_tokens("", "OpenAI发布GPT-5模型")
    assert {"openai", "gpt", "5", "发布", "模型"} <= set(text)


@given(newsy)
def test_tokens_are_distinct_short_and_lower_case(text: str) -> None:
    for tokens in search_tokens(text, text):
        assert len(tokens) == len(set(tokens))
        assert all(token and len(token) <= 80 and "\0" not in token for token in tokens)
        assert all(token == token.lower() for token in tokens if token.isascii())
