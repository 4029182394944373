"""Whom English news means by titles, descriptions, pronouns and clauses. People, bodies and papers are invented."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.quotes import extract
from tests.nlp.quotes.test_verbatim import assert_verbatim


def speakers(text: str) -> list[str | None]:
    return [quotation.speaker for quotation in extract(text, language="en", home="US")]


def last(text: str) -> str | None:
    return speakers(text)[-1]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Queen Iris II spoke of the year. “It was bad,” she said.", "Queen Iris II"),
        ("Fernland’s King Juan Carlos left. However, King Juan said it was new.", "King Juan Carlos"),
        ("Prince Harry left on Monday. “No,” Harry said.", "Prince Harry"),
        ("Prince Harry left on Monday. “No,” the prince said.", "Prince Harry"),
        ("Saudi Crown Prince Mohammed bin Hale said it was late.", "Mohammed bin Hale"),
        ("Stephen King wrote it. “It is late,” King said.", "Stephen King"),
        ("Firefighter Dana Hale said it was late.", "Dana Hale"),
        ("Lieutenant-General Hale says the man is gone. Peter Hale leads the army.", "Peter Hale"),
        ("It was shown by Ridge CIO Shaygan Hale. Hale said it was late.", "Shaygan Hale"),
        ("Deputy Director of Public Works Anna-Lena Hale said it was late.", "Anna-Lena Hale"),
        ("Rep. Dana Hale, R-Ohio, said it was late.", "Dana Hale"),
        ("James Van Der Hale left. “It was late,” Van Der Hale said.", "James Van Der Hale"),
    ],
)
def test_titles_belong_to_kings_alone(text: str, speaker: str) -> None:
    assert last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Mr. Hale was glad. His daughter Ivanka Hale left. Mr. Hale said it was late.", "Hale"),
        ("Mr. Hale was glad. His daughter Ivanka Hale left. Ms. Hale said it was late.", "Ivanka Hale"),
        ("Ivanka Hale left. Dana Hale came. Mr. Hale said it was late.", "Dana Hale"),
        (
            "The Department of Ridge Vehicles opened on Monday. The DRV said it was late.",
            "Department of Ridge Vehicles",
        ),
        ("The Department of Ridge opened on Monday. The DOR said it was late.", "Department of Ridge"),
        ("The U.S. Federal Reserve met. The Fed said it was late.", "U.S. Federal Reserve"),
        ("He never worked for FernWay, the company said on Monday.", "FernWay"),
        ("Dana Hale of Ridge Labs lives in the Fern Bay Area. The company said it was late.", "Ridge Labs"),
    ],
)
def test_one_name_of_several_is_meant(text: str, speaker: str) -> None:
    assert last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("People close to Ms. Hale said there was nothing behind it.", "People close to Ms. Hale"),
        ("Those in favor of it said it was late.", "Those in favor of it"),
        ("The members gathered around Mr. Hale said it was late.", "The members gathered around Mr. Hale"),
        (
            "Health authorities in Fernland’s Inner Ridge said it was late.",
            "Health authorities in Fernland’s Inner Ridge",
        ),
        ("Several friends of Dana Hale said it was late.", "Several friends of Dana Hale"),
        (
            "Experts from the Ridge Agency (RA) and the Fern Department said it was late.",
            "Experts from the Ridge Agency (RA) and the Fern Department",
        ),
        (
            "One student at Ridge College in Fern, North Dakota, said he was late. “No,” he said.",
            "One student at Ridge College in Fern, North Dakota",
        ),
        ("At a fair in Fern, North Dakota, Dana Hale said it was late.", "Dana Hale"),
        (
            "An engineer at one of its customers said it was late. “No,” she said.",
            "An engineer at one of its customers",
        ),
        ("His new political team said he was late. Republicans agreed.", "His new political team"),
        ("Dana Hale of the Ridge Institute said it was late.", "Dana Hale"),
    ],
)
def test_a_description_is_nobody_whose_name_stands_in_it(text: str, speaker: str) -> None:
    assert last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Two Hale donors said it was late. The donors also said it was bad.", "Two Hale donors"),
        ("One close associate said it was late. “No,” said the associate.", "One close associate"),
        ("Ridge executives said it was late. But executives said it was good.", "Ridge executives"),
        ("Analysts at Ridge Bank see it rise. Analysts said it was late.", "Analysts"),
        (
            "Following it, lawmakers on the House Committee on Trade met. The lawmakers said it was late.",
            "lawmakers on the House Committee on Trade",
        ),
        ("In a note, analysts at the Bank of Fern (BF) looked. They said it was late.", "analysts at the Bank of Fern"),
        ("“It was late,” the Fern Sinmun said. The paper said it was bad.", "Fern Sinmun"),
        ("Ridge Labs said it was good. The foreign ministry said it was bad.", "The foreign ministry"),
        ("A state newspaper was less sure. It said it was late.", "A state newspaper"),
        ("Iris Hale came in first. The Australian said she was happy.", "Iris Hale"),
        ("Bob Hale won in an hour. “It was good,” the Frenchman said.", "Bob Hale"),
        ("A sheriff’s spokeswoman left. Ridge County sheriff Bob Hale came. The sheriff said it was late.", "Bob Hale"),
    ],
)  # fmt: skip
def test_descriptions_are_taken_up(text: str, speaker: str) -> None:
    assert (last(text) or "").removeprefix("the ") == speaker


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("His lawyer told how he did it. Dana Hale said: “He was bad.”", ["Dana Hale", "Dana Hale"]),
        ("A neighbour said it was sad. Iris Hale, a teacher, said it was late.", ["A neighbour", "Iris Hale"]),
        ("The new Ridge Islands Prime Minister said it was late.\nBob Hale was elected on Monday.", ["Bob Hale"]),
        ("Iris Wren lost.\nHale won in an hour.\n“It was a good day for my team.”\nBob Hale is tall.", ["Bob Hale"]),
        ("Iris Wren met Bob Hale. It was over.\n“It was a good day for all of us at the club.”", [None]),
        ("Bob Hale, Director of Affairs at Ridge State Division of Naval Affairs said it was late.", ["Bob Hale"]),
        ("It was late, Bob Hale, Ridge Systems CEO and a founding member of Fern, told the Post.", ["Bob Hale"]),
    ],
)  # fmt: skip
def test_names_before_and_behind_a_description(text: str, named: list[str | None]) -> None:
    assert speakers(text) == named


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("He is worried by reports from Fern students who say they feel unsafe.", "Fern students"),
        ("He spoke to officials at Ridge Labs who said it was late.", "officials at Ridge Labs"),
        ("Iris Wren hired Bob Hale, who said it was late.", "Bob Hale"),
        ("They’re aware of it and believe that it is late.", "They"),
        ("The model is late, they wrote in a note — citing experts who estimate that it will come.", "experts"),
        ("The bureau released two critical reports that warned “all is late and costs too much.”", "The bureau"),
        (
            "In a rush, the Fern Commission, which sets the fees, issued a statement warning that “it is late.”",
            "the Fern Commission",
        ),
        ("Hale, via the Post, said that “it is late.”", "Hale"),
        ("According to tax experts interviewed by Ridge News, it is late.", "tax experts interviewed by Ridge News"),
        ("“It rose,” said the House Committee on Trade on Monday.", "the House Committee on Trade"),
        ("Half of it was coal last year, according to analysis by the Ridge Agency.", "analysis by the Ridge Agency"),
        ("She once told a crowd of fans that it was late.", "She"),
    ],
)
def test_sources_of_clauses(text: str, source: str) -> None:
    assert extract(text, language="en")[-1].source == source


@pytest.mark.parametrize("text", ["Finally, saying it was late, they left.", "In my view it is late."])
def test_nobody_is_quoted_by_an_adverb_or_the_writer(text: str) -> None:
    assert all(speaker is None for speaker in speakers(text))


_WORDS = (
    "King", "Queen", "Prince", "King II", "XVI", "Juan", "Carlos", "Mr.", "Ms.", "Hale", "Iris Hale", "The",
    "the Australian", "the King", "His team", "the donors", "Two donors", "executives", "lawmakers on the", "House",
    "a student in Fern, Ohio,", "who", "who said", "said", "said that", "“No,”", "he", "They’re", ", via", "issued a",
    "the paper", "the department", "of", "by", "(", ".", "\n",
)  # fmt: skip


@settings(max_examples=200)
@given(words=st.lists(st.sampled_from(_WORDS), max_size=30))
def test_any_row_of_words_is_read(words: list[str]) -> None:
    text = " ".join(words)
    assert_verbatim(text, extract(text, language="en", home="US"))


@pytest.mark.parametrize(
    ("before", "description"),
    [
        ("Singer Dana Hale played on Sunday.", "the musician"),
        ("Dana Hale founded Ridge Labs in 2011.", "the founder"),
        ("Dana Hale, who teaches at Fern College, was there.", "the professor"),
        ("Dana Hale represents Ohio in the Senate.", "the senator"),
        ("Maj. Gen. Dana Hale was there.", "the general"),
        ("Dr. Dana Hale was there.", "the doctor"),
        ("Prime Minister Dana Hale was there.", "the premier"),
        ("Actress Dana Hale was there.", "the actor"),
        ("Dana Hale, a lawyer for the family, was there.", "the attorney"),
        ("Dana Hale, a mother of three, was there.", "the mom"),
    ],
)
def test_a_description_takes_up_the_only_person_whom_it_fits(before: str, description: str) -> None:
    assert last(f"{before}\n\n“It was late,” {description} said.") == "Dana Hale"


def test_a_description_takes_up_nobody_among_two_or_whose_role_is_another() -> None:
    assert last("Dana Hale bought it. Iris Reed sold it.\n\n“It was late,” the seller said.") == "the seller"
    assert last("Dana Hale, a lawyer, left.\n\n“It was late,” the witness said.") == "the witness"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Zorvan Hale farms by the river. “We run out,” he told the Fern radio.", "Zorvan Hale"),
        ("Theodore Fern left Fern Aerospace. The company said it was fine.", "Fern Aerospace"),
        ("Prosecutors charged Dana Hale. They said she had used the money.", "Prosecutors"),
        ("More than 200 scientists signed it. “We must,” they wrote.", "More than 200 scientists"),
        ("Beijing imposed limits. It said they were “lawful”.", "Beijing"),
        ("“No,” he says. Theo Hale is sitting at the back of a cafe.", "Theo Hale"),
        ("Prime Minister Dana Hale met Defence Minister Iris Reed. The prime minister said it was late.", "Dana Hale"),
        ("Rep. Dana Hale, D-Ohio, left.\n\n“It is late,” the Ohio Democrat said.", "Dana Hale"),
        ("Sheikh Omar bin Ridge al-Hale left. Sheikh Omar said it was late.", "Omar bin Ridge al-Hale"),
        ("Pieter van der Hale left. Van der Hale said it was late.", "Pieter van der Hale"),
        ("Andrés Hale Ruiz left. “It is late,” Mr. Hale said.", "Andrés Hale Ruiz"),
        ("“It is late,” sighs Peter Hale of Fern Partners, a consultancy.", "Peter Hale"),
        ("Among them was Tomas Hale Jr., a welder, who said he had not been paid.", "Tomas Hale Jr."),
        ("“We must,” said a spokesman, Jens Hale. He said it was late.", "Jens Hale"),
        ("Kim Do-hale left. “It is late,” Mr Kim said.", "Kim Do-hale"),
        ("Goran Hale left. His wife said it was late.", "His wife"),
    ],
)
def test_rare_names_groups_governments_and_who_is_named_next(text: str, speaker: str) -> None:
    assert last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The court heard of Omar Hale. His mother wept.\n\n“It was late,” she said.", "His mother"),
        ("Ridgeland’s foreign minister accused them. “It is late,” he warned.", "Ridgeland’s foreign minister"),
        ("Mr Justice Hale told the court: “It is late.”", "Hale"),
    ],
)
def test_relatives_and_officers_without_a_name(text: str, speaker: str) -> None:
    assert last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“It is long,” said Orton’s deputy manager, Dana Hale, who ran the yard.", "Dana Hale"),
        # whoever adds spoke before
        ("“It is good,” said Gov. Ned Hale, who hired Mr. Orton for the yard. He added, “It is new.”", "Ned Hale"),
        # a name in what is said is not who says it
        (
            "Frank Hale, an expert, said they had failed. The plan feels dull beside that of Mr. Orton, he said.",
            "Frank Hale",
        ),
        ("She gave her name to us as a 52-year-old resident named Caroline. “It is late,” she said.", "Caroline"),
        # a family name alone, of two who bear it
        (
            "Marcel Orton was tried. Orton said it was late. Orton left. His wife, Dana Orton, cried. Orton said it "
            "was new.",
            "Marcel Orton",
        ),
        ("Hillary Hale and Bill Hale left. Bill Hale slept. Mrs. Hale said it was late.", "Hillary Hale"),
        # no state is "they"
        ("Several officials said it was late. It rained in Florida. They said it was new.", "Several officials"),
        # whose claim it is, and who says more of it
        ("Mike Hale blamed the papers for making much of Ned Orton’s claim that it was late.", "Ned Orton"),
        ("Mike Hale blamed the papers for Ned Orton’s claim that it was late, saying they were wrong.", "Mike Hale"),
        (
            "Some local strategists fear that Hale has lost it and warn that counting on luck is not wise.",
            "Some local strategists",
        ),
        (
            "“No,” Sean Orton said.\n\nIt is late, and Mike Hale is not alone in his belief that it was so.",
            "Mike Hale",
        ),
        (
            "It was Peter Hale who came. “Yes,” Dana Orton said.\n\nIt was the trouble of Peter Hale. Instead, the "
            "businessman has insisted that it was late.",
            "Peter Hale",
        ),
    ],
)
def test_who_is_meant_in_political_reports(text: str, speaker: str) -> None:
    assert last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("My sister, Dana Hale, called. “Was that him?” whispered my sister.", "Dana Hale"),
        ("My father lost his words. He tried. “Tuesday,” he said.", "My father"),
        ("Hale and two colleagues argued that it was late. “I accuse nobody,” he said.", "Hale"),
        ("Old Mr Chaudhry looked up. “You burned it,” he said.", "Chaudhry"),
        (
            "A senior official, speaking on condition of anonymity, said it was late. Minister Dana Hale left.",
            "A senior official",
        ),
        (
            "Rachel Lin called Lin Po-hung.\n\n“We trust them,” Lin Po-hung said.\n\n“Which ones?”\n\n“All of them.”",
            "Lin Po-hung",
        ),
    ],
)
def test_kin_teams_and_turns(text: str, speaker: str) -> None:
    assert last(text) == speaker
