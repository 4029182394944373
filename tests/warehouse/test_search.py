import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.warehouse.made import article, chinese_article, load, outcome, prepare, rows
from warehouse.connection import Connection
from warehouse.search import search_vector
from warehouse.storable import storable


def parsed(conn: Connection, query: str) -> str:
    return rows(conn, "select marts.search_query(%s)::text", query)[0][0]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("芯片", "'芯片'"),
        ("人工智能", "'人工' & '工智' & '智能'"),
        ("芯", "'芯':*"),
        ("export controls", "'export' & 'control'"),
        ("芯片 export controls", "'芯片' & 'export' & 'control'"),
        ("GPT芯片，出口管制!", "'gpt' & '芯片' & '出口' & '口管' & '管制'"),
        ("the AI race", "'ai' & 'race'"),
        ("state-of-the-art", "'state' & 'art'"),
        ("軍備競賽", "'军备' & '备竞' & '竞赛' | '軍備' & '備競' & '競賽'"),
        ("國 chips", "( '国':* | '國':* ) & 'chip'"),
        ("the", ""),
        ("", ""),
        ("' | & ! :* \\ ( <-> \"", ""),
    ],
)
def test_a_query_asks_for_every_word(conn: Connection, query: str, expected: str) -> None:
    assert parsed(conn, query) == expected


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40))
@settings(max_examples=100, deadline=None)
def test_any_text_is_a_query(conn: Connection, query: str) -> None:
    assert parsed(conn, query) is not None


LEXEMES = st.lists(st.one_of(st.text(max_size=5), st.sampled_from(["芯片", "chip", "it's", "a\\b", ""])), max_size=20)


@given(title=LEXEMES, text=LEXEMES)
@settings(max_examples=60, deadline=None)
def test_every_token_is_in_the_vector(conn: Connection, title: list[str], text: list[str]) -> None:
    literal = storable(search_vector((title, text)))[0]
    found = {row[0] for row in rows(conn, "select unnest(tsvector_to_array(%s::tsvector))", literal)}
    assert found == {storable(lexeme)[0] for lexeme in [*title, *text] if lexeme}


def test_a_huge_text_keeps_within_the_limits_of_a_vector(conn: Connection) -> None:
    words = [f"word{n}" for n in range(120_000)]
    literal = search_vector((["x" * 3000], ["片" * 600, *["chip"] * 1000, *words]))
    count, last = rows(
        conn,
        "select length(v), max(p) from (select %s::tsvector v) t, unnest(v) u, unnest(u.positions) p group by v",
        literal,
    )[0]
    assert 50_000 < count < 120_000
    assert last == 16_383
    assert rows(conn, "select 'chip' = any(tsvector_to_array(%s::tsvector))", literal) == [(True,)]


def test_a_two_character_word_is_found_by_the_index(empty: Connection) -> None:
    prepare(empty)
    load(empty, [outcome(article()), outcome(chinese_article())])
    with empty.cursor() as cursor:
        cursor.execute(
            """
            insert into racewatch.articles (outlet, url, first_seen_at, day)
            select 'morning_example', 'https://www.morning.example/filler/' || n, now(), now() from generate_series(1, 5000) n;
            insert into racewatch.versions
                (article_id, content_sha256, title, text, status, byline, described_at, replaced, search)
            select article_id, md5(url), '天气', '今天晴。', 'ok', '{}', now(), 0, '''天气'':1A ''今天'':2'::tsvector
            from racewatch.articles where url like '%filler%';
            update racewatch.articles set current_version_id = version_id
            from racewatch.versions where versions.article_id = articles.article_id and current_version_id is null;
            analyze racewatch.articles;
            analyze racewatch.versions;
            """
        )
    sql = "select outlet from marts.articles where search @@ marts.search_query('芯片')"
    assert rows(empty, sql) == [("morning_example",)]
    plan = "\n".join(line for (line,) in rows(empty, f"explain {sql}"))
    assert "Bitmap Index Scan on versions_search" in plan
    assert "Seq Scan on versions" not in plan
    assert rows(empty, sql.replace("芯片", "Quill")) == [("ledger_example",)]
    assert rows(empty, sql.replace("芯片", "芯片 Quill")) == []


def test_simplified_characters_are_those_of_the_models(conn: Connection) -> None:
    opencc = pytest.importorskip("opencc").OpenCC("t2s")
    blocks = [range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x323B0)]
    forms = {chr(point): opencc.convert(chr(point)) for block in blocks for point in block}
    changed = "".join(old for old, new in forms.items() if old != new)
    same = "".join(old for old, new in forms.items() if old == new)[:8000]
    assert rows(conn, "select racewatch.simplified(%s)", changed) == [("".join(map(forms.get, changed)),)]
    assert rows(conn, "select racewatch.simplified(%s)", same) == [(same,)]
