"""State in scripts: assigned JSON and strings of JavaScript, before, between and behind each other."""

from lxml import html

from crawlers.extract.state import page_states

_ENGLISH = "An invented paragraph that is long enough to be taken for the text of an article. " * 5
_CHINESE = "这是虚构的正文，写得足够长，才会被当成一篇文章。" * 15


def test_strings_beside_assigned_json_are_read() -> None:
    script = (
        f"var page = {{content: '{_ENGLISH}'}};"
        'window.__STATE__ = {"article": {"body": "' + _ENGLISH * 2 + '"}};'
        f"show({{detailText: '{_CHINESE}'}});"
        'var other = {"id": 7}; '
        f'more.html = "{_ENGLISH}";'
    )
    root = html.document_fromstring(f"<html><body><script>{script}</script></body></html>")
    assert [value for _, value in page_states(root) if value is not None] == [
        {"article": {"body": _ENGLISH * 2}},
        {"id": 7},
        {"content": _ENGLISH},
        {"detailText": _CHINESE},
        {"html": _ENGLISH},
    ]
