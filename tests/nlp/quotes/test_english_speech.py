"""Where English speech begins and ends, what tells it, and what is none. Sentences, people and firms are invented."""

import pytest

from nlp.quotes import extract


def read(text: str) -> list[tuple[tuple[str, ...], str | None]]:
    return [(found.content, found.source) for found in extract(text, language="en")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # marks of texts that lost their paragraphs, and marks of two kinds
        (
            '"It is late," Dana Hale said. "We go now. "They stay here. "All of them do." Orton left.',
            [(("It is late,", "We go now.", "They stay here.", "All of them do."), "Dana Hale")],
        ),
        (
            '"It is a good plan,” Dana Hale said in a note, according to Halyard News. “I like it."',
            [(("It is a good plan,", "I like it."), "Dana Hale")],
        ),
        # what leads to a clause
        ("Hale had made it very clear that she would leave.", [(("she would leave",), "Hale")]),
        ("Hale rejected the idea that the yard had broken a rule.", [(("the yard had broken a rule",), "Hale")]),
        ("The yard acknowledged for the first time that it owns the dock.", [(("it owns the dock",), "The yard")]),
        ("The yard has admitted to the Lowick Council that it broke a rule.", [(("it broke a rule",), "The yard")]),
        (
            "After officials protested that it would cost the town jobs, Hale left.",
            [(("it would cost the town jobs",), "officials")],
        ),
        (
            "It was a break with the yard’s longstanding assertion that the claims were false.",
            [(("the claims were false",), "the yard")],
        ),
        ("Hale admitted taking the money.", [(("taking the money",), "Hale")]),
        (
            "Residents confirmed a member of the crew called Orton had left in May.",
            [(("a member of the crew called Orton had left in May",), "Residents")],
        ),
        (
            "Officials claim the use of cameras helps the police.",
            [(("the use of cameras helps the police",), "Officials")],
        ),
        (
            "The yard filed an appeal after repeatedly saying the town “fundamentally disagrees” with it.",
            [(("the town “fundamentally disagrees” with it",), "The yard")],
        ),
        (
            "Hale blamed Orton for the strike, accusing him of greed and saying he had lied to them.",
            [(("he had lied to them",), "Hale")],
        ),
        (
            "Arguing that it was too late, Hale said she would stay.",
            [(("it was too late",), "Hale"), (("she would stay",), "Hale")],
        ),
        (
            "It was named in a report by a council, which asserted that the yard had lied.",
            [(("the yard had lied",), "a report by a council")],
        ),
        (
            "The drill lets a firm find ore without a map, as Hale put it.",
            [(("The drill lets a firm find ore without a map",), "Hale")],
        ),
        # in brackets
        (
            "The shelters were closed (owners of the two yards say they know of no shelter). Nobody came.",
            [(("they know of no shelter",), "owners of the two yards")],
        ),
        # where speech begins
        ("Hale said almost in tears, “They have left us.”", [(("They have left us.",), "Hale")]),
        ("With ballots due in many towns in May, they said it was too early.", [(("it was too early",), "they")]),
        ("Hale hit back at what she said was a “mess of a plan.”", [(("was a “mess of a plan.”",), "she")]),
        (
            "Hale said that men who had accused Orton of theft “should be heard.”",
            [(("men who had accused Orton of theft “should be heard.”",), "Hale")],
        ),
        # where it ends
        ("Orton screamed “Get out now” across the yard.", [(("Get out now",), "Orton")]),
        ("Hale said the board “wants a base”, but questioned the date.", [(("the board “wants a base”",), "Hale")]),
        ("Hale said she “wants a base” and rolled back the plan.", [(("she “wants a base”",), "Hale")]),
        ("Hale conceded the figure was right but called it a guess.", [(("the figure was right",), "Hale")]),
        ("Hale said she would leave in May, marking the end of the yard.", [(("she would leave in May",), "Hale")]),
        (
            "On the day that the owners told the court that the case had been settled, the yard paid.",
            [(("the case had been settled",), "the owners")],
        ),
        (
            "Hale said there are two kinds: tall ones, which are slow; and short ones, which are fast.",
            [(("there are two kinds: tall ones, which are slow; and short ones, which are fast",), "Hale")],
        ),
        (
            "Hale called him a “bully” who courted only the rich.",
            [(("him a “bully” who courted only the rich",), "Hale")],
        ),
        ("Hale called it a “senseless” hope.", [(("it a “senseless” hope",), "Hale")]),
        ("It shrank, and firms have cut jobs, says Hale.", [(("It shrank, and firms have cut jobs",), "Hale")]),
        ("Initial reports said Orton had come by train.", [(("Orton had come by train",), "Initial reports")]),
        # speech inside speech: whose a pronoun is
        ("All reports agreed he yelled, “Out, you lot” at the crew.", [(("Out, you lot",), "he")]),
        ("Hale said she yelled, “Out, you lot” at the crew.", [(("Out, you lot",), "Hale")]),
        ("Hale continued to describe the pace as “slow.”", [(("the pace as “slow.”",), "Hale")]),
        ("Hale phoned to say that it was late.", [(("it was late",), "Hale")]),
        ("The bakers ask themselves “Is it bread?” It rained.", [(("Is it bread?",), "The bakers")]),
        # a stop inside marks within marks ends the sentence
        ("Hale said to me, “Ask: ‘Is it bread?’” It rained.", [(("Ask: ‘Is it bread?’",), "Hale")]),
    ],
)
def test_speech(text: str, expected: list[tuple[tuple[str, ...], str | None]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "There is a belief among friends that Hale holds a grudge against Orton over what he did when he was mayor.",
        "They have seen the posters in town, beside the doors of halls, post offices and schools.",
        "When Dana Hale was mayor and rents were high, Lowick boasted thousands of barges.",
        "In addition to talk about the cost of docks that had been closed, experts question the purpose of it all.",
        "Hale spoke at a dinner dubbed a “thank you” party.",
        "The yard’s promised aid isn’t coming.",
        "The town’s proposed term is one that all yards go through, but few like it.",
        "Dana Hale wrote an op-ed on Thursday with the headline “Something Is Broken.”",
        "The group is seeking a court order to bar police from using “less-than-lethal” rounds, and gas.",
        "Hale has said that more than once. Hale said nothing about how she will run the yard.",
        "Hale has praised the mayor, whose fitness for office she questioned.",
        "Rents were high, which helps explain why Orton was late.",
        "The day was cold, which made her feel that spring was far.",
        "That may help explain a riddle that has come up of late: how a town of few owns so much.",
        "The yard announced the trial of a tool it’s calling “deck brain,” which reads data.",
        "The growth was estimated at a tenth in May and projected to rise by half.",
        "Orton, a friend of hers, thought about going to sea.",
    ],
)
def test_no_speech(text: str) -> None:
    assert extract(text, language="en") == []


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        ("Calling the fine “a joke,” Senator Dana Hale left the room.", ("the fine “a joke,”",), "Senator Dana Hale"),
        ("Saying that it was unfair, the governor vetoed the law.", ("it was unfair",), "the governor"),
        ("Hale pushed back on what she called a “war on builders.”", ("a “war on builders.”",), "she"),
        ("“Do not,” Hale wrote in a post that has been shared widely.", ("Do not,",), "Hale"),
        ("Hale said in a note that was seen by the Ridge Times that it was late.", ("it was late",), "Hale"),
        ("Ministers were warned by Dana Hale that it was late.", ("it was late",), "Dana Hale"),
        ("Hale was quoted by the Ridge Times as saying that it was late.", ("it was late",), "Hale"),
        ("Hale froze it, a step the opposition said would “hurt all.”", ("would “hurt all.”",), "the opposition"),
    ],
)
def test_participles_in_front_relative_clauses_and_passives(text: str, content: tuple[str, ...], source: str) -> None:
    quotation = extract(text, language="en")[-1]
    assert (quotation.content, quotation.source) == (content, source)


@pytest.mark.parametrize(
    "text",
    [
        "Dana Hale, who wrote “The Long Shift,” has sailed.",
        "Hale wrote “The Long Shift” in 2011.",
        "Seats were given according to seniority.",
        "Noting the time, Hale left.",
        "It ships under what Ridge Labs calls a “community” licence.",
    ],
)
def test_titles_terms_and_ranks_are_nobody_s_words(text: str) -> None:
    assert extract(text, language="en") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # short turns of a dialogue are each somebody's
        (
            "“We trust our customers,” Lin said.\n\n“Which ones?”\n\n“All of them.”\n\nLin left.",
            [(("We trust our customers,",), "Lin"), (("Which ones?",), None), (("All of them.",), None)],
        ),
        # one who goes on in a paragraph of its own
        (
            "“It is late,” Lin said.\n\n“We have waited for the better part of a year, and nobody has come to see us.”",
            [(("It is late,", "We have waited for the better part of a year, and nobody has come to see us."), "Lin")],
        ),
        # a verb that may be a noun, behind a pronoun; a clause that its cue splits
        ("Hale came. The plant was unsafe, she notes.", [(("The plant was unsafe",), "she")]),
        ("Hale came. The plant, she says, was unsafe.", [(("The plant", "was unsafe"), "she")]),
        ("Hale came. It had been hard, he told fellow directors in an email.", [(("It had been hard",), "he")]),
        # in front, without "that"
        ("Hale left. Saying he was exhausted, he took no questions.", [(("he was exhausted",), "he")]),
        ("Having announced that it was over, Judge Hale rose.", [(("it was over",), "Judge Hale")]),
        # what a picture shows, who does several things
        ("The ad cuts to footage of Hale saying, “It is late.”", [(("It is late.",), "Hale")]),
        # the paper's own words behind
        (
            "Hale told managers that it was “bleeding cash,” according to three people familiar with it.",
            [(("it was “bleeding cash,”",), "Hale")],
        ),
        # nouns behind a verb, films, goodbyes
        ("Hale and Orton, who have been the governors of large states, met.", []),
        ("The film is a fantasy, written and directed by Dana Hale.", []),
        ("The town said goodbye to its chief. The treasurer has said the same at every stop.", []),
    ],
)
def test_dialogue_and_clauses(text: str, expected: list[tuple[tuple[str, ...], str | None]]) -> None:
    assert read(text) == expected
