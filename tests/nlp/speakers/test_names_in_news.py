"""Names as real articles give them: shortened, behind titles, spelt out once. People and bodies are invented."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nlp.quotes import extract
from tests.nlp.quotes.test_verbatim import assert_verbatim


def speakers(text: str) -> list[str | None]:
    return [quotation.speaker for quotation in extract(text, language="en", home="US")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Dana Hale took the stand on Monday. She spoke of Hale Tower and of the Hale Organization.\n"
            "“Probably,” Hale said, before giving reasons.",
            "Dana Hale",
        ),
        ("Emma Iris Hale, 27, runs a shop.\n“It changed my life,” Iris Hale said.", "Emma Iris Hale"),
        ("Craig Le Hale sees it at Ridge Labs. Customers are locked in, Le Hale said.", "Craig Le Hale"),
        ("“It sells,” added Baker, a member of the council. Lee Baker is a planner.", "Lee Baker"),
        (
            "Dana White, who runs Ridge Labs, is careful. “We listen,” Bob Hale of Fern Labs said.\n"
            "White didn’t commit to it. But he emphasized that customers decide.",
            "Dana White",
        ),
        ("State Health Commissioner Dr. Dana Hale said the law provided “the main parts”.", "Dana Hale"),
        ("Senate Minority Leader Dana Hale of Ohio said schools will be unable to raise pay.", "Dana Hale"),
        ("Ridge Sports Channel Insider Dana Hale said the club will pay.", "Dana Hale"),
        ("Marketing Manager at Fern Holidays Abby Hale shared tips.\nAbby said: “Buy early.”", "Abby Hale"),
        (
            "The Ridgeland Organisation for Applied Research (TNR) examined it. TNR said there was a clear line.",
            "Ridgeland Organisation for Applied Research",
        ),
        ("Output rose. The Denmark-based Ridge Institute said that it would fall.", "Ridge Institute"),
        ("Another guest, engineer Dana Hale, 60, from Fern Hill, North Ridge, said: “I worked there.”", "Dana Hale"),
        ("Dana Hale sells trips. According to Dana the best time to go is autumn.", "Dana Hale"),
        ("Dana Hale left on Monday. The NGO Fern Ridge said that six had left.", "Fern Ridge"),
        ("I use Google Search every day. Google said it would leave room for results.", "Google"),
    ],
)
def test_a_name_is_the_fullest_that_the_text_has(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Bob Ridge met US President Dana Hale. In a post, the US President said: “They were not there.”", "Dana Hale"),
        ("Sir Bob Hale, the Prime Minister, took it. The Prime Minister thought it was fine.", "Bob Hale"),
        (
            "Lawmakers on the House Committee on Trade sent a note, saying it was late. “It is,” the lawmakers wrote.",
            "Lawmakers on the House Committee on Trade",
        ),
        (
            "The country’s official newspaper, the Ridge Times, slammed it, warning that all will pay for “it”.\n"
            "“It is a challenge,” the Ridge Times said.\nThe paper said that the drill included a “maneuver”.",
            "Ridge Times",
        ),
        (
            "A map was drawn up by the Ridge Storm Center. The agency warns that “all hazards are possible.”",
            "Ridge Storm Center",
        ),
        (
            "The party’s letter to Dana Hale, the commissioner, said: “It was reported.”\n"
            "The letter also said that “there must be an inquiry”.",
            "The party’s letter to Dana Hale",
        ),
        (
            "Dana Hale is an expert at Fern Holidays. “Book early,” Hale said.\nThe Florida fan said: “Be flexible.”",
            "Dana Hale",
        ),
    ],
)
def test_offices_groups_and_papers_are_taken_up(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker


def test_an_adverb_is_nobody() -> None:
    assert speakers("Yet, experts are sceptical of Dana Hale, saying it won’t be cheap.") == [None]


def test_hundreds_of_people_of_one_family_name_stay_apart() -> None:
    names = [f"Dana{chr(97 + n % 26)}{chr(97 + n // 26)} Hale" for n in range(60)]
    assert speakers(" ".join(f"Chief {name} of Ohio said that it was late." for name in names)) == names


def test_a_name_in_capitals_is_another_spelling_and_no_trouble() -> None:
    assert speakers("DANA HALE, 43, left.\nDana Hale said it was late.") == ["Dana Hale"]


def test_who_is_called_by_part_of_a_name_leaves_nothing_behind() -> None:
    assert speakers("Emma Iris Hale runs it. Iris Hale left. IH told all. “No,” Iris Hale said.") == ["Emma Iris Hale"]


_WORDS = (
    "Dana Hale", "DANA HALE", "Emma Iris Hale", "Iris Hale", "Hale", "IH", "(IH)", "Ridge Labs", "Ridge Labs (RL)",
    "White", "Dana White", "the", "The", "US President", "Chief", "Dr.", "NGO", "lawmakers", "of Ohio", ", 43,",
    ", from Fern Hill, North Ridge,", "’s", "letter to", "said", "said that", "according to", "it was late", "“No,”",
    "she", "Yet,", ".", "\n",
)  # fmt: skip


@settings(max_examples=200)
@example(words=["Dr.", "Dr.", ".", "said that", "Dana Hale"])
@given(words=st.lists(st.sampled_from(_WORDS), max_size=30))
def test_any_row_of_names_is_read(words: list[str]) -> None:
    text = " ".join(words)
    assert_verbatim(text, extract(text, language="en", home="US"))


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Fern Mills Inc.", "Fern Mills"),
        ("Fern Group, Inc.", "Fern Group"),
        ("Fern Technologies Co., Ltd.", "Fern Technologies"),
        ("Fern.com Inc.", "Fern"),
        ("Fern.ai", "Fern"),
        ("Fern N.V.", "Fern"),
        ("Fern Mills L.P.", "Fern Mills"),
        ("Fern Bros.", "Fern"),
        ("D.W. Fern Co.", "Fern"),
        ("North Fern Group Inc.", "North Fern"),
    ],
)
def test_a_firm_keeps_its_legal_form_and_is_called_without(name: str, short: str) -> None:
    text = f"{name} runs a mill. “We lost orders,” {short} said in a note.\n\n{name} said it was late."
    assert speakers(text) == [name, name]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Carl “Ace” Hale runs a mill. “We lost orders,” Hale said.", "Carl “Ace” Hale"),
        ("“We lost orders,” said Carl 'Ace' Hale, who runs a mill. “It is late,” Hale said.", "Carl 'Ace' Hale"),
        ("“We lost orders,” said Carl B. Hale Jr., who runs a mill.", "Carl B. Hale Jr."),
        ("Secretary of State Anna Hale’s plane left. “It is late,” Ms. Hale said.", "Anna Hale"),
        ("Deputy Minister of Public Works Anna Hale left. “It is late,” Ms. Hale said.", "Anna Hale"),
        ("He lives in the U.S. Anna Hale does not. “It is late,” Hale said.", "Anna Hale"),
        ("He works at Fern Co. The firm is old. “It is late,” Fern said.", "Fern Co."),
    ],
)
def test_marks_offices_and_the_ends_of_sentences_within_a_run_of_capitals(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker


def test_a_nickname_in_marks_is_nobody_s_words() -> None:
    text = "“We lost orders,” said Carl “Ace” Hale, who runs a mill."
    assert [quotation.content for quotation in extract(text, language="en")] == [("We lost orders,",)]
