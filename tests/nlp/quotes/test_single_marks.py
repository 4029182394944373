"""Single marks as British papers print them: told from apostrophes, possessives and cut words, and nested."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.quotes.extract import extract
from nlp.quotes.marks import find_marks

_STRAIGHT = str.maketrans("‘’“”", "''\"\"")

_APOSTROPHES = [
    "isn’t", "the workers’ trust", "James’s firm", "the ’90s", "get ’em all", "goin’ home", "rock ’n’ roll",
    "at nine o’clock", "Xi’an", "the ministers’ aides’ notes", "but ’tis late", "5,000 chips", "the U.S. lead",
]  # fmt: skip
_outside = st.lists(st.sampled_from(["he told the members", "in Lowick", *_APOSTROPHES]), min_size=1, max_size=4)
_inside = st.lists(st.sampled_from(["we lead", "“too late” for us", "“No,” we said", *_APOSTROPHES]), max_size=4)
#: What ends a stretch in marks: its own stop, or the stop or the word that the sentence goes on with.
_ends = st.sampled_from(
    ["it,’ ", "it.’ ", "it?’ ", "it’. ", "it’, ", "it’ and ", "the plans’ and ", "a “plan”’, ", "“it.”’ "]
)
_pieces = st.lists(
    st.tuples(_outside.map(" ".join), st.one_of(st.none(), st.tuples(_inside, _ends))), min_size=1, max_size=5
)


def _written(pieces: list[tuple[str, tuple[list[str], str] | None]]) -> tuple[str, list[str]]:
    """Return a text and the stretches in marks that went into it."""
    text, stretches = "", []
    for outside, quoted in pieces:
        text += f"Then {outside}, "
        if quoted is not None:
            stretch = " ".join([*quoted[0], quoted[1][: quoted[1].rindex("’")]])
            text += f"‘{stretch}{quoted[1][quoted[1].rindex('’') :]}"
            stretches.append(stretch)
        text += "he said.\n\n" if len(text) % 2 else "he said. "
    return text, stretches


@given(_pieces)
def test_curly_and_straight_single_marks_are_told_from_apostrophes(
    pieces: list[tuple[str, tuple[list[str], str] | None]],
) -> None:
    text, stretches = _written(pieces)
    assert [marked.inner.of(text) for marked in find_marks(text)] == stretches
    straight = text.translate(_STRAIGHT)
    assert [marked.inner.of(straight) for marked in find_marks(straight)] == [
        stretch.translate(_STRAIGHT) for stretch in stretches
    ]


@given(_pieces)
def test_single_marks_hold_what_double_marks_hold(pieces: list[tuple[str, tuple[list[str], str] | None]]) -> None:
    text, stretches = _written([(outside, quoted) for outside, quoted in pieces])
    if any("“" in stretch for stretch in stretches):
        return
    double = text
    for marked in reversed(find_marks(text)):
        start, end = marked.outer
        double = f"{double[:start]}“{double[start + 1 : end - 1]}”{double[end:]}"
    assert [marked.parts for marked in find_marks(double)] == [marked.parts for marked in find_marks(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        # a plural that owns something, and one that ends the stretch
        ("‘The workers’ rights’ group left.", [["The workers’ rights"]]),
        ("It was ‘a fight of the generals’ and no more.", [["a fight of the generals"]]),
        ("It was ‘a fight of generals’ yesterday, he said.", [["a fight of generals"]]),
        # the next mark that opens ends the search
        ("A ‘co-pilots’ plan. But ‘nobody came,’ he said.", [["co-pilots"], ["nobody came,"]]),
        ("Words such as ‘expects’ and ‘will’ are plans.", [["expects"], ["will"]]),
        # marks nested in them
        ("‘He said, “You’ll see,”’ she said.", [["He said, “You’ll see,”"]]),
        ("‘“We ship Monday.” That was it.’", [["“We ship Monday.” That was it."]]),
        ("'\"Enough\" is when I'm dead,' she said.", [['"Enough" is when I\'m dead,']]),
        ("‘He said ‘no’ to us,’ she said.", [["He said ‘no’ to us,"]]),
        # what may follow a mark that opens
        ("'£5m is not enough,' he said.", [["£5m is not enough,"]]),
        ("'[They] left us,' he said.", [["[They] left us,"]]),
        ("'90s men ran the ‘Lowick’ plant in '08.", [["Lowick"]]),
        # curly and straight ones mixed
        ("‘It's late,' he said.", [["It's late,"]]),
        # over paragraphs, and left open
        ("‘One isn’t two.\n\n‘Two,’ he said.", [["One isn’t two.", "Two,"]]),
        ("‘We go,’ he said. ‘One.\n\n‘Two.’", [["We go,"], ["One.", "Two."]]),
        ("“We go,” he said. “We must.” He likes the ‘burbs and the ‘hood.", [["We go,"], ["We must."]]),
    ],
)
def test_stretches(text: str, parts: list[list[str]]) -> None:
    assert [[part.of(text) for part in marked.parts] for marked in find_marks(text)] == parts


def test_a_paper_in_single_marks_is_read_like_one_in_double_marks() -> None:
    text = (
        "‘The unions’ rights aren’t “for sale”,’ said Dana Hale, a councillor. She called the plan ‘a gift to the "
        "owners’ and said the firm’s promise was ‘worth less than the paper’.\n\n‘We’ll fight,’ she said, ‘until "
        "they’re gone.’"
    )
    contents = [
        ("The unions’ rights aren’t “for sale”,",),
        ("the plan ‘a gift to the owners’",),
        ("the firm’s promise was ‘worth less than the paper’",),
        ("We’ll fight,", "until they’re gone."),
    ]
    found = extract(text, language="en")
    assert [quotation.content for quotation in found] == contents
    assert {quotation.speaker for quotation in found} == {"Dana Hale"}
