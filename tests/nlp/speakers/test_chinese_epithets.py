"""Whom Chinese news means by familiar names, kin, origins, offices and descriptions. Everybody is invented."""

import pytest

from nlp.han import segmenter
from nlp.quotes import extract
from nlp.speakers.people.frequent import frequent
from nlp.speakers.people.relatives import relatives
from nlp.speakers.vocabulary import vocabulary_for


def last(text: str) -> str | None:
    return extract(text, language="zh", home="CN")[-1].speaker


def traditional(text: str) -> str:
    import opencc

    converted: str = opencc.OpenCC("s2t").convert(text)
    return converted


def same(text: str, speaker: str) -> None:
    """Hold that a text has a speaker in both scripts."""
    assert last(text) == speaker
    assert last(traditional(text)) == traditional(speaker)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("店主林长庚今年八十岁，街坊叫他林伯。\n林伯笑了：“等一下，今天不开门。”", "林长庚"),
        ("教师林长庚教书四十年，人称“老尺子”。\n“量一量再说。”老尺子说。", "林长庚"),
        ("林长庚和儿子林远舟都来了。\n林远舟把球衣举过头顶。“今天算还清了。”老林说。", "林远舟"),
        ("车行老板魏国梁蹲在地上。“先看链条，”老魏说，“再看闸。”", "魏国梁"),
        ("外卖员周明亮网名“大熊”。大熊说，他跑过最远的一单是十七公里。", "周明亮"),
        ("店主程立秋今年五十岁。大家都喊程立秋“铁头”。撞多了就不疼，铁头说。", "程立秋"),
        ("木匠阿奎今年六十岁。阿奎本名林国奎，二十岁来到这个岛。“木头会说话。”阿奎说。", "林国奎"),
        ("塞缪尔·格兰杰写了第一版程序，朋友们都叫他塞姆。塞姆说，当时没有人相信。", "塞缪尔·格兰杰"),
        ("经理陈美珍说，客人都老了。“他们叫我别做了。”阿珍说。", "陈美珍"),
        ("店主陈志明说，房租涨了。“再撑一年。”明哥说。", "陈志明"),
        ("导演冯启泰说，戏已拍完。“剪了八个月。”冯导说。", "冯启泰"),
        ("歌手Kelvin周启贤说，他不写歌了。“写完了。”Kelvin说。", "周启贤"),
        ("店主罗永年和太太邱雪梅开了一家面馆。罗太太则说，客人不能等。", "邱雪梅"),
        ("塞拉·韦斯顿写了三本书。\n“不难。”塞拉说。", "塞拉·韦斯顿"),
    ],
)
def test_familiar_names(text: str, speaker: str) -> None:
    same(text, speaker)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("教师林长庚退休后种花。妻子钟秀琳是医生。她说，花养不活人。“人养得活花。”丈夫插嘴。", "林长庚"),
        (
            "店主陶红梅说，她起来时门开着。陶红梅的弟弟陶建军从外地赶了回来。他没有说话。\n姐姐在旁边拉他的衣角，说算了，人回来就好。",
            "陶红梅",
        ),
        ("店主林长庚的店开了五十年。长子林远舟在外地当会计师，视频通话中，他坦言从没想过接手。", "林远舟"),
        ("钟表匠何广海有一个女儿，叫何晓云。女儿告诉记者，父亲从不过生日。", "何晓云"),
        ("养蜂人罗永年和儿子罗小禾并排坐着。儿子没有开口。父亲点点头：“远也得走。”", "罗永年"),
        ("农民何广海和老伴秦素芬守着三亩果园。“卖不掉就自己吃。”老伴说。", "秦素芬"),
        ("店主何晓云的姐姐何晓月是护士。姐姐说，那晚急诊排到了走廊。", "何晓月"),
        ("主厨罗永年只收了一个徒弟。徒弟秦月婵跟了他八年。师傅说，话多盐就多。", "罗永年"),
        ("妈妈周玉兰把门打开。女儿孙小雨低着头。“又这么晚。”妈妈说。", "周玉兰"),
    ],
)
def test_kin_stands_for_who_is_told_to_be_it(text: str, speaker: str) -> None:
    same(text, speaker)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("来验收的是德国某公司的工程师霍尔·布伦克，他看了三天。临走，德国人写道：“不该这样造。”", "霍尔·布伦克"),
        ("佩德·萨尔多没有庆祝，他去捡水瓶。\n“我把战术板扔了。”葡萄牙人在发布会上说。", "佩德·萨尔多"),
        (
            "老板钱国立说，钱还没有到。这个五十三岁的安徽人卖掉了房子。\n散场时他拦住工作人员。"
            "\n“三季度，”安徽人重复了一遍，“我等不到三季度。”",
            "钱国立",
        ),
    ],
)
def test_origin_stands_for_who_is_from_there(text: str, speaker: str) -> None:
    same(text, speaker)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("商务部副部长林长庚在会上说，规则太旧。有人笑出声来。副部长没有接话，只表示，会认真听取意见。", "林长庚"),
        ("派出所值班的副所长也姓林，叫林成。林成说，民警调取了监控。这名副所长没有回避：“我们走错了方向。”", "林成"),
        ("公司工程师林长庚每天爬楼上班。后来公司倒了。\n“大家都哭了。”这名两个孩子的父亲说。", "林长庚"),
        ("队长林长庚说，球员自己在吵。吵什么？三十四岁的中后卫挠了挠头：“谁该盯七号。”", "林长庚"),
        ("钟以安认为，钱不是问题。她在视频里哄孩子。这个两岁孩子的妈妈坦言，公司里都是同学。", "钟以安"),
        (
            "某智库研究员玛丽·奥康早年在国务院任职。林长庚不同意。\n那位前国务院官员则认为，河的源头没有变。",
            "玛丽·奥康",
        ),
        ("林长庚称“不想当追赶者”\n公司创始人林长庚上台了。", "林长庚"),
        ("新机降价，CEO称“不想当追赶者”\n首席执行官林长庚上台了，台下有人笑。", "林长庚"),
        ("社会学家钟以宁在《焊点》一书中提到此事。林长庚写信给作者。作者回信说，下一版会改。", "钟以宁"),
        ("财务总监林长庚没有说话。有人问还要多久。林笑了笑：“到我离开这间房。”", "林长庚"),
        ("经理林长庚看了帖子。林长庚的答复是一个表情和半句话：“欢迎他回来看看。”", "林长庚"),
        ("医生俞敏航看了看片子。“还来得及。”医生说。", "俞敏航"),
        ("守门员丁一鸣昨晚扑出两个点球。二十三岁的门将说，他只是猜对了方向。", "丁一鸣"),
        ("周启贤教授推了推眼镜。周启贤说，先看定义。“定义错了，全错。”教授补充道。", "周启贤"),
        ("教授郑望之今年八十岁。“慢一点。”老先生说。", "郑望之"),
        ("主席林长庚只说了一句：“换季。”其他人没有说话。七十一岁的他解释，客户都在清理库存。", "林长庚"),
    ],
)
def test_offices_and_descriptions(text: str, speaker: str) -> None:
    same(text, speaker)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("某局副局长林长庚出席。一位不愿具名的官员认为太早。“我们低估了。”这名官员承认。", "一位不愿具名的官员"),
        ("店主林长庚的女儿带来一封信。他说，花还在。", "林长庚"),
        ("院长林长庚——他与前述林某并无亲属关系——对本报说：“规则年年在变。”", "林长庚"),
        ("主管林长庚指着机器对他说：“三年之内自己做。”\n主管走了。", "林长庚"),
    ],
)
def test_who_else_is_meant(text: str, speaker: str) -> None:
    same(text, speaker)


def test_names_told_by_a_relative_and_by_how_often_they_stand() -> None:
    vocabulary = vocabulary_for("zh")
    assert relatives("弟弟林以宁小他三岁。", {"林长庚"}, vocabulary) == {"林以宁"}
    assert relatives("弟弟林以宁小他三岁。", {"钟长庚"}, vocabulary) == set()
    assert relatives("女儿高兴地笑了。", {"高远舟"}, vocabulary) == set()
    told = "焦桂兰一边说，焦桂兰头一个反对。焦桂兰没吭声。"
    assert len(segmenter().cut("桂兰", hmm=False)) == 1
    assert frequent(told, vocabulary) == {"焦桂兰"}
    assert frequent("高水平一边，高水平头一。高水平没有。", vocabulary) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what follows tells who listened
        (
            "书记林国立敲开了车工焦桂兰的家门。\n“您这耳朵，能传给几个人？”\n“三十年，传下来一个半。”\n"
            "“要是能传给三百台机床呢？”\n焦桂兰没吭声，给他续了一杯茶。",
            ["林国立", "焦桂兰", "林国立"],
        ),
        # whom a turn speaks to
        (
            "书记林国立敲开了车工焦桂兰的家门。\n“焦师傅，您这耳朵能传给几个人？”\n“三十年，传下来一个半。”\n雨一直下。",
            ["林国立", "焦桂兰"],
        ),
        # the turn before has a cue
        (
            "参议员林国立打断了局长钟以宁的陈述。\n钟以宁答：“我不认为那是后门。”\n“那您管它叫什么？”\n"
            "“阀门总归是可以拧开的，对吧？”\n有人笑了。",
            ["钟以宁", "林国立", "钟以宁"],
        ),
        # who was asked answers
        (
            "律师林国立拿起话筒。他通报说，账上还有六十一万元。\n“也就是说，没有了？”一名供应商问。\n“我只能说，账上没有。”",
            ["林国立", "一名供应商", "林国立"],
        ),
        # who thinks before the answer
        ("“你后悔吗？”记者问。\n司机林国立想了很久。\n“不后悔，一天也没有。”", ["记者", "林国立"]),
        # nobody asks: the same one goes on
        (
            "教师林国立不同意。教师钟以宁说，差距可以量，“要用代来数”。\n“混在一起报一个数，等于把身高和体重加起来。”",
            ["钟以宁", "钟以宁"],
        ),
    ],
)
def test_turns_of_a_dialogue(text: str, expected: list[str]) -> None:
    found = [quotation.speaker for quotation in extract(text, language="zh", home="CN")]
    assert found == expected
    found = [quotation.speaker for quotation in extract(traditional(text), language="zh", home="CN")]
    assert found == [traditional(name) for name in expected]


def test_many_terms_in_marks_that_no_stop_parts_are_read() -> None:
    assert extract("店主林长庚说。" + "喊他“铁头”本名林长庚" * 1100, language="zh", home="CN") is not None
