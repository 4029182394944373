"""Names in Chinese text, weighed over the whole of it. All people are invented."""

import pytest

from nlp.speakers import people_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("黎强先后到访两地。黎强首先走进车间。黎强指出，要抓紧。", {"黎强"}),
        ("小说家骆以恒在论坛上发言。", {"骆以恒"}),
        ("工人代表葛秋月哽咽说，没有说法。", {"葛秋月"}),
        ("在碼頭等候的黎先生說，看不見。", set()),
        ("美国顾问助理德鲁·卡萨迪在会上说，要快。", {"德鲁·卡萨迪"}),
        ("单位指出，蓝皮书已经发布。", set()),
    ],
)
def test_people_in(text: str, names: set[str]) -> None:
    assert people_in(text) == names
