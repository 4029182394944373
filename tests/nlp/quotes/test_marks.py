"""Marks: every kind, nested, unclosed and over paragraphs; apostrophes and inches are none."""

import pytest
from hypothesis import given

from nlp.quotes.marks import find_marks
from tests.nlp.texts import newsy


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("He said “we lead” today.", [["we lead"]]),
        ('He said "we lead," then "no."', [["we lead,"], ["no."]]),
        ("He said ‘we lead’ today.", [["we lead"]]),
        ("He said 'we lead' today.", [["we lead"]]),
        ("He said ''we lead,'' then left.", [["we lead,"]]),
        ("''It was in 'The Yard,''' she said. ''Yes.''", [["It was in 'The Yard,'"], ["Yes."]]),
        ("«We lead», he said.", [["We lead"]]),
        ("他说“我们领先”。", [["我们领先"]]),
        ("他說「我們領先」，又說『落後』。", [["我們領先"], ["落後"]]),
        ('"一人公司"与"超级个体"', [["一人公司"], ["超级个体"]]),
        # nested
        ("“The ‘big’ one leads,” he said.", [["The ‘big’ one leads,"]]),
        ("他说：“所谓‘超车’不存在。”", [["所谓‘超车’不存在。"]]),
        ("他說：「所謂『超車』不存在。」", [["所謂『超車』不存在。"]]),
        ("“We heard ‘no.’” He left.", [["We heard ‘no.’"]]),
        # mixed curly and straight
        ('“We lead," she said. “We do.”', [["We lead,"], ["We do."]]),
        ('“We lead," she said. "We do.”', [["We lead,"], ["We do."]]),
        ('“We call it "big" and "new",” she said. “We do.”', [['We call it "big" and "new",'], ["We do."]]),
        ("An “early look“ at the dam and a “second one” later.", [["early look"], ["second one"]]),
        ("“We lead,’’ she said. “We do.’’", [["We lead,"], ["We do."]]),
        ("‘He said ‘no’’, she wrote.", [["He said ‘no"]]),
        # a space behind a straight mark that opens
        ('"We lead," she said. " We do."', [["We lead,"], ["We do."]]),
        # apostrophes and measures
        ("The firms’ lead isn’t 6'3\" tall, nor the workers’.", []),
        ("‘We’re losing the workers’ trust,’ he said.", [["We’re losing the workers’ trust,"]]),
        ("'We lost,' said the players' captain.", [["We lost,"]]),
        # unclosed
        ("“We lead, he said.", [["We lead, he said."]]),
        ("“We lead.\nHe left.", [["We lead."]]),
        # several paragraphs, each opened, the last closed
        ("“One.\n\n“Two.\n“Three,” he said.", [["One.", "Two.", "Three,"]]),
        ("「一。\n「二。」他說。", [["一。", "二。"]]),
        ("《星河》是一部小说。", []),
        ("Empty “” marks.", []),
        # a program closed at once what it opened
        ("He rose. “”We lead,” he said. “We do.”", [["We lead,"], ["We do."]]),
    ],
)
def test_stretches(text: str, parts: list[list[str]]) -> None:
    assert [[part.of(text) for part in marked.parts] for marked in find_marks(text)] == parts


@given(newsy)
def test_stretches_are_ordered_apart_and_hold_their_parts(text: str) -> None:
    position = 0
    for marked in find_marks(text):
        assert position <= marked.outer.start < marked.outer.end <= len(text)
        inside = marked.outer.start
        for part in marked.parts:
            assert inside < part.start < part.end <= marked.outer.end
            assert part.of(text) == part.of(text).strip()
            inside = part.end
        position = marked.outer.end
