"""Plan: what one crawl must know, as a file of JSON lines; the first line is the crawl, then known and due URLs."""

import json
import math
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from domain.crawl import CrawlPlan, KnownUrl
from domain.problem import Problem

_CRAWL = ("run_id", "outlet", "archive", "budget", "replay", "as_of")
_KNOWN = ("url", "etag", "last_modified", "body_sha256")


class PlanError(Problem):
    """A plan that cannot be read: one line with file, line, what was expected and what was found."""


def write_plan(path: Path, plan: CrawlPlan) -> None:
    """Write ``plan`` to ``path``: a line of kind ``crawl``, then one a URL, of kind ``known`` or ``due``."""
    crawl = {key: getattr(plan, key) for key in _CRAWL}
    crawl["as_of"] = plan.as_of and plan.as_of.isoformat()
    lines = [{"kind": "crawl", **crawl}]
    lines += [{"kind": "known", **{key: getattr(known, key) for key in _KNOWN}} for known in plan.known]
    lines += [{"kind": "due", "url": url} for url in plan.due]
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def read_plan(path: Path) -> CrawlPlan:
    """Read what ``write_plan`` wrote; raise PlanError with one clear line."""
    crawl: dict[str, Any] | None = None
    known: list[KnownUrl] = []
    due: list[str] = []
    for number, row in _rows(path):
        try:
            kind = row.pop("kind", None)
            if number == 1:
                if kind != "crawl":
                    raise ValueError(f"expected a line of kind crawl first, found {kind!r}")
                crawl = _crawl(row)
            elif kind == "known":
                known.append(_known(row))
            elif kind == "due" and isinstance(row.get("url"), str):
                due.append(row["url"])
            else:
                raise ValueError(f"expected kind known or due and a url, found {kind!r}")
        except ValueError as error:
            raise PlanError(f"{path}: line {number}: {error}") from None
    if crawl is None:
        raise PlanError(f"{path}: expected a crawl plan, found an empty file")
    return CrawlPlan(**crawl, known=tuple(known), due=tuple(due))


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise PlanError(f"{path}: expected a crawl plan ({error.strerror})") from None
    except UnicodeDecodeError:
        raise PlanError(f"{path}: expected a crawl plan in UTF-8") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            row = None
        if not isinstance(row, dict):
            raise PlanError(f"{path}: line {number}: expected a JSON object, found {line[:60]!r}")
        yield number, row


def _crawl(row: dict[str, Any]) -> dict[str, Any]:
    if set(row) != set(_CRAWL):
        raise ValueError(f"expected the keys {', '.join(_CRAWL)}, found {', '.join(sorted(row))}")
    for key in ("run_id", "outlet", "archive"):
        if not isinstance(row[key], str) or not row[key]:
            raise ValueError(f"{key}: expected a text, found {row[key]!r}")
    budget = row["budget"]
    if type(budget) not in (int, float) or not math.isfinite(budget) or budget <= 0:
        raise ValueError(f"budget: expected a number of seconds, found {budget!r}")
    replay = row["replay"]
    if not isinstance(replay, list) or not all(isinstance(file, str) for file in replay):
        raise ValueError(f"replay: expected a list of files, found {replay!r}")
    return {**row, "replay": tuple(replay), "as_of": _time(row["as_of"])}


def _time(value: object) -> datetime | None:
    if value is None:
        return None
    try:
        time = datetime.fromisoformat(str(value))
    except ValueError:
        time = None
    if time is None or time.tzinfo is None:
        raise ValueError(f"as_of: expected a time in ISO 8601 with its zone, found {value!r}")
    return time


def _known(row: dict[str, Any]) -> KnownUrl:
    if set(row) != set(_KNOWN) or not isinstance(row["url"], str):
        raise ValueError(f"expected the keys {', '.join(_KNOWN)}, found {', '.join(sorted(row))}")
    for key in _KNOWN[1:]:
        if not isinstance(row[key], str | None):
            raise ValueError(f"{key}: expected a text, found {row[key]!r}")
    return KnownUrl(**row)
