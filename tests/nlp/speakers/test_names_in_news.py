"""Names as real articles give them: shortened, behind titles, spelt out once. People and bodies are invented."""

import pytest

from nlp.quotes import extract


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
