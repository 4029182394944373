"""Mirrored statements: what changes with the sides, and what has no mirror. All statements are invented."""

import dataclasses

import pytest

from domain.stance import Proposition, StanceLabel, Statement
from nlp.training.data import Example
from nlp.training.mirrored import mirrored_examples


def example(
    text: str,
    *,
    label: StanceLabel = "favor",
    language: str = "en",
    side: str | None = None,
    rules: tuple[int, ...] = (),
    context: str | None = None,
) -> Example:
    statement = Statement(text=text, language=language, voice="quote", side=side, context=context)
    return Example(id="e", statement=statement, label=label, batch="01", rules=rules)


#: What is written with a small letter somewhere is known to name nobody, also where it opens a sentence.
SMALL_LETTERS = example("it seems that an answer is what he, we and they lack", label="unrelated")


@pytest.mark.parametrize(
    ("language", "text", "mirror"),
    [
        ("en", "China is years ahead of the United States.", "America is years ahead of China."),
        ("en", "The U.S. leads, and US models are why.", "China leads, and Chinese models are why."),
        ("en", "An American lab beat a Chinese one.", "A Chinese lab beat an American one."),
        ("en", "Washington's plans trail Beijing’s.", "Beijing's plans trail Washington’s."),
        ("zh", "中国在人工智能上领先美国三年。", "美国在人工智能上领先中国三年。"),
        ("zh", "华盛顿看得清楚：AI这一局，北京走在前面。", "北京看得清楚：AI这一局，华盛顿走在前面。"),
    ],
)
def test_the_countries_change_places(language: str, text: str, mirror: str) -> None:
    (found,) = mirrored_examples([example(text, language=language, side="GB"), SMALL_LETTERS])
    assert (found.statement.text, found.statement.side, found.label) == (mirror, "GB", "against")


@pytest.mark.parametrize(("language", "text"), [("en", "We are far behind them."), ("zh", "我们落后他们好几年。")])
def test_we_changes_hands(language: str, text: str) -> None:
    (found,) = mirrored_examples([example(text, language=language, side="US"), SMALL_LETTERS])
    assert (found.statement.text, found.statement.side, found.label) == (text, "CN", "against")
    (again,) = mirrored_examples([dataclasses.replace(found, id="e"), SMALL_LETTERS])
    assert (again.statement.side, again.label) == ("US", "favor")


def test_balance_stays_balance() -> None:
    (found,) = mirrored_examples([example("China builds, America invents.", label="neutral"), SMALL_LETTERS])
    assert (found.statement.text, found.label, found.id) == ("America builds, China invents.", "neutral", "e-mirrored")


def test_the_sentence_before_is_mirrored_too() -> None:
    (found,) = mirrored_examples([example("They are ahead.", context="He spoke of China.", side="US"), SMALL_LETTERS])
    assert found.statement.context == "He spoke of America."


@pytest.mark.parametrize(
    "kept",
    [
        example("China has closed the gap to America."),
        example("America still leads, but China is catching up.", rules=(2,)),
        example("Export controls have failed to slow China."),
        example("Osterfeld Labs of China is ahead of America."),
        example("The bakery opens at six.", label="unrelated"),
        example("They are ahead."),
        example("We are ahead of them.", side=None),
        example("中国已经追平美国。", language="zh"),
        example("美国的芯片管制没有拖慢中国。", language="zh"),
        example("China liegt vor Amerika.", language="de"),
    ],
    ids=lambda kept: kept.statement.text,
)
def test_what_has_no_mirror_is_left_out(kept: Example) -> None:
    assert mirrored_examples([kept, SMALL_LETTERS]) == []


def test_claims_of_their_own_have_none() -> None:
    claim = Proposition(id="c", version=1, texts={"en": "China builds more."})
    assert mirrored_examples([dataclasses.replace(example("China is ahead of America."), proposition=claim)]) == []
