"""Who speaks in the manner of Chinese portals and local papers. Sentences, people and firms are invented."""

import pytest

from nlp.quotes import extract
from nlp.speakers.people import people_in
from nlp.speakers.sides import country_of


def speakers(text: str) -> list[str | None]:
    return [quotation.speaker for quotation in extract(text, language="zh", home="CN")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # whose report it is, by who printed it
        ("英国《河岸时报》网站在10月2日发表题为《桥》的报道。报道称，桥已经修好。", ["河岸时报"]),
        ("云杉广播公司网站（YBC）不久前刊文称，桥已经修好。", ["云杉广播公司网站"]),
        ("据临江市教体局此前通报，学校已经复课。", ["临江市教体局"]),
        # relatives of children who have no names
        (
            "小林（化名）和小吴（化名）是同学。小林奶奶说，孩子没有受伤。小吴说，他没有动手。他还说，不会再去。",
            ["小林奶奶", "小吴", "小吴"],
        ),
        ("小吴（化名）称，自己坐在第一排。小吴奶奶不同意。其奶奶指出，这是老师的安排。", ["小吴", "小吴奶奶"]),
        # a founder in Latin letters, and the office alone
        (
            "Larkspur 的创始人 Dana Hale 此前写过剧本。后来 Hale 开了公司。\n创始人表示，产品还会改。Hale 称明年上市。",
            ["Dana Hale", "Dana Hale"],
        ),
        # of two of a family, who has the title
        (
            "中学校长陈立言要退休了。班长陈水秀说：“我们舍不得。”\n陈校长又走进教室。他说：“路还很长。”",
            ["陈水秀", "陈立言"],
        ),
        ("市公安局冯警官介绍，此类案件有所减少。", ["冯警官"]),
        ("茉莉·韦斯特当过教师。但是，茉莉说这份工作太累。", ["茉莉·韦斯特"]),
        ("云杉职业学校校长江波说，一定会有出路。", ["江波"]),
        ("配音演员胜诉，法院：声音也有权利\n\n昨天，南渡区人民法院作出一审判决。", ["南渡区人民法院"]),
        # whom the text is about speaks where nobody else does
        (
            "江勇是快递员。江勇每天送三十份饭。\n\n医生柏岚说：“他帮了大忙。”\n\n江勇自己掏钱买下米，送到了医院。\n\n“人家是来帮忙的，我说不出口。”",
            ["柏岚", "江勇"],
        ),
    ],
)
def test_who_speaks(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "工作人员向南桥报记者介绍，景区已经恢复。",
        "这个中国人习以为常的地方很热闹。",
        "她说，会将钱悉数退回。",
        "校训是爱与责任。",
    ],
)
def test_nobody_is_named(text: str) -> None:
    assert people_in(text) == frozenset()


def test_the_arm_of_a_foreign_firm_stands_for_its_country() -> None:
    assert country_of("业务负责人 高通中国") == "US"
    assert country_of("中国高通客户") == "CN"
    assert country_of("外交部中国司") == "CN"
