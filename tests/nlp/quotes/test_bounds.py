"""How papers report in English: where content begins and ends, and acts that report nothing. All of it is invented."""

import pytest

from nlp.quotes import extract
from nlp.quotes.extract import find


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the speaker's next act, or where the talk was broken off, ends what stands in marks
        (
            "Dana Hale said she wants to run the yard “by ear” and pointed to the profit of other towns.",
            [(("she wants to run the yard “by ear”",), "Dana Hale")],
        ),
        (
            "The judge spoke up, telling counsel Ned Orton to “control your client” and threatening to clear the room.",
            [(("to “control your client”",), "The judge")],
        ),
        (
            "Hale said the books were “very good” before launching into another attack.",
            [(("the books were “very good”",), "Hale")],
        ),
        (
            "Hale says that night maps will be a paid feature, meaning that walkers will have to pay for them.",
            [(("night maps will be a paid feature",), "Hale")],
        ),
        (
            'There is "a social side to saving that no bank has seen yet," according to the study.',
            [(('There is "a social side to saving that no bank has seen yet,"',), "the study")],
        ),
        (
            'Hale, who said that she brings a "farmhand’s view to the capital," will have to win over the towns.',
            [(('she brings a "farmhand’s view to the capital,"',), "Hale")],
        ),
        (
            'Orton said neighbours hold doors for her, whereas before she fell ill she felt "invisible."',
            [(('neighbours hold doors for her, whereas before she fell ill she felt "invisible."',), "Orton")],
        ),
        # a clause goes on behind the cue that splits it
        (
            "Between the coast and the hills, Hale said, it is a harbour that could “feed the whole county.”",
            [
                (
                    ("Between the coast and the hills", "it is a harbour that could “feed the whole county.”"),
                    "Hale",
                )
            ],
        ),
        (
            "The county would like a harbour, Hale said, but wrecks could drift into the busy strait.",
            [(("The county would like a harbour", "but wrecks could drift into the busy strait"), "Hale")],
        ),
        (
            "The crew consists almost entirely of recent school leavers, Hale said, and “everybody has another job.”",
            [
                (
                    ("The crew consists almost entirely of recent school leavers", "and “everybody has another job.”"),
                    "Hale",
                )
            ],
        ),
        # speech resumed behind an act, or behind a circumstance
        (
            "“I am not here to hear this,” Hale said, raising her voice and telling counsel Ned Orton to sit down. "
            "“I am here to hear answers.”",
            [(("I am not here to hear this,", "I am here to hear answers."), "Hale")],
        ),
        (
            '"The county does nothing to help," Hale said. As a parent, "we are left to find the money."',
            [(("The county does nothing to help,", "we are left to find the money."), "Hale")],
        ),
        # a verb that no list knows, before a cue and a name
        (
            "Parents like these belie the image of the idle household with two cars, said Dana Hale, a sociologist.",
            [(("Parents like these belie the image of the idle household with two cars",), "Dana Hale")],
        ),
        # what leads to the clause
        (
            "Hale says with pride and relief that they are teaching “whatever the weather”.",
            [(("they are teaching “whatever the weather”",), "Hale")],
        ),
        (
            "She describes how the students built wards for the villages around them.",
            [(("how the students built wards for the villages around them",), "She")],
        ),
        (
            "Mothers across the county shared how the search had left them tired.",
            [(("how the search had left them tired",), "Mothers across the county")],
        ),
        (
            "Hale has pledged to further strengthen the office to avoid any future “cliff edge”.",
            [(("to further strengthen the office to avoid any future “cliff edge”",), "Hale")],
        ),
        (
            "Hale concludes by saying that the new schools have a broader role.",
            [(("the new schools have a broader role",), "Hale")],
        ),
        (
            "Hale doubled down on the idea that the county stands to gain from it.",
            [(("the county stands to gain from it",), "Hale")],
        ),
        (
            "Hale has already ruled Orton and his partners were liable.",
            [(("Orton and his partners were liable",), "Hale")],
        ),
        # who says it
        (
            "The finding led the Larkspur Club to conclude it was likely the same dam.",
            [(("it was likely the same dam",), "the Larkspur Club")],
        ),
        ("All said they were in shock at the time.", [(("they were in shock at the time",), "All")]),
        (
            "A day after the story was published, it said the dam lay in a flood zone.",
            [(("the dam lay in a flood zone",), "it")],
        ),
        (
            "Weeks later, it was revealed by the charity Larkspur Watch that six of them had been followed.",
            [(("six of them had been followed",), "the charity Larkspur Watch")],
        ),
        (
            "In shipowners’ minds, harbours and airfields can live side by side.",
            [(("harbours and airfields can live side by side",), "shipowners")],
        ),
        (
            "According to Breaking the Ice, a club of former sailors, prizes were offered to both crews.",
            [(("prizes were offered to both crews",), "Breaking the Ice")],
        ),
        (
            "On Monday night No 7 confirmed the warden declined to look into the matter.",
            [(("the warden declined to look into the matter",), "No 7")],
        ),
        ("Residents dismissed his claims that the dam was safe.", [(("the dam was safe",), "his")]),
        (
            "“The bill is garbage,” said Hale, who also says she is a “strong friend of hunters.”",
            [(("The bill is garbage,",), "Hale"), (("she is a “strong friend of hunters.”",), "Hale")],
        ),
        (
            "Hale and her council have praised coal, called the wind farm “the greatest con in the county” and cut it.",
            [(("the wind farm “the greatest con in the county”",), "Hale and her council")],
        ),
        (
            'Orton criticized a bailout of the bank and pledged to hold its directors "accountable."',
            [(('to hold its directors "accountable."',), "Orton")],
        ),
        (
            "The firm announced features focused on what its founder Dana Hale calls “one-touch harvests.”",
            [(("one-touch harvests.",), "its founder Dana Hale")],
        ),
    ],
)
def test_what_is_reported(text: str, expected: list[tuple[tuple[str, ...], str]]) -> None:
    assert [(quotation.content, quotation.source) for quotation in find(text, language="en")] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Orton acknowledged the terms of the loan, but nobody had asked him.",
        "Hale concluded the line of questioning by asking for the ledgers that had been lost.",
        "Orton responded by arguing to the judge to let him speak.",
        "Hale rose, telling counsel Ned Orton and his partner to sit down.",
        "The mayor announced plans to cut the fares from “peak levels” by spring.",
        "Three towers here will carry boats to the lake, according to plan.",
        "In a letter and a tweet that mocked the mayor, the members left the party.",
        "The mayor declared the gifts, thought to have been received in May, only last week.",
        "Asked whether he thought he had done wrong, Orton shrugged.",
        "This, Hale hopes, will help encourage the towns to join.",
        "Hale praised how the wardens had kept the dam dry.",
        "The charge is part of what lawyers call “discovery”.",
    ],
)
def test_acts_report_nothing(text: str) -> None:
    assert extract(text, language="en") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # marks of two characters close as others do
        (
            "Towns on the coast ''will go on to mix dams with docks,'' Ms. Hale said. ''It puts pressure on us.''",
            [(("Towns on the coast ''will go on to mix dams with docks,''", "It puts pressure on us."), "Ms. Hale")],
        ),
        # what the paper adds behind
        (
            "Hale said she would make an exception for the yard, drawing a sharp reply from Orton.",
            [(("she would make an exception for the yard",), "Hale")],
        ),
        (
            "The poll found that 70 percent said they would stay, a drop from 76 percent in April.",
            [(("they would stay",), "70 percent")],
        ),
        (
            "He said the dam would cost too much - except that costs have fallen since then.",
            [(("the dam would cost too much",), "He")],
        ),
        (
            "Hale said they were “careful about any words that touch the LRA,” a short form for the lake accord.",
            [(("they were “careful about any words that touch the LRA,”",), "Hale")],
        ),
        ("The boy said his name was Ned, as the audience laughed.", [(("his name was Ned",), "The boy")]),
        (
            "Although he told the board that he cared for “a better lake for all,” he built the dam.",
            [(("he cared for “a better lake for all,”",), "he")],
        ),
        # the clause that another joins on, whose subject is described
        (
            "The yard contends that it is on track, and Dana Hale, the harbour adviser, said she and her staff "
            "were preparing plans.",
            [
                (("it is on track",), "The yard"),
                (("she and her staff were preparing plans",), "Dana Hale"),
            ],
        ),
        # what opens or ends a clause that its cue splits
        (
            "If politics makes the road too long now, he said, the town can still pass it with “a strong vote.”",
            [
                (
                    ("If politics makes the road too long now", "the town can still pass it with “a strong vote.”"),
                    "he",
                )
            ],
        ),
        (
            "But she was not surprised that the “Leave” camp won, her advisers said Friday, because she knows them.",
            [(("But she was not surprised that the “Leave” camp won", "because she knows them"), "her advisers")],
        ),
        (
            "Despite his “brash manner,” public defender Dana Hale wrote, Orton is a devoted father.",
            [(("Despite his “brash manner,”", "Orton is a devoted father"), "public defender Dana Hale")],
        ),
        (
            "Hale says that even though she would replace the chair, she thinks he has done a “decent job.”",
            [(("even though she would replace the chair, she thinks he has done a “decent job.”",), "Hale")],
        ),
        # who is described behind a cue says nothing more
        (
            "The people of Ridge “deserve someone who knows them,” said the man who built the yard on debts.",
            [(("The people of Ridge “deserve someone who knows them,”",), "the man")],
        ),
        ("“We have won!” Senator Dana Hale said as she opened the gate.", [(("We have won!",), "Senator Dana Hale")]),
        (
            "In the former mining town, where Orton grew up, the mayor said Hale was the only choice for them.",
            [(("Hale was the only choice for them",), "the mayor")],
        ),
        # verbs of speech with others beside them
        (
            "They fell out over the dam, at one point calling the mayor a “liar” who was not “honest.”",
            [(("the mayor a “liar” who was not “honest.”",), "They")],
        ),
        (
            "Her manager, Dana Hale, suggested that what they did “may have been against the law.”",
            [(("what they did “may have been against the law.”",), "Dana Hale")],
        ),
        (
            "Those briefed on the move were adamant that the board would block it.",
            [(("the board would block it",), "Those briefed on the move")],
        ),
        (
            "The lake institute has calculated that the plan may cost a million.",
            [(("the plan may cost a million",), "The lake institute")],
        ),
        (
            "Hale has endured criticism for telling the towns that they would be better off within the county.",
            [(("they would be better off within the county",), "Hale")],
        ),
        (
            "Unions continue to warn that the deal was a mistake.",
            [(("the deal was a mistake",), "Unions")],
        ),
        (
            "“We wanted to make sure of it,” Hale said in an interview, pointing out that 98 members voted for it.",
            [(("We wanted to make sure of it,",), "Hale"), (("98 members voted for it",), "Hale")],
        ),
        (
            "Her main argument, much like that of Ned Orton, is that towns should value calm over risk.",
            [(("towns should value calm over risk",), "Her")],
        ),
        (
            "They told of hackers who county officials say are tied to the yard and who claimed the attack.",
            [(("are tied to the yard",), "county officials")],
        ),
        (
            "Hale accused the chair of trying to “debase” the coin.",
            [(("the chair of trying to “debase” the coin",), "Hale")],
        ),
        (
            "The letter notes that Dana Hale, who is running for the state Senate, “is a lawyer who fights for rents.”",
            [(("Dana Hale, who is running for the state Senate, “is a lawyer who fights for rents.”",), "The letter")],
        ),
        ("Stressing the urgency of the matter, Hale said, “Go.”", [(("Go.",), "Hale")]),
        (
            "Like most people at the yard, Dana Hale is old, and admitted her friends are few.",
            [(("her friends are few",), "Dana Hale")],
        ),
        (
            "And at a fair in Ridge, Fla., on Friday, Mr. Hale went off script, saying he liked “premed.”",
            [(("he liked “premed.”",), "Mr. Hale")],
        ),
        (
            "He met Dana Orton in the best of terms and threatened to “tell the real story” of them.",
            [(("to “tell the real story” of them",), "He")],
        ),
    ],
)
def test_how_political_reports_tell(text: str, expected: list[tuple[tuple[str, ...], str]]) -> None:
    assert [(quotation.content, quotation.source) for quotation in find(text, language="en")] == expected
