"""Whom a Chinese text names or tells of once before somebody else is taken up. Texts, people and firms are invented."""

import pytest

from nlp.quotes import extract
from nlp.speakers.mentions import read_mention
from nlp.speakers.people import people_in
from nlp.speakers.vocabulary import vocabulary_for


def speakers(text: str) -> list[str | None]:
    return [quotation.speaker for quotation in extract(text, language="zh", home="CN")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # jieba takes the three for a name, though it says nothing at first
        ("退休以后，韩玉梅开过茶馆，也养过蜂。", "韩玉梅"),
        ("画展上，寒川画院院长袁嘉禾心情不错。", "袁嘉禾"),
        # no noun follows 和
        ("石匠孟广和的院子堆满了石料。", "孟广和"),
        ("人称“河滩通”的罗守义今年七十岁。", "罗守义"),
        ("芬兰前交通部长让-路易·科斯特到场。", "让-路易·科斯特"),
        ("歌手伊丽莎白·恩罗在台上。", "伊丽莎白·恩罗"),
    ],
)
def test_names(text: str, name: str) -> None:
    assert people_in(text) == {name}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # how a text says it calls a body, a person or a document for short
        ("寒川数据产业协会（以下简称“寒数协”）昨日成立。寒数协表示，标准年内推出。", "寒川数据产业协会"),
        ("记者从寒川市水务和环境局（下称市水务局）获悉，河道将清淤。市水务局称，工程下月开工。", "寒川市水务和环境局"),
        ("寒川計算組織（HCO）昨日發布預測。HCO認為，需求仍在增長。", "寒川計算組織"),
        ("软件开发企业泓青芯科（下称“泓青”）昨日发布新品。泓青表示，功耗降了一半。", "泓青芯科"),
        ("寒川乳业股份有限公司（以下简称“公司”）昨晚公告。公司表示，生产正常。", "寒川乳业股份有限公司"),
        ("被告人邱某某（以下简称邱某）当庭认罪。邱某说，后悔莫及。", "邱某某"),
        ("《寒川市湿地条例》（以下简称《条例》）公开征求意见。《条例》提出，不得围垦。", "寒川市湿地条例"),
        ("青屿卫生与数据组织（英文简称QWDO）发布预测。QWDO强调，共享是关键。", "青屿卫生与数据组织"),
        # a description that nobody has quoted
        ("寒川市水务局有关负责人昨日介绍了进度。“不影响供水。”该负责人说。", "寒川市水务局有关负责人"),
        ("记者采访了县医院一名护士。该护士说，床位已满。", "县医院一名护士"),
        ("寒川驻青屿总领馆发言人周三回应。“没有的事。”这位发言人说。", "寒川驻青屿总领馆发言人"),
        # what 其 has before a name, and relatives
        ("罗建民受伤那天下着雨。其妻林秀云告诉记者，她傍晚才接到电话。", "林秀云"),
        ("罗建民没有到场。其代理律师孟帆则表示，将提出上诉。", "孟帆"),
        ("罗建民去年离职。其前同事赵一帆回忆，他常常加班。", "赵一帆"),
        ("“你先走。”丈夫何文远说。", "何文远"),
        ("首席執行官科林·韋伯表示，責任由他承擔。", "科林·韋伯"),
        # only a family name, with what somebody is
        ("林姓女店員說，當時嚇到腿軟。", "林姓女店員"),
        ("现场的廖姓店主表示，损失不小。", "廖姓店主"),
        # who is cited, where somebody writes, and when
        ("《河湾时报》引述消息人士指，谈判已经破裂。", "消息人士"),
        ("前官员哈特曼（Ryan Hartman）投书《河湾评论》写道：“筹码不多了。”", "哈特曼"),
        ("水务部新闻发言人3日应询表示，将采取必要措施。", "水务部新闻发言人"),
        # whom callings tell, and whom she takes up
        ("“90后”村医林小满背着药箱上山，一走就是一天。“能多看一户是一户。”她说。", "林小满"),
        ("「我只是想睡一覺。」27歲的上班族阿哲說。", "阿哲"),
        # who acts behind the words, and who stands under them
        ("“现在一天跑两百块都悬，更别说四百了。”开了二十年车的黎师傅叹了口气说。", "黎师傅"),
        ("“写作就是等待，等的是下一句。”\n\n——作家林静之在青屿书展上", "林静之"),
        ("老板娘林三妹麻利地擦了擦手：“先坐，面马上就好。”", "林三妹"),
        # the only one near who may be old, and another who has no name
        ("85岁的老兵罗长河坐在窗边。“一天都没后悔。”老人说。", "罗长河"),
        ("一位老人在路口摔倒，志愿者孟启明扶起了他。“谢谢你。”老人说。", "老人"),
    ],
)
def test_who_is_meant(text: str, expected: str) -> None:
    assert speakers(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "会上，寒川资本合伙人林一鸣与青屿大学教授袁嘉禾意见不同。前者认为，投资已经过热；后者则表示，缺口仍大。",
            ["林一鸣", "袁嘉禾"],
        ),
        (
            "寒川软件起诉前员工创办的青屿互动。前者在诉状中称，代码被抄。后者则回应，代码都是自己写的。",
            ["寒川软件", "青屿互动"],
        ),
        ("寒川集团与青屿大学签约。前者表示，首期投入两亿元。", ["寒川集团"]),
    ],
)
def test_one_of_two(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


def test_the_word_for_a_relative_tells_the_gender() -> None:
    text = "“回去教书吧。”丈夫何文远劝副教授林秀云。“回去才不行。”她说。"
    assert speakers(text)[-1] == "林秀云"


def test_a_nickname_stands_behind_a_noun_for_somebody() -> None:
    mention = read_mention("在青屿打工的女孩小鹿", vocabulary_for("zh"), people=frozenset())
    assert (mention.kind, mention.name, mention.person) == ("name", "小鹿", True)


def test_dots_of_every_kind_and_whom_this_former_executive_is() -> None:
    assert speakers("輝達執行長羅伯特．溫斯昨天抵台。他說：「我們遵守法規。」") == ["羅伯特．溫斯"]
    assert speakers("在沙恒山看来，爆发点还没有到。“谁会天天戴？”这位前手机公司高管反问。")[-1] == "沙恒山"
