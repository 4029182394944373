"""Who a Chinese mention stands for, in cases of its own. Sentences, people and firms are invented."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nlp.quotes import extract
from nlp.speakers.bodies import bodies_in
from nlp.speakers.people import people_in
from tests.nlp.quotes.test_verbatim import assert_verbatim


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


def test_japanese_names_and_who_is_called_by_the_family_name() -> None:
    text = (
        "日本晴海精机社长高桥诚一郎日前在东京说，市场很大。高桥表示，供应链很快。"
        "工程师中村大辅即将来华。中村说，女儿很兴奋。"
    )
    names = [quotation.speaker for quotation in extract(text, language="zh")]
    assert names == ["高桥诚一郎", "高桥诚一郎", "中村大辅"]


def test_a_firm_named_before_is_the_firm_of_its_founder() -> None:
    text = "柏川机器人昨天宣布完成融资。创始人沈砚秋表示，订单已经排满。公司总裁龚立言说，明年会扩产。"
    found = extract(text, language="zh", home="CN")
    assert [(each.speaker, each.affiliation, each.side) for each in found[-2:]] == [
        ("沈砚秋", "柏川机器人", "CN"),
        ("龚立言", "柏川机器人", "CN"),
    ]


def test_family_names_with_an_office_and_who_goes_on() -> None:
    text = "市场监管所所长毕建中表示，将委托检测。毕所长提醒消费者，可以关掉麦克风。其还表示，结果会公布。"
    assert [each.speaker for each in extract(text, language="zh")] == ["毕建中"] * 3


def test_he_is_somebody_without_a_name_whom_the_sentence_before_begins_with() -> None:
    text = (
        "分析师汤若渊写道，“订单撑得起营收”。\n"
        "一名去年离职的芯片架构师则有另一种说法。他认为，真正的问题是软件。“没人用。”他说。"
    )
    assert speakers(text) == ["汤若渊", "一名去年离职的芯片架构师", "一名去年离职的芯片架构师"]


def test_a_text_may_end_with_somebody_without_a_name() -> None:
    assert speakers("黎先生说，“没人用”。\n一名工程师") == ["黎先生"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # a family name that no list has, behind a role
        ("种植大户侬阿木已经起身。“好。”侬阿木笑着说。", "侬阿木"),
        # rarer characters of a foreign name, and the verb behind it
        ("副会长马修·德雷珀强调，不行。", "马修·德雷珀"),
        # nicknames
        ("留学生「小满」起得很早。小满说，好。", "小满"),
        ("老魏开了一家小店。老魏说，好。", "老魏"),
    ],
)
def test_rarer_names(text: str, name: str) -> None:
    assert people_in(text) == {name}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # who issued a document speaks; a time is no part of a name
        ("云川集团9月25日的公告称，线路停运。", ["云川集团"]),
        ("据外电上周报道，两家工厂停工。", ["外电"]),
        # a body called for short, and one behind a description with a place in it
        ("芯片商擎屿智能昨日递表。擎屿表示，收入翻番。", ["擎屿智能"]),
        ("总部位于合肥的设备商泓瞻半导体在邮件中表示，影响有限。", ["泓瞻半导体"]),
        # whom the sentence before begins with, and somebody without a name
        ("律师卓廷勋表示，会上诉。作家上官予安没有到庭，她说，钱不多。", ["卓廷勋", "上官予安"]),
        (
            "总经理冼维桢说，集团今年没有多余的钱。\n市财政局一名工作人员另有看法。该人士表示，办法太老。",
            ["冼维桢", "市财政局一名工作人员"],
        ),
        # where somebody writes is no part of the name; whose reason it is
        ("感染科醫師林遠之在個人臉書撰文寫道：「不必擔心。」", ["林遠之"]),
        ("儿科主任林远之认为，不必担心。她的理由很实在：“孩子好动。”", ["林远之", "林远之"]),
        # by what else somebody is taken up, a body without a name, the two who were asked
        ("协会会长林远之说，场馆太少。这位前国手指出，没有场地就没有冠军。", ["林远之", "林远之"]),
        ("公司从一家听书平台买过录音。该平台回应称，正在核查。", ["一家听书平台"]),
        (
            "记者就此向泓瞻出行和青禾市交通运输局求证，前者表示，不便评论，后者回应称，规范正在修订。",
            ["泓瞻出行", "青禾市交通运输局"],
        ),
        # whoever issued it somewhere
        ("禾芯元則在官網發布公告，否認此事。公告寫道：「本公司保留法律追訴權。」", ["禾芯元"]),
        # who enters behind the words that a text opens with
        (
            "税与零件\n\n“请你告诉我，有哪家工厂能在半年里造出这个零件？”\n\n18日上午，设备商格雷戈里·沃伦斯把零件放到桌上。没有人回答。",
            ["格雷戈里·沃伦斯"],
        ),
        ("两名员工证实了此事。其中一名值夜班的员工说，忙不过来。", ["一名值夜班的员工"]),
        # two names of one length, both of which the family name may stand for: the one that the text has first
        (
            "孟先生说，价格还会再涨。\n\n经理孟晓兰表示，价格不会再涨。\n\n店主孟庆林说，现在不好判断。",
            ["孟晓兰", "孟晓兰", "孟庆林"],
        ),
        # a title behind the family name is no part of the name, nor is a word that ends like a family name
        ("诊所所长金望川介绍，病人不少。\n\n金医生否认这种疗法是噱头。“没有过错。”他说。", ["金望川"] * 2),
        ("青禾律师事务所有关律师表示，要看结果。", ["青禾律师事务所有关律师"]),
        # 有人 is nobody's description, so no name stands behind it
        ("林远之有很多学生。有人爱动，有人爱静。“有个学生老往外跑。”林远之说。", ["林远之"]),
        # where somebody speaks; a name's last character that makes a word with the verb
        ("青禾市委副书记、代市长林远之讲话中指出，要优化营商环境。", ["林远之"]),
        ("青禾市委书记林远常指出，要优化营商环境。", ["林远常"]),
        # a paper with a day in its name, and the paper that is taken up
        ("青禾星期天报说，会谈没有结果。报纸说，双方还会再谈。", ["青禾星期天报"] * 2),
        # what is his is he
        ("林远之当了十年医生。他的直觉告诉他，“这个方法最好”。", ["林远之"]),
        # who acts right behind the words, and goes on
        (
            "“这是误导。”昨日，办案人员林远之告诉记者。\n\n“我们不理解。”对这个结果，总监汤若兰显得惊讶，她称，公司的数据没有错。",
            ["林远之", "汤若兰"],
        ),
        # a text of one voice
        (
            "林远之说，乐团不好带。林远之带了三年。\n\n林远之每天都在练。\n\n“每个孩子都需要被认同。”\n\n对林远之来说，这不难。",
            ["林远之", "林远之"],
        ),
        # several whom "they" takes up: who was asked; the first of two
        ("记者致电青禾等地商场人士，他们表示，没有接到通知。", ["青禾等地商场人士"]),
        ("外长林远之会见了部长汤若兰。他们表示，反对扩张。", ["林远之"]),
        # foreign names of two characters, and longer ones that begin like a Chinese one
        ("总统莫登昨日到访。莫登会见了记者。他表示，双方都不会让步。莫登随后离开。", ["莫登"]),
        ("狄奥根尼住在这里。狄奥根尼回答说：“只要你别挡住我的太阳。”", ["狄奥根尼"]),
    ],
)
def test_who_speaks(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("text", "affiliation"),
    [
        # the trade belongs to the role, what attaches by 的 or stands beside the name to the person
        ("擎屿智能财务总监祁慧妍表示，没有变化。", "擎屿智能"),
        ("湖山产业研究所的林远之认为，太简单。", "湖山产业研究所"),
        ("研究出口管制的学者林远之认为，太简单。", None),
        # several descriptions, and a body that only a noun takes up
        ("论文作者、西北高寒研究所研究员伏南星介绍，样品很少。", "西北高寒研究所"),
        ("澧东市人民医院近日回应此事。该院门诊部主任佘立群介绍，字太小。", "澧东市人民医院"),
        ("嘉禾縣議會今天開會。議員湯德隆認為，待遇太低。", "嘉禾縣議會"),
        # rarer roles, a clause before the body, the team of whoever leads it
        ("禾川半導體法務長林遠之指出，代價很高。", "禾川半導體"),
        ("主持听证会的商务部副助理部长林远之说，没有决定。", "商务部"),
        ("青禾女队昨天夺冠，力压白山队。队长林远之说，这场比赛打得很累。", "青禾女队"),
        # what is told behind the name; 这家 takes up what has no name
        ("年轻人名林远之。现任青禾大学医院胸外科主任。林远之说，手术不难。", "青禾大学医院胸外科"),
        ("病人来到城郊的一家诊所。据这家诊所的所长林远之介绍，人不少。", "一家诊所"),
        ("青禾市工商局公平交易局办案人员林远之告诉记者，正在了解。", "青禾市工商局公平交易局"),
    ],
)
def test_affiliation(text: str, affiliation: str | None) -> None:
    assert [quotation.affiliation for quotation in extract(text, language="zh", home="CN")] == [affiliation]


@pytest.mark.parametrize(
    ("text", "home", "side"),
    [
        ("会议强调，要防止一哄而上。", "CN", "CN"),
        ("邈川资本合伙人隗晓川表示，价格还会降。", "CN", "CN"),
        ("东京一家设备厂的高管表示，备货已经完成。", "CN", "JP"),
        ("前商务部官员林远之表示，人手不够。", "CN", None),
        # what is foreign in Beijing is at home in Berlin
        ("晨曦电子首席执行官乌尔丽克·布兰特纳说，裁员不可避免。", "DE", "DE"),
        # museums, clubs and papers stand for no country, those who judge do
        ("青禾美术馆馆长林远之介绍，展期两个月。", "CN", None),
        ("青禾保龄球协会会长林远之说，球馆太少。", "CN", None),
        ("青禾电子制造业协会会长林远之说，订单太少。", "CN", "CN"),
        ("《银幕谈》采访了他。主编没有露面。《银幕谈》表示，这篇稿件的内容属实。", "CN", None),
        ("林远之的母亲告诉记者，孩子不肯回家。", "CN", None),
        # a phrase is no body of any country, and who leads a forum speaks for none
        ("座舱音频声音会响表示，没有油。", "CN", None),
        ("青禾地缘经济论坛主席林远之表示，前景乐观。", "CN", None),
        ("檢察官林遠之反問，為何裁掉。", "TW", "TW"),
        # an office of the country where the text was printed; who has left one; where somebody is from
        ("一位国防部官员表示，禁令不变。", "US", "US"),
        ("一名不愿具名的美国前贸易官员直言，只是走程序。", "CN", None),
        ("来自俄亥俄州的设备商格雷戈里·沃伦斯说，成本会增加。", "CN", "US"),
        # "we" of those who watch is their team, unless they speak of their country; bodies of the world have none
        ("“我们去年做了九次，”青禾大学研究员林远之说。", "CN", None),
        ("“我们已经落后了，”中国青禾大学研究员林远之说。", "CN", "CN"),
        ("国际渡轮联合会主席林远之表示，票价会涨。", "CN", None),
        ("青禾渡轮公司主席林远之表示，票价会涨。", "CN", "CN"),
    ],
)
def test_side(text: str, home: str, side: str | None) -> None:
    assert [quotation.side for quotation in extract(text, language="zh", home=home)] == [side]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a role behind a body is no name, nor does one begin within a word
        ("機電工程署發言人表示，署方已接獲轉介。", ["機電工程署發言人"]),
        ("青禾队队医坦言，膝盖伤得不轻。", ["青禾队队医"]),
        # a family name alone: before what somebody is, behind 小, with a title
        ("供餐业者的廖姓经理喊冤：「怎么只有这间出事？」他质疑，可能是设备故障。", ["廖姓经理", "廖姓经理"]),
        ("替补二传荀小满成了奇兵。“腿都是软的，”小荀说。", ["荀小满"]),
        ("家住青禾的梁太上月險些出事。「成張床單着火，」她憶述。", ["梁太"]),
        (
            "研究员詹逸群来自滨海。专家曹可宁认为，结论下得太早。\n詹教授并不回避。“所以我们又挖了三年。”他告诉记者。",
            ["曹可宁", "詹逸群"],
        ),
        # two bear the family name, so 小荀 is neither
        ("选手荀小满来了。选手荀大年也来了。“腿都是软的，”小荀说。", ["小荀"]),
        # a bare court and its judgement, with all of its name
        (
            "青禾市临河区人民法院作出一审判决。法院审理后认为，行为已超出范畴。判决书写道：“这不构成许可。”",
            ["青禾市临河区人民法院", "青禾市临河区人民法院"],
        ),
        ("海事及商业法院昨天宣判。判决书指出，被告私自外传图纸。", ["海事及商业法院"]),
        # who belongs to somebody quoted before, and a body behind what is told of it
        ("夏某辩称，自己并不知情。其辩护人提出，本案应从轻处罚。", ["夏某", "其辩护人"]),
        ("为该项目供货的昆吾半导体回应本刊称，设备达到指标。", ["昆吾半导体"]),
        ("报道援引风投机构云杉资本的统计，近八成公司用过这种模型。", ["云杉资本"]),
    ],
)
def test_by_what_else_somebody_is_called(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


_WORDS = (
    "荀小满", "小荀", "詹教授", "詹一飞", "梁太", "上月", "供应商的廖姓经理",
    "江州市中级人民法院", "法院", "审理后", "判决书", "一份会议纪要", "该纪要", "其", "辩护人",
    "江州队", "队医", "机电工程署", "发言人", "说", "表示", "称", "提示，", "质疑，", "认为，", "一边", "声称",
    "他", "本报讯（记者 骆骁）", "配文写道：", "“好。”", "，", "。", "\n",
)  # fmt: skip


@settings(max_examples=200)
@given(words=st.lists(st.sampled_from(_WORDS), max_size=30))
@example(words=["辩护人", "\n", "“好。”", "他"])
def test_any_row_of_names_is_read(words: list[str]) -> None:
    text = "".join(words)
    assert_verbatim(text, extract(text, language="zh", home="CN"))
