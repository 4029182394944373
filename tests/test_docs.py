"""The documentation: every command in it exists and can be called so, and every link leads somewhere."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from racewatch.cli import cli

PROJECT = Path(__file__).resolve().parent.parent
DOCS = [PROJECT / "README.md", *sorted((PROJECT / "docs").glob("*.md"))]
CONSOLE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)\)")


def commands() -> Iterator[tuple[str, str]]:
    for page in DOCS:
        for block in CONSOLE.findall(page.read_text(encoding="utf-8")):
            for line in block.splitlines():
                if line.startswith("$ "):
                    yield page.name, line.removeprefix("$ ")


@pytest.mark.parametrize(("page", "line"), [*commands()])
def test_a_command_can_be_called_so(page: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    words = shlex.split(line.rpartition(" | ")[2])
    if words[0] == "make":
        targets = re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text(), re.MULTILINE)
        assert [word for word in words[1:] if "=" not in word and word not in targets] == []
        return
    assert words[0] == "racewatch"
    for word in words[2:]:
        if re.fullmatch(r"[\w-]+\.(html|txt|jsonl|warc\.gz)", word):
            (tmp_path / word).touch()
    context = click.Context(cli)
    command = cli.get_command(context, words[1])
    assert command is not None, f"{page}: racewatch has no command {words[1]}"
    # Parses options and arguments as a call does, without doing anything.
    command.make_context(words[1], words[2:], parent=context)


def shown_outputs() -> list[tuple[str, str]]:
    """Commands that read from ``echo`` and are shown with their output."""
    found = []
    for page in DOCS:
        for block in CONSOLE.findall(page.read_text(encoding="utf-8")):
            for call, output in re.findall(r"^\$ (echo .*)\n((?:(?!\$ ).+\n)+)", block, re.MULTILINE):
                found.append((call, output))
    return found


@pytest.mark.parametrize(("line", "output"), shown_outputs())
def test_shown_output_is_true(line: str, output: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text, _, call = line.partition(" | ")
    (words,) = shlex.split(text)[1:]
    result = CliRunner().invoke(cli, shlex.split(call)[1:], input=f"{words}\n".encode())
    assert result.stdout == output


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_setting_is_documented() -> None:
    files = [path for folder in ("dags", "racewatch", "crawlers") for path in (PROJECT / folder).rglob("*.py")]
    source = "".join(path.read_text() for path in files)
    told = (PROJECT / ".env.example").read_text()
    for name in set(re.findall(r"RACEWATCH_[A-Z_]+[A-Z]", source)):
        assert name in told, f"{name} is not in .env.example"
