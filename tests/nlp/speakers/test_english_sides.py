"""Sides in English texts: who stands for a country, and for which. All invented, but for places and known firms."""

import pytest

from nlp.quotes import extract
from nlp.speakers.resolution.places import country_of_place, scene

LONG_WAY = "The storm passed Milan and Naples at night. Milan was dark. "


def side(text: str, home: str) -> str | None:
    return extract(text, language="en", home=home)[-1].side


@pytest.mark.parametrize(
    ("text", "home", "side_told"),
    [
        # an office of a state or a party stands for it, also after a high one has been left
        ("Attorney General Dana Hale said it was late.", "US", "US"),
        ("Dana Hale, a special agent, said it was late.", "US", "US"),
        ("Former Defense Secretary Dana Hale said it was late.", "US", "US"),
        ("Dana Hale, a former customs investigator, said it was late.", "US", None),
        ("Dana Hale, the ambassador to Japan, said it was late.", "US", "US"),
        ("Dana Hale, a lawyer with the attorney general’s office, said it was late.", "US", "US"),
        ("Dana Hale, a lawyer for the president, said it was late.", "US", None),
        # an office right beside the name, on either side, whichever words the role is read from
        ("It rained. Attorney-General Dana Hale said it was late.", "AU", "AU"),
        ("Dana Hale met us. The chancellor, Ms Hale, said it was late.", "GB", "GB"),
        ("Dana Hale, who once wrote to a senator of hers, said it was late.", "US", None),
        # private people, unions, charities, campaigns, and bodies of many countries stand for none
        ("Dana Hale, a cleaner, said it was late.", "US", None),
        ("Dana Hale, an activist, said it was late.", "US", None),
        ("Dana Hale, president of the American Federation of Ferry Pilots, said it was late.", "US", None),
        ("Dana Hale, chief executive of the World Robot Council, said it was late.", "GB", None),
        ("Tessa said it was late.", "US", None),
        ("Others said it was late.", "US", None),
        # researchers of a firm act for it, those of others watch
        ("Dana Hale, a data scientist at Facebook, said it was late.", "GB", "US"),
        ("Dana Hale, a scientist at Calder College, said it was late.", "GB", None),
        # a name that a country has as well, and people who are called as those of another country
        ("Jordan Hale, chief executive of Orrery Labs, said it was late.", "GB", "GB"),
        ("Dana Hale, a spokesman for the Indian Treaty Circle, said it was late.", "US", "US"),
    ],
)
def test_who_stands_for_a_country(text: str, home: str, side_told: str | None) -> None:
    assert side(text, home) == side_told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # "we" of those who watch is their team, unless they speak of their country
        ("“We checked it twice,” said Dana Hale, an economist in Ohio.", None),
        ("“It is the best US lab,” said Dana Hale, an economist in Ohio.", None),
        ("“We are losing the race,” said Dana Hale, an economist in Ohio.", "US"),
        ("“They sell, and that hurts us,” said Dana Hale, an economist in Ohio.", "US"),
    ],
)
def test_who_watches_stands_for_the_country_that_we_means(text: str, told: str | None) -> None:
    assert side(text, "GB") == told


@pytest.mark.parametrize(
    ("text", "home", "told"),
    [
        # the place of the body, the title before a comma, the place of the text, else its home
        ("Dana Hale of the Milan police said it was late.", "US", "IT"),
        ("First came the talks. The Dutch trade minister, Dana Hale, said it was late.", "US", "NL"),
        (LONG_WAY + "Police said it was late.", "US", "IT"),
        ("Police said it was late.", "US", "US"),
        ("The talks were in Norway. Its government said it was late.", "US", "NO"),
        # papers that a state issues are its own
        ("The indictment said it was late.", "US", "US"),
        ("The report said it was late.", "US", None),
        # news of China is read everywhere: who is of China bears a Chinese name
        ("China, China and China. Governor Dana Hale said it was late.", "US", "US"),
        ("China, China and China. Orrery Labs said it was late.", "US", "US"),
        ("Tengyue Cloud said it was late.", "HK", "CN"),
        ("Quarry Logic said it was late.", "GB", "GB"),
        # who runs for office stands for the country
        ("The Orton campaign left. “It is late,” Dana Orton said.", "US", "US"),
        ("Republican nominee Dana Orton left. “It is late,” Orton said.", "US", "US"),
        ("“It is late,” Dana Orton said.", "US", None),
        # papers of Hong Kong write of others as of home; its offices and the form of its names tell
        ("The Harbour Bureau said it was late.", "HK", "HK"),
        ("Chan Wai-kin, chief executive of Orrery Labs, said it was late.", "HK", "HK"),
        ("Orrery Labs said it was late.", "HK", None),
    ],
)
def test_which_country(text: str, home: str, told: str | None) -> None:
    assert side(text, home) == told


def test_scene_is_home_unless_another_country_is_told_of_far_more() -> None:
    assert scene(LONG_WAY, "US") == "IT"
    assert scene(LONG_WAY + "It had left Ohio. Ohio’s rivers rose.", "US") == "US"
    assert scene("Nothing is told.", "US") == "US"
    assert scene(LONG_WAY, None) is None


def test_country_of_place_takes_the_longest_name_and_no_two_countries() -> None:
    assert country_of_place("the Inner Mongolia Ferry Board") == "CN"
    assert country_of_place("Milan’s Ferry Board") == "IT"
    assert country_of_place("between Milan and Ohio") is None
    assert country_of_place("the ferry board") is None
