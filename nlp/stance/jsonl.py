"""The stance service on JSON lines, as ``racewatch stance`` offers it."""

import itertools
import json
from collections.abc import Iterable, Iterator
from typing import Any

from domain.stance import Proposition, Stance, Statement
from nlp.stance.lines import statement_of
from nlp.stance.model import StanceModel

#: Lines judged together: enough to keep all threads busy, few enough to answer a pipe soon.
_TOGETHER = 64
_BOM = "\ufeff"


def judge_lines(lines: Iterable[str], model: StanceModel, proposition: Proposition) -> Iterator[dict[str, Any]]:
    """Yield one object a line, in order: all of its keys, and those of the verdict.

    A broken line gives ``{"id", "error"}`` in its place (``id`` is null where it cannot be read). Lines without a
    character are no lines.
    """
    numbered = ((number, line) for number, line in enumerate(lines, 1) if line.strip().strip(_BOM))
    while portion := list(itertools.islice(numbered, _TOGETHER)):
        rows = [_read(number, line) for number, line in portion]
        readable = [statement for _, statement in rows if statement is not None]
        stances = iter(model.judge(readable, proposition))
        for row, statement in rows:
            yield row if statement is None else row | _verdict(next(stances), statement)


def _read(number: int, line: str) -> tuple[dict[str, Any], Statement | None]:
    identity: object = None
    try:
        row = json.loads(line.lstrip(_BOM), parse_constant=_refuse)
        if not isinstance(row, dict):
            raise ValueError("expected a JSON object")
        identity = row.get("id")
        if isinstance(identity, bool) or not isinstance(identity, str | int | float):
            identity = None
            raise ValueError("id: expected a string or a number")
        return row, statement_of(row)
    except (ValueError, RecursionError) as error:
        return {"id": identity, "error": f"line {number}: {_reason(error)}"}, None


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON ({error.msg} at character {error.pos})"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)


def _verdict(stance: Stance, statement: Statement) -> dict[str, Any]:
    verdict: dict[str, Any] = {
        "label": stance.label,
        "scores": dict(stance.scores),
        "abstained": stance.abstained,
    }
    if statement.voice == "article":
        verdict["evidence"] = [list(span) for span in stance.evidence]
    return verdict | {"proposition": stance.proposition, "model": stance.model, "revision": stance.revision}
