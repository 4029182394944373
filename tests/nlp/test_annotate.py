"""Annotation as a whole: what is judged, in whose voice, and what makes a version due again. All invented."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.annotation import Document
from domain.speaker import Speaker
from domain.stance import STANCE_LABELS, Proposition, Stance, Statement
from nlp.annotate import Annotator, attribute
from nlp.propositions import load_propositions

PROPOSITIONS = tuple(load_propositions().values())


@dataclass
class Undecided:
    """A stance model that gives every label the same and remembers what it was asked."""

    model: str = "undecided"
    revision: str = "1"
    asked: list[Statement] = field(default_factory=list)

    def judge(self, statements: Sequence[Statement], proposition: Proposition) -> list[Stance]:
        self.asked += statements
        scores = dict.fromkeys(STANCE_LABELS, 0.25)
        return [
            Stance(
                label="neutral",
                scores=scores,
                abstained=True,
                proposition=proposition.id,
                proposition_version=proposition.version,
                model=self.model,
                revision=self.revision,
            )
            for _ in statements
        ]


def document(text: str, *, title: str = "China and the AI race", country: str = "US") -> Document:
    return Document(version_id=1, title=title, text=text, outlet="ledger", outlet_country=country)


ENGLISH = (
    "The best Chinese model now trails the best American one by four months.\n"
    "“We used to win this without playing,” said Miriam Castellanos, who advises two states. “Now we are losing.”\n"
    "It rained in the valley on Sunday."
)
CHINESE = "中国最好的模型已落后美国不到半年。\n「差距在縮小。」蘇硯秋說。\n会议还研究了其他事项。"


def test_statements_of_a_relevant_article() -> None:
    model = Undecided()
    found = Annotator(stance_model=model, propositions=PROPOSITIONS).annotate(document(ENGLISH))
    assert found.relevant
    assert found.language == "en"
    assert [quotation.speaker for quotation in found.quotations] == ["Miriam Castellanos"]
    assert [judgement.voice for judgement in found.judgements] == ["quote", "outlet", "article"]
    quote, outlet, article = found.judgements
    assert quote.quotation == 0
    assert outlet.span.of(ENGLISH).startswith("The best Chinese model")
    assert article.span.of(ENGLISH) == ENGLISH
    assert {tone.target for tone in outlet.tones} == {"CN", "US"}
    assert all(len(judgement.stances) == len(PROPOSITIONS) for judgement in found.judgements)
    asked = {statement.voice: statement for statement in model.asked}
    assert asked["quote"].text == "We used to win this without playing, Now we are losing."
    assert asked["quote"].context == "The best Chinese model now trails the best American one by four months."
    assert asked["article"].title == "China and the AI race"
    assert {statement.outlet_country for statement in model.asked} == {"US"}


def test_chinese_in_both_scripts() -> None:
    found = Annotator(stance_model=Undecided(), propositions=PROPOSITIONS).annotate(
        document(CHINESE, title="人工智能竞赛", country="CN")
    )
    assert found.language == "zh"
    assert [quotation.content for quotation in found.quotations] == [("差距在縮小。",)]
    assert [judgement.voice for judgement in found.judgements] == ["quote", "outlet", "article"]


def test_an_irrelevant_article_keeps_its_quotations_and_is_not_judged() -> None:
    text = "“The sap ran early,” said Wanda Thibault.\nThe sugar houses opened."
    found = Annotator(stance_model=Undecided(), propositions=PROPOSITIONS).annotate(document(text, title="Maple"))
    assert not found.relevant
    assert len(found.quotations) == 1
    assert found.judgements == ()


def test_an_empty_text_has_nothing_to_judge() -> None:
    found = Annotator(stance_model=Undecided(), propositions=PROPOSITIONS).annotate(document(""))
    assert (found.quotations, found.judgements) == ((), ())


def test_the_directory_lends_the_side_that_the_article_does_not_tell() -> None:
    text = "“The models lead,” said Su Yanqiu.\nChina and America race for AI."
    known = Speaker(key="su", names=("Su Yanqiu", "苏砚秋"), side="CN", source="memory")
    sides = [
        Annotator(stance_model=Undecided(), propositions=PROPOSITIONS, directory=directory)
        .annotate(document(text))
        .quotations[0]
        .side
        for directory in ((), (known,))
    ]
    assert sides == [None, "CN"]


def test_names_that_stand_side_by_side_are_kept() -> None:
    text = "“The models lead,” said Wei Chen (陈伟).\nChina and America race for AI."
    found = Annotator(stance_model=Undecided(), propositions=PROPOSITIONS).annotate(document(text))
    assert found.beside == (("Wei Chen", "陈伟"),)


def test_the_revision_changes_with_the_model_and_the_propositions() -> None:
    plain = Annotator(stance_model=Undecided(), propositions=PROPOSITIONS).revision
    assert plain == Annotator(stance_model=Undecided(), propositions=PROPOSITIONS).revision
    assert plain != Annotator(stance_model=Undecided(revision="2"), propositions=PROPOSITIONS).revision
    assert plain != Annotator(stance_model=Undecided(), propositions=()).revision


def test_attribute_names_the_speakers() -> None:
    assert [quotation.speaker for quotation in attribute("Dana Hale spoke. “We lead,” she said.")] == ["Dana Hale"]
