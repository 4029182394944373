"""A short invented article, with what stands around its text given by the test."""

_PARAGRAPHS = (
    "这家虚构的公司周二发布了新的模型，工程师说它比上一代更快，也更省电，价格则没有变化。",
    "分析人士认为，市场会在几个月内作出反应，竞争者已经在准备自己的产品，监管部门还没有表态。",
    "公司表示，今年内还会有两次更新，首批用户下个月就可以试用，申请的人已经超过一万名。",
)


def short_article(head: str = "", lead: str = "", tail: str = "", after: str = "", meta: str = "") -> bytes:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in (lead + _PARAGRAPHS[0], *_PARAGRAPHS[1:]))
    return (
        f"<html><head><meta charset=utf-8><title>虚构公司发布新模型_新闻中心_远山网</title>{meta}</head><body>"
        "<div class=nav><a href=/>首页</a></div><div class=main><h1>虚构公司发布新模型</h1>"
        f"<div class=info>{head}</div><div class=content>{text}{tail}</div><div class=x>{after}</div></div>"
        "</body></html>"
    ).encode()
