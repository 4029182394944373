"""What the model is given to read."""

from domain.stance import Proposition, Statement
from nlp.stance.model_input import marked, plain, proposition_text, statement_language


def test_we_carries_the_side_once() -> None:
    statement = Statement(text="We are losing, and our allies see it.", voice="quote", side="US")
    assert marked(statement) == "quote the United States: We (the United States) are losing, and our allies see it."


def test_traditional_becomes_simplified_and_carries_the_side() -> None:
    assert marked(Statement(text="我國領先。", voice="quote", side="CN")) == "quote 中国: 我国 (中国)领先。"


def test_the_country_in_capitals_is_no_pronoun() -> None:
    assert marked(Statement(text="The US leads.", outlet_country="GB")) == "outlet Britain: The US leads."


def test_the_outlets_country_never_decides_for_a_quotation() -> None:
    statement = Statement(text="We lead.", voice="quote", outlet_country="US")
    assert marked(statement) == "quote ?: We lead."


def test_context_and_title_come_first() -> None:
    assert marked(Statement(text="It leads.", context="China ran.")) == "outlet ?: China ran. » It leads."
    article = Statement(text="It leads.", voice="article", title="China", context="not read")
    assert marked(article) == "article ?: China » It leads."
    assert plain(article) == "China It leads."


def test_language_of_a_statement_and_of_the_proposition() -> None:
    assert statement_language(Statement(text="x", language="zh-Hant")) == "zh"
    assert statement_language(Statement(text="美國領先")) == "zh"
    proposition = Proposition(id="p", version=1, texts={"en": "English", "zh": "中文"})
    assert [proposition_text(proposition, code) for code in ("zh", "en", "pt")] == ["中文", "English", "English"]
    assert proposition_text(Proposition(id="p", version=1, texts={"de": "Deutsch"}), "zh") == "Deutsch"
