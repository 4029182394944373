"""Origins as Chinese pages write them, and phrases that only look like one. All invented but the agencies' names."""

import pytest

from crawlers.extract import Page, extract
from tests.crawlers.extract.short_article import short_article


@pytest.mark.parametrize(
    ("place", "written", "told"),
    [
        ("head", "2024-05-01 08:30 来源：远山日报", ("republication", "远山日报")),
        (
            "head",
            "<span>2024-05-01</span><span>来源：<a href='https://paper.example/'>远山日报</a></span><span>作者：张三</span>",
            ("republication", "远山日报"),
        ),
        ("head", "2024-05-01 来源 | 远山日报", ("republication", "远山日报")),
        ("head", "2024-05-01 来源｜远山日报", ("republication", "远山日报")),
        ("head", "2024-05-01 来源 远山日报", ("republication", "远山日报")),
        ("head", "<span>来源</span> <a href='https://paper.example/'>远山日报</a>", ("republication", "远山日报")),
        ("head", "2024-05-01 08:30 稿源：远山日报", ("republication", "远山日报")),
        ("head", "2024-05-01 信息来源：远山市教育局", ("republication", "远山市教育局")),
        ("head", "2024-05-01 來源：遠山報", ("republication", "遠山報")),
        ("head", "2024-05-01 文章来源:远山日报", ("republication", "远山日报")),
        ("head", "2024-05-01 来源：远山日报客户端 作者：张三 责任编辑：李四", ("republication", "远山日报客户端")),
        ("head", "2024-05-01 来源：远山日报2024年5月1日第3版", ("republication", "远山日报")),
        ("head", "2024-05-01 来源：《远山日报》", ("republication", "远山日报")),
        ("head", "2024-05-01 来源：本站原创", None),
        ("head", "2024-05-01 来源：远山网", None),
        ("head", "2024-05-01 来源：网络整理", None),
        ("head", "2024-05-01 来源：作者投稿", None),
        ("head", "2024-05-01 来源：综合报道", None),
        ("head", "2024-05-01 来源： 作者：张三", None),
        ("head", "2024-05-01 来源： 点击：123", None),
        ("head", "2024-05-01 来源： 责任编辑：李四", None),
        ("head", "2024-05-01 来源：新华社", ("wire", "Xinhua")),
        ("head", "2024-05-01 来源：新华社客户端 作者：张三", ("wire", "Xinhua")),
        ("lead", "新华社北京11月3日电（记者张晓明）", ("wire", "Xinhua")),
        ("lead", "据新华社北京11月3日电，", ("wire", "Xinhua")),
        ("lead", "据新华社报道，", None),
        ("lead", "据新华社电 ", ("wire", "Xinhua")),
        ("lead", "据路透社报道，", None),
        ("lead", "（中央社記者林志遠台北3日電）", ("wire", "Central News Agency")),
        ("lead", "（法新社東京3日電）", ("wire", "Agence France-Presse")),
        ("lead", "【中新社北京十一月三日电】", ("wire", "China News Service")),
        ("lead", "中新社北京11月3日电 (张晓明 李四海)", ("wire", "China News Service")),
        ("lead", "美聯社的一項調查說，", None),
        ("lead", "美联社记者在现场说，", None),
        ("tail", "<p>本文来自微信公众号“远山观察”（ID:yuanshan），作者：张三</p>", ("republication", "远山观察")),
        ("tail", "<p>本文来自微信公众号：远山观察，作者：张三</p>", ("republication", "远山观察")),
        ("tail", "<p>本文首发于《远山周刊》2024年第5期</p>", ("republication", "远山周刊")),
        ("tail", "<p>本文来自作者投稿，不代表本站立场。</p>", None),
        ("tail", "<p>本文来自一次真实的采访。</p>", None),
        ("tail", "<p>本文来源于网络，如有侵权请联系删除。</p>", None),
        ("tail", "<p>本文转载自互联网，版权归原作者所有。</p>", None),
        ("tail", "<p>本文来自远山网，转载请注明出处。</p>", None),
        ("tail", "<p>凡本网注明“来源：XXX（非远山网）”的作品，均转载自其它媒体，转载目的在于传递更多信息。</p>", None),
        ("tail", "<p>声明：本文转载自其他媒体，不代表本网观点。</p>", None),
        ("tail", "<p>原标题：某公司发布新模型</p><p>来源：远山日报</p>", ("republication", "远山日报")),
        ("tail", "<p>（来源：远山日报）</p>", ("republication", "远山日报")),
        ("after", "<p>来源：远山日报 编辑：李四</p>", ("republication", "远山日报")),
        ("tail", "<p>转载自远山日报。</p>", ("republication", "远山日报")),
        ("tail", "<p>（转自：远山日报）</p>", ("republication", "远山日报")),
        ("tail", "<p>图片来源：远山图库</p>", None),
        ("tail", "<p>数据来源：远山咨询</p>", None),
        ("head", "2024-05-01 数据来源：远山咨询", None),
        ("head", "2024-05-01 图片来源：远山图库", None),
        ("tail", "<p>本文系远山网独家稿件，未经授权不得转载。</p>", None),
        ("tail", "<p>本文授权转载自公众号「远山观察」</p>", ("republication", "远山观察")),
        ("tail", "<p>原文刊于《远山周刊》</p>", ("republication", "远山周刊")),
        ("tail", "<p>本文原載於《遠山週刊》，獲授權轉載。</p>", ("republication", "遠山週刊")),
        ("tail", "<p>他说，这项技术来自远山大学。</p>", None),
        (
            "tail",
            "<p>This article originally appeared in The Far Hills Gazette.</p>",
            ("republication", "The Far Hills Gazette"),
        ),
        ("tail", "<p>本文来自读者的来信，我们做了删节。</p>", None),
    ],
)
def test_an_origin_is_told_where_the_page_names_one(place: str, written: str, told: tuple[str, str] | None) -> None:
    page = Page(url="https://news.example/2024/1.html", body=short_article(**{place: written}))

    origin = extract(page).origin

    assert (origin and (origin.kind, origin.name)) == told


def test_a_person_behind_a_label_at_the_end_is_no_publisher() -> None:
    page = Page(url="https://news.example/2024/1.html", body=short_article(tail="<p>来源: 祝清河</p>"))

    assert extract(page).origin is None
