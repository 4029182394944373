"""The shipped stance model as the rest of the project calls it. People and outlets here are invented."""

import dataclasses
import json
import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.stance import STANCE_LABELS, Proposition, Statement, Voice
from nlp.models import SHIPPED
from nlp.propositions import DEFAULT, load_proposition
from nlp.stance.model import StanceModel, load_stance_model
from nlp.stance.model_input import statement_language

STATEMENTS = [
    Statement(text="China has drawn level with the United States in artificial intelligence.", language="en"),
    Statement(text="We are far ahead of China in artificial intelligence.", voice="quote", side="US", language="en"),
    Statement(text="The bakery opens at six.", language="en"),
    Statement(text="中国在人工智能领域已经追平美国。", language="zh"),
    Statement(text="中國在人工智慧方面仍然落後美國好幾年。", language="zh"),
    Statement(text="这家面包店早上六点开门。"),
]


@pytest.fixture(scope="module")
def model() -> StanceModel:
    return load_stance_model(SHIPPED)


@pytest.fixture(scope="module")
def proposition() -> Proposition:
    return load_proposition(DEFAULT)


def test_plain_cases_in_both_languages_and_scripts(model: StanceModel, proposition: Proposition) -> None:
    labels = [stance.label for stance in model.judge(STATEMENTS, proposition)]
    assert labels == ["favor", "against", "unrelated", "favor", "against", "unrelated"]


def test_every_stance_says_where_it_comes_from(model: StanceModel, proposition: Proposition) -> None:
    for stance in model.judge(STATEMENTS, proposition):
        assert tuple(stance.scores) == STANCE_LABELS
        assert math.isclose(sum(stance.scores.values()), 1)
        assert stance.label == max(stance.scores, key=lambda label: stance.scores[label])
        assert (stance.proposition, stance.proposition_version) == (proposition.id, proposition.version)
        assert (stance.model, stance.revision) == (model.model, model.revision)
        assert stance.evidence == ()


def test_a_verdict_depends_on_its_own_statement_alone(model: StanceModel, proposition: Proposition) -> None:
    together = model.judge(STATEMENTS, proposition)
    assert together == [model.judge([statement], proposition)[0] for statement in STATEMENTS]
    assert together == model.judge(STATEMENTS[::-1], proposition)[::-1]


def test_a_second_load_gives_the_same_verdicts(model: StanceModel, proposition: Proposition) -> None:
    again = load_stance_model(SHIPPED, threads=1)
    assert again.revision == model.revision
    assert again.judge(STATEMENTS, proposition) == model.judge(STATEMENTS, proposition)


def test_each_language_has_a_temperature_of_its_own(
    model: StanceModel, proposition: Proposition, tmp_path: Path
) -> None:
    folder = tmp_path / "stance"
    folder.mkdir()
    for part in SHIPPED.iterdir():
        if part.name != "stance.json":
            (folder / part.name).symlink_to(part)
    told = json.loads((SHIPPED / "stance.json").read_text(encoding="utf-8"))
    softer = {**told["temperature"], "zh": 2 * told["temperature"]["zh"]}
    (folder / "stance.json").write_text(json.dumps({**told, "temperature": softer}), encoding="utf-8")
    for before, after, statement in zip(
        model.judge(STATEMENTS, proposition),
        load_stance_model(folder).judge(STATEMENTS, proposition),
        STATEMENTS,
        strict=True,
    ):
        if statement_language(statement) == "en":
            assert after.scores == pytest.approx(before.scores)
            continue
        roots = {label: math.sqrt(score) for label, score in before.scores.items()}
        assert after.scores == pytest.approx({label: root / sum(roots.values()) for label, root in roots.items()})


def test_no_statement_no_stance(model: StanceModel, proposition: Proposition) -> None:
    assert model.judge([], proposition) == []


def test_we_is_the_speakers_side(model: StanceModel, proposition: Proposition) -> None:
    for text in ("We have fallen behind in artificial intelligence.", "我们在人工智能上已经落后了。"):
        american, chinese = (Statement(text=text, voice="quote", side=side) for side in ("US", "CN"))
        ours, theirs = model.judge([american, chinese], proposition)
        assert ours.scores["favor"] > theirs.scores["favor"]
        assert ours.scores["against"] < theirs.scores["against"]


ARTICLE = Statement(
    voice="article",
    title="China draws level with America in artificial intelligence, report finds",
    text=(
        "Chinese laboratories have caught up with their American rivals, a report said on Monday. "
        "It was presented in Geneva.\n"
        "The weather was fine. The bakery opens at six."
    ),
    outlet_country="US",
    language="en",
)


def test_evidence_of_an_article_is_sentences_of_its_text(model: StanceModel, proposition: Proposition) -> None:
    (stance,) = model.judge([ARTICLE], proposition)
    assert stance.label == "favor"
    shown = [span.of(ARTICLE.text) for span in stance.evidence]
    assert shown[0].startswith("Chinese laboratories have caught up")
    assert not any("bakery" in sentence for sentence in shown)


def test_article_of_one_sentence_in_traditional_chinese(model: StanceModel, proposition: Proposition) -> None:
    text = "最新報告指出，中國的人工智慧已經追上美國"
    article = Statement(voice="article", title="中國AI追上美國", text=text, outlet_country="TW")
    (stance,) = model.judge([article], proposition)
    assert stance.label == "favor"
    assert [span.of(text) for span in stance.evidence] == [text]


def test_a_text_that_repeats_its_headline_is_read_once(model: StanceModel, proposition: Proposition) -> None:
    repeated = dataclasses.replace(ARTICLE, text=f"{ARTICLE.title}\n\n{ARTICLE.text}")
    plain, doubled = model.judge([ARTICLE, repeated], proposition)
    assert doubled.scores == plain.scores
    assert {span.of(ARTICLE.text) for span in plain.evidence} <= {span.of(repeated.text) for span in doubled.evidence}


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: bool(text.strip()))


@settings(max_examples=25)
@given(text=TEXT, voice=st.sampled_from(["quote", "outlet", "article"]), side=st.sampled_from([None, "US", "CN"]))
def test_any_text_gets_a_verdict(
    model: StanceModel, proposition: Proposition, text: str, voice: Voice, side: str | None
) -> None:
    statement = Statement(text=text, voice=voice, side=side, outlet_country=side)
    (stance,) = model.judge([statement], proposition)
    assert math.isclose(sum(stance.scores.values()), 1)
    assert all(0 <= span.start < span.end <= len(text) for span in stance.evidence)
    assert bool(stance.evidence) == (voice == "article")


def test_an_endless_text_is_cut(model: StanceModel, proposition: Proposition) -> None:
    endless = Statement(text="中国追上了美国。" * 50_000, voice="article", title="Long", outlet_country="CN")
    (stance,) = model.judge([endless], proposition)
    assert stance.evidence[0].end <= len(endless.text)
