"""Who a Chinese mention stands for, in cases of its own. Sentences, people and firms are invented."""

import pytest

from nlp.quotes import extract
from nlp.speakers.bodies import bodies_in
from nlp.speakers.people import people_in


def speakers(text: str) -> list[str | None]:
    return [quotation.speaker for quotation in extract(text, language="zh", home="CN")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # firms are taken up though nobody has quoted them
        ("柏舟电子昨晚披露半年报。公司表示，二季度营收增长一半。", ["柏舟电子"]),
        (
            "晨曦软件宣布收购蓝鲸智能。前者是老牌企业，后者成立不久。前者称，一切正常。后者则表示，将上诉到底。",
            ["晨曦软件", "晨曦软件", "蓝鲸智能"],
        ),
        # the report is whose it was before, not the firm's that was named last
        (
            "据河岸通讯社报道，云杉汽车公司表示，售价将会上调。报道指出，此事影响不小。",
            ["云杉汽车公司", "河岸通讯社"],
        ),
        # nobody is named in between: who spoke last goes on
        ("评论员郑若兰分析，双方都想赢。她引用一份民调说，选民并不关心。", ["郑若兰", "郑若兰"]),
        # an office, and its bearer elsewhere
        ("英国财政大臣表示英国应加强联系\n英国财政大臣里夫斯18日表示，英国应加强联系。", ["里夫斯", "里夫斯"]),
        ("分析人士表示，估值已经不低。该人士称，风险正在累积。", ["分析人士", "分析人士"]),
        # whose mother, whose firm, and a spokesman without a name
        ("邱俊杰的母亲插话：“我三个月都没睡好觉。”", ["邱俊杰的母亲"]),
        ("OpenAI发言人表示，公司欢迎竞争。", ["OpenAI发言人"]),
        ("董事长王振邦说，我们买的是人。王董说：“结果人都走光了。”", ["王振邦", "王振邦"]),
        ("农业主管单位指出，采收已完成六成。", ["农业主管单位"]),
    ],
)
def test_speaker(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("现任滨湖实验室顾问的钱学礼作了发言。钱学礼说，好。", "钱学礼"),
        ("四十二岁的邱俊杰原是工程师。邱俊杰坦承，赔了。", "邱俊杰"),
        ("创始人李响并不接受。李响并没有解释。", "李响"),
        ("社长迈克·奥德尔日前表示，很好。", "迈克·奥德尔"),
    ],
)
def test_names(text: str, name: str) -> None:
    assert people_in(text) == {name}


def test_prepositions_begin_no_name() -> None:
    assert people_in("新产品将于明年上市，公司将向法院提交记录。") == frozenset()


def test_bodies() -> None:
    assert bodies_in("人工智能正在改变。这家公司的人工智能已经很强。云杉科技宣布裁员。") == {"云杉科技"}
