"""Chinese news as papers print it: verdicts in marks, whom media quote, settings, pull quotes, signs and pages."""

import pytest

from nlp.quotes import extract


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # behind a verdict in marks the scene goes on
        ("外长苏见山20日称这一决定“令人失望”，并于次日召回了大使。", [("苏见山", "这一决定“令人失望”")]),
        ("外长苏见山称这一决定“令人失望”，并要求对方道歉。", [("苏见山", "这一决定“令人失望”")]),
        ("外长苏见山称这一决定“令人失望”，随后离开了会场。", [("苏见山", "这一决定“令人失望”")]),
        ("乘客直呼「等太久了」，不過車站仍然擠滿了人。", [("乘客", "等太久了")]),
        ("导游苏见山一边念叨着“快走，快走”，一边收起了伞。", [("苏见山", "快走，快走")]),
        # who is called upon to do so belongs to it
        ("外长苏见山呼吁双方“尽快停火”。", [("苏见山", "双方“尽快停火”")]),
        ("她呼吁大家，“不要恐慌”。", [(None, "不要恐慌")]),
        # where it is said, and on whose wish
        ("法官苏见山在裁定书中指，申请人「证据不足」。", [("苏见山", "申请人「证据不足」")]),
        ("董事長蘇見山在法說會上指出，產能仍然吃緊。", [("蘇見山", "產能仍然吃緊")]),
        ("卫生部发言人3日应询表示，疫情可控。", [("卫生部发言人", "疫情可控")]),
        ("退役軍官蘇見山投書《夏潮時報》寫道：「海是公路。」", [("蘇見山", "海是公路。")]),
        ("经济部长苏见山（音）对媒体说，谈判“没有破裂”。", [("苏见山", "谈判“没有破裂”")]),
        ("“我们输了。”比赛结束后，主教练苏见山说。", [("苏见山", "我们输了。")]),
        ("“我们输了。”在赛后的发布会上，主教练苏见山说。", [("苏见山", "我们输了。")]),
        # whom a medium quotes, and what somebody quotes
        ("《夏潮时报》引述知情人士指，公司有意出售货仓。", [("知情人士", "公司有意出售货仓")]),
        ("據《夏潮時報》報道，證人蘇見山供稱，車門當時沒有鎖。", [("蘇見山", "車門當時沒有鎖")]),
        ("评论员苏见山来了。他引用一份报告说，水位还会下降。", [("苏见山", "水位还会下降")]),
        # how somebody acts before a colon
        ("船长苏见山小心翼翼地收起缆绳：“今天不出海。”", [("苏见山", "今天不出海。")]),
        # a letter speaks, and who belongs to somebody
        ("公司昨天发出一封信。信中还称，年底前不会裁员。", [("信", "年底前不会裁员")]),
        ("被告没有到庭。其辩护律师苏见山则表示，合同是伪造的。", [("苏见山", "合同是伪造的")]),
        # pull quotes, signed below
        (
            "“地图上没有的路，我走了三十年。”\n\n——邮递员苏见山在颁奖礼上说",
            [("苏见山", "地图上没有的路，我走了三十年。")],
        ),
        ("“地图上没有的路，我走了三十年。”\n——苏见山，邮递员", [("苏见山", "地图上没有的路，我走了三十年。")]),
        ("选手苏见山一边喊着“加油”一边冲过终点。", [("苏见山", "加油")]),
        ("澜川公司否认控罪，辩称当时无人在场。", [("澜川公司", "当时无人在场")]),
        ("澜川公司回应有关质疑，强调“绝不裁员”。", [("澜川公司", "绝不裁员")]),
        # what is asked of somebody
        ("记者问她哪一年最难，她没有回答。", [("记者", "哪一年最难")]),
    ],
)
def test_who_says_what(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert [(q.speaker, " ".join(q.content)) for q in extract(text, language="zh")] == expected


@pytest.mark.parametrize(
    "text",
    [
        "人称“石佛”的门将苏见山今年退役，他守了十年球门。",
        "图上的蓝线表示河流，红点表示高风险区。",
        "记者多次登录，页面均提示“网络繁忙，请稍后再试”。",
        "公司否认上述指控。",
        "被告承认这一事实，法庭随即休庭。",
        "另据海关统计数据，出口连续三个月回升。",
    ],
)
def test_nobody_says_it(text: str) -> None:
    assert extract(text, language="zh") == []


@pytest.mark.parametrize("setting", ["站在厂房门口", "面对镜头", "谈起当年"])
def test_where_somebody_stands_before_speaking_is_no_speech(setting: str) -> None:
    found = extract(f"“我们最缺的是懂工艺的人。”{setting}，寒川科技总监秦立山直言。", language="zh")
    assert [quotation.content for quotation in found] == [("我们最缺的是懂工艺的人。",)]
