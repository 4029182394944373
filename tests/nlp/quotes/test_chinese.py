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
