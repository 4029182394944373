"""The directory of public figures and organisations: what is shipped is sound, and what is wrong is said clearly."""

from pathlib import Path

import pytest

from nlp.speakers import load_directory
from nlp.speakers.directory import DirectoryError, read_directory
from nlp.speakers.names import script_of

GOOD = "people:\n  - {key: su, en: [Su Yanqiu], zh: [苏砚秋], source: memory, as_of: 2031-03}\n"


def read(tmp_path: Path, text: str, *, organisations: str = "organisations: []\n") -> object:
    (tmp_path / "people.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "organisations.yaml").write_text(organisations, encoding="utf-8")
    return read_directory({"organisation": tmp_path / "organisations.yaml", "person": tmp_path / "people.yaml"})


def test_it_is_as_large_as_it_should_be_and_says_where_it_is_from() -> None:
    shipped = load_directory()
    assert sum(entry.kind == "person" for entry in shipped) >= 150
    assert sum(entry.kind == "organisation" for entry in shipped) >= 100
    assert all(entry.source and entry.as_of for entry in shipped)
    assert {"US", "CN", "TW", "HK", "JP", "KR", "NL", "EU"} <= {entry.side for entry in shipped}


def test_most_entries_have_both_languages_and_both_scripts() -> None:
    people = [entry for entry in load_directory() if entry.kind == "person"]
    scripts = [{script_of(name) for name in entry.names} for entry in people]
    assert sum(bool(found & {"Hans", "Hani"}) for found in scripts) > 0.9 * len(people)
    simplified = [found for found in scripts if "Hans" in found]
    assert sum("Hant" in found for found in simplified) > 0.9 * len(simplified)


def test_traditional_forms_follow_from_simplified_ones(tmp_path: Path) -> None:
    (entry,) = read(tmp_path, GOOD)  # type: ignore[misc]
    assert entry.names == ("Su Yanqiu", "苏砚秋", "蘇硯秋")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("people: none\n", "people.yaml: expected one list, people"),
        (GOOD.replace("source: memory", "sauce: memory"), "people.yaml: su: source: Field required"),
        (GOOD.replace("2031-03", "March"), "people.yaml: su: as_of: String should match"),
        (GOOD.replace("as_of", "side: China, as_of"), "people.yaml: su: side: String should match"),
        (GOOD.replace("苏砚秋", "Su"), "su: zh: Su is not in Chinese characters"),
        (GOOD.replace("苏砚秋", "范砚文"), "范 of 范砚文 has several Traditional forms: give the name under hant"),
        (GOOD.replace("source", "affiliations: [nobody], source"), "affiliations: no organisation has the key nobody"),
        (GOOD.replace("source", "ambiguous: [Su], source"), "ambiguous: Su is none of the names"),
        (
            GOOD + GOOD.split("\n")[1].replace("su,", "other,") + "\n",
            "is that of other, su: mark it as ambiguous in each",
        ),
        (GOOD + GOOD.split("\n")[1] + "\n", "the key is that of an entry in people.yaml already"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(DirectoryError) as error:
        read(tmp_path, text)
    assert says in str(error.value)
