"""Speakers across articles: one person under all spellings, two of one name apart. All invented."""

import pytest

from domain.speaker import Speaker
from nlp.quotes import extract
from nlp.speakers import link, load_directory, name_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wei Chen", "Chen Wei"),
        ("Wei Chen", "CHEN Wei"),
        ("Dr. Wei Chen", "Wei Chen"),
        ("Jose Peña", "José Pena"),
        ("陳偉", "陈伟"),
        ("普里娅·拉马纳坦", "普里婭・拉馬納坦"),
    ],
)
def test_spellings_with_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_names_given_side_by_side_make_one_speaker() -> None:
    text = "“We lead,” said Wei Chen (陈伟), who runs Xingcha."
    (speaker,) = link(extract(text, language="en"), (), text=text)
    assert speaker is not None
    assert speaker.names == ("Wei Chen", "陈伟")
    text = "创始人陈伟（Wei Chen）表示，差距在缩小。"
    (again,) = link(extract(text, language="zh"), (speaker,), text=text)
    assert again is not None
    assert again.key == speaker.key


def test_an_entry_of_the_directory_is_found_under_any_of_its_names() -> None:
    directory = (Speaker(key="su", names=("Su Yanqiu", "苏砚秋"), side="CN"),)
    for text, language in (("“Yes,” said Su Yanqiu.", "en"), ("蘇硯秋表示，差距在縮小。", "zh")):
        (speaker,) = link(extract(text, language=language), directory, text=text)
        assert speaker is not None
        assert speaker.key == "su"


def test_two_of_one_name_stay_apart() -> None:
    directory = (
        Speaker(key="smith-a", names=("Ann Smith",), affiliation="Acme Labs"),
        Speaker(key="smith-b", names=("Ann Smith",), affiliation="Example University"),
    )
    text = "“Yes,” said Ann Smith, a professor at Example University."
    (speaker,) = link(extract(text, language="en"), directory, text=text)
    assert speaker is not None
    assert speaker.key == "smith-b"
    text = "“Yes,” said Ann Smith."
    (unknown,) = link(extract(text, language="en"), directory, text=text)
    assert unknown is not None
    assert unknown.key not in ("smith-a", "smith-b")


def test_no_speaker_no_link() -> None:
    assert link(extract("He said the gap had narrowed.", language="en"), ()) == [None]


def test_the_shipped_directory_is_sound() -> None:
    directory = load_directory()
    keys = [speaker.key for speaker in directory]
    assert len(keys) == len(set(keys))
    names = [name_key(name) for speaker in directory for name in {name_key(n) for n in speaker.names}]
    assert len(names) == len(set(names)), "two entries share a name"
    assert all(speaker.side is None or len(speaker.side) == 2 for speaker in directory)
