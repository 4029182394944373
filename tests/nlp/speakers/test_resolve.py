"""Speakers within an article: pronouns, last names, titles and "the company" lead to the fullest name. All invented."""

import pytest

from domain.quotation import Quotation
from nlp.quotes import extract


def last(text: str, *, language: str = "en", home: str | None = None) -> Quotation:
    return extract(text, language=language, home=home)[-1]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Dana Whitlock met reporters. “We are behind,” Whitlock said.", "Dana Whitlock"),
        ("Dana Whitlock met reporters. “We are behind,” she said.", "Dana Whitlock"),
        ("Marcus Thorvald met reporters. He said the lead was safe.", "Marcus Thorvald"),
        ("“It works,” said Dana Whitlock. “It is cheap.”\n\nShe said the lead was gone.", "Dana Whitlock"),
        ("Marcus Thorvald and Dana Whitlock spoke. “We are behind,” she said.", "Dana Whitlock"),
        ("Marcus Thorvald and Dana Whitlock spoke. “We are ahead,” he said.", "Marcus Thorvald"),
        ("Su Yanqiu founded the firm. “We lead,” Su said.", "Su Yanqiu"),
        ("“We lead,” Dr. Whitlock said. Dana Whitlock runs the lab.", "Dana Whitlock"),
        ("Senator Dana Whitlock opened the hearing. “We are behind,” the senator said.", "Dana Whitlock"),
        ("Wrenfield Labs published a model. The company said it was safe to use.", "Wrenfield Labs"),
        ("Orrery Semiconductor fell. Orrery said it would buy back shares.", "Orrery Semiconductor"),
        ("A person familiar with the plant said the line had stopped.", "A person familiar with the plant"),
        ("Analysts said the line had stopped.", "Analysts"),
        # what opens a sentence, what is attached and plain words before a name are none of it
        ("Tom Orrin came. Hosting Orrin, the firm showed a disc. Orrin said it was round.", "Tom Orrin"),
        ("Lev Orrin lost. Although Orrin was late, he fought. Orrin said it was close.", "Lev Orrin"),
        ("Tom Orrin left. Danish-born Orrin has denied it. He said it was a joke.", "Tom Orrin"),
        ("Tom Orrin won. “It was fun,” the 14th-ranked Orrin said.", "Tom Orrin"),
        # an abbreviation is spelt out, a short given name is another form of the long one
        ("The Norland Office of Grain Control spoke. The OGC said it was safe.", "Norland Office of Grain Control"),
        ("Patrick Orrin Jr. was fined. Pat Orrin was late. Orrin said he was sorry.", "Patrick Orrin Jr."),
        # whom the sentence is about
        ("Dana Hale joins Wren City. Hale was free. The 56-year-old said it was an honour.", "Dana Hale"),
        ("Dana Hale liked the talk. The estate agent said it was short.", "Dana Hale"),
        ("A Danish man’s pillow made him ill. Dr. Dana Hale saw him. The man said he was fine.", "A Danish man"),
        # the name stands beside the office, after it or before it
        ("“It works,” said the deputy commissioner, Dana Hale, on Monday.", "Dana Hale"),
        ("The study was small. It was “thin,” said one, Abel Stone of the Calder Center.", "Abel Stone"),
        ("The minister has said it was a mistake.\n\nMinister Dana Hale told a hearing that it was late.", "Dana Hale"),
        (
            "Foreign Ministry spokesperson Gao Minrui opened the briefing. “We lead,” said the spokesperson.",
            "Gao Minrui",
        ),
        # whoever "who" tells of is the one who goes on; "Teacher" and the like are no names
        (
            "An official at the ministry said it was fine. I rang Abel Stone, who built it, and he thinks it is late.",
            "Abel Stone",
        ),
        (
            "Shen Yulin came home. To his students he is “Teacher Shen.” “I tell them to read,” Mr. Shen said.",
            "Shen Yulin",
        ),
        (
            "Wrenfield Labs signed a lease today. The Company said the site was the largest of its kind.",
            "Wrenfield Labs",
        ),
        ("Labour MP Joan Tarrant spoke. “We are behind,” Tarrant said.", "Joan Tarrant"),
        ("Former US President Abel Stone spoke. Stone said the lead was gone.", "Abel Stone"),
        ("Zuzka Brandlova runs the fund. Its rivals envy Brandlova. “We lead,” Brandlova says.", "Zuzka Brandlova"),
        ("Wrenfield’s Zuzka Brandlova laughed. “We lead,” said Wrenfield’s Brandlova.", "Zuzka Brandlova"),
        # without a name
        (
            "“It stopped,” said a person close to the firm. It would resume, the person said.",
            "a person close to the firm",
        ),
        (
            "Sales fell in May, according to two people with knowledge of its books. The rest fell, the people said.",
            "two people with knowledge of its books",
        ),
        (
            "A source close to the talks said the line had stopped. The cost was small, they added.",
            "A source close to the talks",
        ),
        # bodies and documents
        ("The Office for Digital Rights said the line had stopped.", "Office for Digital Rights"),
        ("Harrow Vale, a Chinese lab, fell. Ostburg Radio told the story. The lab said it was late.", "Harrow Vale"),
        (
            "The Chinese app Glowworm is new. Hale told broadcaster Radio Ost so. The company said it was not.",
            "Glowworm",
        ),
        (
            "Gadwall Institute counts papers. Ferrite reads them. The think tank said it had counted them all.",
            "Gadwall Institute",
        ),
        (
            "A new study by researchers at Ostburg College is out. The paper says the gap is small.",
            "A new study by researchers at Ostburg College",
        ),
        (
            "The South Korean government fined Ferrite. The South Korean government said it was late.",
            "The South Korean government",
        ),
        ("Japan’s Kurosawa Heavy said it was late.", "Kurosawa Heavy"),
    ],
)
def test_english_mentions(text: str, speaker: str) -> None:
    assert last(text).speaker == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("星槎智能创始人苏砚秋出席会议。她说：“我们领先了。”", "苏砚秋"),
        ("首席科学家闻人朔表示，差距在缩小。他还强调，竞争才刚刚开始。", "闻人朔"),
        ("伦菲尔德实验室首席执行官普里娅·拉马纳坦表示，差距在缩小。拉马纳坦说，领先仍在。", "普里娅·拉马纳坦"),
        ("在碼頭等候的黎先生說：「連船頭都看不見。」", "黎先生"),
        ("一位知情人士透露，产线已经停工。", "一位知情人士"),
        ("外交部发言人邵景川表示，中方坚决反对。", "邵景川"),
        ("美國參議員惠特洛克表示，差距正在縮小。", "惠特洛克"),
    ],
)
def test_chinese_mentions(text: str, speaker: str) -> None:
    assert last(text, language="zh").speaker == speaker


@pytest.mark.parametrize(
    ("text", "role", "affiliation"),
    [
        (
            "“Yes,” said Tony Zhang, head of chip research at Acme Securities.",
            "head of chip research",
            "Acme Securities",
        ),
        ("“Yes,” said Dana Hale, a senior fellow at the Larkspur Club.", "senior fellow", "the Larkspur Club"),
        ("“Yes,” said Wrenfield chief executive Priya Cole.", "chief executive", "Wrenfield"),
        ("“Yes,” said Priya Cole, Wrenfield’s chief executive.", "chief executive", "Wrenfield"),
    ],
)
def test_role_and_affiliation(text: str, role: str, affiliation: str) -> None:
    found = last(text)
    assert (found.role, found.affiliation) == (role, affiliation)


def test_chinese_role_and_affiliation() -> None:
    found = last("星槎智能创始人兼首席执行官苏砚秋表示，差距在缩小。", language="zh")
    assert (found.speaker, found.role, found.affiliation) == ("苏砚秋", "创始人兼首席执行官", "星槎智能")


@pytest.mark.parametrize(
    ("text", "language", "side"),
    [
        ("The White House said the controls would stay.", "en", "US"),
        ("Chinese officials said the controls had failed.", "en", "CN"),
        ("“No,” said Sen. Dana Whitlock.", "en", "US"),
        ("“We lead,” said Su Yanqiu, founder of Xingcha Intelligence.", "en", "CN"),
        ("“Yes,” said Dana Hale, a professor at Peking University in Beijing.", "en", None),
        ("“Our lead is gone,” said Dana Hale, an analyst in Washington.", "en", "US"),
        ("Hong Kong officials said the fund would grow.", "en", "HK"),
        ("Taiwan’s government said the fund would grow.", "en", "TW"),
        ("外交部发言人邵景川表示，中方坚决反对。", "zh", "CN"),
        ("美国商务部表示，管制有效。", "zh", "US"),
        ("香港特區政府表示，基金會擴大。", "zh", "HK"),
        ("台灣經濟部門表示，基金會擴大。", "zh", "TW"),
        ("澜江大学教授祁维岳认为，差距仍然存在。", "zh", None),
    ],
)
def test_side(text: str, language: str, side: str | None) -> None:
    assert last(text, language=language).side == side


def test_firms_of_the_outlets_own_country_need_no_country_beside_them() -> None:
    text = "“We lead,” said Priya Cole, chief executive of Wrenfield Labs."
    assert last(text).side is None
    assert last(text, home="US").side == "US"
    assert last(text, home="CN").side is None


def test_an_unknown_pronoun_abstains() -> None:
    found = last("He said the gap had narrowed.")
    assert (found.speaker, found.speaker_score) == (None, None)
    assert found.source == "He"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # what is owned has a name of its own; a headline's longer run of capitals is not the fullest name
        ("China’s Ferrite grew. Ferrite sold chips. Ferrite said the gap had narrowed.", "Ferrite"),
        ("Maybe Ferrite Wins. Ferrite grew. Ferrite sold chips. Ferrite said the gap had narrowed.", "Ferrite"),
        ("A start-up called Ferrite said the gap had narrowed.", "Ferrite"),
    ],
)
def test_a_firm_keeps_the_name_it_mostly_has(text: str, speaker: str) -> None:
    assert [quotation.speaker for quotation in extract(text, language="en")] == [speaker]


def test_the_writer_who_asks_is_nobody_named() -> None:
    assert last("“I was hired to say no,” Dana Hale told me.\n\n“And did you?” I asked.").speaker is None


def test_a_countrys_word_before_another_noun_says_nothing_of_a_name() -> None:
    text = "US shares fell after Harrow Vale, a Chinese lab, published a model. Harrow Vale said it was cheap."
    assert last(text).side == "CN"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # a description ends before its relative clause, and goes on to what it is about
        ("Two deputies who had backed the plan said it was late.", "Two deputies"),
        ("A Dutch engineer I met in Ghent said it was late.", "A Dutch engineer"),
        ("A study commissioned by the board concluded that it was late.", "A study"),
        ("The plan is late, according to three people briefed on the matter.", "three people briefed on the matter"),
        # a document has the name of whoever issued it; else it speaks for itself
        ("A report by Calder Ridge Research said the line had stopped.", "Calder Ridge Research"),
        ("Orrery Labs was sued. The line had stopped, according to the complaint.", "the complaint"),
        # a place, a date or a participle between commas is nobody
        ("Orrery Labs, based in Dayton, Ohio, denied that it was late.", "Orrery Labs"),
        ("The Calder Commission, asked about the plan, said that it was late.", "Calder Commission"),
        ("Orrery Labs fell. The San Jose, California-based company said it was late.", "Orrery Labs"),
        # a firm is called by its name without the last word, or without its city
        ("Calder Ridge Systems fell. Calder Ridge said it was late.", "Calder Ridge Systems"),
        ("Wuxi Lanshan Microsystems fell. Lanshan said it was late.", "Wuxi Lanshan Microsystems"),
        ("Anna van Houten spoke. Van Houten said it was late.", "Anna van Houten"),
        ("In August Orrery said it was late.", "Orrery"),
        ("Dana Hale of the broker Calder Grant said it was late.", "Dana Hale"),
        ("I met Dana Hale, the site director, a former officer who calls the hall “a ship”.", "Dana Hale"),
    ],
)
def test_english_names_of_sources(text: str, speaker: str) -> None:
    found = last(text).speaker
    assert found is not None and found.removeprefix("The ") == speaker


@pytest.mark.parametrize(
    ("text", "role", "affiliation"),
    [
        ("Mr. Abel Stone, chief executive of Orrery Labs, said it was late.", "chief executive", "Orrery Labs"),
        ("Orrery Labs fell. Abel Stone, its vice president, said it was late.", "vice president", "Orrery Labs"),
        ("The union hit back. Its president, Dana Hale, said it was late.", "president", "The union"),
        ("Orrery Labs fell. “It is late,” said Abel Stone, the finance director.", "finance director", "Orrery Labs"),
        (
            "Calder Associates keeps a tally. Dana Hale, a partner there, said it was late.",
            "partner",
            "Calder Associates",
        ),
    ],
)
def test_role_and_affiliation_told_by_what_stands_before(text: str, role: str, affiliation: str) -> None:
    quotation = last(text)
    assert (quotation.role, quotation.affiliation) == (role, affiliation)


@pytest.mark.parametrize(
    ("text", "home", "side"),
    [
        ("Calder Associates, a law firm that keeps a tally, said it was late.", "GB", None),
        ("The nurses’ union hit back. The union said it was late.", "GB", None),
        ("A woman in the third row said it was late.", "US", None),
        ("The minister, Dana Hale, a Social Democrat, said it was late.", "DE", "DE"),
        ("Airedale Labs said it was late.", "GB", "GB"),
        ("Mr Abel Stone, chief executive of Orrery Labs, said it was late.", "SG", "SG"),
    ],
)
def test_side_of_those_who_act_for_a_country(text: str, home: str, side: str | None) -> None:
    assert last(text, home=home).side == side


@pytest.mark.parametrize(
    ("text", "role", "affiliation"),
    [
        # somebody without a name, of a body told by common nouns, by one before the role, by what "the" takes up
        ("A senior engineer at one of its customers said it was late.", "senior engineer", "one of its customers"),
        ("A foreign ministry spokesperson said it was late.", "spokesperson", "foreign ministry"),
        ("Executives at two chip makers in China said it was late.", "Executives", "two chip makers in China"),
        (
            "The Mines Department fell silent. A spokesman for the department said it was late.",
            "spokesman",
            "Mines Department",
        ),
        ("A senior nurse, who asked for no name, said it was late.", "senior nurse", None),
        # a body that a relative clause tells
        ("Dana Hale, who chairs the health board, said it was late.", None, "the health board"),
        ("Dana Hale, who trained at Calder and now runs Orrery Labs, said it was late.", None, "Orrery Labs"),
        # a title before an honorific; the body whose noun owns the title; a common noun that begins a sentence
        ("Orrery Labs fell. Its chief manager, Dr Dana Hale, said it was late.", "chief manager", "Orrery Labs"),
        ("Union leader Dana Hale said it was late.", "Union leader", None),
        ("Dana Hale, a lawyer in Columbus who knows it, said it was late.", "lawyer", None),
        ("Dana Hale, a partner at Finch & Calder, said it was late.", "partner", "Finch & Calder"),
        ("Dana Hale, a glaciologist, said it was late.", "glaciologist", None),
        ("China’s Mines Ministry was blunt. A spokesman, Dana Hale, said it was late.", "spokesman", "Mines Ministry"),
    ],
)
def test_role_and_affiliation_without_a_name_or_told_elsewhere(
    text: str, role: str | None, affiliation: str | None
) -> None:
    quotation = last(text)
    assert (quotation.role, quotation.affiliation) == (role, affiliation)


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("In Beijing, a foreign ministry spokesman said it was late.", "CN"),
        ("An official in Lyon said it was late.", "FR"),
    ],
)
def test_the_side_of_somebody_without_a_name_is_where_they_speak(text: str, side: str) -> None:
    assert last(text, home="GB").side == side
