"""The codebook's cases in English, one by one. Sentences, people and firms are invented."""

import pytest

from domain.quotation import Quotation
from nlp.quotes import extract


def only(text: str) -> Quotation:
    found = extract(text, language="en")
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "content", "source", "cue"),
    [
        ("“We are behind,” said Wei Chen.", ["We are behind,"], "Wei Chen", "said"),
        ("“We are behind,” Wei Chen said.", ["We are behind,"], "Wei Chen", "said"),
        ("Wei Chen said: “We are behind.”", ["We are behind."], "Wei Chen", "said"),
        ('Wei Chen said, "We are behind."', ["We are behind."], "Wei Chen", "said"),
        ("‘We are behind,’ said Wei Chen.", ["We are behind,"], "Wei Chen", "said"),
        ("''We are behind,'' said Wei Chen.", ["We are behind,"], "Wei Chen", "said"),
        ("“Are we behind?” Wei Chen asked.", ["Are we behind?"], "Wei Chen", "asked"),
        ("“We are behind!” Wei Chen shouted.", ["We are behind!"], "Wei Chen", "shouted"),
        ("He said:\n\n“We are behind.”", ["We are behind."], "He", "said"),
        ("“We are behind,” Wei Chen told reporters in Geneva on Monday.", ["We are behind,"], "Wei Chen", "told"),
        ("“We are behind,” said Wei Chen in an interview.", ["We are behind,"], "Wei Chen", "said"),
        # split by the cue
        ("“We lead,” said Wei Chen, “and they know it.”", ["We lead,", "and they know it."], "Wei Chen", "said"),
        ("“The lead,” Wei Chen told reporters in Geneva, “is gone.”", ["The lead,", "is gone."], "Wei Chen", "told"),
        ("“We are behind,” he said, but “nobody admits it.”", ["We are behind,", "nobody admits it."], "he", "said"),
        # more speech right after, without a cue of its own
        ("“We are behind,” said Wei Chen. “They know it.”", ["We are behind,", "They know it."], "Wei Chen", "said"),
        # descriptive clauses between speaker and verb
        # the apposition belongs to the source
        (
            "“We are behind,” Wei Chen, who runs the laboratory, said.",
            ["We are behind,"],
            "Wei Chen, who runs the laboratory",
            "said",
        ),
        (
            "“We are behind,” Wei Chen, a professor at Example University, said.",
            ["We are behind,"],
            "Wei Chen, a professor at Example University",
            "said",
        ),
        (
            "“We are behind,” said Wei Chen, a professor at Example University. The rest is silence.",
            ["We are behind,"],
            "Wei Chen, a professor at Example University",
            "said",
        ),
        (
            "“We are behind,” said Wei Chen, the U.S. envoy whom Ms. Hale had sent. It rained.",
            ["We are behind,"],
            "Wei Chen, the U.S. envoy whom Ms. Hale had sent",
            "said",
        ),
        (
            "“We are behind,” said Wei Chen, the professor, in a note to staff.",
            ["We are behind,"],
            "Wei Chen, the professor",
            "said",
        ),
        # several paragraphs
        ("“We are behind.\n\n“They know it,” said Wei Chen.", ["We are behind.", "They know it,"], "Wei Chen", "said"),
    ],
)
def test_direct(text: str, content: list[str], source: str, cue: str) -> None:
    found = only(text)
    assert (found.type, list(found.content), found.source, found.cue) == ("direct", content, source, cue)


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        ("Ms. Hale said they took “different directions”.", "they took “different directions”", "Ms. Hale"),
        ("Hale said that the lead was “gone for good” by March.", "the lead was “gone for good” by March", "Hale"),
        ("Hale called the launch a “wake-up call”.", "the launch a “wake-up call”", "Hale"),
        ("Hale described the firm as “a copy of a copy” on Monday.", "the firm as “a copy of a copy”", "Hale"),
        ("The “tigers” are catching up, Hale said.", "The “tigers” are catching up", "Hale"),
    ],
)
def test_mixed(text: str, content: str, source: str) -> None:
    found = only(text)
    assert (found.type, found.content, found.source) == ("mixed", (content,), source)


@pytest.mark.parametrize(
    ("text", "content", "source", "cue"),
    [
        ("Zhang said the gap had narrowed to three months.", "the gap had narrowed to three months", "Zhang", "said"),
        ("Zhang told reporters that the gap had narrowed.", "the gap had narrowed", "Zhang", "told"),
        ("The firm announced that it would open its weights.", "it would open its weights", "The firm", "announced"),
        ("In a statement, the firm said it would appeal.", "it would appeal", "the firm", "said"),
        ("Zhang said on Monday that the gap had narrowed.", "the gap had narrowed", "Zhang", "said"),
        ("The gap has narrowed, analysts say.", "The gap has narrowed", "analysts", "say"),
        ("Analysts believe the gap has narrowed.", "the gap has narrowed", "Analysts", "believe"),
        ("According to Zhang, the gap has narrowed.", "the gap has narrowed", "Zhang", "According to"),
        ("The gap has shrunk, according to a Halyard note.", "The gap has shrunk", "a Halyard note", "according to"),
        ("Zhang asked whether the gap had narrowed.", "whether the gap had narrowed", "Zhang", "asked"),
        ("The agency has also warned that the gap is closing.", "the gap is closing", "The agency", "warned"),
    ],
)
def test_indirect(text: str, content: str, source: str, cue: str) -> None:
    found = only(text)
    assert found.type == "indirect"
    assert found.content[0].removeprefix("whether ") == content.removeprefix("whether ")
    assert (found.source, found.cue) == (source, cue)


def test_an_utterance_that_its_cue_splits_is_one() -> None:
    found = only("The gap, analysts say, is closing fast.")
    assert found.content == ("The gap", "is closing fast")


def test_said_and_adding_are_two() -> None:
    first, second = extract("Zhang said the gap had narrowed, adding that prices fell.", language="en")
    assert (first.content, first.source) == (("the gap had narrowed",), "Zhang")
    assert (second.content, second.source, second.cue) == (("prices fell",), "Zhang", "adding")


def test_speech_inside_speech_belongs_to_the_original_speaker() -> None:
    found = only("According to Halyard News, Zhang said the gap had narrowed.")
    assert (found.source, found.content) == ("Zhang", ("the gap had narrowed",))


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “AI tigers” met in Hangzhou.",
        "Lu “The Ruler” Qiheng opened the fair.",
        "Her novel “The Lead” sold well.",
        "The word “race” is everywhere.",
        "The two are known as “sleepers”.",
        "He raised concerns about the “red line” policy.",
        "The United States extended its controls.",
        "It was reportedly sold.",
        "The firm did not respond.",
        "Nobody was told.",
        "They fear a loss. They expect growth.",
        "The rule adds fourteen names to a list of buyers that need a license.",
    ],
)
def test_not_quotations(text: str) -> None:
    assert extract(text, language="en") == []


def test_speech_without_a_speaker_stays_and_abstains() -> None:
    found = only("It began.\n\n“Nobody in this town will ever forget the day the mill shut.”")
    assert (found.type, found.speaker, found.source) == ("direct", None, None)


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        # the clause goes on behind the cue in its midst
        (
            "The plant would close, the firm said in its report, and could be sold.",
            [["The plant would close", "and could be sold"]],
        ),
        (
            "The plant made 90 engines, according to the firm, most of them for ships.",
            [["The plant made 90 engines", "most of them for ships"]],
        ),
        ("One of them, according to a list, had been shut.", [["One of them", "had been shut"]]),
        (
            "The gap is wider, as Zhang pointed out, than it was in May.",
            [["The gap is wider", "than it was in May"]],
        ),
        ("The plant would close, she said, and walked to her car.", [["The plant would close"]]),
        # the second verb has the subject of the first
        (
            "In Lowick the ministry urged buyers to “stay calm” and accused the firm of “spreading fear”.",
            [["to “stay calm”"], ["the firm of “spreading fear”"]],
        ),
        (
            "In a statement the club thanked Hale for “nine good years” and said that she would stay.",
            [["Hale for “nine good years”"], ["she would stay"]],
        ),
        (
            "A notice told schools to “prefer open tools”, and towns have since bought two hundred.",
            [["to “prefer open tools”"]],
        ),
        # what parts a verb from its "that"
        ("Zhang acknowledged, however, that sales would fall.", [["sales would fall"]]),
        ("Zhang told reporters at a fair in Lowick, Ohio, that sales would fall.", [["sales would fall"]]),
        ("Zhang said through an aide that sales would fall.", [["sales would fall"]]),
        ("Halyard fell 18% after saying that two buyers had left.", [["two buyers had left"]]),
        # who may warn is not quoted
        (
            "Zhang warned that buyers might conclude that the town was closed.",
            [["buyers might conclude that the town was closed"]],
        ),
        ("“We lead the field,” an aide at the Trade and Growth Bureau said.", [["We lead the field,"]]),
        ("It could not “win”, Mr Hale, head of the Trade Office (TO), said at a fair.", [["It could not “win”"]]),
        ("Some in Lowick think the plan is a trap.", [["the plan is a trap"]]),
        ("The firm retorts that Zhang has it wrong.", [["Zhang has it wrong"]]),
        ("Hale described that as “thin even for this trade”.", [["that as “thin even for this trade”"]]),
        # the outlet's own words after the marks
        ("Hale says that the plan is “lazy,” and she may be right.", [["the plan is “lazy,”"]]),
        ("He said that Lowick would take “firm steps,” without naming any.", [["Lowick would take “firm steps,”"]]),
        ("Hale admits that there were delays, though she will not say how many.", [["there were delays"]]),
        # how much later, and to whom
        ("He replied 20 minutes later: “Keep it to the two of us.”", [["Keep it to the two of us."]]),
        ("Hale appealed to drivers to “think twice before setting out”.", [["to “think twice before setting out”"]]),
        # a verb before shares the subject, which is described
        ("Dana Hale, head of the yard, shut two docks and said that it “remains open”.", [["it “remains open”"]]),
        ("The firm, he ruled, had shown no harm.", [["The firm", "had shown no harm"]]),
        # who is told, without "that"; what was seen or done
        ("The man told police he liked the mayor.", [["he liked the mayor"]]),
        ("Neighbours reported hearing three shots.", [["hearing three shots"]]),
        ("Hale admitted to burning the files at home.", [["burning the files at home"]]),
        ("Brokers are of the view that prices will fall.", [["prices will fall"]]),
        ("The papers detail how the plant was sold.", [["how the plant was sold"]]),
        ("Hale begged lawmakers to “act now” on the bill.", [["to “act now” on the bill"]]),
        ("Hale remembered Cole as “a kind man who sang.”", [["Cole as “a kind man who sang"]]),
        ("Hale said after the match: “We were lucky.”", [["We were lucky."]]),
        # the clause before an inverted cue, and what describes its source
        ("But prices fell in May, she said.", [["But prices fell in May"]]),
        (
            "After the first tills came, shops began using them, Hale said while visiting a fair.",
            [["After the first tills came, shops began using them"]],
        ),
        (
            "It should ease by noon, allowing Halyard to open, said Abel Hale, its head of pumps.",
            [["It should ease by noon, allowing Halyard to open"]],
        ),
        (
            "One Lowick reporting station saw no rain — the first time that’s happened, said Abel Hale, its head.",
            [["One Lowick reporting station saw no rain — the first time that’s happened"]],
        ),
        (
            "“It is hard to find,” study lead author Dana Hale, who works in Lowick, Ohio, said.",
            [["It is hard to find,"]],
        ),
        ("“We have it,” lead researcher and pump expert Dana Hale said.", [["We have it,"]]),
        # marks before the cue, and the rest of the clause behind it
        (
            "While some wait, and “we like that,” Hale said, most will buy at once.",
            [["While some wait, and “we like that,”", "most will buy at once"]],
        ),
        (
            "Thrift is not a “bolt-on thing,” Hale said, but instead “who we are.”",
            [["Thrift is not a “bolt-on thing,”", "but instead “who we are"]],
        ),
        ("After singing “The River,” she told the crowd, “That was good.”", [["That was good."]]),
        # a cue inside what another reports
        (
            "The Lowick Times reports that aides had told shops to “hide” the news.",
            [["aides had told shops to “hide” the news"]],
        ),
        (
            "He said his deputy, Dana Hale, had dubbed it “the pit.”",
            [["his deputy, Dana Hale, had dubbed it “the pit"]],
        ),
        ("Once Hale said that he had moved to the coast, Cole left at once.", [["he had moved to the coast"]]),
        ("As Dana Hale reports for Halyard Radio, sales fell in May.", [["sales fell in May"]]),
        # the outlet's own words
        ("Hale said it would open next year, but he gave no details.", [["it would open next year"]]),
        ("Hale said others had warned of leaks, a claim Cole denied on Monday.", [["others had warned of leaks"]]),
        ("The office said it had asked the buyers, according to Halyard News.", [["it had asked the buyers"]]),
    ],
)
def test_where_contents_begin_and_end(text: str, contents: list[list[str]]) -> None:
    found = [[part.removesuffix(".”") for part in found.content] for found in extract(text, language="en")]
    assert found == [[part.removesuffix(".”") for part in content] for content in contents]


@pytest.mark.parametrize(
    "text",
    [
        "The yard must save power under rules proposed in May that would reward thrift.",
        "Three buyers in Lowick have postponed orders for two engines.",
        "The news hurt makers of pumps, a miner and two firms that have promised to build plants.",
        "Hale refused to let lawyers call him “a spy” in court.",
        "In one case cited in the file, a bear asked a girl for the code.",
        "A placard behind her reads: “Honk if you are late.”",
        "Many stood there holding handmade signs with sayings such as, “Less Tests, More Money.”",
        "They toured the prison, dubbed the “Lowick Inn” by guards.",
        "The drug should induce “torpor” — the term for the waking state.",
        "The shop is stocked with films by Pix, “Star Tours,” Marvel Studios and others.",
        "Leaders may still believe all this is a price worth paying.",
        "It is a town where Hale has maintained a wide polling lead for months.",
        "The row helped to propel him into the deputy prime minister post in a shaky cabinet.",
        "The third to speak was Hale, who was testifying Tuesday, and who listened in.",
        "A team led by staff of the Halyard Center in Lowick, Ohio, has confirmed traces of lead in the river.",
        "Sales rose in May, according to data from Halyard.",
        "Hale raised doubts in June, when he raised questions about the judgment of an aide.",
    ],
)
def test_no_cues(text: str) -> None:
    assert extract(text, language="en") == []
