"""The codebook's cases in Chinese, both scripts. Sentences, people and firms are invented."""

import pytest

from domain.quotation import Quotation
from nlp.quotes import extract


def only(text: str) -> Quotation:
    found = extract(text, language="zh")
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "content", "source", "cue"),
    [
        ("“我们落后了。”张伟说。", ["我们落后了。"], "张伟", "说"),
        ("张伟说：“我们落后了。”", ["我们落后了。"], "张伟", "说"),
        ("张伟说，“我们落后了。”", ["我们落后了。"], "张伟", "说"),
        ("「我們落後了，」陳偉說。", ["我們落後了，"], "陳偉", "說"),
        ("陳偉說：「我們落後了。」", ["我們落後了。"], "陳偉", "說"),
        ("他写道：“我们已经落后很久了。”", ["我们已经落后很久了。"], "他", "写道"),
        ('张伟表示："我们落后了。"', ["我们落后了。"], "张伟", "表示"),
        ("张伟告诉记者：“我们落后了。”", ["我们落后了。"], "张伟", "告诉记者"),
        ("张伟在接受采访时说：“我们落后了。”", ["我们落后了。"], "张伟", "说"),
        ("张伟3月5日在发布会上坦言：“我们落后了。”", ["我们落后了。"], "张伟", "坦言"),
        # split by the cue
        ("“我们落后了，”张伟说，“这是事实。”", ["我们落后了，", "这是事实。"], "张伟", "说"),
        ("“我们落后了。”张伟告诉记者，“这是事实。”", ["我们落后了。", "这是事实。"], "张伟", "告诉记者"),
        ("「我們落後了，」陳偉說，「這是事實。」", ["我們落後了，", "這是事實。"], "陳偉", "說"),
        # somebody acts between two stretches
        ("“我们真的落后了。”他摘下眼镜，“这是事实。”", ["我们真的落后了。", "这是事实。"], "他", None),
        # several paragraphs
        ("“我们落后了。\n“这是事实。”张伟说。", ["我们落后了。", "这是事实。"], "张伟", "说"),
    ],
)
def test_direct(text: str, content: list[str], source: str, cue: str | None) -> None:
    found = only(text)
    assert (found.type, list(found.content), found.source, found.cue) == ("direct", content, source, cue)


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        ("该公司称，模型“不比对手差，但便宜得多”。", "模型“不比对手差，但便宜得多”", "该公司"),
        ("闻人朔坦言，下一代的算力“还在路上”。", "下一代的算力“还在路上”", "闻人朔"),
        ("她認為，會談是「小小的一步」，但意義不小。", "會談是「小小的一步」，但意義不小", "她"),
    ],
)
def test_mixed(text: str, content: str, source: str) -> None:
    found = only(text)
    assert (found.type, found.content, found.source) == ("mixed", (content,), source)


@pytest.mark.parametrize("cue", ["表示", "指出", "称", "认为", "强调", "坦言", "写道", "回应称", "直言"])
def test_indirect_by_cue(cue: str) -> None:
    found = only(f"张伟{cue}，差距已缩小到三个月。")
    assert (found.type, found.content, found.source, found.cue) == ("indirect", ("差距已缩小到三个月",), "张伟", cue)


@pytest.mark.parametrize(
    ("text", "content", "source", "cue"),
    [
        ("據華衡社報道，差距已縮小到三個月。", "差距已縮小到三個月", "華衡社", "報道"),
        ("在李娜看来，差距已缩小到三个月。", "差距已缩小到三个月", "李娜", "看来"),
        ("某公司近日发布报告，称美国仍领先一代。", "美国仍领先一代", "某公司", "称"),
        ("星槎智能宣布，将公开全部权重。", "将公开全部权重", "星槎智能", "宣布"),
        ("陳偉強調，中國大陸的晶片仍落後兩代。", "中國大陸的晶片仍落後兩代", "陳偉", "強調"),
    ],
)
def test_indirect(text: str, content: str, source: str, cue: str) -> None:
    found = only(text)
    assert (found.type, found.content, found.source, found.cue) == ("indirect", (content,), source, cue)


def test_marks_of_any_kind_in_a_reported_clause_make_it_mixed() -> None:
    found = only("分析人士指出，“双碳”目标带动了用电需求。")
    assert (found.type, found.content) == ("mixed", ("“双碳”目标带动了用电需求",))


def test_two_cues_of_one_speaker_are_two() -> None:
    first, second = extract("张伟表示，差距在缩小，并强调，竞争才刚刚开始。", language="zh")
    assert (first.content, second.content) == (("差距在缩小",), ("竞争才刚刚开始",))
    assert first.source == second.source == "张伟"


def test_speech_inside_speech_belongs_to_the_original_speaker() -> None:
    found = only("据华衡社报道，张伟表示，差距已缩小到三个月。")
    assert (found.source, found.content) == ("张伟", ("差距已缩小到三个月",))


@pytest.mark.parametrize(
    "text",
    [
        "《领先》是一部小说，说明书另附。",
        "“双碳”目标写入规划。",
        "“AI四小龙”齐聚杭州。",
        "所谓“超车”并不存在。",
        "据悉，会议还研究了其他事项。",
        "据数据，出口增长三成。",
        "数据显示，出口增长三成。",
        "他被称为“老秦”。",
        "该公司未作回应。",
        "值得强调的是，名称不详。",
        "名為「星河」的展覽開幕。",
    ],
)
def test_not_quotations(text: str) -> None:
    assert extract(text, language="zh") == []


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        # a verb of speech with another behind it, and one that only Taiwan writes so
        ("声浪文化回应说，平台已经上线新模式。", "平台已经上线新模式", "声浪文化"),
        ("該媒體報導，這家公司正尋求新一輪融資。", "這家公司正尋求新一輪融資", "該媒體"),
        # a party in opposition is no place, the verb of an act no end of the subject
        ("在野黨立委楊心怡質詢時痛批，政府的預算只編了零頭。", "政府的預算只編了零頭", "在野黨立委楊心怡"),
        ("李明走进两户人家，详细了解情况，询问家里还有什么困难。", "家里还有什么困难", "李明"),
        ("这名二十岁的小将说，他不知道自己能进大名单。", "他不知道自己能进大名单", "这名二十岁的小将"),
        ("有不愿具名的银行主管向本报透露，业界仍以海外模型为主。", "业界仍以海外模型为主", "不愿具名的银行主管"),
        # the outlet's own words after the clause
        ("张伟指出，液冷业务是最大亮点，给予“买入”评级。", "液冷业务是最大亮点", "张伟"),
        ("张伟称，审批正在加快，但未透露时间表。", "审批正在加快", "张伟"),
    ],
)
def test_reported(text: str, content: str, source: str) -> None:
    found = only(text)
    assert (found.content, found.source) == ((content,), source)


def test_told_to_a_paper_in_marks() -> None:
    found = only("合夥人陳偉告訴「河岸觀察」，美國投資人正「隔著籬笆看花園」。")
    assert found.content == ("美國投資人正「隔著籬笆看花園」",)


def test_goes_on_behind_marks() -> None:
    assert only("張偉強調，「台灣不是誰的備胎」，合作項目都經過盤點。").type == "mixed"
    assert only("张伟说，“我现在还不知道”，随后转身离开了会场。").content == ("我现在还不知道",)


def test_adds_with_the_same_subject() -> None:
    first, second = extract("发言人回应说，中方反对政治化，还说投资自由应得到尊重。", language="zh")
    assert (first.source, second.source) == ("发言人", "发言人")
    assert second.content == ("投资自由应得到尊重",)


def test_speech_of_another_right_behind() -> None:
    text = "「規定一直在改，」江明德說，「廠商不知道該不該接單。」次長何美雲則說，政府已表達關切。"
    first, second = extract(text, language="zh")
    assert (len(first.spans), second.speaker) == (2, "何美雲")


@pytest.mark.parametrize(
    "text",
    [
        "屏幕上弹出一行字：“欢迎你回到家里来。”",
        "一些地方言必称“制高点”。",
        "会议要求各地进一步落实好政策，保障好群众基本生活。",
        "公司的解释说明书已经寄出，请查收。",
    ],
)
def test_nobody_speaks(text: str) -> None:
    assert extract(text, language="zh") == []


def test_one_more_sentence_belongs_to_it() -> None:
    found = only("“我不评价裁判，评价了要罚款。”武元吉冷冷地说，随后又补了一句，“但录像是免费的。”")
    assert found.content == ("我不评价裁判，评价了要罚款。", "但录像是免费的。")


def test_counted_words() -> None:
    found = only("一名主管听闻消息后只回了八个字：“人才流动，乐见其成。”")
    assert (found.source, found.cue) == ("一名主管", "只回了八个字")


def test_people_among_themselves() -> None:
    found = extract("有人说要捐电脑，有人说要来支教，也有人质疑：学这个有什么用？", language="zh")
    assert [each.source for each in found] == ["有人"] * 3


def test_bulletin() -> None:
    found = only("【云杉科技：裁员传闻并不属实】\n市场昨日有传言。")
    assert (found.speaker, found.content) == ("云杉科技", ("裁员传闻并不属实",))


def test_worded() -> None:
    found = only("星河科技副总裁沈一鸣则用“冰火两重天”来形容当前的行业状况。")
    assert (found.content, found.speaker) == (("冰火两重天",), "沈一鸣")
    assert only("谈到差距，沈一鸣直言不讳：“我们在应用上领先。”").type == "direct"
    assert extract("业内将此称为“最后一公里”。页面提示“内容已被作者删除”。", language="zh") == []


@pytest.mark.parametrize(
    "text",
    [
        "会议提出“四个坚持”。",
        "董事长提出“三步走”战略，强调“以人为本”的理念，并回应了“跳票”传闻。",
        "公司宣布“登月”计划，明确“一带三区”布局。",
    ],
)
def test_terms_after_a_cue(text: str) -> None:
    assert extract(text, language="zh") == []


def test_a_clause_may_begin_with_a_term() -> None:
    assert only("会议强调，“人工智能+”行动要落到实处。").type == "mixed"
    found = extract("市场将其视为“中国版明星”，分析师则称之为“泡沫”。", language="zh")
    assert [each.content for each in found] == [("中国版明星",), ("泡沫",)]


def test_a_name_that_is_known_speaks_though_it_reads_like_a_verb() -> None:
    text = "泓远芯科（以下简称“泓远”）昨天发布新品。泓远称，首批产品将于第四季度交付。"
    assert [(item.content, item.speaker) for item in extract(text, language="zh")] == [
        (("首批产品将于第四季度交付",), "泓远芯科")
    ]


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("沈一鸣曾说过，技术没有国界。", "技术没有国界", "沈一鸣"),
        ("沈一鸣的回答很干脆：“不卖。”", "不卖。", "沈一鸣"),
        ("沈一鸣给出的答案是：“先活下来。”", "先活下来。", "沈一鸣"),
        ("沈一鸣强调“绝对不会”。", "绝对不会", "沈一鸣"),
        ("有分析认为，领先优势正在缩小。", "领先优势正在缩小", "分析"),
        ("法国总统府一名顾问说，欧洲不能沉默。", "欧洲不能沉默", "法国总统府一名顾问"),
        ("“这才是国货之光”，有网友如此评论。", "这才是国货之光", "网友"),
        ("沈一鸣坦言「很意外」，但會尊重董事會決定。", "「很意外」，但會尊重董事會決定", "沈一鸣"),
    ],
)
def test_more_ways_to_say_it(text: str, content: str, speaker: str) -> None:
    found = only(text)
    assert (found.content, found.speaker) == ((content,), speaker)


def test_denies_and_says() -> None:
    found = extract("沈一鸣否认公司会减少投资，称两边“就像左右手”。", language="zh")
    assert [(item.content[0], item.speaker) for item in found] == [
        ("公司会减少投资", "沈一鸣"),
        ("两边“就像左右手”", "沈一鸣"),
    ]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        # whole speech, and a reported clause behind the same cue
        ("“我们落后了。”张伟说，差距有三个月。", [["我们落后了。"], ["差距有三个月"]]),
        (
            "「我們落後了。」陳偉強調，目前差距至少還有三個多月，「明年會更大」。",
            [["我們落後了。"], ["目前差距至少還有三個多月，「明年會更大」"]],
        ),
        ("“我们落后了。”张伟说，随后又补了一句，“这是事实。”", [["我们落后了。", "这是事实。"]]),
        # the second verb has the subject of the first
        ("张伟说，模型“不比对手差”，并称外界的担心“毫无必要”。", [["模型“不比对手差”"], ["外界的担心“毫无必要”"]]),
        ("张伟表示，今年“不会降价”，并预言三年内市场将“翻一番”。", [["今年“不会降价”"], ["三年内市场将“翻一番”"]]),
    ],
)
def test_two_quotations_of_one_speaker(text: str, contents: list[list[str]]) -> None:
    assert [list(found.content) for found in extract(text, language="zh")] == contents


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        ("回复公告称，订单已覆盖全年产能。", "订单已覆盖全年产能", "回复公告"),
        ("星槎投顾在会后报告中指出，订单能见度已到明年。", "订单能见度已到明年", "星槎投顾"),
        ("未参与研究的星槎大学教授眭某兰认为，影响可能被低估。", "影响可能被低估", "未参与研究的星槎大学教授眭某兰"),
        ("关注出行的团体“绿行”批评，公司没有公布名单。", "公司没有公布名单", "关注出行的团体“绿行”"),
        ("据她介绍，单位成本在半年内降了六成。", "单位成本在半年内降了六成", "她"),
        ("该行估计公司要到后年才会盈利。", "公司要到后年才会盈利", "该行"),
        ("不过，他不认为新规是冲着小公司来的。", "新规是冲着小公司来的", "他"),
        ("他昨天在会上追问当局会否延长补贴。", "当局会否延长补贴", "他"),
        ("张伟说，公司正留意此事，但没有点名任何对手。", "公司正留意此事", "张伟"),
    ],
)
def test_indirect_of_other_sources_and_verbs(text: str, content: str, source: str) -> None:
    found = only(text)
    assert (found.type, found.content, found.source) == ("indirect", (content,), source)


@pytest.mark.parametrize("text", ["外界的质疑声不少。", "被问及是否后悔时，张伟没有回答。", "据估计，产能明年翻番。"])
def test_no_indirect_without_one_who_says_it(text: str) -> None:
    assert extract(text, language="zh") == []


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        # speech, and what is told on with a term in marks or without
        (
            "“人人都有责任。”张伟指出，护林防火没有“局外人”，必须奋发有为。",
            ["人人都有责任。", "护林防火没有“局外人”，必须奋发有为"],
        ),
        (
            "“确实改变了一些人的命运”，他说，假如没有它，结局会大不相同。",
            ["确实改变了一些人的命运", "假如没有它，结局会大不相同"],
        ),
        # denials that are cues, and a second one of the same subject
        ("这位学者不否认，好处几乎被成本抵消了。", ["好处几乎被成本抵消了"]),
        ("北境国那边不承认要出兵，但是提出盟国必须放弃扩张的政策。", ["要出兵", "盟国必须放弃扩张的政策"]),
        # a noun or a time behind a cue that begins like a longer word
        ("张伟强调，出口在增长，说法国的订单最多。", ["出口在增长", "法国的订单最多"]),
        # whose words they are, without a cue
        ("“只要走得动，我就一直教下去。”这是张伟常挂在嘴边的话。", ["只要走得动，我就一直教下去。"]),
        ("“只要走得动，我就一直教下去”，这是张伟的心声。", ["只要走得动，我就一直教下去"]),
        ("“真是太难得了”，张伟笑得合不拢嘴。", ["真是太难得了"]),
        # a colon or a dash behind words that lead to speech
        ("有同行开玩笑：你不收费，收入从哪儿来？", ["你不收费，收入从哪儿来"]),
        ("张伟掰着手指算起了账：一亩地能多收一千元。", ["一亩地能多收一千元"]),
        ("接着，他一语破的——最大的误区是“只能这样”。", ["最大的误区是“只能这样”"]),
        # prefixes
        ("在张伟的讲述中，她最常做的事就是修琴。", ["她最常做的事就是修琴"]),
        ("据会议透露的消息表明，“今年雨水仍会偏多”。", ["今年雨水仍会偏多"]),
        # a circumstance of what another thinks, and not the words of the first
        ("该报说，根据这份文件的思路，北境国觉得安全不能以牺牲为代价。", ["安全不能以牺牲为代价"]),
        # marks of the wrong kind
        ("张伟走进了“百年老店“的后院。\n“这口井从没有干过。”张伟表示。", ["这口井从没有干过。"]),
        ("张伟说，雨下了三天，这让他想到”河要涨了。”", ["雨下了三天，这让他想到”河要涨了。”"]),
    ],
)
def test_what_is_told(text: str, contents: list[str]) -> None:
    assert [" ".join(found.content) for found in extract(text, language="zh")] == contents


@pytest.mark.parametrize(
    "text",
    [
        "这让人觉得他们已经放弃了比赛。",
        "外界众说纷纭，但他一直没有露面。",
        "他们去而复返，不由分说用手电筒打来。",
        "他说出这话两天之后，球队就换了教练。",
        "她首次自曝实验秘密，引来一片哗然。",
        "各方围绕计划、标准、要求，坚持同一个方向。",
        "新来的人不知道有什么要求，甚至从不提任何要求。",
        "“不忘初心牢记使命”，他一直这样做。",
        "“人人爱护一条河”是本届大会的口号。",
        "护发：油多怎么办？\n先洗头。\n护发：油多怎么办？\n再吹干。\n护发：油多怎么办？",
    ],
)
def test_nobody_is_quoted(text: str) -> None:
    assert extract(text, language="zh") == []


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        # cues before a comma, without marks
        ("他质疑，问题可能出在仓库。", "他", "问题可能出在仓库"),
        ("张伟同时提示，短板不会自动补上。", "张伟", "短板不会自动补上"),
        ("張偉批評當局後知後覺，指去年已有三班船延誤。", "張偉", "去年已有三班船延誤"),
        ("青禾市消费者委员会测试二十款水壶，指当中八款温度超标。", "青禾市消费者委员会", "当中八款温度超标"),
        ("该报还信誓旦旦地断言，对手“至少落后两年”。", "该报", "对手“至少落后两年”"),
        # what stands between a body and its cue, or is told of it before
        ("法院审理后认为，二人的行为已超出民事范畴。", "法院", "二人的行为已超出民事范畴"),
        (
            "被列入名单的擎屿科技当天发表声明称，影响总体可控。",
            "被列入名单的擎屿科技",
            "影响总体可控",
        ),
        ("这一品牌的代理商云杉電子回覆查詢時質疑，測試方法過時。", "这一品牌的代理商云杉電子", "測試方法過時"),
        # documents, and who belongs to somebody
        ("该纪要称，双方已暂缓发货。", "该纪要", "双方已暂缓发货"),
        ("其辩护人提出，本案应认定为民事纠纷。", "其辩护人", "本案应认定为民事纠纷"),
        ("其还表示，本案应认定为民事纠纷。", "其", "本案应认定为民事纠纷"),
        # the subject of what is written beside a picture
        ("张伟在微博上晒出一张照片，配文写道：“月底还。”", "张伟", "月底还。"),
        ("事后她向店铺追究，店员竟反问她：“谁知道是不是你跌过？”", "店员", "谁知道是不是你跌过？"),
        # a time within speech begins nothing new, nor does the half of a contrast
        (
            "张伟说，一段时间以来，对方一边声称愿意对话，一边不断加码。",
            "张伟",
            "一段时间以来，对方一边声称愿意对话，一边不断加码",
        ),
        # a dateline is no part of the speech behind it
        (
            "本报讯（记者 李娜）“输也要输得像个样子。”赛后发布会上，主教练张伟的嗓子已经哑了。",
            "赛后发布会上，主教练张伟",
            "输也要输得像个样子。",
        ),
        # who says it, whatever a word may look like that ends like a preposition
        ("大数据局在给本报的书面回复中称，项目运行平稳。", "大数据局", "项目运行平稳"),
        ("据一名家属友人说，他十年前过世。", "一名家属友人", "他十年前过世"),
        ("商务部回应对方限制出口：坚决反对\n记者到场采访。", "商务部", "坚决反对"),
        ("水价细则下月公布　局长：不设产地限制\n记者到场采访。", "局长", "不设产地限制"),
        ("云杉证券会后发布点评称，这一指引偏保守。", "云杉证券", "这一指引偏保守"),
    ],
)
def test_who_says_what(text: str, source: str, content: str) -> None:
    found = only(text)
    assert (found.source, found.content) == (source, (content,))


def test_what_somebody_asks_is_not_whom() -> None:
    text = "张伟追问这样做是否公平，对方没有回答。张伟反问，这样做公平吗。"
    assert [found.content for found in extract(text, language="zh")] == [("这样做是否公平",), ("这样做公平吗",)]


@pytest.mark.parametrize(
    "text",
    ["面对外界质疑，工程没有停下。", "公司发布风险提示，股价随即回落。", "红灯亮起，指针停在中间。"],
)
def test_nouns_that_look_like_cues(text: str) -> None:
    assert extract(text, language="zh") == []
