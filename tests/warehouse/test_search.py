import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.tokens import search_tokens
from tests.warehouse.made import article, chinese_article, load, outcome, prepare, rows
from warehouse.connection import Connection
from warehouse.load import load_outcomes
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
@settings(max_examples=100)
def test_any_text_is_a_query(conn: Connection, query: str) -> None:
    assert parsed(conn, query) is not None


LEXEMES = st.lists(st.one_of(st.text(max_size=5), st.sampled_from(["芯片", "chip", "it's", "a\\b", ""])), max_size=20)


@given(title=LEXEMES, text=LEXEMES)
@settings(max_examples=60)
def test_every_token_is_in_the_vector(conn: Connection, title: list[str], text: list[str]) -> None:
    literal = storable(search_vector((title, text)))[0]
    found = {row[0] for row in rows(conn, "select unnest(tsvector_to_array(%s::tsvector))", literal)}
    assert found == {storable(lexeme)[0] for lexeme in [*title, *text] if lexeme}
    stemmed = rows(conn, "select unnest(tsvector_to_array(racewatch.stemmed(%s::tsvector)))", literal)
    assert {row[0] for row in stemmed if "芯" in row[0]} == {lexeme for lexeme in found if "芯" in lexeme}


def test_places_and_weights_outlive_stemming(conn: Connection) -> None:
    literal = search_vector((["Chips", "it"], ["the", "chip", "a\\b", "芯片", "chips"]))
    assert rows(conn, "select racewatch.stemmed(%s::tsvector)::text", literal) == [
        ("'a\\\\b':5 'chip':1A,4,7 '芯片':6",)
    ]
    assert rows(conn, "select racewatch.stemmed('')::text") == [("",)]


@pytest.mark.parametrize(
    ("title", "text", "queries"),
    [
        (
            "Makers' worries",
            "Analysts in Europe are divided about controls, the minister's office said.",
            ["maker", "the worried controlling analyst", "minister", "Offices"],
        ),
        (
            "International organizations",
            "Universities in Europe are internally divided.",
            ["Organization of universities", "international", "internal"],
        ),
        ("芯片出口管制", "人工智能竞赛加速，GPT模型追赶。", ["芯片", "人工智能", "出口管制", "gpt 模型", "競賽", "芯"]),
        ("晶片出口管制", "人工智慧競賽加速，國會聽證。", ["晶片", "竞赛", "競賽", "国会", "國會", "听证"]),
    ],
)
def test_what_the_models_split_is_found(empty: Connection, title: str, text: str, queries: list[str]) -> None:
    prepare(empty)
    page = article(title=title, text=text, language=None)
    load_outcomes(empty, [(outcome(page), 1)], search_tokens=search_tokens)
    for query in queries:
        assert rows(empty, "select 1 from marts.articles where search @@ marts.search_query(%s)", query), query
    assert not rows(empty, "select 1 from marts.articles where search @@ marts.search_query('weather 天气')")


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
            select 'morning_example', 'https://www.morning.example/filler/' || n, now(), now()
            from generate_series(1, 5000) n;
            insert into racewatch.versions
                (article_id, content_sha256, title, text, status, byline, replaced, search)
            select article_id, md5(url), '天气', '今天晴。', 'ok', '{}', 0, '''天气'':1A ''今天'':2'::tsvector
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
    assert rows(conn, "select marts.simplified(%s)", changed) == [("".join(map(forms.get, changed)),)]
    assert rows(conn, "select marts.simplified(%s)", same) == [(same,)]
