"""``racewatch speakers`` on a real warehouse: what is listed, decided and refused, with exit statuses."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from click.testing import CliRunner, Result

from dags.stages.speakers import link_mentions, spelling
from racewatch.cli import cli
from tests.warehouse.made import NOON, annotation, article, load, outcome, prepare, rows
from warehouse.annotations import store_annotation
from warehouse.connection import Connection, connect
from warehouse.speakers import relink

TEXT = 'Ada Quill said: "We lead."\nA. Quill said: "We trail."'


@pytest.fixture
def warehouse(empty: Connection, url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Connection]:
    prepare(empty)
    load(empty, [outcome(article(url=f"https://www.ledger.example/{n}", text=TEXT, published=NOON)) for n in (1, 2)])
    ids = [number for (number,) in rows(empty, "select version_id from marts.articles order by url")]
    for version, words, speaker in ((ids[0], "We lead.", "Ada Quill"), (ids[1], "We trail.", "A. Quill")):
        store_annotation(empty, annotation(version, TEXT, words=words, speaker=speaker, label="favor", judgements=()))
    relink(empty, link_mentions, spelling=spelling)
    monkeypatch.setenv("RACEWATCH_DATABASE_URL", url)
    yield empty


def call(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["speakers", *arguments])


def test_a_decision_from_the_first_look_to_the_last(warehouse: Connection, url: str) -> None:
    assert [line.split()[3:5] for line in call("list").stdout.splitlines()] == [["A.", "Quill"], ["Ada", "Quill"]]
    made = call("merge", "Ada Quill", "A. Quill", "--reason", "one desk", "--by", "ben")
    assert (made.exit_code, made.stdout) == (0, "decision #1: Ada Quill and A. Quill are one speaker\n")
    shown = call("show", "A. Quill").stdout
    assert "names: A. Quill, Ada Quill" in shown or "names: Ada Quill, A. Quill" in shown
    assert "merge #1: one desk" in shown
    again = call("merge", "Ada Quill", "A. Quill", "--reason", "again")
    assert "is one speaker already" in str(again.exception)
    assert call("undo", "1", "--by", "ben").exit_code == 0
    assert "taken back by ben" in call("decisions").stdout
    with closing(connect(url)) as conn:
        assert rows(conn, "select count(distinct speaker_id) from marts.quotations") == [(2,)]


def test_wrong_use(warehouse: Connection) -> None:
    assert call("split", "Ada Quill", "--reason", "why").exit_code == 2
    assert call("merge", "Ada Quill", "A. Quill").exit_code == 2
    assert "no speaker 'Nobody'" in str(call("show", "Nobody").exception)
