"""Habits of Chinese portals and local papers. Sentences, people and firms are invented."""

import pytest

from nlp.quotes import extract


def told(text: str) -> list[tuple[str | None, str]]:
    """Return source and content of each quotation."""
    return [(quotation.source, "…".join(quotation.content)) for quotation in extract(text, language="zh")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what stands before 方面 speaks, whatever the tagger makes of it
        ("拼果果方面表示，售价不会上调。", [("拼果果方面", "售价不会上调")]),
        ("云杉汽车方面于27日对外回应称，工期确实拖延。", [("云杉汽车方面", "工期确实拖延")]),
        ("亲近商界的议员们普遍指责政府“反复”，要求收回方案。", [("亲近商界的议员们", "政府“反复”")]),
        # any verb before 称
        ("邱俊杰哭诉称，自己已经卖了两套房。", [("邱俊杰", "自己已经卖了两套房")]),
        ("云杉媒体渲染道，“这样的联名信极为罕见”。", [("云杉媒体", "这样的联名信极为罕见")]),
        ("一名男子声称其是某银行的经理。", [("一名男子", "其是某银行的经理")]),
        # whole sentences in brackets, in either script, and no descriptions
        ("新规下月生效。（云杉公司表示，将继续在当地建厂。）街上很静。", [("云杉公司", "将继续在当地建厂")]),
        ("新規下月生效。（發言人稱，將繼續在當地建廠。）街上很靜。", [("發言人", "將繼續在當地建廠")]),
        ("邱俊杰（前电视台记者，现称自己为自由人）说，天冷了。", [("邱俊杰", "天冷了")]),
        # who is called in marks
        ("“魏经理”在电话里向对方表示，账户已经冻结。", [("“魏经理”", "账户已经冻结")]),
        # who reports, not who is told
        ("警方接到一名住户报警，称有人深夜敲门。", [("一名住户", "有人深夜敲门")]),
        ("文章中还特别提到，桥已经修好。", [("文章", "桥已经修好")]),
        ("据邱俊杰讲，当天没有下雨。", [("邱俊杰", "当天没有下雨")]),
        ("一些议员欢迎邱俊杰道歉，且认为应当到此为止。", [("一些议员", "应当到此为止")]),
        ("邱俊杰嘟囔半天说：“他们都怪我。”", [("邱俊杰", "他们都怪我。")]),
        ("议员郑若兰也批评邱俊杰抱着“不认账”的态度答复。", [("议员郑若兰", "邱俊杰抱着“不认账”的态度答复")]),
        # no cue stands within a name; nouns for people that a tagger takes for verbs; who has no name
        ("党鞭道格·惠特克称法案是“一份礼物”。", [("党鞭道格·惠特克", "法案是“一份礼物”")]),
        ("邻居说，她每天都坐到天黑。", [("邻居", "她每天都坐到天黑")]),
        ("鲸岛科技相关负责人予以否认，称截图“纯属捏造”。", [("鲸岛科技相关负责人", "截图“纯属捏造”")]),
        ("大成电子同日宣布，将新建一条产线。", [("大成电子", "将新建一条产线")]),
        ("邱俊杰交代，铁管是当天捡来的。", [("邱俊杰", "铁管是当天捡来的")]),
        ("控方案情指，被告取走兩部電話。", [("控方", "被告取走兩部電話")]),
        ("其办公室解释说，那是误发。", [("其办公室", "那是误发")]),
        ("“账要算到每一度电上”——这是车间主任邱俊杰常挂在嘴边的一句话。", [("车间主任邱俊杰", "账要算到每一度电上")]),
        # what is written down, and what somebody gives out
        ("法院在裁定书中写明，该公司“不能清偿债务”。", [("法院", "该公司“不能清偿债务”")]),
        ("当地警方发布通报称，编造者已被行政拘留。", [("当地警方", "编造者已被行政拘留")]),
        ("市府以書面回覆本報，該址去年查過兩次。", [("市府", "該址去年查過兩次")]),
        ("其主席畢永康當時揚言，不排除「執平貨」。", [("其主席畢永康", "不排除「執平貨」")]),
        # how somebody speaks, and what else somebody does, is nobody
        ("一名外媒记者站起来问，价格为什么没有变。", [("一名外媒记者", "价格为什么没有变")]),
        ("姐姐在旁边拉他的衣角，说算了，人找到就好。", [("姐姐", "算了，人找到就好")]),
        ("教练用英语问：“手疼吗？”", [("教练", "手疼吗？")]),
        ("散会后他告诉记者，钱已经还清。", [("他", "钱已经还清")]),
        ("邱俊杰读完回复，冷笑一声：“房租怎么不算进去？”", [("邱俊杰", "房租怎么不算进去？")]),
        # a sentence of its own is speech, however short
        (
            "“多少台？”邱俊杰问。\n“四千台。”\n“听过坏的没有？”",
            [("邱俊杰", "多少台？"), (None, "四千台。"), (None, "听过坏的没有？")],
        ),
        # speech opens or ends a sentence without a cue
        ("“我说过孩子离我多远，没有人肯听。”她无法再说下去。", [("她", "我说过孩子离我多远，没有人肯听。")]),
        ("那天夜里，温先生发了一条朋友圈：“你快点回来，我们都等你。”", [("温先生", "你快点回来，我们都等你。")]),
        # what a message says is part of what is said
        ("邱俊杰说，他接到学校通知，说下午不用上课。", [("邱俊杰", "他接到学校通知，说下午不用上课")]),
        ("他跟我讲，回来是因为想家。", [("他", "回来是因为想家")]),
        # headlines of several parts
        ("云杉汽车净利下滑，董事长：最坏的时候已经过去\n\n昨晚披露了季报。", [("董事长", "最坏的时候已经过去")]),
    ],
)
def test_what_is_read(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        # nouns and not cues
        "涉事项目的名称为“枫林小区”。",
        "公司至今未对此事作出回应，股价仍在下跌。",
        "那些网友的评论，她都看过。",
        "不管怎么说，这笔钱总是要还的。",
        "他在演说中道歉，随后离开了会场。",
        "各位议员关心、询问的事情，都会有结果。",
        # a term that a sentence begins with
        "“你好，明天见！”的口号贴满了走廊。",
        # what somebody denies, is called, or asks about
        "三名被告昨日否認「串謀詐騙」等四項控罪。",
        "大家喊他“阿土伯”。",
        "群主追问原因，他没有再回复。",
        # whose belief it is nobody tells
        "又觉得感动，许多人没有忘记他们。",
    ],
)
def test_what_is_none(text: str) -> None:
    assert told(text) == []
